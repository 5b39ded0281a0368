"""Reads what a program asks of a list. Unlike the pages, which leave out what they cannot use, it refuses it and says why."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from minutes_portal.api.cursors import NoSuchPlace, behind, opened
from minutes_portal.api.problems import Problem
from minutes_portal.api.resources import Resource
from minutes_portal.filters import AnyOf, Day, Fixed, OneOf, Words
from minutes_portal.lists import ListFilter

FIELDS, CURSOR, PAGE_SIZE = "fields", "cursor", "page_size"
MOST_VALUES, MOST_FIELDS = 20, 60  # of one parameter


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


def several_values(asked: QueryDict, name: str) -> list[str]:
    """Return a parameter's values, each once. Refuses very many."""
    given = asked.getlist(name)
    if len(given) > MOST_VALUES:
        raise Problem(400, f"“{name}” was given {len(given)} times: at most {MOST_VALUES} will do.")
    return [value for value in dict.fromkeys(given) if value.strip()]


def fields_asked(asked: QueryDict, resource: Resource) -> list[str]:
    """Return the fields asked for, none for all."""
    names = [name for name in one_value(asked, FIELDS).split(",") if name]
    if len(names) > MOST_FIELDS:
        raise Problem(400, f"“{FIELDS}” names {len(names)} fields: at most {MOST_FIELDS} will do.")
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
    filterset = resource.filters(QueryDict(), resource.listed(), request=request)
    parameters = parameters_of(filterset)
    known_only(asked, {*parameters, FIELDS, CURSOR, PAGE_SIZE})
    filterset.data = QueryDict(mutable=True)
    for name, filter_ in parameters.items():
        if values := _usable(asked, name, filter_):
            filterset.data.setlist(name, values)
        elif isinstance(filter_, AnyOf):
            del filterset.filters[name]  # else all its options would be looked up
    rows = filterset.asked()
    order = rows.query.order_by or resource.order
    return _from_place(asked, rows.order_by(*order), order, place_name(resource, order)), order


def parameters_of(filters: ListFilter | type[ListFilter]) -> dict[str, Any]:
    """Return the filters of a list that leave something to choose, by their names."""
    every = filters.get_filters() if isinstance(filters, type) else filters.filters
    return {
        name: filter_
        for name, filter_ in every.items()
        if not (isinstance(filter_, OneOf) and len(filter_.ways) == 1)
    }


def place_name(resource: Resource, order: Sequence[str]) -> str:
    """Return what places of this list in this order are sealed with."""
    return f"{resource.name} {order[0]}"


def _usable(asked: QueryDict, name: str, filter_: Any) -> list[str]:
    if not isinstance(filter_, AnyOf):
        one_value(asked, name)
    return [_checked(name, value, filter_) for value in several_values(asked, name)]


def _checked(name: str, value: str, filter_: Any) -> str:
    try:
        usable: str = filter_.usable(value)
    except ValidationError:
        status = 404 if names_records(filter_) else 400
        raise Problem(status, f"“{shortened(value)}” (of “{name}”) is not {filter_.what}.") from None
    return usable


def names_records(filter_: Any) -> bool:
    """Whether a filter's values are names of what is published: one that nobody has is not found, not a mistake."""
    is_of_a_form = isinstance(filter_, Words | Day | OneOf)
    return not (is_of_a_form or (isinstance(filter_, AnyOf) and isinstance(filter_.options, Fixed)))


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
