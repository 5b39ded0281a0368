"""A small invented record with one of each kind of public object: what the examples of the API tell of."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from decisions.models import (
    CallIn,
    Issue,
    PlannedDecision,
    Recommendation,
    Resolution,
    Response,
    Update,
    Vote,
)
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    Document,
    Interest,
    Meeting,
    Person,
    Role,
    Topic,
)
from minutes_portal.changes.archive import take_times_of_the_record
from tests.decisions.planned import decide, make_planned_decision
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_point,
    make_recommendation,
    make_resolution,
)

DAY, MINUTES = date(2024, 9, 24), datetime(2024, 10, 3, 9, tzinfo=UTC)
STAGES = {
    "agenda_published_at": datetime(2024, 9, 13, 9, tzinfo=UTC),
    "decisions_published_at": datetime(2024, 9, 26, 9, tzinfo=UTC),
    "minutes_published_at": MINUTES,
}
LIMBS = {"a": "to lengthen care visits; and", "b": "to report back in a year."}


def build() -> None:
    """Make the record, published when it says it was."""
    take_times_of_the_record()
    borough = make_borough(
        name="Eastmere", slug="eastmere", council_name="Eastmere Borough Council", about="A borough by the sea.",
        website="https://eastmere.example/", contact_name="Democratic Services", contact_email="democracy@eastmere.example",
    )  # fmt: skip
    committee = make_committee(
        borough=borough, name="Health Scrutiny Panel", slug="health-scrutiny-panel", kind="scrutiny",
        remit="Health and adult social care.", active_from=date(2015, 5, 20),
    )  # fmt: skip
    people = _people(borough, committee)
    meeting = make_meeting(
        "minutes", committee=committee, date=DAY, start_time=time(19), venue="Town Hall, Harbour Street",
        uid=UUID("5f0c9f0e-3f5e-4a55-9d0c-2f8f4ad0c001"), **STAGES,
    )  # fmt: skip
    for person, capacity in zip(people, ("chair", "member"), strict=True):
        Attendance.objects.create(meeting=meeting, person=person, capacity=capacity)
    item = _item(meeting, people)
    _papers(item)
    whole = _decision(item, people)
    issue = Issue.objects.create(
        borough=borough, title="Home care, from review to contract", slug="home-care", forward_plan_reference="KD5694",
        summary="The Panel reviewed home care; the Cabinet is to let a new contract.",
    )  # fmt: skip
    issue.items.add(item)
    _announced(committee, issue, whole)
    _recommended(whole)
    make_meeting(
        "agenda", committee=committee, date=date(2024, 8, 20), agenda_published_at=datetime(2024, 8, 9, 9, tzinfo=UTC),
        withdrawn_at=datetime(2024, 8, 12, 14, 30, tzinfo=UTC), withdrawn_reason="published in error",
        withdrawn_notice="The agenda of another committee was published here. Ask democracy@eastmere.example.",
    )  # fmt: skip


def _people(borough: Borough, committee: Committee) -> list[Person]:
    people = []
    for name, ward, post in (("Jane Fenwick", "Harbour", "chair"), ("Tom Okafor", "Castle", "member")):
        slug = name.lower().replace(" ", "-")
        person = Person.objects.create(
            borough=borough, name=name, slug=slug, honorific="Councillor", ward=ward, party="Independent"
        )
        Role.objects.create(person=person, committee=committee, kind=post, start=date(2023, 5, 17))
        people.append(person)
    return people


def _item(meeting: Meeting, people: list[Person]) -> AgendaItem:
    item = make_item(
        meeting=meeting, number="5", slug="5", minute_number="128", order=5, title="Home care review", purpose="To review home care.",
        report_reference="CS12066", forward_plan_reference="KD5694", key_decision=True, wards="All",
    )  # fmt: skip
    topic = Topic.objects.get_or_create(
        slug="care-at-home", defaults={"name": "Care at home", "description": "Help at home."}
    )[0]
    item.topics.add(topic)
    point = make_point(
        item=item,
        order=1,
        number="5.1",
        mark="5.1",
        anchor="5.1",
        text="The Panel heard that visits were short.",
    )
    make_point(
        item=item, order=2, anchor="", text="", exempt=True, exempt_regime="england", exempt_part="1", exempt_paragraphs=[3],
        exempt_reason="Prices are being negotiated.", public_summary="The present contract was discussed.",
    )  # fmt: skip
    Action.objects.create(
        item=item, point=point, owner="The Director of Care", what="to send the figures for each ward",
        when="by the next meeting", due_on=date(2024, 10, 22),
    )  # fmt: skip
    Interest.objects.create(
        item=item,
        person=people[1],
        kind="other registrable",
        nature="A trustee of a charity that provides care.",
    )
    return item


def _papers(item: AgendaItem) -> None:
    Document.objects.create(
        meeting=item.meeting, item=item, title="Review of home care", slug="review", url="https://eastmere.example/review.pdf",
        format="PDF", size=171_008, pages=12,
    )  # fmt: skip


def _decision(item: AgendaItem, people: list[Person]) -> Resolution:
    jane, tom = people
    whole = make_resolution(
        item=item, order=3, ordinal=1, number="5.2", cue="RESOLVED", wording="That the Cabinet be recommended:",
        outcomes=["recommended"], moved_by=jane, mover=str(jane), seconded_by=tom, seconder=str(tom),
        votes_for=2, votes_against=0, votes_abstain=0, addressee="The Cabinet", due_date=date(2024, 12, 1), report_back=True,
    )  # fmt: skip
    for n, (letter, wording) in enumerate(LIMBS.items()):
        make_resolution(
            item=item, parent=whole, order=n, number=letter, mark=f"({letter})", cue="", wording=wording, outcomes=["recommended"]
        )  # fmt: skip
    for person in people:
        Vote.objects.create(resolution=whole, person=person, name=str(person), cast="for")
    return whole


def _announced(committee: Committee, issue: Issue, whole: Resolution) -> PlannedDecision:
    """Make the notice of the decision, its statutory record and a call-in."""
    planned = make_planned_decision(
        committee=committee, issue=issue, reference="KD5694", slug="kd5694", title="Home care contract", maker="", key_reason="spending",
        decide_from=DAY, wards="All", contact="A. Reed, Director of Care", published_at=datetime(2024, 8, 1, 9, tzinfo=UTC),
    )  # fmt: skip
    decide(
        planned, whole, decided_on=DAY, reasons="Visits are too short.", alternatives="", officer="A. Reed", published_on=date(2024, 9, 26),
        call_in="subject", call_in_until=date(2024, 10, 3), effective_on=date(2024, 10, 4),
    )  # fmt: skip
    CallIn.objects.create(
        resolution=whole, requested_on=date(2024, 9, 30), requested_by="Councillors Reed, Malik and Stone",
        grounds="The cost is not set out.", outcome="referred back", considered_on=date(2024, 10, 2), result="confirmed",
    )  # fmt: skip
    return planned


def _recommended(whole: Resolution) -> Recommendation:
    sent = make_recommendation(
        resolution=whole, sent_to="The Cabinet", sent_on=date(2024, 10, 4), due_on=date(2024, 12, 4), due_by="law", progress="under way"
    )  # fmt: skip
    Response.objects.create(
        recommendation=sent,
        date=date(2024, 11, 12),
        responder="The Cabinet",
        verdict="partly accepted",
        reason="Visits are lengthened from April.",
    )
    Update.objects.create(
        recommendation=sent, date=date(2025, 4, 8), progress="under way", note="In four of six wards."
    )
    return sent
