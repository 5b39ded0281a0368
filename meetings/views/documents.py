"""The papers themselves, given out only while they are published."""

from pathlib import PurePath
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify

from meetings.converters import DateKey
from meetings.models import Document
from meetings.views.withdrawn import NoticeIfWithdrawn

SHOWN_IN_BROWSER = {".pdf", ".txt", ".png", ".jpg", ".jpeg"}  # anything else is offered for saving only


class DocumentDetail(NoticeIfWithdrawn):
    """A paper: its file, or the way to where the council keeps it."""

    http_method_names = ("get", "head", "options")

    def get(
        self, request: HttpRequest, borough: str, committee: str, date_key: DateKey, slug: str
    ) -> HttpResponseBase:
        document = get_object_or_404(Document.published.at(borough, committee, *date_key, slug))
        return redirect(document.url) if document.url else _file_of(document)


def _file_of(document: Any) -> FileResponse:
    """Return a document's file under a name made of its public title. Raises Http404 where there is none."""
    if not document.file:
        raise Http404("This document is not held here.")
    try:
        file = document.file.open()
    except FileNotFoundError:
        raise Http404("This document is missing.") from None
    suffix = PurePath(document.file.name).suffix
    name = slugify(document.title)[:100] or "document"
    return FileResponse(file, as_attachment=suffix not in SHOWN_IN_BROWSER, filename=name + suffix)
