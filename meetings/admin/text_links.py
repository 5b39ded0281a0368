"""Links to the workspace, where minutes are pasted and changed as text; its pages are those of an app further up."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.models import AgendaItem, Meeting

PASTE, CHANGE = "Paste minutes", "Minutes as text"
NOTHING_WRITTEN = Q(points__isnull=True, resolutions__isnull=True)


def text_address(record: Meeting | AgendaItem) -> str:
    """Return where the minutes of a meeting or item are written as text."""
    return reverse(f"admin:meetings_{record._meta.model_name}_minutes-text", args=[record.pk])


def text_link(record: Meeting | AgendaItem, written: bool) -> SafeString:
    """Return the link for a list, named for whoever hears it alone."""
    words = CHANGE if written else PASTE
    return format_html('<a href="{}" aria-label="{}: {}">{}</a>', text_address(record), words, record, words)


def text_act(record: Any) -> tuple[str, str]:
    """Return the label and address of the first act on a record's page."""
    items = record.items.all() if isinstance(record, Meeting) else AgendaItem.objects.filter(pk=record.pk)
    return (CHANGE if items.exclude(NOTHING_WRITTEN).exists() else PASTE), text_address(record)
