"""Several counts over the same months, each in a lane of its own scale: how many of each, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from minutes_portal.charts.months import Month
from minutes_portal.charts.scale import across, heights, middle
from minutes_portal.charts.tables import Table, table_of

# In pixels: the name, the number, the column; the way to the next lane; the labels.
NAME, ABOVE, ROOM, BETWEEN, BELOW = 20, 16, 44, 14, 36


@dataclass(frozen=True)
class Lane:
    """What is counted, and its number in each month."""

    name: str
    numbers: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class Mark:
    """A column of a lane with its number: x, width and middle in percent, y and height in pixels."""

    number: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    top: float


@dataclass(frozen=True)
class Drawn:
    """A lane as it is drawn."""

    lane: Lane
    shade: int
    name_line: int
    ground: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Lanes:
    """The picture. Raises ValueError where a lane has not a number for each month, or one below nought."""

    title: str
    description: str
    months: Sequence[Month]
    lanes: Sequence[Lane]
    name: str = "chart"

    def __post_init__(self) -> None:
        if any(len(lane.numbers) != len(self.months) for lane in self.lanes):
            raise ValueError("Each lane needs one number for each month.")

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(lane.total for lane in self.lanes)

    @property
    def ground(self) -> int:
        return len(self.lanes) * (NAME + ABOVE + ROOM + BETWEEN) - BETWEEN

    @property
    def height(self) -> int:
        return self.ground + BELOW

    @property
    def label_line(self) -> int:
        return self.ground + 15

    @property
    def note_line(self) -> int:
        return self.ground + 31

    @cached_property
    def labels(self) -> list[tuple[float, Month]]:
        """The months with the middles of their columns."""
        return [(middle(place, len(self.months)), month) for place, month in enumerate(self.months)]

    @cached_property
    def drawings(self) -> list[Drawn]:
        """The lanes with their geometry."""
        return [self._drawing(shade, lane) for shade, lane in enumerate(self.lanes)]

    def _drawing(self, shade: int, lane: Lane) -> Drawn:
        head = shade * (NAME + ABOVE + ROOM + BETWEEN)
        ground = head + NAME + ABOVE + ROOM
        highs = heights(lane.numbers, max(lane.numbers, default=0), ROOM)
        marks = []
        for place, (number, height) in enumerate(zip(lane.numbers, highs, strict=True)):
            x, width = across(place, len(lane.numbers))
            y = round(ground - height, 2)
            marks.append(
                Mark(number, x, y, width, round(height, 2), middle(place, len(lane.numbers)), round(y - 4, 2))
            )
        return Drawn(lane, shade, head + NAME - 6, ground, tuple(marks))

    @cached_property
    def table(self) -> Table:
        """The same numbers to read, a row a month."""
        rows = [
            (month.full, [lane.numbers[place] for lane in self.lanes])
            for place, month in enumerate(self.months)
        ]
        return table_of("Month", [lane.name for lane in self.lanes], rows)
