"""What a page of the site asks, as something that can be watched: the page's own question, put to news alone.

`watch_at` takes the address of a list, a search or a record, with its parameters. Lists are asked by their own view's rows
and FilterSet, and the search by its own understanding, so an alert finds what the page finds. Order and page of a list are
no part of the question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from minutes_portal.alerts import listed, recorded
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.results import found_entries
from minutes_portal.alerts.told import Told
from minutes_portal.lists import ListFilter
from minutes_portal.search.understanding import Understanding, understand

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


def watch_at(address: str, request: HttpRequest | None = None) -> Watch | None:
    """Return what is watched at an address of this site; None where there is nothing (more) to watch for readers.

    request: of the page that wants to know, for what is counted once a version of the record.
    """
    if not address.startswith("/") or len(address) > LONGEST or "\0" in address:
        return None
    part = urlsplit(address)
    try:
        match = resolve(part.path)
    except (Resolver404, ValueError):
        return None
    given = QueryDict(part.query)
    if match.view_name in LISTS:
        watch: Watch | None = _list(part.path, match, given, request)
    elif match.view_name in recorded.RECORDS:
        watch = _record(part.path, match)
    else:
        watch = _search(match, given)
    return watch if watch and len(watch.path) <= LONGEST else None


def _search(match: ResolverMatch, given: QueryDict) -> Watch | None:
    """Return a search, or a page that shows what a search by one name finds."""
    if match.view_name != "search" and match.view_name not in SEARCHES:
        return None
    parameters = (
        given if match.view_name == "search" else _parameters(SEARCHES[match.view_name](**match.kwargs))
    )
    understood = understand(parameters)
    if not understood.asks_anything:
        return None

    def find(told: Told) -> list[Entry]:
        return found_entries(understood.asked, understood.words.sought, told.results)

    path = f"/search/?{understood.query(sort='')}"
    return Watch(path, _begun_small(understood), find, understood.question.typed())


def _begun_small(understood: Understanding) -> str:
    said = understood.sentence()
    return said[:1].lower() + said[1:]


def _record(path: str, match: ResolverMatch) -> Watch | None:
    found = recorded.RECORDS[match.view_name](**match.kwargs)
    return Watch(path, found.said, found.find) if found else None


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
    "meetings:meeting-list": listed.meetings,
    "meetings:topic-detail": listed.items,
}
PARAMETERS = {"slug": "topic"}  # a part of a list's address -> the parameter that it stands for
# Pages that show what a search by one name finds -> that search.
SEARCHES: dict[str, Callable[..., dict[str, str]]] = {
    "meetings:person-detail": lambda borough, slug: {"borough": borough, "person": slug},
    "meetings:borough-detail": lambda borough: {"borough": borough},
}
