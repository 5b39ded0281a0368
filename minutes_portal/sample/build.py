"""Makes the whole sample and saves it in one transaction."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils.text import slugify

from decisions.call_in_periods import settle_call_in_of_borough
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
    Topic,
)
from minutes_portal.changes.archive import take_times_of_the_record
from minutes_portal.sample import oddities, stories
from minutes_portal.sample.agendas import Agendas
from minutes_portal.sample.forward_plan import plan_ahead, save_notices
from minutes_portal.sample.habits import HABITS
from minutes_portal.sample.houses import House
from minutes_portal.sample.meetings import hold
from minutes_portal.sample.people import Names, populate, portfolio_roles, seat_roles
from minutes_portal.sample.places import BOROUGHS
from minutes_portal.sample.plans import BoroughPlan
from minutes_portal.sample.record import Record
from minutes_portal.sample.records import add_records, add_rules
from minutes_portal.sample.timetable import Slot, municipal_years, slots

SEED = 20_260_501


class SampleClash(Exception):
    """The database holds other records under the sample's names."""


@dataclass(frozen=True)
class Tally:
    """How many rows the sample has; `built` is false when it was there already."""

    built: bool
    boroughs: int
    committees: int
    people: int
    meetings: int
    items: int
    points: int
    resolutions: int
    limbs: int
    recommendations: int
    issues: int
    documents: int


def write_sample(today: date) -> Record:
    """Return the sample as unsaved rows: the same for the same `today`. Touches no database."""
    rng = random.Random(SEED)
    record, names = Record(), Names(rng)
    houses = [set_up(plan, record, names, today, random.Random(f"{SEED}{plan.slug}")) for plan in BOROUGHS]
    for house in houses:
        for plan in house.plan.committees:
            for partner in plan.partners:
                lead = next(other.borough for other in houses if other.plan.slug == partner)
                record.partners.append((house.committees[plan.name], lead))
    for house in houses:
        write_borough(house, record, today)
    return record


def set_up(plan: BoroughPlan, record: Record, names: Names, today: date, rng: random.Random) -> House:
    """Write a borough with its people and committees."""
    borough = Borough(
        name=plan.name,
        slug=plan.slug,
        council_name=plan.council_name,
        about=plan.about,
        accent=plan.accent,
        website=f"https://{plan.host}/",
        contact_name="Democratic Services",
        contact_email=f"democracy@{plan.slug}.example",
    )
    years = municipal_years(today)
    habit = HABITS[plan.slug]
    house = House(
        plan, borough, habit, populate(plan, borough, names, habit.title), rng, changed_chair=years[2]
    )
    record.boroughs.append(borough)
    record.people += house.people.everybody()
    record.roles += portfolio_roles(house.people, years[0])
    for committee_plan in plan.committees:
        add_committee(house, committee_plan.name, record, today, years)
    return house


def add_committee(house: House, name: str, record: Record, today: date, years: list[date]) -> None:
    plan = next(plan for plan in house.plan.committees if plan.name == name)
    ago = date.fromordinal
    committee = Committee(
        borough=house.borough,
        name=plan.name,
        slug=slugify(plan.name),
        kind=plan.kind,
        remit=plan.remit,
        active_from=ago(today.toordinal() - plan.from_days_ago) if plan.from_days_ago else None,
        active_until=ago(today.toordinal() - plan.until_days_ago) if plan.until_days_ago else None,
    )
    house.committees[name] = committee
    record.committees.append(committee)
    seats = stories.seats_of(plan, house)
    house.seats[name] = seats
    if len(seats) < 4:
        return
    span = (
        [day for day in years if (today - day).days >= plan.until_days_ago] if plan.until_days_ago else years
    )
    span = [day for day in span if not plan.from_days_ago or (today - day).days <= plan.from_days_ago] or span
    coopted = (
        house.people.coopted[:2]
        if "children" in plan.subjects and plan.kind == Committee.Kind.SCRUTINY
        else []
    )
    record.roles += seat_roles(committee, seats, coopted, span)


def write_borough(house: House, record: Record, today: date) -> None:
    """Write a borough's meetings in the order of their days."""
    for plan in house.plan.committees:
        if plan.follows:
            house.committees[plan.name].predecessor = house.committees[plan.follows]
    timetable: list[Slot] = []
    for n, plan in enumerate(house.plan.committees):
        timetable += slots(plan, house.committees[plan.name], today, BOROUGHS.index(house.plan) * 9 + n)
    timetable.sort(key=lambda slot: slot.key)
    timetable = oddities.give_special_days(house, timetable, today)
    timetable += stories.tell(house, timetable, record, today)
    timetable.sort(key=lambda slot: slot.key)
    agendas, unapproved = Agendas(house.rng), dict[str, list[Slot]]()
    for slot in timetable:
        if slot.special != "forty":
            agendas.fill(house, slot)
        oddities.add_uglies(house, slot)
        waiting = unapproved.setdefault(slot.committee.slug, [])
        ordinary = slot.sitting == 1 and slot.special != "extraordinary"  # only these approve minutes
        hold(record, house, slot, today, waiting if ordinary else [])
        if slot.special in ("cancelled", "postponed", "inquorate") or slot.day >= today:
            continue
        unapproved[slot.committee.slug] = [slot] if ordinary else [*waiting, slot]
    oddities.finish(house, timetable, record, today)
    add_rules(house, record, today)
    add_records(house, record, today)
    plan_ahead(house, timetable, record, today)


# -- Saving


def build_sample(today: date) -> Tally:
    """Save the sample, once: with it already there nothing changes. Raises `SampleClash` if others use its names."""
    slugs = {plan.slug: plan.council_name for plan in BOROUGHS}
    names = [plan.name for plan in BOROUGHS]
    held = list(Borough.objects.filter(models.Q(slug__in=slugs) | models.Q(name__in=names)))
    if len(held) == len(slugs) and all(slugs.get(b.slug) == b.council_name for b in held):
        return tally(built=False, boroughs=held)
    if held:
        other = next((b for b in held if slugs.get(b.slug) != b.council_name), held[0])
        raise SampleClash(
            f"The database holds a borough named {other.name} ({other.slug}) that is not of the sample."
            " Nothing was written."
        )
    record = write_sample(today)
    with transaction.atomic():
        take_times_of_the_record()
        save(record)
        save_notices(record)
    return tally(built=True, boroughs=record.boroughs)


def save(record: Record) -> None:
    """Write every row, parents before children."""
    Borough.objects.bulk_create(record.boroughs)
    save_committees(record)
    Person.objects.bulk_create(record.people)
    Role.objects.bulk_create(record.roles)
    approvals = [(meeting, meeting.approved_by) for meeting in record.meetings if meeting.approved_by]
    for meeting, _ in approvals:
        meeting.approved_by = None
    Meeting.objects.bulk_create(record.meetings)
    Attendance.objects.bulk_create(record.attendances)
    AgendaItem.objects.bulk_create(record.items)
    for meeting, item in approvals:
        meeting.approved_by = item
    Meeting.objects.bulk_update([meeting for meeting, _ in approvals], ["approved_by"])
    save_topics(record)
    MinutePoint.objects.bulk_create(record.points, batch_size=2000)
    Interest.objects.bulk_create(record.interests)
    Document.objects.bulk_create(record.documents)
    save_resolutions(record)
    Vote.objects.bulk_create(record.votes, batch_size=2000)
    save_decision_records(record)
    Issue.objects.bulk_create(record.issues)
    links = Issue.items.through
    links.objects.bulk_create(
        [links(issue_id=issue.pk, agendaitem_id=item.pk) for issue, item in record.issue_items]
    )
    number_recommendations(record.recommendations)
    Recommendation.objects.bulk_create(record.recommendations)
    Response.objects.bulk_create(record.responses)
    Update.objects.bulk_create(record.updates)


def number_recommendations(recommendations: list[Recommendation]) -> None:
    """Give each the number of its address: its place among those of its item."""
    numbers: Counter[int] = Counter()
    for recommendation in recommendations:
        item = id(recommendation.item)  # its key is not yet known to the recommendation
        numbers[item] += 1
        recommendation.ordinal = numbers[item]


def save_committees(record: Record) -> None:
    first = [committee for committee in record.committees if committee.predecessor is None]
    Committee.objects.bulk_create(first)
    Committee.objects.bulk_create(
        [committee for committee in record.committees if committee.predecessor is not None]
    )
    for committee, borough in record.partners:
        committee.partners.add(borough)


def save_topics(record: Record) -> None:
    topics = {topic.slug: topic.pk for topic in Topic.objects.all()}
    links = AgendaItem.topics.through
    links.objects.bulk_create(
        [
            links(agendaitem_id=item.pk, topic_id=topics[slug])
            for item, slug in record.item_topics
            if slug in topics  # an operator may have removed some of the starter list
        ]
    )


def save_resolutions(record: Record) -> None:
    """Save resolutions before their limbs, and limbs before theirs."""
    waiting, parents = record.resolutions, {0}
    while waiting:
        ready = [row for row in waiting if row.parent is None or id(row.parent) in parents]
        Resolution.objects.bulk_create(ready, batch_size=2000)
        parents |= {id(row) for row in ready}
        waiting = [row for row in waiting if row.pk is None]


def save_decision_records(record: Record) -> None:
    """Save the rules, then the records and call-ins that follow them, then compute the last days of call-in."""
    Constitution.objects.bulk_create(record.constitutions)
    ClosureDay.objects.bulk_create(record.closure_days)
    DecisionRecord.objects.bulk_create(record.decision_records)
    CallIn.objects.bulk_create(record.call_ins)
    for borough in record.boroughs:
        settle_call_in_of_borough(borough.pk)


def tally(built: bool, boroughs: list[Borough]) -> Tally:
    """Count what the sample's boroughs hold."""
    meetings = Meeting.objects.filter(committee__borough__in=boroughs)
    items = AgendaItem.objects.filter(meeting__in=meetings)
    resolutions = Resolution.objects.filter(item__in=items)
    whole = resolutions.filter(parent__isnull=True).count()
    return Tally(
        built=built,
        boroughs=len(boroughs),
        committees=Committee.objects.filter(borough__in=boroughs).count(),
        people=Person.objects.filter(borough__in=boroughs).count(),
        meetings=meetings.count(),
        items=items.count(),
        points=MinutePoint.objects.filter(item__in=items).count(),
        resolutions=whole,
        limbs=resolutions.count() - whole,
        recommendations=Recommendation.objects.filter(resolution__in=resolutions).count(),
        issues=Issue.objects.filter(borough__in=boroughs).count(),
        documents=Document.objects.filter(meeting__in=meetings).count(),
    )
