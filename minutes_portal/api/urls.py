"""The addresses of the API."""

from django.urls import path

import meetings.converters  # noqa: F401 (registers date_key)
from minutes_portal.api import views
from minutes_portal.api.resources import RESOURCES

app_name = "api"

urlpatterns = [
    path("", views.guide, name="guide"),
    path("v1/", views.Directory.as_view(), name="directory"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/changes/", views.Changes.as_view(), name="changes"),
    path("v1/search/", views.Search.as_view(), name="search"),
    *(path(f"v1/{each.list_path}", views.list_view(each), name=f"{each.name}-list") for each in RESOURCES),
    *(path(f"v1/{each.path}", views.detail_view(each), name=f"{each.name}-detail") for each in RESOURCES),
    path("<path:rest>", views.Elsewhere.as_view(), name="elsewhere"),
]
