"""The short list of subjects that lets readers compare boroughs."""

from django.db import models
from django.urls import reverse

from meetings.models.publication import published
from meetings.querysets import TopicQuerySet


class Topic(models.Model):
    """A subject of council business, the same for every borough."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, help_text="Part of the topic’s address.")
    description = models.CharField(
        max_length=250, blank=True, help_text="What belongs here, in one plain sentence."
    )

    objects = TopicQuerySet.as_manager()
    published = published(TopicQuerySet)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:topic-detail", args=[self.slug])
