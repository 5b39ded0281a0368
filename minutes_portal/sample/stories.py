"""What runs through several meetings or stands out in one: issues with call-ins, odd meetings, ugly ones."""

from datetime import date, timedelta

from django.utils.text import slugify

from decisions.models import Issue
from meetings.models import Committee, Person
from minutes_portal.sample.agendas import Business
from minutes_portal.sample.houses import House
from minutes_portal.sample.language import fill
from minutes_portal.sample.matters import Matter, all_matters
from minutes_portal.sample.plans import CommitteePlan
from minutes_portal.sample.record import Record
from minutes_portal.sample.timetable import Slot

Kind = Committee.Kind

# borough, matter, age in days of the executive's decision, how its call-in ended, what followed
STORIES = (
    ("eastmere", "low-traffic", 820, "upheld", "amended"),
    ("eastmere", "library-hours", 470, "not upheld", ""),
    ("eastmere", "home-care", 210, "", "council"),
    ("eastmere", "send-transport", 160, "upheld", "confirmed"),
    ("eastmere", "budget", 300, "", "council"),
    ("holloway-vale", "estate-renewal", 640, "council", "council"),
    ("holloway-vale", "temporary-accommodation", 360, "upheld", "amended"),
    ("holloway-vale", "leisure-contract", 390, "not upheld", ""),
    ("castlemoor", "buses", 90, "not upheld", ""),
    ("castlemoor", "waste-collection", 700, "upheld", "confirmed"),
    ("castlemoor", "school-places", 330, "", ""),
    ("castlemoor", "clean-air", 420, "not upheld", ""),
    ("wyreford", "flood-scheme", 520, "", ""),
    ("wyreford", "parking-charges", 240, "upheld", "amended"),
    ("marlhaven", "town-centre", 20, "upheld", "amended"),
    ("marlhaven", "seafront", 600, "council", "council"),
    ("marlhaven", "council-tax-support", 350, "", "council"),
    ("marlhaven", "day-care", 450, "not upheld", ""),
)
SUMMARIES = {
    (
        "upheld",
        "amended",
    ): "The decision was called in, came back and was amended after further consultation.",
    ("upheld", "confirmed"): "The decision was called in and came back; it was confirmed without amendment.",
    ("not upheld", ""): "The decision was called in; the call-in was not upheld and the decision stands.",
    ("council", "council"): "The decision was called in and referred to Council, which settled the matter.",
    (
        "",
        "council",
    ): "After scrutiny and a decision of the executive the matter went to Council, which settled it.",
    ("", ""): "Scrutiny looked at the proposals before they were decided; the decision was not called in.",
}
OPEN = "The matter is still open: its next step stands on the agenda of a meeting to come."


def seats_of(plan: CommitteePlan, house: House) -> list[Person]:
    """Return who sits on a committee, its chair and vice-chair first."""
    people, rng = house.people, house.rng
    executive = list({person.slug: person for person in people.executive.values()}.values())
    match plan.kind:
        case Kind.EXECUTIVE:
            return executive[: plan.seats]
        case Kind.COUNCIL:
            return [*people.backbenchers[:2], *executive, *people.backbenchers[2:]]
        case Kind.INDIVIDUAL:
            officer = next((p for p in people.officers.values() if p.post == plan.name), None)
            return [officer or people.executive[plan.name]]
    return rng.sample(people.backbenchers, min(plan.seats, len(people.backbenchers)))


def tell(house: House, timetable: list[Slot], record: Record, today: date) -> list[Slot]:
    """Put each story's steps on the agendas of the meetings that they fall to, and tie them by an issue.

    Returns the extraordinary meetings that they call for.
    """
    added: list[Slot] = []
    for slot in annual_meetings(timetable):
        matter = all_matters()["elections-and-members"]
        slot.business.append(
            Business("appointments", matter, title="Appointments to committees and outside bodies")
        )
    for borough, key, age, heard, end in STORIES:
        if borough == house.plan.slug:
            story = Story(
                house, all_matters()[key], sorted(timetable + added, key=lambda slot: slot.key), heard, end
            )
            story.tell(record, today - timedelta(days=age), today)
            added += story.added
    return added


def annual_meetings(timetable: list[Slot]) -> list[Slot]:
    """Return the first meeting of Council in each municipal year."""
    first: dict[int, Slot] = {}
    for slot in timetable:
        if slot.plan.kind == Kind.COUNCIL and not slot.special and slot.day.month > 4:
            first.setdefault(slot.day.year, slot)
    return list(first.values())


class Story:
    """One matter on its way through scrutiny, the executive, a call-in and Council."""

    def __init__(self, house: House, matter: Matter, timetable: list[Slot], heard: str, end: str) -> None:
        self.house, self.matter, self.heard, self.end = house, matter, heard, end
        self.timetable = timetable
        self.usable = [slot for slot in timetable if slot.special in ("", "extraordinary")]
        self.scrutiny = [
            slot
            for slot in self.usable
            if slot.plan.kind == Kind.SCRUTINY and _looks_after(slot, matter.officer)
        ]
        self.issue = Issue(borough=house.borough)
        self.added: list[Slot] = []

    def tell(self, record: Record, day: date, today: date) -> None:
        """Put its steps on the agendas from `day` on, and write the issue that ties them."""
        decided = _first(self.usable, Kind.EXECUTIVE, day)
        if decided is None:
            return
        issue, house = self.issue, self.house
        issue.title = fill(self.matter.titles[0], house.names_for(decided, self.matter), house.rng)
        issue.slug = slugify(f"{house.plan.slug} {issue.title}".replace("’", ""))[:140].strip("-")
        issue.forward_plan_reference = house.reference(house.plan.forward_plan, decided.day)
        record.issues.append(issue)
        earlier = [s for s in self.scrutiny if decided.day - timedelta(days=150) < s.day < decided.day]
        if earlier:
            self._step(earlier[-1], "scrutiny", f"Pre-decision scrutiny: {issue.title}")
        self._step(decided, "executive", issue.title)
        latest = self._go_on(decided, today) if decided.day < today else decided
        issue.summary = SUMMARIES[self.heard, self.end] if latest.day < today else OPEN

    def _go_on(self, decided: Slot, today: date) -> Slot:
        """Add what followed the decision and return the meeting of the last step."""
        title, latest = self.issue.title, decided
        if self.heard:
            latest = self._soon(self.scrutiny[-1], latest, 16)
            self._step(latest, "call-in", f"Call-in of executive decision: {title}", self.heard)
        if latest.day >= today:
            return latest
        if self.end in ("amended", "confirmed"):
            latest = self._soon(decided, latest, 20)
            self._step(latest, "reconsidered", f"Decision referred back: {title}", self.end)
        elif self.end == "council":
            council = next(slot for slot in self.usable if slot.plan.kind == Kind.COUNCIL)
            latest = self._soon(council, latest, 27)
            self._step(latest, "council", title, "confirmed" if self.heard else "")
        return latest

    def _soon(self, like: Slot, after: Slot, days: int) -> Slot:
        """Return the committee's next meeting, an extraordinary one if that would be more than a month later."""
        day = after.day + timedelta(days=days)
        found = [
            s for s in self.usable if s.committee is like.committee and s.day > after.day + timedelta(days=9)
        ]
        if found and found[0].day < day + timedelta(days=14):
            return found[0]
        day -= timedelta(days=(day.weekday() - like.plan.weekday) % 7)
        while any(s.committee is like.committee and s.day == day for s in self.timetable):
            day += timedelta(days=7)
        slot = Slot(
            like.plan, like.committee, day, special="extraordinary", later=found[0] if found else None
        )
        self.added.append(slot)
        return slot

    def _step(self, slot: Slot, form: str, title: str, ending: str = "") -> None:
        reference = self.issue.forward_plan_reference
        slot.business.append(
            Business(form, self.matter, issue=self.issue, reference=reference, ending=ending, title=title)
        )


def _first(timetable: list[Slot], kind: Committee.Kind, after: date) -> Slot | None:
    return next((slot for slot in timetable if slot.plan.kind == kind and slot.day > after), None)


def _looks_after(slot: Slot, officer: str) -> bool:
    return (
        slot.plan.subjects == ("*",) or officer in slot.plan.subjects or slot.plan.name.startswith("Overview")
    )
