"""Resolutions and their limbs in the officers' admin."""

from textwrap import shorten
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from decisions.acts import (
    gather_outcomes,
    gather_outcomes_above,
    number_resolutions,
    place_recommendations,
)
from decisions.admin.forms import LimbFormSet, LimbRowForm, ResolutionForm
from decisions.admin.recommending import FollowUp
from decisions.admin.records import CallInInline, RecordFilter, RecordInline
from decisions.admin.votes import VoteInline
from decisions.call_in_periods import settle_call_in_of_resolution
from decisions.models import CallIn, DecisionRecord, Outcome, Recommendation, Resolution, Vote
from decisions.recommending import count_due_date
from decisions.voting import tie_votes
from meetings.admin.act_pages import LiftExemption, MarkExempt
from meetings.admin.base import place_rows, tag
from meetings.admin.correcting import CorrectedAdmin
from meetings.admin.filters import BoroughFilter, ChoiceFilter
from meetings.admin.history import Source
from meetings.admin.minutes import mark_all_exempt
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.searching import date_in
from meetings.list_querysets import words_query
from meetings.models import AgendaItem, Meeting

NONE = "none"


class LimbInline(BoroughScopedInline, admin.TabularInline):
    """The limbs of a resolution, or those of a limb."""

    model, form, formset, fk_name, extra = Resolution, LimbRowForm, LimbFormSet, "parent", 2
    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    fields = ("order", "mark", "wording", "outcomes", "exempt_under")
    verbose_name, verbose_name_plural = "limb", "limbs"
    show_change_link = True


class RecommendationInline(BoroughScopedInline, admin.StackedInline):
    """What was recommended by it, to whom, and how far it is."""

    model, extra = Recommendation, 0
    borough_path = "resolution__item__meeting__committee__borough"
    committee_path = "resolution__item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    readonly_fields = ("progress",)  # it follows the last update
    fields = (("addressee", "sent_to"), ("sent_on", "due_on", "due_by"), "progress")
    show_change_link = True
    verbose_name_plural = "recommendations to follow up"


class OutcomeFilter(ChoiceFilter):
    """By outcome, or without any."""

    title, parameter_name = "outcome", "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(NONE, "No outcome ticked"), *Outcome.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == NONE:
            return queryset.filter(without_outcome())
        return queryset.filter(outcomes__contains=[self.value()]) if self.value() else queryset


def without_outcome() -> Q:
    """Return what holds of a whole resolution of which nobody has said what it does."""
    return Q(outcomes=[], parent__isnull=True, exempt=False)


@admin.register(Resolution)
class ResolutionAdmin(CorrectedAdmin):
    """Resolutions; a limb has the same page."""

    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    form = ResolutionForm
    acts = (FollowUp, MarkExempt, LiftExemption)
    actions = (mark_all_exempt,)
    list_display = ("words", "business", "meeting", "outcome_words", "readers")
    list_select_related = ("item__meeting__committee", "parent")
    list_filter = (OutcomeFilter, RecordFilter, BoroughFilter, "exempt", "report_back")
    search_fields = ("wording", "cue", "item__meeting__committee__name")
    search_help_text = "Words of the resolution, or a date such as 24 September 2024."
    ordering = ("-item__meeting__date", "item", "order")
    autocomplete_fields = ("item", "moved_by", "seconded_by")
    children = (
        Source(Resolution, "parent"),
        Source(Recommendation, "resolution"),
        Source(Vote, "resolution"),
        Source(DecisionRecord, "resolution"),
        Source(CallIn, "resolution"),
    )
    inlines = (LimbInline, RecordInline, CallInInline, VoteInline, RecommendationInline)
    fieldsets = (
        (None, {"fields": ("item", ("order", "mark", "number", "cue"), "wording", "outcomes")}),
        ("Who moved it and the vote", {"fields": (("moved_by", "mover"), ("seconded_by", "seconder"), ("votes_for", "votes_against", "votes_abstain"))}),
        ("Who is to act", {"fields": (("addressee", "forwarded_to"), ("due_date", "report_back"))}),
        ("Decision notice", {"fields": ("notice_wording",), "classes": ("collapse",)}),
        ("Kept from the public", {"fields": ("exempt_under", "exempt_reason", "public_summary"), "classes": ("collapse",)}),
    )  # fmt: skip

    @admin.display(description="Item", ordering="item__title")
    def business(self, resolution: Resolution) -> str:
        """What it was about: many resolutions begin with a mere “That:”."""
        return shorten(resolution.item.heading, 90, placeholder=" …")

    def place_of(self, record: Resolution) -> tuple[Meeting, AgendaItem]:
        return record.item.meeting, record.item

    def settled_fields(self, record: Any) -> list[str]:
        return ["item"] if record else []

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Offer limbs down to the second level; a record and call-ins are those of the whole resolution."""
        inlines = super().get_inline_instances(request, obj)
        if obj and obj.parent_id:
            inlines = [each for each in inlines if not isinstance(each, RecordInline | CallInInline)]
        if obj and obj.parent_id and obj.parent.parent_id is not None:
            return [each for each in inlines if not isinstance(each, LimbInline)]
        return inlines

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Use the index of words; exempt resolutions are not in it, so those are read through."""
        found = date_in(search_term)
        words, *days = found or (search_term,)
        if words:
            words = str(words)
            named = Q(search=words_query(words)) | Q(exempt=True, wording__icontains=words)
            queryset = queryset.filter(named | Q(item__meeting__committee__name__icontains=words))
        return (queryset.filter(item__meeting__date__range=days) if days else queryset), False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **given: Any
    ) -> Any:
        resolution = given.get("obj")
        if resolution is not None:
            above = resolution.parent or resolution.item
            context["neighbours"] = [(f"← {str(above)[:60]}", self.change_address(above))]
        return super().render_change_form(request, context, *args, **given)

    def save_model(self, request: HttpRequest, obj: Resolution, form: Any, change: bool) -> None:
        if not change:
            place_rows(self.neighbours(obj), [obj], _Alone(form))
        super().save_model(request, obj, form, change)

    def view_on_site(self, record: Resolution) -> str | None:
        """A limb is read on the page of its resolution."""
        while record.parent:
            record = record.parent
        return super().view_on_site(record) if record.ordinal else None

    def neighbours(self, resolution: Resolution) -> list[Any]:
        """Return what shares one order with a resolution: the minutes and whole resolutions of its item."""
        return [*resolution.item.points.all(), *Resolution.objects.filter(item=resolution.item, parent=None)]

    def prepare_rows(self, record: Any, formset: Any, rows: list[Any]) -> None:
        super().prepare_rows(record, formset, rows)
        if formset.model is Resolution:
            place_rows(record.limbs.all(), rows, formset)
            for row in rows:
                row.item_id = record.item_id

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Recommendation:
            changed = [row.instance for row in formset.forms if row.has_changed()]
            place_recommendations(form.instance, changed)
            for recommendation in changed:
                recommendation.resolution = form.instance
                count_due_date(recommendation)
        super().save_formset(request, form, formset, change)

    def after_saving(self, record: Resolution) -> None:
        record.refresh_from_db()
        gather_outcomes(record)
        gather_outcomes_above(record)
        number_resolutions(record.item)
        tie_votes([record])
        settle_call_in_of_resolution(record)

    @admin.display(description="Resolution")
    def words(self, resolution: Resolution) -> str:
        return f"Limb: {resolution}" if resolution.parent_id else str(resolution)

    @admin.display(description="Meeting", ordering="item__meeting__date")
    def meeting(self, resolution: Resolution) -> str:
        return str(resolution.item.meeting)

    @admin.display(description="Outcomes")
    def outcome_words(self, resolution: Resolution) -> str:
        return ", ".join(resolution.outcome_labels)

    @admin.display(description="Readers")
    def readers(self, resolution: Resolution) -> SafeString:
        meeting = resolution.item.meeting
        stage = tag(meeting.stage.label, meeting.stage)
        return format_html("{} {}", stage, tag("Exempt")) if resolution.exempt else stage


class _Alone:
    """A form that stands for a formset of one row, for `place_rows`."""

    def __init__(self, form: Any) -> None:
        self.forms = [form]
