"""Short cuts for what is tedious to enter row by row: a whole agenda, and a committee's members."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.acts import give_slugs
from meetings.admin.correcting import ReasonForm
from meetings.admin.widgets import LowTextarea
from meetings.minutes_text.procedure import is_procedural
from meetings.models import AgendaItem, Attendance, Meeting, Role

AGENDA_LINE = re.compile(
    r"(?:item\s+)?(?P<number>\d[\w./-]{0,18}?|[A-Z]\d[\w./-]{0,17})[.):]?\s+(?P<title>\S.*)", re.IGNORECASE
)


class MeetingForm(ReasonForm):
    """A meeting, with two short cuts for what is tedious to enter row by row."""

    agenda_lines = forms.CharField(
        label="Agenda in one go",
        required=False,
        widget=LowTextarea(4),
        help_text="Paste the agenda here, one item a line with its number first: “5 Home care review”. "
        "Apologies, declarations and the like are flagged as procedural; check that below after saving.",
    )
    list_members = forms.BooleanField(
        label="List the committee’s members as present",
        required=False,
        help_text="Adds everybody with a post on the committee that day who is not on the list yet.",
    )

    def clean_agenda_lines(self) -> list[tuple[str, str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["agenda_lines"].splitlines()]
        items = [_item_of(line) for line in lines if line]
        for number, title in items:
            if len(title) > 500 or len(number) > 20:
                raise ValidationError(
                    f"This is too long for a title: “{title[:80]}…”. Put one item on a line."
                )
        return items

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        numbers = [number for number, _ in said.get("agenda_lines") or [] if number]
        if self.instance.pk:
            numbers += self.instance.items.exclude(number="").values_list("number", flat=True)
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice and said.get("agenda_lines"):
            raise ValidationError({"agenda_lines": f"The agenda would have item {', '.join(twice)} twice."})
        return said


def _item_of(line: str) -> tuple[str, str]:
    found = AGENDA_LINE.fullmatch(line)
    return (found["number"], found["title"]) if found else ("", line)


def add_items(meeting: Meeting, lines: list[tuple[str, str]]) -> None:
    """Add items at the end of an agenda, from their numbers and titles."""
    last = max(meeting.items.values_list("order", flat=True), default=0)
    items = [
        AgendaItem(meeting=meeting, order=order, number=number, title=title, procedural=is_procedural(title))
        for order, (number, title) in enumerate(lines, last + 1)
    ]
    give_slugs(meeting, items)
    AgendaItem.objects.bulk_create(items)


def add_members(meeting: Meeting) -> None:
    """List as present everybody with a post on the committee on the day of the meeting."""
    roles = (
        Role.objects.filter(committee=meeting.committee_id)
        .exclude(start__gt=meeting.date)
        .exclude(end__lt=meeting.date)
    )
    capacities = set(Attendance.Capacity.values)
    people = dict(roles.order_by("-kind").values_list("person", "kind"))
    listed = set(meeting.attendances.values_list("person", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person_id=person,
            capacity=kind if kind in capacities else Attendance.Capacity.MEMBER,
        )
        for person, kind in people.items()
        if person not in listed
    )
