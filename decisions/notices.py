"""The rules of notice: how long before a key decision its notice was published.

Source: SI 2012/2089 regs 9 (28 clear days), 10 (general exception) and 11 (special urgency).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from meetings.checks.dates import CLEAR_DAYS_FOR_A_KEY_DECISION, clear_days


@dataclass(frozen=True)
class NoticeGiven:
    """The clear days between a notice and its decision; neither its own day nor the decision's counts."""

    published: date
    decided: date
    days: int

    @property
    def enough(self) -> bool:
        return self.days >= CLEAR_DAYS_FOR_A_KEY_DECISION

    @property
    def was_late(self) -> bool:
        """Whether the notice was published on the day of the decision, or after it."""
        return self.published >= self.decided


def notice_given(planned: Any, decided: date | None = None) -> NoticeGiven | None:
    """Return how much notice an entry gives of its decision: of the day it was made where that is known, else of the
    first day on which it may be. None where one of the two days is not known.
    """
    decided = decided or planned.decide_from
    if planned.published_at is None or decided is None:
        return None
    published = timezone.localdate(planned.published_at)
    return NoticeGiven(published, decided, clear_days(published, decided))


def decided_on(record: Any) -> date:
    """Return the day of a decision: the one stated, else that of its meeting."""
    day: date = record.decided_on or record.resolution.item.meeting.date
    return day
