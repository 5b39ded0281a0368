"""Pages of a list in order of days, each as quick as the first: found by the day they begin on, not by passing over
all rows before them.

The number of rows on each day is counted once (kept_counts.py). From it follows on which day a page begins, and after how
many rows of that day: that is what links between pages say beside the number (`page=3&at=2024-09-24.2`), so that no row
is missed or met twice by who reads on while something newer is published.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator

PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,6})", re.ASCII)


class Place(NamedTuple):
    """Where a page begins: on a day of the list, behind this many of its rows."""

    day: date
    behind: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.behind}"


def place_of(text: str) -> Place | None:
    """Return the place that a text of an address means; None if it means none."""
    match = PLACE.fullmatch(text)
    try:
        return Place(date.fromisoformat(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


class Days:
    """How many rows of a list there are on each day, newest or oldest day first."""

    def __init__(self, rows_on: Iterable[tuple[date, int]], newest_first: bool) -> None:
        in_order = sorted(rows_on, reverse=newest_first)
        self.newest_first = newest_first
        self.days = [day for day, _ in in_order]
        self.before = [0, *accumulate(rows for _, rows in in_order)]
        self.keys = [self._key(day) for day in self.days]

    def _key(self, day: date) -> int:
        return -day.toordinal() if self.newest_first else day.toordinal()

    @property
    def total(self) -> int:
        return self.before[-1]

    def place_at(self, index: int) -> Place:
        """Return the place of a row by its index in the whole list."""
        n = bisect_right(self.before, index) - 1
        return Place(self.days[n], index - self.before[n])

    def index_of(self, place: Place) -> int:
        """Return the index of the row at a place; of the next one there is, where rows are gone meanwhile."""
        n = bisect_right(self.keys, self._key(place.day)) - 1
        if n < 0 or self.days[n] != place.day:
            return self.before[n + 1]
        return min(self.before[n] + place.behind, self.before[n + 1])


class DayPage(Page):
    """A page that begins at an index of the list; `next_at` and `previous_at` are where its neighbours begin."""

    def __init__(self, rows: Any, index: int, paginator: Paginator, days: Days) -> None:
        size = paginator.per_page
        super().__init__(rows, index // size + 1, paginator)
        self.start = index
        self.next_at = days.place_at(index + size) if self.has_next() else None
        self.previous_at = days.place_at(index - size) if index > size else None

    def has_next(self) -> bool:
        return self.start + self.paginator.per_page < self.paginator.count

    def has_previous(self) -> bool:
        return self.start > 0

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return max(1, self.number - 1)
