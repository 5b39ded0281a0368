"""Sense checks of the notice given of key decisions, by the entries of the forward plan (see `meetings.checks`)."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from decisions.notices import notice_given
from meetings.checks.findings import FROM_DECISIONS, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.models import AgendaItem


def _announced(record: MeetingRecord) -> Iterator[tuple[AgendaItem, Any]]:
    """Give each key decision of which the forward plan has an entry without an exception, with that entry."""
    for item in record.items:
        planned = record.notices.get(item.forward_plan_reference) if item.key_decision else None
        if planned and planned.key and not planned.exception:
            yield item, planned


@check("key decision with a notice that came late", Severity.WARNING, FROM_DECISIONS)
def late_notice(record: MeetingRecord) -> Iterator[Remark]:
    """A key decision needs notice 28 clear days before, or an exception (SI 2012/2089 regs 9 to 11)."""
    for item, planned in _announced(record):
        notice = notice_given(planned, record.meeting.date)
        if notice and not notice.enough:
            days = f"{notice.days} clear day{'s' * (notice.days != 1)}"
            yield Remark(
                f"“{item.heading}” is a key decision with {days} of notice, not 28: {planned.reference} was published"
                f" on {notice.published:%-d %B %Y}.",
                "Was it a general exception or special urgency (regulations 10 and 11)? Say so in its entry of the forward plan.",
                item,
                item,
                f"{planned.reference} {notice.days}",
            )


@check("key decision with a notice that is not public", Severity.WARNING, FROM_DECISIONS)
def unpublished_notice(record: MeetingRecord) -> Iterator[Remark]:
    """A notice counts from the moment at which readers have it (SI 2012/2089 reg. 9(2))."""
    for item, planned in _announced(record):
        if planned.published_at is None or planned.published_at > timezone.now():
            yield Remark(
                f"“{item.heading}” is a key decision, and its notice {planned.reference} is not published.",
                "Publish the entry of the forward plan, or state the exception in it (regulations 10 and 11).",
                item,
                planned,
                planned.reference,
            )
