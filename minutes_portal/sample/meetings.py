"""Writes one meeting: its record, who was there, its items and its papers."""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from meetings.addresses import item_slug
from meetings.models import AgendaItem, Attendance, Meeting, Person
from minutes_portal.sample import follow_up, procedure
from minutes_portal.sample.agendas import Business, suits
from minutes_portal.sample.business import minute
from minutes_portal.sample.houses import House
from minutes_portal.sample.language import fill
from minutes_portal.sample.matters import all_matters
from minutes_portal.sample.papers import add_papers
from minutes_portal.sample.record import Record
from minutes_portal.sample.timetable import Slot, at, publish
from minutes_portal.sample.writing import ItemWriter

Capacity, Presence, Status = Attendance.Capacity, Attendance.Presence, Meeting.Status
CORRECTIONS = (
    "{member} asked that minute {n} be corrected to read “£{a},000” in place of “£{b},000”.",
    "The name of the representative of {charity} in minute {n} was corrected.",
    "{member} was shown as absent but had attended by video link; the minutes were corrected accordingly.",
)
WHY = {
    "cancelled": "Cancelled for lack of business.",
    "postponed": "Postponed because of heavy snow; a new date will be announced.",
    "inquorate": "Fewer than a quarter of the members were present, and no business was done.",
}


@dataclass
class Sitting:
    """A meeting while it is written."""

    record: Record
    house: House
    slot: Slot
    meeting: Meeting
    today: date
    earlier: list[Slot]  # whose minutes it approves
    present: list[Person] = field(default_factory=list)
    away: list[Person] = field(default_factory=list)
    substitutes: list[tuple[Person, Person]] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    correction: str = ""
    exempt_number: str = ""
    exempt_paragraph: int = 3
    minutes_item: AgendaItem | None = None
    items: list[tuple[Business, AgendaItem, dict[str, str]]] = field(default_factory=list)

    @property
    def rng(self) -> random.Random:
        return self.house.rng

    @property
    def minuted(self) -> bool:
        return self.slot.day < self.today and self.meeting.status == Status.HELD


def hold(record: Record, house: House, slot: Slot, today: date, earlier: list[Slot]) -> Sitting:
    """Write a meeting and all that stands under it; `earlier` are those whose minutes it approves."""
    past = slot.day < today
    status = slot.special if slot.special in WHY else Status.HELD if past else Status.SCHEDULED
    hour, _, minute_ = slot.plan.time.partition(":")
    meeting = Meeting(
        committee=slot.committee,
        date=slot.day,
        start_time=time(int(hour) + (slot.sitting - 1) * 4, int(minute_)) if hour else None,
        sitting=slot.sitting,
        venue=house.plan.venue if hour else "",
        status=status,
        status_note=WHY.get(slot.special, ""),
        webcast_url=f"https://{house.plan.host}/webcast/{slot.day:%Y%m%d}-{slot.committee.slug}"
        if house.rng.random() < 0.3 and hour
        else "",
    )
    slot.meeting = meeting
    record.meetings.append(meeting)
    publish(slot, today)
    sitting = Sitting(record, house, slot, meeting, today, earlier)
    attend(sitting)
    set_items(sitting)
    write_items(sitting)
    add_papers(record, house, slot, [(business, item) for business, item, _ in sitting.items])
    approve(sitting)
    return sitting


def attend(sitting: Sitting) -> None:
    """Settle who is present, and write it down if the meeting was held."""
    house, slot, rng = sitting.house, sitting.slot, sitting.rng
    seats = house.seated(slot)
    most = 0 if slot.special == "crowd" else max(1, len(seats) // 5)
    sitting.away = rng.sample(seats[1:], rng.randint(0, most)) if len(seats) > 3 else []
    if slot.special == "inquorate":
        sitting.away = seats[2:]
    sitting.present = [member for member in seats if member not in sitting.away]
    if slot.day >= sitting.today or sitting.meeting.status not in (Status.HELD, Status.INQUORATE):
        return
    small = 3 < len(seats) < 14 and slot.special != "inquorate"
    others = [person for person in house.people.backbenchers if person not in seats]
    if small and others and sitting.away and rng.random() < 0.4:
        sitting.substitutes = [(rng.choice(others), sitting.away[0])]
    write_attendance(sitting, seats)


def write_attendance(sitting: Sitting, seats: list[Person]) -> None:
    house, rng, rows = sitting.house, sitting.rng, sitting.record.attendances
    special = sitting.slot.special

    listed: set[str] = set()

    def row(
        person: Person,
        capacity: Attendance.Capacity,
        presence: Attendance.Presence = Presence.PRESENT,
        **rest: object,
    ) -> None:
        if person.slug in listed:
            return
        listed.add(person.slug)
        rows.append(
            Attendance(meeting=sitting.meeting, person=person, capacity=capacity, presence=presence, **rest)
        )

    for n, person in enumerate(seats):
        capacity = (
            Capacity.CHAIR
            if n == 0
            else Capacity.VICE_CHAIR
            if n == 1 and len(seats) > 1
            else Capacity.MEMBER
        )
        presence = Presence.PRESENT
        if person in sitting.away:
            presence = Presence.ABSENT if rng.random() < 0.12 else Presence.APOLOGIES
        elif rng.random() < 0.05:
            presence = Presence.REMOTE
        note = (
            rng.choice(("Left at 20:40.", "From item 5.", "Until item 6."))
            if rng.random() < 0.04 and n
            else ""
        )
        row(person, capacity, presence, note="" if presence == Presence.APOLOGIES else note)
    for stand_in, member in sitting.substitutes:
        row(stand_in, Capacity.SUBSTITUTE, substitute_for=member)
        sitting.present.append(stand_in)
    if "Children" in sitting.slot.plan.name or "People" in sitting.slot.plan.name:
        for person in house.people.coopted[:2]:
            row(person, Capacity.COOPTED, Presence.PRESENT if rng.random() < 0.8 else Presence.APOLOGIES)
    officers = {
        house.people.officers[b.matter.officer].slug: house.people.officers[b.matter.officer]
        for b in sitting.slot.business
        if b.matter
    }
    crowd = [*house.people.officers.values()] if special == "crowd" else list(officers.values())
    for person in [*crowd, house.people.clerks[1]]:
        row(person, Capacity.OFFICER, Presence.REMOTE if rng.random() < 0.1 else Presence.PRESENT)
    guests = (
        house.people.guests if special == "crowd" else house.people.guests[:1] if rng.random() < 0.2 else []
    )
    for person in guests:
        row(person, Capacity.GUEST)


def set_items(sitting: Sitting) -> None:
    """Write the agenda: numbers, titles, references, topics."""
    house, slot, taken = sitting.house, sitting.slot, set[str]()
    for order, business in enumerate(slot.business, 1):
        matter = business.matter
        names = house.names_for(slot, matter) if matter else plain_names(sitting)
        number = str(order) if house.habit.agenda_numbers else ""
        item = AgendaItem(
            meeting=sitting.meeting,
            order=order,
            number=number,
            minute_number=minute_number(sitting)
            if (house.habit.minutes and slot.day < sitting.today) or not number
            else "",
            procedural=matter is None,
        )
        if matter:
            describe(sitting, item, business, names)
        else:
            item.title = procedure.title(business.procedural, house, names)
        if business.form == "exempt":
            sitting.exempt_number = f"item {item.number}" if item.number else f"minute {item.minute_number}"
            sitting.exempt_paragraph = matter.paragraph if matter else 3
        item.slug = item_slug(item.number, item.minute_number, taken)
        taken.add(item.slug)
        sitting.record.items.append(item)
        sitting.items.append((business, item, names))


def plain_names(sitting: Sitting) -> dict[str, str]:
    return sitting.house.names_for(sitting.slot, all_matters()["common"])


def minute_number(sitting: Sitting) -> str:
    """Return the next minute number: they count through the municipal year of the council."""
    house, day, style = sitting.house, sitting.slot.day, sitting.house.habit.minutes
    if not style:
        return ""
    year = day.year if day >= date(day.year, 5, 20) else day.year - 1
    key = str(year)
    house.minute_count[key] = house.minute_count.get(key, 0) + 1
    count = house.minute_count[key]
    return f"{count}/{year % 100:02}" if style == "slash" else str(count)


def describe(sitting: Sitting, item: AgendaItem, business: Business, names: dict[str, str]) -> None:
    """Give a matter's item its title, purpose, references and topics."""
    house, slot, matter = sitting.house, sitting.slot, business.subject
    item.title = business.title or fill(house.deal(matter, "titles", 1)[0], names, house.rng)
    item.title = item.title[:1].upper() + item.title[1:]
    if purposes := house.deal(matter, "purposes", 1):
        item.purpose = fill(purposes[0], names, house.rng)
    decides = business.form in ("executive", "individual", "reconsidered")
    if business.form != "short" and house.rng.random() < 0.8:
        item.report_reference = house.reference(house.plan.report, slot.day)
    if business.reference or (decides and house.rng.random() < 0.4):
        item.forward_plan_reference = business.reference or house.reference(house.plan.forward_plan, slot.day)
        item.key_decision = decides or None
    elif decides:
        item.key_decision = False if house.rng.random() < 0.7 else None
    if house.rng.random() < 0.6:
        item.wards = "All" if house.rng.random() < 0.5 else f"{names['place']}, {names['place2']}"
    if house.rng.random() < 0.5:
        officer = house.people.officers[matter.officer]
        item.particulars["Contact"] = f"{officer.name}, {officer.post}"
    sitting.record.item_topics += [(item, topic) for topic in matter.topics]
    if business.issue:
        sitting.record.issue_items.append((business.issue, item))


def write_items(sitting: Sitting) -> None:
    """Minute every item, if the meeting has been held."""
    inquorate = sitting.meeting.status == Status.INQUORATE
    if inquorate and sitting.items:
        writer = ItemWriter(sitting.record, sitting.items[0][1], sitting.house.habit)
        writer.paragraph("At 19:20 the Chair noted that a quorum was not present, and closed the meeting.")
        writer.close()
    declared: list[str] = []
    for business, item, names in sitting.items if sitting.minuted else []:
        writer = ItemWriter(sitting.record, item, sitting.house.habit)
        if business.procedural == "declarations":
            declarations = writer
        elif business.procedural:
            write_procedural(sitting, business, item, names, writer)
            writer.close()
        else:
            declared += minute(sitting, business, item, names, writer)
            writer.close()
    if any(business.procedural == "declarations" for business, _, _ in sitting.items) and sitting.minuted:
        procedure.declarations(declarations, sitting.house, declared)
        declarations.close()


def write_procedural(
    sitting: Sitting, business: Business, item: AgendaItem, names: dict[str, str], writer: ItemWriter
) -> None:
    house, rng = sitting.house, sitting.rng
    match business.procedural:
        case "apologies":
            procedure.apologies(writer, house, sitting.away, sitting.substitutes)
        case "minutes":
            sitting.minutes_item = item
            if sitting.earlier and rng.random() < 0.08:
                member = house.called(rng.choice(sitting.present))
                low = rng.randint(20, 90)
                sitting.correction = rng.choice(CORRECTIONS).format(
                    member=member, n=rng.randint(4, 7), a=low + 30, b=low, charity=house.plan.charity
                )
            procedure.minutes_of(writer, house, sitting.earlier, sitting.correction)
        case "public":
            procedure.public_questions(writer, house, names)
        case "urgent":
            procedure.urgent(writer, rng)
        case "programme":
            procedure.programme(writer, house, names, coming_titles(sitting), follow_up.hear(sitting, item))
        case "exclusion":
            procedure.exclusion(writer, house, sitting.exempt_number, sitting.exempt_paragraph)
        case "next":
            procedure.next_meeting(writer, sitting.slot)
        case "announcements":
            writer.paragraph(
                f"The Mayor reported on engagements since the last meeting, among them visits to {names['school']}"
                f" and to {names['charity']}."
            )


def coming_titles(sitting: Sitting) -> list[str]:
    """Return what members ask to hear next: matters of the committee that are not on this agenda."""
    house, slot = sitting.house, sitting.slot
    taken = {business.matter.key for business, _, _ in sitting.items if business.matter}
    choice = [matter for key, matter in all_matters().items() if suits(matter, slot) and key not in taken]
    chosen = sitting.rng.sample(choice, min(2, len(choice)))
    return [fill(matter.titles[-1], house.names_for(slot, matter), house.rng) for matter in chosen]


def approve(sitting: Sitting) -> None:
    """Let this meeting approve the minutes of those before, if they were published by then."""
    item = sitting.minutes_item
    moment = at(sitting.slot.day, 19 if sitting.slot.plan.time > "12" else 11, 5)
    for slot in sitting.earlier if item else []:
        meeting, published = slot.record, slot.record.minutes_published_at
        if published and published < moment and slot.special not in ("unapproved", "withdrawn"):
            meeting.approved_at = moment + timedelta(minutes=10)
            meeting.approved_by = item
            meeting.approval_note = sitting.correction
