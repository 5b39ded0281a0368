"""What lists have counted of the record, kept in this process while the record stays as it is.

How many rows each filter would give is the dearest part of a list, and the same for all its pages and orders. It is true
as long as the version of the record that it was counted from (database/version.py), and no longer than a page made
then (kept_pages.py): until something is published by itself, or until midnight.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from minutes_portal.database.version import Version, current_version
from minutes_portal.kept_pages import end_of


class Counted:
    """What was counted of one version of the record."""

    def __init__(self, version: Version) -> None:
        self.number = version.number
        self.until: datetime = end_of(version)
        self.values: dict[Hashable, Any] = {}

    def stands(self, version: Version) -> bool:
        """Whether what was counted is true at this version and moment."""
        return self.number == version.number and version.moment < self.until

    def get(self, what: Hashable, count: Callable[[], Any]) -> Any:
        """Return what was counted under this name, or count it now."""
        if what not in self.values:
            if len(self.values) >= settings.COUNTS_KEPT:
                self.values.clear()
            if settings.COUNTS_KEPT <= 0:
                return count()
            self.values[what] = count()
        return self.values[what]


_latest: list[Counted] = []


def counted(request: HttpRequest | None) -> Counted:
    """Return what was counted of the record as it is now; one short query, unless it was asked for this request."""
    version = getattr(request, "record_version", None) or current_version()
    if not _latest or not _latest[0].stands(version):
        _latest[:] = [Counted(version)]
    return _latest[0]


def forget() -> None:
    """Let everything be counted anew."""
    _latest.clear()
