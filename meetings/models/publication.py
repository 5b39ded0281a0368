"""The manager through which readers' code reads: always the alias `public`, never the tables."""

from django.db import models


class PublishedManager(models.Manager):
    """Reads the published views (docs/decisions/0003-published-views.md) and nothing else."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().using("public")


def published(queryset: type[models.QuerySet]) -> PublishedManager:
    """Return a manager bound to `public` with the methods of `queryset`."""
    manager: PublishedManager = PublishedManager.from_queryset(queryset)()
    return manager
