"""The site's own pages: home, about, and what monitors and lost readers get."""

from typing import Any

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from decisions.models import Outcome, Recommendation
from meetings.models import Borough, Meeting, Topic
from meetings.outline import hang_limbs
from minutes_portal.kept_counts import counted

PLAIN = "text/plain; charset=utf-8"
EXAMPLE_QUESTIONS = ("damp and mould", "school places", "library opening hours")
LATEST_MEETINGS, RESOLUTIONS_EACH, MOST_OVERDUE = 5, 2, 5
# What only takes notice of something comes after what does something.
LIGHT = {Outcome.NOTED, Outcome.RECEIVED, Outcome.DISCUSSED_ONLY}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, what is new, what waits for an answer, and the ways in by borough and topic."""
    latest = list(Meeting.published.decided().newest_first().with_meeting().with_business()[:LATEST_MEETINGS])
    waiting = Recommendation.published.with_state().in_state(["overdue"])
    overdue = waiting.most_overdue_first()[:MOST_OVERDUE]
    known = counted(request)
    context = {
        "upcoming": Meeting.published.soonest().with_meeting()[:5],
        "latest": latest,
        "resolutions": [resolution for meeting in latest for resolution in _substance_of(meeting)],
        "overdue": known.get("overdue longest", overdue.with_lines),
        "boroughs": known.get("boroughs", lambda: list(Borough.published.all())),
        "topics": known.get("items on topics", Topic.published.with_counts),
        "questions": EXAMPLE_QUESTIONS,
    }
    return render(request, "home.html", context)


def _substance_of(meeting: Meeting) -> list[Any]:
    """Return a meeting's first resolutions, one an item, those that do something before those that only note."""
    resolutions = []
    for item in meeting.items.all():
        open_ones = [part for part in hang_limbs(item.resolutions.all()) if part.ordinal]
        if open_ones and not item.procedural:
            resolutions.append(min(open_ones, key=_is_light))
    return sorted(resolutions, key=_is_light)[:RESOLUTIONS_EACH]


def _is_light(resolution: Any) -> bool:
    return LIGHT.issuperset(resolution.outcomes)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how to cite it, how accessible it is, what it knows of its readers."""
    return render(request, "about.html", {"boroughs": Borough.published.all()})


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers, whatever the database does."""
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether both databases answer; 503 names the one that does not, and nothing else."""
    for alias in connections:
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse(f"The database “{alias}” does not answer.\n", status=503, content_type=PLAIN)
    return HttpResponse("ready\n", content_type=PLAIN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Send an address with capitals to its lower-case form; explain any other that leads nowhere."""
    lower = request.path.lower()
    if (
        request.method in ("GET", "HEAD")
        and lower != request.path
        and not any(part in lower for part in ("/cite/", "%"))
    ):
        question = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return redirect(escape_leading_slashes(escape_uri_path(lower) + iri_to_uri(question)), permanent=True)
    return render(request, "404.html", {"words": _words_in(request.path)}, status=404)


def _words_in(path: str) -> str:
    """Return the words of an address, as a start for a search."""
    words = path.replace("-", " ").replace("/", " ").split()
    return " ".join(word for word in words if word.isalpha() and word.isascii() and len(word) > 3)[:60]
