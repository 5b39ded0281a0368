"""What an address asks, whatever form it asks for: the question of the page beside it, and the rows that answer it.

A list is asked by its own view's rows and FilterSet, a search by its own understanding: what the page shows is what every
other form shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.http import HttpRequest, QueryDict

from minutes_portal.changes.listing import Place
from minutes_portal.changes.models import Change
from minutes_portal.lists import FilteredList, ListFilter
from minutes_portal.reuse.kinds import Kind
from minutes_portal.reuse.rows import parts_of


class News(NamedTuple):
    """A row with what the journal says of it."""

    reference: UUID
    first_published_at: datetime
    changed_at: datetime
    row: Any

    @property
    def place(self) -> Place:
        return Place(self.changed_at, self.reference)


class Question(Protocol):
    """What was asked. said: as a phrase, “decisions about housing in Eastmere”. query: as parameters, in their usual spelling."""

    kind: Kind
    said: str
    query: str
    notices: list[str]

    def count(self) -> int | None:
        """Return how many rows answer it; None where that is not known beforehand."""

    def parts(self, dated: bool = False) -> Iterator[list[Any]]:
        """Yield the rows that answer it, some at a time. dated: only those with a place in a calendar."""

    def news(self, limit: int, behind: Place | None = None, before: Place | None = None) -> list[News]:
        """Return the rows published or changed last, the latest first; those behind a place, or those just before it."""


@dataclass
class ListQuestion:
    """A list, asked by its FilterSet. named: the parameters that are part of the page's own address."""

    kind: Kind
    filters: ListFilter
    named: frozenset[str]

    def __post_init__(self) -> None:
        self.filters.errors  # noqa: B018 (this is what makes django-filter clean the form)
        self.said = self.filters.sentence(2).removeprefix("2 ")
        self.notices = self.filters.notices
        data = self.filters.data.copy()
        for name in self.named:
            data.pop(name, None)
        self.query = data.urlencode()

    def count(self) -> int:
        days = self.filters.days
        return days.total if days else len(self.filters.keys())

    def parts(self, dated: bool = False) -> Iterator[list[Any]]:
        return parts_of(self.filters, self.kind.load, self.kind.dated if dated else lambda rows: rows)

    def news(self, limit: int, behind: Place | None = None, before: Place | None = None) -> list[News]:
        keys = self.filters.asked().order_by().values("pk")
        changes = Change.published.of_rows(self.kind.journal, keys).standing()
        if before:
            found = list(changes.after(*before).earliest_first()[:limit])[::-1]
        else:
            found = list((changes.before(*behind) if behind else changes).latest_first()[:limit])
        rows = self.rows([change.record_id for change in found])
        return [
            News(change.reference, change.first_published_at, change.changed_at, rows[change.record_id])
            for change in found
            if change.record_id in rows
        ]

    def rows(self, keys: list[int]) -> dict[int, Any]:
        """Return the rows with these keys, complete."""
        return {row.pk: row for row in self.kind.load(self.filters.queryset.order_by().with_keys(keys))}


@dataclass(frozen=True)
class ListSource:
    """A list that a form is made of: the view of its page, and what its rows are."""

    kind: Kind
    view: type[FilteredList]

    def ask(self, request: HttpRequest, named: dict[str, str]) -> ListQuestion | None:
        """Return the question of a request; None where its address itself names something that is not there."""
        view: Any = self.view()
        asked: QueryDict = request.GET.copy()
        for name, value in named.items():
            asked.setlist(name, [value])
        filters = view.filterset_class(asked, queryset=view.get_queryset(), request=request)
        if any(filters.data.get(name) != value for name, value in named.items()):
            return None
        return ListQuestion(self.kind, filters, frozenset(named))
