"""What a page of the site asks, as something that can be watched: the page's own question, put to news alone.

`watch_at` takes the address of a list, a search or a record, with its parameters. Lists are asked by their own view's rows
and FilterSet, and the search by its own understanding, so an alert finds what the page finds. Order and page of a list are
no part of the question.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from decisions.person_filter import know_people
from minutes_portal.alerts import listed, recorded
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.naming import names_of, place_of
from minutes_portal.alerts.results import found_entries
from minutes_portal.alerts.told import Told
from minutes_portal.database.version import current_version
from minutes_portal.kept_counts import counted
from minutes_portal.lists import ListFilter
from minutes_portal.search.understanding import Understanding, understand_all

LONGEST = 1_000  # characters of an address


@dataclass(frozen=True)
class Watch:
    """A question that somebody may be told of.

    path: its address, as it is kept: two addresses that ask the same have the same. said: it completes “Tell me about”.
    find: what of some news it is about, as readers see it at this moment. words: what somebody typed for it, if anything.
    """

    path: str
    said: str
    find: Callable[[Told], list[Entry]]
    words: str = ""


class Page(NamedTuple):
    """A page that may be watched, as its address names it."""

    path: str
    match: ResolverMatch
    given: QueryDict

    @property
    def name(self) -> str:
        return self.match.view_name


def watch_at(address: str, request: HttpRequest | None = None) -> Watch | None:
    """Return what is watched at an address of this site; None where there is nothing (more) to watch for readers.

    request: of the page that wants to know, for what is counted once a version of the record.
    """
    return watches_at([address], request)[address]


def watches_at(addresses: Collection[str], request: HttpRequest | None = None) -> dict[str, Watch | None]:
    """Return what is watched at each of these addresses (at most ten queries, however many they are)."""
    pages = {address: page for address in addresses if (page := _page_at(address))}
    by_kind: dict[str, dict[str, Page]] = {"record": {}, "list": {}, "search": {}}
    for address, page in pages.items():
        if kind := _kind_of(page):
            by_kind[kind][address] = page
    found = {
        **_records(by_kind["record"]), **_lists(by_kind["list"], request), **_searches(by_kind["search"])
    }  # fmt: skip
    return {
        address: watch if (watch := found.get(address)) and len(watch.path) <= LONGEST else None
        for address in addresses
    }


def _page_at(address: str) -> Page | None:
    if not address.startswith("/") or len(address) > LONGEST or "\0" in address:
        return None
    part = urlsplit(address)
    try:
        return Page(part.path, resolve(part.path), QueryDict(part.query))
    except (Resolver404, ValueError):
        return None


def _kind_of(page: Page) -> str:
    if page.name in LISTS:
        return "list"
    if page.name in recorded.RECORDS:
        return "record"
    return "search" if page.name == "search" or page.name in SEARCHES else ""


def _searches(pages: Mapping[str, Page]) -> dict[str, Watch | None]:
    """Return searches, and pages that show what a search by one name finds."""
    asked = {
        address: page.given
        if page.name == "search"
        else _parameters(SEARCHES[page.name](**page.match.kwargs))
        for address, page in pages.items()
    }
    understood = understand_all(list(asked.values()))
    return {address: _search(each) for address, each in zip(asked, understood, strict=True)}


def _search(understood: Understanding) -> Watch | None:
    if not understood.asks_anything:
        return None

    def find(told: Told) -> list[Entry]:
        return found_entries(understood.asked, understood.words.sought, told.results)

    path = f"/search/?{understood.query(sort='')}"
    return Watch(path, _begun_small(understood), find, understood.question.typed())


def _begun_small(understood: Understanding) -> str:
    said = understood.sentence()
    return said[:1].lower() + said[1:]


def _records(pages: Mapping[str, Page]) -> dict[str, Watch | None]:
    names = names_of([(page.name, page.match.kwargs) for page in pages.values()])
    watches: dict[str, Watch | None] = {}
    for address, page in pages.items():
        said = names.get((page.name, place_of(page.match.kwargs)))
        find = recorded.RECORDS[page.name](**page.match.kwargs)
        watches[address] = Watch(page.path, said, find) if said else None
    return watches


def _lists(pages: Mapping[str, Page], request: HttpRequest | None) -> dict[str, Watch | None]:
    if not pages:
        return {}
    if request is not None and not hasattr(request, "record_version"):  # of a form that was sent
        request.record_version = current_version()  # type: ignore[attr-defined]
    counts = counted(request)
    know_people(counts, [slug for page in pages.values() for slug in page.given.getlist("person")])
    return {address: _list(page.path, page.match, page.given, request) for address, page in pages.items()}


def _list(path: str, match: ResolverMatch, given: QueryDict, request: HttpRequest | None) -> Watch | None:
    """Return a list; None where its address itself names something that is not there."""
    view: Any = match.func.view_class()  # type: ignore[attr-defined]
    named = {PARAMETERS[name]: value for name, value in match.kwargs.items()}
    asked = given.copy()
    for name, value in named.items():
        asked.setlist(name, [value])
    filters: ListFilter = view.filterset_class(asked, queryset=view.get_queryset(), request=request)
    if any(filters.data.get(name) != value for name, value in named.items()):
        return None
    query, told_of = _query(filters, {"sort", *named}), LISTS[match.view_name]

    def find(told: Told) -> list[Entry]:
        return told_of(filters, told)

    return Watch(f"{path}?{query}" if query else path, _said(filters), find, filters.data.get("q", ""))


def _query(filters: ListFilter, left_out: set[str]) -> str:
    data = filters.data.copy()
    for name in left_out:
        data.pop(name, None)
    return data.urlencode()


def _said(filters: ListFilter) -> str:
    """Return what a list asks, without a count: “decisions about housing in Eastmere”."""
    filters.errors  # noqa: B018 (this is what makes django-filter clean the form)
    return filters.sentence(2).removeprefix("2 ")


def _parameters(values: dict[str, str]) -> QueryDict:
    parameters = QueryDict(mutable=True)
    parameters.update(values)
    return parameters


# The name of a list -> how it tells of news.
LISTS: dict[str, Callable[[ListFilter, Told], list[Entry]]] = {
    "decisions:resolution-list": listed.decisions,
    "decisions:recommendation-list": listed.recommendations,
    "decisions:issue-list": listed.issues,
    "decisions:planneddecision-list": listed.plans,
    "meetings:meeting-list": listed.meetings,
    "meetings:topic-detail": listed.items,
}
PARAMETERS = {"slug": "topic"}  # a part of a list's address -> the parameter that it stands for
# Pages that show what a search by one name finds -> that search.
SEARCHES: dict[str, Callable[..., dict[str, str]]] = {
    "meetings:person-detail": lambda borough, slug: {"borough": borough, "person": slug},
    "meetings:borough-detail": lambda borough: {"borough": borough},
}
