"""Where numbers and columns lie: heights in pixels, places across in percent of the width."""

from collections.abc import Sequence

LEFT_FREE = 0.28  # of a column's place, between it and the next
LEAST = 2.0  # pixels: what is more than nought is seen


def heights(numbers: Sequence[int], most: int, room: float) -> list[float]:
    """Return the heights of numbers of which `most` fills the room. Raises ValueError for a number below nought."""
    if any(number < 0 for number in numbers):
        raise ValueError("A picture counts what is there: no number is below nought.")
    return [0.0 if not number else max(LEAST, room * number / max(most, 1)) for number in numbers]


def across(place: int, places: int) -> tuple[float, float]:
    """Return where a column begins and how wide it is, in percent, of so many side by side."""
    step = 100 / places
    return round(step * (place + LEFT_FREE / 2), 3), round(step * (1 - LEFT_FREE), 3)


def middle(place: int, places: int) -> float:
    """Return the middle of a column's place, in percent."""
    return round(100 / places * (place + 0.5), 3)
