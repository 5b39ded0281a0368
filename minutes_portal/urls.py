"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path

from decisions.committee_year import CommitteeRecommendations
from minutes_portal import views

handler404 = "minutes_portal.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("decisions/", include("decisions.urls")),
    path(
        "boroughs/<slug:borough>/<slug:committee>/recommendations/",
        CommitteeRecommendations.as_view(),
        name="committee-recommendations",
    ),
    path("c/", include("minutes_portal.citing.urls")),
    path("", include("minutes_portal.search.urls")),
    path("", include("minutes_portal.changes.urls")),
    path("", include("minutes_portal.reuse.urls")),
    path("alerts/", include("minutes_portal.alerts.urls")),
    path("api/", include("minutes_portal.api.urls")),
    path("data/downloads/", include("minutes_portal.bulk.urls")),
    path("admin/account/", include("minutes_portal.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]
