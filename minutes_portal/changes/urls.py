"""The addresses of the journal, of what is held, and of what programs ask for."""

from django.urls import path

from minutes_portal.changes import sitemaps, views

urlpatterns = [
    path("changes/", views.changes, name="changes"),
    path("changes.atom", views.changes_feed, name="changes-feed"),
    path("data/", views.data, name="data"),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/places.xml", sitemaps.places, name="sitemap-places"),
    path("sitemaps/pages-<int:number>.xml", sitemaps.part, name="sitemap-part"),
]
