"""A question as conditions on the index's rows, in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from minutes_portal.search.asked import Asked

MOST_PAIRS = 60  # pairs of borough and topic that are asked for as one lexeme each


@dataclass(frozen=True)
class Conditions:
    """What rows must fulfil.

    words: the tsquery of the words. marks: tsqueries of the filters that stand in the vector. columns: conditions on
    columns, and those of them that a btree index leads to (`led`), which stand in it before the date.
    """

    words: str
    marks: tuple[str, ...]
    led: tuple[tuple[str, Any], ...] = ()
    days: tuple[tuple[str, Any], ...] = ()
    columns: tuple[tuple[str, Any], ...] = ()

    def sql(
        self, *, words: str = "", marks: str = "", day: bool = True, sample: int = 0
    ) -> tuple[str, list[Any]]:
        """Return the conditions and their parameters, to be put behind WHERE.

        words, marks: how these are asked: "index" so that the planner may use the GIN index, "row" so that each row is
        looked at, "" not at all. sample: only results of a sample below this number.
        """
        parts: list[tuple[str, Any]] = []
        ways = {"index": "tsv @@ %s::tsquery", "row": "(tsv @@ %s::tsquery) IS TRUE"}
        if self.words and words:
            parts.append((ways[words], self.words))
        if marks:
            parts += [(ways[marks], mark) for mark in self.marks]
        parts += [*self.led, *(self.days if day else ()), *self.columns]
        if sample:
            parts.append(
                (f"sample < {sample}", None)
            )  # written out: it must be seen to imply the index's own
        return " AND ".join(part for part, _ in parts) or "TRUE", [
            value for part, value in parts if "%s" in part
        ]


def conditions(asked: Asked) -> Conditions:
    """Return what a question asks of rows. Without words, each result is looked for by its first row."""
    columns: list[tuple[str, Any]] = []
    if asked.procedural is not None:
        columns.append(("procedural" if asked.procedural else "NOT procedural", None))
    if asked.kinds:
        columns.append(("kind = ANY (%s)", list(asked.kinds)))
    elif not asked.tsquery:
        columns.append(("position = 0", None))
    led: tuple[tuple[str, Any], ...] = ()
    for name, keys in (("committee_id", asked.committees), ("borough_id", asked.boroughs)):
        if len(keys) == 1 and not led:
            led = ((f"{name} = %s", keys[0]),)
        elif keys:
            columns.append((f"{name} = ANY (%s)", list(keys)))
    return Conditions(asked.tsquery, tuple(_marks(asked)), led, tuple(_days(asked)), tuple(columns))


def _days(asked: Asked) -> Iterator[tuple[str, Any]]:
    years = sorted(set(asked.years))
    first = max(filter(None, [asked.after, date(years[0], 1, 1) if years else None]), default=None)
    last = min(filter(None, [asked.before, date(years[-1], 12, 31) if years else None]), default=None)
    if first:
        yield "date >= %s", first
    if last:
        yield "date <= %s", last
    if len(years) > 1 and years != list(range(years[0], years[-1] + 1)):
        yield "extract(year FROM date) = ANY (%s)", years


def _marks(asked: Asked) -> Iterator[str]:
    """Yield the filters that stand in the vector as lexemes (sql/frames.sql), each as the text of a tsquery."""
    boroughs, topics = asked.boroughs, asked.topics
    if topics and boroughs and len(topics) * len(boroughs) <= MOST_PAIRS:
        yield any_of([f"#b{borough}t{topic}" for borough in boroughs for topic in topics])
    elif topics:
        yield any_of([f"#t{topic}" for topic in topics])
    if asked.persons:
        yield any_of([f"#p{person}" for person in asked.persons])
    if asked.outcomes:
        yield any_of([f"#o{outcome}" for outcome in asked.outcomes])


def any_of(lexemes: list[str]) -> str:
    """Return the text of a tsquery for any of these lexemes."""
    return " | ".join(quoted(lexeme) for lexeme in lexemes)


def quoted(lexeme: str) -> str:
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def without(asked: Asked, field_name: str) -> Asked:
    """Return the question without one of its filters, or without its words."""
    empty: dict[str, Any] = {"procedural": None, "after": None, "before": None}
    if field_name == "words":
        return replace(
            asked, tsquery="", rank_query="", terms=(), phrases=(), has_phrase=False, has_prefix=False
        )
    if field_name == "days":
        return replace(asked, after=None, before=None)
    return replace(asked, **{field_name: empty.get(field_name, ())})
