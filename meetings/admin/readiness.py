"""What an officer may want to look at before publishing. Nothing here stands in the way: they decide.

Decisions are reached through the names of reverse relations only.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Prefetch

from meetings.models import Attendance, Meeting

PRESENT = (Attendance.Presence.PRESENT, Attendance.Presence.REMOTE)


class Remark(NamedTuple):
    """One thing to look at, and the record that it is about."""

    words: str
    about: Any


def remarks_on(meeting: Meeting, stage: str) -> list[Remark]:
    """Return what is missing, doubled or odd in a meeting that is to be published up to `stage`."""
    items_model: Any = Meeting._meta.get_field("items").related_model
    resolutions: Any = items_model._meta.get_field("resolutions").related_model
    whole = resolutions.objects.order_by("order")
    items = list(meeting.items.order_by("order").prefetch_related("points", Prefetch("resolutions", whole)))
    remarks = [*_on_agenda(meeting, items)]
    if stage != Meeting.Stage.AGENDA:
        if meeting.status == Meeting.Status.SCHEDULED:
            remarks.append(Remark("The meeting is still marked as scheduled, not as held.", meeting))
        people = list(meeting.attendances.select_related("person"))
        remarks += _on_decisions(items, people)
    if stage == Meeting.Stage.DRAFT_MINUTES:
        remarks += _on_minutes(meeting, items, people)
    return [*remarks, *_on_exempt(items, meeting)]


def _on_agenda(meeting: Meeting, items: list[Any]) -> Iterator[Remark]:
    if not items:
        yield Remark("There is nothing on the agenda.", meeting)
    if meeting.status in (Meeting.Status.CANCELLED, Meeting.Status.POSTPONED):
        yield Remark(f"The meeting is marked as {meeting.get_status_display().lower()}.", meeting)
    for name, field in (("agenda number", "number"), ("minute number", "minute_number")):
        used = Counter(getattr(item, field) for item in items)
        for item in items:
            if getattr(item, field) and used[getattr(item, field)] > 1:
                yield Remark(f"The {name} {getattr(item, field)} is used more than once.", item)
    for item in items:
        if not item.title:
            yield Remark(f"Item {item.printed_number or 'without number'} has no title.", item)
        if item.key_decision and not item.forward_plan_reference:
            yield Remark(
                f"“{item.heading}” is a key decision without a forward-plan reference (28 days’ notice).",
                item,
            )


def _on_decisions(items: list[Any], people: list[Attendance]) -> Iterator[Remark]:
    present = sum(each.presence in PRESENT and each.capacity not in ("officer", "guest") for each in people)
    absent = {each.person_id: each.person for each in people if each.presence not in PRESENT}
    for item in items:
        for resolution in item.resolutions.all():
            if not resolution.parent_id and not resolution.outcomes:
                yield Remark(f"No outcome is ticked: “{resolution}”.", resolution)
            votes = sum(
                filter(None, (resolution.votes_for, resolution.votes_against, resolution.votes_abstain))
            )
            if present and votes > present:
                yield Remark(
                    f"{votes} votes were cast, but {present} members were present: “{resolution}”.",
                    resolution,
                )
            for person in {resolution.moved_by_id, resolution.seconded_by_id} & set(absent):
                yield Remark(
                    f"{absent[person]} was not present, but moved or seconded “{resolution}”.", resolution
                )


def _on_minutes(meeting: Meeting, items: list[Any], people: list[Attendance]) -> Iterator[Remark]:
    for item in items:
        if not item.points.all() and not item.resolutions.all():
            yield Remark(f"Nothing is minuted under “{item.heading}”.", item)
    if not people and not meeting.committee.is_individual:
        yield Remark("Nobody is listed as present.", meeting)


def _on_exempt(items: list[Any], meeting: Meeting) -> Iterator[Remark]:
    parts = [*items, *meeting.documents.all()]
    for item in items:
        parts += [*item.points.all(), *item.resolutions.all()]
    count = sum(part.exempt for part in parts)
    if count:
        yield Remark(f"{count} exempt part{'s' * (count > 1)} will stay private.", meeting)
