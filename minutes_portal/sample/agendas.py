"""What stands on each agenda: procedural items around matters that suit the committee, none too soon again."""

import random
from dataclasses import dataclass

from decisions.models import Issue
from meetings.models import Committee
from minutes_portal.sample.houses import House
from minutes_portal.sample.language import Deck
from minutes_portal.sample.matters import Matter, all_matters
from minutes_portal.sample.timetable import Slot

Kind = Committee.Kind


@dataclass
class Business:
    """One item to be: a matter in one form, or a procedural item."""

    form: str  # scrutiny, executive, council, cases, individual, call-in, reconsidered, short, exempt or procedural
    matter: Matter | None = None
    procedural: str = ""
    issue: Issue | None = None
    reference: str = ""
    ending: str = ""  # how a call-in or a debate ends, where a story settles it
    title: str = ""

    @property
    def subject(self) -> Matter:
        """The matter. Raises `LookupError` for a procedural item, which has none."""
        if self.matter is None:
            raise LookupError(self.procedural)
        return self.matter


def form_of(slot: Slot) -> str:
    """Return how this committee's business is minuted."""
    if slot.plan.kind == Kind.REGULATORY:
        return "cases" if slot.plan.subjects[0].endswith("cases") else "scrutiny"
    forms = {Kind.EXECUTIVE: "executive", Kind.COUNCIL: "council", Kind.INDIVIDUAL: "individual"}
    return forms.get(slot.plan.kind, "scrutiny")


def suits(matter: Matter, slot: Slot) -> bool:
    """Whether a matter belongs to this committee."""
    subjects = slot.plan.subjects
    if matter.places and slot.committee.borough.slug not in matter.places:
        return False
    return form_of(slot) in matter.bodies and (subjects == ("*",) or matter.officer in subjects)


class Agendas:
    """Deals matters to meetings, a deck for each committee."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._decks: dict[tuple[str, str], Deck] = {}

    def matters(self, house: House, slot: Slot, count: int, but: set[str]) -> list[Matter]:
        """Return up to `count` matters for a meeting, other than the keys in `but`."""
        key = (house.plan.slug, slot.committee.slug)
        if key not in self._decks:
            choice = tuple(key for key, matter in all_matters().items() if suits(matter, slot))
            self._decks[key] = Deck(choice, self.rng)
        dealt = [key for key in self._decks[key].deal(count + len(but)) if key not in but]
        return [all_matters()[key] for key in dealt[:count]]

    def _exempt(self, house: House, slot: Slot) -> Matter | None:
        every = {Kind.EXECUTIVE: 0.5, Kind.SCRUTINY: 0.12, Kind.COUNCIL: 0.1}
        if self.rng.random() >= every.get(slot.plan.kind, 0):
            return None
        key = (house.plan.slug, "exempt")
        if key not in self._decks:
            choice = tuple(key for key, matter in all_matters().items() if "exempt" in matter.bodies)
            self._decks[key] = Deck(choice, self.rng)
        return all_matters()[self._decks[key].deal(1)[0]]

    def fill(self, house: House, slot: Slot) -> None:
        """Complete a meeting's business, after what its stories have put there."""
        form, story = form_of(slot), slot.business
        if form == "individual":
            found = self.matters(house, slot, self.rng.choice((1, 1, 2, 3)), set())
            slot.business = [Business("individual", matter) for matter in found]
            return
        wanted = {"scrutiny": (2, 4), "executive": (3, 5), "council": (2, 4), "cases": (3, 5)}[form]
        count = max(1, self.rng.randint(*wanted) - len(story))
        but = {business.matter.key for business in story if business.matter}
        dealt = [Business(form, matter) for matter in self.matters(house, slot, count, but)]
        if slot.special == "extraordinary":
            formal = [Business("procedural", procedural=kind) for kind in ("apologies", "declarations")]
            slot.business = [*formal, *story]
            return
        opening = ["apologies", "declarations", *(["minutes"] if slot.sitting == 1 else [])]
        opening += ["announcements"] if form == "council" else []
        opening += ["public"] if form == "council" or self.rng.random() < 0.4 else []
        closing = ["urgent"] if self.rng.random() < 0.3 else []
        closing += ["programme"] if slot.plan.kind in (Kind.SCRUTINY, Kind.JOINT) else []
        exempt = self._exempt(house, slot)
        private = (
            [Business("procedural", procedural="exclusion"), Business("exempt", exempt)] if exempt else []
        )
        last = [] if form == "council" else [Business("procedural", procedural="next")]
        slot.business = [
            *(Business("procedural", procedural=kind) for kind in opening),
            *story,
            *dealt,
            *(Business("procedural", procedural=kind) for kind in closing),
            *(last if not private else []),
            *private,
        ]
