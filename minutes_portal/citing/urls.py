"""The short addresses, which are for citing and lead to the long ones."""

from django.urls import path

import meetings.converters  # noqa: F401 (registers date_key and anchor)
from minutes_portal.citing import views

app_name = "citing"

MEETING = "<slug:code>/<date_key:date_key>/"

urlpatterns = [
    path(MEETING, views.meeting, name="meeting"),
    path(MEETING + "<slug:item>/", views.item, name="item"),
    path(MEETING + "<slug:item>/r<int:ordinal>/", views.resolution, name="resolution"),
    path(MEETING + "<slug:item>/<anchor:anchor>/", views.paragraph, name="paragraph"),
]
