"""The numbers and bullets that Word prints but does not keep in the text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .word_package import WORD
from .word_styles import Styles, switch, value, whole

DEEPEST_LEVEL = 8
PLACEHOLDER = re.compile(r"%([1-9])")
BULLET = "•"
# The glyphs of Word's symbol fonts that lists use; other private characters print as a plain bullet.
BULLET_GLYPHS = {
    "\uf0a7": "▪",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0fc": "✓",
    "\uf0d8": "➢",
    "\uf0e8": "➢",
    "\uf02d": "-",
}
PRIVATE = re.compile("[\ue000-\uf8ff]")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST_ROMAN = 3_999
LOWEST_OF_SHAPES = 1
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it prints. `restart` is None (after any higher level) or a level."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListOfNumbers:
    """One list (`w:num`): the definition it counts with, its levels, and the starts that it overrides."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """What Word prints in front of a paragraph, and how deep in its list the paragraph stands."""

    text: str
    level: int
    is_bullet: bool


class Numbering:
    """The lists of a document and how far each has counted; ask once for each paragraph, in printed order."""

    def __init__(self, root: ET.Element | None, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, ListOfNumbers] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def place_of(self, properties: ET.Element | None, style: str | None) -> tuple[str, int] | None:
        """The list and level of a paragraph, None for one without a number. Direct formatting goes before the style."""
        direct = properties.find(f"{WORD}numPr") if properties is not None else None
        style_list, style_level = self.styles.numbering(style)
        num_id = value(direct, "numId") or style_list
        if num_id is None or num_id not in self.lists:
            return None
        level = whole(value(direct, "ilvl"))
        if level is None:
            level = self._level_of_style(num_id, style)
        if level is None:
            level = style_level or 0
        return num_id, min(max(level, 0), DEEPEST_LEVEL)

    def next(self, num_id: str, at: int) -> Printed | None:
        """Count one paragraph of this list and level; what is printed for it, None where the list has no such level."""
        numbers = self.lists[num_id]
        level = numbers.levels.get(at)
        if level is None:
            return None
        counts = self.counts.setdefault(numbers.definition, {})
        if at in numbers.starts and (num_id, at) not in self.begun:
            counts[at] = numbers.starts[at]
        elif at in counts:
            counts[at] += 1
        else:
            counts[at] = numbers.starts.get(at, level.start)
        self.begun.add((num_id, at))
        for below in range(at + 1, DEEPEST_LEVEL + 1):
            restart = numbers.levels.get(below, Level()).restart
            if restart is None or (restart and at < restart):
                counts.pop(below, None)
        is_bullet = level.format == "bullet"
        text = _bullet(level.text) if is_bullet else self._number(numbers, counts, level)
        return Printed("" if level.is_hidden else text.strip(), at, is_bullet)

    def _number(self, numbers: ListOfNumbers, counts: dict[int, int], level: Level) -> str:
        def printed(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = numbers.levels.get(at, Level())
            count = counts.get(at, numbers.starts.get(at, shown.start))
            is_decimal = level.is_legal and shown.format != "none"
            return formatted(count, "decimal" if is_decimal else shown.format)

        return PLACEHOLDER.sub(printed, level.text)

    def _level_of_style(self, num_id: str, style: str | None) -> int | None:
        linked = {each.style: at for at, each in self.lists[num_id].levels.items() if each.style}
        return next((linked[name] for name, _ in self.styles.chain(style) if name in linked), None)

    def _read(self, root: ET.Element) -> None:
        definitions = {each.get(f"{WORD}abstractNumId", ""): each for each in root.iter(f"{WORD}abstractNum")}
        nums = {each.get(f"{WORD}numId", ""): each for each in root.iter(f"{WORD}num")}
        for num_id, num in nums.items():
            name = self._definition(value(num, "abstractNumId") or "", definitions, nums)
            if num_id == "0" or name not in definitions:
                continue
            levels = dict(map(_level, definitions[name].iterfind(f"{WORD}lvl")))
            starts = {}
            for override in num.iterfind(f"{WORD}lvlOverride"):
                at = whole(override.get(f"{WORD}ilvl"), 0) or 0
                redefined = override.find(f"{WORD}lvl")
                if redefined is not None:
                    levels[at] = _level(redefined)[1]
                start = whole(value(override, "startOverride"))
                if start is not None:
                    starts[at] = start
            self.lists[num_id] = ListOfNumbers(name, levels, starts)

    def _definition(self, name: str, definitions: dict[str, ET.Element], nums: dict[str, ET.Element]) -> str:
        """The definition that holds the levels: one may only point at a list style, which names the list that does."""
        style = value(definitions.get(name), "numStyleLink")
        if style is None:
            return name
        linked = next((key for key, each in definitions.items() if value(each, "styleLink") == style), None)
        if linked is not None:
            return linked
        num = nums.get(self.styles.numbering(style)[0] or "")
        return value(num, "abstractNumId") or name


def _level(element: ET.Element) -> tuple[int, Level]:
    formats = [each.get(f"{WORD}val", "") for each in element.iter(f"{WORD}numFmt")]
    # A format that older versions of Word do not know stands first; the one they fall back to stands last.
    known = [each for each in formats if each != "custom"]
    text = value(element, "lvlText") or ""
    if element.find(f"{WORD}lvlPicBulletId") is not None:
        text = BULLET
    level = Level(
        start=whole(value(element, "start"), 0) or 0,
        format=known[-1] if known else "decimal",
        text=text,
        restart=whole(value(element, "lvlRestart")),
        is_legal=switch(element, "isLgl") is True,
        style=value(element, "pStyle"),
        is_hidden=switch(element.find(f"{WORD}rPr"), "vanish") is True,
    )
    return whole(element.get(f"{WORD}ilvl"), 0) or 0, level


def _bullet(text: str) -> str:
    return PRIVATE.sub(lambda found: BULLET_GLYPHS.get(found.group(), BULLET), text)


def formatted(count: int, style: str) -> str:
    """A count in one of Word's number formats (`w:numFmt`); one that minutes do not use prints in figures."""
    if style in SHAPES and LOWEST_OF_SHAPES <= count <= HIGHEST_ROMAN:
        return SHAPES[style](count)
    return "" if style in ("none", "bullet") else str(count)


def letters(count: int) -> str:
    """The count as Word and browsers letter a list: a to z, then aa (Word; browsers go on with ab, rarely reached)."""
    repeats = (count - 1) // 26 + 1
    return chr(ord("a") + (count - 1) % 26) * repeats


def roman(count: int) -> str:
    """A number from 1 to 3,999 in small roman numerals."""
    numeral = ""
    for number, glyphs in ROMAN:
        numeral += glyphs * (count // number)
        count %= number
    return numeral


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    return f"{count}{'th' if count % 100 in (11, 12, 13) else ENDINGS.get(count % 10, 'th')}"


SHAPES: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": ordinal,
    "numberInDash": lambda count: f"- {count} -",
}
