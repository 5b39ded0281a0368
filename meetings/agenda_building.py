"""Puts an agenda together from what the committee’s agendas hold every time and from what its last meeting left."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.acts import give_slugs, lock
from meetings.minutes_text.procedure import is_procedural
from meetings.models import AgendaItem, Committee, Meeting, StandingItem

NOT_HELD = (Meeting.Status.CANCELLED, Meeting.Status.POSTPONED)
DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}",
    re.IGNORECASE,
)
MINUTES = re.compile(r"^(?:to (?:approve|agree|confirm|receive|sign)\b.*\b)?minutes\b", re.IGNORECASE)
LAST_MEETING = re.compile(r"\b(?:the )?(?:last|previous|preceding)(?: ordinary)? meeting\b", re.IGNORECASE)
NEXT_MEETING = re.compile(r"^(?:date (?:and time )?of )?(?:the )?next meeting\b", re.IGNORECASE)
# Offered where a committee has no standing items yet: title, what the committee is asked to do, whether it closes.
READY_MADE = (
    ("Apologies for absence and substitutions", "To receive apologies and the names of substitutes.", False),
    ("Declarations of interest", "To receive declarations of interests in items on this agenda.", False),
    ("Minutes of the last meeting", "To approve the minutes as a correct record.", False),
    ("Public questions and petitions", "To receive questions and petitions from the public.", False),
    ("Work programme", "To agree the committee’s programme of work.", True),
    ("Urgent business", "To consider business that the Chair agrees is urgent.", True),
    ("Date of next meeting", "", True),
)


@dataclass(frozen=True)
class Proposal:
    """An item that may be put on an agenda. `key` tells it from the others of its page."""

    key: str
    title: str
    purpose: str = ""
    procedural: bool = True
    chosen: bool = True
    note: str = ""
    item: AgendaItem | None = None  # of an earlier meeting, carried over


@dataclass(frozen=True)
class Choice:
    """An item that an officer puts on an agenda, under a title of their own."""

    title: str
    proposal: Proposal | None = None


def last_meeting(meeting: Meeting) -> Meeting | None:
    """Return the committee’s meeting before this one that was to take place."""
    earlier = Meeting.objects.before(meeting).exclude(status__in=NOT_HELD)
    found: Meeting | None = earlier.exclude(pk=meeting.pk).first()
    return found


def from_standing_items(meeting: Meeting) -> list[Proposal]:
    """Return the committee’s standing items, with the business of its last meeting between opening and closing."""
    rows = list(meeting.committee.standing_items.all())
    standing = [(row.closes_agenda, _standing(meeting, row)) for row in rows]
    return _around_business(meeting, standing, last_meeting(meeting))


def from_ready_made(meeting: Meeting) -> list[Proposal]:
    """Return the items that most committees have every time, with the business of the last meeting."""
    standing = [
        (closes, Proposal(f"ready-{n}", adapted(title, meeting), purpose))
        for n, (title, purpose, closes) in enumerate(READY_MADE)
    ]
    return _around_business(meeting, standing, last_meeting(meeting))


def from_meeting(meeting: Meeting, earlier: Meeting) -> list[Proposal]:
    """Return the items of another meeting in its order: the procedural ones chosen, business only if deferred."""
    return [_carried(meeting, item) for item in _items(earlier)]


def _around_business(
    meeting: Meeting, standing: list[tuple[bool, Proposal]], earlier: Meeting | None
) -> list[Proposal]:
    business = [_carried(meeting, item) for item in _items(earlier) if not item.procedural] if earlier else []
    opening = [proposal for closes, proposal in standing if not closes]
    return [*opening, *business, *(proposal for closes, proposal in standing if closes)]


def _items(meeting: Meeting) -> list[Any]:
    """Return a meeting’s items in order; what is withdrawn is not carried on."""
    items = meeting.items.filter(withdrawn_at=None).order_by("order", "slug").defer("search")
    return list(items.prefetch_related("resolutions"))


def _standing(meeting: Meeting, row: StandingItem) -> Proposal:
    return Proposal(f"standing-{row.pk}", adapted(row.title, meeting), row.purpose, row.procedural)


def _carried(meeting: Meeting, item: Any) -> Proposal:
    deferred = any("deferred" in resolution.outcomes for resolution in item.resolutions.all())
    note = ""
    if item.exempt:
        note = "It was exempt: only its title is taken. Mark the new item as exempt too, if it is."
    elif deferred:
        note = f"Deferred on {item.meeting.date:%-d %B %Y}."
    return Proposal(
        key=f"item-{item.pk}",
        title=adapted(item.heading, meeting) if item.procedural else item.heading,
        purpose="" if item.exempt else item.purpose,
        procedural=item.procedural,
        chosen=item.procedural or deferred,
        note=note,
        item=item,
    )


def adapted(title: str, meeting: Meeting) -> str:
    """Return the title of a procedural item with the days that this meeting needs in it.

    “Minutes of the last meeting” becomes “Minutes of the meeting of 24 September 2024”; the next meeting’s date is
    given where it is known, and taken out where it is not.
    """
    if MINUTES.match(title):
        before = last_meeting(meeting)
        return _minutes_of(title, before.date) if before else title
    if NEXT_MEETING.match(title):
        after = Meeting.objects.after(meeting).exclude(status__in=NOT_HELD).first()
        words = DAY.sub("", title).rstrip(" :–-,")
        return f"{words}: {in_full(after.date)}" if after else words
    return title


def _minutes_of(title: str, day: date) -> str:
    if DAY.search(title):
        return DAY.sub(in_full(day), title, count=1)
    if LAST_MEETING.search(title):
        return LAST_MEETING.sub(f"the meeting of {in_full(day)}", title, count=1)
    return f"{title} of the meeting of {in_full(day)}" if title.strip().lower() == "minutes" else title


def in_full(day: date) -> str:
    return f"{day:%-d %B %Y}"


@transaction.atomic
def add_to_agenda(meeting: Meeting, choices: Iterable[Choice]) -> list[AgendaItem]:
    """Put items at the end of an agenda, numbered on from what is there, and return them. What is there stays as it is.

    Raises ValidationError when a title stands on the agenda already.
    """
    lock(meeting)
    there = list(meeting.items.values_list("order", "number", "title"))
    choices = list(choices)
    titles = [title.casefold() for _, _, title in there] + [choice.title.casefold() for choice in choices]
    twice = [choice.title for choice in choices if titles.count(choice.title.casefold()) > 1]
    if twice:
        raise ValidationError(f"“{twice[0]}” would be on the agenda twice. Untick it, or change its title.")
    order = max((order for order, _, _ in there), default=0)
    number = max((int(number) for _, number, _ in there if number.isdecimal()), default=len(there))
    items = [
        _item(meeting, choice, order + step, str(number + step)) for step, choice in enumerate(choices, 1)
    ]
    give_slugs(meeting, items)
    AgendaItem.objects.bulk_create(items)
    for item, choice in zip(items, choices, strict=True):
        earlier = choice.proposal.item if choice.proposal else None
        if earlier and not earlier.exempt:
            item.topics.set(earlier.topics.all())
    return items


def _item(meeting: Meeting, choice: Choice, order: int, number: str) -> AgendaItem:
    proposal = choice.proposal
    item = AgendaItem(meeting=meeting, order=order, number=number, title=choice.title)
    item.procedural = proposal.procedural if proposal else is_procedural(choice.title)
    item.purpose = proposal.purpose if proposal else ""
    earlier = proposal.item if proposal else None
    if earlier and not earlier.exempt:
        item.forward_plan_reference, item.wards = earlier.forward_plan_reference, earlier.wards
    return item


@transaction.atomic
def take_ready_made(committee: Committee) -> None:
    """Give a committee without standing items those that most committees have.

    Raises ValidationError when it has some already.
    """
    lock(committee)
    if committee.standing_items.exists():
        raise ValidationError("This committee has standing items already. Change them in the list below.")
    StandingItem.objects.bulk_create(
        StandingItem(committee=committee, order=order, title=title, purpose=purpose, closes_agenda=closes)
        for order, (title, purpose, closes) in enumerate(READY_MADE, 1)
    )


@transaction.atomic
def meeting_like(earlier: Meeting, day: date, **particulars: Any) -> Meeting:
    """Make a meeting of the same committee on another day, with the place and time of an earlier one unless given.

    Raises ValidationError when the committee has a meeting that day.
    """
    made = Meeting(
        committee=earlier.committee,
        date=day,
        **{"start_time": earlier.start_time, "venue": earlier.venue} | particulars,
        status=Meeting.Status.SCHEDULED if day >= timezone.localdate() else Meeting.Status.HELD,
    )
    made.full_clean()
    made.save()
    return made
