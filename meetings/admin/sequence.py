"""Puts rows in order as an officer numbered them: an empty order means last, a number already taken means “before it”."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar


class Ordered(Protocol):
    """A row with a place among its neighbours."""

    order: int


Row = TypeVar("Row", bound=Ordered)


def put_in_order(rows: Iterable[Row], placed: Collection[Row] = ()) -> list[Row]:
    """Set `order` so that no two rows share a place, and return the rows that moved.

    `rows` are all neighbours, in their present order; `placed` are those an officer has just put somewhere: at the
    end where the order is 0, else before what stood there, which then moves down. Nothing else moves.
    """
    rows = list(rows)
    chosen = {id(row) for row in placed}
    last = max((row.order for row in rows), default=0) + 1
    before = {id(row): row.order for row in rows}

    def place(row: Row) -> tuple[int, bool]:
        return (row.order or last if id(row) in chosen else row.order), id(row) not in chosen

    previous = None
    for row in sorted(rows, key=place):
        wanted = place(row)[0]
        row.order = wanted if previous is None or wanted > previous else previous + 1
        previous = row.order
    return [row for row in rows if row.order != before[id(row)]]
