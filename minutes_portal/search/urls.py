"""The addresses of the search page and of what it suggests while somebody types."""

from django.urls import path

from minutes_portal.search.views import search, suggest

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="search-suggest"),
]
