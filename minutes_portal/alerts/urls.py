"""The addresses of alerts. Those with a token are somebody's own and are never linked from a page."""

from django.urls import path

from minutes_portal.alerts import views

app_name = "alerts"

urlpatterns = [
    path("", views.about, name="about"),
    path("new/", views.new, name="new"),
    path("ask/", views.ask, name="ask"),
    path("link/", views.ask_for_link, name="link"),
    path("asked/", views.asked, name="asked"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("manage/<str:token>/", views.manage, name="manage"),
]
