"""The officers' admin of decisions, agenda items with their resolutions included."""

from decisions.admin import following, forward_plan, items, records, resolutions

__all__ = ["following", "forward_plan", "items", "records", "resolutions"]
