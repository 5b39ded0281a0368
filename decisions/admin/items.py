"""Agenda items in the officers' admin, with the resolutions under them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from decisions.acts import number_resolutions
from decisions.admin.forms import ResolutionRowForm, add_limbs
from decisions.admin.recommending import RecordAnswers
from decisions.admin.ties import start_issue_of
from decisions.models import Resolution
from meetings.admin.agenda import AgendaItemAdmin, PointInline
from meetings.admin.base import place_rows
from meetings.admin.history import Source
from meetings.admin.scope import BoroughScopedInline
from meetings.models import AgendaItem, Meeting


class ResolutionInline(BoroughScopedInline, admin.StackedInline):
    """The whole resolutions of an item; limbs have their resolution's own page."""

    model, form, extra = Resolution, ResolutionRowForm, 0
    borough_path, committee_path = "item__meeting__committee__borough", "item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    fields = (
        ("order", "mark", "number", "cue"),
        "wording",
        "limbs",
        "new_limbs",
        "outcomes",
        ("moved_by", "seconded_by"),
        ("votes_for", "votes_against", "votes_abstain"),
        "exempt_under",
    )
    readonly_fields = ("limbs",)
    autocomplete_fields = ("moved_by", "seconded_by")
    verbose_name_plural = "resolutions, in one order with the minutes"
    classes = ("resolutions",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        whole = super().get_queryset(request).filter(parent=None)
        return whole.select_related("moved_by", "seconded_by").prefetch_related("limbs")

    @admin.display(description="Limbs")
    def limbs(self, resolution: Any) -> SafeString | str:
        if resolution.pk is None:
            return "None yet"
        site: Any = self.admin_site.get_model_admin(Resolution)
        lines = format_html_join(
            "", "<li>{} {}</li>", ((limb.mark, limb.wording) for limb in resolution.limbs.all())
        )
        link = format_html(
            '<a href="{}">Limbs, addressee, recommendation … of this resolution →</a>',
            site.change_address(resolution),
        )
        return format_html("<ul>{}</ul>{}", lines, link) if lines else link


@admin.register(AgendaItem)
class AgendaItemWithResolutions(AgendaItemAdmin):
    """Items of business with everything minuted and resolved under them."""

    children = (*AgendaItemAdmin.children, Source(Resolution, "item"))
    actions = (start_issue_of,)
    acts = (*AgendaItemAdmin.acts, RecordAnswers)
    inlines = (PointInline, ResolutionInline, *AgendaItemAdmin.inlines[1:])

    def prepare_rows(self, record: Any, formset: Any, rows: list[Any]) -> None:
        super().prepare_rows(record, formset, rows)
        if formset.model is Resolution:
            place_rows(self.parts_in_order(record), rows, formset)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is not Resolution:
            return
        for row in formset.forms:
            if row.instance.pk and row.cleaned_data.get("new_limbs"):
                add_limbs(row.instance, row.cleaned_data["new_limbs"])

    def after_saving(self, record: AgendaItem) -> None:
        super().after_saving(record)
        number_resolutions(record)
