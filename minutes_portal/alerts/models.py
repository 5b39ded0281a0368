"""Who asked to be told of what, what there is to tell, and the mails on their way.

None of these tables has a published view or a history: the public role cannot read an address, and what is erased is gone
(docs/decisions/0017-alerts.md).
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from minutes_portal.alerts.querysets import (
    CountedQuerySet,
    MailQuerySet,
    SubscriberQuerySet,
    SubscriptionQuerySet,
)


class Every(models.TextChoices):
    """How often somebody wants to hear."""

    AT_ONCE = "at once", "At once, as soon as it is published"
    DAILY = "daily", "Once a day, in the morning"
    WEEKLY = "weekly", "Once a week, on Monday morning"

    @property
    def in_words(self) -> str:
        """How often, for the middle of a sentence."""
        return str(self.label)[:1].lower() + str(self.label)[1:]


class Subscriber(models.Model):
    """An address that alerts go to, for as long as it has asked for one."""

    key = models.UUIDField(
        default=uuid4, unique=True, editable=False, help_text="Stands, signed, in its links."
    )
    address = models.EmailField()
    added_at = models.DateTimeField(default=timezone.now)
    refused_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when its mail server takes nothing for it: nothing is sent."
    )
    reply = models.CharField(
        max_length=3, blank=True, help_text="The server’s reply code when it refused: 550."
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("address"), name="subscriber_one_an_address")]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The address as it is shown: its first letter and where it is."""
        name, _, place = self.address.rpartition("@")
        return f"{name[:1]}…@{place}"


class Subscription(models.Model):
    """One question, asked of the site once and to be answered whenever there is something new."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    key = models.UUIDField(
        default=uuid4, unique=True, editable=False, help_text="Stands, signed, in its links."
    )
    question = models.CharField(max_length=1000, help_text="The address of the page that it was asked on.")
    every = models.CharField(max_length=10, choices=Every)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_up_to = models.DateTimeField(
        default=timezone.now, help_text="Up to which moment of the journal of changes it was looked for news."
    )
    next_at = models.DateTimeField(default=timezone.now, help_text="When it is looked for news next.")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "question"], name="subscription_asked_once"),
            models.CheckConstraint(condition=Q(every__in=Every.values), name="subscription_every_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(confirmed_at__isnull=False), name="subscription_due"
            ),
            models.Index(
                fields=["asked_at"], condition=Q(confirmed_at__isnull=True), name="subscription_unconfirmed"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Mail(models.Model):
    """A mail that is to be sent, or was sent a few days ago. It holds no text: that is made when it is sent."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", "asks for confirmation"
        LINK = "link", "brings the link to manage alerts"
        ALERT = "alert", "tells of something new"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        NOTHING_LEFT = "nothing left", "had nothing left to tell"
        REFUSED = "refused", "refused by the address’s mail server"
        GIVEN_UP = "given up", "given up after several days"

    key = models.UUIDField(
        default=uuid4, unique=True, editable=False, help_text="Its Message-ID is made of it."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="mails")
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    every = models.CharField(max_length=10, choices=Every, blank=True, help_text="What is to be confirmed.")
    since = models.DateTimeField(
        null=True, blank=True, help_text="It tells of what changed at this moment or later,"
    )
    up_to = models.DateTimeField(null=True, blank=True, help_text="and before this one.")
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(
        max_length=3, blank=True, help_text="The last reply code of a server that did not take it."
    )
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting", ended_at__isnull=True)
                | (~Q(outcome="waiting") & Q(ended_at__isnull=False)),
                name="mail_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(kind="alert")
                | Q(
                    since__lt=F("up_to"), since__isnull=False, up_to__isnull=False, subscription__isnull=False
                ),
                name="mail_of_an_alert_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(outcome="waiting"), name="mail_waiting"),
            models.Index(fields=["ended_at"], condition=~Q(outcome="waiting"), name="mail_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_outcome_display()}"


class Counted(models.Model):
    """How often something was asked for on a day: by whom is a keyed hash that nobody can take back, and gone tomorrow."""

    day = models.DateField()
    digest = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)

    objects = CountedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "digest"], name="counted_once_a_day")]

    def __str__(self) -> str:
        return f"{self.number} on {self.day}"
