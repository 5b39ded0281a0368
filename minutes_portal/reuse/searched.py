"""A search in other forms: what it finds, the newest first, each with the places that match.

There is no order of relevance in them: a feed goes by what is new, and a sheet is read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections
from django.http import HttpRequest, QueryDict

from meetings.in_words import item_name
from minutes_portal.changes.listing import Place as Moment
from minutes_portal.reuse.asking import News
from minutes_portal.reuse.columns import Column, address, belonging
from minutes_portal.reuse.kinds import Entry, Kind, where
from minutes_portal.search import router
from minutes_portal.search.asked import Sort
from minutes_portal.search.conditions import Conditions, conditions
from minutes_portal.search.engine import Place, find, with_passages
from minutes_portal.search.estimates import estimate
from minutes_portal.search.found import ItemHit
from minutes_portal.search.marking import NO_MARKS
from minutes_portal.search.results import Result, shown
from minutes_portal.search.router import collect, collecting_costs
from minutes_portal.search.texts import texts_of
from minutes_portal.search.understanding import Understanding, understand
from minutes_portal.templatetags.portal import outcome_label

AT_ONCE = 100  # results that are read at a time
# Results are items, and papers of a whole meeting with a minus before their key.
NEWS = """WITH hit AS MATERIALIZED (SELECT result_id, min(date) AS date FROM search_passage WHERE {where} GROUP BY result_id)
    SELECT change.reference, change.first_published_at, change.changed_at, hit.result_id, hit.date
    FROM changes_change change JOIN hit
        ON hit.result_id = CASE change.kind WHEN 'item' THEN change.record_id ELSE -change.record_id END
    WHERE change.kind IN ('item', 'document') AND change.gone_at IS NULL AND {place}
    ORDER BY change.changed_at {way}, change.reference {way} LIMIT {limit}"""
# The same from the other end, for what is found nearly everywhere: which of the latest changes are of something found.
LATEST = """WITH change AS MATERIALIZED (SELECT reference, first_published_at, changed_at,
        CASE kind WHEN 'item' THEN record_id ELSE -record_id END AS result_id
    FROM changes_change change WHERE kind IN ('item', 'document') AND gone_at IS NULL AND {place}
    ORDER BY changed_at {way}, reference {way} LIMIT {walked})
    SELECT change.reference, change.first_published_at, change.changed_at, change.result_id, hit.date
    FROM change CROSS JOIN LATERAL
        (SELECT date FROM search_passage WHERE result_id = change.result_id AND {where} LIMIT 1) hit
    ORDER BY change.changed_at {way}, change.reference {way} LIMIT {limit}"""
WALKED = 5_000  # changes; a tenth of a second


def _matches(result: Result) -> list[str]:
    return [f"{extract.place}: {extract.text.translate(NO_MARKS)}" for extract in result.extracts]


def _entry(result: Result) -> Entry:
    item = [item_name(result.item)] if result.item else []
    return Entry(
        title=result.title.translate(NO_MARKS),
        address=result.address,
        council=result.meeting.committee.borough.council_name,
        where=where(result.meeting.committee, result.meeting.date, *item),
        paragraphs=_matches(result),
        categories=[outcome_label(outcome) for outcome in result.outcomes],
    )


def _load(rows: Any) -> list[Any]:
    return list(rows)


SEARCHED = Kind(
    name="results",
    journal="item",
    columns=(
        address("address", lambda result: result.address),
        *belonging(lambda result: result.meeting.committee, lambda result: result.meeting.date),
        Column("item", lambda result: result.item.number if result.item else ""),
        Column("minute_number", lambda result: result.item.minute_number if result.item else ""),
        Column("title", lambda result: result.title.translate(NO_MARKS)),
        Column("matches", lambda result: "\n".join(_matches(result))),
        Column("outcomes", lambda result: result.outcomes),
        address("meeting", lambda result: result.meeting.get_absolute_url()),
    ),
    entry=_entry,
    load=_load,
)


@dataclass
class SearchQuestion:
    """A search as it was understood; without words and filters it finds nothing and says so."""

    understood: Understanding
    named: frozenset[str]
    kind: Kind = SEARCHED

    def __post_init__(self) -> None:
        sentence = self.understood.sentence()
        self.said = sentence[:1].lower() + sentence[1:]
        self.query = self.understood.query(**dict.fromkeys(self.named, ""))
        self.notices = [notice.text for notice in self.understood.notices]
        if not self.understood.asks_anything:
            self.notices.append("Nothing was asked for: give words or a filter.")

    def count(self) -> None:
        """Not known beforehand: what is found is looked up as it is sent."""

    def parts(self, dated: bool = False) -> Iterator[list[Result]]:
        order: Sort = "oldest" if self.understood.asked.sort == "oldest" else "newest"
        asked = replace(self.understood.asked, sort=order, cursor=None, page_size=AT_ONCE)
        while self.understood.asks_anything:
            hits = find(asked)
            if results := [result for _, result in self._shown(hits.results)]:
                yield results
            if hits.next_cursor is None:
                return
            asked = replace(asked, cursor=hits.next_cursor)

    def news(self, limit: int, behind: Moment | None = None, before: Moment | None = None) -> list[News]:
        if not self.understood.asks_anything:
            return []
        found = self._found(limit, before or behind, earlier_first=before is not None)
        hits = with_passages(self.understood.asked, [Place(day, result) for *_, result, day in found])
        results = dict(self._shown(hits))
        news = [
            News(reference, first, changed, results[result])
            for reference, first, changed, result, _ in found
            if result in results
        ]
        return news[::-1] if before else news

    def _found(self, limit: int, place: Moment | None, earlier_first: bool) -> list[tuple[Any, ...]]:
        """Return what the journal says of what is found: reference, times, result and its day."""
        asked_for = conditions(self.understood.asked)
        if is_common(asked_for):
            found = _rows_of_journal(
                LATEST, asked_for.sql(words="row", marks="row"), limit, place, earlier_first
            )
            if len(found) == limit:
                return found
        return _rows_of_journal(
            NEWS, asked_for.sql(words="index", marks="index"), limit, place, earlier_first
        )

    def _shown(self, hits: Any) -> Iterator[tuple[int, Result]]:
        """Yield results with their keys, in the order of the hits; what readers may not see any more is left out."""
        texts, sought = texts_of(hits), self.understood.words.sought
        items = shown([hit for hit in hits if hit.item], texts, sought)
        of_item = {result.item.pk: result for result in items if result.item}
        for hit in hits:
            if result := of_item.get(hit.item) if hit.item else next(iter(shown([hit], texts, sought)), None):
                yield _key(hit), result


def is_common(asked_for: Conditions) -> bool:
    """Whether so much is found that it is not all gathered."""
    expected = estimate(asked_for)
    return collecting_costs(expected, asked_for, collect(expected, asked_for)) > router.MOST_COLLECTED


def _rows_of_journal(
    statement: str, where: tuple[str, list[Any]], limit: int, place: Moment | None, earlier_first: bool
) -> list[tuple[Any, ...]]:
    """Return the first rows of NEWS or LATEST behind a place."""
    condition, parameters = where
    way, sign = ("ASC", ">") if earlier_first else ("DESC", "<")
    beyond = f"(change.changed_at, change.reference) {sign} (%s, %s)" if place else "TRUE"
    written = statement.format(where=condition, place=beyond, way=way, limit=limit, walked=WALKED)
    in_their_order = [*(place or ()), *parameters] if statement == LATEST else [*parameters, *(place or ())]
    with connections["public"].cursor() as cursor:
        cursor.execute(written, in_their_order)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _key(hit: ItemHit) -> int:
    return hit.item or -(hit.passages[0].document or 0)


class SearchSource:
    """The search, or the search by one name that shows what a page is about."""

    kind = SEARCHED

    def ask(self, request: HttpRequest, named: dict[str, str]) -> SearchQuestion | None:
        """Return the question of a request; None where its address itself names something that is not there."""
        given: QueryDict = request.GET.copy()
        for name, value in named.items():
            given.setlist(name, [value])
        understood = understand(given)
        if any(understood.data.get(name) != value for name, value in named.items()):
            return None
        return SearchQuestion(understood, frozenset(named))
