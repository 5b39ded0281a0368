"""Single minutes (the paragraphs of an item) in the officers' admin: to find one, and to mark several exempt at once."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from meetings.acts import mark_exempt
from meetings.admin.act_pages import LiftExemption, MarkExempt
from meetings.admin.base import tag
from meetings.admin.correcting import CorrectedAdmin, ReasonForm
from meetings.admin.exempting import ExemptForm, ExemptionForm, law_of
from meetings.admin.filters import BoroughFilter
from meetings.list_querysets import words_query
from meetings.models import AgendaItem, Meeting, MinutePoint


@admin.action(description="Mark as exempt…", permissions=["publish"])
def mark_all_exempt(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Ask once for the law and reason, then mark all chosen rows exempt, or none."""
    parts = list(queryset)
    if not all(model_admin.may_act(request, part) for part in parts):
        raise PermissionDenied
    form = ExemptForm(request.POST if "said" in request.POST else None)
    if form.is_valid():
        said = form.cleaned_data
        with transaction.atomic():
            for part in parts:
                mark_exempt(
                    part, **law_of(said["exempt_under"]), reason=said["reason"], summary=said["summary"]
                )
                model_admin.log_change(request, part, "Marked as exempt.")
        model_admin.message_user(request, f"{len(parts)} marked as exempt: readers no longer see them.")
        return None
    context = model_admin.admin_site.each_context(request) | {
        "title": f"Mark {len(parts)} as exempt",
        "intro": ["Readers no longer find these anywhere: not on pages, in lists, counts, search or feeds."],
        "button": f"Mark {len(parts)} as exempt",
        "chosen": parts,
        "hidden": [("action", "mark_all_exempt"), ("said", "1")],
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "form": form,
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "back": request.get_full_path(),
    }
    return render(request, "admin/act.html", context)


class PointForm(ReasonForm, ExemptionForm):
    """One minute on its own page."""


@admin.register(MinutePoint)
class MinutePointAdmin(CorrectedAdmin):
    """Minutes, paragraph by paragraph. They are written on their item's page."""

    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DRAFT_MINUTES
    form = PointForm
    acts = (MarkExempt, LiftExemption)
    actions = (mark_all_exempt,)
    list_display = ("__str__", "item", "meeting", "kind", "readers")
    list_select_related = ("item__meeting__committee",)
    list_filter = (BoroughFilter, "kind", "exempt")
    search_fields = ("text",)
    search_help_text = "Words of the minutes."
    ordering = ("-item", "order")
    autocomplete_fields = ("item",)
    fieldsets = (
        (None, {"fields": ("item", "order", "mark", "number", "level", "kind", "text")}),
        ("Kept from the public", {"fields": ("exempt_under", "exempt_reason", "public_summary")}),
    )

    def place_of(self, record: MinutePoint) -> tuple[Meeting, AgendaItem]:
        return record.item.meeting, record.item

    def has_add_permission(self, request: HttpRequest, *parent: Any) -> bool:
        return False

    def settled_fields(self, record: Any) -> list[str]:
        return ["item"]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Use the index of words; exempt minutes are not in it, so those are read through."""
        if search_term:
            queryset = queryset.filter(
                Q(search=words_query(search_term)) | Q(exempt=True, text__icontains=search_term)
            )
        return queryset, False

    @admin.display(description="Meeting")
    def meeting(self, point: MinutePoint) -> str:
        return str(point.item.meeting)

    @admin.display(description="Readers")
    def readers(self, point: MinutePoint) -> SafeString:
        meeting = point.item.meeting
        return tag("Exempt") if point.exempt or point.item.exempt else tag(meeting.stage.label, meeting.stage)
