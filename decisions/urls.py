"""The addresses of decisions. Those of lists stand above the pattern that every resolution matches."""

from django.urls import path

import meetings.converters  # noqa: F401 (registers date_key)
from decisions import forward_plan_views, views

app_name = "decisions"

urlpatterns = [
    path("", views.ResolutionList.as_view(), name="resolution-list"),
    path("issues/", views.IssueList.as_view(), name="issue-list"),
    path("issues/<slug:slug>/", views.IssueDetail.as_view(), name="issue-detail"),
    path("recommendations/", views.RecommendationList.as_view(), name="recommendation-list"),
    path(
        "recommendations/<slug:borough>/<slug:committee>/<date_key:date_key>/<slug:item>/<int:ordinal>/",
        views.RecommendationDetail.as_view(),
        name="recommendation-detail",
    ),
    path("forward-plan/", forward_plan_views.PlannedDecisionList.as_view(), name="planneddecision-list"),
    path(
        "forward-plan/<slug:borough>/<slug:slug>/",
        forward_plan_views.PlannedDecisionDetail.as_view(),
        name="planneddecision-detail",
    ),
    path(
        "<slug:borough>/<slug:committee>/<date_key:date_key>/<slug:item>/<int:ordinal>/",
        views.ResolutionDetail.as_view(),
        name="resolution-detail",
    ),
]
