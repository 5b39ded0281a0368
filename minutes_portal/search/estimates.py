"""How many rows a question is likely to meet, as the planner sees it; by that the engine chooses its way."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from minutes_portal.search.conditions import Conditions, quoted

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
    table = "SELECT 1 FROM search_passage WHERE"
    led = Conditions("", (), asked_for.led, asked_for.days)
    parts = [
        Conditions(asked_for.words, ()).sql(words="index"),
        Conditions("", asked_for.marks).sql(marks="index"),
        led.sql(),
        asked_for.sql(words="index", marks="index"),
        ("TRUE", []),
    ]
    statement = " UNION ALL ".join(f"({table} {condition})" for condition, _ in parts)
    with connections["public"].cursor() as cursor:
        cursor.execute(
            f"{EXPLAIN} {statement}", [value for _, values in parts for value in values]
        )
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return Estimate(*(float(part["Plan Rows"]) for part in _parts(plan[0]["Plan"], len(parts))))


def rarest_first(lexemes: Sequence[str]) -> list[str]:
    """Return lexemes in the order of the rows they are likely to meet (one statement, however many there are)."""
    parts = " UNION ALL ".join("(SELECT 1 FROM search_passage WHERE tsv @@ %s::tsquery)" for _ in lexemes)
    with connections["public"].cursor() as cursor:
        cursor.execute(f"{EXPLAIN} {parts}", [quoted(lexeme) for lexeme in lexemes])
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    rows = [part["Plan Rows"] for part in _parts(plan[0]["Plan"], len(lexemes))]
    return [lexeme for _, lexeme in sorted(zip(rows, lexemes, strict=True))]


def _parts(plan: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Return the plans that are put together; the planner leaves out those that cannot give a row."""
    parts: list[dict[str, Any]] = plan.get("Plans", [plan])
    return [*parts, *({"Plan Rows": 0.0} for _ in range(count - len(parts)))]
