"""The pages on which an officer publishes a meeting stage by stage and records how its minutes were approved."""

from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.acts import (
    STAGE_FIELDS,
    approve_minutes,
    in_words,
    line_of_succession,
    publish_stage,
    stages_up_to,
    undo_approval,
    unschedule_stage,
)
from meetings.admin.act_pages import ActPage
from meetings.admin.widgets import NamedDateTime
from meetings.checks import Finding, Severity, before_publishing, findings_of
from meetings.checks.accepting import to_accept, to_put_right
from meetings.models import AgendaItem, Meeting
from minutes_portal.accounts.access import Access

Stage = Meeting.Stage
NOUNS = {Stage.AGENDA: "the agenda", Stage.DECISIONS: "the decisions", Stage.DRAFT_MINUTES: "draft minutes"}
MEETINGS_OFFERED = 6


class Step(NamedTuple):
    """One stage as the page lists it."""

    stage: str
    label: str
    since: datetime | None
    public: bool
    undo: str | None
    choose: str | None


class PublishForm(forms.Form):
    """Which stage, and from when."""

    stage = forms.ChoiceField(
        choices=[(stage, stage.label) for stage in STAGE_FIELDS], widget=forms.HiddenInput
    )
    at = forms.SplitDateTimeField(
        label="From",
        required=False,
        widget=NamedDateTime,
        help_text="Leave empty to publish now. Or give a date and time to come: it is then published by itself.",
    )
    reason = forms.CharField(
        label="Why it may be published as it is",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with what is worth a look, for officers only. The same will not be asked again.",
    )

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise ValidationError("This time has passed. Leave it empty to publish now.")
        return at


class Publish(ActPage):
    """Publishes the next stage of a meeting."""

    name, label, form_class, template = "publish", "Publish…", PublishForm, "admin/publish.html"

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        return not record.withdrawn_at and bool(stages_left(record))

    def stage(self) -> str:
        wanted = self.request.POST.get("stage") or self.request.GET.get("stage")
        left = stages_left(self.record)
        return wanted if wanted in STAGE_FIELDS else suggested_stage(self.record, left)

    def title(self) -> str:
        return f"Publish: {self.record}"

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_of(self.record, self.stage()) if stages_left(self.record) else []

    def form(self, given: Any = None) -> forms.Form:
        form = super().form(given)
        if to_accept(self.findings):
            form.fields["reason"].required = True
        else:
            del form.fields["reason"]
        return form

    def button(self) -> str:
        return f"Publish {NOUNS[Stage(self.stage())]} of {self.record.date:%-d %B %Y} to the public"

    def initial(self) -> dict[str, Any]:
        return {"stage": self.stage()}

    def intro(self) -> list[str]:
        now = timezone.now()
        first = [
            NOUNS[stage]
            for stage in stages_up_to(self.stage())[:-1]
            if (since := getattr(self.record, STAGE_FIELDS[stage])) is None or since > now
        ]
        words = (
            [f"This also publishes {' and '.join(first)}, which readers do not have yet."] if first else []
        )
        exempt = exempt_parts(self.record)
        return [*words, f"{exempt} exempt part{'s' * (exempt > 1)} will stay private."] if exempt else words

    def context(self) -> dict[str, Any]:
        return {
            "steps": [self._step(stage) for stage in STAGE_FIELDS],
            "groups": [
                (severity.label, [(each, self._address_of(each)) for each in found])
                for severity in Severity
                if (found := [each for each in self.findings if each.severity == severity])
            ],
            "blocked": bool(to_put_right(self.findings)),
            "done": not stages_left(self.record),
            "stage_now": self.record.stage,
        }

    def _step(self, stage: Meeting.Stage) -> Step:
        since = getattr(self.record, STAGE_FIELDS[stage])
        public = bool(since and since <= timezone.now())
        undo = (
            f"{self.admin.act_address(Unschedule, self.record)}?stage={stage}"
            if since and not public
            else None
        )
        other = not public and stage != self.stage() and stage in stages_left(self.record)
        return Step(stage, stage.label, since, public, undo, f"?stage={stage}" if other else None)

    def _address_of(self, finding: Finding) -> str:
        return str(self.admin.change_address(finding.remark.about or finding.meeting))

    def perform(self, said: dict[str, Any]) -> str:
        before_publishing(self.record, said["stage"], said.get("reason", ""), self.request.user)
        publish_stage(self.record, said["stage"], said["at"])
        what = NOUNS[Stage(said["stage"])].removeprefix("the ").capitalize()
        when = (
            f"will be published on {in_words(said['at'])}" if said["at"] else "can now be read by the public"
        )
        return f"{what} of {self.record} {when}."


def exempt_parts(meeting: Meeting) -> int:
    """Return how many parts of a meeting are kept from the public, papers included."""
    parts: list[Any] = [*meeting.items.prefetch_related("points", "resolutions"), *meeting.documents.all()]
    for item in parts[:]:
        if isinstance(item, AgendaItem):
            parts += [*item.points.all(), *item.resolutions.all()]
    return sum(part.exempt for part in parts)


def stages_left(meeting: Meeting) -> list[Meeting.Stage]:
    """Return the stages that readers do not have yet. With the minutes they have the decisions too."""
    now = timezone.now()
    public = [stage for stage, field in STAGE_FIELDS.items() if (at := getattr(meeting, field)) and at <= now]
    return list(STAGE_FIELDS)[len(stages_up_to(public[-1])) :] if public else list(STAGE_FIELDS)


def suggested_stage(meeting: Meeting, left: list[Meeting.Stage]) -> Meeting.Stage:
    """Return the stage an officer most likely wants to publish: what is written, for a meeting that took place."""
    if not left or len(left) == 1:
        return Stage.DRAFT_MINUTES
    if meeting.date <= timezone.localdate():
        if meeting.items.filter(points__isnull=False).exists():
            return Stage.DRAFT_MINUTES
        if meeting.items.filter(resolutions__isnull=False).exists():
            return Stage.DECISIONS
    return left[0]


class StageForm(forms.Form):
    """Which stage."""

    stage = forms.ChoiceField(
        choices=[(stage, stage.label) for stage in STAGE_FIELDS], widget=forms.HiddenInput
    )


class Unschedule(ActPage):
    """Takes back a publication whose time has not come."""

    name, label, form_class = "unschedule", "Undo the scheduled publication…", StageForm

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        return False  # its links stand on the page “Publish…”, one for each stage

    def stage(self) -> str:
        wanted = self.request.POST.get("stage") or self.request.GET.get("stage")
        return wanted if wanted in STAGE_FIELDS else Stage.AGENDA

    def initial(self) -> dict[str, Any]:
        return {"stage": self.stage()}

    def intro(self) -> list[str]:
        at = getattr(self.record, STAGE_FIELDS[Stage(self.stage())])
        return [f"It was to be published on {in_words(at)}."] if at else []

    def button(self) -> str:
        return f"Do not publish {NOUNS[Stage(self.stage())]}"

    def perform(self, said: dict[str, Any]) -> str:
        unschedule_stage(self.record, said["stage"])
        return f"The publication of {NOUNS[Stage(said['stage'])]} is undone: {self.record}."


class ApproveForm(forms.Form):
    """Which item of a later meeting approved the minutes, and with which corrections."""

    by_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="Approved under", empty_label="Choose the item of a later meeting"
    )
    note = forms.CharField(
        label="Corrections",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Corrections made when they were approved. Leave empty if there were none. Readers see this.",
    )


class Approve(ActPage):
    """Records that a later meeting approved the minutes."""

    name, label, form_class = "approve", "Approve minutes…", ApproveForm

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        published = record.minutes_published_at
        public = published is not None and published <= timezone.now()
        return public and not record.withdrawn_at and not record.approved_at

    def form(self, given: Any = None) -> forms.Form:
        form = ApproveForm(given)
        access = Access.of(self.request.user)
        items = access.scope(
            items_that_may_approve(self.record), "meeting__committee__borough", "meeting__committee"
        )
        field: Any = form.fields["by_item"]
        field.queryset = items
        field.label_from_instance = _item_in_words
        likely = items.filter(title__icontains="minutes").first()
        field.initial = likely and likely.pk
        return form

    def intro(self) -> list[str]:
        words = [
            "Minutes are approved as a correct record at the next suitable meeting, never at an extraordinary one."
        ]
        if not items_that_may_approve(self.record).exists():
            words.append(
                "No later meeting of this committee has an agenda here yet. Add it first, with its items."
            )
        return words

    def button(self) -> str:
        return f"Record that the minutes of {self.record.date:%-d %B %Y} were approved"

    def perform(self, said: dict[str, Any]) -> str:
        approve_minutes(self.record, said["by_item"], note=said["note"])
        later = said["by_item"].meeting
        return f"The minutes of {self.record} are approved, at the meeting of {later.date:%-d %B %Y}."


def items_that_may_approve(meeting: Meeting) -> Any:
    """Return the items of the next meetings of the committee, or of what took over its work, in order."""
    committees = line_of_succession(meeting.committee)
    later = Meeting.objects.filter(
        committee__in=committees, date__gte=meeting.date, date__lte=timezone.localdate()
    )
    nearest = later.exclude(pk=meeting.pk).held().order_by("date", "sitting")[:MEETINGS_OFFERED]
    items = AgendaItem.objects.filter(meeting__in=[each.pk for each in nearest]).select_related("meeting")
    return items.order_by("meeting__date", "meeting__sitting", "order")


def _item_in_words(item: AgendaItem) -> str:
    return f"{item.meeting.date:%-d %B %Y}: {item}"[:120]


class UndoApproval(ActPage):
    """Takes back an approval recorded by mistake."""

    name, label = "undo-approval", "Undo approval…"

    @classmethod
    def offered(cls, record: Meeting) -> bool:
        return bool(record.approved_at)

    def intro(self) -> list[str]:
        return ["Readers will see these minutes as a draft again."]

    def button(self) -> str:
        return "Make them draft minutes again"

    def perform(self, said: dict[str, Any]) -> str:
        undo_approval(self.record)
        return f"The minutes of {self.record} are a draft again."
