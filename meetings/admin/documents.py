"""Papers in the officers' admin."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.admin.act_pages import LiftExemption, MarkExempt, Restore, Withdraw
from meetings.admin.base import BoroughScopedAdmin, OrderedRow, complete_document, tag
from meetings.admin.exempting import ExemptionForm, ExemptionRowForm
from meetings.admin.filters import BoroughFilter
from meetings.admin.permitting import readers_have
from meetings.admin.scope import BoroughScopedInline
from meetings.models import Document, Meeting
from meetings.papers.keeping import check_file, read_after_saving


def reading_in_words(document: Document) -> str:
    """Return whether search has the words of a document’s file, in a sentence."""
    words = {
        Document.Reading.WAITING: "It is not looked through yet: that is done within minutes.",
        Document.Reading.READ: "Search has its words.",
        Document.Reading.FAILED: "It could not be read for searching.",
        Document.Reading.NOTHING: "Search has no words of it.",
    }
    return f"{words[Document.Reading(document.reading)]} {document.reading_note}".strip()


class FileForm(ExemptionForm):
    """Says which files can be shown to readers."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_file(file)
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
    readonly_fields = ("found_in_it", "format", "size", "pages", "checksum")
    fieldsets = (
        (None, {"fields": ("meeting", "item", "kind", "title", "file", "url", "order", "found_in_it")}),
        (
            "Kept from the public",
            {"fields": ("exempt_under", "exempt_reason", "public_summary"), "classes": ("collapse",)},
        ),
        ("Particulars", {"fields": ("format", "size", "pages", "checksum"), "classes": ("collapse",)}),
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
        read_after_saving([obj])

    @admin.display(description="Found in it")
    def found_in_it(self, document: Document) -> SafeString | str:
        """What the file holds that readers would not expect, and whether search has its words."""
        if not document.file:
            return "No file is held here."
        sentences = [*document.hidden_matter, reading_in_words(document)]
        return format_html_join("", "<div>{}</div>", ((sentence,) for sentence in sentences))

    @admin.display(description="Readers")
    def readers(self, document: Document) -> SafeString:
        if document.withdrawn_at:
            return tag("Withdrawn")
        return tag("Exempt") if document.exempt else tag(document.meeting.stage.label, document.meeting.stage)
