"""Which way to the rows of a question: down the dates, or through the words, and how far.

The planner alone goes wrong at both ends: a rare word ordered by date walks the whole date index, a common one is
collected in full. So the way is chosen by estimates of how many rows each would look at, and both are bounded
(docs/decisions/0009-search-index.md has the figures behind the constants).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from minutes_portal.search.conditions import Conditions
from minutes_portal.search.estimates import Estimate

# What it costs to look at one row, in thousandths of a millisecond, measured at a million rows.
COLLECTED = 1.0  # found through the GIN index and fetched
WALKED = 2.5  # met on the way down a date index, its vector looked at
RANKED = 9.0
MOST_WALKED = 12_000  # rows; 30 ms
PASSAGES_EACH = 3.0  # of one result, met before the next
SLACK = 3.0  # words are not spread evenly over the years


@dataclass(frozen=True)
class Way:
    """How rows are got. walk: how many rows to go down the dates, 0 to collect all that match.

    through: what is asked of an index when all are collected: "words", "marks" or "both" of the GIN index, or "columns"
    of the btree of a borough or committee.
    """

    walk: int = 0
    through: str = "words"

    def rows(
        self,
        asked_for: Conditions,
        columns: str,
        after: tuple[str, Sequence[Any]] = ("", ()),
        oldest: bool = False,
    ) -> tuple[str, list[Any]]:
        """Return the SELECT of matching rows; `after` is a further condition with its parameters."""
        more, values = (f" AND {after[0]}", list(after[1])) if after[0] else ("", [])
        if not self.walk:
            condition, parameters = asked_for.sql(
                words="index" if self.through in {"words", "both"} else "row",
                marks="index" if self.through in {"marks", "both"} else "row",
            )
            return f"SELECT {columns} FROM search_passage WHERE {condition}{more}", [*parameters, *values]
        path, parameters = Conditions("", (), asked_for.led, asked_for.days).sql()
        rest, others = Conditions(asked_for.words, asked_for.marks, (), (), asked_for.columns).sql(
            words="row", marks="row"
        )
        order = "date, result_id" if oldest else "date DESC, result_id DESC"
        walked = f"SELECT * FROM search_passage WHERE {path}{more} ORDER BY {order} LIMIT {self.walk}"
        return f"SELECT {columns} FROM ({walked}) walked WHERE {rest}", [*parameters, *values, *others]


def collect(expected: Estimate, asked_for: Conditions) -> Way:
    """Return how to collect every matching row."""
    if not asked_for.marks:
        return Way(through="words")
    if not asked_for.words or expected.marks * WALKED < expected.words * COLLECTED:
        return Way(through="marks")
    return Way(through="words" if expected.words < expected.marks / 10 else "both")


def collecting_costs(expected: Estimate, way: Way) -> float:
    """Return what it costs to collect every matching row, in thousandths of a millisecond."""
    if way.through in {"marks", "columns"}:
        return (expected.marks if way.through == "marks" else expected.led) * WALKED
    return (expected.words if way.through == "words" else min(expected.words, expected.marks)) * COLLECTED


def nearest(expected: Estimate, asked_for: Conditions, results: int) -> Way:
    """Return how to get the first `results` results by date."""
    way = collect(expected, asked_for)
    share = max(expected.share, 1e-9)
    walk = int(min(max(results * PASSAGES_EACH / share * SLACK, 300), 10 * MOST_WALKED))
    if walk <= MOST_WALKED and walk * WALKED < collecting_costs(expected, way):
        return Way(walk=walk)
    return way
