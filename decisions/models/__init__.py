"""The record of decisions, one concept a module."""

from decisions.models.constitution import ClosureDay, Constitution
from decisions.models.forward_plan import PlannedDecision
from decisions.models.history import IssueItem
from decisions.models.issue import DismissedTie, Issue
from decisions.models.outcomes import Outcome
from decisions.models.recommendation import Progress, Recommendation, Response, Update
from decisions.models.record import CallIn, DecisionRecord
from decisions.models.registered import Mover, Registered
from decisions.models.resolution import Resolution
from decisions.models.vote import Vote

__all__ = [
    "CallIn", "ClosureDay", "Constitution", "DecisionRecord", "DismissedTie", "Issue", "IssueItem", "Mover", "Outcome",
    "PlannedDecision", "Progress", "Recommendation", "Registered", "Resolution", "Response", "Update", "Vote",
]  # fmt: skip
