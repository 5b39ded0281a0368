"""Counts of a few things as bars one below the other, each with its name above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from minutes_portal.charts.scale import heights
from minutes_portal.charts.tables import Table, table_of

STEP, WORDS, THICK = 44, 16, 14  # pixels: from bar to bar, down to its words, of the bar
LONGEST = 88.0  # percent: the rest is for the number behind the bar


@dataclass(frozen=True)
class Bar:
    """How many, of what; shade: its colour and pattern, where bars differ in kind."""

    label: str
    number: int
    shade: int = 0


@dataclass(frozen=True)
class Drawn:
    """A bar as it is drawn: width in percent, the rest in pixels."""

    bar: Bar
    words_line: int
    y: int
    width: float
    number_line: int


@dataclass(frozen=True)
class Bars:
    """The picture. Raises ValueError for a number below nought."""

    title: str
    description: str
    bars: Sequence[Bar]
    name: str = "chart"
    corner: str = ""
    thick: ClassVar[int] = THICK

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(bar.number for bar in self.bars)

    @property
    def height(self) -> int:
        return STEP * len(self.bars)

    @cached_property
    def rows(self) -> list[Drawn]:
        """The bars with their geometry."""
        numbers = [bar.number for bar in self.bars]
        widths = heights(numbers, max(numbers, default=0), LONGEST)
        return [
            Drawn(bar, top + WORDS, top + WORDS + 6, round(width, 2), top + WORDS + 6 + THICK - 2)
            for bar, width, top in zip(self.bars, widths, range(0, STEP * len(numbers), STEP), strict=True)
        ]

    @cached_property
    def table(self) -> Table:
        """The same numbers to read."""
        return table_of(self.corner, ["Number"], [(bar.label, [bar.number]) for bar in self.bars])
