"""Acts of officers on recommendations, each in one step: follow up, enter answers at an item, tell of progress."""

from textwrap import shorten
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from decisions.models import Progress, Recommendation, Resolution, Response
from decisions.recommending import (
    open_recommendations,
    proposed_addressee,
    proposed_committee,
    recommend,
    record_response,
    record_update,
)
from meetings.admin.act_pages import ActPage
from meetings.admin.widgets import LowTextarea
from meetings.in_words import short_date
from meetings.models import Committee
from minutes_portal.accounts.access import Act

MOST_AT_ONCE = 40  # recommendations on the form of one item


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=AdminDateWidget)


class FollowUpForm(forms.Form):
    """Whom a recommendation is for."""

    addressee = forms.ChoiceField(label="Kind of addressee", choices=Recommendation.Addressee)
    sent_to = forms.CharField(
        label="Addressee", max_length=250, help_text="As readers see it: the Cabinet, a partner, an officer."
    )
    to_committee = forms.ModelChoiceField(
        Committee.objects.none(), label="Answering committee", required=False, empty_label="None of these",
        help_text="Where the borough’s own committee or decision maker is to answer.",
    )  # fmt: skip
    sent_on = day_field("Sent on", required=False, help_text="Leave empty if it has not been sent yet.")
    due_on = day_field(
        "Answer due", required=False,
        help_text="Leave empty to take the date in the resolution, or to have it counted by the borough’s rule.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        sent_on, due_on = said.get("sent_on"), said.get("due_on")
        if due_on and not sent_on:
            raise ValidationError({"sent_on": "Say when it was sent: an answer is due only after that."})
        if due_on and sent_on and due_on < sent_on:
            raise ValidationError({"due_on": "An answer cannot be due before it was sent."})
        return said


class FollowUp(ActPage):
    """Makes a recommendation of a resolution or limb."""

    name, label, form_class = "follow-up", "Follow up as a recommendation…", FollowUpForm

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Resolution) -> bool:
        """As for the resolution itself: a clerk’s until its decisions are public."""
        return bool(model_admin.may_change_record(request, record))

    def intro(self) -> list[str]:
        return [
            f"“{self.record}” gets a line in the ledger of recommendations, and a page of its own.",
            "Whom it is for is proposed from its wording: check it.",
        ]

    def button(self) -> str:
        return "Follow it up"

    def initial(self) -> dict[str, Any]:
        kind, who = proposed_addressee(self.record)
        return {"addressee": kind, "sent_to": who, "to_committee": proposed_committee(self.record)}

    def form(self, given: Any = None) -> forms.Form:
        form = super().form(given)
        field: Any = form.fields["to_committee"]
        field.queryset = Committee.objects.filter(borough=self.record.item.meeting.committee.borough_id)
        return form

    def perform(self, said: dict[str, Any]) -> str:
        made = recommend(self.record, **said)
        due = f" An answer is due on {short_date(made.due_on)}." if made.due_on else ""
        return f"It is followed up as recommendation {made.ordinal} of its item, to {made.sent_to}.{due}"


class AnswersForm(forms.Form):
    """The answers given at one item; a verdict and a reason for each recommendation that waits for one."""

    on = day_field("Answered on")
    responder = forms.CharField(label="Who answers", max_length=250)

    def __init__(self, *args: Any, waiting: list[Recommendation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.waiting = waiting
        for row in waiting:
            due = f", due {short_date(row.due_on)}" if row.due_on else ""
            made_at = row.item.meeting
            self.fields[f"verdict-{row.pk}"] = forms.ChoiceField(
                label=shorten(row.item.heading, 80, placeholder=" …"), required=False,
                choices=[("", "Not answered here"), *Response.Verdict.choices],
                help_text=f"{_words_of(row)} ({made_at.committee.name}, {short_date(made_at.date)}, to {row.sent_to}{due}.)",
            )  # fmt: skip
            self.fields[f"reason-{row.pk}"] = forms.CharField(
                label="Why", required=False, widget=LowTextarea(2), help_text="Readers see this."
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.waiting:
            if said.get(f"reason-{row.pk}") and not said.get(f"verdict-{row.pk}"):
                self.add_error(f"verdict-{row.pk}", "Say what the answer is, as a reason is given for it.")
        if not self.errors and not any(said.get(f"verdict-{row.pk}") for row in self.waiting):
            raise ValidationError("Choose an answer for at least one recommendation.")
        return said


def _words_of(row: Recommendation) -> str:
    """Return what was recommended, with the words it hangs under, as far as a form has room."""
    words = (f"{part.cue or part.mark} {part.wording}".strip() for part in row.parts(row.item))
    return shorten(" ".join(words), 300, placeholder=" …")


class RecordAnswers(ActPage):
    """Enters at the item of a meeting all the answers to recommendations that were given there."""

    name, label = "answers", "Enter answers to recommendations…"

    def waiting(self) -> list[Recommendation]:
        """Return what may be answered here and is this officer’s to write: answers are public at once."""
        site: Any = self.admin.admin_site.get_model_admin(Recommendation)
        rows = site.within(self.request, Recommendation.objects.all(), Act.PUBLISH)
        found = open_recommendations(self.record, rows).select_related(
            "item__meeting__committee", "resolution__parent__parent"
        )
        return list(found[:MOST_AT_ONCE])

    def intro(self) -> list[str]:
        if not self.waiting_here:
            return ["No recommendation in this borough waits for an answer of this committee."]
        return [
            "Choose the answer to each recommendation that was answered at this item, and give the reason.",
            "Readers see the answers in the ledger at once, with a link to this item where it is public.",
        ]

    def button(self) -> str:
        return "Enter these answers" if self.waiting_here else ""

    def form(self, given: Any = None) -> forms.Form:
        self.waiting_here = self.waiting()
        meeting = self.record.meeting
        initial = {"on": meeting.date, "responder": f"The {meeting.committee.name.removeprefix('The ')}"}
        return AnswersForm(given, initial=initial, waiting=self.waiting_here)

    def perform(self, said: dict[str, Any]) -> str:
        answered = [row for row in self.waiting_here if said[f"verdict-{row.pk}"]]
        for row in answered:
            record_response(
                row, on=said["on"], responder=said["responder"], verdict=said[f"verdict-{row.pk}"],
                reason=said[f"reason-{row.pk}"], item=self.record,
            )  # fmt: skip
        return f"{len(answered)} answer{'' if len(answered) == 1 else 's'} entered at “{self.record}”."


class ProgressForm(forms.Form):
    """How far a recommendation has come."""

    on = day_field("On")
    progress = forms.ChoiceField(choices=Progress)
    note = forms.CharField(
        label="What has been done", required=False, widget=LowTextarea(3),
        help_text="Or why it is closed without being implemented. Readers see this.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("progress") == Progress.ABANDONED and not said.get("note"):
            raise ValidationError({"note": "Say why it is closed without being implemented."})
        return said


class RecordProgress(ActPage):
    """Tells how far a recommendation has come, or closes it."""

    name, label, form_class = "progress", "Update or close…", ProgressForm

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Recommendation) -> bool:
        return bool(model_admin.may_change_record(request, record))

    def intro(self) -> list[str]:
        return [
            f"It is {self.record.get_progress_display().lower()} now. What you enter is added to its timeline."
        ]

    def button(self) -> str:
        return "Add this update"

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate(), "progress": self.record.progress}

    def perform(self, said: dict[str, Any]) -> str:
        record_update(self.record, **said)
        return f"“{self.record}”: {self.record.get_progress_display().lower()}."
