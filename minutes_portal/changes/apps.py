"""The journal of public changes as an app."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """Registers the journal and its migrations."""

    name = "minutes_portal.changes"
    label = "changes"
    verbose_name = "Changes"
