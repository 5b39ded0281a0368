"""What a check finds, and the register of checks."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from meetings.checks.meeting_record import MeetingRecord


class Severity(IntEnum):
    """How much a finding stands in the way; the gravest first."""

    ERROR = 1  # publishing waits until it is put right
    WARNING = 2  # publishing asks for a reason
    GAP = 3  # something is still missing; nothing waits for it

    @property
    def label(self) -> str:
        return {1: "Must be put right", 2: "Worth a look", 3: "Still missing"}[self]


class Remark(NamedTuple):
    """What one check says: a sentence of what is so, one of what to do, and the item, if it is about one.

    `about` is the record to open (an item, a resolution, a paper); None for the meeting itself. `facts` are what
    the remark rests on: an accepted warning stays accepted while they stay the same.
    """

    words: str
    advice: str
    item: AgendaItem | None = None
    about: object = None
    facts: str = ""


@dataclass(frozen=True)
class Finding:
    """A remark of a check about one meeting, with how grave it is."""

    check: str
    severity: Severity
    meeting: Meeting
    remark: Remark
    accepted: str = ""

    @property
    def subject(self) -> str:
        """A mark of the facts that this finding rests on: 64 hexadecimal digits."""
        item = self.remark.item.pk if self.remark.item else ""
        said = f"{self.check}|{item}|{self.remark.facts or self.remark.words}"
        return hashlib.sha256(said.encode()).hexdigest()


Question = Callable[["MeetingRecord"], Iterator[Remark]]


@dataclass(frozen=True)
class Check:
    """A question that is asked of a meeting that is to be published up to one of `stages`."""

    name: str
    severity: Severity
    stages: frozenset[str]
    ask: Question


CHECKS: dict[str, Check] = {}
FROM_AGENDA = ("agenda", "decisions", "draft minutes")
FROM_DECISIONS = FROM_AGENDA[1:]
WITH_MINUTES = FROM_AGENDA[2:]


def check(
    name: str, severity: Severity, stages: tuple[str, ...] = FROM_AGENDA
) -> Callable[[Question], Question]:
    """Register a check under a name of its own; `stages` are the stages of publication that it matters for."""

    def register(ask: Question) -> Question:
        if name in CHECKS and CHECKS[name].ask is not ask:
            raise LookupError(f"There are two checks named {name}.")
        CHECKS[name] = Check(name, severity, frozenset(stages), ask)
        return ask

    return register
