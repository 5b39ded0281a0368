"""The app of meetings and their minutes."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Boroughs, committees, people, meetings, agenda items, minute points and documents."""

    name = "meetings"
