"""The address of the search page."""

from django.urls import path

from minutes_portal.search.views import Search

urlpatterns = [path("search/", Search.as_view(), name="search")]
