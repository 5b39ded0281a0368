"""Record to text: the canonical print of a page, which reads back as the same record."""

from __future__ import annotations

from collections.abc import Iterator

from .body import approves_minutes
from .drafts import SLASH_NUMBER
from .exact import print_exact
from .numbering import NESTING_INDENT
from .parsing import parse_page
from .record import Document, Item, Page, Point, Resolution
from .resolutions import printed_lines, printed_mark
from .suggestions import votes_in


def print_page(page: Page) -> str:
    """Plain minutes that `parse_page` reads back as the same items.

    The print is proved before it is handed out: where its plain form would be read differently (text that only looks
    like a label, say), the exact form is printed instead. Furniture, unplaced lines and repairs are not printed.
    """
    plain = print_plainly(page.items)
    return plain if parse_page(plain).items == page.items else print_exact(page.items)


def print_plainly(items: tuple[Item, ...]) -> str:
    """The items as plain minutes, one blank line between paragraphs."""
    return "\n\n".join(block for item in items for block in _item_blocks(item, len(items) == 1)) + "\n"


def _item_blocks(item: Item, alone: bool) -> Iterator[str]:
    fields = dict(item.fields)
    if "Issue" in fields:
        yield f"Issue - meetings\n\n{fields.pop('Issue')}"
    yield from _heading_blocks(item, alone)
    if item.minute_number is not None and item.meeting is None and item.minute_number != _number_twice(item):
        yield f"Minute number: {item.minute_number}"
    yield from (_field_block(label, value) for label, value in fields.items())
    if item.purpose is not None:
        yield "\n".join(["Purpose:", *item.purpose.split("\n")])
    yield from _body_blocks(item)
    if item.documents:
        yield "Supporting documents:"
        yield from map(_document_block, item.documents)


def _field_block(label: str, value: str) -> str:
    if label == "Report":
        return f"Report {value}"
    return f"{label}:\n{value}" if "\n" in value else f"{label}: {value}"


def _number_twice(item: Item) -> str | None:
    return item.number if item.number and SLASH_NUMBER.match(item.number) else None


def _heading_blocks(item: Item, alone: bool) -> Iterator[str]:
    number = item.number
    if item.meeting is not None:
        day = item.meeting.date.strftime("%d/%m/%Y")
        ending = f" (Item {item.minute_number})" if item.minute_number else ""
        yield f"Meeting: {day} - {item.meeting.committee}{ending}"
        number = item.minute_number
    elif item.title is not None or not alone:
        yield "Agenda item"
    elif number is not None:
        yield f"Agenda item {number}"
    if item.title is not None:
        stop = "." if number and number[-1:].isalnum() and not SLASH_NUMBER.match(number) else ""
        yield f"{number}{stop} {item.title}" if number else item.title


def _body_blocks(item: Item) -> Iterator[str]:
    notices = [part.notice_wording for part in item.resolutions if part.notice_wording is not None]
    if notices:
        yield "Decision:"
        yield from (line for notice in notices for line in notice.split("\n"))
    section = "Decision:" if notices else ""
    for part in item.body:
        wanted = "Decision:" if _is_from_box(part) else "Minutes:"
        if wanted != section:
            yield wanted
            section = wanted
        yield from _part_blocks(part)


def _is_from_box(part: Point | Resolution) -> bool:
    return isinstance(part, Resolution) and part.cue is None and not approves_minutes(part.text)


def _part_blocks(part: Point | Resolution) -> Iterator[str]:
    if isinstance(part, Point):
        indent = " " * (NESTING_INDENT * (part.level - 1)) if part.kind == "bullet" else ""
        yield indent + printed_mark(part.mark) + part.text
        return
    first, *others = printed_lines(part) or [""]
    yield printed_mark(part.mark) + first
    yield from others
    if part.votes is not None and votes_in("\n".join([first, *others])) != part.votes:
        votes = part.votes
        abstain = f" Abstain {votes.abstain}" if votes.abstain is not None else ""
        yield f"For {votes.in_favour} Against {votes.against}{abstain}"


def _document_block(document: Document) -> str:
    attachment = f"{document.kind} {document.size}" if document.kind else None
    return " ".join(filter(None, (document.title, attachment)))
