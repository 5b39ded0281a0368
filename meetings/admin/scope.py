"""Which rows an officer may work with: asked here, and nowhere else, for lists, choices, inlines and addresses."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.admin.widgets import LowTextarea


def within_boroughs(request: HttpRequest, rows: QuerySet[Any], borough_path: str) -> QuerySet[Any]:
    """Keep the rows of the boroughs that the officer works for.

    `borough_path` is the lookup from a row to its borough, empty for what belongs to all boroughs.
    """
    return rows


LINK = {"form_class": partial(forms.URLField, assume_scheme="https"), "widget": AdminURLFieldWidget}


class BoroughScoped(BaseModelAdmin):
    """Gives a ModelAdmin or an inline plain fields, only rows of the officer's boroughs, and only such rows to choose from."""

    borough_path = ""
    formfield_overrides = {models.TextField: {"widget": LowTextarea}, models.URLField: LINK}
    view_on_site: Any = False  # the admins ask the published views first; rows of an inline do not

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_boroughs(request, super().get_queryset(request), self.borough_path)

    def get_field_queryset(self, db: str | None, db_field: Any, request: Any) -> QuerySet[Any] | None:
        """Offer, and accept, in a relation's field what that relation's own admin would list."""
        related = db_field.remote_field.model
        if request is None or not self.admin_site.is_registered(related):
            return super().get_field_queryset(db, db_field, request)
        return self.admin_site.get_model_admin(related).get_queryset(request)
