"""What a mail says of one thing that is new: its title, where and when it stands, and the words that matter, quoted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from meetings.in_words import item_name, long_date
from meetings.models import Meeting
from minutes_portal.search.lexemes import Sought
from minutes_portal.search.marking import mark_texts


@dataclass(frozen=True)
class Quote:
    """Words of the record, what was looked for between START and STOP, and the address that opens there."""

    place: str
    text: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One thing that is new. where: borough, committee, date and item. what: published, changed … stage: how far it is published or has come."""

    title: str
    address: str
    where: tuple[str, ...]
    what: str
    stage: str = ""
    quotes: list[Quote] = field(default_factory=list)


def where_of(meeting: Meeting, item: Any = None) -> tuple[str, ...]:
    """Return where and when a meeting, or an item of it, was."""
    committee = meeting.committee
    place = (committee.borough.name, committee.name, long_date(meeting.date))
    return (*place, item_name(item)) if item else place


def marked_entries(entries: Sequence[Entry], sought: Sequence[Sought] = ()) -> list[Entry]:
    """Return entries with what was looked for marked in their quotes, long ones cut to where it stands (one query where
    words are looked for).
    """
    texts = iter(mark_texts([quote.text for entry in entries for quote in entry.quotes], sought))
    return [
        replace(entry, quotes=[replace(quote, text=next(texts).extract()) for quote in entry.quotes])
        for entry in entries
    ]
