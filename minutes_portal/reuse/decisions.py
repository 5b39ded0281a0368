"""Decisions of the register in other forms. In a calendar: the last days on which they may be called in."""

from collections.abc import Iterator
from typing import Any

from meetings.in_words import item_name, short_date
from minutes_portal.reuse.columns import Column, address, belonging, moment
from minutes_portal.reuse.kinds import Entry, Event, Kind, where
from minutes_portal.templatetags.portal import outcome_label


def words(line: Any) -> Iterator[str]:
    """Yield what was resolved, as printed: the opening, then each limb with its mark."""
    yield from said("", line)
    for limb, parts in line.parts:
        yield from said(limb.mark, limb)
        for part in parts:
            yield from said(part.mark, part)


def said(mark: str, part: Any) -> Iterator[str]:
    """Yield the words of a resolution or limb; nothing of a limb whose words readers may not see."""
    if part.cue or part.wording:
        yield " ".join(filter(None, [mark, part.cue, part.wording]))


def _entry(line: Any) -> Entry:
    return Entry(
        title=line.heading,
        address=line.get_absolute_url(),
        council=line.committee.borough.council_name,
        where=where(line.committee, line.date, item_name(line)),
        paragraphs=list(words(line)),
        categories=[outcome_label(outcome) for outcome in line.outcomes],
    )


def _event(line: Any) -> Event | None:
    if line.call_in_until is None:
        return None
    return Event(
        summary=f"Last day to call in: {line.heading}",
        day=line.call_in_until,
        address=line.get_absolute_url(),
        told=[
            f"Decided by {line.committee.name}, {line.committee.borough.name}, on {short_date(line.date)}.",
            *words(line),
        ],
    )


DECISIONS = Kind(
    name="decisions",
    journal="resolution",
    columns=(
        address("address", lambda line: line.get_absolute_url()),
        *belonging(lambda line: line.committee, lambda line: line.date),
        Column("item", lambda line: line.number),
        Column("minute_number", lambda line: line.minute_number),
        Column("title", lambda line: line.title),
        Column("decision", lambda line: "\n".join(words(line))),
        Column("outcomes", lambda line: line.outcomes),
        Column("addressee", lambda line: line.addressee),
        Column("procedural", lambda line: line.procedural),
        Column("key_decision", lambda line: line.key_decision),
        Column("call_in", lambda line: line.call_in),
        Column("call_in_until", lambda line: moment(line.call_in_until)),
        Column("called_in", lambda line: line.called_in),
        address("meeting", lambda line: line.meeting_url),
    ),
    entry=_entry,
    load=lambda rows: list(rows.with_whole_words()),
    dates="It has the last days on which decisions may be called in.",
    event=_event,
    dated=lambda rows: rows.with_call_in_day(),
)
