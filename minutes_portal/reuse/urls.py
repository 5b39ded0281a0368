"""The addresses of lists in other forms: that of the page with `.atom`, `.csv`, `.json` or `.ics` for its last slash."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

import decisions.urls
import meetings.urls
import minutes_portal.search.urls
from minutes_portal.reuse.pages import PAGES, name_of
from minutes_portal.reuse.views import ListForm

app_name = "reuse"
MOUNTED: dict[str, tuple[str, list[Any]]] = {
    "decisions": ("decisions/", decisions.urls.urlpatterns),
    "meetings": ("", meetings.urls.urlpatterns),
    "": ("", minutes_portal.search.urls.urlpatterns),
}


def route_of(page: str) -> str:
    """Return the route of a page's address, as its own app spells it."""
    app, _, name = page.rpartition(":")
    before, patterns = MOUNTED[app]
    return next(before + str(pattern.pattern) for pattern in patterns if pattern.name == name)


def _patterns() -> Iterator[URLPattern]:
    for page, sources in PAGES.items():
        for suffix in sources:
            route = f"{route_of(page).removesuffix('/')}.{suffix}"
            view = ListForm.as_view(page=page, suffix=suffix)
            yield path(route, view, name=name_of(page, suffix).removeprefix("reuse:"))


urlpatterns = list(_patterns())
