"""Physical lines to printed paragraphs: lone marks take their text, hard-wrapped sentences are joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .cue_finding import starts_with_cue
from .label_lines import is_label
from .lines import Line, read_line
from .tables import mark_rows

TERMINAL = tuple('.!?:;”"’)]-–—')
SHORTEST_WRAPPED_LINE = 60


def read_paragraphs(physical: list[str]) -> list[Line]:
    """The printed paragraphs of a page in order, blank lines gone.

    A mark on a line of its own takes the text of the next line. A line that starts in lower case straight after a
    long line without an end of sentence is joined to it: the sentence was hard-wrapped.
    """
    lines = mark_rows(list(_nonblank(physical)))
    return list(_join_wrapped(_join_lone_marks(iter(lines))))


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
    for line in lines:
        if waiting is not None:
            if line.mark is None and not line.is_row and not is_label(line):
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


def _join_wrapped(lines: Iterator[Line]) -> Iterator[Line]:
    first: Line | None = None
    parts: list[str] = []
    for line in lines:
        if first is not None and _continues(parts[-1], line):
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


def _continues(previous: str, line: Line) -> bool:
    if line.blank_before or line.mark is not None or line.is_row or not line.text[:1].islower():
        return False
    if len(previous) < SHORTEST_WRAPPED_LINE or previous.endswith(TERMINAL):
        return False
    return not is_label(line) and not starts_with_cue(line)
