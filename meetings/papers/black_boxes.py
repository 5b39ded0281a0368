"""Finds text that a page of a PDF draws but a reader cannot see: beneath a dark box, or in its colour upon it.

A black rectangle over words hides them from the eye only: they can be copied, searched and read aloud. The page's
drawing is followed operator by operator, with pypdf's visitors. What is known: rectangles, also as closed paths of
straight lines, filled dark and not see-through; text with its place, and its width from the font where the file
gives it, else half the size of its letters for each. What is not: boxes that are pictures, patterns or annotations,
clipping, and what a form inside the page is turned or stretched by. It warns; it does not prove that nothing is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DARK, LIGHT = 0.35, 0.75  # of full light
SMALLEST = 4.0  # points: thinner boxes are rules and borders
MOST_MARKS = 50_000  # boxes and pieces of text of a page that are looked at
COVERED = 0.5  # how much of a piece's height the box must take, and of a letter's width
SHOWS = {b"Tj", b"'", b'"', b"TJ"}
FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
ENDS = FILLS | {b"S", b"s", b"n"}


class Box(NamedTuple):
    """A place on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float


class Mark(NamedTuple):
    """Something drawn: when, where, how light, and whether it is text."""

    order: int
    place: Box
    light: float
    is_text: bool


@dataclass
class Ink:
    """What `q` saves and `Q` brings back, as far as it matters here."""

    light: float = 0.0
    see_through: bool = False
    font: str = ""
    size: float = 0.0
    spacing: float = 0.0
    leading: float = 0.0
    invisible: bool = False


@dataclass
class Watch:
    """Follows the drawing of one page. `widths` are the widths of letters by font name, in thousandths of its size."""

    widths: dict[str, dict[int, float]] = field(default_factory=dict)
    faint: frozenset[str] = frozenset()  # names of graphics states that fill see-through
    marks: list[Mark] = field(default_factory=list)
    ink: Ink = field(default_factory=Ink)
    saved: list[Ink] = field(default_factory=list)
    outer: list[Matrix] = field(default_factory=lambda: [IDENTITY])
    path: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    advance: float = 0.0  # how far the text of this line has come since its place was set
    bad_path: bool = False

    def before(self, operator: bytes, operands: Any, cm: Sequence[float], tm: Sequence[float]) -> None:
        """Take in one operator; `cm` and `tm` are the matrices in force. For pypdf's `visitor_operand_before`."""
        here = times(_matrix(cm), self.outer[-1])
        if operator == b"Do":
            self.outer.append(here)
            self.saved.append(replace(self.ink))
        elif operator in SHOWS:
            self._show(operator, operands, here, _matrix(tm))
        elif operator in PATHS:
            self._draw(operator, numbers(operands), here)
        elif operator in ENDS:
            self._end_path(operator in FILLS)
        else:
            self._set(operator, operands)

    def after(self, operator: bytes, operands: Any, cm: Sequence[float], tm: Sequence[float]) -> None:
        """Come back from a form inside the page. For pypdf's `visitor_operand_after`."""
        if operator == b"Do" and len(self.outer) > 1:
            self.outer.pop()
            self.ink = self.saved.pop() if self.saved else self.ink

    def _set(self, operator: bytes, operands: Any) -> None:
        if operator == b"q":
            self.saved.append(replace(self.ink))
        elif operator == b"Q":
            self.ink = self.saved.pop() if self.saved else Ink()
        elif operator in {b"Td", b"TD", b"Tm", b"T*", b"BT"}:
            self.advance = 0.0
        elif operator == b"Tf" and len(operands) > 1:
            self.ink.font, self.ink.size = str(operands[0]), (numbers(operands[1:]) or [0.0])[0]
        elif operator == b"Tc":
            self.ink.spacing = (numbers(operands) or [0.0])[0]
        elif operator == b"Tr":
            self.ink.invisible = numbers(operands) in ([3.0], [7.0])
        elif operator == b"gs" and operands:
            self.ink.see_through = str(operands[0]) in self.faint
        elif operator in {b"g", b"rg", b"k", b"sc", b"scn", b"cs"}:
            self.ink.light = lightness(numbers(operands)) if operator != b"cs" else 0.0

    def _draw(self, operator: bytes, given: list[float], here: Matrix) -> None:
        if operator == b"re" and len(given) == 4:
            x, y, width, height = given
            self.boxes.append(box_of([apply(here, x, y), apply(here, x + width, y + height)]))
        elif operator in {b"m", b"l"} and len(given) == 2:
            if operator == b"m":
                self._close()
            self.path.append(apply(here, *given))
        elif operator in {b"c", b"v", b"y"}:
            self.bad_path = True

    def _close(self) -> None:
        """Keep a path of straight lines that goes round an upright rectangle."""
        corners = [(round(x, 1), round(y, 1)) for x, y in self.path]
        sides = {x for x, _ in corners}, {y for _, y in corners}
        if not self.bad_path and len(set(corners)) == 4 and all(len(side) == 2 for side in sides):
            self.boxes.append(box_of(self.path))
        self.path, self.bad_path = [], False

    def _end_path(self, filled: bool) -> None:
        self._close()
        if filled and not self.ink.see_through:
            for box in self.boxes:
                if box.right - box.left >= SMALLEST and box.top - box.bottom >= SMALLEST:
                    self._mark(box, self.ink.light, is_text=False)
        self.boxes = []

    def _show(self, operator: bytes, operands: Any, here: Matrix, text: Matrix) -> None:
        if operator in {b"'", b'"'}:
            self.advance = 0.0
        pieces = operands[0] if operator == b"TJ" and operands else operands[-1:]
        widths, size = self.widths.get(self.ink.font, {}), self.ink.size
        start, letters = self.advance, 0
        for piece in pieces if isinstance(pieces, list | tuple) else [pieces]:
            if isinstance(piece, str | bytes):
                letters += len(str(piece).strip()) if isinstance(piece, str) else len(piece.strip())
                self.advance += width_of(piece, widths, size) + self.ink.spacing * len(piece)
            elif isinstance(piece, int | float):
                self.advance -= float(piece) / 1000 * size
        if letters and size and not self.ink.invisible:
            place = times(text, here)
            corners = [apply(place, start, 0), apply(place, self.advance, size * 0.7)]
            self._mark(box_of(corners), self.ink.light, is_text=True)

    def _mark(self, place: Box, light: float, is_text: bool) -> None:
        if len(self.marks) < MOST_MARKS:
            self.marks.append(Mark(len(self.marks), place, light, is_text))

    def hides_text(self) -> bool:
        """Whether some text lies beneath a dark box, or stands in the dark colour of the box that it lies on."""
        texts = [mark for mark in self.marks if mark.is_text]
        boxes = [mark for mark in self.marks if not mark.is_text]
        dark = [box for box in boxes if box.light <= DARK]
        return any(_hidden(text, box, boxes) for box in dark for text in texts if _covers(box, text))


PATHS = {b"re", b"m", b"l", b"c", b"v", b"y", b"h"}


def _covers(box: Mark, text: Mark) -> bool:
    """Whether a box takes in at least half a letter’s width of a piece of text, at half its height or more."""
    across = min(box.place.right, text.place.right) - max(box.place.left, text.place.left)
    height = text.place.top - text.place.bottom
    along = min(box.place.top, text.place.top) - max(box.place.bottom, text.place.bottom)
    return height > 0 and along >= COVERED * height and across >= COVERED * height


def _hidden(text: Mark, box: Mark, boxes: list[Mark]) -> bool:
    if text.order < box.order:
        return True
    between = (each for each in boxes if box.order < each.order < text.order and each.light > DARK)
    return text.light <= DARK and not any(_covers(each, text) for each in between)


def lightness(colour: list[float]) -> float:
    """Return how light a colour is, 0 to 1, from one (grey), three (red, green, blue) or four (inks) numbers; what
    is not known counts as half light, so that it warns of nothing.
    """
    if len(colour) == 1:
        return colour[0]
    if len(colour) == 3:
        return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        return (1 - black) * (0.299 * (1 - cyan) + 0.587 * (1 - magenta) + 0.114 * (1 - yellow))
    return 0.5


def width_of(piece: str | bytes, widths: dict[int, float], size: float) -> float:
    """Return how wide a piece of text is, before it is placed."""
    codes = piece if isinstance(piece, bytes) else [ord(letter) for letter in piece]
    return sum(widths.get(code, 500.0) for code in codes) / 1000 * size


def numbers(operands: Any) -> list[float]:
    return [float(each) for each in operands if isinstance(each, int | float)]


def _matrix(given: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in given[:6])
    return a, b, c, d, e, f


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
