"""Motions and amendments: which were moved, and whether they were carried or lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cue_finding import Cue
from .hints import says_any
from .lines import Line

# A paragraph that moves something: "It was moved by Councillor A and seconded by Councillor B that ..."
MOVES = re.compile(
    r"\b(?:moved|proposed|cynigiwyd|cynigiodd)\b.*\b(?:seconded|eiliwyd|eiliodd)\b|\b(?:seconded)\b.*\b(?:moved|proposed)\b"
    r"|\b(?:moved|proposed) (?:the following |an? |the )?(?:motion|amendment)|\bnotice of motion\b|\bfollowing (?:motion|amendment)\b"
    r"|^(?:motion|amendment)(?: \d)?(?::| by | from | -)",
    re.IGNORECASE | re.DOTALL,
)
MOVES_HINT = ("moved", "proposed", "motion", "amendment", "seconded", "cynig", "eiliwyd", "eiliodd")
AMENDMENT = re.compile(r"\b(?:an? |the |first |second |further |this )?amendment\b", re.IGNORECASE)
SUBSTANTIVE = re.compile(
    r"\b(?:motion|proposal|recommendations?|resolution),? as amended\b|\bamended (?:motion|recommendation|proposal|resolution)s?\b"
    r"|\b(?:substantive|original) (?:motion|recommendation|proposal)s?\b",
    re.IGNORECASE,
)
# A paragraph that tells how a vote went.
RESULT_SUBJECT = r"(?:motion|amendment|proposal|proposition|recommendations?|resolution|it|this|which|vote|amended|substantive|put to the vote|nomination|application)"
LOST = re.compile(
    rf"\b{RESULT_SUBJECT}\b[^.;]{{0,160}}?\b(?:lost|defeated|fell|not (?:been )?(?:carried|agreed|passed|approved|supported|adopted)|rejected"
    r"|withdrawn|failed|was not|were not|negatived|gollwyd|wrthodwyd)\b|^\W*(?:\w+ )?(?:lost|not carried|defeated|fell)\W*$"
    r"|\b(?:vote|voting)\b[^.;]{0,80}\blost\b",
    re.IGNORECASE,
)
CARRIED = re.compile(
    rf"\b{RESULT_SUBJECT}\b[^.;]{{0,160}}?\b(?:carried|passed|(?:was|were|and) (?:then |duly |unanimously |therefore |accordingly )*(?:agreed|approved|adopted|supported)|became the substantive"
    r"|gariwyd|dderbyniwyd)\b|^\W*(?:\w+ )?(?:carried|motion carried|agreed unanimously|carried unanimously|pasiwyd)\b[^.;]{0,80}\W*$|\bcarried (?:by|unanimously)\b",
    re.IGNORECASE,
)
RESULT_HINT = (
    "carried",
    "lost",
    "passed",
    "defeated",
    "fell",
    "agreed",
    "approved",
    "adopted",
    "rejected",
    "withdrawn",
    "failed",
    "negatived",
    "supported",
    " not",
    "substantive",
    "wyd",
)
RESOLVED = re.compile(r"resolved|r e s o l v e d|ordered|penderfyn", re.IGNORECASE)
RESOLVES = re.compile(r"(?:IT WAS |It was |it was )?(?:UNANIMOUSLY |unanimously )?(?:RESOLVED|ORDERED)\b")
INLINE = re.compile(
    r"(?:seconded(?: by)?|moved(?: by)?|proposed(?: by)?|eiliwyd gan)\b[^.:]*?(?:,| and)? ?(?P<that>\bthat\b|\bfod\b)|: (?P<colon>“?\S)",
    re.IGNORECASE | re.DOTALL,
)
CROSS_SENTENCE = re.compile(r"(?<=[.!?”]) (?=[A-Z(“])")
MOST_LINES_OF_A_MOTION = 30
# A result in the same paragraph as the motion, and no motion itself, may still tell of an earlier motion.
LONGEST_RESULT = 600


@dataclass(slots=True)
class Motion:
    """A motion or amendment: the paragraph that moves it, where its wording lies, and how it went.

    `is_closed`: a RESOLVED stands below it, and a vote told later is about something else.
    `first` and `last` are the places of the paragraphs that hold its wording; both are `at` when the wording stands in
    the moving paragraph itself. `wording` is where in that paragraph it starts, `result` the place of the paragraph
    that tells the outcome.
    """

    at: int
    is_amendment: bool
    first: int
    last: int
    wording: int | None
    carried: bool | None = None
    result: int | None = None
    is_closed: bool = False


def find_motions(lines: Sequence[Line], cues: Sequence[Cue | None]) -> list[Motion]:
    """The motions and amendments of a body in the order they were moved, with how each went where the text tells.

    `cues` are the cues of the lines.
    """
    motions: list[Motion] = []
    resolved: list[int] = []
    for at, (line, cue) in enumerate(zip(lines, cues, strict=True)):
        if motions and _resolves(line, cue):
            resolved.append(at)
            for each in motions:
                each.is_closed = each.is_closed or each.carried is None
        if motions and (verdict := verdict_of(line)) is not None and not _is_resolved(cue):
            _settle(motions, at, line, verdict)
        if (motion := _motion_of(at, line, cue)) is not None:
            motions.append(motion)
            own = _own_verdict(line, motion)
            if own is not None:
                motion.carried, motion.result = own, at
    for place, moved in enumerate(motions):
        _bound(moved, motions[place + 1] if place + 1 < len(motions) else None, lines)
        if moved.is_closed:
            moved.last = min(moved.last, next(each for each in resolved if each > moved.at) - 1)
    return motions


def _resolves(line: Line, cue: Cue | None) -> bool:
    """Whether a paragraph opens with RESOLVED in capitals: what was moved above it is settled."""
    return RESOLVES.match(line.text) is not None and _is_resolved(cue)


def verdict_of(line: Line) -> bool | None:
    """Whether the paragraph tells that something was carried (True) or lost (False); None when it tells neither."""
    text = line.text
    if line.is_row or len(text) > LONGEST_RESULT or not says_any(text, RESULT_HINT) or MOVES.search(text):
        return None
    return _verdict(text)


def _verdict(text: str) -> bool | None:
    if LOST.search(text):
        return False
    return True if CARRIED.search(text) else None


def _own_verdict(line: Line, motion: Motion) -> bool | None:
    """The verdict that follows the motion in its own paragraph ("... The motion was lost.")."""
    sentences = CROSS_SENTENCE.split(line.text[:4000])
    for sentence in reversed(sentences[1:]):
        if says_any(sentence, RESULT_HINT) and (verdict := _verdict(sentence)) is not None:
            return verdict
    tail = sentences[0][motion.wording or 0 :] if len(sentences) == 1 else ""
    found = re.search(
        r"\b(?:and )?(?:the (?:motion|amendment) )?(?:was|were|is)? ?(?:declared )?(?P<lost>lost|defeated)\b",
        tail,
        re.IGNORECASE,
    )
    return False if found else None


def _is_resolved(cue: Cue | None) -> bool:
    return cue is not None and RESOLVED.search(cue.cue) is not None


def _motion_of(at: int, line: Line, cue: Cue | None) -> Motion | None:
    if line.is_row or not says_any(line.text, MOVES_HINT) or (line.style or "").startswith("bullet"):
        return None
    opening = line.text[:700]
    if not MOVES.search(opening):
        return None
    if _is_resolved(cue):
        return None
    is_amendment = AMENDMENT.search(opening) is not None and SUBSTANTIVE.search(opening) is None
    inline = INLINE.search(line.text[:2000])
    start = (inline.start("that") if inline["that"] else inline.start("colon")) if inline else None
    if start is not None:
        return Motion(at, is_amendment, at, at, start)
    return Motion(at, is_amendment, at + 1, at, None)


def _settle(motions: list[Motion], at: int, line: Line, verdict: bool) -> None:
    open_motions = [motion for motion in motions if motion.carried is None and not motion.is_closed]
    about_amendment = AMENDMENT.search(line.text) is not None and SUBSTANTIVE.search(line.text) is None
    wanted = [motion for motion in open_motions if motion.is_amendment == about_amendment] or (
        [] if about_amendment or SUBSTANTIVE.search(line.text) else open_motions
    )
    if wanted:
        motion = wanted[-1]
        motion.carried, motion.result = verdict, at


def _bound(motion: Motion, following: Motion | None, lines: Sequence[Line]) -> None:
    """Where the wording ends that stands below the moving paragraph: above the result and above the next motion."""
    if (
        motion.wording is not None
        and lines[motion.at].text[motion.wording :].rstrip().endswith((":", ":-", ": -")) is False
    ):
        return
    ends = [len(lines), motion.at + 1 + MOST_LINES_OF_A_MOTION]
    if motion.result is not None and motion.result > motion.at:
        ends.append(motion.result)
    if following is not None:
        ends.append(following.at)
    motion.last = min(ends) - 1
