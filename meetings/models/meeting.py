"""A meeting of a committee, its stages of publication, and who was there."""

from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from meetings.models.bodies import Committee
from meetings.models.people import Person
from meetings.models.publication import published
from meetings.models.withdrawal import Withdrawal, withdrawal_constraint
from meetings.querysets import MeetingQuerySet


def _not_before(later: str, earlier: str) -> Q:
    return Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)})


class Meeting(Withdrawal):
    """One meeting, or one day’s decisions of somebody who decides alone.

    It is published in stages, each with its time; a time in the future publishes by itself when it comes.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"
        POSTPONED = "postponed", "Postponed"
        INQUORATE = "inquorate", "Not quorate"

    class Stage(models.TextChoices):
        UNPUBLISHED = "unpublished", "Not published"
        AGENDA = "agenda", "Agenda"
        DECISIONS = "decisions", "Decisions"
        DRAFT_MINUTES = "draft minutes", "Draft minutes"
        APPROVED = "approved", "Approved minutes"
        WITHDRAWN = "withdrawn", "Withdrawn"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    date = models.DateField(db_index=True)
    start_time = models.TimeField(null=True, blank=True, help_text="24-hour clock: 19:00.")
    sitting = models.PositiveSmallIntegerField(
        default=1, help_text="2 for the committee’s second meeting on one day, and so on."
    )
    venue = models.CharField(max_length=250, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.SCHEDULED)
    status_note = models.CharField(
        max_length=250, blank=True, help_text="Why it was cancelled or moved. Readers see this."
    )
    moved_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="moved_from",
        help_text="For a meeting that was put off: the one that takes its place.",
    )  # fmt: skip
    webcast_url = models.URLField("webcast", blank=True)
    uid = models.UUIDField(
        unique=True,
        editable=False,
        db_default=RandomUUID(),
        help_text="Its name in calendars, whatever becomes of its date.",
    )

    agenda_published_at = models.DateTimeField(
        "agenda published", null=True, blank=True, help_text="Readers see the agenda from this moment."
    )
    decisions_published_at = models.DateTimeField(
        "decisions published",
        null=True,
        blank=True,
        help_text="Readers see the resolutions from this moment.",
    )
    minutes_published_at = models.DateTimeField(
        "minutes published",
        null=True,
        blank=True,
        help_text="Readers see the minutes from this moment, as a draft.",
    )
    approved_at = models.DateTimeField(
        "minutes approved", null=True, blank=True, help_text="When they were approved as a correct record."
    )
    approved_by = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="approves",
        help_text="The item of the later meeting that approved these minutes.",
    )  # fmt: skip
    approval_note = models.TextField(
        blank=True, help_text="Corrections made when they were approved. Readers see this."
    )

    objects = MeetingQuerySet.as_manager()
    published = published(MeetingQuerySet)

    class Meta:
        ordering = ["-date", "-start_time", "committee__slug", "-sitting"]
        get_latest_by = "date"
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "date", "sitting"],
                name="meeting_once_a_sitting",
                violation_error_message="This committee has a meeting on that date. For a second one, raise the sitting.",
            ),
            models.CheckConstraint(
                condition=Q(sitting__gte=1),
                name="meeting_sitting_from_1",
                violation_error_message="Sittings count from 1.",
            ),
            models.CheckConstraint(
                condition=_not_before("decisions_published_at", "agenda_published_at")
                & _not_before("minutes_published_at", "agenda_published_at")
                & _not_before("approved_at", "minutes_published_at"),
                name="meeting_stages_in_order",
                violation_error_message="The stages come in order: agenda, decisions, minutes, approval.",
            ),
            models.CheckConstraint(
                condition=(Q(decisions_published_at__isnull=True) & Q(minutes_published_at__isnull=True))
                | Q(agenda_published_at__isnull=False),
                name="meeting_agenda_comes_first",
                violation_error_message="Publish the agenda first (the same moment will do).",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(minutes_published_at__isnull=False),
                name="meeting_approved_minutes_are_published",
                violation_error_message="Minutes are published before they are approved.",
            ),
            withdrawal_constraint("meeting"),
        ]
        indexes = [models.Index(F("date").desc(), "committee", name="meeting_newest_first")]

    def __str__(self) -> str:
        return f"{self.committee.name}, {self.date:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-detail", args=[*self.address])

    @property
    def address(self) -> tuple[str, str, str]:
        """The natural key in addresses: borough, committee and `2024-09-24` or `2024-09-24-2`."""
        committee = self.committee
        return committee.borough.slug, committee.slug, self.date_key

    @property
    def date_key(self) -> str:
        return f"{self.date:%Y-%m-%d}" + (f"-{self.sitting}" if self.sitting > 1 else "")

    @property
    def stage(self) -> Stage:
        """How far the record is published at this moment."""
        now = timezone.now()
        stages = (
            (self.withdrawn_at, self.Stage.WITHDRAWN),
            (self.approved_at, self.Stage.APPROVED),
            (self.minutes_published_at, self.Stage.DRAFT_MINUTES),
            (self.decisions_published_at, self.Stage.DECISIONS),
            (self.agenda_published_at, self.Stage.AGENDA),
        )
        return next((stage for since, stage in stages if since and since <= now), self.Stage.UNPUBLISHED)

    @property
    def called_off(self) -> bool:
        """Whether it did not take place as planned, or is not to."""
        return self.status in (self.Status.CANCELLED, self.Status.POSTPONED, self.Status.INQUORATE)

    def clean(self) -> None:
        super().clean()
        item = self.approved_by
        if item and item.meeting_id == self.pk:
            raise ValidationError(
                {"approved_by": "Minutes are approved at a later meeting, not at their own."}
            )


class Attendance(models.Model):
    """Who was at a meeting, in what capacity, or sent apologies."""

    class Capacity(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice-chair", "Vice-chair"
        MEMBER = "member", "Member"
        COOPTED = "co-opted", "Co-opted member"
        SUBSTITUTE = "substitute", "Substitute"
        OFFICER = "officer", "Officer"
        GUEST = "guest", "Guest or witness"

    class Presence(models.TextChoices):
        PRESENT = "present", "Present"
        REMOTE = "remote", "Present by video link"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    capacity = models.CharField(max_length=20, choices=Capacity, default=Capacity.MEMBER)
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.PRESENT)
    substitute_for = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substituted_by",
        help_text="Only for a substitute.",
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="From item 5; left at 20:15 … Readers see this."
    )

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["meeting", "person__name"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_once_a_meeting",
                violation_error_message="This person is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(substitute_for__isnull=True) | Q(capacity="substitute"),
                name="attendance_only_substitutes_stand_in",
                violation_error_message="Only a substitute stands in for somebody.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_presence_display().lower()}"
