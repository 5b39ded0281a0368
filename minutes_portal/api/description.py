"""Describes the API for programs, as OpenAPI 3.1: each address with what may be asked and what is answered."""

from collections.abc import Callable
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema, extend_schema_view

from minutes_portal.api.answers import ChangeLinks, Directory, answers, found_page, headers, page_of
from minutes_portal.api.changes import ChangeObject
from minutes_portal.api.examples import example, page_example
from minutes_portal.api.parameters import OF_CHANGES, OF_SEARCH, fields, of_address, of_list
from minutes_portal.api.resources import Resource
from minutes_portal.api.searching import Found


def for_list(resource: Resource) -> Callable[[Any], Any]:
    """Return what describes the list of a kind."""
    shown = page_example(resource.name, resource.list_path)
    return extend_schema_view(
        get=extend_schema(
            operation_id=f"{resource.name}_list", summary=f"List {resource.noun}", tags=[resource.name],
            parameters=[*of_list(resource), *headers(dated=False)],
            responses=answers(page_of(resource.told), shown, 400, 404, not_found="404 name"),
        )
    )  # fmt: skip


def for_detail(resource: Resource) -> Callable[[Any], Any]:
    """Return what describes one object of a kind."""
    problems = (400, 404, 410) if "date_key" in resource.parts else (400, 404)
    return extend_schema_view(
        get=extend_schema(
            operation_id=f"{resource.name}_one", summary=f"Read one of the {resource.noun}", tags=[resource.name],
            parameters=[*of_address(resource), fields(resource), *headers(dated=bool(resource.journal))],
            responses=answers(resource.told, example(resource.name), *problems),
        )
    )  # fmt: skip


# Addresses of no one kind: what they are for, what may be asked, what is answered.
_OTHERS: dict[str, tuple[str, list[Any], Callable[[], Any]]] = {
    "directory": ("List what there is", [], Directory),
    "changes": (
        "Tell what was published, changed or taken back",
        OF_CHANGES,
        lambda: page_of(ChangeObject, ChangeLinks),
    ),
    "search": ("Search everything", OF_SEARCH, lambda: found_page(Found)),
}


def for_others(name: str) -> Callable[[Any], Any]:
    """Return what describes an address that is of no one kind."""
    summary, parameters, answer = _OTHERS[name]
    return extend_schema(
        operation_id=name, summary=summary, tags=[name], parameters=[*parameters, *headers(dated=False)],
        responses=answers(answer(), example(name), 400),
    )  # fmt: skip


@cache
def the_schema() -> dict[str, Any]:
    """Return the OpenAPI document; the same as long as the process runs."""
    from django.urls import include, path

    generator: Any = SchemaGenerator(patterns=[path("api/", include("minutes_portal.api.urls"))])  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(public=True)
    return schema
