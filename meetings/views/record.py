"""The whole record of a meeting, or the extract of one item, to print and to take away as PDF or Word."""

from io import BytesIO
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.generic import DetailView

from meetings.models import AgendaItem, Meeting
from meetings.printing.files import KINDS, CannotBeMade, file_name, kept_or_made, mark_of
from meetings.printing.record import paper_of
from meetings.views.withdrawn import NoticeIfWithdrawn


class RecordView(NoticeIfWithdrawn):
    """Finds a meeting, or one item where the address names one, with all that is printed of it."""

    http_method_names = ("get", "head", "options")

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        key = self.kwargs
        place = (key["borough"], key["committee"], *key["date_key"])
        if "item" in key:
            items = AgendaItem.published.at(*place, key["item"])
            return get_object_or_404(items.with_place().with_record())
        meetings = Meeting.published.at(*place)
        return get_object_or_404(meetings.with_meeting().with_approval().with_record())


def _place_of(record: Any) -> dict[str, Any]:
    """Return the meeting of a record, and the item where it is one."""
    if isinstance(record, Meeting):
        return {"meeting": record, "item": None}
    return {"meeting": record.meeting, "item": record}


class RecordPrint(RecordView, DetailView):
    """The record on one page, as it is printed and signed."""

    template_name = "meetings/meeting_print.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        record = self.object
        address = self.request.build_absolute_uri(record.get_absolute_url())
        return super().get_context_data(
            paper=paper_of(record), address=address, **_place_of(record), **context
        )


class RecordFile(RecordView):
    """The record as a file. The mark it is compared by (ETag) is made of its words, before any file is made."""

    suffix: ClassVar = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        record = self.get_object()
        paper, kind = paper_of(record), KINDS[self.suffix]
        address = request.build_absolute_uri(paper.address)
        mark = mark_of(kind, paper, address)
        unchanged = get_conditional_response(request, f'"{mark}"')
        if unchanged:
            return unchanged
        try:
            content = kept_or_made(kind, paper, address)
        except CannotBeMade as problem:
            return self._refuse(problem, record)
        response = FileResponse(
            BytesIO(content),
            content_type=kind.media_type,
            filename=file_name(paper, kind),
            as_attachment=kind.is_saved,
        )
        response["ETag"] = f'"{mark}"'
        return response

    def _refuse(self, problem: CannotBeMade, record: Any) -> HttpResponse:
        """Return the page that says why the file cannot be had now, and what can be had instead."""
        context = {"problem": problem, "kind": KINDS[self.suffix], **_place_of(record)}
        response = render(self.request, "meetings/record_unavailable.html", context, status=503)
        if problem.retry_after:
            response["Retry-After"] = str(problem.retry_after)
        return response
