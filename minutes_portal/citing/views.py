"""Leads from a short address to the place in the record that it stands for.

What is not there, or not public, is told by the long address, in the same words as to everybody else. Never for good
(302): a paragraph may be renumbered, and a browser must ask again.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.converters import DateKey
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.citing.short import places_of

Place = tuple[str, str, DateKey]


@require_safe
def meeting(request: HttpRequest, code: str, date_key: DateKey) -> HttpResponse:
    """Lead to a meeting."""
    return redirect("meetings:meeting-detail", *_place(code, date_key))


@require_safe
def item(request: HttpRequest, code: str, date_key: DateKey, item: str) -> HttpResponse:
    """Lead to an item."""
    return redirect("meetings:agendaitem-detail", *_place(code, date_key), item)


@require_safe
def resolution(request: HttpRequest, code: str, date_key: DateKey, item: str, ordinal: int) -> HttpResponse:
    """Lead to a resolution's own page."""
    return redirect("decisions:resolution-detail", *_place(code, date_key), item, ordinal)


@require_safe
def paragraph(request: HttpRequest, code: str, date_key: DateKey, item: str, anchor: str) -> HttpResponse:
    """Lead to a paragraph in its item, by the mark it has or had before it was renumbered."""
    borough, committee, day = place = _place(code, date_key)
    found = AgendaItem.published.at(borough, committee, *day, item).with_place().first()
    if found is None:
        return redirect("meetings:agendaitem-detail", *place, item)
    point = MinutePoint.published.marked(found, anchor).first()
    if point is None:
        raise Http404("There is no such paragraph.")
    return redirect(f"{found.get_absolute_url()}#{point.anchor}")


def _place(code: str, date_key: DateKey) -> Place:
    """Return the meeting that is meant. Raises Http404 where no committee has the code.

    Should two have the same one, it is the one that met on that day.
    """
    places = [(*place, date_key) for place in places_of(code)]
    if not places:
        raise Http404("No committee has this code.")
    if len(places) == 1:
        return places[0]
    met = [place for place in places if Meeting.published.at(place[0], place[1], *date_key).exists()]
    return (met or places)[0]
