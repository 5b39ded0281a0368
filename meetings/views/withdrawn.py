"""What a reader gets where something was withdrawn."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import View

from meetings.converters import DateKey
from meetings.models import WithdrawnRecord


class NoticeIfWithdrawn(View):
    """Answers 410 with the notice where what stood at this address was withdrawn.

    The view finds nothing then: withdrawn rows are in no published view, only their notices are.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            date_key: DateKey = kwargs["date_key"]
            notices = WithdrawnRecord.published.all()
            parts = notices.at(kwargs["borough"], kwargs["committee"], *date_key)
            notice = parts.speaking_for(kwargs.get("item", ""), kwargs.get("slug", "")).first()
            if notice is None:
                raise
            context = {"notice": notice, "date_key": date_key}
            return render(request, "meetings/withdrawn.html", context, status=410)
