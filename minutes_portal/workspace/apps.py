"""The workspace as an app."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Registers the workspace."""

    name = "minutes_portal.workspace"
    label = "workspace"
    verbose_name = "Workspace"
