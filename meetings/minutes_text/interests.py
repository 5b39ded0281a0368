"""How many declarations of interest an item records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .hints import says_any
from .record import Point, Resolution

DECLARED = re.compile(
    r"\b(?:declar(?:ed|es)|disclos(?:ed|es)) (?:that )?(?P<no>no\b)?[^.;\n]{0,160}?\binterests?\b",
    re.IGNORECASE,
)
DECLARED_BY = re.compile(
    r"\binterests?\b[^.;\n]{0,120}?\b(?:was|were|been) (?:declared|disclosed|made|given) by (?P<who>[^.;\n]{3,160})",
    re.IGNORECASE,
)
HINT = ("declar", "disclos", "interest", "pecuniary")
LOOK_BACK = 160
LEADS_TO_INTERESTS = re.compile(
    r"\b(?:interests?|declarations?|disclosures?)\b[^.;]{0,80}\b(?:declared|made|disclosed|received|recorded|given|noted)\b[^.;]{0,60}:\W*$|\bdeclared the following\b[^.;]{0,60}:\W*$",
    re.IGNORECASE,
)
NONE_DECLARED = re.compile(r"\b(?:no|none|nil)\b", re.IGNORECASE)
SEVERAL = re.compile(r", (?=[A-Z])|,? and (?=[A-Z])")
PARENTHESIS = re.compile(r"\([^()]{0,120}\)")
# Below the title "Declarations of interest": a line for each member, with or without the word "declared".
DECLARATIONS = re.compile(r"\b(?:declarations?|disclosures?|datganiadau?|datgelu)\b", re.IGNORECASE)
MEMBER = re.compile(
    r"(?:councillors?|cllrs?|alderman|mr|mrs|ms|miss|dr|the mayor|y cynghorydd)\b", re.IGNORECASE
)
SPEAKS_OF_INTEREST = re.compile(
    r"\b(?:declared|disclosed|interests?|pecuniary|prejudicial|registrable|personal|dpi|ori|nri)\b",
    re.IGNORECASE,
)
ENDS_WHO = re.compile(r" [–—-] |:|\t|\||\b(?:declared|disclosed|has|have)\b|\(")
HEAD = re.compile(r"\b(?:name|member|councillor|nature|type|minute|agenda item|reason)\b", re.IGNORECASE)
ASKS = re.compile(r"\b(?:asked|queried|advised|reminded|whether|sought|invited)\b", re.IGNORECASE)
CELL = re.compile(r"\t|\|")


def interests_in(parts: Sequence[Point | Resolution], texts: Sequence[str], title: str | None) -> int:
    """How many declarations of interest an item of this title records; "none" counts none.

    A sentence in which several members declare counts for each of them. Below a title about declarations, a bullet, a
    row or a sentence about one member counts too. `texts` are the wordings of the parts.
    """
    about = title is not None and DECLARATIONS.search(title) is not None
    told, listing = 0, False
    for part, text in zip(parts, texts, strict=True):
        if (
            listing
            and isinstance(part, Point)
            and (part.mark is not None or part.kind == "table" or MEMBER.match(text))
        ):
            told += _declarations(part, text, about) or _listed_below(part)
            continue
        listing = says_any(text, HINT) and LEADS_TO_INTERESTS.search(text) is not None
        told += _declarations(part, text, about)
    return told


def _listed_below(part: Point) -> int:
    """One interest for each line below "The following interests were declared:"."""
    if part.kind == "table" or NONE_DECLARED.match(part.text) or not MEMBER.match(part.text):
        return 0
    return 1 + len(SEVERAL.findall(ENDS_WHO.split(part.text, maxsplit=1)[0].split(",")[0]))


def _declarations(part: Point | Resolution, text: str, about: bool) -> int:
    if not says_any(text, HINT) and not about:
        return 0
    told = sum(_declared(text, found) for found in DECLARED.finditer(text))
    told += sum(1 + len(SEVERAL.findall(found["who"])) for found in DECLARED_BY.finditer(text))
    if told or not about or DECLARED.search(text) or not isinstance(part, Point):
        return told
    return _listed(part)


def _listed(part: Point) -> int:
    """A line of a list of declarations: a row of a table, or a member and the interest."""
    if part.kind == "table":
        cells = [cell for cell in CELL.split(part.text) if cell.strip()]
        is_head = (
            sum(HEAD.search(cell) is not None and not MEMBER.match(cell.strip() + " ") for cell in cells) > 1
        )
        return int(not is_head and len(cells) > 1 and SPEAKS_OF_INTEREST.search(part.text) is not None)
    says = (
        re.search(r"\b(?:declared|disclosed)\b", part.text)
        or part.kind == "bullet"
        or ENDS_WHO.search(part.text[:LOOK_BACK])
    )
    if not MEMBER.match(part.text) or not SPEAKS_OF_INTEREST.search(part.text) or not says:
        return 0
    if NONE_DECLARED.search(part.text[:60]) or ASKS.search(part.text[:LOOK_BACK]):
        return 0
    return 1 + len(SEVERAL.findall(ENDS_WHO.split(part.text, maxsplit=1)[0]))


def _declared(text: str, found: re.Match[str]) -> int:
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    who = before[max(before.rfind(end) for end in ".;\n") + 1 :]
    if found["no"] or NONE_DECLARED.search(who):
        return 0
    return 1 + len(SEVERAL.findall(PARENTHESIS.sub("", who)))
