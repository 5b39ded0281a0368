"""The boroughs, committees, topics and people that a question may name, and how a name that was typed finds them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db import connections
from django.utils.text import slugify

from meetings.models import Person
from minutes_portal.search.folding import folded

MOST_MEANT = 20  # rows that one typed name may stand for: “committee:scrutiny” is every scrutiny committee
# One query for all three: each is a page of names. A borough’s first and last published day are two steps down an index.
EVERY_NAME = """
    SELECT 'borough', id, slug, name, '',
        (SELECT date FROM search_passage p WHERE p.borough_id = b.id ORDER BY date, result_id LIMIT 1),
        (SELECT date FROM search_passage p WHERE p.borough_id = b.id ORDER BY date DESC, result_id DESC LIMIT 1)
        FROM meetings_borough b
    UNION ALL SELECT 'committee', c.id, c.slug, c.name, b.name, NULL, NULL
        FROM meetings_committee c JOIN meetings_borough b ON b.id = c.borough_id
    UNION ALL SELECT 'topic', id, slug, name, '', NULL, NULL FROM meetings_topic
    ORDER BY 1, 4, 5, 2
"""


@dataclass(frozen=True)
class Named:
    """One borough, committee, topic or person; `place` is the borough of the latter and of a committee.

    first, last: of a borough, the days from when to when something is published.
    """

    key: int
    slug: str
    name: str
    place: str = ""
    first: date | None = None
    last: date | None = None


class Names:
    """All boroughs, committees and topics (one query), and those people that were asked for."""

    def __init__(self) -> None:
        self._looked_for: set[str] = set()
        self.of: dict[str, list[Named]] = {"borough": [], "committee": [], "topic": [], "person": []}
        with connections["public"].cursor() as cursor:
            cursor.execute(EVERY_NAME)
            for kind, *columns in cursor.fetchall():
                self.of[kind].append(Named(*columns))

    def with_slugs(self, kind: str, slugs: Iterable[str]) -> list[Named]:
        wanted = set(slugs)
        return [each for each in self.of[kind] if each.slug in wanted]

    def with_keys(self, kind: str, keys: Iterable[int]) -> dict[int, Named]:
        wanted = set(keys)
        return {each.key: each for each in self.of[kind] if each.key in wanted}

    def meant(self, kind: str, typed: str) -> list[str]:
        """Return the slugs that a typed name stands for: its own, the name as a whole, or every name that has all of
        its words (or their beginnings). People have to be looked for first.
        """
        rows, words = self.of[kind], folded(typed)
        slugs = {each.slug for each in rows if each.slug == typed.casefold()}
        slugs = slugs or {each.slug for each in rows if folded(each.name) == words}
        slugs = slugs or {each.slug for each in rows if has_words(each.name, words)}
        return sorted(slugs)[:MOST_MEANT]

    def nearest(self, kind: str, typed: str) -> Named | None:
        """Return the one whose name or slug is written most like what was typed, if any is."""
        spelled = {folded(text): each for each in self.of[kind] for text in (each.name, each.slug)}
        close = get_close_matches(folded(typed)[:80], spelled, n=1, cutoff=0.7)
        return spelled[close[0]] if close else None

    def covered(self, slugs: Collection[str] = ()) -> list[Named]:
        """Return the boroughs of which something is published, or those of them with these slugs."""
        return [each for each in self.of["borough"] if each.first and (not slugs or each.slug in slugs)]

    def look_for_people(self, typed: Collection[str]) -> None:
        """Load the people that these slugs or names may stand for (one query for those not looked for before)."""
        typed = set(typed) - self._looked_for
        if typed:
            self._looked_for |= typed
            people = Person.published.with_slugs_or_named_like([*map(slugify, typed)], [*map(folded, typed)])
            self.add_people(
                Named(person.pk, person.slug, str(person), person.borough.name)
                for person in people[: MOST_MEANT * len(typed)]
            )

    def add_people(self, people: Iterable[Named]) -> None:
        known = {each.key for each in self.of["person"]}
        self.of["person"] += [person for person in people if person.key not in known]


def has_words(name: str, words: str) -> bool:
    """Whether a name has all of these folded words, or words that begin so."""
    own = folded(name).split()
    return bool(words) and all(any(each.startswith(word) for each in own) for word in words.split())
