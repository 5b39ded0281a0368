"""The questions beside the officers' lists, which the desk asks too."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import AgendaItem, Borough, Committee, Meeting, MinutePoint

Stage = Meeting.Stage


class ChoiceFilter(admin.SimpleListFilter):
    """A filter that ignores a value it does not offer, such as one typed into the address."""

    def value(self) -> str | None:
        value = super().value()
        return value if value in {str(key) for key, _ in self.lookup_choices} else None


class BoroughFilter(ChoiceFilter):
    """By borough, through the path that the admin itself gives."""

    title, parameter_name = "borough", "borough"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.path = model_admin.borough_path
        boroughs = model_admin.admin_site.get_model_admin(Borough).get_queryset(request)
        return list(boroughs.values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}__slug": self.value()}) if self.value() else queryset


class KindFilter(ChoiceFilter):
    """By kind of committee."""

    title, parameter_name = "kind of committee", "kind"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Committee.Kind.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(committee__kind=self.value()) if self.value() else queryset


class YearFilter(ChoiceFilter):
    """By year of the meeting."""

    title, parameter_name = "year", "year"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        years = model_admin.get_queryset(request).dates("date", "year", order="DESC")
        return [(str(first.year), str(first.year)) for first in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(date__year=self.value()) if self.value() else queryset


def at_stage(stage: str) -> Q:
    """Return what holds of a meeting whose record is published up to exactly this stage, at this moment."""
    now = timezone.now()
    withdrawn = Q(withdrawn_at__lte=now)
    fields = {
        Stage.APPROVED: "approved_at",
        Stage.DRAFT_MINUTES: "minutes_published_at",
        Stage.DECISIONS: "decisions_published_at",
        Stage.AGENDA: "agenda_published_at",
    }
    held = ~withdrawn
    for each, field in fields.items():
        reached = Q(**{f"{field}__lte": now})
        if each == stage:
            return held & reached
        held &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": now})
    return withdrawn if stage == Stage.WITHDRAWN else held


class StageFilter(ChoiceFilter):
    """By how far the record is published."""

    title, parameter_name = "stage", "stage"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Stage.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        stage = self.value()
        return queryset.filter(at_stage(stage)) if stage else queryset


def without_minutes() -> Q:
    """Return what holds of a meeting that took place, by its date, and of which nothing is minuted."""
    minuted = MinutePoint.objects.filter(item__meeting=OuterRef("pk"))
    resolved = AgendaItem.objects.filter(meeting=OuterRef("pk"), resolutions__isnull=False)
    took_place = Q(date__lt=timezone.localdate(), status__in=(Meeting.Status.SCHEDULED, Meeting.Status.HELD))
    unpublished = Q(minutes_published_at__isnull=True, withdrawn_at__isnull=True)
    return took_place & unpublished & ~Q(Exists(minuted)) & ~Q(Exists(resolved))


def written_but_unpublished() -> Q:
    """Return what holds of a meeting with minutes that readers do not have and that are not scheduled."""
    minuted = MinutePoint.objects.filter(item__meeting=OuterRef("pk"))
    return Q(Exists(minuted), minutes_published_at__isnull=True, withdrawn_at__isnull=True)


def awaiting_approval() -> Q:
    """Return what holds of a meeting with draft minutes although its committee has met since."""
    met_since = Meeting.objects.filter(
        committee=OuterRef("committee"),
        date__gt=OuterRef("date"),
        date__lt=timezone.localdate(),
        status=Meeting.Status.HELD,
    )
    return at_stage(Stage.DRAFT_MINUTES) & Q(Exists(met_since))


def scheduled() -> Q:
    """Return what holds of a meeting of which some stage is to be published by itself."""
    now = timezone.now()
    ahead = (
        Q(agenda_published_at__gt=now) | Q(decisions_published_at__gt=now) | Q(minutes_published_at__gt=now)
    )
    return ahead & Q(withdrawn_at__isnull=True)


def unfinished() -> Q:
    """Return what holds of a meeting whose record is not whole yet: not approved, not withdrawn, not called off."""
    return Q(approved_at__isnull=True, withdrawn_at__isnull=True) & ~Q(
        status__in=(Meeting.Status.CANCELLED, Meeting.Status.POSTPONED)
    )


NEEDS: dict[str, tuple[str, Callable[[], Q]]] = {
    "minutes": ("Minutes to write", without_minutes),
    "publication": ("Minutes to publish", written_but_unpublished),
    "approval": ("Minutes to approve", awaiting_approval),
    "time": ("Scheduled publication", scheduled),
}


class NeedsFilter(ChoiceFilter):
    """By what is left to do."""

    title, parameter_name = "what is left to do", "needs"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(key, label) for key, (label, _) in NEEDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        need = self.value()
        return queryset.filter(NEEDS[need][1]()) if need else queryset
