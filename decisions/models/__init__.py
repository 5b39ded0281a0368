"""The record of decisions, one concept a module."""

from decisions.models.history import IssueItem
from decisions.models.issue import Issue
from decisions.models.outcomes import Outcome
from decisions.models.recommendation import Recommendation, Response
from decisions.models.registered import Registered
from decisions.models.resolution import Resolution

__all__ = ["Issue", "IssueItem", "Outcome", "Recommendation", "Registered", "Resolution", "Response"]
