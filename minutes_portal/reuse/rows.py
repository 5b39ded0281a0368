"""The rows of a list, all of them, some at a time: however long the list is, only one part of it is in memory.

A list in order of days is read by its days: each part is asked for anew, from the day where the one before it ended, and
ends with a whole day. So no statement takes long (readers' role has three seconds for each), the thousandth is as quick as
the first, and nothing is missed or met twice when something else is published meanwhile.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from minutes_portal.lists import BY_DAY, ListFilter

AT_ONCE = 1_000  # rows in memory
Load = Callable[[Any], list[Any]]


def parts_of(
    filters: ListFilter, load: Load, narrowed: Callable[[Any], Any] = lambda rows: rows
) -> Iterator[list[Any]]:
    """Yield the rows asked for in the order asked for, some at a time; no empty parts.

    load: makes rows of a query complete. narrowed: leaves out rows that a form has no use for.
    """
    rows = narrowed(filters.asked())
    way = filters.filters["sort"].ways[filters.data.get("sort", "")][1]
    if way in BY_DAY:
        yield from _by_day(rows, load, BY_DAY[way])
    else:
        yield from _by_key(rows, load)


def _by_key(rows: Any, load: Load) -> Iterator[list[Any]]:
    """Yield rows in an order that is not one of days: their keys are read at once, the rows in turn."""
    keys = list(rows.values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        found = {row.pk: row for row in load(rows.with_keys(some).order_by())}
        if found:
            yield [found[key] for key in some if key in found]


def _by_day(rows: Any, load: Load, newest_first: bool) -> Iterator[list[Any]]:
    step = timedelta(days=-1 if newest_first else 1)
    day: date | None = None
    while True:
        from_there = rows if day is None else _from(rows, day, newest_first)
        found = load(from_there[: AT_ONCE + 1])
        if len(found) <= AT_ONCE:
            yield from filter(None, [found])
            return
        day = day_of(found[-1])
        whole_days = [row for row in found if day_of(row) != day]
        if whole_days:
            yield whole_days
        else:
            yield from _one_day(rows.between(day, day), load)
            day += step


def _from(rows: Any, day: date, newest_first: bool) -> Any:
    return rows.until(day) if newest_first else rows.since(day)


def _one_day(rows: Any, load: Load) -> Iterator[list[Any]]:
    """Yield the rows of a day that has more than are read at once."""
    first = 0
    while found := load(rows[first : first + AT_ONCE]):
        yield found
        first += AT_ONCE


def day_of(row: Any) -> date:
    """Return the day of a row: its own, or that of its meeting."""
    if hasattr(row, "date"):
        day: date = row.date
    elif hasattr(row, "item"):
        day = row.item.meeting.date
    else:
        day = row.meeting.date
    return day
