"""Checks of the agenda and its numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from meetings.checks.findings import FROM_DECISIONS, WITH_MINUTES, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.models import AgendaItem, Meeting

PARAGRAPH = re.compile(r"(?P<stem>\d{1,3})\.(?P<last>\d{1,3})")
CALLED_OFF = (Meeting.Status.CANCELLED, Meeting.Status.POSTPONED)


@check("nothing on the agenda", Severity.ERROR)
def nothing_on_the_agenda(record: MeetingRecord) -> Iterator[Remark]:
    if not record.items and record.meeting.status not in CALLED_OFF:
        yield Remark("There is nothing on the agenda.", "Add its items first.")


@check("called off", Severity.WARNING, FROM_DECISIONS)
def called_off(record: MeetingRecord) -> Iterator[Remark]:
    if record.meeting.status in CALLED_OFF:
        word = record.meeting.get_status_display().lower()
        yield Remark(f"The meeting is marked as {word}.", "Did it take place? Then change its status.")


@check("still marked as scheduled", Severity.GAP, FROM_DECISIONS)
def still_scheduled(record: MeetingRecord) -> Iterator[Remark]:
    if record.meeting.status == Meeting.Status.SCHEDULED:
        yield Remark("The meeting is still marked as scheduled.", "Mark it as held, if it was.")


@check("agenda number used twice", Severity.ERROR)
def agenda_number_twice(record: MeetingRecord) -> Iterator[Remark]:
    yield from _twice(record, "number", "agenda number")


@check("minute number used twice", Severity.WARNING)
def minute_number_twice(record: MeetingRecord) -> Iterator[Remark]:
    """Each minute has a number of its own (DOMAIN: warn when a minute number is used twice)."""
    yield from _twice(record, "minute_number", "minute number")


def _twice(record: MeetingRecord, field: str, name: str) -> Iterator[Remark]:
    used = Counter(getattr(item, field) for item in record.items)
    for item in record.items:
        number = getattr(item, field)
        if number and used[number] > 1:
            yield Remark(
                f"The {name} {number} is used {used[number]} times.",
                "Give each item its own.",
                item,
                item,
                f"{number} × {used[number]}",
            )


@check("gap in the minute numbers", Severity.WARNING, WITH_MINUTES)
def gap_in_minute_numbers(record: MeetingRecord) -> Iterator[Remark]:
    """Continuous minute numbers leave none out; a gap may be a minute that was lost on the way."""
    numbered = [(int(item.minute_number), item) for item in record.items if item.minute_number.isdecimal()]
    for (before, _), (after, item) in pairwise(sorted(numbered, key=lambda pair: pair[0])):
        if after - before > 1:
            yield Remark(
                f"Minute {after} follows minute {before}.",
                "Is a minute missing between them?",
                item,
                item,
                f"{before}-{after}",
            )


@check("gap in the paragraph numbers", Severity.WARNING, WITH_MINUTES)
def gap_in_paragraph_numbers(record: MeetingRecord) -> Iterator[Remark]:
    """Paragraphs 5.1, 5.2, 5.4: one may be lost. Numbers of exempt paragraphs and of resolutions count as there."""
    for item in record.items:
        for before, after in _gaps(item):
            yield Remark(
                f"{item.heading}: paragraph {after} follows {before}.",
                "Is a paragraph missing between them?",
                item,
                item,
                f"{before}-{after}",
            )


def _gaps(item: AgendaItem) -> Iterator[tuple[str, str]]:
    parts: list[object] = [*item.points.all(), *item.resolutions.all()]
    seen: dict[str, set[int]] = {}
    for part in parts:
        found = PARAGRAPH.fullmatch(getattr(part, "number", ""))
        if found:
            seen.setdefault(found["stem"], set()).add(int(found["last"]))
    for stem, numbers in seen.items():
        for before, after in pairwise(sorted(numbers)):
            if after - before > 1:
                yield f"{stem}.{before}", f"{stem}.{after}"


@check("item without a title", Severity.GAP)
def no_title(record: MeetingRecord) -> Iterator[Remark]:
    for item in record.items:
        if not item.title:
            number = item.printed_number or "without a number"
            yield Remark(
                f"Item {number} has no title.", "Give it one, so that readers can find it.", item, item
            )


@check("nothing minuted", Severity.WARNING, WITH_MINUTES)
def nothing_minuted(record: MeetingRecord) -> Iterator[Remark]:
    for item in record.items:
        if not item.procedural and not item.exempt and record.is_empty(item):
            yield Remark(
                f"Nothing is minuted under “{item.heading}”.",
                "Was it withdrawn or deferred? Then say so.",
                item,
                item,
            )


@check("nothing minuted under procedure", Severity.GAP, WITH_MINUTES)
def nothing_minuted_under_procedure(record: MeetingRecord) -> Iterator[Remark]:
    for item in record.items:
        if item.procedural and not item.exempt and record.is_empty(item):
            yield Remark(
                f"Nothing is minuted under “{item.heading}”.", "Add what was said, if anything.", item, item
            )
