"""What was changed in a published record, when and why, for readers to see."""

from django.db import models
from django.utils import timezone

from meetings.models.agenda import AgendaItem, MinutePoint
from meetings.models.meeting import Meeting
from meetings.models.publication import published


class Correction(models.Model):
    """One change of a published record, with the reason that readers are given."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="corrections")
    made_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(help_text="Why it was changed. Readers see this.")

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message="Say why the published record is changed.",
            ),
        ]

    def __str__(self) -> str:
        return f"Corrected on {self.made_at:%-d %B %Y}: {self.reason[:60]}"


class CorrectedText(models.Model):
    """One text that a correction changed: what it said before and what it says since.

    It is shown only as long as the part it belongs to is: text that becomes exempt later is exempt here too.
    """

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="texts")
    point = models.ForeignKey(MinutePoint, models.CASCADE, null=True, blank=True, related_name="+")
    resolution = models.ForeignKey(
        "decisions.Resolution", models.CASCADE, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=100, help_text="Paragraph 5.2, Title, Resolution 1 …")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["correction", "pk"]

    def __str__(self) -> str:
        return self.what
