"""Which rows an officer may work with: asked here, and nowhere else, for lists, choices, inlines and addresses."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.admin.exempting import law_in_words
from meetings.admin.permitting import EXEMPT_FIELDS, home_of, meeting_of, readers_have
from meetings.admin.widgets import LowTextarea
from meetings.models import Meeting
from minutes_portal.accounts.access import Access, Act

LINK = {"form_class": partial(forms.URLField, assume_scheme="https"), "widget": AdminURLFieldWidget}


class BoroughScoped(BaseModelAdmin):
    """Gives a ModelAdmin or an inline plain fields, only rows within the officer's roles, only such rows to choose
    from, and to change only what the roles let this officer change.

    In an inline the record that is asked about is the one whose page it stands on.
    """

    borough_path = ""  # the lookup from a row to its borough; empty for what all boroughs share
    committee_path: str | None = None  # to its committee; None for what belongs to the borough as such
    public_with: ClassVar[str] = Meeting.Stage.AGENDA  # the stage of its meeting with which readers get a row
    act_to_add: ClassVar[Act] = Act.DRAFT
    formfield_overrides = {models.TextField: {"widget": LowTextarea}, models.URLField: LINK}
    view_on_site: Any = False  # the admins ask the published views first; rows of an inline do not

    # -- Which rows

    def within(self, request: HttpRequest, rows: QuerySet[Any], act: Act = Act.READ) -> QuerySet[Any]:
        """Keep the rows with which the officer may do `act`."""
        access = Access.of(request.user)
        if self.borough_path:
            return access.scope(rows, self.borough_path, self.committee_path, act)
        return rows if access.may_read_shared else rows.none()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.within(request, super().get_queryset(request))

    def get_field_queryset(self, db: str | None, db_field: Any, request: Any) -> QuerySet[Any] | None:
        """Offer, and accept, in a relation's field what that relation's own admin would list; where the relation says
        whose record this is, only what the officer may add to.
        """
        related = db_field.remote_field.model
        if request is None or not self.admin_site.is_registered(related):
            return super().get_field_queryset(db, db_field, request)
        site: Any = self.admin_site.get_model_admin(related)
        rows: QuerySet[Any] = site.get_queryset(request)
        if db_field.name == self.borough_path.partition("__")[0] and site.borough_path:
            return self.homes(request, site, rows)
        return rows

    def homes(self, request: HttpRequest, site: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what the officer may add records to: boroughs, committees, meetings, items or resolutions."""
        kept: QuerySet[Any] = site.within(request, rows, self.act_to_add)
        return kept

    # -- Which acts

    def is_public(self, record: Any) -> bool:
        """Whether readers have (the rows of this inline of) a record."""
        meeting = meeting_of(record)
        return meeting is not None and readers_have(meeting, self.public_with)

    def may_change_record(self, request: HttpRequest, record: Any) -> bool:
        access = Access.of(request.user)
        return access.may_change(*home_of(record), public=self.is_public(record))

    def may_publish(self, request: HttpRequest, record: Any) -> bool:
        """Whether this officer may publish, withdraw or mark this record exempt, or (without one) any."""
        access = Access.of(request.user)
        return access.may_anywhere(Act.PUBLISH) if record is None else access.may_publish(*home_of(record))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_view_permission(request, obj)
        if not allowed or obj is None or not self.borough_path:
            return allowed
        return Access.of(request.user).may_read(*home_of(obj))

    def has_add_permission(self, request: HttpRequest, *parent: Any) -> bool:
        allowed = super().has_add_permission(request, *parent)
        return allowed and all(self.may_change_record(request, each) for each in parent if each is not None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.may_change_record(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or self.may_change_record(request, obj))

    @admin.display(description="Readers")
    def exempt_under(self, part: Any) -> str:
        """What stands in place of the choice for officers who may not mark anything exempt."""
        return f"Exempt: {law_in_words(part)}" if part.exempt else "Public"


class NamedCells:
    """A formset shown as a table: the head of a column does not name its inputs, so each says its own name."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)  # type: ignore[misc]
        for field in form.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)  # the admin wraps those of relations
            if field.label and not widget.is_hidden and not widget.use_fieldset:
                widget.attrs.setdefault("aria-label", str(field.label))


class BoroughScopedInline(BoroughScoped):
    """An inline whose exempt rows are the publisher's."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = list(super().get_readonly_fields(request, obj))
        return names if self.may_publish(request, obj) else [*names, *self._exempt_fields(request, obj)]

    def get_formset(self, request: HttpRequest, obj: Any = None, **given: Any) -> Any:
        if not self.may_publish(request, obj):
            form: Any = self.form
            given["form"] = type(form.__name__, (form,), dict.fromkeys(self._exempt_fields(request, obj)))
        rows: Any = super().get_formset(request, obj, **given)  # type: ignore[misc]
        return type(rows.__name__, (NamedCells, rows), {}) if isinstance(self, admin.TabularInline) else rows

    def _exempt_fields(self, request: HttpRequest, obj: Any) -> list[str]:
        return [
            name for name in self.get_fields(request, obj) if isinstance(name, str) and name in EXEMPT_FIELDS
        ]
