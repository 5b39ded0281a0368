"""Gives notice of the executive's decisions: of those that were made, and of others to come, late or given up."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.text import slugify

from decisions.models import DecisionRecord, PlannedDecision, Resolution
from meetings.models import AgendaItem, Committee, Meeting
from minutes_portal.sample.houses import House
from minutes_portal.sample.language import fill
from minutes_portal.sample.matters import all_matters
from minutes_portal.sample.record import Record
from minutes_portal.sample.timetable import Slot

Kind = Committee.Kind
Short, Key = PlannedDecision.ShortNotice, PlannedDecision.KeyReason
NOT_HELD = {Meeting.Status.CANCELLED, Meeting.Status.POSTPONED, Meeting.Status.INQUORATE}
EXCEPTIONS = {
    Short.GENERAL: (
        "A grant was offered whose conditions must be accepted before a notice of 28 days could end.",
        (9, 25),
    ),
    Short.URGENT: ("A wall beside the footway is unsafe, and work cannot wait for the next notice.", (1, 4)),
}
PRIVATE = "The report sets out what each bidder offered; to decide in public would spoil the talks."
CONSULTED = (
    "Ward councillors and residents’ groups, by letter, for six weeks.",
    "Partners and staff, at two meetings.",
    "",
)
DROPPED = ("The grant on which it rested was withdrawn.", "It is taken together with the budget instead.")
# Matters that are on no agenda yet: in how many days they are to be decided, for how many days, and what is special.
AHEAD = (
    ("parks", 24, 0, ""), ("libraries", 38, 0, "private"), ("housing-repairs", 52, 30, ""), ("roads", 66, 0, "not key"),
    ("adult-learning", 95, 0, "dropped"), ("museum", -20, 0, "late"), ("public-health", -75, 30, "dropped"), ("procurement", 70, 0, "draft"),
)  # fmt: skip


def plan_ahead(house: House, timetable: list[Slot], record: Record, today: date) -> None:
    """Write the forward plan of a borough: a notice of each of the executive's items that has a reference, and others."""
    rng = random.Random(f"plan {house.plan.slug}")  # its own, so that no minute changes
    told: set[str] = set()
    for item in record.items:
        reference = item.forward_plan_reference
        if item.meeting.committee.borough is house.borough and reference not in told and _is_announced(item):
            told.add(reference)
            record.notices.append((notice_of(house, item, record, rng, today), item))
    executive = [slot for slot in timetable if slot.plan.kind == Kind.EXECUTIVE]
    if executive:
        record.notices += [(planned, None) for planned in _not_on_agendas(house, executive[-1], rng, today)]


def _is_announced(item: AgendaItem) -> bool:
    decides = item.meeting.committee.kind in (Kind.EXECUTIVE, Kind.INDIVIDUAL)
    open_ = not item.exempt and item.withdrawn_at is None and item.meeting.withdrawn_at is None
    return (
        bool(item.forward_plan_reference)
        and decides
        and open_
        and not item.title.startswith("Decision referred back")
    )


def notice_of(
    house: House, item: AgendaItem, record: Record, rng: random.Random, today: date
) -> PlannedDecision:
    """Return the notice that was given of an item of the executive."""
    planned = _entry(house, item.meeting.committee, item.forward_plan_reference, item.title, rng)
    planned.matter, planned.wards = item.purpose or f"{item.title}.", item.wards
    if item.report_reference:
        planned.documents = f"Report {item.report_reference}: {item.title}"
    planned.decide_from = item.meeting.date
    if rng.random() < 0.2:
        planned.decide_from, planned.decide_until = (
            item.meeting.date.replace(day=1),
            item.meeting.date + timedelta(days=9),
        )
    planned.issue = next(
        (
            issue
            for issue in record.issues
            if issue.borough is house.borough and issue.forward_plan_reference == planned.reference
        ),
        None,
    )
    ahead = rng.randint(31, 70)
    exception = rng.choices(["", Short.GENERAL, Short.URGENT], (30, 4, 2))[0]
    if exception:
        reason, (least, most) = EXCEPTIONS[Short(exception)]
        ahead = rng.randint(least, most)
        planned.exception, planned.exception_reason = exception, reason
        planned.exception_agreed_by = "The chair of the scrutiny committee"
    elif rng.random() < 0.04:
        ahead = rng.randint(12, 24)  # a notice that came too late, with no reason given
    planned.published_at = _morning(
        min(planned.decide_from - timedelta(days=ahead), today - timedelta(days=1))
    )
    return planned


def _not_on_agendas(house: House, slot: Slot, rng: random.Random, today: date) -> Iterator[PlannedDecision]:
    """Yield entries of which no agenda tells yet, and some of which none will."""
    matters = [
        matter
        for matter in all_matters().values()
        if matter.titles and matter.officer in house.people.officers
    ]
    for (_, days, period, special), matter in zip(AHEAD, rng.sample(matters, len(AHEAD)), strict=True):
        day = today + timedelta(days=days)
        title = fill(matter.titles[0], house.names_for(slot, matter), rng)
        reference = house.reference(house.plan.forward_plan, day)
        planned = _entry(house, slot.committee, reference, title[:1].upper() + title[1:], rng)
        planned.matter = f"{planned.title}: which of the options set out in the report to take."
        planned.decide_from, planned.decide_until = day, day + timedelta(days=period) if period else None
        planned.key = special != "not key"
        planned.key_reason = planned.key_reason if planned.key else Key.UNSTATED
        planned.private, planned.private_reason = (
            special == "private",
            PRIVATE if special == "private" else "",
        )
        given = min(day - timedelta(days=rng.randint(31, 60)), today - timedelta(days=2))
        planned.published_at = None if special == "draft" else _morning(given)
        if special == "dropped":
            planned.dropped_on, planned.dropped_reason = (
                min(today, day) - timedelta(days=1),
                rng.choice(DROPPED),
            )
        if days and 0 < days < 29 and planned.key:
            planned.published_at = _morning(day - timedelta(days=32))
        yield planned


def _entry(
    house: House, committee: Committee, reference: str, title: str, rng: random.Random
) -> PlannedDecision:
    """Return an entry with what all notices of a borough have in common; now and then something is not stated."""
    seats = [house.called(person) for person in house.seats.get(committee.name, [])]
    alone = committee.kind == Kind.INDIVIDUAL
    asked = f"Write to Democratic Services, democracy@{house.plan.slug}.example"
    return PlannedDecision(
        borough=house.borough,
        reference=reference,
        slug=slugify(f"{reference.replace('/', '-')} {title}".replace("’", ""))[:120].strip("-"),
        title=title[:500],
        key_reason=rng.choice([Key.SPENDING, Key.WARDS, Key.BOTH]),
        committee=committee,
        maker=f"{seats[0]}, {committee.name}" if alone and seats else "",
        members="" if alone else ", ".join(seats),
        documents="Report of the director, with an assessment of what it means for equality.",
        documents_from=f"{house.plan.venue}, and the council’s website" if rng.random() < 0.9 else "",
        further_documents="Other documents may be submitted to the decision maker.",
        how_to_ask=asked if rng.random() < 0.9 else "",
        consultation=rng.choice(CONSULTED),
        contact="Democratic Services",
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())


def save_notices(record: Record) -> None:
    """Save the plan, and tie each entry to the first decision of its item; to be called once all records are saved."""
    PlannedDecision.objects.bulk_create([planned for planned, _ in record.notices])
    items = {
        item.pk: planned for planned, item in record.notices if item and item.meeting.status not in NOT_HELD
    }
    decided = Resolution.objects.filter(item__in=items, ordinal=1, exempt=False).select_related("record")
    told: list[DecisionRecord] = []
    untold: list[DecisionRecord] = []
    for resolution in decided:
        said: DecisionRecord | None = getattr(resolution, "record", None)
        (told if said else untold).append(said or DecisionRecord(resolution=resolution))
    for each in [*told, *untold]:
        each.notice = items[each.resolution.item_id]
    DecisionRecord.objects.bulk_update(told, ["notice"])
    DecisionRecord.objects.bulk_create(untold)
