"""A scrutiny recommendation on its way: sent, answered, done.

Source: Local Government Act 2000 s.9FE: the executive answers within two months of notice.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from decisions.ledger import NO_LONGER_WAITING, RecommendationQuerySet
from decisions.models.resolution import Resolution
from meetings.models import AgendaItem, Committee, Document, Person
from meetings.models.publication import published


class Progress(models.TextChoices):
    """How far a recommendation has come."""

    NOT_STARTED = "not started", "Not started"
    UNDER_WAY = "under way", "Under way"
    DONE = "done", "Implemented"
    ABANDONED = "abandoned", "Closed"


class Recommendation(models.Model):
    """What was recommended to whom, by a resolution or one of its limbs, and how far it has come."""

    class Addressee(models.TextChoices):
        COMMITTEE = "committee", "A committee"
        PORTFOLIO = "portfolio holder", "A portfolio holder"
        OFFICERS = "officers", "Officers"
        OUTSIDE = "outside body", "An outside body"

    class DueBy(models.TextChoices):
        LAW = "law", "Two months, by law"
        RULE = "rule", "The borough’s own rule"
        RESOLUTION = "resolution", "A date in the resolution"
        AGREED = "agreed", "A date agreed since"

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, editable=False, related_name="recommendations",
        help_text="That of its resolution.",
    )  # fmt: skip
    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="recommendations", help_text="Or the limb that recommends it."
    )  # fmt: skip
    ordinal = models.PositiveSmallIntegerField(
        editable=False, help_text="Its number in the address: given once, never used again."
    )
    addressee = models.CharField(
        "kind of addressee", max_length=20, choices=Addressee, default=Addressee.COMMITTEE
    )
    sent_to = models.CharField(
        max_length=250, help_text="As readers see it: the Cabinet, a partner, an officer."
    )
    to_committee = models.ForeignKey(
        Committee, models.SET_NULL, null=True, blank=True, related_name="recommendations_received",
        help_text="The committee or single decision maker who is to answer, where it is one of the borough’s.",
    )  # fmt: skip
    to_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="recommendations_received",
        help_text="The portfolio holder or officer who is to answer, where known.",
    )  # fmt: skip
    sent_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(
        "answer due", null=True, blank=True, help_text="Empty: counted by the borough’s rule from the day it was sent."
    )  # fmt: skip
    due_by = models.CharField("due by", max_length=20, choices=DueBy, default=DueBy.LAW)
    progress = models.CharField(
        max_length=20, choices=Progress, default=Progress.NOT_STARTED, help_text="As of the last update."
    )

    objects = RecommendationQuerySet.as_manager()
    published = published(RecommendationQuerySet)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "ordinal"],
                name="recommendation_ordinal_unique_in_item",
                violation_error_message="Another recommendation of this item has this number in its address.",
            ),
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
        item = self.resolution.item  # its own; pages have loaded it by this way
        place = [*item.meeting.address, item.slug, self.ordinal]
        return reverse("decisions:recommendation-detail", args=place)

    def parts(self, item: AgendaItem) -> list[Resolution]:
        """Return the part that recommends with all it hangs under, the whole resolution first; `item` is theirs."""
        part: Resolution | None = self.resolution
        chain: list[Resolution] = []
        while part:
            part.item = item
            chain.insert(0, part)
            part = part.parent
        return chain

    @property
    def answered(self) -> bool:
        return any(True for _ in self.responses.all())

    @property
    def why_then(self) -> str:
        """Why an answer is due on the day that it is, as a sentence for readers."""
        return WHY_THEN[self.due_by]

    @property
    def settled(self) -> bool:
        """Whether nothing more is waited for: it is implemented, or closed with a reason."""
        return self.progress in NO_LONGER_WAITING

    @property
    def days_overdue(self) -> int:
        """Days since an answer was due, 0 if it is answered, settled or not yet due."""
        if self.due_on is None or self.answered or self.settled:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


WHY_THEN: dict[str, str] = {
    Recommendation.DueBy.LAW: "By law, two months after it was sent (Local Government Act 2000, section 9FE).",
    Recommendation.DueBy.RULE: "By the borough’s own rule, counted from the day it was sent.",
    Recommendation.DueBy.RESOLUTION: "The date is in the resolution.",
    Recommendation.DueBy.AGREED: "The date was agreed since.",
}


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
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="responses_given",
        help_text="The item of the meeting that answered.",
    )  # fmt: skip
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", help_text="The answer in full."
    )  # fmt: skip

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.date:%-d %B %Y}"


class Update(models.Model):
    """What has been done about a recommendation, on a day."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="updates")
    date = models.DateField()
    progress = models.CharField(max_length=20, choices=Progress)
    note = models.TextField(
        blank=True, help_text="What has been done, or why it was closed. Readers see this."
    )
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="updates_given",
        help_text="The item of the meeting that was told.",
    )  # fmt: skip
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(progress="abandoned") | ~Q(note=""),
                name="update_closing_has_a_reason",
                violation_error_message="Say why it is closed without being implemented.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()}, {self.date:%-d %B %Y}"
