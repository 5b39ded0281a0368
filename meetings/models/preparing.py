"""What officers keep to prepare meetings and to answer for them; readers see none of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.models.agenda import AgendaItem
from meetings.models.bodies import Committee
from meetings.models.meeting import Meeting
from meetings.models.publication import published


class StandingItem(models.Model):
    """An item that stands on every agenda of a committee: apologies, declarations, minutes of the last meeting …"""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="standing_items")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    purpose = models.TextField(blank=True, help_text="What the committee is asked to do.")
    procedural = models.BooleanField(default=True, help_text="Out of readers’ lists unless asked for.")
    closes_agenda = models.BooleanField(
        default=False,
        help_text="Stands after the business of the day: date of next meeting, urgent business.",
    )

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["committee", "closes_agenda", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class AcceptedWarning(models.Model):
    """A warning of the sense checks that an officer has looked at and accepts, with the reason."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="accepted_warnings")
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="accepted_warnings"
    )
    check_name = models.CharField(max_length=60, help_text="Which check warned.")
    subject = models.CharField(
        max_length=64,
        help_text="A mark of what it warned about; another fact gives another mark, and warns again.",
    )
    reason = models.TextField(help_text="Why it stands as it is. Officers see this, readers do not.")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["meeting", "accepted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "item", "check_name", "subject"],
                name="acceptedwarning_once",
                nulls_distinct=False,
                violation_error_message="This warning is accepted already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="acceptedwarning_has_a_reason",
                violation_error_message="Say why this stands as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason[:60]}"
