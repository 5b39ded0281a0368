"""The lines of a text: white space tidied, printed marks and columns recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .decoding import LINE_BREAK

BULLETS = "·•●§▪■◦‣⁃∙*–—-Øo➢►✓\uf0b7\uf0a7\uf0fc\uf0d8"
MARK = re.compile(
    rf"(?:(?P<bullet>[{re.escape(BULLETS)}])"
    r"|(?P<slashed>(?!(?:19|20)\d\d/\d\d\b)(?:[A-Z][A-Za-z]{0,3}/?)?\d{1,4}/(?:\d{2,4}(?:-\d\d)?|[A-Z]{1,3})"
    r"|[A-Z]{1,3}\d{1,4}/\d{2,4})[.:]?"
    r"|\((?P<bracketed>\d{1,3}|[A-Za-z]|[ivx]{2,6}|[IVX]{2,6}|[a-z]{2})\)\.?"
    r"|(?P<closed>\d{1,3}|[A-Za-z]|[ivx]{2,6}|[IVX]{2,6})\)"
    r"|(?P<decimal>\d{1,3}[a-z]?(?:\.\d{1,3}){1,4}[a-z]?)[.):]?"
    r"|(?P<dotted>\d{1,3}|[a-z]|[ivx]{2,6})\."
    r"|(?P<bare>\d{1,3}[a-z]?))(?: |$)"
)
CAPITAL_MARK = re.compile(r"(?P<capital>[A-Z])\.?(?: |$)")
# A bare number or letter is a mark only when it is set off by more than one ordinary space, or stands alone.
PADDING = re.compile(r"\s*\w{1,3}(?:\.?\t|\.?\u00a0|\.?\s\s|\.?\s*$)")
# "2.5 per cent", "7.30 pm": a figure or a time, not a paragraph number.
MEASURE = re.compile(
    r"(?:[ap]\.?m\b|noon\b|per ?cent|%|million|billion|hours?\b|miles?\b|years?\b|FTE)", re.IGNORECASE
)
COLUMN_GAPS = (re.compile(r"\t"), re.compile(r"\|"), re.compile(r"(?<=\S) {4,}(?=\S)"))
LONGEST_MARK = 24
TAB_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph: its mark, the text after it, and how it stood on the page.

    `text` is without the mark; `whole` with it. `capital` is a lone capital letter that may be a limb's mark (the
    text after it is `whole` without it). `position` is the number of its first line, from 0. `cells` are the parts of
    a line that is printed in columns; `is_row` says that it is a row of a table (see `tables`).
    """

    position: int
    text: str
    mark: str | None = None
    style: str | None = None
    number: str | None = None
    indent: int = 0
    blank_before: bool = True
    capital: str | None = None
    cells: tuple[str, ...] = ()
    is_row: bool = False

    @property
    def whole(self) -> str:
        """The printed paragraph with its mark."""
        return self.text if self.mark is None else f"{self.mark} {self.text}".rstrip()


def split_lines(text: str) -> list[str]:
    """The physical lines of a text."""
    return LINE_BREAK.split(text)


def collapse(text: str) -> str:
    """The text with every run of white space, no-break spaces included, made one space, and its ends stripped."""
    return " ".join(text.split())


def read_line(raw: str, position: int, blank_before: bool) -> Line:
    """One physical line with its mark recognised."""
    text = collapse(raw)
    indent = sum(TAB_WIDTH if ch == "\t" else 1 for ch in raw[: len(raw) - len(raw.lstrip())])
    cells = read_cells(raw)
    found = MARK.match(text[:LONGEST_MARK])
    padded = PADDING.match(raw[:200]) is not None
    if found and _is_mark(found, text, padded):
        mark = found.group().rstrip()
        style, number = _style(found)
        rest = text[found.end() :]
        return Line(position, rest, mark, style, number, indent, blank_before, cells=cells)
    letter = CAPITAL_MARK.match(text[:LONGEST_MARK])
    capital = letter.group().rstrip() if letter and padded else None
    return Line(position, text, indent=indent, blank_before=blank_before, capital=capital, cells=cells)


def read_cells(raw: str) -> tuple[str, ...]:
    """The parts of a line printed in columns (parted by tabs, bars or wide gaps); empty for an ordinary line."""
    for gap in COLUMN_GAPS:
        parts = [cell for cell in map(collapse, gap.split(raw)) if cell] if gap.search(raw) else []
        if len(parts) > 1:
            return tuple(parts)
    return ()


def _is_mark(found: re.Match[str], text: str, padded: bool) -> bool:
    rest = text[found.end() :]
    if found["bullet"]:
        return True
    if found["bare"]:
        return padded and not MEASURE.match(rest)
    if found["decimal"]:
        return not MEASURE.match(rest)
    return True


def _style(found: re.Match[str]) -> tuple[str, str | None]:
    kind = found.lastgroup or ""
    value = found[kind]
    return (f"bullet {_glyph_family(value)}", None) if kind == "bullet" else (kind, value)


def _glyph_family(glyph: str) -> str:
    """Dashes of any length are one family, and so are round bullets, however they were typed."""
    if glyph in "-–—⁃":
        return "-"
    return "·" if glyph in "·•●∙*\uf0b7" else glyph
