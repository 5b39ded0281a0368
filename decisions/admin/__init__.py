"""The officers' admin of decisions, agenda items with their resolutions included."""

from decisions.admin import following, items, records, resolutions

__all__ = ["following", "items", "records", "resolutions"]
