"""The body of an item: paragraphs in printed order become points and resolutions."""

from __future__ import annotations

import re
from dataclasses import replace

from .cues import A_BODY, find_cue
from .lines import Line
from .numbering import Outline
from .record import Point, PointKind, Resolution, Votes
from .resolutions import ResolutionDraft, is_glued, printed_lines, with_outcomes
from .suggestions import (
    addressee_of,
    asks_report_back,
    forwarded_to,
    introduces_motion,
    is_mover_line,
    movers_in,
    votes_in,
    votes_of_line,
)

NOTE = re.compile(
    r"\[?(?:post[- ]meeting note|note|later note|addendum|clerk['’]s note|note by the clerk)\s?:",
    re.IGNORECASE,
)
HEADING_LENGTH = 100
MOST_PIPES_IN_PROSE = 1
INTRODUCES_LIST = (":", ":-", ": -")
# Wording that is a resolution only where it closes the item; in the middle it is narrative.
CLOSING = re.compile(
    rf"(?P<cue>{A_BODY} (?:then |also |duly )?(?:noted|received|endorsed|approved)) (?P<rest>.+)"
)
MINUTES_APPROVED = re.compile(
    r"(?:(?:that )?the )?(?:\w{1,20} ){0,3}(?:minutes|notes)\b.{0,300}?\b(?:was|were|be) (?:then )?(?:agreed|approved|confirmed|accepted|signed"
    r"|taken).{0,120}?\b(?:correct|accurate|true)\b.{0,30}?\brecord\b",
    re.IGNORECASE,
)
MINUTES_TITLE = re.compile(r"\b(?:minutes|notes)\b", re.IGNORECASE)
LONGEST_CLOSING = 300
# Suggestions are read from this much of a resolution; no real one is longer.
LONGEST_WORDING_READ = 20_000


class BodyReader:
    """Reads the paragraphs of one body in order; `close` returns its points and resolutions."""

    def __init__(self, furniture: list[str], in_box: bool = False) -> None:
        self.furniture = furniture
        self.parts: list[Point | Resolution] = []
        self.outline = Outline()
        self.previous = ""
        self.in_box = in_box
        self.draft: ResolutionDraft | None = ResolutionDraft(None, in_box=True) if in_box else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet."""
        return not self.parts and (
            self.draft is None or (self.in_box and self.draft.is_empty and self.draft.cue is None)
        )

    def add(self, line: Line) -> None:
        """Add one printed paragraph."""
        if self._adds_vote(line):
            return
        quoted = self.draft is not None and not self.in_box
        cue = find_cue(line, "" if quoted else self.previous)
        if self.draft is not None:
            if (cue is None or self._quotes_cue_as_limb(line)) and self.draft.takes(line, self.outline):
                return
            self._close_draft()
        if cue is None:
            self._add_point(line)
            return
        if cue.before:
            self._add_point(replace(line, text=cue.before))
        elif line.mark is not None:
            self.outline.place(line)
        self.previous = ""
        self.draft = ResolutionDraft(cue, line, self.in_box)

    def _quotes_cue_as_limb(self, line: Line) -> bool:
        """A marked limb may open with a cue's verb ("1. Agreed to ..."); only a capital cue begins anew."""
        if self.draft is None or line.mark is None:
            return False
        return not line.text.split(" ", 1)[0].strip(":–-.,").isupper() and not self.outline.continues(line)

    def _adds_vote(self, line: Line) -> bool:
        """A line that holds nothing but a counted vote belongs to the resolution straight before it."""
        votes = votes_of_line(line.whole)
        if votes is None:
            return False
        if self.draft is not None and not self.draft.is_empty:
            self._close_draft()
        elif self.draft is not None or not self.parts or not isinstance(self.parts[-1], Resolution):
            return False
        last = self.parts[-1]
        if not isinstance(last, Resolution) or last.votes is not None:
            return False
        self.parts[-1] = replace(last, votes=votes)
        self.furniture.append(line.whole)
        return True

    def _close_draft(self) -> None:
        if self.draft is not None and not (self.draft.is_empty and self.draft.cue is None):
            self.parts.append(self.draft.close())
        self.draft = None

    def _add_point(self, line: Line) -> None:
        kind = kind_of(line)
        if line.mark is not None:
            level = self.outline.place(line)
        else:
            level = 0
            self.outline.restart(kind == "paragraph" and line.text.endswith(INTRODUCES_LIST))
        self.parts.append(Point(line.text, line.number, level, kind, line.mark))
        self.previous = line.text

    def close(self, title: str | None = None) -> tuple[Point | Resolution, ...]:
        """The points and resolutions of the body, with movers, votes and addressees suggested."""
        self._close_draft()
        parts = self.parts
        if parts and not any(isinstance(part, Resolution) for part in parts):
            parts = _with_closing_resolution(parts, title)
        return tuple(_with_suggestions(parts, at) for at in range(len(parts)))


def kind_of(line: Line) -> PointKind:
    """What kind of point a paragraph is."""
    if line.is_row or (line.mark is None and line.text[:2000].count(" | ") > MOST_PIPES_IN_PROSE):
        return "table"
    if (line.style or "").startswith("bullet"):
        return "bullet"
    if line.mark is None and NOTE.match(line.text):
        return "note"
    is_short = (
        line.mark is None
        and len(line.text) <= HEADING_LENGTH
        and not line.text.endswith((".", ";", ",", "!", "?"))
    )
    if is_short and line.text.isupper() and sum(map(str.isalpha, line.text)) > 3:
        return "heading"
    return "paragraph"


def _with_closing_resolution(parts: list[Point | Resolution], title: str | None) -> list[Point | Resolution]:
    """The same parts, the last one read as a resolution when its wording closes the item.

    "The Committee noted the report." is one only as the last, un-numbered, single sentence of an item without any
    other resolution. Minutes approved as a correct record are one in an item about minutes, or alone in an item.
    """
    about_minutes = MINUTES_TITLE.search(title) is not None if title is not None else len(parts) <= 2
    for at, part in enumerate(parts):
        if about_minutes and _is_plain(part) and MINUTES_APPROVED.match(part.text[: LONGEST_CLOSING * 2]):
            return [*parts[:at], with_outcomes(Resolution(part.text)), *parts[at + 1 :]]
    last = parts[-1]
    if _is_plain(last) and len(last.text) <= LONGEST_CLOSING and last.text.rstrip(".").count(". ") == 0:
        found = CLOSING.fullmatch(last.text)
        if found:
            return [*parts[:-1], with_outcomes(Resolution(found["rest"], found["cue"]))]
    return parts


def _is_plain(part: Point | Resolution) -> bool:
    return isinstance(part, Point) and part.kind == "paragraph" and part.mark is None


def approves_minutes(text: str) -> bool:
    """Whether a paragraph without a cue approves minutes as a correct record."""
    return MINUTES_APPROVED.match(text[: LONGEST_CLOSING * 2]) is not None


def _with_suggestions(parts: list[Point | Resolution], at: int) -> Point | Resolution:
    part = parts[at]
    if isinstance(part, Point):
        return part
    if not part.text and not part.limbs:
        return part
    text = wording(part)[:LONGEST_WORDING_READ]
    before = parts[at - 1] if at else None
    after = parts[at + 1] if at + 1 < len(parts) else None
    mover, seconder = _movers(text, before, after)
    return replace(
        part,
        addressee=addressee_of(text),
        forwarded_to=forwarded_to(text),
        report_back=asks_report_back(text),
        moved_by=mover,
        seconded_by=seconder,
        votes=part.votes or _votes(text, before, after),
    )


def wording(resolution: Resolution) -> str:
    """The whole wording of a resolution, cue and limbs included."""
    return "\n".join(printed_lines(resolution))


def _movers(
    text: str, before: Point | Resolution | None, after: Point | Resolution | None
) -> tuple[str | None, str | None]:
    found = movers_in(text)
    if found == (None, None) and isinstance(after, Point) and is_mover_line(after.text):
        found = movers_in(after.text)
    if found == (None, None) and isinstance(before, Point) and introduces_motion(before.text):
        found = movers_in(before.text)
    return found


def _votes(text: str, before: Point | Resolution | None, after: Point | Resolution | None) -> Votes | None:
    found = votes_in(text)
    if found is None and isinstance(after, Point) and is_mover_line(after.text):
        found = votes_in(after.text)
    if found is None and isinstance(before, Point) and introduces_motion(before.text):
        found = votes_in(before.text)
    return found


def cue_and_text(resolution: Resolution) -> str:
    """The cue and the text of a resolution as one string, as they were printed."""
    if resolution.cue is None or is_glued(resolution):
        return resolution.text
    return f"{resolution.cue} {resolution.text}".rstrip()
