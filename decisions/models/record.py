"""The statutory record of a decision, and its call-in.

Sources: the Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations
2012, SI 2012/2089, regs 12 and 13; Local Government Act 2000 s.9F for call-in.
"""

from django.db import models
from django.db.models import F, Q

from decisions.models.forward_plan import PlannedDecision
from decisions.models.resolution import Resolution
from decisions.record_querysets import CallInQuerySet, DecisionRecordQuerySet
from meetings.models import AgendaItem, Document
from meetings.models.publication import published


def _three_valued(help_text: str) -> models.TextField:
    """Return a field of three values: NULL not recorded, empty recorded as none, else what was recorded."""
    return models.TextField(null=True, blank=True, help_text=help_text)


class DecisionRecord(models.Model):
    """What the law asks to be recorded of a decision, besides its words."""

    class CallInRule(models.TextChoices):
        UNSTATED = "", "Not recorded"
        SUBJECT = "subject", "Subject to call-in"
        NOT_SUBJECT = "not subject", "Not subject to call-in"
        URGENT = "urgent", "Exempt from call-in: urgent"

    resolution = models.OneToOneField(Resolution, models.CASCADE, related_name="record")
    notice = models.ForeignKey(
        PlannedDecision, models.SET_NULL, null=True, blank=True, related_name="records",
        help_text="The entry of the forward plan that announced it.",
    )  # fmt: skip
    decided_on = models.DateField(null=True, blank=True, help_text="Empty: the day of the meeting.")
    maker = models.CharField(
        "decision maker", max_length=250, blank=True, help_text="As printed. Empty: the committee."
    )
    reasons = _three_valued("Why it was decided so.")
    alternatives = _three_valued("Alternative options that were considered, and why they were rejected.")
    interests = _three_valued("Conflicts of interest that were declared.")
    dispensations = _three_valued("Dispensations granted for such an interest.")
    consultees = _three_valued("Who was consulted.")
    wards = _three_valued("The wards that it affects.")
    officer = models.CharField(max_length=250, blank=True, help_text="The officer to ask, as printed.")
    report = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", help_text="The report decided upon."
    )  # fmt: skip
    published_on = models.DateField(
        null=True, blank=True, help_text="When the decision was published; call-in is counted from here."
    )
    call_in = models.CharField(
        "call-in", max_length=20, choices=CallInRule, blank=True, default=CallInRule.UNSTATED
    )
    urgency_reason = models.TextField(blank=True, help_text="Why call-in does not apply. Readers see this.")
    call_in_until = models.DateField(
        null=True, editable=False, help_text="The last day of the call-in period, as computed."
    )
    effective_on = models.DateField(
        "effective from", null=True, blank=True, help_text="As the council states it. Empty: as computed."
    )

    objects = models.Manager()
    published = published(DecisionRecordQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(urgency_reason="") | Q(call_in="urgent"),
                name="decisionrecord_urgency_has_a_reason_only_where_urgent",
                violation_error_message="A reason for urgency is given only where call-in does not apply for urgency.",
            ),
        ]
        indexes = [models.Index(fields=["call_in_until"], name="decisionrecord_until")]

    def __str__(self) -> str:
        return f"Record of {self.resolution}"


class CallIn(models.Model):
    """A request that a decision be looked at again, and what came of it."""

    class Outcome(models.TextChoices):
        AWAITING = "awaiting", "Called in"
        INVALID = "invalid", "Invalid"
        NOT_UPHELD = "not upheld", "Not upheld"
        REFERRED_BACK = "referred back", "Referred back"
        REFERRED_TO_COUNCIL = "referred to council", "Referred to Council"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Result(models.TextChoices):
        PENDING = "", "Not yet"
        CONFIRMED = "confirmed", "Confirmed"
        AMENDED = "amended", "Amended"
        RESCINDED = "rescinded", "Rescinded"

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="call_ins")
    requested_on = models.DateField()
    requested_by = models.TextField(help_text="Who asked for it, as printed. Readers see this.")
    grounds = models.TextField(blank=True, help_text="The reasons given. Readers see this.")
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.AWAITING)
    outcome_note = models.TextField(blank=True, help_text="Readers see this.")
    considered_on = models.DateField(null=True, blank=True)
    considered_at = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="considered_call_ins",
        help_text="The item of the meeting that considered it.",
    )  # fmt: skip
    result = models.CharField(
        max_length=20, choices=Result, blank=True, default=Result.PENDING,
        help_text="What the decision maker did after it came back.",
    )  # fmt: skip
    reconsidered_at = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="reconsidered_call_ins",
        help_text="The item at which the decision was looked at again.",
    )  # fmt: skip

    objects = CallInQuerySet.as_manager()
    published = published(CallInQuerySet)

    class Meta:
        ordering = ["resolution", "requested_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(considered_on__isnull=True) | Q(considered_on__gte=F("requested_on")),
                name="callin_considered_after_it_was_asked_for",
                violation_error_message="The call-in was considered before it was asked for.",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(outcome__in=("referred back", "referred to council")),
                name="callin_result_follows_a_referral",
                violation_error_message="Only a decision that was referred back or to Council is confirmed, amended or rescinded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.requested_on:%-d %B %Y}"
