"""The sample before it is saved: the rows that will be written, in lists."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from decisions.models import (
    CallIn,
    ClosureDay,
    Constitution,
    DecisionRecord,
    Issue,
    Recommendation,
    Resolution,
    Response,
    Update,
    Vote,
)
from decisions.models.forward_plan import PlannedDecision
from meetings.models import (
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    Document,
    Interest,
    Meeting,
    MinutePoint,
    Person,
    Role,
)


@dataclass
class Record:
    """Every row of the sample, none saved yet; topics by their address."""

    boroughs: list[Borough] = field(default_factory=list)
    committees: list[Committee] = field(default_factory=list)
    partners: list[tuple[Committee, Borough]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    item_topics: list[tuple[AgendaItem, str]] = field(default_factory=list)
    points: list[MinutePoint] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    issue_items: list[tuple[Issue, AgendaItem]] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    notices: list[tuple[PlannedDecision, AgendaItem | None]] = field(default_factory=list)
    constitutions: list[Constitution] = field(default_factory=list)
    closure_days: list[ClosureDay] = field(default_factory=list)
    decision_records: list[DecisionRecord] = field(default_factory=list)
    call_ins: list[CallIn] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Yield every text and date that a reader would see, in order."""
        for meeting in self.meetings:
            yield f"{meeting} {meeting.status} {meeting.agenda_published_at} {meeting.approved_at} {meeting.venue}"
        for item in self.items:
            yield f"{item} {item.purpose} {item.report_reference} {item.exempt} {sorted(item.particulars.items())}"
        for point in self.points:
            yield f"{point.anchor} {point.mark} {point.text}"
        for resolution in self.resolutions:
            yield f"{resolution.ordinal} {resolution.mark} {resolution.wording} {resolution.outcomes}"
        for person in [
            *self.people,
            *self.attendances,
            *self.interests,
            *self.documents,
            *self.issues,
            *self.votes,
        ]:
            yield str(person)
        for row in self.decision_records:
            yield f"{row.reasons} {row.alternatives} {row.interests} {row.consultees} {row.call_in} {row.published_on}"
        for call_in in self.call_ins:
            yield f"{call_in} {call_in.requested_by} {call_in.grounds} {call_in.result}"
        for answer in [*self.recommendations, *self.responses, *self.updates]:
            yield str(answer)
        for planned, _ in self.notices:
            yield f"{planned} {planned.matter} {planned.published_at} {planned.decide_from} {planned.dropped_on}"

    def digest(self) -> str:
        """Return a short mark of the whole text: the same for the same sample."""
        return hashlib.sha256("\n".join(self.texts()).encode()).hexdigest()
