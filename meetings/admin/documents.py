"""Papers in the officers' admin."""

from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString

from meetings.admin.act_pages import LiftExemption, MarkExempt, Restore, Withdraw
from meetings.admin.base import BoroughScopedAdmin, OrderedRow, complete_document, tag
from meetings.admin.exempting import ExemptionForm, ExemptionRowForm
from meetings.admin.filters import BoroughFilter
from meetings.admin.permitting import readers_have
from meetings.admin.scope import BoroughScopedInline
from meetings.models import Document, Meeting

# Nothing that a browser would run: these files are shown under the portal's own address.
KINDS_OF_FILE = (
    "pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "jpg", "jpeg", "png",
)  # fmt: skip


class FileForm(ExemptionForm):
    """Says which files can be shown to readers."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and PurePath(file.name).suffix.lower().removeprefix(".") not in KINDS_OF_FILE:
            raise ValidationError(
                "Readers could not open this kind of file. Best is a PDF; Word, Excel and pictures will do."
            )
        return file


class DocumentForm(FileForm):
    """A paper on its own page."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        item, meeting = said.get("item"), said.get("meeting")
        if item and meeting and item.meeting_id != meeting.pk:
            raise ValidationError({"item": "This item belongs to another meeting."})
        return said


class DocumentRowForm(ExemptionRowForm, FileForm, OrderedRow):
    """A paper in one row of its meeting or item."""


class DocumentInline(BoroughScopedInline, admin.TabularInline):
    """The papers of a meeting or of an item."""

    model, form, extra = Document, DocumentRowForm, 0
    borough_path, committee_path = "meeting__committee__borough", "meeting__committee"
    fields = ("order", "kind", "title", "file", "url", "exempt_under")
    show_change_link = True
    classes = ("collapse",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        meeting = getattr(obj, "meeting", obj)
        public = meeting is not None and meeting.stage != Meeting.Stage.UNPUBLISHED
        return not public and super().has_delete_permission(request, obj)


class MeetingDocumentInline(DocumentInline):
    """The papers of the whole meeting."""

    verbose_name_plural = "papers of the whole meeting"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(item=None)


class ItemDocumentInline(DocumentInline):
    """The papers of one item."""

    fk_name = "item"
    verbose_name_plural = "papers"


@admin.register(Document)
class DocumentAdmin(BoroughScopedAdmin):
    """Papers. A published one is withdrawn, not deleted, so that its address goes on answering."""

    borough_path, committee_path = "meeting__committee__borough", "meeting__committee"
    form = DocumentForm
    acts = (MarkExempt, LiftExemption, Withdraw, Restore)
    list_display = ("title", "kind", "meeting", "item", "readers")
    list_select_related = ("meeting__committee", "item")
    list_filter = (BoroughFilter, "kind", "exempt")
    search_fields = ("title", "meeting__committee__name")
    autocomplete_fields = ("meeting", "item")
    ordering = ("-pk",)
    readonly_fields = ("size",)
    fieldsets = (
        (None, {"fields": ("meeting", "item", "kind", "title", "file", "url", "order")}),
        (
            "Kept from the public",
            {"fields": ("exempt_under", "exempt_reason", "public_summary"), "classes": ("collapse",)},
        ),
        ("Particulars", {"fields": ("format", "size", "pages"), "classes": ("collapse",)}),
    )

    def is_public(self, record: Document) -> bool:
        minutes = record.kind == Document.Kind.MINUTES
        return readers_have(record.meeting, Meeting.Stage.DRAFT_MINUTES if minutes else self.public_with)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: action for name, action in super().get_actions(request).items() if name != "delete_selected"
        }

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        public = obj is not None and obj.meeting.stage != Meeting.Stage.UNPUBLISHED
        return not public and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        complete_document(obj, bool(form.cleaned_data.get("exempt_under")))
        super().save_model(request, obj, form, change)

    @admin.display(description="Readers")
    def readers(self, document: Document) -> SafeString:
        if document.withdrawn_at:
            return tag("Withdrawn")
        return tag("Exempt") if document.exempt else tag(document.meeting.stage.label, document.meeting.stage)
