"""Makes the paper of a meeting, or the extract of one item, from what the public may read."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.utils.text import capfirst

from meetings.in_words import clock, item_name, long_date, meeting_date, short_date
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.outline import by_capacity
from meetings.printing.body import body_of, exempt_words
from meetings.printing.paper import Fact, Paper, Section

PRESENT_AS = {
    "chairs": "Chair",
    "members": "Members",
    "others": "In attendance",
    "apologies": "Apologies",
    "absent": "Absent",
}
STANDING = {
    Meeting.Stage.AGENDA: "Agenda: what is to be discussed.",
    Meeting.Stage.DECISIONS: "Decisions: what was decided is published; the minutes will follow.",
    Meeting.Stage.DRAFT_MINUTES: "Draft minutes: they stand until the committee approves them as a correct record at a"
    " later meeting, perhaps with corrections.",
}


def paper_of(record: Any) -> Paper:
    """Return the whole record of a meeting, or the extract of an item; either was loaded `with_record()`."""
    return _paper_of_meeting(record) if isinstance(record, Meeting) else _paper_of_item(record)


def _paper_of_meeting(meeting: Any) -> Paper:
    return _paper(
        meeting,
        title=f"{_kind(meeting)} of the {meeting.committee.name}, {_day(meeting)}",
        sections=tuple(_section(item, meeting) for item in meeting.items.all()),
        corrections=meeting.corrections.all(),
        address=meeting.get_absolute_url(),
    )


def _paper_of_item(item: Any) -> Paper:
    meeting = item.meeting
    return _paper(
        meeting,
        title=f"Extract from the {_kind(meeting).lower()} of the {meeting.committee.name}, {_day(meeting)}: {item_name(item)}",
        sections=(_section(item, meeting),),
        corrections=item.corrections.all(),
        address=item.get_absolute_url(),
        extract=True,
    )


def _paper(meeting: Any, corrections: Iterable[Any], extract: bool = False, **given: Any) -> Paper:
    corrections = list(corrections)
    return Paper(
        council=meeting.committee.borough.council_name,
        committee=meeting.committee.name,
        day=_day(meeting),
        status=meeting.stage.label,
        standing=tuple(_standing(meeting)),
        about=tuple(_about(meeting)),
        attendance=tuple(_attendance(meeting)),
        changes=tuple(_changes(corrections)),
        signature="" if extract else _signature(meeting),
        since=_since(meeting, corrections),
        **given,
    )


def _day(meeting: Meeting) -> str:
    return long_date(meeting.date) + (f" (meeting {meeting.sitting})" if meeting.sitting > 1 else "")


def _kind(meeting: Meeting) -> str:
    if meeting.committee.is_individual:
        return "Decisions"
    if meeting.minutes_published_at:
        return "Minutes"
    return "Decisions" if meeting.decisions_published_at else "Agenda"


def _about(meeting: Meeting) -> Iterator[Fact]:
    """Yield time and place: council, committee and day stand above them."""
    stated = {
        "Time": clock(meeting.start_time),
        "Place": meeting.venue,
    }
    yield from (Fact(label, (value,)) for label, value in stated.items() if value)


def _standing(meeting: Meeting) -> Iterator[str]:
    """Yield how far the record is published and what approved it, sentence by sentence."""
    if meeting.called_off:
        note = f": {meeting.status_note}" if meeting.status_note else "."
        yield f"{meeting.get_status_display()}{note}"
    if meeting.stage == Meeting.Stage.APPROVED:
        yield f"Approved minutes: {_approval(meeting)}."
        if meeting.approval_note:
            yield meeting.approval_note
    else:
        yield STANDING[meeting.stage]
    days = {
        "Agenda published": meeting.agenda_published_at,
        "decisions": meeting.decisions_published_at,
        "draft minutes": meeting.minutes_published_at,
        "approved": meeting.approved_at,
    }
    yield ", ".join(f"{what} {short_date(day)}" for what, day in days.items() if day) + "."


def _approval(meeting: Meeting) -> str:
    """Return when and where minutes were approved."""
    item = meeting.approved_by
    if item is None:
        return f"approved as a correct record on {short_date(meeting.approved_at)}"
    return f"approved as a correct record at {item_name(item).lower()} of the meeting on {meeting_date(item.meeting)}"


def _signature(meeting: Meeting) -> str:
    """Return what stands above the line that the chair signs; nothing where nobody signs."""
    if meeting.committee.is_individual or not meeting.minutes_published_at:
        return ""
    if meeting.stage == Meeting.Stage.APPROVED:
        return f"{capfirst(_approval(meeting))}."
    return "Signed as a correct record, once approved:"


def _attendance(meeting: Any) -> Iterator[Fact]:
    groups = by_capacity(meeting.attendances.all())
    for group, label in PRESENT_AS.items():
        if groups[group]:
            yield Fact(label, tuple(_attendant(who) for who in groups[group]))


def _attendant(who: Attendance) -> str:
    """Return somebody who was there, with post, capacity and the note that was printed."""
    words = str(who.person) + (f", {who.person.post}" if who.person.post else "")
    if who.capacity in (Attendance.Capacity.VICE_CHAIR, Attendance.Capacity.COOPTED):
        words += f" ({who.get_capacity_display().lower()})"
    elif who.capacity == Attendance.Capacity.SUBSTITUTE:
        words += f" (substitute for {who.substitute_for})" if who.substitute_for else " (substitute)"
    if who.presence == Attendance.Presence.REMOTE:
        words += ", by video link"
    return words + (f": {who.note}" if who.note else "")


def _section(item: Any, meeting: Meeting) -> Section:
    title = {"slug": item.slug, "number": item.printed_number, "title": item.heading}
    if item.exempt:
        return Section(**title, exempt=exempt_words(item, "item"))
    body = body_of(item.points.all(), item.resolutions.all())
    return Section(
        **title,
        purpose=item.purpose,
        facts=tuple(_printed_with(item)),
        body=body,
        nothing="" if body or not meeting.minutes_published_at else "No minutes were taken for this item.",
        interests=tuple(_interest(interest) for interest in item.interests.all()),
        actions=tuple(_action(action) for action in item.undertaken),
        papers=tuple(_document(document) for document in item.documents.all()),
    )


def _printed_with(item: AgendaItem) -> Iterator[Fact]:
    """Yield references and whatever else was printed with an item."""
    key = {True: "Yes", False: "No", None: ""}[item.key_decision]
    stated = {
        "Minute": item.minute_number if item.number else "",
        "Report": item.report_reference,
        "Forward plan": item.forward_plan_reference,
        "Key decision": key,
        "Wards affected": item.wards,
        **item.particulars,
    }
    yield from (Fact(str(label), (str(value),)) for label, value in stated.items() if value)


def _since(meeting: Meeting, corrections: list[Any]) -> str:
    stages = (
        meeting.agenda_published_at, meeting.decisions_published_at, meeting.minutes_published_at, meeting.approved_at,
        *(correction.made_at for correction in corrections),
    )  # fmt: skip
    last: datetime = max(filter(None, stages))
    return last.astimezone(UTC).isoformat(timespec="seconds")


def _interest(interest: Any) -> str:
    nature = f". {interest.nature}" if interest.nature else ""
    stayed = {
        True: "Left the meeting for this item.",
        False: "Stayed in the meeting.",
        None: "Whether they left the meeting is not recorded.",
    }[interest.left_the_meeting]
    said = f"{interest.person}: {interest.get_kind_display().lower()}{nature}"
    return f"{said if said.endswith('.') else said + '.'} {stayed}"


def _action(action: dict[str, Any]) -> str:
    """Return what somebody undertook, and by when."""
    when = action["when"] or (
        f"by {short_date(date.fromisoformat(action['due_on']))}" if action["due_on"] else ""
    )
    done = f"done on {short_date(date.fromisoformat(action['done_on']))}" if action["done_on"] else ""
    owner = f"{action['owner']}: " if action["owner"] else ""
    return owner + "; ".join(filter(None, (action["what"], when, done)))


def _document(document: Any) -> str:
    if document.exempt:
        return exempt_words(document, "document")
    return f"{document.title} ({document.get_kind_display().lower()})"


def _changes(corrections: Iterable[Any]) -> Iterator[str]:
    """Yield what was changed since it was published: when, where and why."""
    for correction in corrections:
        item = f", {item_name(correction.item).lower()}" if correction.item else ""
        yield f"{short_date(correction.made_at)}{item}: {correction.reason}"
