"""The headings of agenda items in the minutes of a whole meeting."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass

from .cues import starts_with_cue
from .labels import Extent, match_label
from .lines import Line
from .suggestions import is_procedural

ITEM_NUMBER = re.compile(
    r"(?P<number>\d{1,3}[a-z]?(?:\.\d{1,2})?|(?!(?:19|20)\d\d/)\d{1,4}/(?:\d{2,4}|[A-Z]{1,3})|[A-Z]{1,3}\d{1,4}/\d{2,4})"
    r"(?P<stop>[.):]?)(?: [-–])? (?P<title>.+)",
    re.DOTALL,
)
LONGEST_TITLE = 160
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
    ]
)
LEAST_PART_CAPITALISED = 0.8
LINES_TO_A_LABEL = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """An item heading: its printed number without its stop, and its title."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    heading: Heading
    value: int
    style: str
    is_certain: bool
    is_likely: bool


def find_headings(lines: list[Line]) -> dict[int, Heading]:
    """The paragraphs (by place) that are item headings of a whole meeting; empty for the page of one item.

    A heading carries an item number, is short, and is written in capitals or as a title, is a well-known piece of
    procedure, or stands just above a "Minutes:" label; the numbers rise. One heading alone counts only as the first
    line of the text. Pages that label their items ("Agenda item", "Issue - meetings") have no such headings.
    """
    labels = {at: label.extent for at, line in enumerate(lines) if (label := match_label(line))}
    if {Extent.ITEM, Extent.ISSUE, Extent.MEETING} & set(labels.values()):
        return {}
    minutes_at = [at for at, extent in labels.items() if extent in (Extent.MINUTES, Extent.DECISION)]
    candidates = [
        found for at, line in enumerate(lines) if (found := _candidate(at, line, lines, minutes_at))
    ]
    accepted = _rising(candidates, lines)
    first = next((at for at in range(len(lines)) if at not in labels), None)
    if len(accepted) == 1 and accepted[0].at != first and not _has_minutes_label(accepted[0].at, minutes_at):
        return {}
    return {each.at: each.heading for each in accepted}


def read_heading(line: Line) -> Heading | None:
    """The item number and title of a line that is known to be an item's title; None when it has no number."""
    found = ITEM_NUMBER.match(line.whole)
    if found is None or (line.style or "").startswith("bullet"):
        return None
    if not found["stop"] and line.mark is None and not found["title"][:1].isupper():
        return None
    return Heading(found["number"], found["title"])


def _candidate(at: int, line: Line, lines: list[Line], minutes_at: list[int]) -> _Candidate | None:
    if line.is_row or len(line.text) > LONGEST_TITLE or (line.style or "").startswith("bullet"):
        return None
    found = ITEM_NUMBER.match(line.whole)
    if found is None or not found["title"] or starts_with_cue(Line(0, found["title"])):
        return None
    title, number = found["title"], found["number"]
    if "." in number and not (re.search("[a-z]", number) or title.isupper()):
        return None
    if line.mark is not None and line.mark.startswith("("):
        return None
    labelled = _has_minutes_label(at, minutes_at)
    ends_sentence = title.endswith((".", ";", ",", ":", "?", "!"))
    capitals = title.isupper() and sum(map(str.isalpha, title)) >= 4
    certain = not ends_sentence and (labelled or capitals or is_procedural(title))
    likely = certain or (not ends_sentence and (_is_title_case(title) or _stands_apart(at, lines, title)))
    if not likely or not any(map(str.isalpha, title)):
        return None
    value = int(re.match(r"\D*(\d+)", number).group(1))  # type: ignore[union-attr]
    style = "capitals" if capitals else "title" if _is_title_case(title) else "sentence"
    return _Candidate(
        at, Heading(number, title), value, style, certain, likely and (certain or style == "title")
    )


def _stands_apart(at: int, lines: list[Line], title: str) -> bool:
    after = at + 1 < len(lines) and lines[at + 1].blank_before
    return lines[at].blank_before and after and title[:1].isupper()


def _has_minutes_label(at: int, minutes_at: list[int]) -> bool:
    nearest = bisect(minutes_at, at)
    return nearest < len(minutes_at) and minutes_at[nearest] - at <= LINES_TO_A_LABEL


def _is_title_case(title: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", title) if word.lower() not in SMALL_WORDS]
    capitalised = sum(word[:1].isupper() for word in words)
    return bool(words) and title[:1].isalnum() and capitalised >= LEAST_PART_CAPITALISED * len(words)


def _rising(candidates: list[_Candidate], lines: list[Line]) -> list[_Candidate]:
    """The candidates whose numbers rise, without those that are limbs of a resolution or points of a list."""
    accepted: list[_Candidate] = []
    for candidate in candidates:
        last = accepted[-1] if accepted else None
        follows = last is not None and last.value < candidate.value <= last.value + 30
        next_one = (
            last is not None
            and candidate.value in (last.value, last.value + 1)
            and candidate.heading != last.heading
        )
        if last is not None and not (
            follows or (next_one and candidate.heading.number != last.heading.number)
        ):
            continue
        if not candidate.is_likely and not (next_one and len(accepted) > 1):
            continue
        if _is_in_list(candidate, lines, last):
            continue
        accepted.append(candidate)
    return accepted


def _is_in_list(candidate: _Candidate, lines: list[Line], last: _Candidate | None) -> bool:
    """Whether the line rather continues the list above it: below a cue or a colon, or after the number before it."""
    start = last.at + 1 if last else max(0, candidate.at - 200)
    if candidate.is_certain and candidate.style == "capitals" and (last is None or last.style == "capitals"):
        return False
    above = lines[candidate.at - 1] if candidate.at > start else None
    if above is None or "/" in candidate.heading.number:
        return False
    if above.text.endswith((":", ": -", ":-")) or (
        above.mark is None and starts_with_cue(above) and candidate.value == 1
    ):
        return True
    if above.number == str(candidate.value - 1):
        return True
    numbers = {line.number for line in lines[max(start, candidate.at - 40) : candidate.at] if line.number}
    return str(candidate.value - 1) in numbers and not candidate.is_certain
