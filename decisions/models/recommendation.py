"""A scrutiny recommendation on its way: sent, answered, done.

Source: Local Government Act 2000 s.9FE: the executive answers within two months of notice.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from decisions.models.resolution import Resolution
from decisions.querysets import NO_LONGER_WAITING, RecommendationQuerySet
from meetings.models.publication import published


class Recommendation(models.Model):
    """What was recommended to whom, and how far it has come."""

    class Progress(models.TextChoices):
        NOT_STARTED = "not started", "Not started"
        UNDER_WAY = "under way", "Under way"
        DONE = "done", "Done"
        ABANDONED = "abandoned", "Abandoned"

    resolution = models.OneToOneField(Resolution, models.CASCADE, related_name="recommendation")
    sent_to = models.CharField(max_length=250, help_text="The Cabinet, a partner, an officer.")
    sent_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="Two months after it was sent, unless agreed otherwise."
    )
    progress = models.CharField(max_length=20, choices=Progress, default=Progress.NOT_STARTED)
    progress_note = models.TextField(blank=True, help_text="What has been done. Readers see this.")

    objects = RecommendationQuerySet.as_manager()
    published = published(RecommendationQuerySet)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("sent_on")),
                name="recommendation_due_after_sent",
                violation_error_message="It is due before it was sent.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=~Q(progress__in=NO_LONGER_WAITING),
                name="recommendation_not_settled",
            )
        ]

    def __str__(self) -> str:
        return f"To {self.sent_to}: {self.resolution}"

    def get_absolute_url(self) -> str:
        return self.resolution.get_absolute_url()

    @property
    def answered(self) -> bool:
        return any(True for _ in self.responses.all())

    @property
    def days_overdue(self) -> int:
        """Days since an answer was due, 0 if it is answered or not yet due."""
        if self.due_on is None or self.answered:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


class Response(models.Model):
    """An answer to a recommendation."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly accepted", "Partly accepted"
        REJECTED = "rejected", "Rejected"
        NOTED = "noted", "Noted"

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="responses")
    date = models.DateField()
    responder = models.CharField(max_length=250, help_text="Who answers: the Cabinet Member for Housing.")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = models.TextField(blank=True, help_text="Why. Readers see this.")

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.date:%-d %B %Y}"
