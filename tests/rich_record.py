"""A small public record with one of everything that a reader's page can show, or with very much of it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from decisions.models import Issue, Recommendation, Resolution, Response, Update, Vote
from decisions.models.forward_plan import PlannedDecision
from meetings.models import (
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    CorrectedText,
    Correction,
    Document,
    Interest,
    Meeting,
    MinutePoint,
    Person,
    Role,
    Topic,
)
from minutes_portal.database.statistics import refresh_statistics
from tests.decisions.planned import plan_of
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_point,
    make_recommendation,
    make_resolution,
)

BOROUGH, COMMITTEE = "Eastmere", "Care Scrutiny Panel"
DAY = date(2024, 9, 24)
THEN = datetime(2024, 10, 1, 9, tzinfo=UTC)
EXEMPT: dict[str, Any] = {
    "exempt": True,
    "exempt_regime": "england",
    "exempt_part": "1",
    "exempt_paragraphs": [3],
}
TOLD = EXEMPT | {
    "exempt_reason": "Prices are being negotiated.",
    "public_summary": "A contract was discussed.",
}
Record = dict[type[Model], Any]


def build(many: bool = False) -> Record:
    """Make the record and return the row of each kind whose page shows most. With `many`, make it again with
    very much under each, beside the first.
    """
    place, scale = _place(many), 10 if many else 1
    committee, people = place[Committee], _people(place[Borough], 6 * scale)
    before = make_meeting("approved", committee=committee, date=DAY - timedelta(days=28))
    meeting = make_meeting(
        "approved", committee=committee, date=DAY, start_time=time(19), venue="Town Hall", approved_at=THEN,
        approval_note="Page 2: Councillor Reed was present.", webcast_url="https://webcast.example/1",
    )  # fmt: skip
    later = make_meeting("minutes", committee=committee, date=DAY + timedelta(days=28))
    approving = make_item(
        meeting=later, number="3", slug="3", title="Minutes of the last meeting", procedural=True
    )
    Meeting.objects.filter(pk=meeting.pk).update(approved_by=approving)
    _attend(meeting, people)
    _roles(committee, people)
    item = _item(meeting, place[Topic], people, scale)
    issue = Issue.objects.create(
        borough=place[Borough], title="Care at home, from report to decision", slug=f"care-{scale}", summary="It goes on.",
        forward_plan_reference="KD5694",
    )  # fmt: skip
    issue.items.add(item, approving)
    _other_items(meeting, place[Topic], issue, 2 * scale)
    _lists(committee, place[Topic], people, 3 * scale)
    _documents(meeting, item, 2 * scale)
    make_meeting(
        "agenda", committee=committee, date=timezone.localdate() + timedelta(days=30), status="scheduled"
    )
    make_meeting(
        "agenda",
        committee=committee,
        date=before.date - timedelta(days=1),
        status="cancelled",
        status_note="Not enough business.",
    )
    planned = plan_of(issue, item.resolutions.get(ordinal=1), committee, 2 * scale)
    refresh_statistics()  # as the server does by itself once many rows have come
    return place | {
        PlannedDecision: planned, Person: people[0], Meeting: meeting, AgendaItem: item, Issue: issue, MinutePoint: item.points.get(anchor="5.1"),
        Resolution: item.resolutions.get(ordinal=1), Recommendation: item.recommendations.get(ordinal=1), Document: Document.objects.get(meeting=meeting, slug="report-1"),
    }  # fmt: skip


def _place(many: bool) -> Record:
    mark = "-large" if many else ""
    borough = Borough.objects.filter(name=BOROUGH).first() or make_borough(
        name=BOROUGH, slug="eastmere", council_name="Eastmere Borough Council", about="A borough by the sea.", accent="#0b5563",
        website="https://eastmere.example/", contact_email="democracy@eastmere.example", contact_name="Democratic Services",
    )  # fmt: skip
    topic = Topic.objects.get_or_create(
        slug="care-at-home", defaults={"name": "Care at home", "description": "Help at home."}
    )[0]
    old = make_committee(
        borough=borough, name=f"Old Care Panel{mark}", slug=f"old-care{mark}", active_until=date(2020, 5, 1)
    )
    committee = make_committee(
        borough=borough,
        name=COMMITTEE + mark.replace("-", " "),
        slug=f"care-scrutiny{mark}",
        remit="Care for adults.",
        predecessor=old,
    )
    committee.partners.add(make_borough())
    make_committee(
        borough=borough, name=f"Cabinet Member for Care{mark}", slug=f"member-care{mark}", kind="individual"
    )
    return {Borough: borough, Committee: committee, Topic: topic}


def _people(borough: Borough, number: int) -> list[Person]:
    return [
        Person.objects.create(
            borough=borough, name=f"Amina Rahman {number}-{n}", slug=f"amina-rahman-{number}-{n}", honorific="Councillor",
            ward="Harbour", party="Independent",
        )
        for n in range(number)
    ]  # fmt: skip


def _attend(meeting: Meeting, people: list[Person]) -> None:
    shapes = [
        {"capacity": "chair"}, {"capacity": "member"}, {"capacity": "co-opted", "presence": "remote"}, {"presence": "apologies"},
        {"capacity": "substitute", "substitute_for": people[3], "note": "left at 20:15"}, {"capacity": "officer"},
    ]  # fmt: skip
    for n, person in enumerate(people):
        Attendance.objects.create(meeting=meeting, person=person, **shapes[n % len(shapes)])


def _roles(committee: Committee, people: list[Person]) -> None:
    for n, person in enumerate(people):
        kind = "chair" if n == 0 else "member"
        Role.objects.create(person=person, committee=committee, kind=kind, start=date(2023, 5, 1))
    for year in range(2000, 2000 + len(people)):
        Role.objects.create(
            person=people[0], committee=committee, start=date(year, 5, 1), end=date(year, 6, 1)
        )


def _item(meeting: Meeting, topic: Topic, people: list[Person], scale: int) -> AgendaItem:
    """The item with minutes of every kind, two resolutions with limbs, and a correction."""
    item = make_item(
        meeting=meeting, number="5", slug="5", minute_number="128", order=5, title="Home care review", purpose="To review home care.",
        report_reference="CS12066", forward_plan_reference="KD5694", key_decision=True, wards="All", particulars={"Contact": "A. Officer"},
    )  # fmt: skip
    item.topics.add(topic)
    make_point(
        item=item,
        order=1,
        number="5.1",
        mark="5.1",
        anchor="5.1",
        text="The Panel heard that care visits were short.",
    )
    kinds = [("heading", 0), ("paragraph", 0), ("bullet", 1), ("bullet", 2), ("table", 0), ("note", 0)]
    for n in range(6 if scale == 1 else 200):
        kind, level = kinds[n % 6]
        text = (
            "Ward   Visits\nHarbour    12" if kind == "table" else f"Carers spoke of their rounds, part {n}."
        )
        mark = "•" if kind == "bullet" else ""
        make_point(item=item, order=n + 2, anchor=f"p{n + 1}", kind=kind, level=level, mark=mark, text=text)
    make_point(item=item, order=900, anchor="", text="", **TOLD)
    _resolutions(item, people, 3 if scale == 1 else 60)
    Interest.objects.create(
        item=item, person=people[1], kind="other registrable", nature="A trustee of a charity."
    )
    correction = Correction.objects.create(
        meeting=meeting, item=item, made_at=THEN, reason="A word was wrong."
    )
    CorrectedText.objects.create(
        correction=correction,
        point=item.points.get(anchor="5.1"),
        what="Paragraph 5.1",
        before="visits were long",
        after="visits were short",
    )
    return item


def _resolutions(item: AgendaItem, people: list[Person], limbs: int) -> None:
    whole = make_resolution(
        item=item, order=1000, ordinal=1, number="5.7", wording="That the Cabinet be asked to:", outcomes=["recommended", "agreed"],
        moved_by=people[0], mover=str(people[0]), seconded_by=people[1], votes_for=7, votes_against=2, votes_abstain=0,
        addressee="The Cabinet Member for Care", due_date=date(2024, 12, 1), report_back=True, notice_wording="That care be longer.",
    )  # fmt: skip
    for n, person in enumerate(people):
        cast = ("for", "for", "for", "against", "abstained")[n % 5]
        Vote.objects.create(resolution=whole, person=person, name=str(person), cast=cast)
    Vote.objects.create(resolution=whole, person=people[0], name=str(people[0]), cast="for", casting=True)
    for n in range(limbs):
        make_resolution(
            item=item,
            parent=whole,
            order=n,
            number=str(n),
            mark=f"({n})",
            wording=f"lengthen care visits on round {n};",
        )
    make_resolution(
        item=item,
        parent=whole.limbs.first(),
        order=1,
        mark="(i)",
        wording="by a third; and",
        outcomes=["agreed"],
    )
    make_resolution(item=item, order=1001, ordinal=2, wording="That the report be noted.", outcomes=["noted"])
    make_resolution(item=item, order=1002, wording="", outcomes=[], ordinal=None, **TOLD)
    sent = make_recommendation(
        resolution=whole,
        sent_on=date(2024, 10, 2),
        due_on=date(2024, 12, 2),
        progress="under way",
    )
    Update.objects.create(recommendation=sent, date=date(2024, 12, 1), progress="under way", note="Begun.")
    for limb in list(whole.limbs.order_by("order"))[: 1 if limbs < 10 else 10]:
        make_recommendation(resolution=limb, sent_to="The Care Board", due_on=date(2024, 12, 2))
    for n in range(2 if limbs < 10 else 5):
        Response.objects.create(
            recommendation=sent,
            date=date(2024, 11, n + 1),
            responder="The Cabinet",
            verdict="partly accepted",
            reason="Money is short.",
        )


def _other_items(meeting: Meeting, topic: Topic, issue: Issue, number: int) -> None:
    make_item(meeting=meeting, number="1", slug="1", order=1, title="Apologies for absence", procedural=True)
    make_item(meeting=meeting, number="6", slug="6", order=6, title="Contract for care", **TOLD)
    for n in range(number * 2 - 1):
        item = make_item(
            meeting=meeting, number=str(10 + n), slug=str(10 + n), order=10 + n, title=f"Care homes, part {n}"
        )
        item.topics.add(topic)
        issue.items.add(item)
        make_point(item=item, order=1, anchor="p1")
        make_resolution(item=item, order=2, ordinal=1, wording=f"That care home {n} be visited.")


def _lists(committee: Committee, topic: Topic, people: list[Person], number: int) -> None:
    """Other meetings, so that lists have rows: with recommendations answered and overdue, motions and interests."""
    for n in range(number):
        meeting = make_meeting("minutes", committee=committee, date=date(2024, 1, 1) + timedelta(days=n))
        item = make_item(meeting=meeting, title=f"Care budget, part {n}", number="4", slug="4")
        item.topics.add(topic)
        Attendance.objects.create(meeting=meeting, person=people[0])
        Interest.objects.create(item=item, person=people[0], kind="unstated")
        for ordinal in (1, 2):
            resolution = make_resolution(
                item=item, order=ordinal, ordinal=ordinal, wording=f"That the care budget be raised, part {n}.", outcomes=["recommended"],
                moved_by=people[0], seconded_by=people[0],
            )  # fmt: skip
            make_resolution(item=item, parent=resolution, mark="(a)", wording="by a tenth.")
            Vote.objects.create(resolution=resolution, person=people[0], name=str(people[0]), cast="for")
            sent = make_recommendation(
                resolution=resolution, sent_on=date(2024, 2, 1), due_on=date(2024, 4, 1)
            )
            if ordinal == 1:
                Response.objects.create(
                    recommendation=sent, date=date(2024, 3, 1), responder="The Cabinet", verdict="accepted"
                )
        Issue.objects.create(
            borough=committee.borough, title=f"Budget {n}", slug=f"budget-{number}-{n}"
        ).items.add(item)


def _documents(meeting: Meeting, item: AgendaItem, number: int) -> None:
    for n in range(1, number + 1):
        Document.objects.create(
            meeting=meeting, item=item, title=f"Care report {n}", slug=f"report-{n}", url=f"https://care.example/{n}", size=170_000, pages=12,
            format="PDF",
        )  # fmt: skip
        Document.objects.create(
            meeting=meeting, title=f"Agenda pack {n}", slug=f"pack-{n}", kind="agenda", order=n
        )
    Document.objects.create(meeting=meeting, item=item, title="", slug="", **TOLD)


def overdue(record: Record) -> list[Recommendation]:
    return list(Recommendation.objects.filter(responses=None, item__meeting__committee=record[Committee]))
