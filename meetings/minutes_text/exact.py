"""The exact form: the record spelt out, for the rare page whose plain print would be read differently."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from .record import Action, Document, Item, Limb, MeetingReference, Point, Resolution, Votes

FIRST_LINE = "Minutes in exact form, version 1. Do not edit below this line."
# The declared type of a plain value, and what JSON may give for it.
ALLOWED_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "str | None": (str, type(None)),
    "int": (int,),
    "int | None": (int, type(None)),
    "bool": (bool,),
    "PointKind": (str,),
}
KINDS = frozenset({"paragraph", "bullet", "heading", "table", "note"})


def print_exact(items: tuple[Item, ...]) -> str:
    """The items as text that `read_exact` reads back unchanged."""
    spelt = [_spell(item) for item in items]
    return f"{FIRST_LINE}\n{json.dumps(spelt, indent=1, sort_keys=True)}\n"


def read_exact(text: str) -> tuple[Item, ...] | None:
    """The items of a text in exact form; None when the text is not in that form."""
    if not text.startswith(FIRST_LINE):
        return None
    try:
        return tuple(_item(spelt) for spelt in json.loads(text[len(FIRST_LINE) :]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _spell(item: Item) -> dict[str, Any]:
    spelt = asdict(item)
    if item.meeting and item.meeting.date:
        spelt["meeting"]["date"] = item.meeting.date.isoformat()
    for part, spelt_part in zip(item.body, spelt["body"], strict=True):
        spelt_part["is"] = "point" if isinstance(part, Point) else "resolution"
    return spelt


def _item(spelt: dict[str, Any]) -> Item:
    values = _checked(Item, spelt)
    meeting = spelt["meeting"]
    values["meeting"] = meeting and MeetingReference(
        date.fromisoformat(meeting["date"]) if meeting["date"] is not None else None,
        _text(meeting["committee"]) if meeting["committee"] is not None else None,
    )
    values["body"] = tuple(_part(part) for part in spelt["body"])
    values["actions"] = tuple(Action(**_texts(each)) for each in spelt["actions"])
    values["documents"] = tuple(Document(**_texts(each)) for each in spelt["documents"])
    values["fields"] = tuple((_text(label), _text(value)) for label, value in spelt["fields"])
    return Item(**values)


def _part(spelt: dict[str, Any]) -> Point | Resolution:
    kind = spelt.pop("is")
    if kind == "point":
        if spelt["kind"] not in KINDS:
            raise ValueError(spelt["kind"])
        return Point(**_checked(Point, spelt))
    values = _checked(Resolution, spelt)
    values["limbs"] = tuple(_limb(each) for each in spelt["limbs"])
    values["outcomes"] = tuple(_text(each) for each in spelt["outcomes"])
    values["votes"] = _vote(spelt["votes"])
    return Resolution(**values)


def _limb(spelt: dict[str, Any]) -> Limb:
    values = _checked(Limb, spelt)
    values["outcomes"] = tuple(_text(each) for each in spelt["outcomes"])
    values["limbs"] = tuple(_limb(each) for each in spelt["limbs"])
    values["votes"] = _vote(spelt["votes"])
    return Limb(**values)


def _vote(spelt: dict[str, Any] | None) -> Votes | None:
    return None if spelt is None else Votes(**_checked(Votes, spelt))


def _checked(shape: type, spelt: dict[str, Any]) -> dict[str, Any]:
    """The values of one part, refused unless its plain values are of the types that the record declares."""
    for each in fields(shape):
        value = spelt[each.name]
        allowed = ALLOWED_TYPES.get(str(each.type))
        if allowed is not None and not isinstance(value, allowed):
            raise TypeError(each.name)
    return dict(spelt)


def _texts(spelt: dict[str, Any]) -> dict[str, Any]:
    for value in spelt.values():
        if value is not None:
            _text(value)
    return spelt


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
