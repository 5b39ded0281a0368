"""What a reader of files tells the officer: what was left out, moved or could not be read, in plain English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

NoticeKind = Literal[
    "comment",
    "deletion",
    "insertion",
    "hidden text",
    "header or footer",
    "note",
    "text box",
    "picture",
    "diagram",
    "empty number",
    "unread number",
    "unread symbol",
    "site navigation",
    "form field",
]

# One and many of each kind; `{count}` is how many were met.
MESSAGES: dict[NoticeKind, tuple[str, str]] = {
    "comment": (
        "1 comment was left out: it is not part of the minutes.",
        "{count} comments were left out: they are not part of the minutes.",
    ),
    "deletion": (
        "1 piece of deleted text (a tracked change) was left out: it is not part of the minutes.",
        "{count} pieces of deleted text (tracked changes) were left out: they are not part of the minutes.",
    ),
    "insertion": (
        "1 piece of inserted text (a tracked change not yet accepted) was kept: check that it is to stay.",
        "{count} pieces of inserted text (tracked changes not yet accepted) were kept: check that they are to stay.",
    ),
    "hidden text": (
        "1 piece of hidden text was left out: it is not shown on the page.",
        "{count} pieces of hidden text were left out: they are not shown on the page.",
    ),
    "header or footer": (
        "1 page header or footer was left out: it is not part of the minutes.",
        "{count} page headers or footers were left out: they are not part of the minutes.",
    ),
    "note": (
        "1 footnote or endnote was placed straight after the paragraph that refers to it: check its place.",
        "{count} footnotes or endnotes were placed straight after the paragraphs that refer to them: check their places.",
    ),
    "text box": (
        "1 text box was placed straight after the paragraph it is fixed to: check its place.",
        "{count} text boxes were placed straight after the paragraphs they are fixed to: check their places.",
    ),
    "picture": (
        "1 picture was left out: if it shows words, type them.",
        "{count} pictures were left out: if they show words, type them.",
    ),
    "diagram": (
        "1 chart or diagram was left out: type any of its words that belong to the minutes.",
        "{count} charts or diagrams were left out: type any of their words that belong to the minutes.",
    ),
    "empty number": (
        "1 automatic number with no text beside it was left out.",
        "{count} automatic numbers with no text beside them were left out.",
    ),
    "unread number": (
        "1 number made by a field (LISTNUM or AUTONUM) is not kept in the file: type it.",
        "{count} numbers made by fields (LISTNUM or AUTONUM) are not kept in the file: type them.",
    ),
    "unread symbol": (
        "1 symbol of a special font could not be read: look at the document and type it.",
        "{count} symbols of special fonts could not be read: look at the document and type them.",
    ),
    "site navigation": (
        "1 part of the page around the minutes (menus, page header or footer) was left out.",
        "{count} parts of the page around the minutes (menus, page header or footer) were left out.",
    ),
    "form field": (
        "1 form field of the page was left out.",
        "{count} form fields of the page were left out.",
    ),
}
LONGEST_EXCERPT = 200
MOST_WORDS_HELD = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: its kind, a sentence for the officer, the line of the text where it begins (from 1), and an excerpt.

    `line` is None where the matter has no place in the text. `excerpt` shows what was left out, kept or moved; it is
    for the officer's eyes only and never part of the record.
    """

    kind: NoticeKind
    message: str
    line: int | None = None
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.message} (“{self.excerpt}”)" if self.excerpt else self.message


@dataclass(slots=True)
class Finding:
    """All that was met of one kind: how often, the first place, and the words."""

    count: int = 0
    place: object = None
    words: list[str] = field(default_factory=list)


class Findings:
    """Counts what a reader leaves out or moves, kind by kind; `place` is anything the reader can turn into a line."""

    def __init__(self) -> None:
        self.by_kind: dict[NoticeKind, Finding] = {}

    def add(self, kind: NoticeKind, text: str = "", place: object = None) -> None:
        """Count one more of this kind."""
        found = self.by_kind.setdefault(kind, Finding(place=place))
        found.count += 1
        room = MOST_WORDS_HELD - len(found.words)
        if room > 0:
            found.words += text.split(maxsplit=room)[:room]

    def notices(self, lines: dict[object, int]) -> Iterator[Notice]:
        """One notice a kind; `lines` gives the line of a place."""
        for kind, found in self.by_kind.items():
            one, many = MESSAGES[kind]
            message = one if found.count == 1 else many.format(count=found.count)
            yield Notice(kind, message, lines.get(found.place), shortened(" ".join(found.words)))


def shortened(text: str) -> str:
    """The text, cut to an excerpt that fits beside a message."""
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"
