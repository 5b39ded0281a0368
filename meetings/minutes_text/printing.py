"""Record to text: the canonical print of a page, which reads back as the same record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .drafts import NUMBER_OF_MINUTE
from .exact import print_exact
from .headings import SLASHED_NUMBER
from .label_lines import REPORT, is_chrome, match_label
from .labels import LABELS
from .lines import read_line
from .numbering import NESTING_INDENT
from .parsing import parse_page
from .record import Document, Item, Limb, MeetingReference, Page, Point, Resolution, Votes
from .resolutions import is_glued, printed_mark, stands_alone
from .votes import votes_in

# A label that opens a decision box wherever it stands; "Decision:" below minutes is a cue.
BOX_BELOW_MINUTES = "Decision taken:"


def print_page(page: Page) -> str:
    """Plain minutes that `parse_page` reads back as the same items.

    The print is proved before it is handed out: where its plain form would be read differently (text that only looks
    like a label, say), the exact form is printed instead. Furniture, unplaced lines and repairs are not printed.
    """
    plain = print_plainly(page.items)
    return plain if parse_page(plain).items == page.items else print_exact(page.items)


def print_plainly(items: Sequence[Item]) -> str:
    """The items as plain minutes, one blank line between paragraphs."""
    blocks: list[str] = []
    meeting: MeetingReference | None = None
    for item in items:
        boxed = _needs_boxes(item)
        blocks += _item_blocks(item, meeting, len(items) == 1, boxed)
        meeting = item.meeting if not _is_of_issue(item) else None
    return "\n\n".join(blocks) + "\n"


def _needs_boxes(item: Item) -> bool:
    """Whether a decision without a cue is read back as one only from a decision box."""
    if all(part.cue is not None for part in item.resolutions):
        return False
    plain = parse_page("\n\n".join(_item_blocks(item, None, True, False)) + "\n").items
    return len(plain) != 1 or plain[0].body != item.body


def _item_blocks(item: Item, above: MeetingReference | None, alone: bool, boxed: bool) -> Iterator[str]:
    fields = dict(item.fields)
    if "Issue" in fields:
        yield f"Issue - meetings\n\n{fields.pop('Issue')}"
    yield from _heading_blocks(item, above, alone)
    if (
        item.minute_number is not None
        and not _is_of_issue(item)
        and item.minute_number != _number_twice(item)
    ):
        yield f"Minute number: {item.minute_number}"
    known_first = sorted(fields.items(), key=lambda field: field[0].casefold() not in LABELS)
    yield from (_field_block(label, value) for label, value in known_first)
    if item.purpose is not None:
        yield "\n".join(["Purpose:", *item.purpose.split("\n")])
    yield from _body_blocks(item, boxed)
    if item.documents:
        yield "Supporting documents:"
        yield from map(_document_block, item.documents)


def _field_block(label: str, value: str) -> str:
    if label == "Report" and REPORT.match(f"Report {value}"):
        return f"Report {value}"
    below = "\n" in value and not _looks_like_label(value.split("\n", 1)[0])
    return f"{label}:\n{value}" if below else f"{label}: {value}"


def _number_twice(item: Item) -> str | None:
    return item.number if item.number and NUMBER_OF_MINUTE.match(item.number) else None


def _is_of_issue(item: Item) -> bool:
    """Whether the item stands on an issue's page, below a meeting of its own."""
    return item.meeting is not None and item.number is None and item.meeting.committee is not None


def _heading_blocks(item: Item, above: MeetingReference | None, alone: bool) -> Iterator[str]:
    number = item.number
    if item.meeting is not None and _is_of_issue(item):
        yield _meeting_block(item.meeting) + (f" (Item {item.minute_number})" if item.minute_number else "")
        number = item.minute_number
        if item.title is not None:
            yield _title_block(item.title, number)
        return
    if item.meeting is not None and item.meeting != above:
        yield _meeting_block(item.meeting)
    if item.title is not None and _looks_like_label(_title_block(item.title, number)):
        yield f"Agenda item: {_title_block(item.title, number)}"
    elif item.title is not None:
        yield "Agenda item"
        yield _title_block(item.title, number)
    elif number is not None:
        yield f"Agenda item {number}"
    elif not alone or item.meeting is not None:
        yield "Agenda item"


def _meeting_block(meeting: MeetingReference) -> str:
    day = meeting.date.strftime("%d/%m/%Y") if meeting.date else None
    return "Meeting: " + " - ".join(filter(None, (day, meeting.committee)))


def _title_block(title: str, number: str | None) -> str:
    stop = "." if number and number[-1:].isalnum() and not SLASHED_NUMBER.fullmatch(number) else ""
    return f"{number}{stop} {title}" if number else title


def _looks_like_label(text: str) -> bool:
    line = read_line(text, 0, True)
    return match_label(line) is not None or is_chrome(line)


def _body_blocks(item: Item, boxed: bool) -> Iterator[str]:
    notices = [part.notice_wording for part in item.resolutions if part.notice_wording is not None]
    if notices:
        yield "Decision:"
        yield from (line for notice in notices for line in notice.split("\n"))
    section = "Decision:" if notices else ""
    for part in item.body:
        wanted = "Minutes:"
        if boxed and isinstance(part, Resolution) and part.cue is None:
            wanted = BOX_BELOW_MINUTES if section in ("Minutes:", BOX_BELOW_MINUTES) else "Decision:"
        if wanted != section:
            yield wanted
            section = wanted
        yield from _part_blocks(part)


def _part_blocks(part: Point | Resolution) -> Iterator[str]:
    if isinstance(part, Point):
        indent = " " * (NESTING_INDENT * (part.level - 1)) if part.kind == "bullet" else ""
        yield indent + printed_mark(part.mark) + part.text
        return
    blocks = [*_wording_blocks(part), *_limb_blocks(part.limbs, 0)]
    first, *others = blocks or [""]
    yield printed_mark(part.mark) + first
    yield from others
    if part.votes is not None and votes_in("\n".join(blocks)) != part.votes:
        yield _vote_block(part.votes)


def _wording_blocks(part: Resolution) -> list[str]:
    text = part.text
    if part.cue is not None and not is_glued(part):
        text = f"{part.cue}\n{text}" if stands_alone(part) else f"{part.cue} {text}".rstrip()
    return [line for line in text.split("\n") if line]


def _limb_blocks(limbs: Sequence[Limb], depth: int) -> Iterator[str]:
    for limb in limbs:
        first, *others = limb.text.split("\n")
        yield "  " * depth + printed_mark(limb.mark) + first
        yield from others
        if limb.votes is not None and votes_in(limb.text) != limb.votes:
            yield _vote_block(limb.votes)
        yield from _limb_blocks(limb.limbs, depth + 1)


def _vote_block(votes: Votes) -> str:
    abstain = f" Abstain {votes.abstain}" if votes.abstain is not None else ""
    return f"For {votes.in_favour} Against {votes.against}{abstain}"


def _document_block(document: Document) -> str:
    attachment = f"{document.kind} {document.size}" if document.kind else None
    return " ".join(filter(None, (document.title, attachment)))
