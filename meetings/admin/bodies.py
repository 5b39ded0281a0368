"""Boroughs, committees, people and topics in the officers' admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from meetings.admin.base import BoroughScopedAdmin, slug_is_settled
from meetings.admin.filters import BoroughFilter
from meetings.admin.scope import BoroughScoped
from meetings.admin.widgets import remember_choices
from meetings.models import Borough, Committee, Meeting, Person, Role, Topic


class SluggedAdmin(BoroughScopedAdmin):
    """What has an address made of its name, settled once readers may know it."""

    def settled(self, record: Any) -> bool:
        return slug_is_settled(record)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["slug"] if self.settled(obj) else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if self.settled(obj) else {"slug": ("name",)}


def has_public_meetings(**where: Any) -> bool:
    return Meeting.published.filter(**where).exists()


@admin.register(Borough)
class BoroughAdmin(SluggedAdmin):
    """Boroughs. The path to itself is its key."""

    borough_path = "pk"
    list_display = ("name", "council_name", "contact_name", "contact_email", "call_in_days")
    search_fields = ("name", "council_name")
    fieldsets = (
        (None, {"fields": ("name", "council_name", "slug", "about", "website")}),
        ("Whom readers may ask", {"fields": ("contact_name", "contact_email")}),
        ("Rules and looks", {"fields": ("call_in_days", "accent")}),
    )

    def settled(self, record: Any) -> bool:
        return record is not None and has_public_meetings(committee__borough=record.pk)


@admin.register(Committee)
class CommitteeAdmin(SluggedAdmin):
    """Committees, joint bodies and single decision makers."""

    borough_path = "borough"
    list_display = ("name", "borough", "kind", "active_from", "active_until")
    list_select_related = ("borough",)
    list_filter = (BoroughFilter, "kind", ("active_until", admin.EmptyFieldListFilter))
    search_fields = ("name", "borough__name")
    autocomplete_fields = ("borough", "predecessor", "partners")
    fieldsets = (
        (None, {"fields": ("borough", "name", "slug", "kind", "remit")}),
        ("Its life", {"fields": ("predecessor", "active_from", "active_until")}),
        ("Joint committees", {"fields": ("partners",), "classes": ("collapse",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("borough")

    def settled(self, record: Any) -> bool:
        return record is not None and has_public_meetings(committee=record.pk)


class RoleForm(forms.ModelForm):
    """A post held, in one row."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "committee")


class RoleInline(BoroughScoped, admin.TabularInline):
    """The posts a person held."""

    model, form, extra = Role, RoleForm, 1
    fields = ("kind", "committee", "title", "start", "end")
    autocomplete_fields = ("committee",)
    verbose_name_plural = "posts held, on committees and in the borough"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("committee__borough")


@admin.register(Person)
class PersonAdmin(SluggedAdmin):
    """People named in the record."""

    borough_path = "borough"
    list_display = ("__str__", "kind", "borough", "post", "party", "ward", "listed")
    list_select_related = ("borough",)
    list_filter = (BoroughFilter, "kind", "listed")
    search_fields = ("name", "post", "ward")
    autocomplete_fields = ("borough",)
    inlines = (RoleInline,)
    fieldsets = (
        (None, {"fields": ("borough", "honorific", "name", "slug", "kind", "listed")}),
        ("For councillors", {"fields": ("party", "ward")}),
        ("For officers and guests", {"fields": ("post",)}),
    )


@admin.register(Topic)
class TopicAdmin(SluggedAdmin):
    """Topics, which all boroughs share."""

    list_display = ("name", "description", "item_count")
    search_fields = ("name", "description")
    fields = ("name", "slug", "description")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(item_count=Count("items"))

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, topic: Any) -> int:
        return int(topic.item_count)

    def settled(self, record: Any) -> bool:
        return record is not None and record.items.exists()
