"""Finds whom a printed name means: somebody at the meeting, a member of the committee, somebody of the borough."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from decisions.importers.values import name_key
from meetings.models import Meeting, Person

NAME_WORD = r"[A-Z][\w’'.-]*"
PRINTED = re.compile(
    r"\b(?:Councillors?|Cllrs?\.?|Alderman|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady)\.? "
    rf"{NAME_WORD}(?:(?: |,? and |, ){NAME_WORD}){{0,24}}"
)
AND = re.compile(r",? and |, ")


@dataclass(frozen=True)
class Match:
    """A person that a printed name means, whether there is no doubt of it, and how it was found."""

    person: Person
    certain: bool
    source: str


class Names:
    """The people of a borough, those at one meeting first."""

    def __init__(self, meeting: Meeting) -> None:
        self.there = set(meeting.attendances.values_list("person", flat=True))
        people = list(Person.objects.filter(borough=meeting.committee.borough_id))
        self.people = {person.pk: person for person in people}
        self.whole: dict[str, list[Person]] = defaultdict(list)
        self.last: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self.whole[_plain(person.name)].append(person)
            self.last[_plain(person.name).rpartition(" ")[2]].append(person)

    def by_key(self, key: int) -> Match | None:
        person = self.people.get(key)
        return Match(person, True, "the people of the borough") if person else None

    def find(self, printed: str | None) -> Match | None:
        """Return whom a printed name means; None where nobody, or more than one, may be meant."""
        name = _plain(name_key(printed))
        if not name:
            return None
        return self._of(self.whole.get(name, []), True) or self._by_surname(name)

    def _by_surname(self, name: str) -> Match | None:
        """A surname alone, or with an initial, means the one who was there, or the only one in the borough."""
        initial, _, surname = name.rpartition(" ")
        candidates = [
            person
            for person in self.last.get(surname, [])
            if not initial or _plain(person.name).startswith(initial[:1])
        ]
        if initial and len(initial.split(" ")[0]) > 1:
            candidates = [
                person for person in candidates if _plain(person.name).startswith(initial.split(" ")[0])
            ]
        return self._of(candidates, False)

    def _of(self, candidates: list[Person], whole: bool) -> Match | None:
        there = [person for person in candidates if person.pk in self.there]
        if len(there) == 1:
            return Match(there[0], True, "those at the meeting")
        if len(candidates) == 1:
            return Match(candidates[0], whole, "the people of the borough")
        return None

    def all_in(self, text: str) -> Iterator[Match]:
        """Yield everybody whom the printed names of a text mean, each once."""
        seen = set()
        for found in PRINTED.finditer(text):
            for name in AND.split(found.group()):
                match = self.find(re.sub(r"^Councillors\s+", "Councillor ", name.strip()))
                if match and match.person.pk not in seen:
                    seen.add(match.person.pk)
                    yield match


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[’'.,]", "", name.casefold()).split())
