"""The filters of a search: each may be given as a form field or typed among the words, and is understood here.

A value is taken leniently (`borough=Eastmere`, `borough:eastmere`, `committee:"health scrutiny"`); what stands for
nothing is left out and named in a notice, with the nearest name there is.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from decisions.models import Outcome
from minutes_portal.search.folding import folded
from minutes_portal.search.names import Names, has_words

MOST_VALUES = 20  # of one filter: a longer address is a mistake or an attack
NAMED = ("borough", "committee", "topic", "person")
MANY = (*NAMED, "outcome", "kind", "year")
LABELS = {
    "borough": "Borough", "committee": "Committee", "topic": "Topic", "person": "Person", "outcome": "Outcome",
    "kind": "Kind", "year": "Year", "from": "From", "to": "To", "procedural": "Procedural items",
}  # fmt: skip
NOT_ONE = {
    "borough": "a borough here", "committee": "a committee here", "topic": "a topic here", "person": "a person with a page here",
    "outcome": "an outcome", "kind": "a kind of text", "year": "a year", "from": "a date", "to": "a date",
    "procedural": "a choice of items", "sort": "an order of this list",
}  # fmt: skip
KINDS = {
    "minutes": "Paragraphs", "resolution": "Decisions", "document": "Papers", "title": "Titles",
}  # fmt: skip
# What people type for them.
KINDS_TYPED = {
    "paragraph": "minutes", "paragraphs": "minutes", "minute": "minutes", "decision": "resolution", "decisions": "resolution",
    "resolutions": "resolution", "documents": "document", "paper": "document", "papers": "document", "report": "document",
    "reports": "document", "titles": "title",
}  # fmt: skip
PROCEDURAL = {"": "Left out", "all": "With procedural items", "only": "Only procedural items"}
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
DAY_TYPED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
# What the words for a date typed in a question mean: which end, and whether the day or year itself is left out.
DATES = {
    "from": ("from", False), "since": ("from", False), "after": ("from", True),
    "to": ("to", False), "until": ("to", False), "before": ("to", True),
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """What is told of a question; `offer` is what may have been meant, `query` the query string that asks it."""

    text: str
    offer: str = ""
    query: str = ""


def shortened(value: str) -> str:
    """Return what a reader gave, short and printable."""
    clean = "".join(each for each in value if each.isprintable())
    return clean if len(clean) <= 60 else clean[:60] + "…"


def understood(name: str, value: str, names: Names) -> list[str]:
    """Return what a value of a filter stands for, in its usual spelling; nothing where it stands for nothing."""
    if name in NAMED:
        return names.meant(name, value)
    if name == "kind":
        kind = KINDS_TYPED.get(value.casefold(), value.casefold())
        return [kind] if kind in KINDS else []
    if name == "year":
        return [value] if re.fullmatch(r"[12]\d{3}", value) else []
    return outcomes_meant(value)


def outcomes_meant(value: str) -> list[str]:
    """Return the outcomes whose name is this, or has all of these words or their beginnings."""
    words = folded(value)
    same = [outcome.value for outcome in Outcome if words in (folded(outcome.value), folded(outcome.label))]
    return same or [outcome.value for outcome in Outcome if has_words(outcome.label, words)]


def span_of(value: str) -> tuple[date, date] | None:
    """Return the first and last day of what a reader calls a date: a year, a month or a day; None if it is none."""
    if typed := DAY_TYPED.fullmatch(value):
        value = "-".join(reversed(typed.groups()))
    if not (match := DAY.fullmatch(value)):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    with suppress(ValueError, OverflowError):
        if not year:
            return None
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        if month:
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return first, date(year, 12, 31)
    return None


def day_meant(word: str, value: str) -> tuple[str, date] | None:
    """Return which end of the span `after:2022` sets, and to which day; None if the value is no date."""
    end, is_beyond = DATES[word]
    span = span_of(value)
    if span is None:
        return None
    first, last = span
    with suppress(OverflowError):
        if end == "from":
            return end, last + timedelta(days=1) if is_beyond else first
        return end, first - timedelta(days=1) if is_beyond else last
    return None


def texts_of(name: str, values: Iterable[str], names: Names) -> Mapping[str, str]:
    """Return how the values of a filter read."""
    if name in NAMED:
        return {each.slug: each.name for each in names.with_slugs(name, values)}
    if name == "kind":
        return {value: KINDS[value] for value in values}
    if name == "outcome":
        return {value: Outcome(value).label for value in values}
    return {value: value for value in values}
