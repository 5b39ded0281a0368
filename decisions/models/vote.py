"""How each member voted, where the minutes name them."""

from django.db import models
from django.db.models import Q

from decisions.models.resolution import Resolution
from decisions.vote_querysets import VoteQuerySet
from meetings.models import Person
from meetings.models.publication import published


class Vote(models.Model):
    """One member's vote on a resolution (budget votes are always recorded by name: SI 2014/165)."""

    class Cast(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="votes")
    name = models.CharField(max_length=150, help_text="As printed.")
    cast = models.CharField(max_length=10, choices=Cast)
    casting = models.BooleanField(
        "casting vote", default=False, help_text="The chair’s second vote, where votes were equal."
    )

    objects = models.Manager()
    published = published(VoteQuerySet)

    class Meta:
        ordering = ["resolution", "cast", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "name", "casting"],
                name="vote_once_a_member",
                violation_error_message="This member’s vote is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(casting=False) | ~Q(cast="abstained"),
                name="vote_casting_is_for_or_against",
                violation_error_message="A casting vote is for or against.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_cast_display().lower()}"
