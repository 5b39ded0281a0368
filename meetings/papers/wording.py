"""Puts the words of a file into the form in which they are kept for searching."""

import re
import unicodedata

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\ufeff]")  # a soft hyphen is no letter
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r" ?\n(?: ?\n)+ ?")


def normalised(text: str) -> str:
    """Return text in Unicode’s composed form, without control characters and lone surrogates, its white space
    narrowed to single spaces, line ends and empty lines.
    """
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return LINES.sub("\n\n", text).replace(" \n", "\n").replace("\n ", "\n").strip()


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return “1 comment” or “3 comments”."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str], most: int = 8) -> str:
    """Return “1, 2 and 3”; of many only the first, and how many more."""
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


OF_PROPERTIES = "Its properties name:"  # how that sentence begins


def properties_in_words(named: dict[str, str]) -> list[str]:
    """Return a sentence on what the properties of a file name, or none: {"author": "A. Smith"}."""
    said = [f"{what} “{shortened(normalised(value))}”" for what, value in named.items() if normalised(value)]
    return [f"{OF_PROPERTIES} {', '.join(said)}."] if said else []


def shortened(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
