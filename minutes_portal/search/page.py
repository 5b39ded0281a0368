"""All that a page of results shows, gathered from the question and the index: what a template needs and nothing else."""

from collections.abc import Iterator
from typing import Any

from minutes_portal.lists import MOST_NOTICES, WayOut
from minutes_portal.search.conditions import conditions
from minutes_portal.search.cursors import written
from minutes_portal.search.did_you_mean import Offer, offers
from minutes_portal.search.engine import find
from minutes_portal.search.estimates import estimate
from minutes_portal.search.facets import count_without, facets
from minutes_portal.search.found import Count, Facets, Hits
from minutes_portal.search.narrowing import facets_of, procedural_choices, said
from minutes_portal.search.nearby import Nearby, hits_of, nearby
from minutes_portal.search.parameters import shortened
from minutes_portal.search.question import listed
from minutes_portal.search.results import shown
from minutes_portal.search.texts import Texts, texts_of
from minutes_portal.search.understanding import Understanding

# The parts of a question that can be left out, as the index and as addresses call them.
FIELDS = {
    "boroughs": ("borough",), "committees": ("committee",), "topics": ("topic",), "persons": ("person",), "outcomes": ("outcome",),
    "kinds": ("kind",), "years": ("year",), "days": ("from", "to"), "words": ("q",),
}  # fmt: skip
STATEMENTS = 11  # the most that a page sends to the database, the site’s own one for its version apart


def results_page(understood: Understanding) -> dict[str, Any]:
    """Return the context of a page of results."""
    asked = understood.asked
    expected = estimate(conditions(asked))
    hits = find(asked, expected)
    held = hits.results or hits.looked_through or understood.at
    spread = facets(asked, expected=expected) if held else Facets(Count(0))
    near = _nearby(understood, hits)
    # A word that is misspelt is better put right than done without.
    meant = offers(understood) if not (held or near.has_all) else []
    beside = hits_of(asked, near) if near.has_all or (near.places and not meant) else ()
    every = [*hits.results, *beside]
    texts = texts_of(every, [int(key) for key in spread.by.get("person", {})]) if every else Texts()
    understood.names.add_people(texts.people)
    results = shown(every, texts, understood.words.sought)
    context = {
        "heading": heading(spread.total, hits) if not beside else near_heading(near),
        "results": results if hits.results else [],
        "nearby": results if beside else [],
        "nearby_has_all": near.has_all,
        "did_you_mean": meant,
        "facets": list(facets_of(understood, spread)),
        "procedural": list(procedural_choices(understood)),
        "ranked": ranking(hits),
        "previous": written(hits.previous_cursor),
        "next": written(hits.next_cursor),
    }
    return (
        question_context(understood)
        | context
        | ({} if results or hits.looked_through else _nothing(understood, meant))
    )


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


def heading(total: Count, hits: Hits) -> str:
    """Return the count as a heading: “1,204 items found”, “About 12,000 items found”, “Nothing found”."""
    if not total.number:
        return "Nothing found so far" if hits.looked_through else "Nothing found"
    number = said(total)
    return f"{number[0].upper()}{number[1:]} {'item' if total.number == 1 else 'items'} found"


def near_heading(near: Nearby) -> str:
    """Return the heading over items that come near."""
    return "Nothing has all the words in one place" if near.has_all else "Nothing has all the words"


def ranking(hits: Hits) -> str:
    """Say what the order of the results is where it is less than the name of the order promises."""
    if hits.looked_through:
        return (
            f"{hits.looked_through:,} paragraphs and decisions were looked through for this page, in order of date."
            " The next page goes on from there; a rarer word or a filter finds sooner."
        )
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


def _nearby(understood: Understanding, hits: Hits) -> Nearby:
    """Return items that come near, where no single passage has all the words."""
    return Nearby() if hits.results or hits.looked_through or understood.at else nearby(understood.asked)


def _nothing(understood: Understanding, meant: list[Offer]) -> dict[str, Any]:
    """Return what is told when nothing was found: which filter to leave out, and what is held."""
    boroughs = understood.data.getlist("borough")
    several = len(understood.words.terms) > 1  # near ones were looked for
    used = 5 + ("person" in understood.data) + 2 * several + (3 if meant else 1)
    parts = _parts(understood)
    counted = parts[: max(0, STATEMENTS - used) // 2]
    return {
        "ways_out": sorted(_ways_out(understood, counted), key=lambda way: -way.count),
        "all_counted": len(counted) == len(parts),
        "coverage": understood.names.covered(boroughs),
        "coverage_narrowed": bool(boroughs),
    }


def _parts(understood: Understanding) -> list[tuple[str, list[str]]]:
    """Return what could be left out of a question, filters first; nothing where that would leave no question."""
    applied = {field: [name for name in names if name in understood.data] for field, names in FIELDS.items()}
    parts = [(field, names) for field, names in applied.items() if names]
    hidden = [] if "procedural" in understood.data else [("procedural", ["procedural"])]
    return [*(parts if len(parts) > 1 else []), *hidden]


def _ways_out(understood: Understanding, parts: list[tuple[str, list[str]]]) -> Iterator[WayOut]:
    """Yield what leaving out each part would give (two queries each)."""
    for field, names in parts:
        count = count_without(understood.asked, field)
        if count.number:
            rows = f"{said(count)} {'item' if count.number == 1 else 'items'}"
            if field == "procedural":
                yield WayOut("with procedural items", understood.query(procedural="all"), rows, count.number)
            else:
                query = understood.query(**dict.fromkeys(names, ""))
                yield WayOut(f"without {understood.said_of(names)}", query, rows, count.number)


def how_to_search(understood: Understanding) -> dict[str, Any]:
    """Return the context of the page that explains how to search."""
    return question_context(understood) | {"coverage": understood.names.covered()}
