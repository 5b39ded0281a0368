"""What a search can be narrowed to: each filter's values with how many results each has, as links."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma

from decisions.models import Outcome
from minutes_portal.search.found import Count, Facets
from minutes_portal.search.names import Named
from minutes_portal.search.parameters import KINDS, LABELS, NAMED, PROCEDURAL
from minutes_portal.search.understanding import Understanding

SHOWN, MOST = 8, 40  # values shown at once, and at all: more would make the page heavy
ORDER = ("borough", "committee", "topic", "year", "kind", "outcome", "person")


@dataclass(frozen=True)
class Value:
    """A value of a filter as a link: it adds the value, or takes it off where it is chosen."""

    id: str
    label: str
    note: str
    count: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its values: those shown at once, those folded away, and how many are left out."""

    name: str
    label: str
    options: list[Value]
    more: list[Value]
    left_out: int


def said(count: Count) -> str:
    """Return a count as a reader is told it: “1,204”, or “about 12,000” where it was estimated from a sample."""
    if count.exact:
        return str(intcomma(count.number))
    digits = max(0, len(str(count.number)) - 2)
    return f"about {intcomma(round(count.number, -digits))}"


def facets_of(understood: Understanding, spread: Facets) -> Iterator[Facet]:
    """Yield the filters that lead somewhere. The names of the people must be known."""
    for name in ORDER:
        values = list(_values(name, understood, spread.by.get(name, {})))
        if name == "year":
            values.sort(key=lambda value: value.label, reverse=True)
        if values:
            shown = max(SHOWN, sum(value.chosen for value in values))
            yield Facet(name, LABELS[name], values[:shown], values[shown:MOST], len(values[MOST:]))


def _values(name: str, understood: Understanding, counts: Mapping[int | str, Count]) -> Iterator[Value]:
    """Yield a filter's values: those that are chosen first, then those with most results."""
    chosen = understood.data.getlist(name)
    by_slug = _counted_by_value(name, understood, counts)
    for slug in chosen:
        by_slug.setdefault(slug, Count(0))
    texts = _texts(name, understood, by_slug, counts)
    for slug in sorted(by_slug, key=lambda slug: (slug not in chosen, -by_slug[slug].number, slug)):
        if slug in texts:
            label, note = texts[slug]
            query = (
                understood.query_without(name, slug) if slug in chosen else understood.query_with(name, slug)
            )
            yield Value(
                f"{name}-{slug}".replace(" ", "-"), label, note, said(by_slug[slug]), query, slug in chosen
            )


def _counted_by_value(
    name: str, understood: Understanding, counts: Mapping[int | str, Count]
) -> dict[str, Count]:
    """Return the counts by the values of addresses. Committees of one name in several boroughs share theirs."""
    found: dict[str, Count] = {}
    known: Mapping[int, Named] = understood.names.with_keys(name, map(int, counts)) if name in NAMED else {}
    for key, count in counts.items():
        slug = str(key) if name not in NAMED else known[int(key)].slug if int(key) in known else ""
        before = found.get(slug, Count(0))
        if slug and count.number:
            found[slug] = Count(before.number + count.number, before.exact and count.exact)
    return found


def _texts(
    name: str, understood: Understanding, slugs: Mapping[str, Count], counts: Mapping[int | str, Count]
) -> dict[str, tuple[str, str]]:
    """Return how values read, each with the borough, or the number of boroughs, that it was counted in."""
    if name not in NAMED:
        labels = {"kind": dict(KINDS), "outcome": dict(Outcome.choices)}.get(name)
        return {slug: ((labels or {slug: slug}).get(slug, slug), "") for slug in slugs}
    rows: dict[str, list[Named]] = defaultdict(list)
    for each in understood.names.with_slugs(name, slugs):
        rows[each.slug].append(each)
    return {
        slug: (some[0].name, some[0].place if len(some) == 1 else f"{len(some)} boroughs")
        for slug, all_of in rows.items()
        if (some := [each for each in all_of if each.key in counts] or all_of)
    }


@dataclass(frozen=True)
class Choice:
    """A way to see procedural items, and the query string that gives it."""

    id: str
    label: str
    query: str
    chosen: bool


def procedural_choices(understood: Understanding) -> Iterator[Choice]:
    """Yield the ways to see procedural items."""
    now = understood.data.get("procedural", "")
    for value, label in PROCEDURAL.items():
        query = understood.query(procedural=value)
        yield Choice(f"procedural-{value or 'out'}", label, query, value == now)
