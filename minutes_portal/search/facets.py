"""How the results of a question spread over boroughs, committees, topics … and how many there are.

Counted exactly where few rows match, else from a sample of results with the factor it stands for: then it is "about".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections

from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import Conditions, conditions, without
from minutes_portal.search.estimates import Estimate, estimate
from minutes_portal.search.found import FACETS, Count, Facets
from minutes_portal.search.router import Way, collect, collecting_costs

AFFORDABLE = 15_000.0  # thousandths of a millisecond for getting at the rows
SAMPLED = 1024  # how many samples the results are spread over
SAMPLES = (64, 16, 4)  # each has its own index of words
MOST_PEOPLE = 30
OF_RESULT = {
    "borough": "SELECT borough_id::text, count(*) FROM result GROUP BY 1",
    "committee": "SELECT committee_id::text, count(*) FROM result GROUP BY 1",
    "topic": "SELECT topic::text, count(*) FROM result, unnest(topic_ids) topic GROUP BY 1",
    "year": "SELECT extract(year FROM date)::text, count(*) FROM result GROUP BY 1",
    "kind": "SELECT kind, count(DISTINCT result_id) FROM matching GROUP BY 1",
    "outcome": "SELECT outcome, count(*) FROM result, unnest(outcomes) outcome GROUP BY 1",
    "person": f"SELECT person::text, count(*) FROM result, unnest(person_ids) person GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_PEOPLE}",
}
KEYED = frozenset({"borough", "committee", "topic", "year", "person"})  # by a number


@dataclass(frozen=True)
class Matching:
    """The SELECT of the rows that are counted, and how many results each stands for."""

    sql: str
    parameters: list[Any]
    factor: int


def facets(asked: Asked, names: Iterable[str] = FACETS, expected: Estimate | None = None) -> Facets:
    """Return the number of results and how they spread by these names of FACETS, all filters applied; `expected` as for
    `engine.find`.
    """
    names = list(names)
    columns = "result_id, borough_id, committee_id, date, topic_ids, person_ids, outcomes, kind"
    matching = _matching(asked, columns, expected)
    parts = ["SELECT '' AS facet, NULL AS key, count(*) AS results FROM result"]
    parts += [f"SELECT '{name}', * FROM ({OF_RESULT[name]}) {name}" for name in names]
    rows = _asked(
        f"""WITH matching AS MATERIALIZED ({matching.sql}), result AS MATERIALIZED (
            SELECT DISTINCT ON (result_id) * FROM matching)
        {" UNION ALL ".join(parts)}""",
        matching.parameters,
    )
    total = 0
    by: dict[str, dict[int | str, Count]] = {name: {} for name in names}
    for facet, key, results in rows:
        if facet:
            by[facet][int(key) if facet in KEYED else key] = _count(results, matching.factor)
        else:
            total = results
    return Facets(_count(total, matching.factor), by)


def count(asked: Asked) -> Count:
    """Return the number of results."""
    matching = _matching(asked, "result_id")
    [(results,)] = _asked(
        f"SELECT count(DISTINCT result_id) FROM ({matching.sql}) matching", matching.parameters
    )
    return _count(results, matching.factor)


def count_without(asked: Asked, field_name: str) -> Count:
    """Return the number of results if one filter (a field of Asked, or "days", or "words") were left out."""
    return count(without(asked, field_name))


def _matching(asked: Asked, columns: str, expected: Estimate | None = None) -> Matching:
    """Return how to get at all matching rows, or at those of a sample."""
    asked_for = conditions(asked)
    expected = expected or estimate(asked_for)
    way, sample = _way(expected, asked_for)
    sql, parameters = way.rows(asked_for, columns, (f"sample < {sample}", ()) if sample else ("", ()))
    return Matching(sql, parameters, SAMPLED // sample if sample else 1)


def _way(expected: Estimate, asked_for: Conditions) -> tuple[Way, int]:
    """Return the cheapest way to the rows, and the largest sample (0 for all rows) that can be counted in time."""
    way = collect(expected, asked_for)
    costs = collecting_costs(expected, asked_for, way)
    if costs <= AFFORDABLE:
        return way, 0
    if way.through == "columns" and not asked_for.led:
        way = replace(way, through="words" if asked_for.words else "columns")
    for sample in SAMPLES:
        if costs * sample / SAMPLED <= AFFORDABLE:
            return way, sample
    return way, SAMPLES[-1]


def _count(results: int, factor: int) -> Count:
    return Count(results * factor, exact=factor == 1)


def _asked(statement: str, parameters: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connections["public"].cursor() as cursor:
        cursor.execute(statement, list(parameters))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
