"""A page of the journal: what was asked, which changes it holds, where the next one begins."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from meetings.models import Borough
from minutes_portal.changes.models import Change
from minutes_portal.changes.telling import NOUNS, happened, in_numbers, subject
from minutes_portal.kept_counts import counted

SIZE = 50
Value = TypeVar("Value")
PLACE = re.compile(r"(\d{1,18})\.([0-9a-f]{32})", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Place(NamedTuple):
    """A place in the journal: behind the change of this moment with this reference."""

    moment: datetime
    reference: UUID

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1)}.{self.reference.hex}"


def place_of(text: str) -> Place | None:
    """Return the place that a text of an address means; None if it means none."""
    match = PLACE.fullmatch(text)
    try:
        return Place(EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])) if match else None
    except OverflowError:
        return None


@dataclass(frozen=True)
class Told:
    """A change as a list shows it. `along` says what came or went with it at the same moment."""

    change: Change
    along: str = ""

    @property
    def happened(self) -> str:
        return happened(self.change)

    @property
    def subject(self) -> str:
        return subject(self.change)


@dataclass
class Listing:
    """What was asked of the journal: of one borough, of one kind, from a place on. Values that mean nothing are left out
    and named in `notices`.
    """

    request: HttpRequest
    notices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = self.request.GET
        self.borough = self._known(
            "borough", asked.get("borough", ""), {borough.slug: borough for borough in self.boroughs}
        )
        self.kind = self._known("kind", asked.get("kind", ""), {kind.value: kind for kind in NOUNS})
        self.place = place_of(asked.get("at", ""))
        if asked.get("at") and not self.place:
            self.notices.append(
                "The place in this list that was asked for is not one: this is its beginning."
            )

    def _known(self, name: str, asked: str, values: dict[str, Value]) -> Value | None:
        if asked and asked not in values:
            self.notices.append(
                f"“{asked[:60]}” is not a {name} here. This filter was left out.".replace("\0", "")
            )
        return values.get(asked)

    @cached_property
    def boroughs(self) -> list[Borough]:
        boroughs: list[Borough] = counted(self.request).get("boroughs", lambda: list(Borough.published.all()))
        return boroughs

    @cached_property
    def rows(self) -> list[Change]:
        """The changes of this page and the one behind them, the latest first."""
        changes = Change.published.latest_first().with_place()
        changes = changes.of_kind(self.kind) if self.kind else changes.by_themselves()
        if self.borough:
            changes = changes.of_borough(self.borough.pk)
        if self.place:
            changes = changes.before(*self.place)
        return list(changes[: SIZE + 1])

    @cached_property
    def told(self) -> list[Told]:
        """The changes of this page, in the order of their addresses where they came at one moment."""
        rows = self.rows[:SIZE]
        along: dict[tuple[int, datetime], dict[str, int]] = defaultdict(dict)
        if not self.kind:
            for meeting, moment, kind, number in Change.published.along_with(rows):
                along[meeting, moment][kind] = number
        moments = groupby(rows, key=lambda change: change.changed_at)
        return [
            Told(
                change,
                in_numbers(along.get((change.record_id, moment), {}))
                if change.kind == Change.Kind.MEETING
                else "",
            )
            for moment, changes in moments
            for change in sorted(changes, key=lambda change: (change.path, change.kind, change.reference))
        ]

    def days(self) -> Iterator[tuple[date, list[Told]]]:
        for day, changes in groupby(self.told, key=lambda told: timezone.localdate(told.change.changed_at)):
            yield day, list(changes)

    @property
    def next_place(self) -> Place | None:
        if len(self.rows) <= SIZE:
            return None
        last = self.rows[SIZE - 1]
        return Place(last.changed_at, last.reference)

    @property
    def query(self) -> str:
        """The filters as a query string, without the place."""
        asked = {
            "borough": self.borough.slug if self.borough else "",
            "kind": self.kind.value if self.kind else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def next_query(self) -> str:
        return "&".join(filter(None, [self.query, f"at={self.next_place}"])) if self.next_place else ""
