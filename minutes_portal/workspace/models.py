"""What an officer has typed and not saved to the record yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.models import AgendaItem, Meeting


class TextDraft(models.Model):
    """One officer's text of an item, or of a whole meeting, kept while it is written; it survives a closed tab.

    It is never part of the record, and goes when the text is saved there.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="text_drafts")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="text_drafts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="text_drafts")
    text = models.TextField(blank=True)
    source_name = models.CharField(max_length=250, blank=True, help_text="The file it came from.")
    choices = models.JSONField(default=dict, blank=True, help_text="Suggestions confirmed or refused so far.")
    based_on = models.CharField(
        max_length=64, blank=True, help_text="A mark of the record as it was when this text was begun."
    )
    started_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "item", "officer"],
                name="textdraft_one_an_officer",
                nulls_distinct=False,
                violation_error_message="There is a draft of this already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.meeting}, {self.officer}"
