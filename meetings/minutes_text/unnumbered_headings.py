"""Headings without a number: between numbered ones, above "Minutes:" labels, or titles on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cue_finding import starts_with_cue
from .hints import says_any
from .label_lines import ATTACHMENT, is_chrome
from .labels import Extent
from .lines import Line
from .procedure import is_procedural
from .titles import LONGEST_UNNUMBERED, PART_OF_MEETING, TERMINAL, Heading, is_title_case

FARTHEST_TITLE = 9
NO_TITLE = re.compile(
    r".*\bmeeting (?:was |then |be )*(?:commenced|opened|started|began|adjourned|reconvened|resumed|concluded|ended|closed|finished|terminated|rose)\b.*|.*\b(?:carried|lost|for|against|abstentions?|amendment|motion|note|voting|vote|signed|chair(?:man)?|resolved|action)\W*$",
    re.IGNORECASE,
)

NO_TITLE_HINT = (
    "carried",
    "lost",
    "for",
    "against",
    "abst",
    "amend",
    "motion",
    "note",
    "voting",
    "vote",
    "signed",
    "chair",
    "resolved",
    "action",
    "meeting",
)


def find_unnumbered(
    lines: Sequence[Line], labels: dict[int, Extent], numbered: Sequence[int], in_capitals: bool
) -> dict[int, Heading]:
    """The headings without a number, by place; `numbered` are the places of those that have one.

    `in_capitals`: most of the numbered ones are written in capitals.
    """
    labelled = sum(extent in (Extent.MINUTES, Extent.DECISION) for extent in labels.values())
    if len(numbered) > 1:
        found = _capitals_between(lines, labels, min(numbered), in_capitals)
        return found | _above_labels(lines, labels, {*numbered, *found})
    if not numbered and labelled > 1:
        above = _above_labels(lines, labels, set())
        return above if len(above) > 1 else {}
    return {} if numbered or labelled else _titles_alone(lines, labels)


def _capitals_between(
    lines: Sequence[Line], labels: dict[int, Extent], first: int, in_capitals: bool
) -> dict[int, Heading]:
    """Lines in capitals below the first numbered heading: items when the numbered ones are in capitals as well."""
    found = {}
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if at in labels or not _is_bare_title(line) or not line.text.isupper() or not line.blank_before:
            continue
        if PART_OF_MEETING.fullmatch(line.text) or NO_TITLE.match(line.text) or line.text.count(" ") < 1:
            continue
        if in_capitals or is_procedural(line.text):
            found[at] = Heading(None, line.text)
    return found


def _above_labels(lines: Sequence[Line], labels: dict[int, Extent], taken: set[int]) -> dict[int, Heading]:
    """The titles that stand above each "Minutes:" or "Decision:" without a number, nearest first."""
    found: dict[int, Heading] = {}
    floor = -1
    for label_at, extent in labels.items():
        if extent not in (Extent.MINUTES, Extent.DECISION):
            continue
        above = range(label_at - 1, max(floor, label_at - 1 - FARTHEST_TITLE), -1)
        has_heading = any(at in taken for at in range(floor + 1, label_at))
        title_at = None if has_heading else _title_above(lines, labels, above)
        if title_at is not None:
            found[title_at] = Heading(None, lines[title_at].text)
        floor = label_at
    return found


def _title_above(lines: Sequence[Line], labels: dict[int, Extent], above: range) -> int | None:
    for at in above:
        line = lines[at]
        if at in labels or not _is_bare_title(line) or not line.blank_before:
            continue
        text = line.text
        if PART_OF_MEETING.fullmatch(text):
            continue
        if ATTACHMENT.search(text) or is_procedural(text) or text.isupper() or is_title_case(text):
            return at
        if (
            at == above.start
            or not lines[at + 1].text.endswith(TERMINAL)
            or lines[at + 1].text.startswith("To ")
        ):
            return at
    return None


def _titles_alone(lines: Sequence[Line], labels: dict[int, Extent]) -> dict[int, Heading]:
    """The items of a meeting without numbers and labels: titles on lines of their own, two of them procedure."""
    found = {
        at: Heading(None, line.text)
        for at, line in enumerate(lines[:-1])
        if at not in labels and _is_bare_title(line) and line.blank_before and lines[at + 1].blank_before
    }
    procedural = [at for at, heading in found.items() if is_procedural(heading.title)]
    if len(procedural) < 2:
        return {}
    return {at: each for at, each in found.items() if at >= procedural[0] and at + 1 not in found}


def _is_bare_title(line: Line) -> bool:
    """Whether an un-numbered line is short, begins with a capital, ends no sentence and is no cue."""
    text = line.text
    if line.mark is not None or line.is_row or line.capital or len(text) > LONGEST_UNNUMBERED:
        return False
    if text.endswith(TERMINAL) or not text[:1].isupper() or sum(map(str.isalpha, text)) < 4:
        return False
    if says_any(text, NO_TITLE_HINT) and NO_TITLE.match(text):
        return False
    return not starts_with_cue(line) and not is_chrome(line)
