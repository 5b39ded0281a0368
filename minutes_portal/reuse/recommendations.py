"""The ledger of recommendations in other forms. In a calendar: the days by which answers are due."""

from collections.abc import Iterator
from typing import Any

from decisions.models import Registered, Resolution
from meetings.in_words import in_passing, item_name, short_date
from minutes_portal.reuse.columns import Column, address, belonging, moment
from minutes_portal.reuse.decisions import said, words
from minutes_portal.reuse.kinds import Entry, Event, Kind, where

STATES = {
    "overdue": "Answer overdue", "waiting": "Waiting for an answer", "answered": "Answered", "done": "Done or dropped",
}  # fmt: skip


def _load(rows: Any) -> list[Any]:
    """Return recommendations with their answers, each with the `line` of the register it stands in, its `address` and its
    own `words`: those of the limb that recommends, where it is not the whole (five queries).
    """
    found = list(rows.prefetch_related("responses"))
    parts = Resolution.published.with_keys({row.resolution_id for row in found}).select_related("parent")
    whole_of = {part.pk: _whole(part) for part in parts.only("parent_id", "parent__parent_id")}
    lines = Registered.published.for_list().with_keys(set(whole_of.values())).with_whole_words()
    line_of = {line.pk: line for line in lines}
    for row in found:
        row.line = line_of.get(whole_of.get(row.resolution_id))
        row.words = list(_words(row.line, row.resolution_id)) if row.line else []
        row.address = row.line.recommendation_url(row.ordinal) if row.line else ""
    return [row for row in found if row.line]


def _whole(part: Resolution) -> int:
    """Return the key of the resolution that this is, or is a limb of."""
    return (part.parent and part.parent.parent_id) or part.parent_id or part.pk


def _words(line: Any, key: int) -> Iterator[str]:
    for limb, parts in line.parts:
        for part in (limb, *parts):
            if part.pk == key:
                yield from said(part.mark, part)
                for under in parts if part is limb else ():
                    yield from said(under.mark, under)
                return
    yield from words(line)


def _answer(recommendation: Any) -> Any:
    """Return the last answer, or None."""
    return max(
        recommendation.responses.all(), key=lambda response: (response.date, response.pk), default=None
    )


def _answered(recommendation: Any) -> str:
    answer = _answer(recommendation)
    if answer is None:
        return ""
    verdict = f"{answer.get_verdict_display()}, {answer.responder}, {short_date(answer.date)}."
    return f"{verdict} {answer.reason}".strip()


def _entry(recommendation: Any) -> Entry:
    line = recommendation.line
    return Entry(
        title=f"To {in_passing(recommendation.sent_to)}: {line.heading}",
        address=recommendation.address,
        council=line.committee.borough.council_name,
        where=where(line.committee, line.date, item_name(line)),
        paragraphs=[*recommendation.words, *filter(None, [_due(recommendation), _answered(recommendation)])],
        categories=[STATES[recommendation.state], recommendation.get_progress_display()],
    )


def _due(recommendation: Any) -> str:
    return f"An answer is due by {short_date(recommendation.due_on)}." if recommendation.due_on else ""


def _event(recommendation: Any) -> Event | None:
    if recommendation.due_on is None:
        return None
    line = recommendation.line
    return Event(
        summary=f"Answer due from {in_passing(recommendation.sent_to)}: {line.heading}",
        day=recommendation.due_on,
        address=recommendation.address,
        told=[
            f"Recommended by {line.committee.name}, {line.committee.borough.name}, on {short_date(line.date)}.",
            f"{STATES[recommendation.state]}.",
            *recommendation.words,
        ],
    )


def _of_answer(name: str) -> Any:
    return lambda recommendation: getattr(_answer(recommendation), name, "")


RECOMMENDATIONS = Kind(
    name="recommendations",
    journal="recommendation",
    columns=(
        address("address", lambda each: each.address),
        address("decided_at", lambda each: each.line.get_absolute_url()),
        *belonging(lambda each: each.line.committee, lambda each: each.line.date),
        Column("item", lambda each: each.line.number),
        Column("title", lambda each: each.line.title),
        Column("decision", lambda each: "\n".join(each.words)),
        Column("sent_to", lambda each: each.sent_to),
        Column("addressee_kind", lambda each: each.addressee),
        Column("sent_on", lambda each: moment(each.sent_on)),
        Column("due_on", lambda each: moment(each.due_on)),
        Column("state", lambda each: each.state),
        Column("progress", lambda each: each.progress),
        Column("answered_on", lambda each: moment(getattr(_answer(each), "date", None))),
        Column("answered_by", _of_answer("responder")),
        Column("verdict", _of_answer("verdict")),
        Column("reason", _of_answer("reason")),
    ),
    entry=_entry,
    load=_load,
    dates="It has the days by which answers are due.",
    event=_event,
)
