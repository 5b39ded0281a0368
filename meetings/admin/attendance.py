"""The page on which an officer takes the attendance of a meeting: everybody on one screen, one save."""

from functools import cached_property
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from meetings.acts import lock
from meetings.admin.act_pages import ActPage
from meetings.admin.correcting import public_kinds, words_now
from meetings.admin.permitting import home_of, readers_have
from meetings.admin.widgets import LowTextarea
from meetings.attendance import Capacity, Names, Presence, Said, Seat, seats_at, take_attendance
from meetings.corrections import record_correction
from meetings.models import Attendance, Meeting, Person
from minutes_portal.accounts.access import Access

NOT_LISTED = ""
PRESENCES = [
    (Presence.PRESENT, "Present"),
    (Presence.REMOTE, "Video link"),
    (Presence.APOLOGIES, "Apologies"),
    (Presence.ABSENT, "Absent"),
    (NOT_LISTED, "Not listed"),
]
BLANK_ROWS = {Capacity.SUBSTITUTE: 2, Capacity.OFFICER: 4, Capacity.GUEST: 2}


class SeatForm(forms.Form):
    """One person in one row."""

    presence = forms.ChoiceField(choices=PRESENCES, widget=forms.RadioSelect, required=False)
    capacity = forms.ChoiceField(choices=Capacity.choices)
    substitute_for = forms.ChoiceField(required=False)
    note = forms.CharField(max_length=200, required=False)

    def __init__(self, given: Any, seat: Seat, presence: str, members: list[Seat]) -> None:
        row = seat.recorded
        initial = {
            "presence": presence,
            "capacity": seat.capacity,
            "substitute_for": str(row.substitute_for_id or "") if row else "",
            "note": row.note if row else "",
        }
        super().__init__(given, prefix=f"person-{seat.person.pk}", initial=initial)
        self.seat = seat
        self.members = offer_members(self, members, row)
        if seat.member and seat.capacity != Capacity.SUBSTITUTE:
            stand_for_themselves(self)
        name_fields(self, str(seat.person))

    def said(self) -> Said | None:
        said = self.cleaned_data
        if said["presence"] == NOT_LISTED:
            return None
        return Said(
            self.seat.person, said["capacity"], said["presence"], self.members.get(said.get("substitute_for", "")), said["note"],
        )  # fmt: skip


class NewcomerForm(forms.Form):
    """A row for somebody who is no member: found by name, or added."""

    name = forms.CharField(max_length=300, required=False)
    presence = forms.ChoiceField(choices=PRESENCES[:4], widget=forms.RadioSelect, initial=Presence.PRESENT)
    capacity = forms.ChoiceField(choices=Capacity.choices)
    substitute_for = forms.ChoiceField(required=False)
    note = forms.CharField(max_length=200, required=False)

    def __init__(self, given: Any, number: int, capacity: str, members: list[Seat]) -> None:
        super().__init__(given, prefix=f"new-{number}", initial={"capacity": capacity})
        self.members = offer_members(self, members, None)
        if capacity != Capacity.SUBSTITUTE:
            stand_for_themselves(self)
        name_fields(self, f"somebody else, row {number}")
        self.fields["name"].widget.attrs |= {"list": "people", "autocomplete": "off"}

    def said(self, names: Names) -> Said | None:
        said = self.cleaned_data
        if not said["name"]:
            return None
        person = names.find_or_add(said["name"], said["capacity"])
        instead_of = self.members.get(said.get("substitute_for", ""))
        return Said(person, said["capacity"], said["presence"], instead_of, said["note"])


def offer_members(form: Any, members: list[Seat], recorded: Attendance | None) -> dict[str, Person]:
    """Let a row say in whose place somebody came: a member’s, or whom the record names already. Return them by key."""
    offered = {str(seat.person.pk): seat.person for seat in members}
    if recorded and recorded.substitute_for:
        offered[str(recorded.substitute_for_id)] = recorded.substitute_for
    form.fields["substitute_for"].choices = [
        ("", "nobody"),
        *((key, str(each)) for key, each in offered.items()),
    ]
    return offered


def stand_for_themselves(form: Any) -> None:
    """Leave out of a row what only substitutes need; those have rows of their own."""
    del form.fields["substitute_for"]
    form.fields["capacity"].choices = [each for each in Capacity.choices if each[0] != Capacity.SUBSTITUTE]


def name_fields(form: forms.Form, name: str) -> None:
    """Say to screen readers whose row each field stands in."""
    for field, label in (
        ("name", "Name of"), ("capacity", "Capacity of"), ("substitute_for", "In place of, for"), ("note", "Note on"),
    ):  # fmt: skip
        if field in form.fields:
            form.fields[field].widget.attrs["aria-label"] = f"{label} {name}"


class AttendanceForm(forms.Form):
    """Everybody who was, or might have been, at the meeting."""

    seen = forms.CharField(widget=forms.HiddenInput)
    correction_reason = forms.CharField(
        label="Reason for the change",
        required=False,
        widget=LowTextarea(2),
        help_text="The minutes are public. If you change who was there, say why: “A name was missed.” Readers see it.",
    )

    def __init__(self, given: Any, meeting: Meeting, seats: list[Seat], seen: str) -> None:
        super().__init__(given, initial={"seen": seen})
        self.meeting, self.names = meeting, Names(meeting.committee.borough)
        members = [seat for seat in seats if seat.member]
        first_time = not any(seat.recorded for seat in seats)
        self.rows = [SeatForm(given, seat, presence_now(seat, first_time), members) for seat in seats]
        kinds = [capacity for capacity, number in BLANK_ROWS.items() for _ in range(number)]
        self.newcomers = [NewcomerForm(given, n, capacity, members) for n, capacity in enumerate(kinds, 1)]
        if not public_kinds(meeting, None):
            del self.fields["correction_reason"]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in (*self.rows, *self.newcomers))])


def presence_now(seat: Seat, first_time: bool) -> str:
    """Return what is chosen for a person when the page opens: what is recorded, present where nothing is yet."""
    if seat.recorded:
        return seat.recorded.presence
    return Presence.PRESENT if first_time else NOT_LISTED


class TakeAttendance(ActPage):
    """Records who was at a meeting."""

    name, label, template = "attendance", "Take attendance…", "admin/meetings/attendance.html"

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        return not record.withdrawn_at and not record.committee.is_individual

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        public = readers_have(record, Meeting.Stage.DRAFT_MINUTES)
        return Access.of(request.user).may_change(*home_of(record), public=public)

    @cached_property
    def seats(self) -> list[Seat]:
        return seats_at(self.record)

    def seen(self) -> str:
        """A mark of what is recorded now: another officer may have taken the attendance meanwhile."""
        rows = self.record.attendances.order_by("pk")
        told = rows.values_list("person", "capacity", "presence", "substitute_for", "note")
        return sha256(repr(list(told)).encode()).hexdigest()

    def form(self, given: Any = None) -> forms.Form:
        self.asked = AttendanceForm(given, self.record, self.seats, self.seen())
        return self.asked

    def intro(self) -> list[str]:
        if not any(seat.member for seat in self.seats):
            return [
                "No member of this committee is known for that day. Add their posts under People, or write names below."
            ]
        return [
            "The members on that day are listed, all as present until you say otherwise. Arrow keys change a row."
        ]

    def button(self) -> str:
        return "Save the attendance"

    def perform(self, said: dict[str, Any]) -> str:
        lock(self.record)
        if said["seen"] != self.seen():
            raise ValidationError(
                "Somebody has changed the attendance since this page was opened. Open the page again to see it."
            )
        form = self.asked
        before = words_now(self.record, None)
        everybody = [row.said() for row in form.rows] + [row.said(form.names) for row in form.newcomers]
        listed = [each for each in everybody if each]
        take_attendance(self.record, listed)
        after = words_now(self.record, None)
        record_correction(self.record, None, said.get("correction_reason", ""), before, after)
        return f"The attendance of {self.record} is saved: {len(listed)} people."
