"""One officer at one place of the workspace: what they may do there, and where its pages are."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings.acts import in_words
from meetings.models import AgendaItem, Meeting
from minutes_portal.accounts.access import Access
from minutes_portal.workspace.place import Place

SAVED_COPIES, COPIES_REMEMBERED = "minutes_text_saved", 20


class Button(NamedTuple):
    """What a button sends, and what it says that it will do."""

    act: str
    words: str


@dataclass(frozen=True)
class Visit:
    """An officer's request at an item or a whole meeting."""

    request: HttpRequest
    place: Place

    @property
    def record(self) -> Meeting | AgendaItem:
        return self.place.item or self.place.meeting

    @property
    def day(self) -> str:
        return f"{self.place.meeting.date:%-d %B %Y}"

    # -- What this officer may do

    @cached_property
    def may_save(self) -> bool:
        """Whether anything here is theirs to write: a clerk's until the minutes are public, a publisher's always."""
        return self.place.access_of(self.request.user, public=self.place.minutes_are_public)

    @cached_property
    def may_change_public(self) -> bool:
        return self.place.access_of(self.request.user, public=True)

    @cached_property
    def may_publish(self) -> bool:
        committee = self.place.meeting.committee
        allowed = Access.of(self.request.user).may_publish(committee.borough_id, committee.pk)
        return allowed and not self.place.meeting.withdrawn_at and not self.place.minutes_are_public

    @property
    def needs_reason(self) -> bool:
        return self.may_change_public and self.place.decisions_are_public

    @property
    def why_not(self) -> str:
        """Why the page is as it is, where an officer would wonder."""
        meeting = self.place.meeting
        if not self.may_save and self.place.minutes_are_public:
            return "Readers have these minutes. Only a publisher changes what is public; you can read here."
        if not self.may_save:
            return "You can read here. Your role does not let you change anything."
        if meeting.withdrawn_at:
            return "This meeting is withdrawn: readers see a notice. What you save reaches them when it is restored."
        later = meeting.minutes_published_at
        if later and later > timezone.now():
            return f"These minutes are to be published by themselves on {in_words(later)}."
        return ""

    # -- What the buttons say

    @property
    def primary(self) -> Button:
        if self.may_publish:
            return Button("publish", f"Publish draft minutes of {self.day} to the public")
        if self.place.minutes_are_public and not self.place.meeting.withdrawn_at:
            return Button("save", f"Correct the published minutes of {self.day}")
        return Button("save", "Save as draft")

    @property
    def secondary(self) -> str:
        return "Save as draft" if self.may_publish else ""

    # -- The browser's copy

    def remember_copy(self) -> None:
        """Note that the copy which this officer's browser holds of the text is in the record now."""
        saved = dict(self.request.session.get(SAVED_COPIES, {}))
        saved[self.address] = self.request.POST.get("copy", "")[:20]
        self.request.session[SAVED_COPIES] = dict(list(saved.items())[-COPIES_REMEMBERED:])

    @property
    def saved_copy(self) -> str:
        """The copy that was saved last, so that the browser does not offer it again."""
        return str(self.request.session.get(SAVED_COPIES, {}).get(self.address, ""))

    # -- Addresses

    @cached_property
    def address(self) -> str:
        return self._address("minutes-text")

    @property
    def read_address(self) -> str:
        return self._address("minutes-text-read")

    @property
    def draft_address(self) -> str:
        return self._address("minutes-text-draft")

    @property
    def preview_address(self) -> str:
        return self._address("minutes-text-preview")

    def _address(self, page: str) -> str:
        return reverse(f"admin:meetings_{self.record._meta.model_name}_{page}", args=[self.record.pk])

    @property
    def change_address(self) -> str:
        return change_address(self.record)

    @property
    def publish_address(self) -> str:
        stage = Meeting.Stage.DRAFT_MINUTES.value
        return reverse("admin:meetings_meeting_publish", args=[self.place.meeting.pk], query={"stage": stage})


def change_address(record: Any) -> str:
    """Return the address of a record's own page in the admin."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def visit_of(request: HttpRequest, model: type[Meeting] | type[AgendaItem], pk: int) -> Visit:
    """Return the visit to a meeting or item that is in this officer's list; 404 for any other."""
    site: Any = admin.site.get_model_admin(model)
    row = site.get_object(request, str(pk))
    if not site.has_view_permission(request, row):
        raise Http404("There is no such record.")
    return Visit(request, Place(row) if isinstance(row, Meeting) else Place(row.meeting, row))
