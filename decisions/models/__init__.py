"""The record of decisions, one concept a module."""

from decisions.models.issue import Issue
from decisions.models.outcomes import Outcome
from decisions.models.recommendation import Recommendation, Response
from decisions.models.resolution import Resolution

__all__ = ["Issue", "Outcome", "Recommendation", "Resolution", "Response"]
