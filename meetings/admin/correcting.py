"""Asks for a reason when an officer changes words that readers have, and keeps the change for them to see."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.admin.base import BoroughScopedAdmin
from meetings.admin.widgets import LowTextarea
from meetings.corrections import Snapshot, record_correction, snapshot
from meetings.models import AgendaItem, Meeting

REASON_MISSING = "_reason_missing"


class ReasonForm(forms.ModelForm):
    """A form that may change what readers have read."""

    correction_reason = forms.CharField(
        label="Reason for the change",
        required=False,
        widget=LowTextarea(2),
        help_text="If you change words that are public, say why: “A name was misspelt.” Readers see it with the change.",
    )

    def clean(self) -> dict[str, Any]:
        if REASON_MISSING in self.data:
            self.add_error(
                "correction_reason",
                "These words are public. Say why you change them; readers see the reason.",
            )
        return super().clean() or self.cleaned_data


class ReasonMissing(Exception):
    """Public words were changed without a reason: nothing is saved, and the form is shown again."""


class CorrectedAdmin(BoroughScopedAdmin):
    """An admin of records whose public words change with a reason only."""

    def place_of(self, record: Any) -> tuple[Meeting, AgendaItem | None]:
        """Return the meeting, and the item if any, whose words a record belongs to."""
        raise NotImplementedError

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.may_publish(request, obj) and public_kinds(*self.place_of(obj)):
            fieldsets.append(("Correction of what is public", {"fields": ("correction_reason",)}))
        return fieldsets

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is public goes with a reason only, which its item's page asks for; never from a list or by itself."""
        return super().has_delete_permission(request, obj) and (obj is None or not self.is_public(obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **given)
        except ReasonMissing:
            said: Any = request.POST.copy()
            said[REASON_MISSING] = "1"
            request.POST = said
            return super().changeform_view(request, *args, **given)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.words_before = words_now(*self.place_of(obj)) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.words_before is None:
            return
        meeting, item = self.place_of(form.instance)
        reason = form.cleaned_data.get("correction_reason", "")
        try:
            record_correction(meeting, item, reason, form.words_before, words_now(meeting, item))
        except ValidationError as error:
            raise ReasonMissing from error


def public_kinds(meeting: Meeting, item: AgendaItem | None) -> set[str]:
    """Return the kinds of text (of `Snapshot`) that readers have of a meeting or item at this moment."""
    now = timezone.now()

    def reached(at: Any) -> bool:
        return bool(at and at <= now)

    if meeting.withdrawn_at or (item and item.withdrawn_at):
        return set()
    if reached(meeting.minutes_published_at):
        return {"meeting", "item", "point", "resolution"}
    return {"resolution"} if item and reached(meeting.decisions_published_at) else set()


def words_now(meeting: Meeting, item: AgendaItem | None) -> Snapshot:
    """Return the words that readers have, as they stand in the database."""
    kinds = public_kinds(meeting, item)
    if not kinds:
        return {}
    meeting = Meeting.objects.get(pk=meeting.pk)
    item = AgendaItem.objects.get(pk=item.pk) if item else None
    return {key: words for key, words in snapshot(meeting, item).items() if key[0] in kinds}
