"""Physical lines to printed paragraphs: lone marks take their text, hard-wrapped sentences are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise

from .cue_finding import cue_at_start, starts_with_cue
from .label_lines import ATTACHMENT, is_label
from .lines import Line, read_line
from .tables import mark_rows

TERMINAL = tuple('.!?:;”"’)]-–—')
# A line this long that ends no sentence goes on below in lower case; a shorter one when its last word cannot end it.
SHORTEST_WRAPPED_LINE = 26
NARROWEST_MARGIN = 45
LEADS_ON = re.compile(
    r"(?:\b(?:a|an|the|of|and|or|to|in|on|at|by|for|from|with|that|which|their|its|was|were|be|is|are|had|has|would|as|this)|,)$"
)
MARK_AT_END = re.compile(r"(?P<cue>.{4,}?) (?P<mark>\((?:1|a|i)\)|(?:1|a|i)[.)])")
LONGEST_CUE = 120
HYPHENATED = re.compile(r"[a-z]-$")
# A page is hard-wrapped throughout when no line is longer than this and some sentences visibly go on below.
WIDEST_MARGIN = 110
SURE_OF_WRAPPING = 3
LONGEST_WORD = 18

LOOSE_LIMB = re.compile(r"(?:[a-z]|[ivx]{2,4}) (?:That|To)\b")


def read_paragraphs(physical: list[str]) -> list[Line]:
    """The printed paragraphs of a page in order, blank lines gone.

    A mark on a line of its own takes the text of the next line. A line that starts in lower case straight after a
    long line without an end of sentence is joined to it: the sentence was hard-wrapped. On a page that is hard-wrapped
    throughout, so is any line straight after one that reaches the margin.
    """
    lines = mark_rows(list(_nonblank(physical)))
    return list(_join_wrapped(_join_lone_marks(iter(lines)), _margin_of(lines)))


def _margin_of(lines: list[Line]) -> int | None:
    """The longest line of a page that is hard-wrapped throughout; None for any other page."""
    margin = max((len(line.whole) for line in lines), default=0)
    if not NARROWEST_MARGIN <= margin <= WIDEST_MARGIN:
        return None
    told = sum(_tells_wrapping(before, line, margin) for before, line in pairwise(lines))
    return margin if told >= SURE_OF_WRAPPING else None


def _tells_wrapping(before: Line, line: Line, margin: int) -> int:
    """How surely a line goes on the sentence of the line before: 2 in lower case, 1 straight below a full line."""
    if _continues(before.whole, line, None):
        return 2
    if (
        line.blank_before
        or line.mark
        or line.is_row
        or before.is_row
        or len(before.whole) < margin - LONGEST_WORD
    ):
        return 0
    is_open = not before.whole.endswith(TERMINAL) and len(before.whole) >= SHORTEST_WRAPPED_LINE
    return int(is_open and not is_label(line) and ATTACHMENT.search(before.whole) is None)


def _nonblank(physical: list[str]) -> Iterator[Line]:
    blank = True
    for position, raw in enumerate(physical):
        if raw and not raw.isspace():
            yield read_line(raw, position, blank)
            blank = False
        else:
            blank = True


def _join_lone_marks(lines: Iterator[Line]) -> Iterator[Line]:
    waiting: Line | None = None
    for line in chain.from_iterable(map(_without_last_mark, lines)):
        if waiting is not None:
            if (
                line.mark is None
                and not line.is_row
                and (not is_label(line) or _is_item_minutes(waiting, line))
            ):
                yield replace(waiting, text=line.text)
                waiting = None
                continue
            yield waiting
            waiting = None
        if line.mark is not None and not line.text:
            waiting = line
        else:
            yield line
    if waiting is not None:
        yield waiting


def _without_last_mark(line: Line) -> Iterator[Line]:
    """ "RESOLVED: (1)" as the cue and the mark of the limb that stands on the next line."""
    found = MARK_AT_END.fullmatch(line.text) if len(line.text) <= LONGEST_CUE else None
    cue = cue_at_start(found["cue"], line) if found else None
    if found is None or cue is None or cue.rest.casefold().rstrip(" :–-") not in ("", "that", "to"):
        yield line
        return
    yield replace(line, text=found["cue"])
    yield read_line(found["mark"], line.position, False)


def _is_item_minutes(number: Line, line: Line) -> bool:
    """Whether "33." above "MINUTES" numbers the item about the minutes of the last meeting."""
    return number.style == "dotted" and line.text == "MINUTES" and not line.blank_before


def _join_wrapped(lines: Iterator[Line], margin: int | None) -> Iterator[Line]:
    first: Line | None = None
    parts: list[str] = []
    for line in lines:
        if first is not None and not first.is_row and _continues(_printed(first, parts), line, margin):
            parts.append(line.text)
            continue
        if first is not None:
            yield _joined(first, parts)
        first, parts = line, [line.text]
    if first is not None:
        yield _joined(first, parts)


def _joined(first: Line, parts: list[str]) -> Line:
    if len(parts) == 1:
        return first
    return replace(first, text=" ".join(parts), capital=None)


def _printed(first: Line, parts: list[str]) -> str:
    """The physical line that was read last, with the mark where it is the first."""
    return first.whole if len(parts) == 1 else parts[-1]


def _continues(previous: str, line: Line, margin: int | None) -> bool:
    if line.blank_before or line.mark is not None or line.is_row or is_label(line):
        return False
    if (
        margin is not None
        and len(previous) >= margin - LONGEST_WORD
        and not previous.endswith((":", ";", "?"))
    ):
        return not line.text.isupper()
    if not line.text[:1].islower() or ATTACHMENT.search(line.text):
        return False
    if previous.endswith(TERMINAL) and not HYPHENATED.search(previous):
        return False
    if len(previous) < SHORTEST_WRAPPED_LINE and LEADS_ON.search(previous) is None:
        return False
    return not starts_with_cue(line) and LOOSE_LIMB.match(line.text) is None
