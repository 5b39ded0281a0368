"""The officers' admin of meetings. Agenda items are registered by `decisions.admin`, with their resolutions."""

from meetings.admin import bodies, documents, meeting, minutes

__all__ = ["bodies", "documents", "meeting", "minutes"]
