"""Reads a text in the light of the record that it was made from.

The plain print of a record is not always read back as the same record: a paragraph that an officer typed on its own
page may look like a label, a heading or a cue. What the parser makes of the unchanged print is known, though; wherever
it makes the same of a changed text, the record's own part is put in its place. So a part that nobody touched stays
what it was, whatever it looks like.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from meetings.minutes_text import Item, Limb, Page, Point, Resolution, parse_page
from meetings.minutes_text.lines import collapse
from meetings.minutes_text.printing import print_plainly

Slice = tuple[int, int]


@dataclass(frozen=True)
class Token:
    """A heading of an item, or one part of its body: what was printed (`printed`), and as it was read (`read`)."""

    printed: Hashable
    read: Any


def read_as_recorded(text: str, record: Sequence[Item]) -> Page:
    """Parse a text, taking for what they are the parts that `record` (see `rendering.recorded`) prints in it."""
    page = parse_page(text)
    if not record or not any(item.body or item.title for item in record):
        return page
    print_ = print_plainly(tuple(record))
    misread = _differences(list(_tokens(parse_page(print_).items)), list(_tokens(record)))
    if not misread:
        return page
    return replace(page, items=tuple(_items(_recognised(page, text, print_, misread))))


def _tokens(items: Iterable[Item]) -> Iterator[Token]:
    for item in items:
        yield Token(printed_heading(item), item)
        for part in item.body:
            yield Token(printed_part(part), part)


def printed_heading(item: Item) -> Item:
    """Return an item without its body and without what is read out of its words."""
    return Item(item.number, item.minute_number, item.title, purpose=item.purpose, fields=item.fields)


def printed_part(part: Point | Resolution) -> Point | Resolution:
    """Return a part of a body without what is read out of its words."""
    if isinstance(part, Point):
        return part
    limbs = tuple(map(_printed_limb, part.limbs))
    return Resolution(part.text, part.cue, part.number, part.mark, part.notice_wording, limbs)


def _printed_limb(limb: Limb) -> Limb:
    return Limb(limb.text, limb.number, limb.mark, limbs=tuple(map(_printed_limb, limb.limbs)))


def _opcodes(one: Sequence[Token], other: Sequence[Token]) -> Sequence[tuple[str, int, int, int, int]]:
    numbers: dict[Hashable, int] = {}
    ours = [numbers.setdefault(token.printed, len(numbers)) for token in one]
    theirs = [numbers.setdefault(token.printed, len(numbers)) for token in other]
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


@dataclass(frozen=True)
class _Misread:
    """Where the parser reads the print of the record differently (from `start` to `end`), and what stands there."""

    read: Sequence[Token]
    start: int
    end: int
    meant: Sequence[Token]


def _differences(read: Sequence[Token], meant: Sequence[Token]) -> list[_Misread]:
    return [_Misread(read, a, b, meant[c:d]) for tag, a, b, c, d in _opcodes(read, meant) if tag != "equal"]


def _recognised(page: Page, text: str, print_: str, misread: Sequence[_Misread]) -> list[Token]:
    """Return what was read of a text, with the record’s own parts wherever the same was misread."""
    tokens = list(_tokens(page.items))
    read = misread[0].read
    same = [(a, b, c) for tag, a, b, c, _ in _opcodes(read, tokens) if tag == "equal"]
    lines = {collapse(line) for line in text.splitlines()}
    for each in reversed(misread):
        place = _place_of(each, same, len(tokens))
        if place is not None and all(line in lines for line in _lines_of(each.meant)):
            was = tokens[place[0] : place[1]]
            tokens[place[0] : place[1]] = _with_findings(each.meant, was)
    return tokens


def _place_of(each: _Misread, same: Sequence[tuple[int, int, int]], tokens: int) -> Slice | None:
    """Return where what was misread stands in a changed text; None where the text has changed there.

    What was not read as anything stands behind what it stood behind, or else before what followed.
    """
    if not each.read and not tokens:
        return 0, 0
    for a, b, c in same:
        if each.start < each.end:
            if a <= each.start and each.end <= b:
                return c + each.start - a, c + each.end - a
        elif a < each.start <= b or a <= each.start < b:
            return c + each.start - a, c + each.start - a
    return None


def _lines_of(tokens: Iterable[Token]) -> Iterator[str]:
    """Return the lines that the parts are printed in, to make sure that a text still holds them."""
    for token in tokens:
        if isinstance(token.read, Item):
            continue
        alone = print_plainly((Item(body=(token.read,)),))
        for line in alone.splitlines():
            if collapse(line) and collapse(line) not in ("Minutes:", "Decision:"):
                yield collapse(line)


def _with_findings(meant: Sequence[Token], was: Sequence[Token]) -> list[Token]:
    """Return the record’s parts; a heading among them keeps the papers and the meeting that were read with it."""
    found = next((token.read for token in was if isinstance(token.read, Item)), None)
    result = []
    for token in meant:
        read = token.read
        if isinstance(read, Item) and found is not None:
            read = replace(read, documents=found.documents, meeting=found.meeting, actions=found.actions)
            found = None
        result.append(Token(token.printed, read))
    return result


def _items(tokens: Iterable[Token]) -> Iterator[Item]:
    item: Item | None = None
    body: list[Any] = []
    for token in tokens:
        if isinstance(token.read, Item):
            if item is not None:
                yield replace(item, body=tuple(body))
            item, body = token.read, []
        else:
            body.append(token.read)
    if item is not None:
        yield replace(item, body=tuple(body))
