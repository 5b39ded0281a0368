"""The pages on which an officer puts an agenda together, makes a meeting like another, and takes standing items."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from meetings.acts import lock
from meetings.admin.act_pages import ActPage
from meetings.admin.permitting import home_of, readers_have
from meetings.agenda_building import (
    Choice,
    Proposal,
    add_to_agenda,
    from_meeting,
    from_ready_made,
    from_standing_items,
    last_meeting,
    meeting_like,
    take_ready_made,
)
from meetings.models import Committee, Meeting
from minutes_portal.accounts.access import Access

BLANK_ROWS = 3
STANDING, READY, LAST = "standing", "ready", "last"


class ProposalForm(forms.Form):
    """One item that may be put on the agenda."""

    chosen = forms.BooleanField(required=False)
    place = forms.IntegerField(min_value=1, max_value=9_999, required=False)
    title = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, proposal: Proposal | None = None, place: int = 0, **given: Any) -> None:
        super().__init__(*args, **given)
        self.proposal, self.standing_at = proposal, place
        name = f"“{proposal.title[:60]}”" if proposal else f"new item {place}"
        for field, label in (("chosen", "Put on the agenda:"), ("place", "Place of"), ("title", "Title of")):
            self.fields[field].widget.attrs["aria-label"] = f"{label} {name}"
        if proposal:
            self.initial = {"chosen": proposal.chosen, "title": proposal.title, "place": place}
        else:
            self.initial = {"place": place}

    def choice(self) -> Choice | None:
        """Return what the officer chose; a new item is chosen by giving it a title."""
        said = self.cleaned_data
        title = " ".join(said.get("title", "").split())
        if not (said.get("chosen") if self.proposal else title):
            return None
        if not title:
            raise ValidationError("Give each item that you tick a title.")
        return Choice(title, self.proposal)


class AgendaForm(forms.Form):
    """The items offered for an agenda, from one source."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, given: Any, proposals: list[Proposal], seen: str) -> None:
        super().__init__(given, initial={"seen": seen})
        blanks = [None] * BLANK_ROWS
        self.rows = [
            ProposalForm(
                given, prefix=proposal.key if proposal else f"new-{place}", proposal=proposal, place=place
            )
            for place, proposal in enumerate([*proposals, *blanks], 1)
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def clean(self) -> dict[str, Any]:
        """Gather the choices in the order of their places."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [
            (row.cleaned_data.get("place") or row.standing_at, row) for row in self.rows if row.is_valid()
        ]
        in_order = sorted(chosen, key=lambda pair: (pair[0], pair[1].standing_at))
        said["choices"] = [choice for _, row in in_order if (choice := row.choice())]
        if not said["choices"]:
            raise ValidationError("Tick at least one item, or give a new one a title.")
        return said


def may_write(model_admin: Any, request: HttpRequest, meeting: Meeting) -> bool:
    """Whether an officer may put items on this agenda: a clerk until it is public, a publisher at any time."""
    public = readers_have(meeting, Meeting.Stage.AGENDA)
    return Access.of(request.user).may_change(*home_of(meeting), public=public)


class BuildAgenda(ActPage):
    """Puts items on the agenda of a meeting, from the last one or from the committee’s standing items."""

    name, label, template = "agenda", "Build the agenda…", "admin/meetings/build_agenda.html"

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        return not record.withdrawn_at and not readers_have(record, Meeting.Stage.DRAFT_MINUTES)

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        return may_write(model_admin, request, record)

    @cached_property
    def earlier(self) -> Meeting | None:
        """The meeting whose agenda is offered: the one asked for, else the last."""
        asked = self.request.GET.get("like", "")
        if asked.isascii() and asked.isdecimal() and len(asked) < 18:
            own = Meeting.objects.of(self.record.committee).exclude(pk=self.record.pk)
            return own.filter(pk=int(asked)).first()
        return last_meeting(self.record)

    @cached_property
    def sources(self) -> dict[str, str]:
        """What an agenda can be built from here, the most likely first."""
        offered = {}
        if self.earlier and self.earlier.items.exists():
            offered[LAST] = f"The meeting of {self.earlier.date:%-d %B %Y}"
        if self.record.committee.standing_items.exists():
            offered[STANDING] = "The committee’s standing items"
        else:
            offered[READY] = "What most committees have"
        return offered

    @cached_property
    def source(self) -> str:
        asked = self.request.GET.get("from", "")
        return asked if asked in self.sources else next(iter(self.sources))

    @cached_property
    def proposals(self) -> list[Proposal]:
        there = {title.casefold() for title in self.record.items.values_list("title", flat=True)}
        return [
            replace(each, chosen=False, note="On the agenda already.")
            if each.title.casefold() in there
            else each
            for each in self._offered_items()
        ]

    def _offered_items(self) -> list[Proposal]:
        if self.source == LAST and self.earlier:
            return from_meeting(self.record, self.earlier)
        return from_standing_items(self.record) if self.source == STANDING else from_ready_made(self.record)

    def seen(self) -> str:
        """A mark of what is on the agenda now: somebody else may have put items there meanwhile."""
        keys = self.record.items.order_by("pk").values_list("pk", flat=True)
        return ",".join(map(str, keys)) or "nothing"

    def form(self, given: Any = None) -> forms.Form:
        return AgendaForm(given, self.proposals, self.seen())

    def intro(self) -> list[str]:
        words = [
            "Tick what belongs on the agenda, change the titles and places you want changed. Numbers are given."
        ]
        if self.record.items.exists():
            words.append("What is on the agenda already stays as it is; these items follow it.")
        if readers_have(self.record, Meeting.Stage.AGENDA):
            words.append("The agenda is public: readers see new items at once.")
        return words

    def button(self) -> str:
        return "Put these on the agenda"

    def context(self) -> dict[str, Any]:
        like = f"&like={self.earlier.pk}" if self.request.GET.get("like") and self.earlier else ""
        return {
            "sources": [
                (words, f"?from={name}{like}", name == self.source) for name, words in self.sources.items()
            ],
            "there": list(self.record.items.order_by("order", "slug")),
        }

    def perform(self, said: dict[str, Any]) -> str:
        lock(self.record)
        if said["seen"] != self.seen():
            raise ValidationError(
                "Somebody has changed the agenda since this page was opened. It now stands above: look at it, then try again."
            )
        items = add_to_agenda(self.record, said["choices"])
        return f"{len(items)} item{'s' * (len(items) != 1)} put on the agenda of {self.record}."


class LikeThisForm(forms.Form):
    """When and where the new meeting is."""

    date = forms.DateField(widget=AdminDateWidget)
    start_time = forms.TimeField(required=False, widget=AdminTimeWidget, help_text="24-hour clock: 19:00.")
    venue = forms.CharField(max_length=250, required=False)


class LikeThis(ActPage):
    """Makes a meeting of the same committee, and goes on to its agenda."""

    name, label, form_class = "another", "New meeting like this one…", LikeThisForm

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.made: Meeting | None = None

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        return Access.of(request.user).may_draft(*home_of(record))

    def intro(self) -> list[str]:
        return ["It has the same committee. Next you choose which items of this meeting it takes over."]

    def initial(self) -> dict[str, Any]:
        start = self.record.start_time
        return {"venue": self.record.venue, "start_time": f"{start:%H:%M}" if start else ""}

    def button(self) -> str:
        return "Make the meeting and choose its items"

    def perform(self, said: dict[str, Any]) -> str:
        day: date = said.pop("date")
        self.made = meeting_like(self.record, day, **said)
        self.admin.log_addition(self.request, self.made, f"Made like {self.record}.")
        return f"{self.made} is there. Nothing of it is public yet."

    def back(self) -> str:
        if self.made is None:
            return super().back()
        return f"{self.admin.act_address(BuildAgenda, self.made)}?from={LAST}&like={self.record.pk}"


class TakeReadyMade(ActPage):
    """Gives a committee the standing items that most have."""

    name, label = "standing-items", "Take the ready-made standing items…"

    @classmethod
    def offered(cls, record: Committee) -> bool:
        return not record.is_individual and not record.standing_items.exists()

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        return Access.of(request.user).may_administer(record.borough_id)

    def intro(self) -> list[str]:
        return [
            "At the opening: apologies, declarations, minutes of the last meeting, public questions.",
            "At the end: work programme, urgent business, date of next meeting.",
            "You can change them afterwards, on the committee’s page.",
        ]

    def button(self) -> str:
        return "Take these standing items"

    def perform(self, said: dict[str, Any]) -> str:
        take_ready_made(self.record)
        return f"{self.record} has standing items now. Its new agendas are built from them."
