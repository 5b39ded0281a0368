"""Tells of items and papers as the search finds and quotes them, but only of given ones."""

from collections.abc import Sequence
from dataclasses import replace

from minutes_portal.alerts.entries import Entry, Quote, where_of
from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import conditions
from minutes_portal.search.engine import Place, places_of, with_passages
from minutes_portal.search.found import ItemHit
from minutes_portal.search.lexemes import Sought
from minutes_portal.search.results import Result, shown
from minutes_portal.search.texts import texts_of
from minutes_portal.templatetags.highlight import STRAY


def matching(asked: Asked, results: Sequence[int], meeting: int | None = None) -> list[Place]:
    """Return which of these results a question finds, newest first (one query). meeting: only those of this one."""
    if not results:
        return []
    where, parameters = conditions(asked).sql(words="row", marks="row")
    return places_of(
        "SELECT DISTINCT date, result_id, NULL::float8 FROM search_passage"
        f" WHERE result_id = ANY (%s) AND {where}{' AND meeting_id = %s' if meeting else ''} ORDER BY 1 DESC, 2",
        [list(results), *parameters, *([meeting] if meeting else [])],
    )


def found_entries(asked: Asked, sought: Sequence[Sought], whats: dict[int, str]) -> list[Entry]:
    """Return those results that a question finds, with the passages that match. whats: the results to look among."""
    hits = with_passages(asked, matching(asked, list(whats)))
    return _entries(hits, sought, whats)


def item_entries(
    whats: dict[int, str], asked: Asked, meeting: int | None = None, sought: Sequence[Sought] = ()
) -> list[Entry]:
    """Return those of some results that a question without words finds, with what was decided, or what they are for."""
    places = matching(asked, list(whats), meeting)
    decided = {
        hit.item: hit for hit in with_passages(replace(asked, kinds=("resolution",)), places) if hit.item
    }
    others = with_passages(asked, [place for place in places if place.result not in decided])
    hits = {**{hit.item or -(hit.passages[0].document or 0): hit for hit in others}, **decided}
    return _entries([hits[place.result] for place in places if place.result in hits], sought, whats)


def _entries(hits: Sequence[ItemHit], sought: Sequence[Sought], whats: dict[int, str]) -> list[Entry]:
    items = [hit for hit in hits if hit.item]
    found = {result.item.pk: result for result in _shown(items, sought) if result.item}
    entries = []
    for hit in hits:
        result = found.get(hit.item) if hit.item else next(iter(_shown([hit], sought)), None)
        if result:
            entries.append(_entry(result, whats[hit.item or -(hit.passages[0].document or 0)]))
    return entries


def _shown(hits: Sequence[ItemHit], sought: Sequence[Sought]) -> list[Result]:
    return shown(hits, texts_of(hits), sought) if hits else []


def _entry(result: Result, what: str) -> Entry:
    return Entry(
        title=STRAY.sub("", result.title),
        address=result.address,
        where=where_of(result.meeting, result.item),
        what=what,
        stage=str(result.meeting.stage.label),
        quotes=[Quote(extract.place, extract.text, extract.address) for extract in result.extracts],
    )
