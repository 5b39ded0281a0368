"""The addresses of the downloads; they never change, what stands there does."""

from django.urls import path

from minutes_portal.bulk import views

urlpatterns = [
    path("", views.downloads, name="downloads"),
    path("<path:name>", views.download, name="download"),
]
