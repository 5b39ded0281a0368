"""The officers' site: Django's admin that opens with what needs doing.

Installed by naming `minutes_portal.admin.PortalAdminConfig` in INSTALLED_APPS where `django.contrib.admin` would
stand. It is read before any model is: the desk's queries are imported when they are asked.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

# What officers work with every day first; what is set up once last.
ORDER = (
    "Meeting", "AgendaItem", "Resolution", "Recommendation", "PlannedDecision", "Issue", "Document", "MinutePoint",
    "Person", "Committee", "Topic", "Borough",
)  # fmt: skip
APPS = ("meetings", "decisions")


class PortalAdminSite(AdminSite):
    """The officers' desk and the tables behind it."""

    site_title = "Minutes Portal"
    site_header = "Minutes Portal: officers"
    index_title = "What needs doing"
    enable_nav_sidebar = False  # the desk lists everything; the record needs the width
    index_template = "admin/desk.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from minutes_portal.admin.desk import tasks, to_minute

        waiting = {"tasks": tasks(self, request), "to_minute": to_minute(self, request)}
        return super().index(request, waiting | (extra_context or {}))

    def get_urls(self) -> list[Any]:
        """Leave out Django's redirect to the address of any row by its number: it knows no boroughs. Pages link straight."""
        kept = [each for each in super().get_urls() if getattr(each, "name", None) != "view_on_site"]
        from minutes_portal.workspace.urls import addresses

        worklist = path("worklist/", self.admin_view(self.worklist), name="worklist")
        alerts = path("alerts/", self.admin_view(self.alerts), name="alerts")
        return [worklist, alerts, *addresses(self), *kept]

    def worklist(self, request: HttpRequest) -> HttpResponse:
        from minutes_portal.admin.worklist import worklist

        return worklist(request, self)

    def alerts(self, request: HttpRequest) -> HttpResponse:
        from minutes_portal.alerts.officers import alerts

        return alerts(request, self)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(
            apps, key=lambda app: APPS.index(app["app_label"]) if app["app_label"] in APPS else len(APPS)
        )


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


class PortalAdminConfig(AdminConfig):
    """Puts the portal's site in the place of Django's."""

    default = False
    default_site = "minutes_portal.admin.PortalAdminSite"
