"""The headings of agenda items in the minutes of a whole meeting."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .cue_finding import starts_with_cue
from .dates import is_date_line
from .labels import Extent
from .lines import Line
from .procedure import is_procedural
from .titles import LONGEST_UNNUMBERED, TERMINAL, Heading, is_title_case
from .unnumbered_headings import find_unnumbered

SLASHED = r"(?!(?:19|20)\d\d/\d\d\b)(?:[A-Z][A-Za-z]{0,3}[/ ]?)?\d{1,4}/(?:\d{2,4}(?:-\d\d)?|[A-Z]{1,3})(?![\w/])|[A-Z]{1,3}\d{1,4}/\d{2,4}(?![\w/])"
SLASHED_NUMBER = re.compile(SLASHED)
# "A15." and "LOC1-23/24.": with their stop these are numbers, without it "A15" may be a road.
LETTERED = r"[A-Z]{1,6}[ ./-]{0,2}\d{1,4}(?:[-/.]\d{2,4}){0,2}(?=[.:] )"
ITEM_NUMBER = re.compile(
    rf"(?:(?P<minute>{SLASHED}|\d{{2,4}}\.?) )?(?P<number>\d{{1,4}}[a-zA-Z]?(?:\([a-z]{{1,3}}\))?(?:\.\d{{1,2}}){{0,2}}|{SLASHED}|{LETTERED})"
    r"(?P<stop>[.):]?)(?: [-–])? (?P<title>.+)",
    re.DOTALL,
)
LONGEST_TITLE = 160
LINES_TO_A_LABEL = 4
LARGEST_STEP = 30


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    heading: Heading
    value: int
    style: str
    is_certain: bool
    is_likely: bool


def find_headings(
    lines: Sequence[Line], labels: dict[int, Extent], restarts: Sequence[int] = ()
) -> dict[int, Heading]:
    """The paragraphs (by place) that are item headings of a whole meeting; empty for the page of one item.

    A heading carries an item number, is short, and is written in capitals or as a title, is a well-known piece of
    procedure, or stands just above a "Minutes:" label; the numbers rise, and begin again at `restarts`, the heads of
    further meetings. One heading alone counts only as the first line of the text. Between numbered headings stand
    headings without a number; a meeting may have none but those. Pages that label their items ("Agenda item", "Issue
    - meetings") have no such headings.
    """
    if {Extent.ITEM, Extent.ISSUE, Extent.MEETING} & set(labels.values()):
        return {}
    minutes_at = [at for at, extent in labels.items() if extent in (Extent.MINUTES, Extent.DECISION)]
    decimals = _decimal_titles(lines)
    candidates = [
        replace(found, is_likely=found.is_likely or bool(restarts))
        for at, line in enumerate(lines)
        if at not in labels and (found := _candidate(at, line, lines, minutes_at, decimals))
    ]
    accepted = _rising(candidates, lines, restarts)
    first = next((at for at in range(len(lines)) if at not in labels), None)
    if len(accepted) == 1 and accepted[0].at != first and not _has_minutes_label(accepted[0].at, minutes_at):
        accepted = [] if not restarts else accepted
    numbered = {each.at: each.heading for each in accepted}
    in_capitals = sum(each.style == "capitals" for each in accepted) * 2 > len(accepted)
    return find_unnumbered(lines, labels, list(numbered), in_capitals) | numbered


def read_heading(line: Line) -> Heading | None:
    """The item number and title of a line that is known to be an item's title; None when it has no number."""
    found = ITEM_NUMBER.match(line.whole)
    if found is None or (line.style or "").startswith("bullet"):
        return None
    if not found["stop"] and line.mark is None and not found["title"][:1].isupper():
        return None
    return _heading(found)


def _heading(found: re.Match[str]) -> Heading:
    minute = found["minute"].rstrip(".") if found["minute"] else None
    return Heading(found["number"], found["title"], minute)


def _candidate(
    at: int, line: Line, lines: Sequence[Line], minutes_at: list[int], decimals: set[int]
) -> _Candidate | None:
    if line.is_row or len(line.text) > LONGEST_TITLE or (line.style or "").startswith("bullet"):
        return None
    found = None if is_date_line(line.whole) else ITEM_NUMBER.match(line.whole)
    if found is None or not found["title"] or starts_with_cue(Line(0, found["title"])):
        return None
    title, number = found["title"], found["number"]
    if "." in number and not (re.search("[a-z]", number) or title.isupper() or at in decimals):
        return None
    if line.mark is not None and line.mark.startswith("("):
        return None
    return _judged(at, lines, found, _has_minutes_label(at, minutes_at), at in decimals)


def _judged(
    at: int, lines: Sequence[Line], found: re.Match[str], labelled: bool, is_decimal: bool
) -> _Candidate | None:
    """The candidate with how sure its looks make it, None when it looks like no heading at all."""
    title, number = found["title"], found["number"]
    capitals = title.isupper() and sum(map(str.isalpha, title)) >= 4
    ends_sentence = title.endswith(TERMINAL) and not (capitals and title.endswith((".", ":")))
    two_parts = bool(found["minute"]) or (
        "/" in number and title[:1].isupper() and len(title) <= LONGEST_UNNUMBERED
    )
    numbers_paragraphs = at + 1 < len(lines) and (lines[at + 1].number or "").startswith(f"{number}.")
    certain = not ends_sentence and (
        labelled
        or capitals
        or is_procedural(title)
        or two_parts
        or (numbers_paragraphs and title[:1].isupper() and lines[at].blank_before)
    )
    likely = certain or (not ends_sentence and (is_title_case(title) or _stands_apart(at, lines, title)))
    if not likely or not any(map(str.isalpha, title)):
        return None
    digits = re.search(r"\d+", number)
    style = "capitals" if capitals else "title" if is_title_case(title) else "sentence"
    is_likely = certain or style == "title" or is_decimal
    return _Candidate(at, _heading(found), int(digits.group()) if digits else 0, style, certain, is_likely)


def _decimal_titles(lines: Sequence[Line]) -> set[int]:
    """The lines numbered 4.1, 4.2 ... that are sub-items: every one below the same item reads as a title.

    "5.1" may be a paragraph or a sub-item; a paragraph ends in a full stop, and sub-items have text below them.
    """
    groups: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.style == "decimal" and line.number and line.number.count(".") == 1:
            groups.setdefault(line.number.split(".")[0], []).append(at)
    return {
        at for group in groups.values() if all(_reads_as_title(at, lines) for at in group) for at in group
    }


def _reads_as_title(at: int, lines: Sequence[Line]) -> bool:
    text = lines[at].text
    below = lines[at + 1] if at + 1 < len(lines) else None
    is_short = len(text) <= LONGEST_UNNUMBERED and not text.endswith(TERMINAL) and text[:1].isupper()
    return is_short and below is not None and below.style != "decimal"


def _stands_apart(at: int, lines: Sequence[Line], title: str) -> bool:
    after = at + 1 < len(lines) and lines[at + 1].blank_before
    return lines[at].blank_before and after and title[:1].isupper()


def _has_minutes_label(at: int, minutes_at: list[int]) -> bool:
    nearest = bisect(minutes_at, at)
    return nearest < len(minutes_at) and minutes_at[nearest] - at <= LINES_TO_A_LABEL


def _rising(candidates: list[_Candidate], lines: Sequence[Line], restarts: Sequence[int]) -> list[_Candidate]:
    """The candidates whose numbers rise, without those that are limbs of a resolution or points of a list."""
    accepted: list[_Candidate] = []
    last: _Candidate | None = None
    for candidate in candidates:
        if last is not None and bisect(restarts, candidate.at) > bisect(restarts, last.at):
            last = None
        if (
            _fits(candidate, last, len(accepted)) or _fills_gap(candidate, accepted, lines)
        ) and not _is_in_list(candidate, lines, last):
            accepted.append(candidate)
            last = candidate
    return accepted


def _fills_gap(candidate: _Candidate, accepted: list[_Candidate], lines: Sequence[Line]) -> bool:
    """Whether an item taken out of order comes in its turn: its number was left out further up."""
    if not accepted or not candidate.is_likely or not lines[candidate.at].blank_before:
        return False
    alike = candidate.style == accepted[-1].style or candidate.is_certain
    numbers = {each.value for each in accepted[-LARGEST_STEP:]}
    return alike and min(numbers) < candidate.value < max(numbers) and candidate.value not in numbers


def _fits(candidate: _Candidate, last: _Candidate | None, already: int) -> bool:
    if last is None:
        return candidate.is_likely
    follows = last.value < candidate.value <= last.value + LARGEST_STEP
    is_next = (
        candidate.value in (last.value, last.value + 1) and candidate.heading.number != last.heading.number
    )
    return (follows or is_next) and (candidate.is_likely or (is_next and (already > 1 or last.is_certain)))


def _is_in_list(candidate: _Candidate, lines: Sequence[Line], last: _Candidate | None) -> bool:
    """Whether the line rather continues the list above it: below a cue or a colon, or after the number before it."""
    start = last.at + 1 if last else max(0, candidate.at - 200)
    if candidate.is_certain and candidate.style == "capitals" and (last is None or last.style == "capitals"):
        return False
    above = lines[candidate.at - 1] if candidate.at > start else None
    if above is None or "/" in (candidate.heading.number or ""):
        return False
    if above.text.endswith((":", ": -", ":-")) or (
        above.mark is None and starts_with_cue(above) and candidate.value == 1
    ):
        return True
    if above.number == str(candidate.value - 1):
        return True
    numbers = {line.number for line in lines[max(start, candidate.at - 40) : candidate.at] if line.number}
    return str(candidate.value - 1) in numbers and not candidate.is_certain
