"""What a title looks like, and what a heading is."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_UNNUMBERED = 120
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "under",
        "upon",
        "with",
        "within",
        "y",
        "yr",
        "o",
        "a’r",
        "i",
        "ar",
        "yn",
        "am",
        "against",
        "about",
        "between",
        "during",
        "over",
        "through",
        "via",
        "towards",
        "without",
        "their",
        "its",
        "our",
        "is",
        "are",
        "be",
        "s",
        "not",
    ]
)
LEAST_PART_CAPITALISED = 0.8
TERMINAL = (".", ";", ",", ":", "?", "!")
PART_OF_MEETING = re.compile(
    r"part (?:1|2|3|i{1,3}|one|two|three|a|b|c)\b.{0,80}|(?:open|public|private|exempt|confidential|closed) (?:session|items?|business|part)(?: .{0,40})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An item heading: its printed number without its stop (None for a heading without one), and its title.

    `minute_number` is the number of the minute where two numbers are printed ("C048/23 1. APOLOGIES"); `text` is what
    stands after the title on the same line ("313 SCHOOL TRANSPORT - The Director reported ...").
    """

    number: str | None
    title: str
    minute_number: str | None = None
    text: str = ""


def is_title_case(title: str) -> bool:
    """Whether nearly all the words of a title that are not small begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", title) if word.lower() not in SMALL_WORDS]
    capitalised = sum(word[:1].isupper() for word in words)
    return bool(words) and title[:1].isalnum() and capitalised >= LEAST_PART_CAPITALISED * len(words)
