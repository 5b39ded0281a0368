"""What a borough's constitution says of call-in and of answers, and the days on which its offices are closed."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from meetings.models import Borough
from meetings.models.publication import published


class Constitution(models.Model):
    """The rules of one borough from a day on; a later one replaces an earlier."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="constitutions")
    in_force_from = models.DateField(help_text="From this day on, until a later one takes its place.")
    call_in_days = models.PositiveSmallIntegerField(
        "call-in period",
        default=5,
        validators=[MaxValueValidator(60)],
        help_text="Working days after publication in which a decision may be called in.",
    )
    call_in_closes_at = models.TimeField(
        default=time(17), help_text="The hour at which the last of these days ends: 17:00."
    )
    call_in_by = models.TextField(
        "who may call in",
        blank=True,
        help_text="Any three councillors, or the chair of the scrutiny committee. Readers see this.",
    )
    call_in_excludes = models.TextField(
        "what cannot be called in",
        blank=True,
        help_text="Urgent decisions, matters reserved to Council … Readers see this.",
    )
    response_months = models.PositiveSmallIntegerField(
        "months to answer",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text="In which scrutiny’s recommendations are answered; two by law (Local Government Act 2000 s.9FE).",
    )

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["borough", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "in_force_from"],
                name="constitution_once_a_day",
                violation_error_message="This borough has rules from that day already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough}: rules from {self.in_force_from:%-d %B %Y}"


class ClosureDay(models.Model):
    """A day that is no working day for a borough, besides weekends and bank holidays."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="closure_days")
    date = models.DateField()
    reason = models.CharField(max_length=150, blank=True, help_text="Offices closed between the holidays.")

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["borough", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "date"],
                name="closureday_once",
                violation_error_message="This day is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough}, {self.date:%-d %B %Y}"
