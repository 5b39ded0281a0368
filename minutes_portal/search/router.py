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
COLLECTED = 1.1  # found through the GIN index and fetched
WALKED = 2.5  # met on the way down a date index, or found by the filters, its vector looked at
RECHECKED = 4.0  # collected, and its words looked at, whether they follow one another
GATHERED = 2.2  # collected by the lists of all words with a prefix, of which the planner knows the commoner ones only
DECODED = 0.02  # one row in the list that the GIN index holds of a word
MOST_WALKED = 12_000  # rows; 30 ms
# What costs more to collect (50 ms) is looked for in so many of the newest rows, and the answer says so.
MOST_COLLECTED = 50_000.0
FURTHEST = 15_000
PHRASE = "' <"  # how a lexeme and the sign that the next one follows it stand in a tsquery
PREFIX = "':*"
PASSAGES_EACH = 1.5  # of one result, met before the next
SLACK = 6.0  # words are not spread evenly over the years


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
    """Return the cheapest way to collect every matching row."""
    ways = ["words"] if asked_for.words else []
    ways += ["marks"] if asked_for.marks else []
    ways += ["both"] if asked_for.words and asked_for.marks else []
    ways += ["columns"] if asked_for.led or not ways else []
    return min(
        (Way(through=through) for through in ways), key=lambda way: collecting_costs(expected, asked_for, way)
    )


def collecting_costs(expected: Estimate, asked_for: Conditions, way: Way) -> float:
    """Return what it costs to collect every matching row, in thousandths of a millisecond."""
    if way.through == "words":
        return expected.words * _collected(asked_for) + _decoding(
            expected.words, expected.rows, asked_for.words
        )
    if way.through == "marks":
        return expected.marks * (WALKED if asked_for.words else COLLECTED)
    if way.through == "columns":
        return expected.led * WALKED
    together = expected.words * expected.marks / max(expected.rows, 1)
    return together * _collected(asked_for) + _decoding(expected.words, expected.rows, asked_for.words)


def _collected(asked_for: Conditions) -> float:
    if PHRASE in asked_for.words:
        return RECHECKED
    return GATHERED if PREFIX in asked_for.words else COLLECTED


def _decoding(rows: float, among: float, words: str) -> float:
    """Return what it costs to go through the lists of several words that meet in so many rows: the rarer each other, the
    longer their own lists are, so all are taken to be alike.
    """
    several = 1 + words.count(" & ") + words.count(PHRASE)
    return several * among * (min(rows, among) / among) ** (1 / several) * DECODED if among else 0.0


def nearest(expected: Estimate, asked_for: Conditions, results: int) -> Way:
    """Return how to get the first `results` results by date. A walk may turn out to be too short."""
    way = collect(expected, asked_for)
    costs = collecting_costs(expected, asked_for, way)
    if costs > MOST_COLLECTED:
        return Way(walk=FURTHEST)
    needed = results * PASSAGES_EACH / max(expected.share, 1e-9)
    if needed <= MOST_WALKED and needed * WALKED < costs:
        return Way(walk=int(min(max(needed * SLACK, 300), MOST_WALKED)))
    return way
