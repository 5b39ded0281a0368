"""Finds the agenda item that each part of a page is about, and writes its numbers, title and particulars."""

from collections.abc import Sequence
from typing import Any

from decisions.importers.alignment import Part, likeness
from decisions.importers.source import Source
from decisions.importers.values import check_lengths, item_values
from meetings.addresses import item_slug
from meetings.minutes_text import Item
from meetings.models import AgendaItem, Meeting

SAME_TITLE = 0.5


def match_items(parsed: Sequence[Item], items: Sequence[AgendaItem]) -> list[AgendaItem | None]:
    """Return for each item that was read the one of the meeting that it is, or None where it is new.

    By number and title, else by minute number, by number with a title that is alike or missing, by title, and last by
    number alone. Each item of the meeting is one of those read at most.
    """
    found: list[AgendaItem | None] = [None] * len(parsed)
    left = list(items)
    for same in (_number_and_title, _minute_number, _number_and_likely_title, _title, _number, _nothing):
        for place, each in enumerate(parsed):
            if found[place] is None:
                found[place] = next((item for item in left if same(each, item)), None)
                if found[place] is not None:
                    left.remove(found[place])  # type: ignore[arg-type]
    return found


def _number_and_title(parsed: Item, item: AgendaItem) -> bool:
    return _number(parsed, item) and (parsed.title or "") == item.title


def _minute_number(parsed: Item, item: AgendaItem) -> bool:
    return bool(parsed.minute_number) and parsed.minute_number == item.minute_number and not parsed.number


def _number_and_likely_title(parsed: Item, item: AgendaItem) -> bool:
    if not parsed.title or not item.title:
        return _number(parsed, item)
    return _number(parsed, item) and likeness(Part(parsed.title), Part(item.title)) >= SAME_TITLE


def _title(parsed: Item, item: AgendaItem) -> bool:
    return bool(parsed.title) and parsed.title == item.title


def _number(parsed: Item, item: AgendaItem) -> bool:
    return bool(parsed.number) and parsed.number == item.number


def _nothing(parsed: Item, item: AgendaItem) -> bool:
    """A text without any heading is about the item without any."""
    return not (parsed.number or parsed.minute_number or parsed.title) and not (
        item.number or item.minute_number or item.title
    )


def write_heading(item: AgendaItem, source: Source, parsed: Item, *, guess: bool = True) -> bool:
    """Bring an item’s numbers, title and particulars in line with what was read; say whether anything changed.

    An empty value in a later text does not wipe what an officer has filled in, nor does a text say that an item is
    not procedural. What is only read out of the title is taken where `guess` allows it. A new item is filled in, not
    saved. Raises ImportProblem.
    """
    values = heading_values(parsed)
    if not guess:
        del values["procedural"]
    check_lengths(source, AgendaItem, values)
    changed = changed_columns(item, values)
    for name, value in changed.items():
        setattr(item, name, value)
    if changed and not item._state.adding:
        item.save(update_fields=list(changed))
    return bool(changed)


def heading_values(parsed: Item) -> dict[str, Any]:
    return item_values(parsed) | {
        "number": parsed.number or "",
        "minute_number": parsed.minute_number or "",
        "title": parsed.title or "",
    }


def changed_columns(item: AgendaItem, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of an item that these values would change."""
    stated = {name: value for name, value in values.items() if value not in ("", None, {}, False)}
    if "particulars" in stated:
        stated["particulars"] = item.particulars | stated["particulars"]
    return {name: value for name, value in stated.items() if getattr(item, name) != value}


def new_item(
    meeting: Meeting, source: Source, parsed: Item, siblings: Sequence[AgendaItem], *, guess: bool = True
) -> AgendaItem:
    """Make the item that was read, after the others of its meeting. Raises ImportProblem."""
    order = max((sibling.order for sibling in siblings), default=0) + 1
    item = AgendaItem(meeting=meeting, order=order)
    write_heading(item, source, parsed, guess=guess)
    item.slug = item_slug(item.number, item.minute_number, {sibling.slug for sibling in siblings})
    item.save()
    return item
