"""The admin of officers, their roles and their sign-ins: operators see all, administrators their boroughs'."""

from typing import Any

from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from meetings.models import Committee
from minutes_portal.accounts.access import Access, Act
from minutes_portal.accounts.models import Membership, SignIn
from minutes_portal.accounts.querysets import officers_changed_by, officers_seen_by
from minutes_portal.accounts.second_factor import remove_second_factor

User: Any = get_user_model()


class NotFoundOutsideScope:
    """A row that the officer's queryset does not hold is not there: 404, whether it exists or not."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if found is None:
            raise Http404
        return found


class ChoicesInScope:
    """Offers (and accepts) only the boroughs, committees and officers that this administrator looks after."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        access = Access.of(request.user)
        if db_field.name == "borough":
            kwargs["queryset"] = access.boroughs_to_administer
        elif db_field.name == "committee":
            committees = Committee.objects.select_related("borough").order_by("borough__name", "name")
            kwargs["queryset"] = access.scope(committees, "borough", act=Act.ADMINISTER)
        elif db_field.name == "user":
            kwargs["queryset"] = officers_seen_by(access)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class MembershipInline(ChoicesInScope, admin.TabularInline):
    """An officer's roles, on the officer's page."""

    model = Membership
    extra = 1
    verbose_name, verbose_name_plural = "role", "roles"

    def get_queryset(self, request: HttpRequest) -> Any:
        return Membership.objects.administered_by(Access.of(request.user))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask an administrator for at least one role: an officer without one would be out of everybody's sight."""
        if not Access.of(request.user).is_operator:
            kwargs |= {"min_num": 1, "validate_min": True, "extra": 0}
        return super().get_formset(request, obj, **kwargs)


@admin.register(Membership)
class MembershipAdmin(NotFoundOutsideScope, ChoicesInScope, admin.ModelAdmin):
    """Roles."""

    list_display = ["user", "role", "borough", "committee"]
    list_filter = ["role", ("borough", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "borough", "committee"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Membership.objects.administered_by(Access.of(request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user"] if obj else []

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if not Access.of(request.user).may_administer(obj.borough_id):
            raise PermissionDenied
        super().save_model(request, obj, form, change)


admin.site.unregister(User)
admin.site.unregister(Group)  # roles say who may do what; groups would be a second, silent way


@admin.register(User)
class OfficerAdmin(NotFoundOutsideScope, UserAdmin):
    """Officers. An administrator adds and changes those of their boroughs, and never an operator."""

    inlines = [MembershipInline]
    list_display = ["username", "first_name", "last_name", "email", "is_active", "last_login"]
    list_filter = ["is_active"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    actions = ["unlock", "set_up_second_factor_anew"]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "username",
                    "first_name",
                    "last_name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request) & officers_seen_by(Access.of(request.user))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        switches = ["is_active"]
        if Access.of(request.user).is_operator:
            switches += ["is_staff", "is_superuser"]
        return [
            (None, {"fields": ["username", "password"]}),
            ("Person", {"fields": ["first_name", "last_name", "email"]}),
            ("Account", {"fields": [*switches, "last_login", "date_joined"]}),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        return officers_changed_by(Access.of(request.user)).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return Access.of(request.user).is_operator

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # whoever is added here is an officer
        super().save_model(request, obj, form, change)

    @admin.action(description="Unlock after too many wrong passwords", permissions=["change"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for officer in self._changeable(request, queryset):
            reset(username=officer.get_username())
            self.log_change(request, officer, "Unlocked.")

    @admin.action(
        description="Remove the second factor (lost phone): it is set up anew at the next sign-in",
        permissions=["change"],
    )
    def set_up_second_factor_anew(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for officer in self._changeable(request, queryset):
            remove_second_factor(officer)
            self.log_change(request, officer, "Second factor removed.")

    def _changeable(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Return those of the chosen officers that this one may change, and say who is left out and how many are done."""
        allowed = set(officers_changed_by(Access.of(request.user)).values_list("pk", flat=True))
        chosen = list(queryset)
        officers = [officer for officer in chosen if officer.pk in allowed]
        if left_out := [officer.get_username() for officer in chosen if officer.pk not in allowed]:
            names = ", ".join(left_out)
            messages.error(request, f"Not done for {names}: they serve other boroughs too. Ask an operator.")
        if officers:
            messages.success(
                request, f"Done for {', '.join(officer.get_username() for officer in officers)}."
            )
        return officers


@admin.register(SignIn)
class SignInAdmin(NotFoundOutsideScope, admin.ModelAdmin):
    """The log of sign-ins, to read."""

    list_display = ["at", "username", "outcome", "address", "agent"]
    list_filter = ["outcome"]
    date_hierarchy = "at"
    search_fields = ["username", "address"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return SignIn.objects.seen_by(Access.of(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
