"""Reads what a program asks of a list. Unlike the pages, which leave out what they cannot use, it refuses it and says why."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from minutes_portal.api.cursors import NoSuchPlace, behind, opened
from minutes_portal.api.problems import Problem
from minutes_portal.api.resources import Resource
from minutes_portal.filters import AnyOf

FIELDS, CURSOR, PAGE_SIZE = "fields", "cursor", "page_size"
MOST_VALUES = 20  # of one parameter


def shortened(value: str) -> str:
    """Return what was asked, short and printable."""
    return "".join(each for each in value if each.isprintable())[:60]


def known_only(asked: QueryDict, known: Collection[str]) -> None:
    """Refuse parameters that there are not: one that is misspelt would otherwise go unnoticed."""
    for name in asked:
        if name not in known:
            raise Problem(
                400, f"There is no parameter “{shortened(name)}” here. There are: {', '.join(sorted(known))}."
            )


def one_value(asked: QueryDict, name: str) -> str:
    """Return a parameter's only value. Refuses several."""
    values = asked.getlist(name)
    if len(values) > 1:
        raise Problem(400, f"“{name}” was given {len(values)} times. Give it once.")
    return values[0] if values else ""


def fields_asked(asked: QueryDict, resource: Resource) -> list[str]:
    """Return the fields asked for, none for all."""
    names = [name for name in one_value(asked, FIELDS).split(",") if name]
    for name in names:
        if name not in resource.field_names():
            known = ", ".join(resource.field_names())
            raise Problem(400, f"There is no field “{shortened(name)}” here. There are: {known}.")
    return names


def page_size_asked(asked: QueryDict, usual: int, most: int) -> int:
    """Return the number of rows of a page."""
    text = one_value(asked, PAGE_SIZE)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most):
        raise Problem(400, f"“{PAGE_SIZE}” is a number from 1 to {most}.")
    return int(text)


def rows_asked(request: HttpRequest, resource: Resource) -> tuple[Any, Sequence[str]]:
    """Return the rows of a list that were asked for from their place on, and the order they stand in."""
    asked = request.GET
    filterset = resource.filters(QueryDict(), resource.rows(), request=request)
    known_only(asked, {*filterset.filters, FIELDS, CURSOR, PAGE_SIZE})
    data = QueryDict(mutable=True)
    for name, filter_ in filterset.filters.items():
        data.setlist(name, _usable(asked, name, filter_))
    filterset = resource.filters(data, resource.rows(), request=request)
    order = _turned(resource.order) if data.get("sort") == "oldest" else resource.order
    rows = filterset.asked().order_by(*order)
    return _from_place(asked, rows, order, place_name(resource, order)), order


def place_name(resource: Resource, order: Sequence[str]) -> str:
    """Return what places of this list in this order are sealed with."""
    return f"{resource.name} {order[0]}"


def _turned(order: Sequence[str]) -> tuple[str, ...]:
    return (order[0].removeprefix("-"), *order[1:])


def _usable(asked: QueryDict, name: str, filter_: Any) -> list[str]:
    values = [value for value in dict.fromkeys(asked.getlist(name)) if value.strip()]
    if not isinstance(filter_, AnyOf):
        one_value(asked, name)
    if len(values) > MOST_VALUES:
        raise Problem(400, f"“{name}” was given {len(values)} times: at most {MOST_VALUES} will do.")
    return [_checked(name, value, filter_) for value in values]


def _checked(name: str, value: str, filter_: Any) -> str:
    try:
        usable: str = filter_.usable(value)
    except ValidationError:
        # A name that nobody has here is one that is not found; anything else is a mistake in the question.
        status = 404 if isinstance(filter_, AnyOf) and name not in ("kind", "outcome") else 400
        raise Problem(status, f"“{shortened(value)}” (of “{name}”) is not {filter_.what}.") from None
    return usable


def _from_place(asked: QueryDict, rows: Any, order: Sequence[str], what: str) -> Any:
    cursor = one_value(asked, CURSOR)
    if not cursor:
        return rows
    try:
        return behind(rows, order, opened(cursor, what))
    except NoSuchPlace:
        raise Problem(
            400,
            "This cursor was not given out for this list and order. Begin without one, and follow links.next.",
        ) from None
