"""A list as a sheet: comma-separated values as RFC 4180 has them, for spreadsheet programs and scripts.

UTF-8 with a byte order mark, without which Excel takes it for another encoding (scripts read it as `utf-8-sig`). A cell that
begins like a formula is given an apostrophe in front, so that no spreadsheet runs what somebody wrote into the record;
`as_written` takes it off again.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from minutes_portal.reuse.asking import Question
from minutes_portal.reuse.columns import Value, values_of

BOM = "\ufeff"
SEVERAL = "; "  # between the values of a cell that has several
# What a spreadsheet reads as the beginning of a formula; full-width signs are those of East Asian keyboards. Apostrophes
# before it are counted too, so that one that stands in the record is told from the one that is put there.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def as_cell(value: Value) -> str:
    """Return a value as a cell of a sheet; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = value if isinstance(value, str) else str(value) if isinstance(value, int) else SEVERAL.join(value)
    return f"'{text}" if FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Return the text of a cell as it stands in the record."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def sheet(question: Question, site: str) -> Iterator[str]:
    """Yield a sheet of all rows that answer a question, some at a time: a line of names, then a line a row."""
    columns = question.kind.columns
    yield BOM + lines_of([[column.name for column in columns]])
    for rows in question.parts():
        yield lines_of([[as_cell(value) for value in values_of(columns, row, site)] for row in rows])


def lines_of(cells: Sequence[Sequence[Any]]) -> str:
    """Return lines of cells, as RFC 4180 writes them."""
    out = StringIO(newline="")
    csv.writer(out).writerows(cells)
    return out.getvalue()
