"""What became of decisions, in the officers' admin: recommendations with their answers, and issues."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from decisions.acts import place_recommendations
from decisions.admin.recommending import RecordProgress
from decisions.admin.ties import SuggestedTies, TiesFilter
from decisions.ledger import NO_LONGER_WAITING
from decisions.models import Issue, IssueItem, Recommendation, Response, Update
from decisions.recommending import count_due_date, settle_progress
from meetings.admin.base import BoroughScopedAdmin, slug_is_settled, tag
from meetings.admin.filters import BoroughFilter, ChoiceFilter
from meetings.admin.history import Source
from meetings.admin.scope import BoroughScopedInline
from meetings.models import AgendaItem, Borough, Meeting
from minutes_portal.accounts.access import Access

DAYS_TO_REMIND = 14


def awaits_an_answer() -> Q:
    """Return what holds of a recommendation that is neither answered nor settled without an answer."""
    return Q(responses__isnull=True) & ~Q(progress__in=NO_LONGER_WAITING)


def overdue() -> Q:
    """Return what holds of a recommendation that should have been answered (Local Government Act 2000 s.9FE)."""
    return awaits_an_answer() & Q(due_on__lt=timezone.localdate())


def due_soon() -> Q:
    """Return what holds of a recommendation whose answer is due within two weeks: time for a reminder."""
    today = timezone.localdate()
    return awaits_an_answer() & Q(due_on__range=(today, today + timedelta(days=DAYS_TO_REMIND)))


def not_sent() -> Q:
    """Return what holds of a recommendation that nobody was sent yet, so that no time runs."""
    return awaits_an_answer() & Q(sent_on__isnull=True, due_on__isnull=True)


class AnswerFilter(ChoiceFilter):
    """By whether an answer is there, awaited, soon due or overdue."""

    title, parameter_name = "answer", "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overdue", "Overdue"),
            ("soon", "Due within two weeks"),
            ("unsent", "Not sent yet"),
            ("waiting", "Not answered yet"),
            ("answered", "Answered"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        questions = {
            "overdue": overdue(),
            "soon": due_soon(),
            "unsent": not_sent(),
            "waiting": Q(responses__isnull=True),
            "answered": Q(responses__isnull=False),
        }
        asked = self.value()
        return queryset.filter(questions[asked]).distinct() if asked else queryset


class UpdateInline(BoroughScopedInline, admin.StackedInline):
    """What has been done since."""

    model, extra = Update, 0
    borough_path = "recommendation__resolution__item__meeting__committee__borough"
    committee_path = "recommendation__resolution__item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    fields = (("date", "progress"), "note", ("item", "document"))
    autocomplete_fields = ("item", "document")


class ResponseInline(BoroughScopedInline, admin.StackedInline):
    """The answers to a recommendation."""

    model, extra = Response, 0
    borough_path = "recommendation__resolution__item__meeting__committee__borough"
    committee_path = "recommendation__resolution__item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    fields = (("date", "responder", "verdict"), "reason", ("item", "document"))
    autocomplete_fields = ("item", "document")
    verbose_name_plural = "answers"


@admin.register(Recommendation)
class RecommendationAdmin(BoroughScopedAdmin):
    """Recommendations on their way."""

    borough_path = "resolution__item__meeting__committee__borough"
    committee_path = "resolution__item__meeting__committee"
    public_with = Meeting.Stage.DECISIONS
    list_display = ("words", "sent_to", "due_on", "answer", "progress")
    list_select_related = ("resolution__item__meeting",)
    list_filter = (AnswerFilter, BoroughFilter, "progress")
    search_fields = ("sent_to", "resolution__wording", "resolution__item__title")
    acts = (RecordProgress,)
    autocomplete_fields = ("resolution", "to_committee", "to_person")
    inlines = (ResponseInline, UpdateInline)
    children = (Source(Response, "recommendation"), Source(Update, "recommendation"))
    readonly_fields = ("progress",)  # it follows the last update
    fields = (
        "resolution", ("addressee", "sent_to"), ("to_committee", "to_person"), ("sent_on", "due_on", "due_by"), "progress",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("responses")

    def save_model(self, request: HttpRequest, obj: Recommendation, form: Any, change: bool) -> None:
        place_recommendations(obj.resolution, [obj])
        count_due_date(obj)
        super().save_model(request, obj, form, change)

    def after_saving(self, record: Recommendation) -> None:
        settle_progress(record)

    @admin.display(description="Recommendation")
    def words(self, recommendation: Recommendation) -> str:
        return str(recommendation.resolution)

    @admin.display(description="Answer")
    def answer(self, recommendation: Recommendation) -> SafeString | str:
        answers = list(recommendation.responses.all())
        if answers:
            return answers[-1].get_verdict_display()
        late = recommendation.days_overdue
        return tag(f"{late} day{'s' * (late != 1)} overdue", "overdue") if late else "None yet"


@admin.register(Issue)
class IssueAdmin(BoroughScopedAdmin):
    """Matters followed across meetings."""

    borough_path = "borough"
    acts = (SuggestedTies,)
    list_display = ("title", "borough", "forward_plan_reference", "item_count")
    ordering = ("title", "pk")
    list_select_related = ("borough",)
    list_filter = (TiesFilter, BoroughFilter)
    search_fields = ("title", "forward_plan_reference")
    autocomplete_fields = ("borough", "items")
    children = (Source(IssueItem, "issue"),)
    fields = ("borough", "title", "slug", "forward_plan_reference", "summary", "items")

    def get_queryset(self, request: HttpRequest) -> Any:
        own = self.admin_site.get_model_admin(AgendaItem).get_queryset(request).order_by()
        counted = Count("items", filter=Q(items__in=own.values("pk")))
        return super().get_queryset(request).annotate(item_count=counted)

    def is_public(self, record: Issue) -> bool:
        return slug_is_settled(record)

    def has_add_permission(self, request: HttpRequest, *parent: Any) -> bool:
        """An issue belongs to the whole borough: a role for one committee is not enough."""
        access = Access.of(request.user)
        boroughs = access.scope(Borough.objects.all(), "pk", act=self.act_to_add)
        return super().has_add_permission(request, *parent) and (access.is_operator or boroughs.exists())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show officers of one committee those of its items that they may read."""
        if self.has_change_permission(request, obj):
            return self.fields
        return [*(name for name in self.fields if name != "items"), self._own_items(request)]

    def _own_items(self, request: HttpRequest) -> Any:
        own = self.admin_site.get_model_admin(AgendaItem).get_queryset(request)

        @admin.display(description="Items")
        def items(issue: Issue) -> str:
            return "; ".join(str(item) for item in own.filter(issues=issue))

        return items

    def settled_fields(self, record: Any) -> list[str]:
        return ["slug"] if slug_is_settled(record) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        open_to_change = obj is None or self.has_change_permission(request, obj)
        return {"slug": ("title",)} if open_to_change and not slug_is_settled(obj) else {}

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, issue: Any) -> int:
        return int(issue.item_count)
