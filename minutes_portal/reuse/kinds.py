"""What the rows of a list are, and how each is told: as columns, as the entry of a feed, as an event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from meetings.in_words import long_date
from minutes_portal.reuse.columns import Column


@dataclass(frozen=True)
class Entry:
    """What a feed tells of a row.

    address: a path. council: who published it. where: borough, committee, date … paragraphs: the words of the record.
    categories: topics, outcomes, states.
    """

    title: str
    address: str
    council: str
    where: Sequence[str]
    paragraphs: Sequence[str] = ()
    categories: Sequence[str] = ()


def where(committee: Any, day: date, *part: str) -> tuple[str, ...]:
    """Return where a row stands, as a feed tells it: borough, committee, day, and which part of the meeting."""
    return committee.borough.name, committee.name, long_date(day), *part


@dataclass(frozen=True)
class Event:
    """What a calendar tells of a row: a meeting, or a day by which something is due.

    uid: None for what has no name of its own in calendars; the journal's reference is taken then. called_off: it will not
    take place. moved_to: the name of the event that takes its place.
    """

    summary: str
    day: date
    address: str
    at: time | None = None
    uid: UUID | None = None
    place: str = ""
    told: Sequence[str] = field(default_factory=list)
    called_off: bool = False
    moved_to: UUID | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of rows.

    name: what a file is called. journal: its kind in the journal of changes. load: makes the rows of a query complete.
    dates: what the days in its calendar are, in a sentence. dated: leaves out rows that have no place in a calendar.
    """

    name: str
    journal: str
    columns: Sequence[Column]
    entry: Callable[[Any], Entry]
    load: Callable[[Any], list[Any]]
    dates: str = ""
    event: Callable[[Any], Event | None] | None = None
    dated: Callable[[Any], Any] = lambda rows: rows
