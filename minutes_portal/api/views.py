"""The addresses of the API: what there is, lists, single objects, what changed, the search, and its description."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings.converters import DateKey
from meetings.models import WithdrawnRecord
from minutes_portal.api.addresses import API
from minutes_portal.api.asking import (
    CURSOR,
    FIELDS,
    fields_asked,
    known_only,
    page_size_asked,
    place_name,
    rows_asked,
)
from minutes_portal.api.changes import changes_asked
from minutes_portal.api.cursors import key_of, sealed
from minutes_portal.api.description import for_detail, for_list, for_others, the_schema
from minutes_portal.api.guide import reading_guide
from minutes_portal.api.problems import Problem, nothing_here
from minutes_portal.api.resources import RESOURCES, Resource
from minutes_portal.api.searching import search_asked
from minutes_portal.site import site_of


def next_url(request: HttpRequest, cursor: str) -> str:
    """Return the address of the same question from another place on."""
    asked: QueryDict = request.GET.copy()
    asked[CURSOR] = cursor
    return f"{request.build_absolute_uri(request.path)}?{asked.urlencode()}"


class Directory(APIView):
    """What there is to read."""

    @for_others("directory")
    def get(self, request: Request) -> Response:
        known_only(request.GET, ())
        base = site_of(request)
        lists = {resource.name: f"{base}{API}/{resource.list_path}" for resource in RESOURCES}
        others = {name: f"{base}{API}/{name}/" for name in ("search", "changes")}
        return Response(
            {
                "lists": lists | others,
                "description": f"{base}{API}/openapi.json",
                "web_url": f"{base}/api/",
                "license": settings.LICENCE["url"],
            }
        )


class ObjectList(APIView):
    """A list of one kind of object."""

    resource: Resource

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        resource, plain = self.resource, request._request
        fields = fields_asked(plain.GET, resource)
        size = page_size_asked(plain.GET, resource.page_size, resource.most)
        rows, order = rows_asked(plain, resource)
        found = list(rows[: size + 1])
        page, more = found[:size], len(found) > size
        cursor = sealed(key_of(page[-1], order), place_name(resource, order)) if more else ""
        return Response(
            {
                "data": resource.tell(resource.whole(page), site_of(plain), fields),
                "links": {"next": next_url(plain, cursor) if more else None},
            }
        )


class ObjectDetail(APIView):
    """One object at its address."""

    resource: Resource

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        resource, plain = self.resource, request._request
        known_only(plain.GET, (FIELDS,))
        fields = fields_asked(plain.GET, resource)
        row = resource.rows().at(*_address(kwargs)).first()
        if row is None:
            raise _withdrawn(kwargs) or nothing_here()
        context = resource.context([row], site_of(plain))
        response = Response(resource.tell([row], site_of(plain), fields, context)[0])
        if change := context["changes"].get(row.pk):
            response.headers["Last-Modified"] = http_date(change.changed_at.timestamp())
        return response


def _address(kwargs: dict[str, Any]) -> Iterator[Any]:
    """Yield the parts of an address; a meeting's are its day and which sitting of the day it was."""
    for value in kwargs.values():
        if isinstance(value, DateKey):
            yield from value
        else:
            yield value


def _withdrawn(kwargs: dict[str, Any]) -> Problem | None:
    """Return the notice of what stood at an address of a meeting, an item or a paper, if it was withdrawn."""
    if "date_key" not in kwargs:
        return None
    date_key: DateKey = kwargs["date_key"]
    parts = WithdrawnRecord.published.all().at(kwargs["borough"], kwargs["committee"], *date_key)
    notice = parts.speaking_for(kwargs.get("item", ""), kwargs.get("slug", "")).first()
    if notice is None:
        return None
    told = {"withdrawn_at": notice.withdrawn_at, "reason": notice.withdrawn_reason}
    return Problem(410, notice.withdrawn_notice or "Ask the council concerned why.", **told)


class Changes(APIView):
    """What was published, changed or taken back since a moment."""

    @for_others("changes")
    def get(self, request: Request) -> Response:
        return Response(changes_asked(request._request, site_of(request), next_url))


class Search(APIView):
    """The search of the site."""

    @for_others("search")
    def get(self, request: Request) -> Response:
        return Response(search_asked(request._request, site_of(request), next_url))


class Elsewhere(APIView):
    """Every other address below /api/."""

    @extend_schema(exclude=True)
    def get(self, request: Request, rest: str = "") -> Response:
        raise nothing_here()


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs (OpenAPI 3.1)."""
    return JsonResponse(the_schema(), json_dumps_params={"ensure_ascii": False})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The same description for people."""
    return render(request, "api/guide.html", reading_guide(request))


def list_view(resource: Resource) -> Any:
    """Return the view of a kind's list."""
    described = for_list(resource)(
        type(f"{resource.told.__name__}List", (ObjectList,), {"resource": resource})
    )
    return described.as_view()


def detail_view(resource: Resource) -> Any:
    """Return the view of one object of a kind."""
    described = for_detail(resource)(
        type(f"{resource.told.__name__}Detail", (ObjectDetail,), {"resource": resource})
    )
    return described.as_view()
