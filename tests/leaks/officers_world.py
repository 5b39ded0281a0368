"""A world of two boroughs for the permissions of officers: one record in every state, and one that is full of canaries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from decisions.models import Issue, Recommendation, Response
from meetings.models import Attendance, Borough, Committee, Interest, Meeting, Role
from minutes_portal.accounts.models import Membership, SignIn
from tests.accounts.officers import make_officer, make_operator
from tests.decisions.planned import make_planned_decision
from tests.decisions.record_makers import make_closure, make_constitution
from tests.makers import (
    LONG_AGO,
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_recommendation,
    make_resolution,
    make_topic,
)
from tests.transactions import finish

CANARY = "quokka"
# Name of a state: the stage its meeting has reached.
STATES = {
    "draft": "nothing", "agenda": "agenda", "decisions": "decisions", "minutes": "minutes", "withdrawn": "minutes",
    "exempt": "minutes",
}  # fmt: skip
EXEMPT = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}
WITHDRAWN = {"withdrawn_at": LONG_AGO, "withdrawn_reason": "superseded"}
Rows = dict[str, dict[str, Any]]


def make_record(committee: Committee, day: date, state: str, word: str = "Buses") -> dict[str, Any]:
    """Make a meeting in a state, with one row of each table under it; `word` stands in each of its texts."""
    withdrawn = WITHDRAWN if state == "withdrawn" else {}
    exempt = EXEMPT if state == "exempt" else {}
    meeting = make_meeting(STATES[state], committee=committee, date=day, venue=f"{word} Hall", **withdrawn)
    item = make_item(
        meeting=meeting,
        number="5",
        slug="5",
        title=f"{word} review",
        purpose=f"To review {word}",
        **exempt,
        **withdrawn,
    )
    person = make_person(
        borough=committee.borough, name=f"{word} {state}", slug=f"{word}-{state}-{day:%d}".lower()
    )
    Attendance.objects.create(meeting=meeting, person=person, note=f"{word} until item 5")
    Interest.objects.create(item=item, person=person, nature=f"Owns {word}")
    resolution = make_resolution(
        item=item, ordinal=1, wording=f"That {word} be noted.", moved_by=person, **exempt
    )
    make_resolution(item=item, parent=resolution, wording=f"limb {word}", **exempt)
    recommendation = make_recommendation(
        resolution=resolution, sent_to=f"{word} Cabinet", due_on=date(2024, 1, 1)
    )
    Response.objects.create(
        recommendation=recommendation, date=day, responder=f"{word} Lead", verdict="noted", reason=word
    )
    return {
        "meetings_meeting": meeting,
        "meetings_agendaitem": item,
        "meetings_minutepoint": make_point(item=item, text=f"Members spoke of {word}.", **exempt),
        "meetings_document": make_document(item=item, title=f"{word} report", slug=f"{word}-report".lower(), **exempt, **withdrawn),
        "decisions_resolution": resolution,
        "decisions_recommendation": recommendation,
    }  # fmt: skip


def make_canaries() -> Borough:
    """Make another borough, with a record in every state, whose every text holds the canary."""
    borough = make_borough(
        name=f"{CANARY}shire", slug=CANARY, council_name=f"{CANARY} Council", contact_name=CANARY
    )
    committee = make_committee(borough=borough, name=f"{CANARY} Panel", slug=f"{CANARY}-panel", remit=CANARY)
    topic = make_topic(name="Transport", slug="transport")
    for day, state in enumerate(STATES, 1):
        rows = make_record(committee, date(2023, 3, day), state, CANARY)
        rows["meetings_agendaitem"].topics.add(topic)
        rows["meetings_meeting"].save()  # some history
    issue = Issue.objects.create(
        borough=borough, title=f"{CANARY} fares", slug=f"{CANARY}-fares", summary=CANARY
    )
    issue.items.add(rows["meetings_agendaitem"])
    make_planned_decision(
        borough=borough, title=f"{CANARY} contract", slug=CANARY, matter=CANARY, maker=CANARY
    )
    person = make_person(
        borough=borough, name=f"{CANARY} Guest", slug=f"{CANARY}-guest", kind="guest", post=CANARY
    )
    Role.objects.create(person=person, committee=committee, title=CANARY)
    make_constitution(borough=borough, call_in_by=CANARY)
    make_closure(borough, date(2024, 12, 30), reason=CANARY)
    return borough


class OfficersWorld:
    """The own borough, the other one, and a browser for each role."""

    def __init__(self) -> None:
        self.borough = make_borough(name="Eastmere", slug="eastmere")
        self.committee = make_committee(borough=self.borough, name="Transport Panel", slug="transport-panel")
        self.topic = make_topic(name="Roads", slug="roads")
        self.other = make_canaries()
        self.other_committee = Committee.objects.get(borough=self.other)
        days = {state: date(2024, 9, day) for day, state in enumerate(STATES, 1)}
        records = {state: make_record(self.committee, day, state) for state, day in days.items()}
        self.rows: Rows = {
            name: {state: records[state][name] for state in STATES} for name in records["draft"]
        }
        self.rows |= self._bodies()
        self.clients = self._clients()
        self.rows |= self._accounts()
        finish()

    def _bodies(self) -> Rows:
        draft = Issue.objects.create(borough=self.borough, title="Fares", slug="fares")
        public = Issue.objects.create(borough=self.borough, title="Lanes", slug="lanes")
        public.items.add(self.rows["meetings_agendaitem"]["minutes"])
        guest = make_person(borough=self.borough, kind="guest")
        councillor = make_person(borough=self.borough)
        return {
            "meetings_borough": {"minutes": self.borough},
            "meetings_committee": {"minutes": self.committee},
            "decisions_constitution": {"minutes": make_constitution(borough=self.borough)},
            "decisions_closureday": {"minutes": make_closure(self.borough, date(2024, 12, 30))},
            "meetings_topic": {"minutes": self.topic},
            "meetings_person": {"draft": guest, "minutes": councillor},
            "decisions_issue": {"draft": draft, "minutes": public},
            "decisions_planneddecision": {
                "draft": make_planned_decision(borough=self.borough, published_at=None),
                "minutes": make_planned_decision(borough=self.borough),
            },
        }

    def _clients(self) -> dict[str, Client]:
        self.officers: dict[str, Any] = {
            role: make_officer(role, self.borough, username=f"the-{role}")
            for role in ("clerk", "publisher", "auditor", "administrator")
        }
        self.officers["outsider"] = make_officer("publisher", self.other, username=f"{CANARY}-publisher")
        self.officers["operator"] = make_operator()
        clients = {"anonymous": Client()} | {role: Client() for role in self.officers}
        for role, officer in self.officers.items():
            clients[role].force_login(officer)
        return clients

    def _accounts(self) -> Rows:
        somebody = make_officer("clerk", self.borough, username="somebody")
        attempt = {
            "user_agent": "x",
            "ip_address": "10.0.0.9",
            "username": "x",
            "http_accept": "",
            "path_info": "",
        }
        return {
            "accounts_membership": {"draft": Membership.objects.get(user=somebody)},
            "accounts_signin": {"draft": SignIn.objects.create(user=somebody, username="somebody", outcome="signed in")},
            "auth_user": {"draft": somebody},
            "axes_accessattempt": {"draft": AccessAttempt.objects.create(**attempt, get_data="", post_data="", failures_since_start=1, attempt_time=timezone.now())},
            "axes_accesslog": {"draft": AccessLog.objects.create(**attempt)},
            "axes_accessfailurelog": {"draft": AccessFailureLog.objects.create(**attempt)},
            "otp_totp_totpdevice": {"draft": TOTPDevice.objects.create(user=somebody, name="Phone")},
            "otp_static_staticdevice": {"draft": StaticDevice.objects.create(user=somebody, name="Codes")},
        }  # fmt: skip

    def others(self) -> Iterator[Any]:
        """Yield every row of the other borough that has a page in the admin."""
        meetings = Meeting.objects.filter(committee=self.other_committee)
        for meeting in meetings:
            item = meeting.items.get()
            yield from (meeting, item, item.points.get(), *item.documents.all(), *item.resolutions.all())
            yield Recommendation.objects.get(resolution__item=item)
        yield from (
            self.other,
            self.other_committee,
            *self.other.people.all(),
            *self.other.issues.all(),
            *self.other.planned_decisions.all(),
        )
        yield from (*self.other.constitutions.all(), *self.other.closure_days.all())


def patterns() -> Iterator[tuple[str, str]]:
    """Yield the name and route of every address pattern of the site; a pattern without a name is called by its route."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(urlpatterns: list[Any], route: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in urlpatterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            whole = route + str(pattern.pattern)
            yield f"{namespace}{pattern.name}" if pattern.name else whole, whole
