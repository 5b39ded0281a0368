"""The workspace's addresses within the officers' site, for a whole meeting and for one item."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from meetings.models import AgendaItem, Meeting

# The view of each page, by name: views are read with the first request, when every app is ready.
PAGES = {
    "minutes-text": "minutes_text",
    "minutes-text/read": "read",
    "minutes-text/draft": "draft",
    "minutes-text/preview": "preview",
}


def addresses(site: AdminSite) -> list[URLPattern]:
    """Return the patterns, to stand before the catch-all of each table."""
    return [
        path(
            f"meetings/{model._meta.model_name}/<int:object_id>/{page}/",
            _for_officers(site, view, model),
            name=f"meetings_{model._meta.model_name}_{page.replace('/', '-')}",
        )
        for model in (Meeting, AgendaItem)
        for page, view in PAGES.items()
    ]


def _for_officers(site: AdminSite, name: str, model: Any) -> Any:
    """Let officers in. Whoever is signed out and sends a text gets it back, as after a session that ended."""

    def inside(request: HttpRequest, object_id: int) -> HttpResponse:
        from minutes_portal.workspace import views
        from minutes_portal.workspace.visit import visit_of

        page: views.Page = getattr(views, name)
        return page(visit_of(request, model, object_id))

    guarded = site.admin_view(inside)

    def visited(request: HttpRequest, object_id: int) -> HttpResponse:
        from minutes_portal.accounts.middleware import nothing_saved

        if request.method == "POST" and not site.has_permission(request):
            return nothing_saved(request, "You are signed out.")
        return guarded(request, object_id)

    return visited
