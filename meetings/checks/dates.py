"""Checks of dates: the meeting’s own, notice, and when decisions take effect."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from meetings.checks.findings import FROM_DECISIONS, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord, municipal_year
from meetings.models import AgendaItem, Committee, Meeting

CLEAR_DAYS_FOR_A_KEY_DECISION = 28
CLEAR_DAYS_FOR_AN_AGENDA = 5
WRITTEN = ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%A, %d %B %Y", "%Y-%m-%d", "%d.%m.%Y")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
EFFECTIVE = ("Effective from",)
PUBLICATION = ("Publication date", "Date of publication")
FIRST_NOTICE = ("Notice of proposed decision first published", "Notice of decision first published")


def written_date(text: str) -> date | None:
    """Return the date that a text gives in one of the ways in which councils write it, or None."""
    said = ORDINAL.sub("", " ".join(text.split()))
    for form in WRITTEN:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 (a day, not a moment)
        except ValueError:
            continue
    return None


def clear_days(first: date, last: date) -> int:
    """Return the clear days between two days: neither of them counts."""
    return max(0, (last - first).days - 1)


def clear_working_days(first: date, last: date) -> int:
    """Return the clear days between two days without Saturdays and Sundays, as courts count notice of a meeting."""
    days = (first + timedelta(days=n) for n in range(1, max(1, (last - first).days)))
    return sum(day.weekday() < 5 for day in days)


def _labelled(item: AgendaItem, labels: tuple[str, ...]) -> date | None:
    given = {label.casefold(): value for label, value in item.particulars.items()}
    values = (given.get(label.casefold()) for label in labels)
    return next((day for value in values if value and (day := written_date(str(value)))), None)


@check("not held yet", Severity.ERROR, FROM_DECISIONS)
def not_held_yet(record: MeetingRecord) -> Iterator[Remark]:
    """Nothing can have been decided or minuted at a meeting that is still to come."""
    if record.meeting.date > timezone.localdate():
        yield Remark(
            f"The meeting of {record.meeting.date:%-d %B %Y} has not taken place yet.",
            "Correct its date, or publish only the agenda.",
        )


@check("date outside the municipal year", Severity.WARNING)
def outside_municipal_year(record: MeetingRecord) -> Iterator[Remark]:
    """A slip in the year is easily made: a date stands within or beside the municipal years that the committee is
    known to have met in, and never beyond the next one.
    """
    year, now = municipal_year(record.meeting.date), municipal_year(timezone.localdate())
    known = record.committee_years or (year, year)
    if not known[0] - 1 <= year <= min(known[1], now) + 1:
        yield Remark(
            f"The meeting is dated {record.meeting.date:%-d %B %Y}, in the municipal year {_in_words(year)};"
            f" this is {_in_words(now)}, and the committee’s other meetings are of {_in_words(known[0])}"
            f" to {_in_words(known[1])}.",
            "Is the year right?",
            facts=str(record.meeting.date),
        )


def _in_words(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


@check("date outside the committee’s life", Severity.WARNING)
def outside_committee_life(record: MeetingRecord) -> Iterator[Remark]:
    committee, day = record.meeting.committee, record.meeting.date
    begins, ends = committee.active_from, committee.active_until
    if (begins and day < begins) or (ends and day > ends):
        yield Remark(
            f"The meeting is dated {day:%-d %B %Y}, but {committee.name} did not exist then.",
            "Is it the right committee, and the right date?",
            facts=f"{day} {begins} {ends}",
        )


@check("short notice of the agenda", Severity.GAP)
def short_notice(record: MeetingRecord) -> Iterator[Remark]:
    """An agenda is open to the public five clear days before its meeting (LGA 1972 s.100B(3))."""
    meeting = record.meeting
    if meeting.committee.kind == Committee.Kind.INDIVIDUAL or meeting.date < timezone.localdate():
        return
    since = meeting.agenda_published_at or timezone.now()
    days = clear_working_days(timezone.localdate(since), meeting.date)
    if days < CLEAR_DAYS_FOR_AN_AGENDA:
        yield Remark(
            f"The agenda is published {days} clear day{'s' * (days != 1)} before the meeting, not five.",
            "Say on the agenda why the meeting is urgent, if it is.",
        )


@check("key decision without 28 clear days", Severity.WARNING, FROM_DECISIONS)
def key_decision_notice(record: MeetingRecord) -> Iterator[Remark]:
    """A key decision needs notice at least 28 clear days before (SI 2012/2089 reg. 9)."""
    for item in record.items:
        if not item.key_decision:
            continue
        notice = _labelled(item, FIRST_NOTICE)
        if notice is None and not item.forward_plan_reference:
            yield Remark(
                f"“{item.heading}” is a key decision, and no notice of it is recorded.",
                "Add its forward-plan reference, or say under which exception it was taken.",
                item,
                item,
            )
        elif (
            notice is not None
            and (days := clear_days(notice, record.meeting.date)) < CLEAR_DAYS_FOR_A_KEY_DECISION
        ):
            yield Remark(
                f"“{item.heading}” is a key decision with {days} clear days’ notice, not 28.",
                "Was it a general exception or special urgency (regulations 10 and 11)? Say so.",
                item,
                item,
                str(days),
            )


@check("takes effect before publication", Severity.WARNING, FROM_DECISIONS)
def effective_before_publication(record: MeetingRecord) -> Iterator[Remark]:
    """A decision that may be called in cannot take effect before it is published."""
    for item in record.items:
        effective = _labelled(item, EFFECTIVE)
        published = _labelled(item, PUBLICATION) or _published_on(record.meeting)
        if effective and published and effective < published:
            yield Remark(
                f"“{item.heading}” takes effect on {effective:%-d %B %Y}, before it is published on {published:%-d %B %Y}.",
                "Is one of the two dates wrong?",
                item,
                item,
                f"{effective} {published}",
            )


def _published_on(meeting: Meeting) -> date | None:
    since = meeting.decisions_published_at or meeting.minutes_published_at
    return timezone.localdate(since) if since else None
