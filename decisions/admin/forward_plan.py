"""The forward plan in the officers' admin: its entries, and the act that names the decision that was made."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from decisions.models import DecisionRecord, PlannedDecision, Resolution
from decisions.notices import notice_given
from meetings.admin.act_pages import ActPage
from meetings.admin.base import BoroughScopedAdmin, slug_is_settled, tag
from meetings.admin.filters import BoroughFilter, ChoiceFilter
from meetings.checks.dates import CLEAR_DAYS_FOR_A_KEY_DECISION
from meetings.models import Borough
from minutes_portal.accounts.access import Access

MOST_DECISIONS = 30
TIMES = frozenset({"published_at"})


class StateFilter(ChoiceFilter):
    """By how far an entry is."""

    title, parameter_name = "how far it is", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("draft", "Not published yet"),
            ("open", "Published, nothing decided yet"),
            ("made", "Made"),
            ("dropped", "Dropped"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        published = Q(published_at__lte=timezone.now())
        questions = {
            "draft": ~published,
            "open": published & Q(records__isnull=True, dropped_on__isnull=True),
            "made": Q(records__isnull=False),
            "dropped": Q(dropped_on__isnull=False),
        }
        asked = self.value()
        return queryset.filter(questions[asked]).distinct() if asked else queryset


class DecisionForm(forms.Form):
    """Which decision an entry gave notice of."""

    decision = forms.ModelChoiceField(
        queryset=Resolution.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose the decision that was made."},
    )

    def __init__(self, given: Any, decisions: list[Resolution]) -> None:
        super().__init__(given)
        field: Any = self.fields["decision"]
        field.queryset = Resolution.objects.filter(pk__in=[each.pk for each in decisions]).select_related(
            "item__meeting__committee"
        )
        field.label_from_instance = lambda each: f"{each.item.meeting}: {each}"


class NameTheDecision(ActPage):
    """Says which decision was made after this notice. What is offered carries its reference, or belongs to its issue."""

    name, label = "made", "Name the decision that was made…"

    def decisions(self) -> list[Resolution]:
        """Return the whole resolutions that may be the one, the latest first, of those that this officer may change."""
        planned, site = self.record, self.admin.admin_site.get_model_admin(Resolution)
        likely = Q(item__issues=planned.issue) if planned.issue else Q(pk__in=[])
        if planned.reference:
            likely |= Q(item__forward_plan_reference=planned.reference)
        own = site.get_queryset(self.request).filter(parent=None, item__procedural=False)
        found = own.filter(likely, item__meeting__committee__borough=planned.borough).exclude(
            record__notice=planned
        )
        latest = (
            found.select_related("item__meeting__committee").distinct().order_by("-item__meeting__date", "pk")
        )
        return [each for each in latest[:MOST_DECISIONS] if site.may_change_record(self.request, each)]

    def form(self, given: Any = None) -> forms.Form:
        return DecisionForm(given, self.decisions())

    def intro(self) -> list[str]:
        if not self.decisions():
            return [
                "No decision carries this entry’s reference yet, and none belongs to its issue.",
                "Enter the reference on the agenda item first, or tie item and entry to one issue.",
            ]
        return ["Readers of the notice are led to the decision, and readers of the decision to the notice."]

    def button(self) -> str:
        return super().button() if self.decisions() else ""

    def perform(self, said: dict[str, Any]) -> str:
        resolution: Resolution = said["decision"]
        DecisionRecord.objects.update_or_create(resolution=resolution, defaults={"notice": self.record})
        return f"“{resolution}” is the decision of which this gave notice."


@admin.register(PlannedDecision)
class PlannedDecisionAdmin(BoroughScopedAdmin):
    """Entries of the forward plan."""

    borough_path = "borough"
    acts: ClassVar[tuple[type[ActPage], ...]] = (NameTheDecision,)
    list_display = ("__str__", "borough", "decide_from", "given", "readers")
    list_select_related = ("borough",)
    list_filter = (StateFilter, BoroughFilter, "key", "exception", "private")
    search_fields = ("reference", "title", "matter")
    date_hierarchy = "decide_from"
    autocomplete_fields = ("borough", "committee", "issue")
    fieldsets = (
        (None, {"fields": ("borough", ("reference", "slug"), "title", ("key", "key_reason"), "issue")}),
        ("What the law asks a notice to state", {
            "fields": (
                "matter", ("committee", "maker"), "members", ("decide_from", "decide_until"), "documents", "documents_from",
                "further_documents", "how_to_ask",
            ),
            "description": "SI 2012/2089 regulation 9, in its order. What is left empty is shown as not stated.",
        }),
        ("Shorter notice", {"fields": ("exception", "exception_reason", "exception_agreed_by")}),
        ("In private", {"fields": ("private", "private_reason")}),
        ("Also said", {"fields": ("wards", "consultation", "contact")}),
        ("Publication", {"fields": ("published_at", ("dropped_on", "dropped_reason"))}),
    )  # fmt: skip

    def is_public(self, record: PlannedDecision) -> bool:
        return slug_is_settled(record)

    def has_add_permission(self, request: HttpRequest, *parent: Any) -> bool:
        """The plan is the whole borough’s: a role for one committee is not enough."""
        access = Access.of(request.user)
        boroughs = access.scope(Borough.objects.all(), "pk", act=self.act_to_add)
        return super().has_add_permission(request, *parent) and (access.is_operator or boroughs.exists())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A notice that was given stays: a plan that was given up is dropped, with a reason."""
        return super().has_delete_permission(request, obj) and not (obj and self.is_public(obj))

    def settled_fields(self, record: Any) -> list[str]:
        return ["slug"] if slug_is_settled(record) else []

    def withheld_fields(self, request: HttpRequest, record: Any) -> list[str]:
        names = super().withheld_fields(request, record)
        return names if self.may_publish(request, record) else [*names, *TIMES]

    def may_change_record(self, request: HttpRequest, record: PlannedDecision) -> bool:
        """What is set to be published is the publisher’s, who chose its moment."""
        access = Access.of(request.user)
        is_theirs = record.published_at is not None
        return access.may_change(record.borough_id, None, public=is_theirs)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        open_to_change = obj is None or self.has_change_permission(request, obj)
        return {"slug": ("reference", "title")} if open_to_change and not slug_is_settled(obj) else {}

    @admin.display(description="Notice")
    def given(self, planned: PlannedDecision) -> SafeString | str:
        notice = notice_given(planned)
        if not planned.key or notice is None:
            return "Not a key decision" if not planned.key else "Not published, or no date"
        days = f"{notice.days} clear day{'s' * (notice.days != 1)}"
        short = notice.days < CLEAR_DAYS_FOR_A_KEY_DECISION and not planned.exception
        return tag(f"{days}, no exception", "overdue") if short else days

    @admin.display(description="Readers", ordering="published_at")
    def readers(self, planned: PlannedDecision) -> SafeString:
        if planned.published_at is None:
            return tag("Not published", "unpublished")
        if planned.published_at > timezone.now():
            return tag("Scheduled", "unpublished")
        return tag("Published", "agenda")
