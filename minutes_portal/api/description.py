"""Describes the API: for programs as OpenAPI 3.1, for people as a page made of the same description."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers

from minutes_portal.api.addresses import API
from minutes_portal.api.asking import parameters_of
from minutes_portal.api.changes import ChangeObject
from minutes_portal.api.fields import words, words_or_null
from minutes_portal.api.resources import Resource
from minutes_portal.api.searching import Found
from minutes_portal.changes.models import Change
from minutes_portal.filters import LONGEST_WORDS, AnyOf, Day, Fixed, OneOf, Words

SLUG, DATE_KEY = "^[-a-zA-Z0-9_]+$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(-([2-9]|[1-9][0-9]))?$"
EXAMPLES = {
    "borough": "eastmere", "committee": "health-scrutiny-panel", "date_key": "2024-09-24", "item": "5", "ordinal": 1,
}  # fmt: skip
TOLD = {
    "borough": "A council, by the name in its address; several mean any of them.",
    "committee": "A committee, by the name in its address; of all councils that have one so called.",
    "topic": "A subject, by the name in its address.",
    "issue": "A matter followed across meetings, by the name in its address.",
    "person": "Who moved, seconded or decided it, by the last part of their address.",
    "outcome": "What was resolved, or answered.",
    "from": "The first day.",
    "to": "The last day.",
    "q": "Words, “phrases”, -without, or.",
}
FORMS = {"addressee": ".+", "month": "^[0-9]{4}-[0-9]{2}$"}  # of names that are no part of an address


class ProblemDetails(serializers.Serializer):
    """Why there is no answer, and what to do next (RFC 9457)."""

    type = words("about:blank: the status says what kind it is.")
    title = words("What kind of problem it is.")
    status = serializers.IntegerField(read_only=True, help_text="The status of the answer.")
    detail = words("What is the matter and what to do next.")
    withdrawn_at = serializers.DateTimeField(read_only=True, help_text="Of what was withdrawn: since when.")
    reason = words("Of what was withdrawn: the kind of reason.")


class PageLinks(serializers.Serializer):
    """Where a list goes on."""

    next = words_or_null("The next page; null on the last one.")


class ChangeLinks(PageLinks):
    """Where the journal goes on."""

    later = words("Keep this address, and ask it later for what came since.")


def _page(name: str, told: Any, links: type[serializers.Serializer] = PageLinks, **more: Any) -> Any:
    return inline_serializer(
        f"{name}Page", {**more, "data": told(many=True, read_only=True), "links": links(read_only=True)}
    )


def _answers(answer: Any, *problems: int) -> dict[Any, Any]:
    why = {
        400: "A parameter cannot be used.",
        404: "Nothing has this name or address here.",
        410: "It was withdrawn; the notice says since when and why.",
        429: "Too many requests; Retry-After says when to go on.",
        503: "The answer would take too long, or the site is being looked after.",
    }
    told = {
        (status, "application/problem+json"): OpenApiResponse(ProblemDetails, why[status])
        for status in (*problems, 429, 503)
    }
    return {(200, "application/json"): answer, **told}


def _query(
    name: str, description: str, schema: dict[str, Any], *, explode: bool | None = None
) -> OpenApiParameter:
    style = "form" if explode is not None else None
    return OpenApiParameter(name, schema, description=description, explode=explode, style=style)


def _array(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": values, "maxItems": 20}


def _fields(resource: Resource) -> OpenApiParameter:
    names = {"type": "string", "enum": resource.field_names()}
    return _query(
        "fields", "Only these fields, with commas between.", _array(names) | {"maxItems": 60}, explode=False
    )


def _filters(resource: Resource) -> Iterator[OpenApiParameter]:
    for name, filter_ in parameters_of(resource.filters).items():
        several = isinstance(filter_, AnyOf)
        yield _query(name, _meaning(name, filter_), _values(name, filter_), explode=True if several else None)


def _meaning(name: str, filter_: Any) -> str:
    """Return what a parameter asks for, and what its values stand for where they do not say it themselves."""
    ways = {value: label for value, (label, _) in filter_.ways.items()} if isinstance(filter_, OneOf) else {}
    unasked = f"Without it: {ways.pop('')}." if ways else ""
    if isinstance(filter_, AnyOf) and isinstance(filter_.options, Fixed):
        ways = {option.value: option.label for option in filter_.options()}
    told = "; ".join(f"{value}: {label}" for value, label in ways.items() if label.lower() != value)
    said = TOLD.get(name) or f"{filter_.label}."
    return " ".join(filter(None, [said, told and f"{told}.", unasked]))


def _values(name: str, filter_: Any) -> dict[str, Any]:
    """Return what a parameter may be."""
    if isinstance(filter_, AnyOf):
        if isinstance(filter_.options, Fixed):
            return _array({"type": "string", "enum": [option.value for option in filter_.options()]})
        return _array({"type": "string", "pattern": FORMS.get(name, SLUG)})
    if isinstance(filter_, OneOf):
        return {"type": "string", "enum": [way for way in filter_.ways if way]}
    if isinstance(filter_, Day):
        return {"type": "string", "format": "date"}
    if isinstance(filter_, Words):
        return {"type": "string", "maxLength": LONGEST_WORDS}
    return {"type": "string", "pattern": SLUG}


CURSOR = _query(
    "cursor", "The place to go on from: follow links.next rather than making it.", {"type": "string"}
)


def _size(usual: int, most: int) -> OpenApiParameter:
    size = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return _query("page_size", "How many at a time.", size)


def for_list(resource: Resource) -> Callable[[Any], Any]:
    """Return what describes the list of a kind."""
    parameters = [*_filters(resource), _fields(resource), CURSOR, _size(resource.page_size, resource.most)]
    answer = _page(resource.told.__name__, resource.told)
    return extend_schema_view(
        get=extend_schema(
            operation_id=f"{resource.name}_list", summary=f"List {resource.noun}", tags=[resource.name],
            parameters=parameters, responses=_answers(answer, 400, 404),
        )
    )  # fmt: skip


def for_detail(resource: Resource) -> Callable[[Any], Any]:
    """Return what describes one object of a kind."""
    problems = (400, 404, 410) if "date_key" in resource.parts else (400, 404)
    return extend_schema_view(
        get=extend_schema(
            operation_id=f"{resource.name}_one", summary=f"Read one of the {resource.noun}", tags=[resource.name],
            parameters=[*_path(resource), _fields(resource)], responses=_answers(resource.told, *problems),
        )
    )  # fmt: skip


def _path(resource: Resource) -> Iterator[OpenApiParameter]:
    for name in resource.parts:
        schema: dict[str, Any] = {
            "type": "string",
            "pattern": DATE_KEY if name == "date_key" else SLUG,
            "maxLength": 200,
        }
        if name == "ordinal":
            schema = {"type": "integer", "minimum": 1, "maximum": 32767}
        examples = [OpenApiExample("as in", EXAMPLES[name])] if name in EXAMPLES else []
        yield OpenApiParameter(
            name, schema, OpenApiParameter.PATH, required=True, examples=examples, description=PARTS[name]
        )


PARTS = {
    "borough": "The council, as in its address.",
    "committee": "The committee, as in its address.",
    "date_key": "The day of the meeting; with -2 its second sitting.",
    "item": "The item, as in its address.",
    "ordinal": "The number in the address.",
    "slug": "Its name in the address.",
}
_CHANGED = {"type": "string", "description": "A moment (2024-09-24T12:00:00Z) or a day (2024-09-24)."}
_OTHERS: dict[str, dict[str, Any]] = {
    "directory": {
        "summary": "List what there is",
        "parameters": [],
        "responses": lambda: _answers(
            inline_serializer(
                "Directory",
                {
                    "lists": serializers.DictField(
                        child=serializers.CharField(), read_only=True, help_text="Each list by its name."
                    ),
                    "description": words("The OpenAPI document."),
                    "web_url": words("The same for people."),
                    "license": words("The licence of the data."),
                },
            ),
            400,
        ),
    },
    "changes": {
        "summary": "Tell what was published, changed or taken back",
        "parameters": [
            _query("since", "From this moment or day on.", _CHANGED),
            _query("kind", "Of this kind only.", _array({"type": "string", "enum": list(Change.Kind.values)}), explode=True),
            CURSOR,
            _size(100, 500),
        ],
        "responses": lambda: _answers(_page("Change", ChangeObject, ChangeLinks), 400),
    },
    "search": {
        "summary": "Search everything",
        "parameters": [
            _query("q", "Words, “phrases”, -without, OR, prefix*, references.", {"type": "string", "minLength": 1}),
            *(
                _query(name, f"{said} What cannot be used is told in `notices`.", {"type": "string"})
                for name, said in {
                    "borough": "A council.", "committee": "A committee.", "topic": "A subject.", "person": "Somebody named.",
                    "outcome": "What was resolved.", "kind": "minutes, resolution, document or title.", "year": "A year.",
                    "from": "The first day.", "to": "The last day.", "procedural": "all or only.",
                    "sort": "relevance, newest or oldest.",
                }.items()
            ),
            CURSOR,
        ],
        "responses": lambda: _answers(
            _page(
                "Found", Found, understood=words("How the question was understood."),
                notices=serializers.ListField(child=serializers.CharField(), read_only=True),
            ),
            400,
        ),
    },
}  # fmt: skip


def for_others(name: str) -> Callable[[Any], Any]:
    """Return what describes an address that is of no one kind."""
    told = _OTHERS[name]
    return extend_schema(
        operation_id=name,
        summary=told["summary"],
        tags=[name],
        parameters=told["parameters"],
        responses=told["responses"](),
    )


@cache
def the_schema() -> dict[str, Any]:
    """Return the OpenAPI document; the same as long as the process runs."""
    from django.urls import include, path

    generator: Any = SchemaGenerator(patterns=[path("api/", include("minutes_portal.api.urls"))])  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(public=True)
    return schema


def reading_guide(request: HttpRequest) -> dict[str, Any]:
    """Return what the page about the API shows."""
    schema = the_schema()
    calls = [(path, methods["get"]) for path, methods in schema["paths"].items()]
    objects = schema["components"]["schemas"]
    return {
        "base": request.build_absolute_uri("/").rstrip("/") + API,
        "calls": [
            {
                "path": path, "summary": call["summary"],
                "parameters": [each for each in call.get("parameters", []) if each["in"] == "query"],
            }
            for path, call in calls
        ],
        "objects": [
            {"name": name.removesuffix("Object"), "id": name, "description": each.get("description", ""), "fields": list(_told(each))}
            for name, each in objects.items()
            if not name.endswith(("Page", "Links")) and name != "Directory"
        ],
    }  # fmt: skip


def _told(component: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, schema in component.get("properties", {}).items():
        yield name, schema.get("description", "")
