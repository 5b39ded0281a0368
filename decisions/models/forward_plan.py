"""Notices of decisions to come: the forward plan.

Source: SI 2012/2089 regs 8 (what is a key decision), 9 (its notice, 28 clear days), 10 (general exception) and 11
(special urgency); reg 5 for meetings in private.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from decisions.forward_plan import STATES, PlannedDecisionQuerySet
from decisions.models.issue import Issue
from meetings.models import Borough, Committee
from meetings.models.publication import published


class PlannedDecision(models.Model):
    """An entry of a borough's forward plan: the notice of a decision that is to be made."""

    class ShortNotice(models.TextChoices):
        NONE = "", "None: 28 clear days’ notice"
        GENERAL = "general exception", "General exception (reg. 10)"
        URGENT = "special urgency", "Special urgency (reg. 11)"

    class KeyReason(models.TextChoices):
        UNSTATED = "", "Not stated"
        SPENDING = "spending", "Significant spending or saving"
        WARDS = "wards", "Significant effect in two or more wards"
        BOTH = "both", "Significant spending or saving, and effect in two or more wards"

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="planned_decisions")
    reference = models.CharField(max_length=50, blank=True, help_text="KD5694, for example.")
    slug = models.SlugField(max_length=150, help_text="Part of its address. Never change it once public.")
    title = models.CharField(max_length=500, help_text="What is to be decided, in a line.")
    matter = models.TextField(
        blank=True, help_text="The matter in respect of which the decision is to be made."
    )
    key = models.BooleanField("key decision", default=True)
    key_reason = models.CharField(max_length=20, choices=KeyReason, blank=True, default=KeyReason.UNSTATED)
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="planned_decisions",
        help_text="The body or single person who is to decide.",
    )  # fmt: skip
    maker = models.CharField(
        "decision maker", max_length=250, blank=True,
        help_text="For a single person: name and title, as printed.",
    )  # fmt: skip
    members = models.TextField(blank=True, help_text="For a body: the list of its members.")
    decide_from = models.DateField(
        null=True, blank=True, help_text="The day of the decision, or the first day of the period."
    )
    decide_until = models.DateField(null=True, blank=True, help_text="The last day of a period.")
    documents = models.TextField(
        blank=True, help_text="The documents that are to be submitted to the decision maker."
    )
    documents_from = models.TextField(
        "copies from", blank=True, help_text="The address from which copies of the documents can be had."
    )
    further_documents = models.TextField(
        blank=True, help_text="That other relevant documents may be submitted, or that there are none."
    )
    how_to_ask = models.TextField(
        blank=True, help_text="How to ask for details of such documents as they come."
    )
    private = models.BooleanField(
        "decided in private", default=False, help_text="The public is to be excluded (reg. 5)."
    )
    private_reason = models.TextField(blank=True, help_text="Why. Readers see this.")
    wards = models.CharField("wards affected", max_length=250, blank=True)
    consultation = models.TextField(blank=True, help_text="Who is consulted, how and until when.")
    contact = models.CharField(max_length=250, blank=True, help_text="The officer to ask.")
    exception = models.CharField(
        "shorter notice", max_length=20, choices=ShortNotice, blank=True, default=ShortNotice.NONE
    )
    exception_reason = models.TextField(
        blank=True, help_text="Why 28 clear days are impracticable. Readers see this."
    )
    exception_agreed_by = models.CharField(
        max_length=250, blank=True, help_text="Who was told (general exception) or agreed (special urgency)."
    )
    issue = models.ForeignKey(
        Issue, models.SET_NULL, null=True, blank=True, related_name="notices",
        help_text="The matter that it belongs to, where that is followed across meetings.",
    )  # fmt: skip
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Readers see it from this moment; the 28 days are counted from here."
    )
    dropped_on = models.DateField(null=True, blank=True, help_text="When the plan to decide was given up.")
    dropped_reason = models.TextField(blank=True, help_text="Why. Readers see this.")

    objects = PlannedDecisionQuerySet.as_manager()
    published = published(PlannedDecisionQuerySet)

    class Meta:
        ordering = ["borough", "decide_from", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "slug"],
                name="planneddecision_slug_unique_in_borough",
                violation_error_message="This borough has another entry with this address.",
            ),
            models.UniqueConstraint(
                fields=["borough", "reference"],
                condition=~Q(reference=""),
                name="planneddecision_reference_unique_in_borough",
                violation_error_message="This borough has another entry with this reference.",
            ),
            models.CheckConstraint(
                condition=Q(decide_until__isnull=True)
                | (Q(decide_from__isnull=False) & Q(decide_until__gte=F("decide_from"))),
                name="planneddecision_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(exception="") | Q(key=True),
                name="planneddecision_only_key_decisions_have_exceptions",
                violation_error_message="Only a key decision needs 28 days’ notice, or an exception from it.",
            ),
        ]
        indexes = [models.Index(fields=["decide_from"], name="planneddecision_soonest")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("decisions:planneddecision-detail", args=[self.borough.slug, self.slug])

    @property
    def state_label(self) -> str:
        """How far it is, in words: of an entry loaded `with_state`."""
        return STATES[self.state]  # type: ignore[attr-defined]

    @property
    def tag(self) -> str:
        """The part of a tag’s class that gives its state a colour."""
        return {"made": "done", "dropped": "abandoned", "overdue": "overdue"}.get(self.state, "agenda")  # type: ignore[attr-defined]
