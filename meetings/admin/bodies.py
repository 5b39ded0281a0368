"""Boroughs, committees, people and topics in the officers' admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest

from meetings.admin.base import BoroughScopedAdmin, slug_is_settled
from meetings.admin.building import TakeReadyMade
from meetings.admin.filters import BoroughFilter
from meetings.admin.history import Source
from meetings.admin.scope import BoroughScopedInline
from meetings.admin.widgets import remember_choices
from meetings.models import AgendaItem, Borough, Committee, Meeting, Person, Role, StandingItem, Topic
from meetings.models.history import CommitteePartner
from minutes_portal.accounts.access import Access, Act


class SluggedAdmin(BoroughScopedAdmin):
    """What has an address made of its name, settled once readers may know it."""

    def settled(self, record: Any) -> bool:
        return slug_is_settled(record)

    def settled_fields(self, record: Any) -> list[str]:
        return ["slug"] if self.settled(record) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        open_to_change = obj is None or self.has_change_permission(request, obj)
        return {"slug": ("name",)} if open_to_change and not self.settled(obj) else {}


def has_public_meetings(**where: Any) -> bool:
    return Meeting.published.filter(**where).exists()


@admin.register(Borough)
class BoroughAdmin(SluggedAdmin):
    """Boroughs. The path to itself is its key."""

    borough_path = "pk"
    list_display = ("name", "council_name", "contact_name", "contact_email")
    search_fields = ("name", "council_name")
    fieldsets = (
        (None, {"fields": ("name", "council_name", "slug", "about", "website")}),
        ("Whom readers may ask", {"fields": ("contact_name", "contact_email")}),
        ("Looks", {"fields": ("accent",)}),
    )

    def settled(self, record: Any) -> bool:
        return record is not None and has_public_meetings(committee__borough=record.pk)

    def may_change_record(self, request: HttpRequest, record: Borough) -> bool:
        access = Access.of(request.user)
        return access.is_operator if record._state.adding else access.may_administer(record.pk)


class StandingItemInline(BoroughScopedInline, admin.TabularInline):
    """What stands on every agenda of a committee: new agendas are built from it."""

    model, extra = StandingItem, 1
    borough_path, committee_path = "committee__borough", "committee"
    fields = ("order", "title", "purpose", "procedural", "closes_agenda")
    verbose_name, verbose_name_plural = "standing item", "standing items, on every agenda"

    def may_change_record(self, request: HttpRequest, record: Committee) -> bool:
        return Access.of(request.user).may_administer(record.borough_id)


@admin.register(Committee)
class CommitteeAdmin(SluggedAdmin):
    """Committees, joint bodies and single decision makers."""

    borough_path, committee_path = "borough", "pk"
    act_to_add = Act.ADMINISTER
    children = (Source(CommitteePartner, "committee"), Source(StandingItem, "committee"))
    acts = (TakeReadyMade,)
    inlines = (StandingItemInline,)
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

    def withheld_fields(self, request: HttpRequest, record: Any) -> list[str]:
        """Partners are other boroughs, of which an administrator of one does not choose: operators do."""
        partners = [] if Access.of(request.user).is_operator else ["partners"]
        return [*super().withheld_fields(request, record), *partners]

    def may_change_record(self, request: HttpRequest, record: Committee) -> bool:
        return Access.of(request.user).may_administer(record.borough_id)


class RoleForm(forms.ModelForm):
    """A post held, in one row."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, "committee")


class RoleInline(BoroughScopedInline, admin.TabularInline):
    """The posts a person held."""

    model, form, extra = Role, RoleForm, 1
    borough_path = "person__borough"
    fields = ("kind", "committee", "title", "start", "end")
    autocomplete_fields = ("committee",)
    verbose_name_plural = "posts held, on committees and in the borough"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("committee__borough")

    def is_public(self, record: Person) -> bool:
        return slug_is_settled(record)


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
    children = (Source(Role, "person"),)
    fieldsets = (
        (None, {"fields": ("borough", "honorific", "name", "slug", "kind", "listed")}),
        ("For councillors", {"fields": ("party", "ward")}),
        ("For officers and guests", {"fields": ("post",)}),
    )

    def is_public(self, record: Person) -> bool:
        return slug_is_settled(record)

    def may_change_record(self, request: HttpRequest, record: Person) -> bool:
        """Whoever drafts for any committee of a borough may add its people."""
        if record._state.adding:
            return Access.of(request.user).may_draft_somewhere_in(record.borough_id)
        return super().may_change_record(request, record)

    def homes(self, request: HttpRequest, site: Any, rows: Any) -> Any:
        access = Access.of(request.user)
        return rows.filter(pk__in=[each.pk for each in rows if access.may_draft_somewhere_in(each.pk)])


@admin.register(Topic)
class TopicAdmin(SluggedAdmin):
    """Topics, which all boroughs share."""

    list_display = ("name", "description", "item_count")
    search_fields = ("name", "description")
    fields = ("name", "slug", "description")

    def get_queryset(self, request: HttpRequest) -> Any:
        own = self.admin_site.get_model_admin(AgendaItem).get_queryset(request).order_by()
        return (
            super()
            .get_queryset(request)
            .annotate(item_count=Count("items", filter=Q(items__in=own.values("pk"))))
        )

    @admin.display(description="Items", ordering="item_count")
    def item_count(self, topic: Any) -> int:
        return int(topic.item_count)

    def settled(self, record: Any) -> bool:
        return record is not None and record.items.exists()

    def may_change_record(self, request: HttpRequest, record: Topic) -> bool:
        return Access.of(request.user).may_change_shared
