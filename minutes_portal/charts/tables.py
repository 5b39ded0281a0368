"""The numbers of a picture as rows and columns, for who would rather read than look."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What a row is about, and its numbers."""

    head: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """corner: what the first column holds. heads: of the other columns. rows: in the order of the picture."""

    corner: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: tuple[int, ...] = ()


def table_of(corner: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> Table:
    """Return the table with a last row of sums. Raises ValueError where a row has not a number for each head."""
    lines = tuple(Row(head, tuple(numbers)) for head, numbers in rows)
    if any(len(line.numbers) != len(heads) for line in lines):
        raise ValueError("Each row needs one number for each column.")
    sums = tuple(sum(line.numbers[place] for line in lines) for place in range(len(heads)))
    return Table(corner, tuple(heads), lines, sums)
