"""Who moved and who seconded."""

from __future__ import annotations

import re

from .hints import says_any

NAME_WORD = (
    r"(?:(?!(?i:seconded|proposed|moved|seconder|proposer|and|carried|that|all|there|agreed|resolved)\b)"
    r"(?:(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|St|Rev|Prof|Jr)\.)|[A-Z][\w'’-]{0,30})|de|van|von|der|la|le|al)"
)
NAME = (
    r"(?:[Yy] (?=C)|[Tt]he (?:[A-Z][\w-]{1,30} (?:(?:of|for|the|and) ){0,2}){0,6}[A-Z][\w-]{1,30}, (?=Councillor|Cllr))?(?P<name>(?:(?:Councillors?|Cllrs?\.?|COUNCILLOR|Cynghorydd|Alderman|The|the|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|Lady|Dame) )?"
    rf"{NAME_WORD}(?: {NAME_WORD}){{0,6}})"
)
MOVED = re.compile(r"\b(?i:moved|proposed|mover|proposer|cynigiwyd)(?: (?i:by|gan))?(?: ?[:–-])? " + NAME)
SECONDED = re.compile(r"\b(?i:seconded|seconder|h?eiliwyd|eilio)(?: (?i:by|gan))?(?: ?[:–-])? " + NAME)
MOTION_OF = re.compile(r"\b(?:[Uu]p)?[Oo]n the (?:motion|proposal|proposition) of " + NAME)
NAME_MOVED = re.compile(NAME + r",? (?:then |formally |had )?(?:moved|proposed)\b")
# "Councillor A, seconded by Councillor B, proposed that ...": the seconder stands in apposition or in brackets.
BOTH = re.compile(
    NAME
    + r",? ?\(?(?:and )?seconded by "
    + NAME.replace("<name>", "<second>")
    + r"(?:,|\))? (?:then |formally |had )?(?:moved|proposed)\b"
)
NAME_SECONDED = re.compile(NAME + r",? (?:then |formally |duly )?seconded\b")
MOVER_HINT = (
    "moved",
    "mover",
    "proposed",
    "proposer",
    "seconde",
    "on the motion",
    "on the propos",
    "eiliwyd",
    "cynigiwyd",
)
MOVER_LINE = re.compile(
    r"[(\[*]?(?:it was )?(?:moved|proposed|seconded|mover|proposer|seconder|on the (?:motion|proposal) of|cynigiwyd|eiliwyd)\b",
    re.IGNORECASE,
)
LONGEST_MOVER_LINE = 160
LOST = re.compile(r"\b(?:lost|amendment|fell|withdrawn|defeated)\b", re.IGNORECASE)


def movers_in(text: str) -> tuple[str | None, str | None]:
    """The mover and the seconder that the text names, None for each that it does not."""
    if not says_any(text, MOVER_HINT):
        return None, None
    both = BOTH.search(text)
    if both:
        return both["name"].rstrip("."), both["second"].rstrip(".")
    mover = MOVED.search(text) or MOTION_OF.search(text) or NAME_MOVED.search(text)
    seconder = SECONDED.search(text) or NAME_SECONDED.search(text)
    names = _name(mover), _name(seconder)
    # "Proposed by A, duly seconded and ..." names nobody who seconded.
    return names if names[0] != names[1] else (names[0], None)


def _name(found: re.Match[str] | None) -> str | None:
    return found["name"].rstrip(".") if found else None


def is_mover_line(text: str) -> bool:
    """Whether the paragraph only says who moved and seconded what stands next to it."""
    return len(text) <= LONGEST_MOVER_LINE and bool(MOVER_LINE.match(text)) and not LOST.search(text)


def introduces_motion(text: str) -> bool:
    """Whether the paragraph ends by naming a mover and a seconder of what follows, and what follows was not lost."""
    tail = text[-LONGEST_MOVER_LINE * 2 :]
    if not says_any(tail, MOVER_HINT):
        return False
    seconded = SECONDED.search(tail) or NAME_SECONDED.search(tail)
    return seconded is not None and not LOST.search(tail)
