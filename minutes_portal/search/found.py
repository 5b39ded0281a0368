"""An answer of the search engine: results, how many there are, and how they spread. Keys only, no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from minutes_portal.search.asked import Cursor

Ranked = Literal["best of all", "best of the newest", "newest first", "oldest first"]
FACETS = ("borough", "committee", "topic", "year", "kind", "outcome", "person")


@dataclass(frozen=True)
class PassageHit:
    """A passage that matches. What it says is read through the published views of the record.

    kind: of KINDS. parts: keys of its minute points or resolutions (limbs included), in order, else empty.
    anchor: the mark of its place in the item's page (`9.1`, `resolution-2`), '' for the head of the item.
    document, page: the paper and its page from 1; page None is the paper's title.
    """

    id: int
    kind: str
    anchor: str = ""
    parts: tuple[int, ...] = ()
    document: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class ItemHit:
    """An item that was found, with the best one to three of its passages; or a paper of a whole meeting (item None)."""

    item: int | None
    meeting: int
    date: date
    passages: tuple[PassageHit, ...]
    score: float | None = None


@dataclass(frozen=True)
class Count:
    """How many results there are; `exact` False means that it was estimated from a sample: say "about"."""

    number: int
    exact: bool = True


@dataclass(frozen=True)
class Hits:
    """One page of results.

    ranked: what the order means. ranked_of: how many of the newest were compared, for "best of the newest".
    looked_through: how many passages were looked through for this page, where it would have taken too long to look
    further for more; the next page goes on from there.
    """

    results: tuple[ItemHit, ...]
    ranked: Ranked
    ranked_of: int | None = None
    next_cursor: Cursor | None = None
    previous_cursor: Cursor | None = None
    looked_through: int | None = None


@dataclass(frozen=True)
class Facets:
    """How the results spread: by name of FACETS a mapping of key (slug-less: key, year, kind, outcome) to Count."""

    total: Count
    by: Mapping[str, Mapping[int | str, Count]] = field(default_factory=dict)
