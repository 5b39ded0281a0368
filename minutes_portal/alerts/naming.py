"""Says what the records that people watch are called: however many, of whatever kind, in one query.

A record that readers cannot see has no name here, so there is nothing of it to watch.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from decisions.models import Issue, PlannedDecision, Recommendation, Resolution
from meetings.converters import DateKey
from meetings.in_words import in_passing, short_date
from meetings.models import AgendaItem, Committee, Meeting

Place = tuple[str, ...]  # the parts of a record's address, as text


class Row(NamedTuple):
    """What a name is made of. title, number, minute_number: of an item; the first also of what has only a title. own: what
    the record itself is called. within: its committee, or the borough of a committee.
    """

    name: str
    place: str
    title: str
    number: str
    minute_number: str
    own: str
    within: str
    day: str

    @property
    def heading(self) -> str:
        return AgendaItem(title=self.title, number=self.number, minute_number=self.minute_number).heading

    @property
    def date(self) -> str:
        return short_date(date.fromisoformat(self.day))


@dataclass(frozen=True)
class Kind:
    """A kind of record. places: the columns of its address. columns: what else a row takes from where; the rest is empty.
    said: it completes “Tell me about”.
    """

    rows: Callable[[], Any]
    places: tuple[str, ...]
    columns: Mapping[str, str]
    said: Callable[[Row], str]


def _decision(row: Row) -> str:
    number = row.own or row.place.rpartition("/")[2]
    return f"decision {number} on “{row.heading}” and what becomes of it"


COMMITTEE = ("committee__borough__slug", "committee__slug", "date", "sitting")
ITEM = (*(f"meeting__{part}" for part in COMMITTEE), "slug")
PART = (*(f"item__{part}" for part in ITEM), "ordinal")
OF_ITEM = {"title": "item__title", "number": "item__number", "minute_number": "item__minute_number"}
# The name of a page's address -> what is watched there.
KINDS = {
    "meetings:committee-detail": Kind(
        lambda: Committee.published, ("borough__slug", "slug"), {"own": "name", "within": "borough__name"},
        lambda row: f"{row.own}, {row.within}: its meetings, minutes and decisions",
    ),
    "meetings:meeting-detail": Kind(
        lambda: Meeting.published, COMMITTEE, {"within": "committee__name", "day": "date"},
        lambda row: f"the meeting of {row.within} on {row.date}",
    ),
    "meetings:agendaitem-detail": Kind(
        lambda: AgendaItem.published, ITEM,
        {"title": "title", "number": "number", "minute_number": "minute_number", "within": "meeting__committee__name", "day": "meeting__date"},
        lambda row: f"“{row.heading}”, {row.within}, {row.date}",
    ),
    "decisions:resolution-detail": Kind(Resolution.published.whole, PART, OF_ITEM | {"own": "number"}, _decision),
    "decisions:recommendation-detail": Kind(
        lambda: Recommendation.published, PART, OF_ITEM | {"own": "sent_to"},
        lambda row: f"the recommendation to {in_passing(row.own)} on “{row.heading}”",
    ),
    "decisions:issue-detail": Kind(
        lambda: Issue.published, ("slug",), {"own": "title"}, lambda row: f"the issue “{row.own}”"
    ),
    "decisions:planneddecision-detail": Kind(
        lambda: PlannedDecision.published, ("borough__slug", "slug"), {"own": "title"},
        lambda row: f"the notice of a decision “{row.own}” and what becomes of it",
    ),
}  # fmt: skip


def names_of(pages: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[tuple[str, Place], str]:
    """Return what the records at these pages are called, by page and place; those that are not public are not in it.

    pages: the names of their addresses, each with the parts of the address.
    """
    places: dict[str, list[Place]] = {}
    for name, parts in pages:
        places.setdefault(name, []).append(place_of(parts))
    found = [_rows_at(name, at) for name, at in places.items()]
    if not found:
        return {}
    rows = map(Row._make, found[0].union(*found[1:], all=True))
    return {(row.name, tuple(row.place.split("/"))): KINDS[row.name].said(row) for row in rows}


def place_of(parts: Mapping[str, Any]) -> Place:
    """Return the parts of an address as text, a day and its sitting apart."""
    place: list[str] = []
    for part in parts.values():
        place += map(str, part) if isinstance(part, DateKey) else [str(part)]
    return tuple(place)


def _rows_at(name: str, places: list[Place]) -> QuerySet:
    kind = KINDS[name]
    rows = reduce(or_, (kind.rows().filter(**dict(zip(kind.places, place, strict=True))) for place in places))
    written = [Cast(part, CharField()) for part in kind.places]
    parts = [value for part in written for value in (Value("/"), part)][1:]
    columns = [
        Cast(F(of), CharField()) if (of := kind.columns.get(each)) else Value("") for each in Row._fields[2:]
    ]
    place = Concat(*parts, output_field=CharField()) if len(parts) > 1 else parts[0]
    named: QuerySet = rows.order_by().values_list(Value(name), place, *columns)
    return named
