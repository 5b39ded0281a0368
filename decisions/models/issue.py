"""One matter followed across several meetings."""

from django.db import models
from django.urls import reverse

from decisions.querysets import IssueQuerySet
from meetings.models import AgendaItem, Borough
from meetings.models.publication import published


class Issue(models.Model):
    """A matter that comes back: pre-scrutiny, cabinet, call-in, council. Tied by hand or by its forward-plan
    reference, never by a title alone.
    """

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="issues")
    title = models.CharField(max_length=500, help_text="What it is about, as readers would say it.")
    slug = models.SlugField(max_length=150, unique=True, help_text="Part of its address.")
    summary = models.TextField(blank=True, help_text="Where it stands, for readers.")
    forward_plan_reference = models.CharField(max_length=50, blank=True)
    items = models.ManyToManyField(AgendaItem, blank=True, related_name="issues")

    objects = IssueQuerySet.as_manager()
    published = published(IssueQuerySet)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:issue-detail", args=[self.slug])


class DismissedTie(models.Model):
    """A suggested tie between an issue and an item that an officer said no to: it is not suggested again."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="dismissed_ties")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="dismissed_ties")

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "item"], name="dismissedtie_once")]

    def __str__(self) -> str:
        return f"{self.item} is not of {self.issue}"
