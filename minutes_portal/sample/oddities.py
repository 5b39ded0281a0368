"""The odd meetings that a real site has: cancelled, postponed, withdrawn, hidden, very long, twice on a day."""

from datetime import date, timedelta

from meetings.models import Committee, Meeting
from minutes_portal.sample import uglies
from minutes_portal.sample.agendas import Business
from minutes_portal.sample.houses import House
from minutes_portal.sample.matters import all_matters
from minutes_portal.sample.record import Record
from minutes_portal.sample.timetable import Slot, at

Kind = Committee.Kind

# borough, committee, which of its past meetings (from the latest), what is odd about it
SPECIAL = (
    ("eastmere", "Council", 3, "forty"),
    ("eastmere", "Council", 1, "crowd"),
    ("eastmere", "Cabinet Member for Highways and Transport", 2, "order"),
    ("eastmere", "Overview and Scrutiny Committee", 5, "cancelled"),
    ("eastmere", "Children and Young People Scrutiny Committee", 2, "withdrawn"),
    ("eastmere", "Planning Committee", 2, "minutes scheduled"),
    ("holloway-vale", "Housing Select Committee", 3, "postponed"),
    ("holloway-vale", "Licensing Committee", 2, "twice"),
    ("holloway-vale", "Executive", 2, "decisions only"),
    ("castlemoor", "Place Scrutiny Board", 4, "inquorate"),
    ("castlemoor", "People Scrutiny Board", 2, "hidden"),
    ("wyreford", "Climate Advisory Group", 2, "cancelled"),
    ("wyreford", "Communities Overview and Scrutiny Panel", 2, "minutes withheld"),
    ("marlhaven", "Cabinet", 3, "unapproved"),
)


def give_special_days(house: House, timetable: list[Slot], today: date) -> list[Slot]:
    """Mark the odd meetings, add a second sitting, and return the timetable in order."""
    added: list[Slot] = []
    for borough, name, nth, special in SPECIAL:
        past = [slot for slot in timetable if slot.plan.name == name and slot.day < today - timedelta(days=4)]
        if borough != house.plan.slug or len(past) < nth:
            continue
        slot = past[-nth]
        if special == "twice":
            added.append(Slot(slot.plan, slot.committee, slot.day, sitting=2, later=slot.later))
        else:
            slot.special = special
    return sorted(timetable + added, key=lambda slot: slot.key)


def add_uglies(house: House, slot: Slot) -> None:
    """Fill the meeting of forty items, and add the long statement and the long order."""
    if slot.special == "crowd":
        slot.business.insert(4, uglies.statement_business(house, slot))
    if slot.special == "order":
        slot.business.append(uglies.order_business(house, slot))
    if slot.special == "forty":
        opening = ["apologies", "declarations", "minutes", "announcements", "public"]
        keys = [
            key
            for key, matter in all_matters().items()
            if "scrutiny" in matter.bodies or "executive" in matter.bodies
        ]
        chosen = house.rng.sample(keys, min(34, len(keys)))
        slot.business = [
            *(Business("procedural", procedural=kind) for kind in opening),
            *(Business("short", all_matters()[key]) for key in chosen),
            Business("procedural", procedural="next"),
        ]


def finish(house: House, timetable: list[Slot], record: Record, today: date) -> None:
    """Set the stages of publication of the odd meetings."""
    for slot in timetable:
        meeting = slot.record
        match slot.special:
            case "withdrawn":
                meeting.withdrawn_at = at(today - timedelta(days=19), 11, 20)
                meeting.withdrawn_reason = Meeting.Reason.PERSONAL
                meeting.withdrawn_notice = (
                    "The minutes named a family in a way that could be traced. A corrected record will be published when"
                    " the committee has approved it. Ask Democratic Services if you need the decisions in the meantime."
                )
            case "hidden":
                meeting.agenda_published_at = meeting.decisions_published_at = (
                    meeting.minutes_published_at
                ) = None
                _unapprove(meeting)
            case "minutes scheduled":
                meeting.minutes_published_at = at(today + timedelta(days=2), 9)
                _unapprove(meeting)
            case "minutes withheld" | "decisions only":
                meeting.minutes_published_at = None
                _unapprove(meeting)
                if slot.special == "decisions only":
                    record.points[:] = [point for point in record.points if point.item.meeting is not meeting]


def _unapprove(meeting: Meeting) -> None:
    meeting.approved_at = meeting.approved_by = None
    meeting.approval_note = ""
