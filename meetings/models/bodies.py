"""Boroughs and the committees, joint bodies and single decision makers that act for them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.models.publication import published
from meetings.querysets import BoroughQuerySet, CommitteeQuerySet


class Borough(models.Model):
    """A local authority."""

    name = models.CharField(max_length=100, unique=True, help_text="The place, as people say it: Eastmere.")
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="Part of every address of this borough. Never change it once public.",
    )
    council_name = models.CharField(
        max_length=150, help_text="The council in full: Eastmere Borough Council."
    )
    about = models.TextField(blank=True, help_text="One or two sentences for readers.")
    website = models.URLField(blank=True, help_text="The council’s own web site.")
    contact_name = models.CharField(
        max_length=150, blank=True, help_text="Whom readers may ask about these records: Democratic Services."
    )
    contact_email = models.EmailField(
        blank=True, help_text="Shown to readers on notices and on the borough’s page."
    )
    accent = models.CharField(
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits, like #0b5563.")
        ],
        help_text="A thin band of this colour marks the borough’s pages, like #0b5563.",
    )

    objects = BoroughQuerySet.as_manager()
    published = published(BoroughQuerySet)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:borough-detail", args=[self.slug])


class Committee(models.Model):
    """A body that meets, or one person who decides alone (kind *individual*)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Full council"
        EXECUTIVE = "executive", "Executive or cabinet"
        SCRUTINY = "scrutiny", "Scrutiny"
        REGULATORY = "regulatory", "Regulatory"
        JOINT = "joint", "Joint committee"
        ADVISORY = "advisory", "Advisory"
        INDIVIDUAL = "individual", "Individual decision maker"

    borough = models.ForeignKey(
        Borough,
        models.PROTECT,
        related_name="committees",
        help_text="For a joint committee, the lead authority.",
    )
    name = models.CharField(max_length=200, help_text="In full, as on the agenda.")
    slug = models.SlugField(
        max_length=200, help_text="Part of every address of this committee. Never change it once public."
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SCRUTINY)
    remit = models.TextField(blank=True, help_text="What it looks after, in a sentence or two for readers.")
    partners = models.ManyToManyField(
        Borough,
        blank=True,
        related_name="joint_committees",
        help_text="The other authorities of a joint committee.",
    )
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors",
        help_text="The committee whose work this one took over, so that readers can follow it back.",
    )  # fmt: skip
    active_from = models.DateField(null=True, blank=True, help_text="Leave empty if not known.")
    active_until = models.DateField(
        null=True, blank=True, help_text="Its last day. Leave empty while it exists."
    )

    objects = CommitteeQuerySet.as_manager()
    published = published(CommitteeQuerySet)

    class Meta:
        ordering = ["borough__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "slug"],
                name="committee_slug_unique_in_borough",
                violation_error_message="This borough has another committee with this address.",
            ),
            models.UniqueConstraint(
                fields=["borough", "name"],
                name="committee_name_unique_in_borough",
                violation_error_message="This borough has another committee of this name.",
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True)
                | Q(active_from__isnull=True)
                | Q(active_until__gte=F("active_from")),
                name="committee_ends_after_it_begins",
                violation_error_message="The last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("pk")),
                name="committee_is_not_its_own_predecessor",
                violation_error_message="A committee cannot follow itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.borough.name}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:committee-detail", args=[self.borough.slug, self.slug])

    @property
    def is_individual(self) -> bool:
        """Whether this is one person deciding alone, who has decisions rather than meetings."""
        return self.kind == self.Kind.INDIVIDUAL
