"""Reaches the rows at the other end of a relation by the relation's name.

Decisions are reached in this way only: that app builds on this one, not the reverse.
"""

from typing import Any

from django.db import models


def published_rows(model: type[models.Model], relation: str) -> Any:
    """Return the published rows at the other end of a relation, to be narrowed and prefetched."""
    return _other_end(model, relation).published


def base_rows(model: type[models.Model], relation: str) -> Any:
    """Return the rows at the other end of a relation for use inside a query, whichever alias that goes to.

    Counts of them are subqueries, never a join with GROUP BY: the published views have no primary key for
    PostgreSQL to tell the other columns from.
    """
    return _other_end(model, relation)._base_manager


def link_rows(model: type[models.Model], relation: str) -> Any:
    """Return the rows of the table between the two ends of a many-to-many relation, for use inside a query."""
    field: Any = model._meta.get_field(relation)
    relation_itself = field if field.auto_created else field.remote_field
    return relation_itself.through._base_manager


def _other_end(model: type[models.Model], relation: str) -> Any:
    return model._meta.get_field(relation).related_model
