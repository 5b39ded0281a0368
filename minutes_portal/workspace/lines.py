"""Links every line of a text with the part of the record that it became."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from meetings.minutes_text import Page, Resolution

Role = Literal["body", "furniture", "unplaced", "blank"]
OPENING = 12  # letters by which a segment is found
LOOK_AHEAD = 6  # segments after the current one that a line may begin


@dataclass(frozen=True)
class SourceLine:
    """One line of a text, numbered from 1: the key of the part (or item) it became, and what it is."""

    number: int
    text: str
    part: str | None
    role: Role


@dataclass
class _Segment:
    """The letters of one part as printed, and how far lines have used them up."""

    key: str
    letters: str
    used: int = 0


def link_lines(text: str, page: Page, items: Sequence[Any]) -> list[SourceLine]:
    """Return the lines of a text in order; time grows with the length of the text."""
    linker = _Linker(page, items)
    return [
        SourceLine(number, line, *linker.place(line))
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)
    ]


class _Linker:
    """Walks the lines and the parts side by side."""

    def __init__(self, page: Page, items: Sequence[Any]) -> None:
        self.segments = [segment for item in items for segment in _segments(item)]
        self.headings = {letters: item.key for item in reversed(items) for letters in _headings(item)}
        self.opening: dict[str, list[int]] = defaultdict(list)
        for at, segment in enumerate(self.segments):
            self.opening[segment.letters[:OPENING]].append(at)
        self.furniture = {_letters(line) for line in page.furniture}
        self.unplaced = {_letters(line) for line in page.unplaced}
        self.at = 0
        self.item = items[0].key if items else None

    def place(self, line: str) -> tuple[str | None, Role]:
        """Return the key of the part that a line became, and what the line is."""
        letters = _letters(line)
        if not letters:
            return None, "blank"
        if letters in self.unplaced:
            return None, "unplaced"
        at = self._find(letters)
        if at is not None:
            return self._use(at, letters), "body"
        if letters in self.headings:
            self.item = self.headings[letters]
            return self.item, "body"
        known = self._within(letters)
        return (known, "body") if known else (None, "furniture")

    def _find(self, letters: str) -> int | None:
        for at in range(self.at, min(self.at + LOOK_AHEAD, len(self.segments))):
            if self._fits(self.segments[at], letters):
                return at
        candidates = self.opening.get(letters[:OPENING], [])
        return next((at for at in candidates if self._fits(self.segments[at], letters)), None)

    def _fits(self, segment: _Segment, letters: str) -> bool:
        rest = segment.letters[segment.used :] if segment.used < len(segment.letters) else ""
        return bool(rest) and (rest.startswith(letters) or (len(rest) >= 2 and letters.startswith(rest)))

    def _use(self, at: int, letters: str) -> str:
        """Use up a segment, and those after it where one line holds several; return the key of the first."""
        segment = self.segments[at]
        key, rest = segment.key, segment.letters[segment.used :]
        if len(letters) <= len(rest):
            segment.used += len(letters)
            self.at = at if segment.used < len(segment.letters) else at + 1
            return key
        segment.used = len(segment.letters)
        left = letters[len(rest) :]
        self.at = at + 1
        if self.at < len(self.segments) and self._fits(self.segments[self.at], left):
            self._use(self.at, left)
        return key

    def _within(self, letters: str) -> str | None:
        """Return the key of a part near by that holds the line somewhere."""
        near = self.segments[max(self.at - 2, 0) : self.at + LOOK_AHEAD]
        return next((segment.key for segment in near if letters in segment.letters), None)


def _letters(text: str) -> str:
    """Return a text without white space, to compare how it is printed in lines with how it was joined."""
    return "".join(text.split())


def _segments(item: Any) -> Iterator[_Segment]:
    for part in item.parts:
        read = part.part
        if isinstance(read, Resolution) and read.notice_wording:
            yield _Segment(part.key, _letters(read.notice_wording))
    for part in item.parts:
        read = part.part
        cue = read.cue or "" if isinstance(read, Resolution) else ""
        if cue and read.text.startswith(cue) and not read.text.startswith(f"{cue} "):
            cue = ""
        letters = _letters(f"{read.mark or ''} {cue} {read.text}")
        if letters:
            yield _Segment(part.key, letters)


def _headings(item: Any) -> Iterable[str]:
    read = item.item
    number, title = read.number or read.minute_number or "", read.title or ""
    yield _letters(title)
    for shape in (
        "{n}{t}",
        "{n}.{t}",
        "{n}:{t}",
        "Agendaitem{n}",
        "Agendaitem{n}:{t}",
        "Item{n}:{t}",
        "Item{n}",
        "Minutenumber:{n}",
    ):
        yield _letters(shape.format(n=number, t=title))
    for line in (read.purpose or "").split("\n"):
        yield _letters(line)
    for label, value in read.fields:
        yield _letters(f"{label}:{value}")
        yield _letters(f"{label} {value}")
        for line in value.split("\n"):
            yield _letters(line)
    for document in read.documents:
        yield _letters(" ".join(filter(None, (document.title, document.kind, document.size))))
        yield _letters(document.title or "")
