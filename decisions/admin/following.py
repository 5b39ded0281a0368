"""What became of decisions, in the officers' admin: recommendations with their answers, and issues."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from decisions.models import Issue, Recommendation, Response
from meetings.admin.base import BoroughScopedAdmin, slug_is_settled, tag
from meetings.admin.filters import BoroughFilter, ChoiceFilter
from meetings.admin.scope import BoroughScoped

SETTLED = (Recommendation.Progress.DONE, Recommendation.Progress.ABANDONED)


def overdue() -> Q:
    """Return what holds of a recommendation that should have been answered (Local Government Act 2000 s.9FE)."""
    return Q(due_on__lt=timezone.localdate(), responses__isnull=True) & ~Q(progress__in=SETTLED)


class AnswerFilter(ChoiceFilter):
    """By whether an answer is there, awaited or overdue."""

    title, parameter_name = "answer", "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("waiting", "Not answered yet"), ("answered", "Answered")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        questions = {
            "overdue": overdue(),
            "waiting": Q(responses__isnull=True),
            "answered": Q(responses__isnull=False),
        }
        asked = self.value()
        return queryset.filter(questions[asked]).distinct() if asked else queryset


class ResponseInline(BoroughScoped, admin.StackedInline):
    """The answers to a recommendation."""

    model, extra = Response, 0
    fields = (("date", "responder", "verdict"), "reason")
    verbose_name_plural = "answers"


@admin.register(Recommendation)
class RecommendationAdmin(BoroughScopedAdmin):
    """Recommendations on their way."""

    borough_path = "resolution__item__meeting__committee__borough"
    list_display = ("words", "sent_to", "due_on", "answer", "progress")
    list_select_related = ("resolution__item__meeting",)
    list_filter = (AnswerFilter, BoroughFilter, "progress")
    search_fields = ("sent_to", "resolution__wording", "resolution__item__title")
    autocomplete_fields = ("resolution",)
    inlines = (ResponseInline,)
    fields = ("resolution", "sent_to", ("sent_on", "due_on"), "progress", "progress_note")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("responses")

    @admin.display(description="Recommendation")
    def words(self, recommendation: Recommendation) -> str:
        return str(recommendation.resolution)

    @admin.display(description="Answer")
    def answer(self, recommendation: Recommendation) -> SafeString | str:
        answers = list(recommendation.responses.all())
        if answers:
            return answers[-1].get_verdict_display()
        late = recommendation.days_overdue if recommendation.progress not in SETTLED else 0
        return tag(f"{late} days overdue", "overdue") if late else "None yet"


@admin.register(Issue)
class IssueAdmin(BoroughScopedAdmin):
    """Matters followed across meetings."""

    borough_path = "borough"
    list_display = ("title", "borough", "forward_plan_reference", "item_count")
    list_select_related = ("borough",)
    list_filter = (BoroughFilter,)
    search_fields = ("title", "forward_plan_reference")
    autocomplete_fields = ("borough", "items")
    fields = ("borough", "title", "slug", "forward_plan_reference", "summary", "items")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(item_count=Count("items"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if slug_is_settled(obj) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if slug_is_settled(obj) else {"slug": ("title",)}

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, issue: Any) -> int:
        return int(issue.item_count)
