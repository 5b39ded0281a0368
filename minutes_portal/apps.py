"""The portal's own app: its commands, template tags and sample data."""

from django.apps import AppConfig


class MinutesPortalConfig(AppConfig):
    """Registers the project package itself, so that its commands and template tags are found."""

    name = "minutes_portal"
    verbose_name = "Minutes Portal"
