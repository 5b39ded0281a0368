"""The search of the site for programs: the same questions, the same index, the same answers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from rest_framework import serializers

from minutes_portal.api.addresses import API, name_of, path_of
from minutes_portal.api.asking import CURSOR, known_only, one_value
from minutes_portal.api.cursors import NoSuchPlace, opened, sealed
from minutes_portal.api.fields import day, link, several_words, words
from minutes_portal.api.problems import Problem
from minutes_portal.search.cursors import written
from minutes_portal.search.engine import find
from minutes_portal.search.marking import NO_MARKS
from minutes_portal.search.results import Result, shown
from minutes_portal.search.texts import texts_of
from minutes_portal.search.understanding import understand

PARAMETERS = (
    "q", "borough", "committee", "topic", "person", "outcome", "kind", "year", "from", "to", "procedural", "sort",
)  # fmt: skip
PLACES = "search"


class Extract(serializers.Serializer):
    """A place in a result that fits."""

    place = words("Which: Paragraph 5.1, Decision …")
    text = words("The words around the match.")
    web_url = words("Where it opens.")

    class Meta:
        ref_name = "Extract"


class Found(serializers.Serializer):
    """An item that was found, or a paper of a whole meeting."""

    name = words("Its title.")
    web_url = words("Where it opens at what fits best.")
    item = link("The item; null for a paper of a whole meeting.")
    meeting = link("The meeting.")
    date = day("The day of the meeting.")
    outcomes = several_words("What was resolved: noted, approved …")
    extracts = Extract(many=True, read_only=True, help_text="The places that fit best.")


def search_asked(
    request: HttpRequest, base: str, next_url: Callable[[HttpRequest, str], str]
) -> dict[str, Any]:
    """Return a page of results, with how the question was understood and what of it could not be used."""
    known_only(request.GET, (*PARAMETERS, CURSOR))
    understood = understand(_question(request))
    if not understood.asks_anything:
        raise Problem(400, "Ask for something: give words in “q”, or a filter.")
    hits = find(understood.asked)
    results = shown(hits.results, texts_of(hits.results), understood.words.sought) if hits.results else []
    place = written(hits.next_cursor)
    return {
        "understood": understood.sentence(),
        "notices": [notice.text for notice in understood.notices],
        "data": [_told(result, base) for result in results],
        "links": {"next": next_url(request, sealed([place], PLACES)) if place else None},
    }


def _question(request: HttpRequest) -> QueryDict:
    """Return the question as the search page takes it, its place unsealed."""
    asked = request.GET.copy()
    cursor = one_value(asked, CURSOR)
    asked.pop(CURSOR, None)
    if cursor:
        try:
            (asked["at"],) = opened(cursor, PLACES)
        except NoSuchPlace:
            raise Problem(400, "This cursor was not given out for a search. Begin without one.") from None
    return asked


def _told(result: Result, base: str) -> dict[str, Any]:
    return {
        "name": result.title.translate(NO_MARKS),
        "web_url": base + result.address,
        "item": _link(result.item, base) if result.item else None,
        "meeting": _link(result.meeting, base),
        "date": result.meeting.date,
        "outcomes": result.outcomes,
        "extracts": [
            {"place": each.place, "text": each.text.translate(NO_MARKS), "web_url": base + each.address}
            for each in result.extracts
        ],
    }


def _link(row: Any, base: str) -> dict[str, str]:
    path = path_of(row)
    return {"id": path, "url": f"{base}{API}{path}", "name": name_of(row)}
