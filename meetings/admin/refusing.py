"""Refuses what an officer's form did not offer and was sent all the same."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import flatten
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def refuse_what_is_withheld(model_admin: Any, request: HttpRequest, record: Any) -> None:
    """Raise PermissionDenied if a sent form holds fields or rows that are not this officer's to change.

    Without it they would be ignored: an officer should not believe that something was saved which was not.
    """
    sent = set(request.POST)
    withheld = any(_sent(str(name), sent) for name in model_admin.withheld_fields(request, record))
    if withheld or any(
        pattern.fullmatch(name) for pattern in _rows(model_admin, request, record) for name in sent
    ):
        raise PermissionDenied


def _sent(name: str, sent: set[str]) -> bool:
    return name in sent or f"{name}_0" in sent  # a date and a time are two fields


def _rows(model_admin: Any, request: HttpRequest, record: Any) -> Iterator[re.Pattern[str]]:
    """Yield what the names of withheld fields of each inline look like."""
    for formset, inline in model_admin.get_formsets_with_inlines(request, record):
        readonly = {str(name) for name in inline.get_readonly_fields(request, record)}
        fields = {str(name) for name in flatten(inline.get_fields(request, record))}
        may_write = inline.has_change_permission(request, record) or inline.has_add_permission(
            request, record
        )
        names = (fields & readonly) if may_write else fields
        if names:
            prefix = re.escape(formset.get_default_prefix())
            yield re.compile(rf"{prefix}-\d+-(?:{'|'.join(map(re.escape, sorted(names)))})")
