"""The page and the files of the nightly export: given out only while nothing in them was taken back or changed."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from minutes_portal.bulk.files import Written
from minutes_portal.bulk.folders import ExportSet, newest
from minutes_portal.bulk.record import PAPERS
from minutes_portal.database.taken_back import standing

AGAIN_IN = 300  # seconds until somebody who was refused may try again
ASK_EACH_TIME = "no-cache"  # nobody may give out what was taken back meanwhile
TYPES = {
    ".json": "application/json",
    ".ndjson": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """What there is to download, of which moment, and how to know that it arrived whole."""
    made = newest(settings.EXPORT_DIR)
    stands = made is not None and made.still_stands(standing())
    return render(request, "data/downloads.html", {"made": made, "stands": stands} | _told(made))


def _told(made: ExportSet | None) -> dict[str, Any]:
    every = list(made.files.values()) if made else []
    papers = [file for file in every if file.name.startswith(f"{PAPERS}/")]
    return {
        "files": [file for file in every if not file.name.startswith((f"{PAPERS}/", "record/"))],
        "record": [file for file in every if file.name.startswith("record/")],
        "papers": len(papers),
        "papers_bytes": sum(file.bytes for file in papers),
    }


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file, as it stands on the disk. Raises Http404 for what no export has."""
    made = newest(settings.EXPORT_DIR)
    if made is None or name not in made.files:
        raise Http404("There is no such file to download.")
    if not made.still_stands(standing()):
        return _not_now(request)
    file = made.files[name]
    unchanged: Any = get_conditional_response(request, f'"{file.sha256}"', int(made.made_at.timestamp()))
    response: HttpResponseBase = unchanged or _file(made, file)
    response["Cache-Control"] = ASK_EACH_TIME
    return response


def _file(made: ExportSet, file: Written) -> HttpResponseBase:
    path = PurePath(file.name)
    response: Any = FileResponse(
        (made.folder / path).open("rb"),
        as_attachment=True,
        filename=path.name,
        content_type=TYPES.get(path.suffix, "application/octet-stream"),
    )
    response["ETag"] = f'"{file.sha256}"'
    response["Last-Modified"] = http_date(made.made_at.timestamp())
    response["X-Content-Type-Options"] = "nosniff"
    given: HttpResponseBase = response
    return given


def _not_now(request: HttpRequest) -> HttpResponse:
    response = render(request, "data/not_now.html", {"minutes": AGAIN_IN // 60}, status=503)
    response["Retry-After"] = str(AGAIN_IN)
    response["Cache-Control"] = "no-store"
    return response
