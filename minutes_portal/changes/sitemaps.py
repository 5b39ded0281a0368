"""Sitemaps (sitemaps.org protocol): every public page with the day and time of its last change, however many there are.

An index lists parts of at most 50,000 pages. A part begins at an address and is read in its order, some thousands of rows
at a time, and sent as it is read.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice, takewhile
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from decisions.models import PlannedDecision
from meetings.models import Borough, Committee, Person, Topic
from minutes_portal.changes.models import Change
from minutes_portal.changes.querysets import Page, Part
from minutes_portal.kept_counts import counted
from minutes_portal.site import site_of

XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses of one sitemap, by the protocol
# Papers are linked from the pages they belong to.
KINDS = (
    Change.Kind.MEETING,
    Change.Kind.ITEM,
    Change.Kind.RESOLUTION,
    Change.Kind.RECOMMENDATION,
    Change.Kind.ISSUE,
)
LISTS = (
    "home", "about", "data", "changes", "meetings:borough-list", "meetings:topic-list", "meetings:meeting-list",
    "decisions:resolution-list", "decisions:issue-list", "decisions:recommendation-list",
    "decisions:planneddecision-list",
)  # fmt: skip


def written(root: str, entry: str, addresses: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    """Yield a sitemap or an index of sitemaps of these absolute addresses, some hundreds at a time."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
    rest = iter(addresses)
    while some := list(islice(rest, 500)):
        yield "".join(
            f"<{entry}><loc>{escape(address)}</loc>{_lastmod(changed_at)}</{entry}>\n"
            for address, changed_at in some
        )
    yield f"</{root}>\n"


def _lastmod(changed_at: datetime | None) -> str:
    return f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""


def parts(request: HttpRequest) -> list[Part]:
    """Return where the parts begin; kept while the record stands."""
    found: list[Part] = counted(request).get("sitemap", lambda: Change.published.of_kind(*KINDS).parts(MOST))
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every part with the time of the last change in it."""
    addresses: list[tuple[str, datetime | None]] = [
        (request.build_absolute_uri(reverse("sitemap-places")), None)
    ]
    addresses += [
        (request.build_absolute_uri(reverse("sitemap-part", args=[number])), part.changed_at)
        for number, part in enumerate(parts(request), 1)
    ]
    return HttpResponse("".join(written("sitemapindex", "sitemap", addresses)), content_type=XML)


@require_safe
def part(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The pages of one part, in the order of their addresses."""
    known = parts(request)
    if not 1 <= number <= len(known):
        raise Http404
    first, last = known[number - 1].first, known[number - 1].last
    pages: Iterator[Page] = takewhile(
        lambda page: page.path <= last, Change.published.of_kind(*KINDS).paths(first=first)
    )
    site = site_of(request)
    addresses = ((site + page.path, page.changed_at) for page in pages)
    return StreamingHttpResponse(written("urlset", "url", addresses), content_type=XML)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Lists, boroughs, committees, topics, people and notices of decisions: pages that show what changes elsewhere."""
    paths = [reverse(name) for name in LISTS]
    for rows in (
        Borough.published.all(),
        Committee.published.select_related("borough"),
        Topic.published.all(),
        Person.published.listed().with_place(),
        PlannedDecision.published.select_related("borough"),
    ):
        paths += [row.get_absolute_url() for row in rows]
    addresses = ((request.build_absolute_uri(path), None) for path in paths[:MOST])
    return HttpResponse("".join(written("urlset", "url", addresses)), content_type=XML)
