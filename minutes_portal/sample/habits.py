"""How each borough prints its minutes: numbers, bullets, the words that open a resolution, the marks of limbs."""

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase


@dataclass(frozen=True)
class Habit:
    """One borough's way of printing."""

    paragraphs: str  # decimal (5.1), letter ((a)), roman ((i)) or none
    cues: tuple[str, ...]
    unanimous_cue: str
    that: str  # what stands between the cue and a resolution of one limb: "That ", "that ", "to "
    limbs: tuple[str, str]  # marks of limbs and of limbs of limbs
    bullet: str = "•"
    minutes: str = ""  # minute numbers: "slash" (77/21), "running" (128) or none
    agenda_numbers: bool = True
    resolutions_numbered: bool = False
    decision_notice: bool = False  # it publishes a decision notice in other words
    answers_as_bullets: bool = False
    title: str = "Councillor"

    @property
    def infinitive(self) -> bool:
        return self.that.strip().lower() == "to"


HABITS = {
    "eastmere": Habit(
        paragraphs="decimal",
        cues=("RESOLVED –",),
        unanimous_cue="RESOLVED unanimously –",
        that="That ",
        limbs=("letter", "roman"),
        resolutions_numbered=True,
    ),
    "holloway-vale": Habit(
        paragraphs="decimal",
        cues=("RESOLVED:",),
        unanimous_cue="RESOLVED:",
        that="to ",
        limbs=("number", "decimal"),
        bullet="·",
        resolutions_numbered=True,
        decision_notice=True,
        answers_as_bullets=True,
    ),
    "castlemoor": Habit(
        paragraphs="letter",
        cues=("IT WAS RESOLVED",),
        unanimous_cue="IT WAS RESOLVED UNANIMOUSLY",
        that="that ",
        limbs=("bracket", "letter"),
        bullet="–",
        minutes="slash",
        agenda_numbers=False,
    ),
    "wyreford": Habit(
        paragraphs="none",
        cues=("AGREED",),
        unanimous_cue="AGREED unanimously",
        that="that ",
        limbs=("bare", "bullet"),
        bullet="●",
        decision_notice=True,
    ),
    "marlhaven": Habit(
        paragraphs="roman",
        cues=("Resolved:",),
        unanimous_cue="Resolved (nem. con.):",
        that="that ",
        limbs=("capital", "number"),
        minutes="running",
        title="Cllr",
    ),
}

_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """Return `number` in small Roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        figures += figure * count
    return figures


def letter(number: int) -> str:
    """Return a, b … z, aa, bb … for 1, 2 … 26, 27, 28 …"""
    times, place = divmod(number - 1, 26)
    return ascii_lowercase[place] * (times + 1)


def capital(number: int) -> str:
    """Return A, B … Z, AA, BB …"""
    return letter(number).upper()


MARKS: dict[str, tuple[Callable[[int], str], str]] = {  # how it is spelt, how it is printed
    "letter": (letter, "({})"),
    "roman": (roman, "({})"),
    "number": (str, "{}."),
    "bracket": (str, "({})"),
    "capital": (capital, "{}."),
}


def mark(style: str, number: int, under: str = "", bullet: str = "•") -> tuple[str, str]:
    """Return the number without its dot or bracket, and the mark as printed, of the `number`th in a list.

    `under` is the number of what it stands under: paragraphs of item 5 are 5.1, 5.2 …
    """
    if style == "bullet":
        return "", bullet
    if style == "decimal":
        printed = f"{under}.{number}" if under else str(number)
        return printed, printed
    if style not in MARKS:
        return "", ""
    spell, pattern = MARKS[style]
    return spell(number), pattern.format(spell(number))
