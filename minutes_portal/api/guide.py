"""Describes the API for people: a page made of the description for programs."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from minutes_portal.api.addresses import API
from minutes_portal.api.description import the_schema
from minutes_portal.site import site_of

FOLLOWS = ("cursor", "fields")  # told once, above all addresses


def reading_guide(request: HttpRequest) -> dict[str, Any]:
    """Return what the page about the API shows."""
    schema = the_schema()
    return {
        "base": site_of(request) + API,
        "calls": [_call(path, methods["get"]) for path, methods in schema["paths"].items()],
        "objects": [
            {"name": name.removesuffix("Object"), "description": each.get("description", ""), "fields": list(_told(each))}
            for name, each in schema["components"]["schemas"].items()
            if not name.endswith(("Page", "Links")) and name != "Directory"
        ],
        "problems": list(_problems(schema)),
    }  # fmt: skip


def _call(path: str, call: dict[str, Any]) -> dict[str, Any]:
    asked = [
        each for each in call.get("parameters", []) if each["in"] == "query" and each["name"] not in FOLLOWS
    ]
    is_one = "{" in path
    return {
        "path": path,
        "summary": call["summary"],
        "parameters": [each | {"values": _values(each["schema"])} for each in asked if not is_one],
        # A page of a list is a list of what is shown under the address of one.
        "example": "" if call["operationId"].endswith("_list") else written(_example(call, "200")),
    }


def _values(schema: dict[str, Any]) -> list[str]:
    """Return the values that a parameter may have, where these are few enough to be told."""
    values: list[str] = schema.get("enum") or schema.get("items", {}).get("enum", [])
    return values


def _problems(schema: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield each status of what is refused, with why and an example."""
    answers: dict[str, Any] = {}
    for methods in schema["paths"].values():
        answers |= methods["get"]["responses"]
    for status in sorted(set(answers) - {"200", "304"}):
        call = {"responses": answers}
        yield {
            "status": status, "description": answers[status]["description"], "example": written(_example(call, status)),
        }  # fmt: skip


def _example(call: dict[str, Any], status: str) -> Any:
    (told,) = call["responses"][status]["content"].values()
    return next(iter(told["examples"].values()))["value"]


def written(value: Any) -> str:
    """Return an example as it is read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _told(component: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, schema in component.get("properties", {}).items():
        yield name, schema.get("description", "")
