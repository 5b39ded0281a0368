"""Every address of the public site: from the URLconf, for every row there is, and from the links on the pages."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import html5lib
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from decisions.models import Issue, Recommendation, Resolution
from decisions.models.forward_plan import PlannedDecision
from meetings.models import (
    AgendaItem,
    Borough,
    Committee,
    Document,
    FormerAnchor,
    Meeting,
    MinutePoint,
    Person,
    Topic,
)
from minutes_portal.alerts.links import confirm_path, manage_path, stop_path
from minutes_portal.alerts.models import Subscriber, Subscription
from minutes_portal.api.resources import RESOURCES
from minutes_portal.citing.short import code_of
from minutes_portal.reuse.pages import PAGES, name_of
from tests.leaks.readers import QUESTIONS

Kwargs = dict[str, Any]
SITE = "https://portal.example"
QUERIES = (
    "", "?q=care", "?q=Contract", '?q="home care"', "?q=zebra", "?borough=eastmere", "?committee=care-scrutiny", "?topic=care-at-home",
    "?from=2024-09-01&to=2024-09-30", "?outcome=recommended", "?outcome=rejected", "?outcome=deferred", "?kind=procedural",
    "?person=ada-fenwick",
    "?sort=oldest", "?page=2", "?page=x", "?q=917",
    "?q=canary*", "?q=cnary", "?q=person:fenwick+care", "?kind=document", "?year=2024&q=visits+carers", "?procedural=all&sort=newest",
)  # fmt: skip
DETAIL_QUERIES = {
    "meetings:committee-detail": ("?year=2024", "?year=2190"),
    "committee-recommendations": ("?year=2024", "?year=2190"),
    "meetings:person-detail": ("?votes=2", "?interests=2"),
    "meetings:topic-detail": ("?page=2",),
}


def _meeting(meeting: Meeting) -> Kwargs:
    borough, committee, day = meeting.address
    return {"borough": borough, "committee": committee, "date_key": day}


def _item(item: AgendaItem) -> Kwargs:
    return _meeting(item.meeting) | {"item": item.slug}


def _short(place: Kwargs) -> Kwargs:
    """Return what the short address of the same place is made of."""
    rest = {key: value for key, value in place.items() if key not in ("borough", "committee")}
    return rest | {"code": code_of(place["borough"], place["committee"])}


# Name of the pattern -> the rows that have such an address, and their part of it. A new public pattern needs a line.
ADDRESSES: dict[str, tuple[type[Model] | None, Callable[[Any], Kwargs | None]]] = {
    "home": (None, lambda row: {}),
    "about": (None, lambda row: {}),
    "healthz": (None, lambda row: {}),
    "readyz": (None, lambda row: {}),
    "changes": (None, lambda row: {}),
    "changes-feed": (None, lambda row: {}),
    "data": (None, lambda row: {}),
    "downloads": (None, lambda row: {}),
    "download": (None, lambda row: {"name": "items.ndjson"}),
    "robots": (None, lambda row: {}),
    "opensearch": (None, lambda row: {}),
    "sitemap": (None, lambda row: {}),
    "sitemap-places": (None, lambda row: {}),
    "sitemap-part": (None, lambda row: {"number": 1}),
    "search": (None, lambda row: {}),
    "search-suggest": (None, lambda row: {}),
    "meetings:borough-list": (None, lambda row: {}),
    "meetings:topic-list": (None, lambda row: {}),
    "meetings:meeting-list": (None, lambda row: {}),
    "decisions:resolution-list": (None, lambda row: {}),
    "decisions:issue-list": (None, lambda row: {}),
    "decisions:recommendation-list": (None, lambda row: {}),
    "meetings:borough-detail": (Borough, lambda row: {"borough": row.slug}),
    "meetings:committee-detail": (
        Committee,
        lambda row: {"borough": row.borough.slug, "committee": row.slug},
    ),
    "committee-recommendations": (
        Committee,
        lambda row: {"borough": row.borough.slug, "committee": row.slug},
    ),
    "meetings:topic-detail": (Topic, lambda row: {"slug": row.slug}),
    "meetings:person-detail": (Person, lambda row: {"borough": row.borough.slug, "slug": row.slug}),
    "meetings:meeting-detail": (Meeting, _meeting),
    "meetings:meeting-print": (Meeting, _meeting),
    "meetings:meeting-pdf": (Meeting, _meeting),
    "meetings:meeting-word": (Meeting, _meeting),
    "meetings:document-detail": (Document, lambda row: _meeting(row.meeting) | {"slug": row.slug}),
    "meetings:agendaitem-detail": (AgendaItem, _item),
    "meetings:agendaitem-print": (AgendaItem, _item),
    "meetings:agendaitem-pdf": (AgendaItem, _item),
    "meetings:agendaitem-word": (AgendaItem, _item),
    "meetings:minutepoint-cite": (
        MinutePoint,
        lambda row: _item(row.item) | {"anchor": row.anchor or f"p{row.order}"},
    ),
    "decisions:resolution-detail": (
        Resolution,
        lambda row: None if row.parent_id else _item(row.item) | {"ordinal": row.ordinal or row.order},
    ),
    "decisions:recommendation-detail": (
        Recommendation,
        lambda row: _item(row.item) | {"ordinal": row.ordinal},
    ),
    "decisions:planneddecision-list": (None, lambda row: {}),
    "decisions:planneddecision-detail": (
        PlannedDecision,
        lambda row: {"borough": row.borough.slug, "slug": row.slug},
    ),
    "decisions:issue-detail": (Issue, lambda row: {"slug": row.slug}),
    "citing:meeting": (Meeting, lambda row: _short(_meeting(row))),
    "citing:item": (AgendaItem, lambda row: _short(_item(row))),
    "citing:paragraph": (
        MinutePoint,
        lambda row: _short(_item(row.item)) | {"anchor": row.anchor or f"p{row.order}"},
    ),
    "citing:resolution": (
        Resolution,
        lambda row: (
            None if row.parent_id else _short(_item(row.item)) | {"ordinal": row.ordinal or row.order}
        ),
    ),
    "api:guide": (None, lambda row: {}),
    "api:directory": (None, lambda row: {}),
    "api:openapi": (None, lambda row: {}),
    "api:changes": (None, lambda row: {}),
    "api:search": (None, lambda row: {}),
    **{f"api:{resource.name}-list": (None, lambda row: {}) for resource in RESOURCES},
    "api:boroughs-detail": (Borough, lambda row: {"slug": row.slug}),
    "api:committees-detail": (Committee, lambda row: {"borough": row.borough.slug, "slug": row.slug}),
    "api:people-detail": (Person, lambda row: {"borough": row.borough.slug, "slug": row.slug}),
    "api:topics-detail": (Topic, lambda row: {"slug": row.slug}),
    "api:meetings-detail": (Meeting, _meeting),
    "api:items-detail": (AgendaItem, _item),
    "api:documents-detail": (Document, lambda row: _meeting(row.meeting) | {"slug": row.slug}),
    "api:decisions-detail": (
        Resolution,
        lambda row: None if row.parent_id else _item(row.item) | {"ordinal": row.ordinal or row.order},
    ),
    "api:recommendations-detail": (Recommendation, lambda row: _item(row.item) | {"ordinal": row.ordinal}),
    "api:issues-detail": (Issue, lambda row: {"slug": row.slug}),
    "api:forward-plan-detail": (
        PlannedDecision,
        lambda row: {"borough": row.borough.slug, "slug": row.slug},
    ),
    "api:elsewhere": (None, lambda row: {"rest": "v1/nowhere/"}),
    "alerts:about": (None, lambda row: {}),
    "alerts:new": (None, lambda row: {}),
    "alerts:asked": (None, lambda row: {}),
    "alerts:ask": (None, lambda row: {}),
    "alerts:link": (None, lambda row: {}),
    "alerts:confirm": (Subscription, lambda row: resolve(confirm_path(row, row.every)).kwargs),
    "alerts:stop": (Subscription, lambda row: resolve(stop_path(row)).kwargs),
    "alerts:manage": (Subscriber, lambda row: resolve(manage_path(row)).kwargs),
}

# Each form of a list has the address of its page, with another ending.
FORMS = {name_of(page, suffix): page for page, suffixes in PAGES.items() for suffix in suffixes}
ADDRESSES |= {form: ADDRESSES[page] for form, page in FORMS.items()}
# Forms and the API ask by the same filters as the pages, which are asked every query: a few of them do.
FORM_QUERIES = ("", "?q=canary*", "?borough=eastmere&sort=oldest&from=2024-09-01")
WITHOUT_FILTERS = {
    "about", "healthz", "readyz", "robots", "opensearch", "sitemap", "sitemap-places", "data", "downloads", "download", "api:guide", "api:directory",
    "api:openapi", "api:elsewhere", "alerts:about", "alerts:new", "alerts:asked", "alerts:ask", "alerts:link",
}  # fmt: skip

# What readers send: what these take is told by tests/alerts/test_doors.py.
TAKING = {"alerts:ask", "alerts:link", "alerts:confirm", "alerts:stop", "alerts:manage"}


def public_patterns() -> set[str]:
    """Return the names of every address pattern outside the admin; a pattern without a name as its own text."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern).startswith("admin/"):
                continue
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}" if pattern.name else str(pattern.pattern)


def addresses() -> list[str]:
    """Return the address of every row under every pattern, secret rows included; each list with every query.

    Details take no list parameters: they are asked by their own few only.
    """
    found: dict[str, None] = {}
    for name, (model, kwargs_of) in ADDRESSES.items():
        for row in [None] if model is None else model.objects.order_by("pk"):
            kwargs = kwargs_of(row)
            if kwargs is not None:
                address = reverse(name, kwargs=kwargs)
                found |= dict.fromkeys(address + query for query in _queries(name, model is None))
    return [
        *found,
        *(
            reverse("meetings:minutepoint-cite", kwargs=_item(mark.item) | {"anchor": mark.anchor})
            for mark in FormerAnchor.objects.order_by("pk")
        ),
        "/changes/?kind=item",
        "/changes/?kind=document&borough=eastmere",
        "/changes.atom?kind=resolution",
        "/sitemaps/pages-2.xml",
        *(f"/alerts/new/?of={quote(question)}" for question in QUESTIONS),
        "/admin/",
        "/admin/login/",
        "/nowhere/",
        "/meetings/eastmere/care-scrutiny/2024-13-45/",
    ]


def _queries(name: str, is_list: bool) -> tuple[str, ...]:
    """Return what a page is asked."""
    if name in FORMS or (is_list and name.startswith("api:") and name not in WITHOUT_FILTERS):
        return FORM_QUERIES
    return QUERIES if is_list and name not in WITHOUT_FILTERS else ("", *DETAIL_QUERIES.get(name, ()))


def visit(client: Client, address: str) -> dict[str, Any]:
    """Return what a reader gets: status, headers and bytes."""
    response = client.get(address, secure=True, headers={"host": "portal.example"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {
        name: value for name, value in response.headers.items() if name != "Expires"
    }  # tells the time of day
    return {
        "status": response.status_code,
        "headers": headers,
        "cookies": response.cookies.output(),
        "content": content,
    }


def links(address: str, content: bytes) -> list[str]:
    """Return the same-site addresses that a page links to."""
    page = html5lib.parse(content, namespaceHTMLElements=False)
    found = (
        urlsplit(urljoin(SITE + address, element.get("href", "")))
        for element in page.iter()
        if element.get("href")
    )
    return [
        f"{part.path}?{part.query}" if part.query else part.path
        for part in found
        if part.netloc == "portal.example"
    ]
