"""The filters that lists are made of, and what a reader is told of them: options, counts, chips, notices.

Every list is asked by the same parameters (q borough committee topic from to kind outcome sort page). What
cannot be used is left out and named in a notice: no address that somebody kept or typed is an error.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

LONGEST_WORDS = 300  # characters of a search; a longer one is a mistake or an attack
MOST_WAYS_OUT = 6


def _shortened(value: str) -> str:
    shown = value.replace("\0", "")
    return shown if len(shown) <= 60 else shown[:60] + "…"


@dataclass(frozen=True)
class Option:
    """One value a reader may choose, with the number of rows it would give."""

    value: str
    label: str
    note: str = ""
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter with its options, most rows first."""

    name: str
    label: str
    options: list[Option]
    more: list[Option]


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


class Question:
    """A filter that puts its value to the queryset method named `asks`.

    `what` completes the notice about a value that cannot be used: “x” is not …
    """

    def __init__(self, *, asks: str, what: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.asks = asks
        self.what = what

    def filter(self, rows: QuerySet, value: Any) -> QuerySet:  # type: ignore[type-arg]
        return getattr(rows, self.asks)(value) if value else rows

    def usable(self, value: str) -> str:
        """Return a parameter's value in its usual spelling. Raises ValidationError if it cannot be used."""
        self.field.clean(value)
        return value.strip()

    def chip_text(self, value: str) -> str:
        return value


class Words(Question, django_filters.CharFilter):
    """What a reader is looking for."""

    def __init__(self, **options: Any) -> None:
        what = f"short enough: a search has at most {LONGEST_WORDS} characters"
        super().__init__(what=what, max_length=LONGEST_WORDS, **options)

    def chip_text(self, value: str) -> str:
        return value if '"' in value else f"“{value}”"


class Day(Question, django_filters.DateFilter):
    """A first or last day, as 2024-09-24 or 24/09/2024."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(what="a date", widget=picker, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def usable(self, value: str) -> str:
        return self.field.clean(value).isoformat()

    def chip_text(self, value: str) -> str:
        return f"{self.field.clean(value):%-d %B %Y}"


class AnyOf(Question, django_filters.MultipleChoiceFilter):
    """Any of several values. `options` gives them, and the queryset method `counted_by` their numbers of rows."""

    def __init__(self, *, options: Callable[[], Iterable[Option]], counted_by: str = "", **others: Any) -> None:
        super().__init__(**others)
        self.options = options
        self.counted_by = counted_by

    @cached_property
    def known(self) -> dict[str, Option]:
        return {option.value: option for option in self.options()}

    @property
    def field(self) -> forms.Field:
        self.extra["choices"] = [(option.value, option.label) for option in self.known.values()]
        return super().field

    def usable(self, value: str) -> str:
        if value not in self.known:
            raise ValidationError(value)
        return value

    def chip_text(self, value: str) -> str:
        return self.known[value].label


class OneOf(django_filters.ChoiceFilter):
    """One of a few ways to see the list; `ways` is {value: (label, queryset method)}, the first one unasked."""

    def __init__(self, *, ways: dict[str, tuple[str, str]], what: str, **options: Any) -> None:
        (_, (unasked, _)), *rest = ways.items()
        super().__init__(empty_label=unasked, choices=[(value, label) for value, (label, _) in rest], **options)
        self.ways = ways
        self.what = what

    def filter(self, rows: QuerySet, value: str) -> QuerySet:  # type: ignore[type-arg]
        method = self.ways.get(value, next(iter(self.ways.values())))[1]
        return getattr(rows, method)() if method else rows

    def usable(self, value: str) -> str:
        self.field.clean(value)
        return value

    def chip_text(self, value: str) -> str:
        return self.ways[value][0]


class ListFilter(django_filters.FilterSet):
    """The filters of one list. A trailing underscore in a filter's name is for Python only: `from_` is `from`."""

    nouns: ClassVar[tuple[str, str]] = ("row", "rows")
    facet_size: ClassVar[int] = 8

    def __init__(self, data: QueryDict | None, queryset: QuerySet, **others: Any) -> None:  # type: ignore[type-arg]
        super().__init__(data if data is not None else QueryDict(), queryset, **others)
        self.notices: list[str] = []
        self.data = self._usable(self.data)

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
                    self.notices.append(f"“{_shortened(value)}” is not {filter_.what}. This filter was left out.")
        return usable

    def filter_queryset(self, queryset: QuerySet, leave_out: str = "") -> QuerySet:  # type: ignore[type-arg]
        for name, value in self.form.cleaned_data.items():
            if name != leave_out:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def facets(self, counted: bool = True) -> Iterator[Facet]:
        """Give each filter's options that lead somewhere, with their counts under all the other filters; or,
        uncounted, all options.
        """
        for name, filter_ in self.filters.items():
            if isinstance(filter_, AnyOf) and filter_.counted_by:
                counts = getattr(self.asked(leave_out=name), filter_.counted_by)() if counted else None
                yield self._facet(name, filter_, counts)

    def asked(self, leave_out: str = "") -> QuerySet:  # type: ignore[type-arg]
        """Return the rows that were asked for, or those without one of the filters."""
        self.errors  # noqa: B018 (this is what makes django-filter clean the form)
        return self.filter_queryset(self.queryset.all(), leave_out)

    def ways_out(self) -> list[WayOut]:
        """Return which filter to drop when there is nothing, most rows first."""
        ways = []
        for name in [name for name in self.data if name != "sort"][:MOST_WAYS_OUT]:
            count = self.asked(leave_out=name).count()
            if count:
                label = f"{self.filters[name].label}: {one_of(self.texts(name))}"
                ways.append(WayOut(label, self.query_without(name), f"{count:,} {self.noun(count)}", count))
        return sorted(ways, key=lambda way: -way.count)

    def _facet(self, name: str, filter_: AnyOf, counts: dict[str, int] | None) -> Facet:
        chosen = self.data.getlist(name)
        options = [
            replace(option, count=counts.get(value, 0) if counts is not None else None, chosen=value in chosen)
            for value, option in filter_.known.items()
            if counts is None or counts.get(value) or value in chosen
        ]
        options.sort(key=lambda option: (not option.chosen, -(option.count or 0), option.label))
        shown = max(self.facet_size, len(chosen))
        return Facet(name, filter_.label, options[:shown], options[shown:])

    def chips(self) -> list[Chip]:
        """Return what is applied, without the order of the list."""
        return [
            Chip(self.filters[name].label, self.filters[name].chip_text(value), self.query_without(name, value))
            for name, values in self.data.lists()
            if name != "sort"
            for value in values
        ]

    def query(self) -> str:
        """Return the query string of this list, without the page."""
        return self.data.urlencode()

    def query_without(self, name: str, value: str = "") -> str:
        """Return the query string without one value of a filter, or without the filter."""
        data = self.data.copy()
        values = [other for other in data.pop(name) if value and other != value]
        data.setlist(name, values)
        return data.urlencode()

    def orders(self) -> list[Order]:
        """Return the orders this list may be read in."""
        orders = []
        data = self.data.copy()
        for value, (label, _) in self.filters["sort"].ways.items():
            data.setlist("sort", [value] if value else [])
            orders.append(Order(label, data.urlencode(), value == self.data.get("sort", "")))
        return orders

    def texts(self, name: str) -> list[str]:
        """Return how the applied values of a filter read."""
        return [self.filters[name].chip_text(value) for value in self.data.getlist(name)]

    def sentence(self, count: int) -> str:
        """Return the list's heading: its count and what of."""
        return f"{count:,} {self.noun(count)}" if count else f"No {self.noun(count)}"

    def held(self) -> dict[str, Any]:
        """Return what there is without any filter: `count`, `noun`, `first` and `last` day."""
        held = self.queryset.span()
        return held | {"noun": self.nouns[0] if held["count"] == 1 else self.nouns[1]}

    def noun(self, count: int) -> str:
        return self.nouns[0] if count == 1 else self.nouns[1]
