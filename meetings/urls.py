"""The addresses of boroughs, committees, topics, people, meetings, items and documents."""

from django.urls import path

import meetings.converters  # noqa: F401 (registers date_key and anchor)
from meetings import views

app_name = "meetings"

MEETING = "meetings/<slug:borough>/<slug:committee>/<date_key:date_key>/"

urlpatterns = [
    path("boroughs/", views.BoroughList.as_view(), name="borough-list"),
    path("boroughs/<slug:borough>/", views.BoroughDetail.as_view(), name="borough-detail"),
    path(
        "boroughs/<slug:borough>/<slug:committee>/", views.CommitteeDetail.as_view(), name="committee-detail"
    ),
    path("topics/", views.TopicList.as_view(), name="topic-list"),
    path("topics/<slug:slug>/", views.TopicDetail.as_view(), name="topic-detail"),
    path("people/<slug:borough>/<slug:slug>/", views.PersonDetail.as_view(), name="person-detail"),
    path("meetings/", views.MeetingList.as_view(), name="meeting-list"),
    path(MEETING, views.MeetingDetail.as_view(), name="meeting-detail"),
    path(MEETING + "print/", views.RecordPrint.as_view(), name="meeting-print"),
    path(MEETING + "record.pdf", views.RecordFile.as_view(suffix="pdf"), name="meeting-pdf"),
    path(MEETING + "record.docx", views.RecordFile.as_view(suffix="docx"), name="meeting-word"),
    path(MEETING + "documents/<slug:slug>/", views.DocumentDetail.as_view(), name="document-detail"),
    path(MEETING + "<slug:item>/", views.AgendaItemDetail.as_view(), name="agendaitem-detail"),
    path(MEETING + "<slug:item>/print/", views.RecordPrint.as_view(), name="agendaitem-print"),
    path(MEETING + "<slug:item>/record.pdf", views.RecordFile.as_view(suffix="pdf"), name="agendaitem-pdf"),
    path(
        MEETING + "<slug:item>/record.docx", views.RecordFile.as_view(suffix="docx"), name="agendaitem-word"
    ),
    path(
        MEETING + "<slug:item>/cite/<anchor:anchor>/",
        views.MinutePointCite.as_view(),
        name="minutepoint-cite",
    ),
]
