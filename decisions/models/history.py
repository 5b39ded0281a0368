"""The append-only history of decisions (see meetings/models/history.py)."""

from decisions.models.issue import Issue
from decisions.models.recommendation import Recommendation, Response
from decisions.models.resolution import Resolution
from meetings.models.history import keep_history


class IssueItem(Issue.items.through):  # type: ignore[name-defined]
    """The tie between an issue and an item, named so that its history can be kept."""

    class Meta:
        proxy = True


for _model in (Resolution, Issue, Recommendation, Response):
    keep_history(_model)
keep_history(IssueItem, obj_field=None)
