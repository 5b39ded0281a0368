"""Counts in time as columns side by side, each stacked of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from minutes_portal.charts.scale import across, heights, middle
from minutes_portal.charts.tables import Table, table_of

ABOVE, ROOM, BELOW = 30, 150, 38  # pixels: for the number, the column, and its label of two lines
MOST_SHADES = 6  # colours and patterns that there are


@dataclass(frozen=True)
class Segment:
    """A part of a column: how many, of what."""

    name: str
    number: int


@dataclass(frozen=True)
class Column:
    """A column with its label, a note below the label, and the label in full for the table."""

    label: str
    segments: Sequence[Segment]
    note: str = ""
    full: str = ""

    @property
    def total(self) -> int:
        return sum(segment.number for segment in self.segments)

    def number_of(self, name: str) -> int:
        return sum(segment.number for segment in self.segments if segment.name == name)


@dataclass(frozen=True)
class Part:
    """A rectangle, in the shade of its series: x and width in percent, y and height in pixels."""

    shade: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawn:
    """A column as it is drawn, with its number above and its label below."""

    column: Column
    parts: tuple[Part, ...]
    middle: float
    top: float


@dataclass(frozen=True)
class Series:
    """What the parts of one shade stand for, and how many that is in all."""

    shade: int
    name: str
    total: int


@dataclass(frozen=True)
class Columns:
    """The picture. Series stand in the order in which their names first come, from the bottom up.

    Raises ValueError where there are more names than shades, or a number below nought.
    """

    title: str
    description: str
    columns: Sequence[Column]
    name: str = "chart"

    def __post_init__(self) -> None:
        if len(self.names) > MOST_SHADES:
            raise ValueError(f"A picture tells {MOST_SHADES} things apart at most: sum up some of them.")

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(column.total for column in self.columns)

    @property
    def height(self) -> int:
        return ABOVE + ROOM + BELOW

    @property
    def ground(self) -> int:
        """Where columns stand."""
        return ABOVE + ROOM

    @property
    def label_line(self) -> int:
        return self.ground + 15

    @property
    def note_line(self) -> int:
        return self.ground + 31

    @cached_property
    def names(self) -> list[str]:
        return list(dict.fromkeys(part.name for column in self.columns for part in column.segments))

    @cached_property
    def series(self) -> list[Series]:
        """What the shades stand for."""
        return [
            Series(shade, name, sum(column.number_of(name) for column in self.columns))
            for shade, name in enumerate(self.names)
        ]

    @cached_property
    def stacks(self) -> list[Drawn]:
        """The columns with their geometry."""
        return [self._stack(place, column) for place, column in enumerate(self.columns)]

    def _stack(self, place: int, column: Column) -> Drawn:
        numbers = [column.number_of(name) for name in self.names]
        most = max((column.total for column in self.columns), default=0)
        x, width = across(place, len(self.columns))
        y, parts = float(self.ground), []
        for shade, height in enumerate(heights(numbers, most, ROOM)):
            if height:
                y = round(y - height, 2)
                parts.append(Part(shade, x, y, width, round(height, 2)))
        return Drawn(column, tuple(parts), middle(place, len(self.columns)), round(y - 5, 2))

    @cached_property
    def table(self) -> Table:
        """The same numbers to read, with the total of each column."""
        rows = [
            (column.full or column.label, [*(column.number_of(name) for name in self.names), column.total])
            for column in self.columns
        ]
        return table_of("Month", [*self.names, "In all"], rows)
