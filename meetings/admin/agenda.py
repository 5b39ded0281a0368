"""Agenda items in the officers' admin. `decisions.admin` registers this with the resolutions added."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.acts import give_anchors_in, give_slugs
from meetings.admin.act_pages import LiftExemption, MarkExempt, Restore, Withdraw
from meetings.admin.base import OrderedRow, place_rows, stage_tag, tag
from meetings.admin.correcting import CorrectedAdmin, ReasonForm
from meetings.admin.documents import ItemDocumentInline
from meetings.admin.exempting import ExemptionForm, ExemptionRowForm
from meetings.admin.filters import BoroughFilter
from meetings.admin.history import Source
from meetings.admin.papers import AddPapers
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.searching import date_in
from meetings.admin.text_links import text_act
from meetings.admin.widgets import remember_choices
from meetings.models import AgendaItem, Interest, Meeting, MinutePoint
from meetings.models.history import AgendaItemTopic


class PointRowForm(ExemptionRowForm, OrderedRow):
    """One paragraph of the minutes in a row."""


class PointInline(BoroughScopedInline, admin.TabularInline):
    """What the minutes say under an item."""

    model, form, extra = MinutePoint, PointRowForm, 2
    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DRAFT_MINUTES
    fields = ("order", "mark", "number", "level", "kind", "text", "exempt_under")
    verbose_name_plural = "minutes, in one order with the resolutions"


class InterestRowForm(forms.ModelForm):
    """One declaration in a row."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "person")


class InterestInline(BoroughScopedInline, admin.TabularInline):
    """Interests declared in an item."""

    model, form, extra = Interest, InterestRowForm, 0
    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DRAFT_MINUTES
    fields = ("person", "kind", "nature", "left_the_meeting")
    autocomplete_fields = ("person",)
    classes = ("collapse",)
    verbose_name_plural = "interests declared"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")


class AgendaItemForm(ReasonForm, ExemptionForm):
    """One item with what was asked under it."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if "order" in self.fields:
            self.fields["order"].required = False
        if "exempt_under" in self.fields:
            self.fields["exempt_under"].help_text += " The title stays public: name nobody in it."

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        meeting = said.get("meeting") or (self.instance.meeting if self.instance.meeting_id else None)
        number = said.get("number")
        if meeting and number and meeting.items.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise ValidationError({"number": f"This meeting has another item {number}."})
        return said


class AgendaItemAdmin(CorrectedAdmin):
    """Items of business, their minutes and papers."""

    borough_path, committee_path = "meeting__committee__borough", "meeting__committee"
    children: ClassVar[tuple[Source, ...]] = (
        Source(MinutePoint, "item"),
        Source(AgendaItemTopic, "agendaitem"),
    )
    closed_with = Meeting.Stage.DRAFT_MINUTES
    form = AgendaItemForm
    acts: ClassVar[tuple[Any, ...]] = (AddPapers, MarkExempt, LiftExemption, Withdraw, Restore)
    list_display = ("heading", "committee", "date", "procedural", "readers")
    list_select_related = ("meeting__committee__borough",)
    list_filter = (BoroughFilter, "procedural", "exempt", "key_decision")
    search_fields = (
        "title", "=number", "=minute_number", "report_reference", "forward_plan_reference", "meeting__committee__name",
    )  # fmt: skip
    search_help_text = (
        "Words of the title, a number or reference, a committee, a date such as 24 September 2024."
    )
    ordering = ("-meeting__date", "meeting", "order")
    autocomplete_fields = ("meeting", "topics")
    inlines: ClassVar[tuple[Any, ...]] = (PointInline, InterestInline, ItemDocumentInline)
    fieldsets = (
        (
            None,
            {"fields": ("meeting", ("order", "number", "minute_number"), "title", "procedural", "purpose")},
        ),
        (
            "References, topics and wards",
            {
                "fields": (("report_reference", "forward_plan_reference", "key_decision"), "topics", "wards"),
                "classes": ("collapse",),
            },
        ),
        (
            "Kept from the public",
            {"fields": ("exempt_under", "exempt_reason", "public_summary"), "classes": ("collapse",)},
        ),
        ("Address and other labels", {"fields": ("slug", "particulars"), "classes": ("collapse",)}),
    )

    def place_of(self, record: AgendaItem) -> tuple[Meeting, AgendaItem]:
        return record.meeting, record

    def settled_fields(self, record: Any) -> list[str]:
        if record is None:
            return []
        settled = record.slug and record.meeting.stage != Meeting.Stage.UNPUBLISHED
        return ["meeting", *(["slug"] if settled else [])]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        found = date_in(search_term)
        words, *days = found or (search_term,)
        rows, duplicates = super().get_search_results(request, queryset, str(words))
        return (rows.filter(meeting__date__range=days) if days else rows), duplicates

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: action for name, action in super().get_actions(request).items() if name != "delete_selected"
        }

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        public = obj is not None and obj.meeting.stage != Meeting.Stage.UNPUBLISHED
        return not public and super().has_delete_permission(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **given: Any
    ) -> Any:
        item = given.get("obj")
        if item is not None:
            points = f"{reverse(f'{self.admin_site.name}:meetings_minutepoint_changelist')}?item__id__exact={item.pk}"
            context["text_act"] = text_act(item)
            context["neighbours"] = [
                (f"← {item.meeting}", self.change_address(item.meeting)),
                *self._neighbours(item),
                ("Minutes as a list", points),
            ]
        return super().render_change_form(request, context, *args, **given)

    def _neighbours(self, item: AgendaItem) -> list[tuple[str, str]]:
        others = AgendaItem.objects.filter(meeting=item.meeting_id).order_by("order", "slug")
        after = others.filter(Q(order__gt=item.order) | Q(order=item.order, slug__gt=item.slug)).first()
        return [(f"Next: {str(after)[:40]} →", self.change_address(after))] if after else []

    def after_saving(self, record: AgendaItem) -> None:
        """Give the minutes of the item their permanent marks."""
        give_anchors_in(record)

    def save_model(self, request: HttpRequest, obj: AgendaItem, form: Any, change: bool) -> None:
        if not obj.order:
            last = AgendaItem.objects.filter(meeting=obj.meeting_id).order_by("-order").first()
            obj.order = (last.order if last else 0) + 1
        give_slugs(obj.meeting, [obj])
        super().save_model(request, obj, form, change)

    def parts_in_order(self, item: AgendaItem) -> list[Any]:
        """Return the minutes and the whole resolutions of an item, which share one order."""
        resolutions = item.resolutions.filter(parent=None)
        return sorted([*item.points.all(), *resolutions], key=lambda part: part.order)

    def prepare_rows(self, record: Any, formset: Any, rows: list[Any]) -> None:
        super().prepare_rows(record, formset, rows)
        if formset.model is MinutePoint:
            place_rows(self.parts_in_order(record), rows, formset)

    @admin.display(description="Item", ordering="title")
    def heading(self, item: AgendaItem) -> str:
        return str(item)

    @admin.display(description="Committee", ordering="meeting__committee__name")
    def committee(self, item: AgendaItem) -> str:
        return str(item.meeting.committee)

    @admin.display(description="Date", ordering="meeting__date")
    def date(self, item: AgendaItem) -> Any:
        return item.meeting.date

    @admin.display(description="Readers")
    def readers(self, item: AgendaItem) -> SafeString:
        if item.withdrawn_at:
            return tag("Withdrawn")
        stage = stage_tag(item.meeting)
        return format_html("{} {}", stage, tag("Exempt")) if item.exempt else stage
