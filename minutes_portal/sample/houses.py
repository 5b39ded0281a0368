"""A borough while its sample is being written: its people, habits, decks of sentences and what it has discussed."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from decisions.models import Issue
from meetings.models import AgendaItem, Borough, Committee, Person
from minutes_portal.sample.habits import Habit
from minutes_portal.sample.language import Deck
from minutes_portal.sample.matters import Matter, all_matters
from minutes_portal.sample.people import POSTS, Household
from minutes_portal.sample.plans import BoroughPlan
from minutes_portal.sample.timetable import Slot

STREETS = """Alma Road|Bakehouse Lane|Chandler Street|Cobden Avenue|Dovedale Road|Elm Terrace|Farrier’s Way|Gasworks Lane
|Hawthorn Crescent|Inkerman Street|Jubilee Parade|Kiln Lane|Lammas Road|Maltings Yard|Nursery Road|Orchard Place
|Paddock Lane|Quaker Street|Ropery Road|Saddler’s Row|Thornbury Road|Union Street|Vicarage Lane|Weavers Close
|Yew Tree Avenue|Zetland Road""".replace("\n", "").split("|")
SCHOOLS = (
    "St Oswald’s Primary",
    "Meadow Lane Primary",
    "the Bridge Academy",
    "Hillcrest High",
    "Park Road Juniors",
    "Queensway Community School",
    "the Limes Special School",
    "Fairfield Infants",
)


@dataclass
class House:
    """One borough at work."""

    plan: BoroughPlan
    borough: Borough
    habit: Habit
    people: Household
    rng: random.Random
    committees: dict[str, Committee] = field(default_factory=dict)
    seats: dict[str, list[Person]] = field(default_factory=dict)
    changed_chair: date = date.min
    decks: dict[tuple[str, str], Deck] = field(default_factory=dict)
    past: dict[str, list[tuple[Slot, AgendaItem]]] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    minute_count: dict[str, int] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)

    def deal(self, matter: Matter, section: str, count: int) -> list[str]:
        """Return up to `count` lines of a matter's section, none again before all were used."""
        key = (matter.key, section)
        if key not in self.decks:
            self.decks[key] = Deck(tuple(getattr(matter, section)), self.rng)
        return self.decks[key].deal(count)

    def pick(self, lines: tuple[str, ...]) -> str:
        """Return one of these lines, none again before all were used."""
        deck = self.decks.setdefault(("", lines[0]), Deck(lines, self.rng))
        return deck.deal(1)[0]

    def either(self, infinitive: str, passive: str) -> str:
        """Return the words in the borough's voice: RESOLVED to note …, or RESOLVED that … be noted."""
        return infinitive if self.habit.infinitive else passive

    def nth(self, what: str) -> int:
        """Return how often this borough has come to `what`, this time included."""
        self.turns[what] = self.turns.get(what, 0) + 1
        return self.turns[what]

    def deal_common(self, section: str, count: int) -> list[str]:
        return self.deal(all_matters()["common"], section, count)

    def reference(self, pattern: str, day: date) -> str:
        """Return a reference never given before, by the borough's pattern."""
        while True:
            number = self.rng.randint(11, 9989)
            found = (
                pattern.replace("{yy}", f"{day:%y}")
                .replace("{mm}", f"{day.month:02}")
                .replace("{nnnn}", f"{number:04}")
                .replace("{nnn}", f"{number % 989 + 10:03}")
                .replace("{nn}", f"{number % 88 + 10:02}")
            )
            if found not in self.references:
                self.references.add(found)
                return found

    def called(self, person: Person) -> str:
        """Return a person's name as these minutes print it."""
        return f"{person.honorific} {person.name}" if person.honorific else person.name

    def seated(self, slot: Slot) -> list[Person]:
        """Return the members on the day, the chair and the vice-chair first."""
        seats = self.seats[slot.committee.name]
        if len(seats) > 2 and slot.day >= self.changed_chair:
            return [seats[1], seats[2], seats[0], *seats[3:]]
        return list(seats)

    def names_for(self, slot: Slot, matter: Matter) -> dict[str, str]:
        """Return what the slots of a sentence may be filled with."""
        post, portfolio = POSTS[matter.officer]
        holder, officer = self.people.executive[portfolio], self.people.officers[matter.officer]
        year = slot.day.year if slot.day.month > 3 else slot.day.year - 1
        names = {
            "borough": self.plan.name,
            "council": self.plan.council_name,
            "body": slot.plan.body,
            "cabinet": self.plan.executive,
            "officer": officer.name,
            "director": post,
            "portfolio": portfolio,
            "holder": self.called(holder),
            "service": matter.service,
            "charity": self.plan.charity,
            "partner": self.plan.partner,
            "chair": self.called(self.seated(slot)[0]),
            "resident": self.rng.choice(self.people.public).name,
            "lastfy": f"{year - 1}/{year % 100:02}",
            "fy": f"{year}/{(year + 1) % 100:02}",
            "nextfy": f"{year + 1}/{(year + 2) % 100:02}",
            "yy": f"{slot.day:%y}",
            "month": f"{slot.day - timedelta(days=32):%B}",
            "lastyear": str(slot.day.year - 1),
            "year": str(slot.day.year),
            "nextyear": str(slot.day.year + 1),
        }
        names |= {f"place{n or ''}": place for n, place in self._some(self.plan.places, 5)}
        names |= {f"street{n or ''}": street for n, street in self._some(tuple(STREETS), 4)}
        names |= {f"school{n or ''}": school for n, school in self._some(SCHOOLS, 3)}
        return names

    def _some(self, choice: tuple[str, ...], count: int) -> list[tuple[int, str]]:
        return [(n + 1 if n else 0, chosen) for n, chosen in enumerate(self.rng.sample(choice, count))]
