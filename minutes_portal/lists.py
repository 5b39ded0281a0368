"""A filtered list of the record: what was asked, what a reader is told of it, and the page that shows it.

Every list is asked by the same parameters (q borough committee topic from to kind outcome sort page). What
cannot be used is left out and named in a notice: no address that somebody kept or typed is an error.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django_filters.views import FilterView
from psycopg.errors import QueryCanceled

from minutes_portal.filters import AnyOf, Facet
from minutes_portal.kept_counts import Counted, counted
from minutes_portal.paging import DayPage, Days, place_of

MOST_NOTICES = 6
MOST_WAYS_OUT = 6


def _shortened(value: str) -> str:
    shown = value.replace("\0", "")
    return shown if len(shown) <= 60 else shown[:60] + "…"


def nearest_page(paginator: Paginator, asked: str) -> tuple[Page, str]:
    """Return the page asked for, or the nearest one there is and a notice that says so."""
    asked = asked or "1"
    page = paginator.get_page(1 if asked.startswith("-") or asked == "0" else asked)
    there = asked == str(page.number)
    return (
        page,
        "" if there else f"There is no page “{_shortened(asked)}” in this list: this is page {page.number}.",
    )


def page_asked(request: HttpRequest, rows: Any, size: int, order: Days | list[int]) -> tuple[Page, str]:
    """Return the page that a request asks for, and a notice where there is no such page.

    rows: in their order, whole. order: the number of rows on each day where they are in order of days, else their keys.
    """
    asked = request.GET.get("page", "")
    if isinstance(order, list):
        page, notice = nearest_page(Paginator(order, size), asked)
        page.object_list = rows.in_turn(page.object_list)
        return page, notice
    paginator = Paginator(range(order.total), size)
    page, notice = nearest_page(paginator, asked)
    index = (page.number - 1) * size
    place = place_of(request.GET.get("at", ""))
    if place and (there := order.index_of(place)) < order.total:
        index, notice = there, ""
    return DayPage(_rows_from(index, rows, size, order), index, paginator, order), notice


def _rows_from(index: int, rows: Any, size: int, order: Days) -> Any:
    if not order.total:
        return rows.none()
    day, behind = order.place_at(index)
    from_there = rows.until(day) if order.newest_first else rows.since(day)
    return from_there[behind : behind + size]


@dataclass(frozen=True)
class Chip:
    """A filter that is applied, and the query string without it."""

    label: str
    text: str
    query_without: str


@dataclass(frozen=True)
class Order:
    """An order of the list, and the query string that gives it."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class WayOut:
    """What dropping one filter would give."""

    label: str
    query: str
    rows: str
    count: int


def one_of(texts: list[str]) -> str:
    """Join texts as a sentence does: a, b or c."""
    return " or ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


BY_DAY = {"newest_first": True, "oldest_first": False}  # the orders whose pages are found by their day


class ListFilter(django_filters.FilterSet):
    """The filters of one list. A trailing underscore in a filter's name is for Python only: `from_` is `from`."""

    nouns: ClassVar[tuple[str, str]] = ("row", "rows")
    not_chips: ClassVar[tuple[str, ...]] = ("sort",)  # what stays when all filters are taken off
    tallied: ClassVar[tuple[str, ...]] = ()  # the counts that the queryset method `tally` gives all at once

    def __init__(self, data: QueryDict | None, queryset: QuerySet, **others: Any) -> None:
        super().__init__(data if data is not None else QueryDict(), queryset, **others)
        self.notices: list[str] = []
        self.data: QueryDict = self._usable(self.data)

    @cached_property
    def counted(self) -> Counted:
        """What was counted of the record already. Without a request, nothing is kept."""
        return counted(self.request)

    def kept(self, method: str, leave_out: Collection[str] = ()) -> Any:
        """Return what a queryset method counts of the rows asked for, or of those without some of the filters."""
        asked = [
            (name, tuple(values)) for name, values in self.data.lists() if name not in (*leave_out, "sort")
        ]
        is_tallied = method in self.tallied
        question = "tally" if is_tallied else method
        what = (type(self), question, tuple(sorted(asked)))

        def count() -> Any:
            return getattr(self.asked(leave_out), question)()

        found = self.counted.get(what, count)
        return getattr(found, method) if is_tallied else found

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        return {name.removesuffix("_"): filter_ for name, filter_ in super().get_filters().items()}

    def _usable(self, data: QueryDict) -> QueryDict:
        """Return the parameters that can be used; leave a notice for each of the others."""
        usable = QueryDict(mutable=True)
        for name, filter_ in self.filters.items():
            values = [value for value in dict.fromkeys(data.getlist(name)) if value.strip()]
            if not isinstance(filter_, AnyOf) and len(values) > 1:
                self.notices.append(f"“{name}” was given {len(values)} times: only the last one was used.")
                values = values[-1:]
            for value in values:
                try:
                    usable.appendlist(name, filter_.usable(value))
                except ValidationError:
                    self.notices.append(
                        f"“{_shortened(value)}” is not {filter_.what}. This filter was left out."
                    )
        return usable

    def filter_queryset(self, queryset: QuerySet, leave_out: Collection[str] = ()) -> QuerySet:
        for name, value in self.form.cleaned_data.items():
            if name not in leave_out:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def facets(self, counted: bool = True) -> Iterator[Facet]:
        """Give each filter's options that lead somewhere, with their counts under all the other filters; or,
        uncounted, all options.
        """
        for name, filter_ in self.filters.items():
            if isinstance(filter_, AnyOf):
                counts = self.counts(name) if counted else None
                yield filter_.facet(name, self.data.getlist(name), counts)

    def counts(self, name: str) -> dict[str, int]:
        """Return how many rows each value of a filter would give, all other filters applied."""
        counts: dict[str, int] = self.kept(self.filters[name].counted_by, leave_out=[name])
        return counts

    @property
    def days(self) -> Days | None:
        """How many of the rows asked for are on each day, in the order asked for; None where that is another order."""
        way = self.filters["sort"].ways[self.data.get("sort", "")][1]
        if way not in BY_DAY:
            return None
        days: Days = self.counted.get(
            (type(self), "days", self.query()), lambda: Days(self.kept("per_day"), BY_DAY[way])
        )
        return days

    def asked(self, leave_out: Collection[str] = ()) -> Any:
        """Return the rows that were asked for, or those without some of the filters."""
        self.errors  # noqa: B018 (this is what makes django-filter clean the form)
        return self.filter_queryset(self.queryset.all(), leave_out)

    def keys(self) -> list[int]:
        """Return the keys of the rows asked for, in their order."""
        keys: list[int] = self.counted.get(
            (type(self), "keys", self.query()), lambda: list(self.asked().values_list("pk", flat=True))
        )
        return keys

    def ways_out(self) -> list[WayOut]:
        """Return which filter to drop when there is nothing, most rows first."""
        ways = []
        for name in [name for name in self.data if name != "sort"][:MOST_WAYS_OUT]:
            count = self.asked(leave_out=[name]).count()
            if count:
                ways.append(
                    WayOut(
                        one_of(self.texts(name)),
                        self.query_without(name),
                        f"{count:,} {self.noun(count)}",
                        count,
                    )
                )
        return sorted(ways, key=lambda way: -way.count)

    def chips(self) -> list[Chip]:
        """Return what is applied and can be taken off."""
        return [
            Chip(
                self.filters[name].label, self.filters[name].chip_text(value), self.query_without(name, value)
            )
            for name, values in self.data.lists()
            if name not in self.not_chips
            for value in values
        ]

    def query(self) -> str:
        """Return the query string of this list, without the page."""
        return self.data.urlencode()

    def query_cleared(self) -> str:
        """Return the query string without the filters that are shown as chips."""
        data = QueryDict(mutable=True)
        for name in self.not_chips:
            data.setlist(name, self.data.getlist(name))
        return data.urlencode()

    def query_without(self, name: str, value: str = "") -> str:
        """Return the query string without one value of a filter, or without the filter."""
        data = self.data.copy()
        values = [other for other in data.pop(name) if value and other != value]
        data.setlist(name, values)
        return data.urlencode()

    def orders(self) -> list[Order]:
        """Return the orders this list may be read in."""
        ways = self.filters["sort"].ways
        return self.ways_of("sort", {value: label for value, (label, _) in ways.items()})

    def ways_of(self, name: str, labels: dict[str, str]) -> list[Order]:
        """Return a link for each value of a parameter that has one value at a time; the empty value is its absence."""
        data = self.data.copy()
        ways = []
        for value, label in labels.items():
            data.setlist(name, [value] if value else [])
            ways.append(Order(label, data.urlencode(), value == self.data.get(name, "")))
        return ways

    def texts(self, name: str) -> list[str]:
        """Return how the applied values of a filter read."""
        return [self.filters[name].chip_text(value) for value in self.data.getlist(name)]

    def sentence(self, count: int) -> str:
        """Return the list's heading: its count and what of."""
        return f"{count:,} {self.noun(count)}" if count else f"No {self.noun(count)}"

    def held(self) -> dict[str, Any]:
        """Return what there is without any filter: `count`, `noun`, `first` and `last` day."""
        held: dict[str, Any] = self.queryset.span()
        return held | {"noun": self.nouns[0] if held["count"] == 1 else self.nouns[1]}

    def noun(self, count: int) -> str:
        return self.nouns[0] if count == 1 else self.nouns[1]


class FilteredList(FilterView):
    """A page of a list with its filters. A page number that is not there gives the nearest one that is."""

    paginate_by = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().get(request, *args, **kwargs).render()
            return response
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            return render(request, "_partials/lists/too_slow.html", {"path": request.path}, status=503)

    def get_filterset_kwargs(self, filterset_class: type[ListFilter]) -> dict[str, Any]:
        return {"data": self.request.GET, "request": self.request, "queryset": self.get_queryset()}

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        order = self.filterset.days or self.filterset.keys()
        page, notice = page_asked(self.request, queryset, page_size, order)
        if notice:
            self.filterset.notices.append(notice)
        if isinstance(order, Days):
            page.object_list = self.shown(page.object_list)
        return page.paginator, page, page.object_list, page.has_other_pages()

    def shown(self, rows: Any) -> Any:
        """Return the rows of a page with all that is shown of them."""
        return rows

    def filters_form(self, count: int) -> str:
        """Return the form of the filters as HTML: it is the larger part of a page, and the same on all pages of a list."""
        filterset: ListFilter = self.filterset

        def form() -> str:
            chosen = {
                "filter": filterset,
                "facets": list(filterset.facets(counted=count > 0)),
                "chips": filterset.chips(),
            }
            return render_to_string("_partials/lists/_filters.html", chosen)

        kept: str = filterset.counted.get((type(filterset), "form", filterset.query()), form)
        return kept

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        filterset: ListFilter = context["filter"]
        count = context["paginator"].count
        return context | {
            "heading": filterset.sentence(count),
            "chips": filterset.chips(),
            "filters": self.filters_form(count),
            "orders": filterset.orders(),
            "query": filterset.query(),
            "query_cleared": filterset.query_cleared(),
            "notices": filterset.notices[:MOST_NOTICES],
            "notices_left_out": len(filterset.notices[MOST_NOTICES:]),
            "ways_out": filterset.ways_out() if not count else [],
            "held": filterset.held() if not count else None,
        }
