"""The statutory record of a decision and its call-ins on the resolution's page, and the rules that call-in follows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from decisions.admin.three_valued import ThreeValued
from decisions.call_in_periods import settle_call_in_of_borough
from decisions.models import CallIn, ClosureDay, Constitution, DecisionRecord
from decisions.statutory import BESIDES, DUTIES, EXECUTIVE
from meetings.admin.base import BoroughScopedAdmin
from meetings.admin.filters import BoroughFilter, ChoiceFilter
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.widgets import remember_choices
from meetings.models import Meeting
from minutes_portal.accounts.access import Access, Act

BOROUGH, COMMITTEE = (
    "resolution__item__meeting__committee__borough",
    "resolution__item__meeting__committee",
)


class RecordForm(forms.ModelForm):
    """The record of one decision; what may be recorded as none is asked for in three values."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "report")
        for duty in (*DUTIES, *BESIDES):
            if duty.field in self.fields:
                plain = self.fields[duty.field]
                self.fields[duty.field] = ThreeValued(
                    label=duty.term, help_text=duty.asked or plain.help_text
                )


class RecordInline(BoroughScopedInline, admin.StackedInline):
    """What the law asks to be recorded of a decision besides its words."""

    model, form, max_num, extra, can_delete = DecisionRecord, RecordForm, 1, 1, False
    borough_path, committee_path = BOROUGH, COMMITTEE
    public_with = Meeting.Stage.DECISIONS
    fields = (
        ("maker", "decided_on"), "reasons", "alternatives", "interests", "dispensations", "consultees", "wards",
        ("officer", "report"), ("published_on", "call_in", "last_day"), "urgency_reason", "effective_on",
    )  # fmt: skip
    readonly_fields = ("last_day",)
    autocomplete_fields = ("report",)
    verbose_name, verbose_name_plural = "statutory record", "statutory record and call-in period"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("report")

    @admin.display(description="Last day to call in")
    def last_day(self, record: DecisionRecord) -> str:
        if record.call_in_until:
            return f"{record.call_in_until:%A %-d %B %Y}"
        return (
            "Computed once it is subject to call-in, published, and the borough’s call-in rules are entered."
        )


class CallInForm(forms.ModelForm):
    """One call-in."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "considered_at", "reconsidered_at")


class CallInInline(BoroughScopedInline, admin.StackedInline):
    """Requests to look at the decision again, and what came of them."""

    model, form, extra = CallIn, CallInForm, 0
    borough_path, committee_path = BOROUGH, COMMITTEE
    public_with = Meeting.Stage.DECISIONS
    fields = (
        ("requested_on", "requested_by"), "grounds", ("outcome", "considered_on", "considered_at"), "outcome_note",
        ("result", "reconsidered_at"),
    )  # fmt: skip
    autocomplete_fields = ("considered_at", "reconsidered_at")
    verbose_name, verbose_name_plural = "call-in", "call-ins"

    def get_queryset(self, request: HttpRequest) -> Any:
        place = "meeting__committee"
        return (
            super()
            .get_queryset(request)
            .select_related(f"considered_at__{place}", f"reconsidered_at__{place}")
        )


class RecordFilter(ChoiceFilter):
    """By whether the executive's decisions have the record that the law asks for."""

    title, parameter_name = "statutory record", "record"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("gaps", "Executive decisions with gaps"), ("whole", "Executive decisions without gaps")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "gaps":
            return queryset.filter(asked_for_a_record(), with_gaps())
        return queryset.filter(asked_for_a_record(), ~with_gaps()) if self.value() == "whole" else queryset


def asked_for_a_record() -> Q:
    """Return what holds of the whole resolutions of which the law asks for a record (SI 2012/2089 regs 12, 13)."""
    return Q(parent__isnull=True, item__procedural=False, item__meeting__committee__kind__in=EXECUTIVE)


def with_gaps() -> Q:
    """Return what holds of a resolution whose record lacks something, as `decisions.statutory.gaps` has it."""
    lacking = Q(record__isnull=True)
    for name in ("reasons", "alternatives", "interests"):
        lacking |= Q(**{f"record__{name}__isnull": True})
    declared = Q(record__interests__isnull=False) & ~Q(record__interests="")
    return lacking | (declared & Q(record__dispensations__isnull=True))


class OfABorough(BoroughScopedAdmin):
    """What a borough's administrators set down once; every call-in period of the borough follows it."""

    borough_path = "borough"
    act_to_add = Act.ADMINISTER
    list_select_related = ("borough",)
    list_filter = (BoroughFilter,)
    autocomplete_fields = ("borough",)

    def may_change_record(self, request: HttpRequest, record: Any) -> bool:
        return Access.of(request.user).may_administer(record.borough_id)

    def settled_fields(self, record: Any) -> list[str]:
        """Return the borough: the periods of the one that lost a rule or a day would be counted by it still."""
        return ["borough"] if record else []

    def view_on_site(self, record: Any) -> None:
        """These have no page of their own: readers meet them in the sentences about call-in."""

    def after_saving(self, record: Any) -> None:
        settle_call_in_of_borough(record.borough_id)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        borough = obj.borough_id
        super().delete_model(request, obj)
        settle_call_in_of_borough(borough)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        boroughs = set(queryset.values_list("borough", flat=True))
        super().delete_queryset(request, queryset)
        for borough in boroughs:
            settle_call_in_of_borough(borough)


@admin.register(Constitution)
class ConstitutionAdmin(OfABorough):
    """The rules of call-in and of answers, from a day on."""

    list_display = ("borough", "in_force_from", "call_in_days", "call_in_closes_at", "response_months")
    fields = (
        ("borough", "in_force_from"), ("call_in_days", "call_in_closes_at"), "call_in_by", "call_in_excludes",
        "response_months",
    )  # fmt: skip


@admin.register(ClosureDay)
class ClosureDayAdmin(OfABorough):
    """Days that are no working days besides weekends and bank holidays."""

    list_display = ("borough", "date", "reason")
    date_hierarchy = "date"
    fields = ("borough", ("date", "reason"))
