"""All that a page of results shows, gathered from the question and the index: what a template needs and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections

from minutes_portal.lists import MOST_NOTICES, MOST_WAYS_OUT, WayOut
from minutes_portal.search.cursors import written
from minutes_portal.search.engine import find, together
from minutes_portal.search.facets import count_without, facets
from minutes_portal.search.found import Count, Facets, Hits, ItemHit
from minutes_portal.search.narrowing import facets_of, procedural_choices, said
from minutes_portal.search.parameters import shortened
from minutes_portal.search.question import listed
from minutes_portal.search.results import shown
from minutes_portal.search.understanding import Understanding

# The parts of a question that can be left out, as the index and as addresses call them.
FIELDS = {
    "words": ("q",), "boroughs": ("borough",), "committees": ("committee",), "topics": ("topic",), "persons": ("person",),
    "outcomes": ("outcome",), "kinds": ("kind",), "years": ("year",), "days": ("from", "to"),
}  # fmt: skip
FEW = 5  # results under which items are offered that have the words only together
# The first and the last published day of each borough: two steps down an index each, however much is held.
COVERAGE = """
    SELECT b.slug, b.name, first.date, last.date FROM meetings_borough b,
        LATERAL (SELECT date FROM search_passage p WHERE p.borough_id = b.id ORDER BY date LIMIT 1) first,
        LATERAL (SELECT date FROM search_passage p WHERE p.borough_id = b.id ORDER BY date DESC LIMIT 1) last
    ORDER BY b.name
"""


@dataclass(frozen=True)
class Coverage:
    """From when to when something is published of a borough."""

    slug: str
    name: str
    first: date
    last: date


def coverage() -> list[Coverage]:
    """Return what is held of each borough that has something (one query)."""
    with connections["public"].cursor() as cursor:
        cursor.execute(COVERAGE)
        return [Coverage(*row) for row in cursor.fetchall()]


def results_page(understood: Understanding) -> dict[str, Any]:
    """Return the context of a page of results."""
    asked = understood.asked
    hits = find(asked)
    spread = facets(asked) if hits.results or understood.at else Facets(Count(0))
    beside = _together(understood, hits)
    results = shown([*hits.results, *beside], understood.words.sought)
    apart = {hit.item for hit in beside}
    context = {
        "heading": heading(spread.total),
        "results": [result for result in results if not result.item or result.item.pk not in apart],
        "together": [result for result in results if result.item and result.item.pk in apart],
        "facets": list(facets_of(understood, spread)),
        "procedural": list(procedural_choices(understood)),
        "ranked": ranking(hits),
        "previous": written(hits.previous_cursor),
        "next": written(hits.next_cursor),
    }
    return question_context(understood) | context | ({} if results else _nothing(understood))


def question_context(understood: Understanding) -> dict[str, Any]:
    """Return how the question was understood, as every page of the search shows it."""
    chips = list(understood.chips())
    applied = sum(chip.label != "Words" for chip in chips)
    return {
        "understood": understood,
        "words": understood.question.typed(),
        "kept": understood.kept(),
        "kept_days": [
            (name, values) for name, values in understood.data.lists() if name not in ("from", "to")
        ],
        "first": understood.data.get("from", ""),
        "last": understood.data.get("to", ""),
        "sentence": understood.sentence(),
        "chips": chips if applied or len(chips) > 1 else [],
        "applied": applied,
        "orders": understood.orders(),
        "query": understood.query(),
        "query_cleared": understood.query_cleared(),
        "notices": understood.notices[:MOST_NOTICES],
        "notices_left_out": len(understood.notices[MOST_NOTICES:]),
        "too_common": _too_common(understood),
    }


def heading(total: Count) -> str:
    """Return the count as a heading: “1,204 items found”, “About 12,000 items found”, “Nothing found”."""
    if not total.number:
        return "Nothing found"
    number = said(total)
    return f"{number[0].upper()}{number[1:]} {'item' if total.number == 1 else 'items'} found"


def ranking(hits: Hits) -> str:
    """Say what the order of the results is where it is less than the name of the order promises."""
    if hits.ranked == "best of the newest":
        return (
            f"The best of the newest {hits.ranked_of or 0:,} matches first. So many match that older ones were not"
            " compared: a rarer word, a filter or another order reaches them."
        )
    return ""


def _too_common(understood: Understanding) -> str:
    """Say which words were not looked for."""
    dropped = [f"“{shortened(word)}”" for word in dict.fromkeys(understood.words.dropped)]
    return f"Very common words are not looked for by themselves: {listed(dropped)}." if dropped else ""


def _together(understood: Understanding, hits: Hits) -> tuple[ItemHit, ...]:
    """Return items that have all the words, though no single passage has, where a first page finds little else."""
    if understood.at or len(hits.results) > FEW or len(understood.words.terms) < 2:
        return ()
    found = {hit.item for hit in hits.results}
    return tuple(hit for hit in together(understood.asked) if hit.item not in found)


def _nothing(understood: Understanding) -> dict[str, Any]:
    """Return what is told when nothing was found: which filter to leave out, and what is held."""
    held = coverage()
    boroughs = understood.data.getlist("borough")
    return {
        "ways_out": sorted(_ways_out(understood), key=lambda way: -way.count)[:MOST_WAYS_OUT],
        "coverage": [each for each in held if not boroughs or each.slug in boroughs],
        "coverage_narrowed": bool(boroughs),
    }


def _ways_out(understood: Understanding) -> Iterator[WayOut]:
    """Yield what leaving out each part of the question would give."""
    for field, names in FIELDS.items():
        applied = [name for name in names if name in understood.data]
        if applied:
            count = count_without(understood.asked, field)
            if count.number:
                rows = f"{said(count)} {'item' if count.number == 1 else 'items'}"
                query = understood.query(**dict.fromkeys(applied, ""))
                yield WayOut(understood.said_of(applied), query, rows, count.number)


def how_to_search(understood: Understanding) -> dict[str, Any]:
    """Return the context of the page that explains how to search."""
    return question_context(understood) | {"coverage": coverage()}
