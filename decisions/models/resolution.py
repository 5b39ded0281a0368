"""What a committee resolved, in its own words, with its limbs and outcomes."""

from textwrap import shorten

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from decisions.division import Side, sides_of
from decisions.models.outcomes import Outcome
from decisions.querysets import ResolutionQuerySet
from meetings.models import AgendaItem, Exemption, Person
from meetings.models.exemption import exemption_constraint, words_unless_exempt
from meetings.models.publication import published

LONGEST_NAME = 90  # characters of its wording, where officers choose among resolutions


class Resolution(Exemption):
    """A decision in its own words, or a limb of one."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="resolutions")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="limbs",
        help_text="For a limb: the resolution it is part of.",
    )
    order = models.PositiveIntegerField(
        default=0, help_text="Its place among the item’s minutes; for a limb, its place in the resolution."
    )
    ordinal = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="Its number in the address: given once, never used again.",
    )
    number = models.CharField(
        max_length=20, blank=True, help_text="Without a closing dot or bracket: 5.7, a."
    )
    mark = models.CharField(max_length=20, blank=True, help_text="Number or bullet exactly as printed: (a).")
    cue = models.CharField(
        max_length=150, blank=True, help_text="The word that opens it, as printed: RESOLVED."
    )
    wording = models.TextField(help_text="What the minutes say after that word. Limbs have their own rows.")
    notice_wording = models.TextField(
        blank=True, help_text="The wording of the decision notice, where it differs."
    )
    outcomes = ArrayField(
        models.CharField(max_length=30, choices=Outcome),
        default=list,
        blank=True,
        help_text="All that apply. A resolution with limbs has those of its limbs too.",
    )
    mover = models.CharField(max_length=150, blank=True, help_text="As printed.")
    seconder = models.CharField(max_length=150, blank=True, help_text="As printed.")
    moved_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="moved")
    seconded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="seconded")
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField("abstentions", null=True, blank=True)
    addressee = models.CharField(
        max_length=250, blank=True, help_text="Who is to act: the Portfolio Holder for Care Services."
    )
    forwarded_to = models.CharField(
        max_length=250, blank=True, help_text="Whom the addressee is to pass it on to."
    )
    report_back = models.BooleanField(default=False, help_text="The committee asked to hear back.")
    due_date = models.DateField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector(words_unless_exempt("cue"), config="english")
        + SearchVector(words_unless_exempt("wording"), config="english")
        + SearchVector(words_unless_exempt("notice_wording"), config="english")
        + SearchVector(words_unless_exempt("addressee"), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = ResolutionQuerySet.as_manager()
    published = published(ResolutionQuerySet)

    class Meta:
        ordering = ["item", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "ordinal"],
                name="resolution_ordinal_unique_in_item",
                violation_error_message="Another resolution of this item has this number in its address.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="resolution_is_not_its_own_limb",
                violation_error_message="A resolution cannot be a limb of itself.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(ordinal__isnull=True),
                name="resolution_limbs_have_no_address",
                violation_error_message="Only a whole resolution has an address.",
            ),
            models.CheckConstraint(
                condition=Q(outcomes__contained_by=Outcome.values),
                name="resolution_outcomes_are_known",
                violation_error_message="Choose outcomes from the list.",
            ),
            exemption_constraint("resolution"),
        ]
        indexes = [
            models.Index(fields=["item", "order"], name="resolution_in_order"),
            # What the register counts by, without a look at the rows themselves.
            models.Index(
                fields=["item"],
                include=["id", "outcomes"],
                condition=Q(parent__isnull=True, ordinal__isnull=False, exempt=False),
                name="resolution_registered",
            ),
            GinIndex(fields=["outcomes"], name="resolution_outcomes"),
            GinIndex(fields=["search"], name="resolution_search"),
        ]

    def __str__(self) -> str:
        return f"{self.cue or self.mark} {shorten(self.wording, LONGEST_NAME, placeholder=' …')}".strip()

    def get_absolute_url(self) -> str:
        meeting = self.item.meeting
        return reverse("decisions:resolution-detail", args=[*meeting.address, self.item.slug, self.ordinal])

    @property
    def anchor(self) -> str:
        """Its mark in the item’s page."""
        return f"resolution-{self.ordinal}"

    @property
    def outcome_labels(self) -> list[str]:
        return [Outcome(outcome).label for outcome in self.outcomes]

    @property
    def division(self) -> list[Side]:
        """The sides of the vote where it is recorded by name; needs `with_votes`."""
        return sides_of(getattr(self, "named_votes", ()))

    def clean(self) -> None:
        super().clean()
        if self.parent and self.parent.item_id != self.item_id:
            raise ValidationError({"parent": "A limb belongs to a resolution of the same item."})
