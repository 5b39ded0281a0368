"""Items that come near a question which no single passage answers: those with all its words in several passages, else
those with most of them.
"""

from dataclasses import dataclass, replace
from math import ceil

from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import Conditions, any_of, conditions, quoted
from minutes_portal.search.engine import Place, places_of, with_passages
from minutes_portal.search.estimates import Estimate, rows_of
from minutes_portal.search.found import ItemHit
from minutes_portal.search.router import nearest

MOST_LOOKED_THROUGH = 400  # results, the newest with one of the rarest words
RAREST = 2  # words of which a result has one at least
FEWEST = 2  # words that an item has which is told of
MOST = 10
OF_RESULT = "SELECT FROM search_passage p WHERE p.result_id = r.result_id"
SCORE = "max(ts_rank(p.tsv, %s::tsquery))"


@dataclass(frozen=True)
class Nearby:
    """Where such items stand, the best first, and whether they have all the words."""

    places: tuple[Place, ...] = ()
    has_all: bool = False


def nearby(asked: Asked) -> Nearby:
    """Return the items that have all the words in several passages; where none has, those with at least two and at
    least half of them. Looks at the newest results with one of the two rarest words, some hundreds (two statements).
    """
    told_apart = asked.has_phrase or "!" in asked.tsquery or "|" in asked.tsquery
    if len(asked.terms) < FEWEST or told_apart:
        return Nearby()
    terms, expected = _rarest_first(asked)
    rarest = conditions(replace(asked, tsquery=any_of(terms[:RAREST])))
    sql, parameters = nearest(expected, rarest, MOST_LOOKED_THROUGH).rows(rarest, "date, result_id")
    held = " + ".join(f"EXISTS ({OF_RESULT} AND p.tsv @@ %s::tsquery)::int" for _ in terms)
    either = any_of(terms)
    statement = f"""
        SELECT date, result_id, held FROM (
            SELECT date, result_id, {held} AS held FROM (
                SELECT date, result_id FROM ({sql}) rarest GROUP BY date, result_id
                ORDER BY date DESC, result_id DESC LIMIT {MOST_LOOKED_THROUGH}
            ) r
        ) r WHERE held >= %s ORDER BY held DESC,
            (SELECT {SCORE} FROM search_passage p WHERE p.result_id = r.result_id) DESC, date DESC, result_id DESC
        LIMIT {MOST}"""
    least = max(FEWEST, ceil(len(terms) / 2))
    places = places_of(statement, [*map(quoted, terms), *parameters, least, either])
    whole = tuple(place for place in places if place.score == len(terms))
    return Nearby(whole or tuple(places), bool(whole))


def hits_of(asked: Asked, found: Nearby) -> tuple[ItemHit, ...]:
    """Return these items with the passages that have any of the words (one statement)."""
    either = any_of(list(asked.terms))
    return with_passages(replace(asked, tsquery=either, rank_query=either), list(found.places))


def _rarest_first(asked: Asked) -> tuple[list[str], Estimate]:
    """Return the words by the rows they are likely to meet, and what to expect of the two rarest (one statement)."""
    asked_for = conditions(asked)
    *each, marks, led, rows = rows_of(
        [
            *(Conditions(quoted(term), ()).sql(words="index") for term in asked.terms),
            Conditions("", asked_for.marks).sql(marks="index"),
            Conditions("", (), asked_for.led, asked_for.days).sql(),
            ("TRUE", []),
        ]
    )
    by_rows = sorted(zip(each, asked.terms, strict=True))
    words = sum(number for number, _ in by_rows[:RAREST])
    both = words * (marks / rows if rows else 0) * (led / rows if rows else 0)
    return [term for _, term in by_rows], Estimate(words, marks, led, both, rows)
