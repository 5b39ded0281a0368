"""Gives every public part of the record its permanent address, once.

What is exempt gets no address, so that the addresses of its neighbours do not tell of it; it gets the next free
one on the day it becomes public. An address that readers have had leads to its part for good, and is never given to
another one: a paragraph that is renumbered takes the mark of its new number and goes on answering to the old one.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import Any, Protocol

from django.utils.text import slugify

RESERVED = frozenset({"print", "documents"})  # have pages of their own below a meeting’s address


class Anchored(Protocol):
    """A part of an item that is addressed by a mark within the item's page."""

    exempt: bool
    anchor: str
    number: str


class Numbered(Protocol):
    """A part of an item that is addressed by its number there."""

    exempt: bool
    ordinal: int | None


def item_slug(number: str, minute_number: str, taken: Collection[str]) -> str:
    """Return an item's part of the address: its agenda number, else its minute number, as printed but in
    lower case and with `/` as `-` (`77/21` gives `77-21`); without either, or where taken, `item-1`, `item-2` …
    """
    wanted = slugify(re.sub(r"[/.\s]+", "-", number or minute_number))[:40]
    if wanted and wanted not in taken and wanted not in RESERVED:
        return wanted
    return next(slug for slug in (f"item-{n}" for n in count(1)) if slug not in taken)


def printed_anchor(number: str) -> str:
    """Return the anchor that a printed number asks for (`9.1`), or none: `(a)` would be met more than once."""
    printed = re.sub(r"[^0-9A-Za-z.]+", "-", number).strip("-.")
    return printed if printed[:1].isdigit() else ""


def renew_anchors(
    points: Iterable[Anchored],
    numbers: Mapping[int, str],
    used: Collection[str] = (),
    own: Mapping[int, Collection[str]] | None = None,
    *,
    permanent: bool,
) -> list[tuple[Any, str]]:
    """Give renumbered points the anchor of their new number, and return each with the anchor it had.

    `numbers` are the printed numbers as they were, by id of the point; `used` the anchors that were ever given in the
    item; `own` those among them that each point itself had before. What is `permanent` has readers: then an anchor
    that was used is never given to another point, and the point keeps the one it has. Before that, anchors follow the
    numbers freely.
    """
    points = list(points)
    renumbered = [p for p in points if p.anchor and not p.exempt and numbers.get(id(p), p.number) != p.number]
    moving = set() if permanent else {id(point) for point in renumbered}
    taken = set(used) | {point.anchor for point in points if id(point) not in moving}
    moved = []
    for point in renumbered:
        before, wanted = point.anchor, printed_anchor(point.number)
        if wanted and (wanted not in taken or wanted in (own or {}).get(id(point), ())):
            point.anchor = wanted
        elif not permanent and before in taken:
            point.anchor = ""  # another has it now: it is given the next free one
        taken.add(point.anchor)
        if point.anchor != before:
            moved.append((point, before))
    return moved


def give_anchors(points: Iterable[Anchored], taken: Collection[str] = ()) -> None:
    """Set `anchor` on the public points that have none: the printed number where it is the first with it
    (`9.1`), else `p1`, `p2` … `taken` are the anchors of other points of the item, past ones included.
    """
    points = list(points)
    used = set(taken) | {point.anchor for point in points if point.anchor}
    ordinals = count(1)
    for point in points:
        if point.exempt or point.anchor:
            continue
        wanted = printed_anchor(point.number)
        if not wanted or wanted in used:
            wanted = next(anchor for anchor in (f"p{n}" for n in ordinals) if anchor not in used)
        used.add(wanted)
        point.anchor = wanted


def give_ordinals(resolutions: Iterable[Numbered], highest: int = 0) -> None:
    """Set `ordinal` on the public resolutions (not limbs) that have none, counting on from the highest in use."""
    resolutions = list(resolutions)
    numbers = count(max([highest, *(r.ordinal for r in resolutions if r.ordinal)]) + 1)
    for resolution in resolutions:
        if not resolution.exempt and resolution.ordinal is None:
            resolution.ordinal = next(numbers)
