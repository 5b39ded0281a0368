"""Fills the statutory record of a decision from what its page prints around it.

Decision pages print “Reasons for the decision”, “Alternative options considered”, “Publication date” and the like beside
the decision (SI 2012/2089 regs 12, 13 are why). Where an item has exactly one whole resolution, they are its record;
where it has more, nobody can tell whose they are, and they stay among the item's particulars only, where they are kept
word for word in any case. What an officer has recorded is never replaced.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from decisions.call_in import NOT_SUBJECT, SUBJECT
from decisions.call_in_periods import settle_call_in_of_resolution
from decisions.importers.source import Source
from decisions.importers.tally import Tally
from decisions.importers.values import check_lengths
from decisions.models import DecisionRecord, Resolution
from meetings.minutes_text import Item
from meetings.minutes_text.dates import find_day
from meetings.models import AgendaItem

# How a label begins, in small letters → the field it fills.
TEXTS = {
    "reason for the decision": "reasons",
    "reason for decision": "reasons",
    "reasons for the decision": "reasons",
    "reasons for decision": "reasons",
    "reason(s) for decision": "reasons",
    "alternative options": "alternatives",
    "alternatives considered": "alternatives",
    "other options considered": "alternatives",
    "options considered and rejected": "alternatives",
    "details of any alternative options": "alternatives",
    "interests and nature of interests": "interests",
    "any interests declared": "interests",
    "conflicts of interest": "interests",
    "conflict of interest": "interests",
    "dispensations": "dispensations",
    "any dispensations": "dispensations",
    "consultees": "consultees",
    "other organisations consulted": "consultees",
}
MAKER = ("decision maker", "decision taker")
DAYS = {
    "publication date": "published_on",
    "date of decision": "decided_on",
    "date of the decision": "decided_on",
    "decision date": "decided_on",
    "effective from": "effective_on",
}
CALL_IN = re.compile(r"(?:is )?subject to call[ -]in\??|is callable in\??")
RULES = {"yes": SUBJECT, "no": NOT_SUBJECT}
LONGEST_DAY = 40  # characters: “Wednesday 30 September 2024 at 10.00 am”
THREE_VALUED = frozenset(TEXTS.values())
# What councils print where there was nothing to record.
NOTHING = re.compile(
    r"(?:none|nil|n/?a|no|not applicable|none declared|none considered|there were none|no interests? (?:was|were) declared)\.?",
    re.IGNORECASE,
)


def record_values(fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what printed labels say of a decision's record, by field; "" where they say that there was none.

    The first of several labels for one field counts.
    """
    values: dict[str, Any] = {}
    for label, printed in fields:
        for name, value in _read(label.lower().rstrip(": "), printed.strip()):
            values.setdefault(name, value)
    return values


def _read(label: str, printed: str) -> Iterator[tuple[str, Any]]:
    if not printed:
        return
    for start, name in TEXTS.items():
        if label.startswith(start):
            yield name, "" if NOTHING.fullmatch(printed) else printed
            return
    if label.startswith(MAKER):
        yield "maker", printed
    elif CALL_IN.fullmatch(label) and printed.lower().rstrip(".") in RULES:
        yield "call_in", RULES[printed.lower().rstrip(".")]
    elif label in DAYS and (day := _day(printed)):
        yield DAYS[label], day


def _day(printed: str) -> date | None:
    """Return the day that is printed; None where there is none, or more is printed beside it than a day."""
    found = find_day(printed)
    return found[0] if found and len(printed) <= LONGEST_DAY else None


def fill_record(source: Source, item: AgendaItem, parsed: Item) -> Tally:
    """Fill what is not recorded yet of an item's only decision; inside the caller's transaction.

    Raises ImportProblem where a value is longer than its column.
    """
    values = record_values(parsed.fields)
    decisions = list(Resolution.objects.filter(item=item, parent__isnull=True)[:2]) if values else []
    if len(decisions) != 1:
        return Tally()
    check_lengths(source, DecisionRecord, values)
    record = DecisionRecord.objects.filter(resolution=decisions[0]).first()
    created = record is None
    record = record or DecisionRecord(resolution=decisions[0])
    missing = {name: value for name, value in values.items() if not _is_recorded(record, name)}
    if not missing:
        return Tally(unchanged=1)
    for name, value in missing.items():
        setattr(record, name, value)
    record.save()
    settle_call_in_of_resolution(decisions[0])
    return Tally(created=created, updated=not created)


def _is_recorded(record: DecisionRecord, name: str) -> bool:
    """Whether a field holds something already; in a text of three values, “none” is something."""
    value = getattr(record, name)
    return value is not None if name in THREE_VALUED else value not in (None, "")
