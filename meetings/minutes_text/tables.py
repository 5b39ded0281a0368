"""Tables: which lines printed in columns are rows."""

from __future__ import annotations

import re
from dataclasses import replace

from .labels import BARE, LABELS
from .lines import Line

CELLS_THAT_STAND_ALONE = 3
LABEL_AND_VALUE = 2
RULE = re.compile(r"[\s|:+=_-]{3,}")


def mark_rows(lines: list[Line]) -> list[Line]:
    """The same lines, rows of tables marked as rows, with their cells parted by tabs or by the bars they had.

    Three cells make a row. Two make one beside another row, unless the first is a label ("Decision Maker: ..."). A
    numbered line is a row only beside other rows, because a number may be set off from its paragraph by a tab.
    """
    sure = [_is_sure(line) for line in lines]
    marked = list(lines)
    for at, line in enumerate(lines):
        near = (_neighbour(lines, at, -1), _neighbour(lines, at, 1))
        beside = any(_is_beside(lines, sure, at, other) for other in near if 0 <= other < len(lines))
        drawn = is_rule(line.text) and any(
            "|" in lines[other].text for other in near if 0 <= other < len(lines)
        )
        if sure[at] or beside or drawn:
            marked[at] = _row(line)
    return marked


def _neighbour(lines: list[Line], at: int, step: int) -> int:
    """The next line up or down; of a table drawn with "+-----+" the row beyond one such line."""
    other = at + step
    return other + step if 0 <= other < len(lines) and is_rule(lines[other].text) else other


def is_rule(text: str) -> bool:
    """Whether a line only draws the rule below a table's head ("|---|---|")."""
    return "-" in text and ("|" in text or "+" in text) and RULE.fullmatch(text) is not None


def _is_sure(line: Line) -> bool:
    return line.mark is None and len(line.cells) >= CELLS_THAT_STAND_ALONE and not _is_labelled(line)


def _is_beside(lines: list[Line], sure: list[bool], at: int, other: int) -> bool:
    line, neighbour = lines[at], lines[other]
    if len(line.cells) < 2 or _is_labelled(line) or (line.style or "").startswith("bullet"):
        return False
    if line.capital is not None and len(line.cells) < CELLS_THAT_STAND_ALONE:
        return False  # "A", a tab and a limb
    if line.mark is not None:
        many = len(line.cells) >= CELLS_THAT_STAND_ALONE
        return many and (sure[other] or len(neighbour.cells) >= CELLS_THAT_STAND_ALONE)
    if sure[other]:
        return True
    alike = len(neighbour.cells) == len(line.cells) and neighbour.mark is None
    return alike and not _is_labelled(neighbour)


def _is_labelled(line: Line) -> bool:
    if len(line.cells) != LABEL_AND_VALUE:
        return False
    name = line.cells[0].rstrip(" :").casefold()
    return name in LABELS if line.cells[0].endswith(":") else name in BARE


def _row(line: Line) -> Line:
    text = line.whole if "|" in line.text or is_rule(line.text) else "\t".join(line.cells)
    return replace(line, text=text, mark=None, style=None, number=None, capital=None, is_row=True)
