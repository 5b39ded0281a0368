"""What the law asks to be recorded of an executive decision, and what of it a record holds, holds as none, or lacks.

Source: the Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
SI 2012/2089: reg. 12(2) for meetings, reg. 13(2) and (4) for decisions that a member or an officer takes alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from decisions.models.record import DecisionRecord
from meetings.models import AgendaItem, Committee, Meeting

EXECUTIVE = (Committee.Kind.EXECUTIVE, Committee.Kind.INDIVIDUAL)
REGULATIONS = "https://www.legislation.gov.uk/uksi/2012/2089/part/4"


@dataclass(frozen=True)
class Duty:
    """One thing to be recorded: the field, what readers call it, and what the regulations ask for."""

    field: str
    term: str
    asked: str = ""


REASONS = Duty("reasons", "Reasons", "The reasons for the decision: reg. 12(2)(b), 13(2)(b).")
ALTERNATIVES = Duty(
    "alternatives",
    "Alternatives rejected",
    "Any alternative options considered and rejected: reg. 12(2)(c), 13(2)(c).",
)
INTERESTS = Duty("interests", "Interests", "Any conflict of interest declared: reg. 12(2)(d), 13(2)(d).")
DISPENSATIONS = Duty(
    "dispensations",
    "Dispensations",
    "Any dispensation granted for a declared conflict: reg. 12(2)(e), 13(2)(e).",
)
DUTIES = (REASONS, ALTERNATIVES, INTERESTS, DISPENSATIONS)
BESIDES = (
    Duty("consultees", "Consulted"),
    Duty("wards", "Wards affected"),
)  # recorded, though the law does not ask


@dataclass(frozen=True)
class Entry:
    """A line of the record. value: what was recorded; empty if recorded as none; None if it is not recorded."""

    duty: Duty
    value: str | None

    @property
    def is_none(self) -> bool:
        return self.value == ""

    @property
    def is_missing(self) -> bool:
        return self.value is None


def is_executive(meeting: Meeting, item: AgendaItem) -> bool:
    """Whether the regulations ask for a record of what is decided at an item: the executive's business, not procedure."""
    return meeting.committee.kind in EXECUTIVE and not item.procedural


def entries(record: DecisionRecord | None, executive: bool) -> Iterator[Entry]:
    """Yield the lines of a record in order. What is missing stands there only where the law asks for it."""
    for duty in (*DUTIES, *BESIDES):
        value: Any = getattr(record, duty.field, None)
        if value is not None or (executive and is_asked(duty, record)):
            yield Entry(duty, value)


def gaps(record: DecisionRecord | None) -> list[Duty]:
    """Return what the record of an executive decision lacks by law."""
    return [duty for duty in DUTIES if getattr(record, duty.field, None) is None and is_asked(duty, record)]


def is_asked(duty: Duty, record: DecisionRecord | None) -> bool:
    """Whether the law asks for this; dispensations only where a conflict of interest was declared."""
    return duty in DUTIES and (duty is not DISPENSATIONS or bool(record and record.interests))
