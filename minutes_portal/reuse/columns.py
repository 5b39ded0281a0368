"""What a row of a list says in a sheet and in JSON: one set of columns for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

Value = str | int | bool | Sequence[str] | None


@dataclass(frozen=True)
class Column:
    """A named value of each row. Addresses are paths: they are made whole where a list is sent."""

    name: str
    value: Callable[[Any], Value]
    is_address: bool = False


def address(name: str, path: Callable[[Any], str]) -> Column:
    """Return a column of addresses on this site; '' where there is none."""
    return Column(name, path, is_address=True)


def belonging(committee: Callable[[Any], Any], day: Callable[[Any], date]) -> tuple[Column, Column, Column]:
    """Return the columns of a row's borough, committee and day."""
    return (
        Column("borough", lambda row: committee(row).borough.name),
        Column("committee", lambda row: committee(row).name),
        Column("date", lambda row: moment(day(row))),
    )


def moment(value: date | datetime | time | None) -> str | None:
    """Return a day, a time of day, or a moment as ISO 8601 has it; None where there is none."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if value else None


def values_of(columns: Sequence[Column], row: Any, site: str) -> list[Value]:
    """Return what a row says. site: what a path is put behind, `https://portal.example`."""
    return [_whole(column, column.value(row), site) for column in columns]


def _whole(column: Column, value: Value, site: str) -> Value:
    return f"{site}{value}" if column.is_address and value else value
