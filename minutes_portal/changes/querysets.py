"""What is asked of the journal."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db import connections, models
from django.db.models import Q, functions

if TYPE_CHECKING:
    from minutes_portal.changes.models import Change

CHUNK = 5_000  # rows of a long list that are held at a time


class Page(NamedTuple):
    """The address of a public page, and when it last changed."""

    path: str
    changed_at: datetime


class Part(NamedTuple):
    """A part of a long list of pages: its first and last address, and the last change in it."""

    first: str
    last: str
    changed_at: datetime


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions to the journal; through `Change.published` each unit has one row."""

    def of_kind(self, *kinds: str) -> "ChangeQuerySet":
        return self.filter(kind__in=kinds)

    def standing(self) -> "ChangeQuerySet":
        """What is public: no tombstones."""
        return self.filter(gone_at=None)

    def of_borough(self, borough_id: int) -> "ChangeQuerySet":
        return self.filter(borough_id=borough_id)

    def of_records(self, kind: str, ids: Collection[int]) -> "dict[int, Change]":
        """Return what the journal says of these rows of the record, by their keys; one query. Tombstones are in it."""
        return {change.record_id: change for change in self.filter(kind=kind, record_id__in=ids)}

    def of_rows(self, kind: str, keys: "models.QuerySet[Any]") -> "ChangeQuerySet":
        """What the journal says of those rows of the record whose keys a query of one column gives."""
        return self.filter(kind=kind, record_id__in=keys)

    def since(self, moment: datetime) -> "ChangeQuerySet":
        """What was published, changed or taken away at `moment` or after it, the earliest first.

        Whoever asks again and again begins where the journal was complete last time (completeness.py).
        """
        return self.filter(changed_at__gte=moment).earliest_first()

    def until(self, moment: datetime) -> "ChangeQuerySet":
        """What happened before a moment."""
        return self.filter(changed_at__lt=moment)

    def earliest_first(self) -> "ChangeQuerySet":
        return self.order_by("changed_at", "reference")

    def latest_first(self) -> "ChangeQuerySet":
        return self.order_by("-changed_at", "-reference")

    def after(self, moment: datetime, reference: UUID) -> "ChangeQuerySet":
        """What comes behind this place, the earliest first."""
        return self.filter(
            Q(changed_at__gt=moment) | Q(changed_at=moment, reference__gt=reference), changed_at__gte=moment
        )

    def before(self, moment: datetime, reference: UUID) -> "ChangeQuerySet":
        """What comes behind this place, the latest first."""
        return self.filter(
            Q(changed_at__lt=moment) | Q(changed_at=moment, reference__lt=reference), changed_at__lte=moment
        )

    def by_themselves(self) -> "ChangeQuerySet":
        """Without what came or went with its whole meeting at one moment."""
        return self.filter(along=False)

    def along_with(self, changes: "Collection[Change]") -> "Iterator[tuple[int, datetime, str, int]]":
        """Yield how many units of which kind came or went with these meetings: key of the meeting, moment, kind, number."""
        meetings = {change.record_id for change in changes if change.kind == "meeting"}
        moments = {change.changed_at for change in changes}
        rows = self.filter(along=True, meeting_id__in=meetings, changed_at__in=moments).order_by()
        yield from rows.values_list("meeting_id", "changed_at", "kind").annotate(number=models.Count("pk"))

    def with_place(self) -> "ChangeQuerySet":
        return self.select_related("borough", "committee__borough")

    def paths(self, first: str = "") -> Iterator[Page]:
        """Yield the pages from the address `first` on in the order of their addresses; never many at once."""
        pages = self.standing().order_by("path").values_list("path", "changed_at")
        chunk = [Page(*row) for row in pages.filter(path__gte=first)[:CHUNK]]
        while chunk:
            yield from chunk
            chunk = [Page(*row) for row in pages.filter(path__gt=chunk[-1].path)[:CHUNK]]

    def parts(self, size: int) -> list[Part]:
        """Return the parts of at most `size` pages that the list of pages falls into, in the order of their addresses."""
        place = models.Window(functions.RowNumber(), order_by="path")
        numbered = (
            self.standing().order_by().annotate(part=(place - 1) / size).values("part", "path", "changed_at")
        )
        query, params = numbered.query.sql_with_params()
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"SELECT min(path), max(path), max(changed_at) FROM ({query}) numbered GROUP BY part ORDER BY part",
                params,
            )
            return [Part(*row) for row in cursor.fetchall()]
