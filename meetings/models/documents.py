"""Papers that go with a meeting or one of its items."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.models.agenda import AgendaItem
from meetings.models.exemption import Exemption, exemption_constraint
from meetings.models.meeting import Meeting
from meetings.models.publication import published
from meetings.models.withdrawal import Withdrawal, withdrawal_constraint
from meetings.querysets import DocumentQuerySet


def document_path(document: "Document", filename: str) -> str:
    """Return where an uploaded file is kept: under a random name, never the one it had on the officer’s disk."""
    from uuid import uuid4

    return f"documents/{uuid4().hex}.{filename.rpartition('.')[2].lower()[:8]}"


class Document(Exemption, Withdrawal):
    """A paper: an uploaded file, a link, or only its title where the council holds it elsewhere."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        REPORT = "report", "Report"
        APPENDIX = "appendix", "Appendix"
        MINUTES = "minutes", "Minutes"
        PRESENTATION = "presentation", "Presentation"
        BACKGROUND = "background", "Background paper"
        OTHER = "other", "Other"

    class Reading(models.TextChoices):
        WAITING = "waiting", "Not read yet"
        READ = "read", "Read"
        FAILED = "failed", "Could not be read"
        NOTHING = "nothing", "Holds no text"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="documents")
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="documents",
        help_text="Leave empty for a paper of the whole meeting.",
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    slug = models.SlugField(
        max_length=120,
        blank=True,
        help_text="Its part of the address. Leave empty to make it from the title.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    file = models.FileField(upload_to=document_path, blank=True, max_length=200)
    url = models.URLField("link", blank=True, max_length=500, help_text="If it is kept on another site.")
    format = models.CharField(max_length=20, blank=True, help_text="PDF, Word …")
    size = models.PositiveBigIntegerField("bytes", null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    checksum = models.CharField(
        "SHA-256", max_length=64, blank=True, editable=False, help_text="Of the file’s bytes, in hexadecimal."
    )
    hidden_matter = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="What the file holds that readers would not expect: sentences for the officer.",
    )

    reading = models.CharField(
        "text for searching", max_length=10, choices=Reading, default=Reading.WAITING, editable=False
    )
    reading_note = models.CharField(
        max_length=250, blank=True, editable=False, help_text="Why it could not be read."
    )

    objects = DocumentQuerySet.as_manager()
    published = published(DocumentQuerySet)

    class Meta:
        ordering = ["meeting", "order", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "slug"],
                name="document_address_unique_in_meeting",
                violation_error_message="This meeting has another document with this address.",
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(url=""),
                name="document_is_a_file_or_a_link",
                violation_error_message="Give a file or a link, not both.",
            ),
            exemption_constraint("document"),
            withdrawal_constraint("document"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:document-detail", args=[*self.meeting.address, self.slug])


class DocumentPage(models.Model):
    """The words of one page of a paper, taken from its file for searching; not part of the record itself."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField(help_text="Counts from 1. A file without pages has one.")
    text = models.TextField()

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="documentpage_once_a_document",
                violation_error_message="This page of the paper is held already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, page {self.number}"
