"""The kinds of filters that lists are made of, and the options a reader may choose from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

AS_TYPED = str.maketrans("“”„", '"""', "\0")  # telephones write curly quotation marks
LONGEST_WORDS = 300  # characters of a search; a longer one is a mistake or an attack
FACET_SIZE, MOST_OPTIONS = 8, 40  # options shown at once, and at all: more would make the page heavy


@dataclass(frozen=True)
class Option:
    """One value a reader may choose, with the number of rows it would give."""

    value: str
    label: str
    note: str = ""
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Fixed:
    """Options that are the same whatever is published. pairs: gives each value with its label, in their order."""

    pairs: Callable[[], Iterable[tuple[str, str]]]

    def __call__(self) -> Iterator[Option]:
        return (Option(value, label) for value, label in self.pairs())


def options_of(pairs: Iterable[tuple[str, str]]) -> Fixed:
    """Return what gives an option for each value and its label, in their order."""
    return Fixed(lambda: pairs)


@dataclass(frozen=True)
class Facet:
    """A filter with its options: those shown at once, those folded away, and how many are not offered at all."""

    name: str
    label: str
    options: list[Option]
    more: list[Option]
    left_out: int


class Question:
    """A filter that puts its value to the queryset method named `asks`.

    `what` completes the notice about a value that cannot be used: “x” is not …
    """

    field: forms.Field

    def __init__(self, *, asks: str, what: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.asks = asks
        self.what = what

    def filter(self, rows: QuerySet, value: Any) -> QuerySet:
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

    def usable(self, value: str) -> str:
        return super().usable(value.translate(AS_TYPED))

    def chip_text(self, value: str) -> str:
        return value if '"' in value else f"“{value}”"


class Day(Question, django_filters.DateFilter):
    """A first or last day, as 2024-09-24 or 24/09/2024."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(what="a date", widget=picker, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def usable(self, value: str) -> str:
        day: date = self.field.clean(value)
        return day.isoformat()

    def chip_text(self, value: str) -> str:
        return f"{self.label} {self.field.clean(value):%-d %B %Y}"


class AnyOf(Question, django_filters.MultipleChoiceFilter):
    """Any of several values. `options` gives them, and the queryset method `counted_by` their numbers of rows,
    unless the list counts them itself. They are shown with most rows first, or in their own order.
    """

    def __init__(
        self,
        *,
        options: Callable[[], Iterable[Option]],
        counted_by: str = "",
        most_first: bool = True,
        **others: Any,
    ) -> None:
        super().__init__(**others)
        self.options = options
        self.counted_by = counted_by
        self.most_first = most_first

    @cached_property
    def known(self) -> dict[str, Option]:
        known: dict[str, Option] = self.parent.counted.get(
            self.options, lambda: {option.value: option for option in self.options()}
        )
        return known

    @property
    def field(self) -> forms.Field:  # type: ignore[override]
        self.extra["choices"] = [(option.value, option.label) for option in self.known.values()]
        field: forms.Field = super().field
        return field

    def usable(self, value: str) -> str:
        if value not in self.known:
            raise ValidationError(value)
        return value

    def chip_text(self, value: str) -> str:
        return self.known[value].label

    def facet(self, name: str, chosen: list[str], counts: dict[str, int] | None) -> Facet:
        """Return the options that lead somewhere with their counts; without counts, all of them."""
        options = [
            replace(
                option, count=counts.get(value, 0) if counts is not None else None, chosen=value in chosen
            )
            for value, option in self.known.items()
            if counts is None or counts.get(value) or value in chosen
        ]
        if self.most_first:
            options.sort(key=lambda option: (not option.chosen, -(option.count or 0), option.label))
        shown = max(FACET_SIZE, len(chosen))
        return Facet(
            name, self.label, options[:shown], options[shown:MOST_OPTIONS], len(options[MOST_OPTIONS:])
        )


class OneOf(django_filters.ChoiceFilter):
    """One of a few ways to see the list; `ways` is {value: (label, queryset method)}, the first one unasked."""

    def __init__(self, *, ways: dict[str, tuple[str, str]], what: str, **options: Any) -> None:
        (_, (unasked, _)), *rest = ways.items()
        super().__init__(
            empty_label=unasked, choices=[(value, label) for value, (label, _) in rest], **options
        )
        self.ways = ways
        self.what = what

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        method = self.ways.get(value, next(iter(self.ways.values())))[1]
        return getattr(rows, method)() if method else rows

    def usable(self, value: str) -> str:
        self.field.clean(value)
        return value

    def chip_text(self, value: str) -> str:
        return self.ways[value][0]
