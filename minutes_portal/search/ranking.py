"""Which passages are compared for relevance, and how a passage scores.

PostgreSQL has to look at every passage it scores, so a common word's are never all compared: it is the newest ones, and
those of items that have the words in their title, whatever their age.
"""

from dataclasses import dataclass
from typing import Any

from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import Conditions, quoted
from minutes_portal.search.estimates import Estimate
from minutes_portal.search.router import WALKED, Way, collect, collecting_costs

MOST_RANKED = 2_500  # passages; 25 ms
NEWEST = 1_000
TITLED = 400
AFFORDABLE = 15_000.0  # thousandths of a millisecond for getting at the newest
# Papers, people and topics; minutes; resolutions; title and references. Divided by the logarithm of the length.
WEIGHTS = "{0.1, 0.4, 0.7, 1.0}"
SCORE = "ts_rank_cd('{weights}', tsv, %s::tsquery, 1)"


@dataclass(frozen=True)
class Candidates:
    """The SELECT (date, result_id, tsv) of the passages that are compared; `newest` is how many, None for all.

    titled: that of the results which are among them for their title.
    """

    sql: str
    parameters: tuple[Any, ...]
    newest: int | None = None
    titled: tuple[str, tuple[Any, ...]] = ("", ())
    recent: tuple[str, tuple[Any, ...]] = ("", ())


def candidates(asked: Asked, asked_for: Conditions, expected: Estimate) -> Candidates:
    """Return the passages that are compared."""
    columns = "date, result_id, tsv"
    way = collect(expected, asked_for)
    if expected.all <= MOST_RANKED and collecting_costs(expected, asked_for, way) <= 2 * AFFORDABLE:
        sql, parameters = way.rows(asked_for, columns)
        return Candidates(sql, tuple(parameters))
    recent = _newest(asked_for, expected, columns)
    titled = _titled(asked, asked_for, columns)
    if not titled[0]:
        return Candidates(*recent, newest=NEWEST, recent=recent)
    return Candidates(
        f"({recent[0]}) UNION ALL ({titled[0]})", (*recent[1], *titled[1]), NEWEST, titled, recent
    )


def _newest(asked_for: Conditions, expected: Estimate, columns: str) -> tuple[str, tuple[Any, ...]]:
    """Return the newest matches, as many as can be got at in time."""
    way = collect(expected, asked_for)
    walk = int(min(NEWEST / max(expected.share, 1e-9) * 1.2, AFFORDABLE / WALKED))
    if walk * WALKED < collecting_costs(expected, asked_for, way):
        way = Way(walk=walk)
    sql, parameters = way.rows(asked_for, columns)
    return f"SELECT * FROM ({sql}) newest ORDER BY date DESC, result_id DESC LIMIT {NEWEST}", tuple(
        parameters
    )


def _titled(asked: Asked, asked_for: Conditions, columns: str) -> tuple[str, tuple[Any, ...]]:
    """Return the heads of the newest items that have all words in their title; nothing where none could be wanted."""
    if not asked.terms or (asked.kinds and "title" not in asked.kinds):
        return "", ()
    in_title = " & ".join(quoted(f"${term}") for term in asked.terms)
    condition, parameters = asked_for.sql(words="row", marks="row")
    head = f"SELECT {columns} FROM search_passage WHERE tsv @@ %s::tsquery AND {condition}"
    return f"SELECT * FROM ({head}) titled ORDER BY date DESC, result_id DESC LIMIT {TITLED}", (
        in_title,
        *parameters,
    )


def compared(found: Candidates, query: str) -> tuple[str, list[Any]]:
    """Return the SELECT (score, date, result_id) of all results that are compared, each with its best passage's score."""
    score = SCORE.format(weights=WEIGHTS)
    scored = f"SELECT date, result_id, {score} AS score FROM ({found.sql}) candidates"
    return (
        f"SELECT round((max(score) * 1000000)::numeric)::bigint AS score, date, result_id FROM ({scored}) scored GROUP BY date, result_id",
        [query, *found.parameters],
    )


def first_place(found: Candidates) -> tuple[str, list[Any]]:
    """Return the SELECT (date, result_id) of the oldest of the newest matches: behind it results come by date alone."""
    return f"SELECT date, result_id FROM ({found.recent[0]}) recent ORDER BY date, result_id LIMIT 1", list(
        found.recent[1]
    )
