"""Blocks and table rows of a document to lines of plain text, as an officer would have pasted them."""

from __future__ import annotations

import re

# Splitting at these is what the parser does; inside a block only a real line break may.
STRAY_BREAK = re.compile("[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]")
MARK_AND_TAB = re.compile(r"\s*\w{1,5}[.)]?\t")
LONGEST_MARK_CELL = 10
# A cell of several paragraphs with more words than this is running text, laid out in a table.
MOST_WORDS_OF_A_DATA_CELL = 40
MOST_LINES_OF_A_DATA_CELL = 4
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,4}[a-z]?(?:[./]\d{1,4})*|[A-Za-z]|[ivxIVX]{1,5})[.:)]{0,2}")


class PageLines:
    """Gathers lines; a blank line stands where the document sets blocks apart."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    @property
    def next_line(self) -> int:
        """The number (from 1) that the next line will have, a blank line before it not counted."""
        return len(self.lines) + 1

    def add(self, text: str) -> int | None:
        """Add one block; a line break in it begins a new line, two leave one blank. Returns the number of its first line, None without words.

        A block that begins in lower case is set apart, so that the parser does not take it for the rest of a
        hard-wrapped sentence above.
        """
        first = None
        for line in text.split("\n"):
            if not line.strip():
                self.gap()
                continue
            if first is None:
                if line.lstrip()[:1].islower() and not MARK_AND_TAB.match(line):
                    self.gap()
                first = self.next_line
            self.lines.append(line.rstrip())
        return first

    def gap(self) -> None:
        """Set what follows apart by one blank line."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        """The whole text."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "\n".join(self.lines) + "\n" if self.lines else ""


def row_lines(cells: list[list[str]]) -> list[str]:
    """The lines of one table row; a cell is given as its lines.

    A row of data becomes one line with tabs between the cells. A row that only lays out running text (one filled
    cell, or a cell of several paragraphs) keeps its paragraphs, with a short first cell (a number) in front; "" stands for a blank line.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and not _is_laid_out(filled):
        return ["\t".join(_one_line(cell) for cell in cells).rstrip()]
    lines: list[str] = []
    number = ""
    for cell in filled:
        if (
            cell is not filled[-1]
            and len(cell) == 1
            and len(cell[0].strip()) <= LONGEST_MARK_CELL
            and not number
        ):
            number = cell[0].strip()
            continue
        if number:
            # An item's number and title, set apart as they stand on the page.
            lines += ["", f"{number}\t{cell[0].lstrip()}", "", *cell[1:]]
        else:
            lines += cell
        number = ""
    return lines


def _is_laid_out(filled: list[list[str]]) -> bool:
    number_stands_alone = len(filled[0]) == 1 and ITEM_NUMBER.fullmatch(filled[0][0].strip()) is not None
    if number_stands_alone and len(filled[1]) > 1:
        return True
    return any(
        len(cell) > 1
        and (
            len(cell) > MOST_LINES_OF_A_DATA_CELL
            or sum(len(line.split()) for line in cell) > MOST_WORDS_OF_A_DATA_CELL
        )
        for cell in filled
    )


def _one_line(cell: list[str]) -> str:
    return " ".join(" ".join(line.replace("\t", " ").split(" ")) for line in cell).strip()
