"""The papers themselves, given out only while they are published."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from csp.constants import NONE, UNSAFE_INLINE
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.utils.text import slugify

from meetings.converters import DateKey
from meetings.models import Document
from meetings.papers.kinds import KINDS, Kind, charset_of
from meetings.papers.wording import normalised
from meetings.views.withdrawn import NoticeIfWithdrawn

# What was taken in before files were known by their content: saved, never shown.
UNKNOWN = Kind("File", "bin", "application/octet-stream")
# A file may do nothing under the portal’s own address. (The style is that in which browsers show a picture or text.)
NOTHING = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [NONE], "sandbox": True}


class DocumentDetail(NoticeIfWithdrawn):
    """A paper: its file, or the way to where the council keeps it."""

    http_method_names = ("get", "head", "options")

    def get(
        self, request: HttpRequest, borough: str, committee: str, date_key: DateKey, slug: str
    ) -> HttpResponseBase:
        document = get_object_or_404(Document.published.at(borough, committee, *date_key, slug))
        if document.url:
            return redirect(document.url)
        etag = f'"{document.checksum}"' if document.checksum else None
        unchanged = get_conditional_response(request, etag)  # before the file is opened
        return unchanged or _file_of(document, etag)


def _file_of(document: Any, etag: str | None) -> HttpResponseBase:
    """Return a document's file under a name made of its public title. Raises Http404 where there is none."""
    if not document.file:
        raise Http404("This document is not held here.")
    try:
        file = document.file.open()
    except FileNotFoundError:
        raise Http404("This document is missing.") from None
    kind = KINDS.get(PurePath(document.file.name).suffix.removeprefix("."), UNKNOWN)
    charset = f"; charset={charset_of(file)}" if kind.is_text else ""
    response: Any = FileResponse(file, content_type=kind.media_type + charset)
    response["Content-Disposition"] = disposition(document.title, kind)
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_config = NOTHING
    if etag:
        response["ETag"] = etag
    given: HttpResponseBase = response
    return given


def disposition(title: str, kind: Kind) -> str:
    """Return a Content-Disposition with the name in plain letters and in full (RFC 6266, RFC 8187)."""
    how = "inline" if kind.shown else "attachment"
    plain = slugify(title)[:100] or "document"
    full = (
        normalised(title).replace("/", "-").replace("\\", "-").replace("\n", " ")[:100].strip(" .") or plain
    )
    return f"{how}; filename=\"{plain}.{kind.suffix}\"; filename*=UTF-8''{quote(f'{full}.{kind.suffix}', safe='')}"
