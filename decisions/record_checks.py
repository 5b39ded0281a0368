"""Sense checks of statutory records and call-ins (see `meetings.checks`)."""

from collections.abc import Iterator
from typing import Any

from decisions.statutory import gaps, is_executive
from meetings.checks.findings import FROM_DECISIONS, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.models import AgendaItem


def _recorded(record: MeetingRecord) -> Iterator[tuple[AgendaItem, Any, Any]]:
    """Give each whole resolution of a meeting with its item and its statutory record, None where it has none."""
    for item in record.items:
        for resolution in item.resolutions.all():
            if resolution.parent_id is None:
                yield item, resolution, getattr(resolution, "record", None)


@check("effective before publication", Severity.WARNING, FROM_DECISIONS)
def effective_before_publication(record: MeetingRecord) -> Iterator[Remark]:
    """A decision cannot take effect before it is published (DOMAIN 4), unless it was urgent."""
    for item, resolution, row in _recorded(record):
        if row and row.effective_on and row.published_on and row.effective_on < row.published_on:
            yield Remark(
                f"It takes effect on {row.effective_on:%-d %B %Y}, before its publication on {row.published_on:%-d %B %Y}: “{resolution}”.",
                "Are both dates right?",
                item,
                resolution,
                f"{resolution.pk} {row.effective_on} {row.published_on}",
            )


@check("effective within the call-in period", Severity.WARNING, FROM_DECISIONS)
def effective_within_call_in(record: MeetingRecord) -> Iterator[Remark]:
    for item, resolution, row in _recorded(record):
        if (
            row
            and row.effective_on
            and row.call_in_until
            and row.published_on
            and row.published_on <= row.effective_on <= row.call_in_until
        ):
            yield Remark(
                f"It takes effect on {row.effective_on:%-d %B %Y}, but may be called in until {row.call_in_until:%-d %B %Y}: “{resolution}”.",
                "Is it urgent, or not subject to call-in? Then say so in its record.",
                item,
                resolution,
                f"{resolution.pk} {row.effective_on} {row.call_in_until}",
            )


@check("statutory record with gaps", Severity.GAP, FROM_DECISIONS)
def gaps_in_the_record(record: MeetingRecord) -> Iterator[Remark]:
    """What SI 2012/2089 regs 12 and 13 ask to be recorded of an executive decision."""
    for item, resolution, row in _recorded(record):
        lacking = gaps(row) if is_executive(record.meeting, item) else []
        if lacking:
            named = ", ".join(duty.term.lower() for duty in lacking)
            yield Remark(
                f"Not recorded of “{resolution}”: {named}.",
                "Write what was recorded, or “Recorded as none”, on the resolution’s page.",
                item,
                resolution,
                f"{resolution.pk} {named}",
            )
