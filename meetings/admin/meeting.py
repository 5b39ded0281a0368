"""Meetings in the officers' admin: to find one in seconds, to add one with its agenda, to publish it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.acts import give_slugs, in_words
from meetings.admin.act_pages import Restore, Withdraw
from meetings.admin.attendance import TakeAttendance
from meetings.admin.base import OrderedRow, place_rows, stage_tag
from meetings.admin.building import BuildAgenda, LikeThis
from meetings.admin.correcting import CorrectedAdmin
from meetings.admin.documents import MeetingDocumentInline
from meetings.admin.exempting import ExemptionRowForm
from meetings.admin.filters import BoroughFilter, KindFilter, NeedsFilter, StageFilter, YearFilter
from meetings.admin.history import Source
from meetings.admin.papers import AddPapers
from meetings.admin.publishing import Approve, Publish, UndoApproval, Unschedule
from meetings.admin.quick_entry import MeetingForm, add_items, add_members
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.searching import date_in
from meetings.admin.text_links import text_act, text_link
from meetings.admin.widgets import remember_choices
from meetings.models import AgendaItem, Attendance, Meeting


class ItemRowForm(ExemptionRowForm, OrderedRow):
    """One item of the agenda in a row."""


class ItemFormSet(forms.BaseInlineFormSet):
    """The agenda as a whole."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            number = form.cleaned_data.get("number") if hasattr(form, "cleaned_data") else None
            if not number or form.cleaned_data.get("DELETE"):
                continue
            if number in seen:
                form.add_error("number", f"The agenda has another item {number}.")
            seen.add(number)


class ItemInline(BoroughScopedInline, admin.TabularInline):
    """The agenda of a meeting."""

    model, form, formset = AgendaItem, ItemRowForm, ItemFormSet
    borough_path, committee_path = "meeting__committee__borough", "meeting__committee"
    fields = ("order", "number", "title", "procedural", "exempt_under", "minutes")
    readonly_fields = ("minutes",)
    verbose_name, verbose_name_plural = "agenda item", "agenda"

    def get_extra(self, request: HttpRequest, obj: Any = None, **given: Any) -> int:
        return 1 if obj else 5

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        public = obj is not None and obj.stage != Meeting.Stage.UNPUBLISHED
        return not public and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = AgendaItem.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        points = Subquery(counted.annotate(n=Count("points")).values("n"), output_field=IntegerField())
        return super().get_queryset(request).annotate(point_count=points).order_by("order", "slug")

    @admin.display(description="Minutes")
    def minutes(self, item: Any) -> SafeString | str:
        if item.pk is None:
            return "after saving"
        site: Any = self.admin_site.get_model_admin(AgendaItem)
        many = f"{item.point_count} paragraph{'s' * (item.point_count != 1)}"
        words = many if item.point_count else "Write minutes"
        address = site.change_address(item)
        fields = format_html('<a href="{}" aria-label="{} of {}">{} →</a>', address, words, item, words)
        return format_html("{} · {}", text_link(item, bool(item.point_count)), fields)


class AttendanceRowForm(forms.ModelForm):
    """One person in a row."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "person", "substitute_for")


class AttendanceInline(BoroughScopedInline, admin.TabularInline):
    """Who was there."""

    model, form, extra = Attendance, AttendanceRowForm, 0
    borough_path, committee_path = "meeting__committee__borough", "meeting__committee"
    public_with = Meeting.Stage.DRAFT_MINUTES
    fields = ("person", "capacity", "presence", "substitute_for", "note")
    autocomplete_fields = ("person", "substitute_for")
    verbose_name, verbose_name_plural = "person", "attendance"
    classes = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person", "substitute_for")


@admin.register(Meeting)
class MeetingAdmin(CorrectedAdmin):
    """Meetings, and the days of those who decide alone."""

    borough_path, committee_path = "committee__borough", "committee"
    children = (Source(AgendaItem, "meeting"), Source(Attendance, "meeting"))
    closed_with, open_fields = Meeting.Stage.DRAFT_MINUTES, frozenset({"list_members"})
    form = MeetingForm
    acts = (
        Publish, Unschedule, BuildAgenda, TakeAttendance, AddPapers, LikeThis, Approve, UndoApproval, Withdraw, Restore,
    )  # fmt: skip
    list_display = ("committee_name", "borough", "date", "status", "publication", "item_count")
    list_select_related = ("committee__borough",)
    date_hierarchy = "date"
    list_filter = (NeedsFilter, StageFilter, BoroughFilter, KindFilter, "status", YearFilter)
    search_fields = ("committee__name", "committee__borough__name")
    search_help_text = (
        "A committee, a borough, a date: “Eastmere health 24 September 2024”, 2024-09-24, March 2023."
    )
    autocomplete_fields = ("committee",)
    inlines = (ItemInline, AttendanceInline, MeetingDocumentInline)
    readonly_fields = ("publication_in_words",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "committee",
                    ("date", "start_time", "sitting"),
                    "venue",
                    ("status", "status_note"),
                    "webcast_url",
                )
            },
        ),
        ("Publication", {"fields": ("publication_in_words",)}),
        ("Quick entry", {"fields": ("agenda_lines", "list_members"), "classes": ("quick-entry",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
        items = Subquery(counted.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return (
            super()
            .get_queryset(request)
            .select_related("committee__borough")
            .annotate(item_count=Coalesce(items, 0))
        )

    def place_of(self, record: Meeting) -> tuple[Meeting, None]:
        return record, None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        first, publication, quick, *rest = super().get_fieldsets(request, obj)
        if obj is None:
            return [first, quick]
        if not self.has_change_permission(request, obj):
            return [first, publication]
        if not self.may_change_record(request, obj):
            quick = (quick[0], {"fields": ("list_members",)})
        return [first, publication, (quick[0], quick[1] | {"classes": ("collapse",)}), *rest]

    def settled_fields(self, record: Any) -> list[str]:
        settled = record is not None and record.stage != Meeting.Stage.UNPUBLISHED
        return ["committee", "date", "sitting"] if settled else []

    def withheld_fields(self, request: HttpRequest, record: Any) -> list[str]:
        names = super().withheld_fields(request, record)
        public = record is not None and not self.may_change_record(request, record)
        return (
            [*names, "agenda_lines"] if public else names
        )  # it is part of the form wherever it is not taken out

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        found = date_in(search_term)
        words, *days = found or (search_term,)
        rows, duplicates = super().get_search_results(request, queryset, str(words))
        return (rows.filter(date__range=days) if days else rows), duplicates

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: action for name, action in super().get_actions(request).items() if name != "delete_selected"
        }

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        public = obj is not None and obj.stage != Meeting.Stage.UNPUBLISHED
        return not public and super().has_delete_permission(request, obj)

    def prepare_rows(self, record: Any, formset: Any, rows: list[Any]) -> None:
        super().prepare_rows(record, formset, rows)
        if formset.model is AgendaItem:
            place_rows(record.items.all(), rows, formset)
            give_slugs(record, rows)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("agenda_lines"):
            add_items(form.instance, form.cleaned_data["agenda_lines"])
        if form.cleaned_data.get("list_members"):
            add_members(form.instance)

    @admin.display(description="Committee", ordering="committee__name")
    def committee_name(self, meeting: Meeting) -> str:
        return meeting.committee.name

    @admin.display(description="Borough", ordering="committee__borough__name")
    def borough(self, meeting: Meeting) -> str:
        return meeting.committee.borough.name

    @admin.display(description="Readers have")
    def publication(self, meeting: Meeting) -> SafeString:
        return stage_tag(meeting)

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, meeting: Any) -> int:
        return int(meeting.item_count)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **given: Any
    ) -> HttpResponse:
        if given.get("obj") is not None:
            context["text_act"] = text_act(given["obj"])
        return super().render_change_form(request, context, *args, **given)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        @admin.display(description="Go to")
        def links(meeting: Meeting) -> SafeString | str:
            return self.links(meeting, self.may_act(request, meeting))

        return [*self.list_display, links]

    def links(self, meeting: Meeting, may_publish: bool) -> SafeString | str:
        name = f"{meeting}"
        public = meeting.stage not in (Meeting.Stage.UNPUBLISHED, Meeting.Stage.WITHDRAWN)
        publish = format_html(
            '<a href="{}" aria-label="Publish {}">Publish…</a>', self.act_address(Publish, meeting), name
        ) if may_publish and Publish.offered(meeting) else ""  # fmt: skip
        view = format_html(
            '<a href="{}" aria-label="View {} on site">View on site</a>', meeting.get_absolute_url(), name
        ) if public else ""  # fmt: skip
        written = meeting.minutes_published_at is not None
        return format_html("{} {} {}", text_link(meeting, written), publish, view)

    @admin.display(description="Stage")
    def publication_in_words(self, meeting: Meeting) -> SafeString:
        parts = [
            ("agenda", meeting.agenda_published_at),
            ("decisions", meeting.decisions_published_at),
            ("minutes", meeting.minutes_published_at),
            ("approved", meeting.approved_at),
            ("withdrawn", meeting.withdrawn_at),
        ]
        words = (
            "; ".join(f"{name} {in_words(at)}" for name, at in parts if at)
            or "Readers see nothing of this meeting yet."
        )
        by = (
            f" Approved by {meeting.approved_by} on {meeting.approved_by.meeting.date:%-d %B %Y}."
            if meeting.approved_by
            else ""
        )
        return format_html("{} {}{}", stage_tag(meeting), words, by)
