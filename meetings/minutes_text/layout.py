"""The lie of a page: where its labels, the heads of its meetings and the headings of its items stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cue_finding import starts_with_cue
from .headings import find_headings
from .item_numbers import read_numbered_item
from .label_lines import ATTACHMENT, match_label
from .labels import Extent
from .lines import Line
from .meeting_headers import NAMES_COMMITTEE, Header, find_headers, is_header_line
from .patterned_headings import find_patterned, find_with_text
from .titles import Heading

NAMES_MEETING = re.compile(r"\b(?:minutes|meeting|agenda)\b", re.IGNORECASE)
LINES_ABOVE_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """`headings` by place; `headers` by the place of their first line; whether the text is a whole meeting."""

    headings: dict[int, Heading]
    headers: dict[int, Header]
    has_minutes_labels: bool = False

    @property
    def first_heading(self) -> int | None:
        """The place of the first heading, None for the page of one item."""
        return min(self.headings, default=None)


def lay_out(lines: Sequence[Line]) -> Layout:
    """Where the meetings and items of a page begin."""
    labels = {at: label.extent for at, line in enumerate(lines) if (label := match_label(line))}
    could_be = [
        at not in labels and not starts_with_cue(line) and ATTACHMENT.search(line.text) is None
        for at, line in enumerate(lines)
    ]
    headers = [each for each in find_headers(list(lines), could_be) if _is_head(each, lines, labels)]
    restarts = [each.first for each in headers]
    labels = _without_head_labels(labels, lines)
    headings = _worded_headings(lines, labels) or _numbered_headings(lines, labels, restarts)
    return Layout(
        {at: each for at, each in headings.items() if not any(h.first <= at <= h.last for h in headers)},
        {each.first: each for each in headers},
        Extent.MINUTES in labels.values(),
    )


def _without_head_labels(labels: dict[int, Extent], lines: Sequence[Line]) -> dict[int, Extent]:
    """The labels without what only looks like one in the head of a meeting.

    "Meeting: Parks Panel" at the top is no issue's, and "MINUTES" below the name of a committee opens none.
    """
    if not {Extent.ITEM, Extent.ISSUE} & set(labels.values()):
        labels = {
            at: extent
            for at, extent in labels.items()
            if extent is not Extent.MINUTES
            or not 0 < at < LINES_ABOVE_A_PAGE
            or ":" in lines[at].text
            or not _is_name_of_body(lines[at - 1])
        }
    of_meetings = [at for at, extent in labels.items() if extent is Extent.MEETING]
    if (
        len(of_meetings) != 1
        or of_meetings[0] >= LINES_ABOVE_A_PAGE
        or {Extent.ITEM, Extent.ISSUE} & set(labels.values())
    ):
        return labels
    return {at: extent if extent is not Extent.MEETING else Extent.LINE for at, extent in labels.items()}


def _is_name_of_body(line: Line) -> bool:
    return is_header_line(line) and NAMES_COMMITTEE.search(line.text) is not None


def _numbered_headings(
    lines: Sequence[Line], labels: dict[int, Extent], restarts: list[int]
) -> dict[int, Heading]:
    """The headings by the usual rules, or by a pattern of the council's own where that finds more of them."""
    usual = find_headings(lines, labels, restarts)
    if {Extent.ITEM, Extent.ISSUE, Extent.MEETING} & set(labels.values()):
        return usual
    own = max(find_patterned(lines, labels), find_with_text(lines, labels), key=len)
    return own if len(own) > sum(each.number is not None for each in usual.values()) else usual


def _worded_headings(lines: Sequence[Line], labels: dict[int, Extent]) -> dict[int, Heading]:
    """The headings of a meeting that calls its items by name: "Item 1: Apologies for absence"."""
    if {Extent.ITEM, Extent.ISSUE} & set(labels.values()):
        return {}
    found = {
        at: heading
        for at, line in enumerate(lines)
        if at not in labels and (heading := read_numbered_item(line)) is not None
    }
    return found if len(found) > 1 else {}


def _is_head(header: Header, lines: Sequence[Line], labels: dict[int, Extent]) -> bool:
    """Whether a block that names a committee and a day heads a meeting: at the top of the text, or further down in
    so many words ("Minutes of ...") or on several lines."""
    if header.first < LINES_ABOVE_A_PAGE:
        return True
    texts = [lines[at].text for at in range(header.first, header.last + 1)]
    return len(texts) > 1 or NAMES_MEETING.search(texts[0]) is not None
