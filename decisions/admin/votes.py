"""Votes by name on a resolution's page in the officers' admin."""

from typing import Any

from django import forms
from django.contrib import admin

from decisions.models import Vote
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.widgets import remember_choices
from meetings.models import Meeting


class VoteRowForm(forms.ModelForm):
    """One member's vote: choosing the member is enough, typing the printed name too."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "person")
        self.fields["name"].required = False
        self.fields["name"].help_text = "As printed. Left empty, it is the member’s name."

    def clean(self) -> dict[str, Any]:
        """Print the name of the member chosen where nothing was typed."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("name") and said.get("person"):
            said["name"] = str(said["person"])
        if not said.get("name"):
            self.add_error("name", "Choose the member, or type the name as the minutes print it.")
        return said


class VoteInline(BoroughScopedInline, admin.TabularInline):
    """How each member voted."""

    model, form, extra = Vote, VoteRowForm, 0
    borough_path = "resolution__item__meeting__committee__borough"
    committee_path = "resolution__item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    fields = ("person", "name", "cast", "casting")
    autocomplete_fields = ("person",)
    verbose_name, verbose_name_plural = "vote by name", "votes by name"

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("person")
