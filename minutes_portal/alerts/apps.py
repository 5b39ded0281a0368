"""Alerts as an app."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Registers alerts."""

    name = "minutes_portal.alerts"
    label = "alerts"
    verbose_name = "Alerts by e-mail"
