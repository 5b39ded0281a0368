"""Readers' pages that were made already are given out again while nothing has changed, without being made anew.

Each process keeps its own pages with the version of the record they were made from (database/version.py). One short
query asks whether that version still stands; so a page that is withdrawn, or made exempt, is gone with the very next
request. Pages also end at the next moment at which something is published by itself, and at midnight, as they speak of
days. What readers get to compare pages by (ETag) is made from the page alone, never from the version.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag

from minutes_portal.database.version import Version, current_version

LONGEST_ADDRESS = 1_000
LARGEST_PAGE = 500_000  # bytes; of a larger one only what it is compared by is kept
NEVER_KEPT = ("/admin/", "/static/", "/healthz", "/readyz", "/api/v1/changes/", "/data/downloads/")


class Kept(NamedTuple):
    """A page as it was sent, with the version it was made from and the moment until which it is true.

    content: None where it is too large to be kept.
    """

    version: int
    until: datetime
    content: bytes | None
    headers: dict[str, str]


class KeptPages:
    """Answers from the pages kept in this process; asks the views for all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return self.get_response(request)
        try:
            version = current_version()
        except Error:  # the page itself will say that the database is down
            return self.get_response(request)
        request.record_version = version  # type: ignore[attr-defined]  # for what lists have counted
        pages, key = caches["pages"], sha256(request.build_absolute_uri().encode()).hexdigest()
        kept: Kept | None = pages.get(key)
        if kept and kept.version == version.number and version.moment < kept.until:
            if kept.content is not None:
                return HttpResponse(kept.content, headers=kept.headers)
            if _is_held(request, kept):
                return HttpResponseNotModified(headers={"ETag": kept.headers["ETag"]})
        response = self.get_response(request)
        if _is_everybodys(response):
            set_response_etag(response)
            content = response.content if len(response.content) <= LARGEST_PAGE else None
            pages.set(key, Kept(version.number, end_of(version), content, dict(response.headers)))
        return response


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        settings.PAGES_KEPT > 0
        and request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(NEVER_KEPT)
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _is_everybodys(response: HttpResponse) -> bool:
    """Whether this is a whole page that looks the same to every reader."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Vary" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _is_held(request: HttpRequest, kept: Kept) -> bool:
    """Whether who asks has this page already."""
    answer = get_conditional_response(request, etag=kept.headers["ETag"], response=HttpResponse())
    return answer is not None and answer.status_code == 304


def end_of(version: Version) -> datetime:
    """Return the moment until which a page made from this version is true, if nobody changes anything."""
    tomorrow = timezone.localdate(version.moment) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    return min(midnight, version.next_moment or midnight)
