"""What was published, changed or taken back; what is held at all; and what programs ask for to find their way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minutes_portal.changes.coverage import coverage
from minutes_portal.changes.feed import feed_of
from minutes_portal.changes.listing import Listing
from minutes_portal.changes.models import Change
from minutes_portal.changes.telling import NOUNS
from minutes_portal.kept_counts import counted

ATOM = "application/atom+xml; charset=utf-8"
OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The journal, the latest first."""
    listing = Listing(request)
    kinds = [(kind.value, kind.label) for kind in Change.Kind if kind in NOUNS]
    return render(request, "changes/changes.html", {"listing": listing, "kinds": kinds})


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The same as a feed."""
    return HttpResponse(feed_of(Listing(request)).writeString("utf-8"), content_type=ATOM)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is held here and how it may be reused."""
    boroughs = counted(request).get("coverage", coverage)
    meetings = sum(borough.meetings for borough in boroughs)
    return render(request, "data/data.html", {"boroughs": boroughs, "meetings": meetings})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which pages crawlers are asked to leave alone: those that show in other ways what stands at an address of its own."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How to search here, for the search field of a browser (OpenSearch 1.1)."""
    return render(request, "opensearch.xml", content_type=OPENSEARCH)
