"""How many rows a question is likely to meet, as the planner sees it; by that the engine chooses its way."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from minutes_portal.search.conditions import Conditions

# For a cursor the planner makes no parallel plan, whose parts would be estimated for one worker only. Nothing is run.
EXPLAIN = "EXPLAIN (FORMAT JSON) DECLARE estimated CURSOR FOR"


@dataclass(frozen=True)
class Estimate:
    """Rows of the index: with the words, with the marks of the filters, with the led and dated ones, with everything, and at all."""

    words: float
    marks: float
    led: float
    all: float
    rows: float

    @property
    def share(self) -> float:
        """The share of rows with the words and marks and columns, among those a walk down the dates meets."""
        return min(1.0, self.all / self.led) if self.led else 1.0


def estimate(asked_for: Conditions) -> Estimate:
    """Return the planner's estimates for a question (one statement, nothing is run)."""
    return Estimate(
        *rows_of(
            [
                Conditions(asked_for.words, ()).sql(words="index"),
                Conditions("", asked_for.marks).sql(marks="index"),
                Conditions("", (), asked_for.led, asked_for.days).sql(),
                asked_for.sql(words="index", marks="index"),
                ("TRUE", []),
            ]
        )
    )


def rows_of(conditions: Sequence[tuple[str, list[Any]]]) -> list[float]:
    """Return how many rows the planner expects of each condition (one statement, however many there are)."""
    statement = " UNION ALL ".join(
        f"(SELECT 1 FROM search_passage WHERE {condition})" for condition, _ in conditions
    )
    with connections["public"].cursor() as cursor:
        cursor.execute(f"{EXPLAIN} {statement}", [value for _, values in conditions for value in values])
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    parts: list[dict[str, Any]] = plan[0]["Plan"].get("Plans", [plan[0]["Plan"]])
    # The planner leaves out those that cannot give a row.
    return [*(float(part["Plan Rows"]) for part in parts), *([0.0] * (len(conditions) - len(parts)))]
