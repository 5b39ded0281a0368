"""How a meeting's date is written in addresses: `2024-09-24`, or `2024-09-24-2` for the day's second sitting."""

from datetime import date
from typing import NamedTuple

from django.urls import register_converter


class DateKey(NamedTuple):
    """What tells a committee's meetings apart."""

    day: date
    sitting: int = 1

    def __str__(self) -> str:
        return self.day.isoformat() + (f"-{self.sitting}" if self.sitting > 1 else "")


class DateKeyConverter:
    """Takes only days that exist, so that `2024-13-45` is an address of nothing."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-(?:[2-9]|[1-9][0-9]))?"

    def to_python(self, value: str) -> DateKey:
        return DateKey(date.fromisoformat(value[:10]), int(value[11:] or 1))

    def to_url(self, value: str | DateKey) -> str:
        return str(value)


class AnchorConverter:
    """The mark of a paragraph within its item: `5.2`, `p3`, `resolution-1`."""

    regex = r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DateKeyConverter, "date_key")
register_converter(AnchorConverter, "anchor")
