"""Describes what may be asked of the API: the parameters of lists, made of their filters, and the parts of addresses."""

import re
from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from minutes_portal.api.asking import MOST_FIELDS, MOST_VALUES, parameters_of
from minutes_portal.api.examples import example
from minutes_portal.api.resources import Resource
from minutes_portal.changes.models import Change
from minutes_portal.filters import LONGEST_WORDS, AnyOf, Day, Fixed, OneOf, Words

SLUG, DATE_KEY = "^[-a-zA-Z0-9_]+$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(-([2-9]|[1-9][0-9]))?$"
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
# How names are written that are no part of an address.
WRITTEN = {
    "addressee": (".+", "As printed, in small letters, without the article."),
    "month": ("^[0-9]{4}-[0-9]{2}$", "As 2024-09."),
}
# What may be asked of the invented record of the examples.
ASKED: dict[str, Any] = {
    "borough": ["eastmere"], "committee": ["health-scrutiny-panel"], "topic": ["care-at-home"], "issue": ["home-care"],
    "addressee": ["cabinet"], "month": ["2024-09"], "person": "jane-fenwick", "from": "2024-09-01", "to": "2024-09-30",
    "q": "care visits", "since": "2024-10-01", "fields": ["id", "name"], "page_size": 20, "year": "2024",
}  # fmt: skip
PARTS = {
    "borough": "The council, as in its address.",
    "committee": "The committee, as in its address.",
    "date_key": "The day of the meeting; with -2 its second sitting.",
    "item": "The item, as in its address.",
    "ordinal": "The number in the address.",
    "slug": "Its name in the address.",
}


def query(
    name: str, description: str, schema: dict[str, Any], *, explode: bool | None = None
) -> OpenApiParameter:
    """Return a parameter, with an example where there is one. explode: None for one that has a single value."""
    style = "form" if explode is not None else None
    shown = _shown(name, schema)
    examples = [OpenApiExample("as in", shown)] if shown is not None else []
    return OpenApiParameter(
        name, schema, description=description, explode=explode, style=style, examples=examples
    )


def _shown(name: str, schema: dict[str, Any]) -> Any:
    several = schema["type"] == "array"
    if "enum" in schema:
        return schema["enum"][0]
    if several and "enum" in schema["items"] and name != "fields":
        return schema["items"]["enum"][:1]
    shown = ASKED.get(name)
    return shown[0] if isinstance(shown, list) and not several else shown


def array(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": values, "maxItems": MOST_VALUES}


def of_list(resource: Resource) -> Iterator[OpenApiParameter]:
    """Yield what a list may be asked."""
    for name, filter_ in parameters_of(resource.filters).items():
        several = isinstance(filter_, AnyOf)
        yield query(name, _meaning(name, filter_), _values(name, filter_), explode=True if several else None)
    yield from (fields(resource), CURSOR, page_size(resource.page_size, resource.most))


def _meaning(name: str, filter_: Any) -> str:
    """Return what a parameter asks for, and what its values stand for where they do not say it themselves."""
    ways = {value: label for value, (label, _) in filter_.ways.items()} if isinstance(filter_, OneOf) else {}
    unasked = f"Without it: {ways.pop('')}." if ways else ""
    if isinstance(filter_, AnyOf) and isinstance(filter_.options, Fixed):
        ways = {option.value: option.label for option in filter_.options()}
    elif name in WRITTEN:
        unasked = WRITTEN[name][1]
    told = "; ".join(f"{value}: {label}" for value, label in ways.items() if label.lower() != value)
    said = TOLD.get(name) or f"{filter_.label}."
    return " ".join(filter(None, [said, told and f"{told}.", unasked]))


def _values(name: str, filter_: Any) -> dict[str, Any]:
    """Return what a parameter may be."""
    if isinstance(filter_, AnyOf):
        if isinstance(filter_.options, Fixed):
            return array({"type": "string", "enum": [option.value for option in filter_.options()]})
        return array({"type": "string", "pattern": WRITTEN[name][0] if name in WRITTEN else SLUG})
    if isinstance(filter_, OneOf):
        return {"type": "string", "enum": [way for way in filter_.ways if way]}
    if isinstance(filter_, Day):
        return {"type": "string", "format": "date"}
    if isinstance(filter_, Words):
        return {"type": "string", "maxLength": LONGEST_WORDS}
    return {"type": "string", "pattern": SLUG}


def fields(resource: Resource) -> OpenApiParameter:
    names = array({"type": "string", "enum": resource.field_names()}) | {"maxItems": MOST_FIELDS}
    return query("fields", "Only these fields, with commas between.", names, explode=False)


CURSOR = query(
    "cursor", "The place to go on from: follow links.next rather than making it.", {"type": "string"}
)


def page_size(usual: int, most: int) -> OpenApiParameter:
    size = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return query("page_size", "How many at a time.", size)


def of_address(resource: Resource) -> Iterator[OpenApiParameter]:
    """Yield the parts of the address of one object, with those of the object in the examples."""
    pattern = re.sub(r"<\w+:(\w+)>", r"(?P<\1>[^/]+)", resource.path)
    shown = next(re.finditer("/" + pattern, example(resource.name)["id"])).groupdict()
    for name in resource.parts:
        text = {"type": "string", "pattern": DATE_KEY if name == "date_key" else SLUG, "maxLength": 200}
        schema = {"type": "integer", "minimum": 1, "maximum": 32767} if name == "ordinal" else text
        value = int(shown[name]) if name == "ordinal" else shown[name]
        examples = [OpenApiExample("as in", value)]
        yield OpenApiParameter(
            name, schema, OpenApiParameter.PATH, required=True, examples=examples, description=PARTS[name]
        )


OF_CHANGES = [
    query(
        "since",
        "From this moment or day on.",
        {
            "type": "string",
            "anyOf": [{"format": "date-time"}, {"format": "date"}],
            "description": "A moment (2024-09-24T12:00:00Z) or a day (2024-09-24).",
        },
    ),
    query(
        "kind",
        "Of this kind only.",
        array({"type": "string", "enum": list(Change.Kind.values)}),
        explode=True,
    ),
    CURSOR,
    page_size(100, 500),
]
OF_SEARCH = [
    query("q", "Words, “phrases”, -without, OR, prefix*, references.", {"type": "string"}),
    *(
        query(name, f"{said} What cannot be used is told in `notices`.", {"type": "string"})
        for name, said in {
            "borough": "A council.", "committee": "A committee.", "topic": "A subject.", "person": "Somebody named.",
            "outcome": "What was resolved.", "kind": "minutes, resolution, document or title.", "year": "A year.",
            "from": "The first day.", "to": "The last day.", "procedural": "all or only.",
            "sort": "relevance, newest or oldest.",
        }.items()
    ),
    CURSOR,
]  # fmt: skip
