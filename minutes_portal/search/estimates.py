"""How many rows a question is likely to meet, as the planner sees it; by that the engine chooses its way."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db import connections

from minutes_portal.search.conditions import Conditions

# For a cursor the planner makes no parallel plan, whose parts would be estimated for one worker only. Nothing is run.
EXPLAIN = "EXPLAIN (FORMAT JSON) DECLARE estimated CURSOR FOR"

# Words of a phrase stand together more often than by chance.
TOGETHER = 4.0
# A phrase as lexemes.py writes it, with the pairs before it: `('<1>a b' & ('a' <1> 'b' <1> 'c'))`.
WRITTEN_PHRASE = re.compile(
    r"(?P<whole>\((?P<pairs>(?:'<\d>[^']+' & )+))?\((?P<phrase>'[^']+'(?: <\d+> '[^']+')+(?::\*)?)\)(?(whole)\))"
)
BETWEEN = re.compile(r" <\d+> ")
MOST_LINKS = 6


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
    texts = _without_phrases(asked_for.words)
    words = [replace(asked_for, words=text) for text, _ in texts]
    marks, led, rows, *each = rows_of(
        [
            Conditions("", asked_for.marks).sql(marks="index"),
            Conditions("", (), asked_for.led, asked_for.days).sql(),
            ("TRUE", []),
            *(Conditions(part.words, ()).sql(words="index") for part in words),
            *(part.sql(words="index", marks="index") for part in words),
        ]
    )
    likely = [min(rows, number * factor) for number, (_, factor) in zip(each, [*texts, *texts], strict=True)]
    return Estimate(min(likely[: len(texts)]), marks, led, min(likely[len(texts) :]), rows)


def _without_phrases(words: str) -> list[tuple[str, float]]:
    """Return the text of a tsquery several times over, each phrase by another two of its words, and how many times more
    rows there may be than the planner thinks.

    It takes words for independent of each other, which those of a phrase are least of all: it expects no passage with
    five, where there are thousands. So the rarest two that follow one another stand for all.
    """
    most = max((len(_links(found)) for found in WRITTEN_PHRASE.finditer(words)), default=1)
    joined = _joined(words)
    texts = [_by_link(words, place) for place in range(min(most, MOST_LINKS))]
    return [(text, TOGETHER if any(link in text for link in joined) else 1.0) for text in texts]


def _by_link(words: str, place: int) -> str:
    def link(found: re.Match[str]) -> str:
        links = _links(found)
        return links[place % len(links)]

    return WRITTEN_PHRASE.sub(link, words)


def _joined(words: str) -> list[str]:
    """Return the links of phrases that are no pairs."""
    return [link for found in WRITTEN_PHRASE.finditer(words) for link in _links(found) if link[0] == "("]


def _links(found: re.Match[str]) -> list[str]:
    """Return the pairs of a phrase, and any two words that follow one another where not all have a pair."""
    pairs, phrase = found["pairs"] or "", found["phrase"]
    links = pairs.removesuffix(" & ").split(" & ") if pairs else []
    lexemes = BETWEEN.split(phrase)
    if len(links) < len(lexemes) - 1:
        links += [f"({one} & {other})" for one, other in pairwise(lexemes)]
    return links


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
