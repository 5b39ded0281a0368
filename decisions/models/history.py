"""The append-only history of decisions (see meetings/models/history.py)."""

from decisions.models.constitution import ClosureDay, Constitution
from decisions.models.forward_plan import PlannedDecision
from decisions.models.issue import DismissedTie, Issue
from decisions.models.recommendation import Recommendation, Response, Update
from decisions.models.record import CallIn, DecisionRecord
from decisions.models.resolution import Resolution
from decisions.models.vote import Vote
from meetings.models.history import keep_history


class IssueItem(Issue.items.through):  # type: ignore[name-defined]
    """The tie between an issue and an item, named so that its history can be kept."""

    class Meta:
        proxy = True


for _model in (
    Resolution, DecisionRecord, CallIn, Vote, PlannedDecision, Issue, DismissedTie, Recommendation, Response, Update,
    Constitution, ClosureDay,
):  # fmt: skip
    keep_history(_model)
keep_history(IssueItem, obj_field=None)
