"""How deep a mark stands: the outline of the marks printed so far."""

from __future__ import annotations

from dataclasses import dataclass

from .lines import Line

PLAIN_RANK = 0
DEEPEST_LEVEL = 6
NESTING_INDENT = 2
PLAIN = "plain"
THAT = "that"
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
# A letter that is also a roman numeral continues a list of letters only after the letter before it.
LETTER_BEFORE = {"i": "h", "v": "u", "x": "w"}


@dataclass(slots=True)
class Rung:
    """One level of the outline: the style of its marks, how far they were indented, and the last value."""

    style: str
    indent: int
    last: tuple[int, ...]


class Outline:
    """The marks printed so far, outermost first; `place` says at which level the next one stands.

    `bullets_stand_below`: a bullet with nothing above it stands below a paragraph all the same (not so in limbs).
    """

    def __init__(self, bullets_stand_below: bool = True) -> None:
        self.rungs: list[Rung] = []
        self.bullets_stand_below = bullets_stand_below

    def restart(self, introduces_list: bool) -> None:
        """An un-numbered paragraph begins; it may introduce a list that then stands below it."""
        self.rungs = [Rung(PLAIN, 0, ())] if introduces_list else []

    def place(self, line: Line) -> int:
        """The level of this marked paragraph, from 0; the outline moves on to it."""
        style, value = self.reading(line)
        if style.startswith("bullet"):
            self._make_room_for_bullet(style, line.indent)
        elif (at := self._find(style)) is not None:
            del self.rungs[at:]
        else:
            self._make_room_for_number(style, value)
        if len(self.rungs) >= DEEPEST_LEVEL:
            del self.rungs[DEEPEST_LEVEL - 1 :]
        self.rungs.append(Rung(style, line.indent, value))
        return len(self.rungs) - 1

    def continues(self, line: Line) -> bool:
        """Whether this mark is the next one of a numbered list that is open."""
        style, value = self.reading(line)
        at = self._find(style)
        return at is not None and bool(value) and _follows(self.rungs[at].last, value)

    def has_style(self, line: Line) -> bool:
        """Whether a list with marks of this style is open."""
        return self._find(self.reading(line)[0]) is not None

    def reading(self, line: Line) -> tuple[str, tuple[int, ...]]:
        """The style of a mark and its value; letters and roman numerals told apart by what came before."""
        kind, number = line.style or PLAIN, line.number
        if number is None:
            return kind, ()
        if kind == "slashed":
            return "slashed number", (int("".join(filter(str.isdigit, number.split("/")[0])) or 0),)
        if kind == "decimal":
            values = tuple(int("".join(filter(str.isdigit, part))) for part in number.split("."))
            return f"decimal {len(values)}", values
        if number.isdecimal():
            return f"{'dotted' if kind == 'bare' else kind} number", (int(number),)
        case = "upper" if number.isupper() else "lower"
        if self._is_roman(kind, case, number.lower()):
            return f"{kind} {case} roman", (roman_value(number.lower()),)
        return f"{kind} {case} letter", (letter_value(number.lower()),)

    def _is_roman(self, kind: str, case: str, number: str) -> bool:
        if not set(number) <= ROMAN_VALUES.keys():
            return False
        if len(number) > 1:
            return True
        at = self._find(f"{kind} {case} letter")
        return at is None or self.rungs[at].last != (letter_value(LETTER_BEFORE[number]),)

    def _find(self, style: str) -> int | None:
        for at in range(len(self.rungs) - 1, -1, -1):
            if self.rungs[at].style == style:
                return at
        return None

    def _make_room_for_bullet(self, style: str, indent: int) -> None:
        """The same glyph further in is nested; back out, it is the outer list again."""
        if not self.rungs and self.bullets_stand_below:
            self.rungs.append(Rung(PLAIN, 0, ()))
        same = [at for at, rung in enumerate(self.rungs) if rung.style == style]
        if not same:
            return
        near = [at for at in same if self.rungs[at].indent < indent + NESTING_INDENT]
        at = near[-1] if near else same[0]
        nested = self.rungs[at].indent <= indent - NESTING_INDENT
        del self.rungs[at + 1 if nested else at :]

    def _make_room_for_number(self, style: str, value: tuple[int, ...]) -> None:
        rank = _rank(style)
        begins_list = value[-1:] == (1,) and not style.startswith("decimal")
        while self.rungs:
            above = _rank(self.rungs[-1].style)
            is_below = style.startswith("decimal") and value[:-1] == self.rungs[-1].last
            if is_below or (
                self.rungs[-1].style == THAT
                or (begins_list and above < _rank("bullet"))
                or (PLAIN_RANK < above < rank)
            ):
                return
            self.rungs.pop()


def is_first(value: tuple[int, ...]) -> bool:
    """Whether a mark of this value begins a list (1, a, i, 3.1)."""
    return value[-1:] == (1,)


def _follows(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    return len(last) == len(value) and last[:-1] == value[:-1] and value[-1] == last[-1] + 1


def _rank(style: str) -> int:
    for rank, part in enumerate((PLAIN, "number", "decimal", "letter", "roman", "bullet", THAT)):
        if part in style:
            return rank
    return 0


def letter_value(letters: str) -> int:
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def roman_value(numeral: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in numeral]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
