"""Months as the labels of columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Month(NamedTuple):
    """How a month is written below its column, in a second line below that, and where there is room."""

    label: str
    note: str
    full: str


def months_until(last: date, number: int) -> list[date]:
    """Return the first days of so many months in order, the last of them that of this day; fewer in the year 1, before
    which there are none.
    """
    ordinal = last.year * 12 + last.month - 1
    first = max(ordinal - number + 1, date.min.year * 12)
    return [date(each // 12, each % 12 + 1, 1) for each in range(first, ordinal + 1)]


def month_labels(months: Sequence[date]) -> list[Month]:
    """Return the labels of months in order: the year stands below the first one of each year only."""
    return [
        Month(
            f"{month:%b}", str(month.year) if _begins_a_year(month, months[:place]) else "", f"{month:%B %Y}"
        )
        for place, month in enumerate(months)
    ]


def _begins_a_year(month: date, before: Iterable[date]) -> bool:
    return all(each.year != month.year for each in before)
