"""Answers questions from the index of what is published: which results, in which order, with their best passages.

Everything is read through the alias `public`. An order by date is exact. An order of relevance compares all matches
where there are few, else the newest ones and those with the words in their title, and says so (`Hits.ranked`); behind
them come the older ones, the newest first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connections

from minutes_portal.search import router
from minutes_portal.search.asked import Asked, Cursor
from minutes_portal.search.conditions import Conditions, any_of, conditions
from minutes_portal.search.estimates import Estimate, estimate
from minutes_portal.search.found import Hits, ItemHit, PassageHit, Ranked
from minutes_portal.search.ranking import SCORE, Candidates, candidates, compared, first_place
from minutes_portal.search.router import Way, collect, collecting_costs, nearest

MOST_PASSAGES = 3
MOST_LOOKED_AT = 60  # matching passages of one result
# In a result, what a passage says itself decides; the title, which all its passages share, hardly does.
OWN = SCORE.format(weights="{0.2, 0.6, 1.0, 0.001}")
END = Cursor(
    date(1, 1, 1), 0, 0.0, backwards=True
)  # before the results that are not ranked come those that are
Condition = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class Place:
    """A result in its order."""

    date: date
    result: int
    score: float | None = None

    def cursor(self, *, backwards: bool = False) -> Cursor:
        return Cursor(self.date, self.result, self.score, backwards)


@dataclass(frozen=True)
class Stretch:
    """The first places in an order; `end` is where looking for them ended, if that was before it had to."""

    places: list[Place]
    end: Place | None = None


@dataclass(frozen=True)
class Page:
    """The places of a page, and those from which the pages before and behind it go on.

    looked_through: how many rows, where there may be more than was looked for.
    """

    places: list[Place]
    before: Place | None = None
    behind: Place | None = None
    looked_through: int | None = None


def find(asked: Asked, expected: Estimate | None = None) -> Hits:
    """Return one page of results: by relevance if that is asked and there are words, else by date.

    expected: the estimate of this question's conditions, for who needs it more than once.
    """
    asked_for = conditions(asked)
    expected = expected or estimate(asked_for)
    if not asked.ranks:
        page = _by_date(asked, asked_for, expected)
        return _hits(asked, page, "oldest first" if asked.sort == "oldest" else "newest first")
    found = candidates(asked, asked_for, expected)
    if asked.cursor and asked.cursor.score is None and found.newest:
        return _behind_the_ranked(asked, asked_for, expected, found)
    page = _by_relevance(asked, found)
    if found.newest and not page.places and not asked.cursor:  # none among the newest: look further back
        return _hits(asked, _by_date(replace(asked, sort="newest"), asked_for, expected), "newest first")
    ranked: Ranked = "best of the newest" if found.newest else "best of all"
    hits = _hits(asked, page, ranked, found.newest)
    if found.newest and not page.behind and (border := _border(found)):
        return replace(hits, next_cursor=border.cursor())
    return hits


def _by_relevance(asked: Asked, found: Candidates) -> Page:
    """Return the page of ranked results at the cursor."""
    if (
        asked.cursor == END
    ):  # coming back from behind them: the last page is as short as it was on the way there
        asked = replace(asked, page_size=_number(found) % asked.page_size or asked.page_size)
    sql, parameters = compared(found, asked.rank_query or asked.tsquery)

    def rows(limit: int, cursor: Cursor | None, up: bool) -> Stretch:
        behind = f" WHERE (score, date, result_id) {'>' if up else '<'} (%s, %s, %s)" if cursor else ""
        order = _ordered("score", "date", "result_id", up=up)
        return Stretch(
            places_of(
                f"SELECT date, result_id, score FROM ({sql}) ranked{behind}{order} LIMIT {limit}",
                [*parameters, *((cursor.score or 0, cursor.date, cursor.result) if cursor else ())],
            )
        )

    page = _paged(asked, rows)
    return replace(page, behind=None) if asked.cursor == END else page


def _number(found: Candidates) -> int:
    with connections["public"].cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT result_id) FROM ({found.sql}) candidates", found.parameters)
        number: int = cursor.fetchone()[0]
        return number


def _by_date(asked: Asked, asked_for: Conditions, expected: Estimate, also: Condition = ("", ())) -> Page:
    """Return the page of results by date at the cursor; `also` is a further condition."""
    oldest = asked.sort == "oldest"

    def rows(limit: int, cursor: Cursor | None, up: bool) -> Stretch:
        up = up != oldest
        parts = [also] if also[0] else []
        if cursor:
            parts.append((f"(date, result_id) {'>' if up else '<'} (%s, %s)", (cursor.date, cursor.result)))
        after = " AND ".join(part for part, _ in parts), [value for _, values in parts for value in values]
        return _dated(asked_for, expected, after, up, limit)

    return _paged(asked, rows)


def _dated(asked_for: Conditions, expected: Estimate, after: Condition, up: bool, limit: int) -> Stretch:
    """Return the first results by date. If the way down the dates was too short, all matches are collected, or, where
    that would take too long, the results there are up to its end.
    """
    way = nearest(expected, asked_for, limit)
    places = _first(way, asked_for, after, up, limit)
    if not way.walk or len(places) >= limit:
        return Stretch(places)
    beyond = _beyond(way, asked_for, after, up)
    if not beyond:
        return Stretch(places)
    whole = collect(expected, asked_for)
    if collecting_costs(expected, asked_for, whole) <= router.MOST_COLLECTED:
        return Stretch(_first(whole, asked_for, after, up, limit))
    last, cut = beyond
    return Stretch([place for place in places if place != cut], last)


def _first(way: Way, asked_for: Conditions, after: Condition, up: bool, limit: int) -> list[Place]:
    sql, parameters = way.rows(asked_for, "date, result_id", after, oldest=up)
    collected = (
        "NOT MATERIALIZED" if way.walk else "MATERIALIZED"
    )  # so that the planner collects where we chose that
    return places_of(
        f"WITH matching AS {collected} ({sql}) SELECT date, result_id, NULL FROM matching GROUP BY date, result_id"
        f"{_ordered('date', 'result_id', up=up)} LIMIT {limit}",
        parameters,
    )


def _beyond(way: Way, asked_for: Conditions, after: Condition, up: bool) -> tuple[Place | None, Place] | None:
    """Return the last result all of whose rows stand on the way down the dates, and the one behind it, if there is any."""
    path, parameters = Conditions("", (), asked_for.led, asked_for.days).sql()
    passages = (
        f"SELECT date, result_id FROM search_passage WHERE {path}{f' AND {after[0]}' if after[0] else ''}"
    )
    statement = f"""
        SELECT beyond.date, beyond.result_id, last.date, last.result_id
        FROM ({passages}{_ordered("date", "result_id", up=up)} OFFSET {way.walk} LIMIT 1) beyond LEFT JOIN LATERAL (
            {passages} AND (date, result_id) {"<" if up else ">"} (beyond.date, beyond.result_id)
            {_ordered("date", "result_id", up=not up)} LIMIT 1
        ) last ON TRUE"""
    with connections["public"].cursor() as cursor:
        cursor.execute(statement, [*parameters, *after[1]] * 2)
        row = cursor.fetchone()
    if row is None:
        return None
    return Place(*row[2:]) if row[2] else None, Place(*row[:2])


def _behind_the_ranked(asked: Asked, asked_for: Conditions, expected: Estimate, found: Candidates) -> Hits:
    """Return a page of the results that were too many to be ranked."""
    border = _border(found)
    if border is None:  # none of the newest matched, and the first page has looked further back already
        return _hits(asked, _by_date(replace(asked, sort="newest"), asked_for, expected), "newest first")
    also: Condition = ("(date, result_id) < (%s, %s)", (border.date, border.result))
    if found.titled[0]:
        titled = [
            place.result
            for place in places_of(
                f"SELECT date, result_id, NULL FROM ({found.titled[0]}) t", found.titled[1]
            )
        ]
        also = (f"{also[0]} AND result_id <> ALL (%s)", (*also[1], titled))
    page = _by_date(replace(asked, sort="newest"), asked_for, expected, also)
    hits = _hits(asked, page, "newest first")
    came_from = asked.cursor
    at_the_border = came_from and (came_from.date, came_from.result, came_from.backwards) == (
        border.date,
        border.result,
        False,
    )
    return hits if page.before and not at_the_border else replace(hits, previous_cursor=END)


def _border(found: Candidates) -> Place | None:
    sql, parameters = first_place(found)
    return next(iter(places_of(f"SELECT date, result_id, NULL FROM ({sql}) border", parameters)), None)


def _paged(asked: Asked, rows: Callable[[int, Cursor | None, bool], Stretch]) -> Page:
    """Return the page at the cursor; `rows` gives so many places behind a cursor, or, `up`, before it, the nearest first."""
    size, cursor = asked.page_size, asked.cursor
    if cursor and cursor.backwards:
        found = rows(size + 1, cursor, True)
        places = found.places[:size][::-1]
        if len(found.places) > size:
            return Page(places, places[0], places[-1])
        if found.end:
            return Page(places, found.end, places[-1] if places else None, router.FURTHEST)
        cursor = None  # the first page, and that is always a full one
    found = rows(size + 1, cursor, False)
    places = found.places[:size]
    before = (places[0] if places else _just_behind(cursor, asked)) if cursor else None
    if len(found.places) > size:
        return Page(places, before, places[-1])
    return Page(places, before, found.end, router.FURTHEST if found.end else None)


def _just_behind(cursor: Cursor, asked: Asked) -> Place:
    """Return the place of an empty page, from which the way back begins with the result at the cursor."""
    step = 1 if asked.sort == "oldest" else -1
    return Place(cursor.date, cursor.result + step, cursor.score)


def _hits(asked: Asked, page: Page, ranked: Ranked, ranked_of: int | None = None) -> Hits:
    places = page.places
    return Hits(
        results=with_passages(asked, places),
        ranked=ranked,
        ranked_of=ranked_of,
        next_cursor=page.behind.cursor() if page.behind else None,
        previous_cursor=page.before.cursor(backwards=True) if page.before else None,
        looked_through=page.looked_through,
    )


def with_passages(asked: Asked, places: list[Place]) -> tuple[ItemHit, ...]:
    """Return the results with their best passages: those that say the words themselves, else the first that matches."""
    if not places:
        return ()
    words = "tsv @@ %s::tsquery" if asked.tsquery else "TRUE" if asked.kinds else "position = 0"
    kinds = " AND kind = ANY (%s)" if asked.kinds else ""
    own = any_of([*asked.terms]).replace("' |", "':BCD |") + ":BCD" if asked.terms else ""
    own_words = (
        "(CASE WHEN kind = 'document' THEN tsv @@ %s::tsquery ELSE tsv @@ %s::tsquery END)" if own else "TRUE"
    )
    rank = asked.rank_query or asked.tsquery
    statement = f"""
        SELECT r.result, p.meeting_id, p.id, p.kind, p.anchor, p.parts, p.document_id, p.page, p.own
        FROM unnest(%s::bigint[]) WITH ORDINALITY r (result, place), LATERAL (
            SELECT * FROM (
                SELECT *, {own_words} AS own, {OWN if rank else "0"} AS score FROM (
                    SELECT * FROM search_passage WHERE result_id = r.result AND {words}{kinds} ORDER BY position LIMIT {MOST_LOOKED_AT}
                ) matching
            ) judged ORDER BY own DESC, CASE WHEN own THEN score ELSE 0 END DESC, position LIMIT {MOST_PASSAGES}
        ) p ORDER BY r.place, p.own DESC, CASE WHEN p.own THEN p.score ELSE 0 END DESC, p.position"""
    parameters: list[Any] = [
        [place.result for place in places],
        *([own, own.replace(":BCD", ":BC")] if own else []),
        *([rank] if rank else []),
        *([asked.tsquery] if asked.tsquery else []),
        *([list(asked.kinds)] if asked.kinds else []),
    ]
    with connections["public"].cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    return tuple(
        hit for place in places if (hit := _item_hit(place, [row for row in rows if row[0] == place.result]))
    )


def _item_hit(place: Place, rows: list[tuple[Any, ...]]) -> ItemHit | None:
    """Return a result with its passages; None if it was withdrawn this very moment."""
    if not rows:
        return None
    speaking = [row for row in rows if row[-1]] or rows[:1]
    passages = tuple(
        PassageHit(key, kind, anchor, tuple(parts), document, page)
        for _, _, key, kind, anchor, parts, document, page, _ in speaking
    )
    return ItemHit(max(place.result, 0) or None, rows[0][1], place.date, passages, place.score)


def places_of(statement: str, parameters: Sequence[Any]) -> list[Place]:
    """Return the places that a statement gives: date, result and score."""
    with connections["public"].cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Place(*row) for row in cursor.fetchall()]


def _ordered(*columns: str, up: bool) -> str:
    return " ORDER BY " + ", ".join(column if up else f"{column} DESC" for column in columns)
