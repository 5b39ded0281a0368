"""Taking a published part of the record back, and the notice that stays at its address."""

from django.db import models
from django.db.models import Q

from meetings.models.publication import published
from meetings.querysets import WithdrawnRecordQuerySet


class Withdrawal(models.Model):
    """What can be withdrawn. Readers then find a notice (410) in its place, for good."""

    class Reason(models.TextChoices):
        ERROR = "published in error", "Published in error"
        PERSONAL = "personal information", "It held personal information"
        EXEMPT = "exempt matter", "It held exempt matter"
        LEGAL = "legal reasons", "Legal reasons"
        SUPERSEDED = "superseded", "Replaced by another record"

    withdrawn_at = models.DateTimeField(
        "withdrawn",
        null=True,
        blank=True,
        help_text="From this moment readers find only a notice in its place.",
    )
    withdrawn_reason = models.CharField("reason", max_length=30, choices=Reason, blank=True)
    withdrawn_notice = models.TextField(
        "notice", blank=True, help_text="What readers are told, besides date and reason."
    )

    class Meta:
        abstract = True


def withdrawal_constraint(model_name: str) -> models.CheckConstraint:
    """Return the rule that a withdrawal has a kind of reason."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
        name=f"{model_name}_withdrawal_has_a_reason",
        violation_error_message="Say what kind of reason it is withdrawn for.",
    )


class WithdrawnRecord(models.Model):
    """What readers may know of a withdrawn meeting, item or document. It exists as a published view only:
    the withdrawn rows themselves are in no view.
    """

    address = models.TextField(primary_key=True)
    committee = models.ForeignKey("meetings.Committee", models.DO_NOTHING, related_name="+")
    date = models.DateField()
    sitting = models.PositiveSmallIntegerField()
    item_slug = models.TextField(blank=True)
    document_slug = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField()
    withdrawn_reason = models.TextField(choices=Withdrawal.Reason)
    withdrawn_notice = models.TextField(blank=True)

    published = published(WithdrawnRecordQuerySet)

    class Meta:
        managed = False
        db_table = "meetings_withdrawnrecord"

    def __str__(self) -> str:
        return self.address
