"""The search index as an app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the index, its migrations and its commands."""

    name = "minutes_portal.search"
    label = "search"
    verbose_name = "Search"
