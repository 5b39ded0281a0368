"""One resolution as it is read: its cue, its lead-in and its limbs, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .cue_finding import Cue
from .cues import TITLES
from .lines import Line
from .numbering import THAT as THAT_RUNG
from .numbering import Outline, Rung, is_first
from .outcome_reading import in_order, outcome_of_cue, outcomes_of
from .outcomes import LONE_AGREEMENT
from .record import Limb, Resolution, Votes
from .votes import votes_in

THAT = re.compile(r"[(\[“\"]?(?:that|fod|bod)\b", re.IGNORECASE)
OPENS_WORDING = re.compile(
    r"(?i:[“\"‘']?(?:that|to|this (?:council|committee|panel|board)|the (?:council|committee) (?:resolves|notes|agrees|believes))\b)|[a-z]"
)
CLOSING_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
MOTION_GOES_ON = re.compile(
    r"(?:this|the) (?:council|committee|panel|board) (?:\w+ )?(?:resolves|notes|believes|calls|agrees|recognises|asks|requests|further|also|therefore|thanks|supports)\b|(?:and )?(?:further )?(?:resolves|notes|believes|calls on) ",
    re.IGNORECASE,
)
OPENS_RESOLVES = re.compile(r"(?:this|the) \w+ (?:\w+ )?(?:resolves|agrees)\b", re.IGNORECASE)
JOINING_WORD = re.compile(r"(?:and|or)\b")
CONDITION = re.compile(r"(?:subject to|provided that|on condition that|with effect from)\b")
ACT = re.compile(r"(?:that|to)\b", re.IGNORECASE)
LEADS_ON = (":", ": -", ":-", "-", "–", "—", ";", "; and", ",", ", and")
BARE_LEAD_IN = re.compile(r"(?:that|to|(?:that )?approval be given to)\W*$", re.IGNORECASE)


@dataclass(slots=True)
class LimbDraft:
    """A limb that is still being read; `is_that` when it is a bare "That ..." paragraph."""

    lines: list[str]
    number: str | None = None
    mark: str | None = None
    is_that: bool = False
    votes: Votes | None = None
    limbs: list[LimbDraft] = field(default_factory=list)


class ResolutionDraft:
    """A resolution that is still being read: paragraphs are offered to it until it refuses one."""

    def __init__(
        self,
        cue: Cue | None,
        line: Line | None = None,
        in_box: bool = False,
        on_line: tuple[str, list[Line]] | None = None,
    ) -> None:
        self.cue = cue.cue if cue else None
        self.mark = line.mark if line and cue and not cue.before else None
        self.number = line.number if self.mark and line else None
        self.in_box = in_box
        self.lead_in: list[str] = []
        self.limbs: list[LimbDraft] = []
        self.open_limbs: list[LimbDraft] = []
        self.outline = Outline(bullets_stand_below=False)
        self.votes: Votes | None = None
        self.is_motion = False
        self.closing_quote: str | None = None
        if on_line:
            self._begin_with(*on_line)
        elif cue and cue.rest:
            self._add_unmarked(cue.rest)

    def _begin_with(self, lead_in: str, limbs: list[Line]) -> None:
        """What stands on the cue's own line: "RESOLVED that (1) the update be noted, and (2) ..."."""
        self.lead_in += [lead_in] if lead_in else []
        for limb in limbs:
            self._add_limb(LimbDraft([limb.text], limb.number, limb.mark), self._place(limb))

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet but the cue."""
        return not self.lead_in and not self.limbs

    @property
    def has_limb_votes(self) -> bool:
        """Whether a limb was voted on by itself."""
        return any(limb.votes is not None for limb in self.limbs)

    @staticmethod
    def opens_wording(line: Line) -> bool:
        """Whether a paragraph below "moved ... seconded" is the wording of the motion rather than debate."""
        return line.mark is not None or OPENS_WORDING.match(line.text) is not None

    def expects(self, line: Line) -> bool:
        """Whether this marked paragraph begins the list that the text leads on to, or is the next of the list."""
        if any(limb.mark for limb in self.limbs):
            return self.outline.continues(line)
        _, value = self.outline.reading(line)
        return (self._last_text() or self.cue or "").endswith(":") and (not value or is_first(value))

    def continues(self, line: Line) -> bool:
        """Whether this paragraph would be another limb."""
        return (line.mark is not None and self.outline.has_style(line)) or THAT.match(line.text) is not None

    def takes(self, line: Line, minutes_outline: Outline) -> bool:
        """Add the paragraph and return True when it belongs to this resolution, else return False.

        A resolution ends at the next number of the minutes' own sequence, and at an un-numbered paragraph that
        neither starts with "That" or "and" nor is led on to.
        """
        if line.is_row or line.style == "slashed":
            return False
        if line.mark is None:
            taken = self._takes_unmarked(line)
            self._close_quote(line)
            return taken
        if not self._takes_mark(line, minutes_outline):
            return False
        self._add_limb(LimbDraft([line.text], line.number, line.mark), self._place(line))
        self._close_quote(line)
        return True

    def takes_motion(self, line: Line) -> None:
        """The first paragraph of a motion that was carried; a motion in quotation marks lasts up to the closing one."""
        self.is_motion = True
        self.closing_quote = CLOSING_QUOTES.get(line.text[:1])
        if not self.takes(line, Outline()):
            self.lead_in.append(line.text)
        self._close_quote(line)

    def _close_quote(self, line: Line) -> None:
        if self.closing_quote and line.text.rstrip(".;, ").endswith(self.closing_quote):
            self.closing_quote = None

    def _takes_more_of_motion(self, line: Line) -> bool:
        """A further un-numbered paragraph of a motion: inside its quotation marks, or one that begins as motions do."""
        goes_on = self.is_motion and MOTION_GOES_ON.match(line.text) is not None
        if self.closing_quote is None and not goes_on:
            return False
        if goes_on and any(limb.mark for limb in self.limbs) and line.text.endswith((":", " to", " that")):
            self.outline.rungs = [Rung(THAT_RUNG, 0, ())]
            self._add_limb(LimbDraft([line.text]), 0)
            return True
        self._append(line.text)
        return True

    def _takes_unmarked(self, line: Line) -> bool:
        if self._takes_more_of_motion(line):
            return True
        if (capital := self._capital_limb(line)) is not None:
            self._add_limb(LimbDraft([capital.text], capital.number, capital.mark), self._place(capital))
        elif (JOINING_WORD.match(line.text) and not self.is_empty) or self._is_tail(line):
            self._append(line.text)
        elif (
            self.is_empty
            or THAT.match(line.text)
            or (self.limbs and self._begins_bare_limb() and not self._last_text().endswith((".", ":")))
            or (not self.limbs and self._leads_on())
            or self._box_takes()
        ):
            self._add_unmarked(line.text)
        else:
            return False
        return True

    def _is_tail(self, line: Line) -> bool:
        """Whether a paragraph in lower case ends the sentence that the last limb left open."""
        is_open = bool(self.limbs) and not self._begins_bare_limb()
        if is_open and CONDITION.match(line.text) and self._last_text().endswith((";", ",")):
            return True
        return is_open and line.text[:1].islower() and not self._last_text().endswith((".", ":", "?", ";"))

    def _box_takes(self) -> bool:
        return self.in_box and all(limb.is_that and not limb.limbs for limb in self.limbs)

    def _leads_on(self) -> bool:
        text = self.lead_in[-1] if self.lead_in else ""
        return text.endswith(LEADS_ON) or BARE_LEAD_IN.match(text) is not None

    def _last_text(self) -> str:
        if self.open_limbs:
            return self.open_limbs[-1].lines[-1]
        return self.lead_in[-1] if self.lead_in else ""

    def _takes_mark(self, line: Line, minutes_outline: Outline) -> bool:
        _, value = self.outline.reading(line)
        marked_limbs = any(limb.mark or limb.limbs for limb in self.limbs)
        if minutes_outline.continues(line) and self._goes_on_in_minutes(line, marked_limbs):
            return False
        if self.is_empty and minutes_outline.continues(line) and ACT.match(line.text):
            minutes_outline.place(line)
            return True
        if (
            minutes_outline.continues(line)
            and not self.outline.continues(line)
            and not (is_first(value) and not marked_limbs)
        ):
            return False
        if marked_limbs:
            return not self._skips_to_numbers(line)
        last = self._last_text()
        if last and last.endswith(".") and not ACT.match(line.text):
            return False
        return (
            not value
            or is_first(value)
            or not last
            or last.endswith(LEADS_ON)
            or BARE_LEAD_IN.match(last) is not None
        )

    def _goes_on_in_minutes(self, line: Line, marked_limbs: bool) -> bool:
        """Whether the next number of the minutes, though it would be the next limb's too, opens talk: limbs "That ..."."""
        acts = [ACT.match(limb.lines[0]) is not None for limb in self.limbs]
        return marked_limbs and all(acts) and self.outline.continues(line) and not ACT.match(line.text)

    def _skips_to_numbers(self, line: Line) -> bool:
        """Whether "(2) Title" stands below limbs (a), (b): no list of this resolution has come to (1)."""
        style, value = self.outline.reading(line)
        if not style.endswith("number") or is_first(value):
            return False
        return not any("number" in rung.style or "decimal" in rung.style for rung in self.outline.rungs)

    def _capital_limb(self, line: Line) -> Line | None:
        """The paragraph with its lone capital letter read as a mark, when it begins or continues such a list."""
        if line.capital is None:
            return None
        rest = line.text[len(line.capital) :].strip()
        marked = Line(
            line.position, rest, line.capital, "dotted", line.capital[0], line.indent, line.blank_before
        )
        begins = line.capital[0] == "A" and not any(limb.mark for limb in self.limbs)
        return marked if rest and (begins or self.outline.continues(marked)) else None

    def _place(self, line: Line) -> int:
        return min(self.outline.place(line), len(self.open_limbs))

    def _add_unmarked(self, text: str) -> None:
        if (THAT.match(text) and not BARE_LEAD_IN.match(text)) or self._begins_bare_limb():
            self.outline.rungs = [Rung(THAT_RUNG, 0, ())]
            self._add_limb(LimbDraft([text], is_that=True), 0)
        elif self.limbs:
            self._append(text)
        else:
            self.lead_in.append(text)

    def _begins_bare_limb(self) -> bool:
        """Below "RESOLVED that:" every un-numbered paragraph is a limb, as long as none closes the sentence."""
        if not self.lead_in or BARE_LEAD_IN.match(self.lead_in[-1]) is None or "approval" in self.lead_in[-1]:
            return False
        return all(limb.is_that and not limb.limbs for limb in self.limbs)

    def _append(self, text: str) -> None:
        if self.open_limbs:
            self.open_limbs[-1].lines.append(text)
        else:
            self.lead_in.append(text)

    def _add_limb(self, limb: LimbDraft, level: int) -> None:
        if not self.open_limbs and self.limbs:
            level = 0
        del self.open_limbs[level:]
        (self.open_limbs[-1].limbs if self.open_limbs else self.limbs).append(limb)
        self.open_limbs.append(limb)

    def close(self) -> Resolution:
        """The finished resolution, with its outcomes suggested."""
        lead_in, limbs = list(self.lead_in), self.limbs
        # One "That ..." alone is the text of the resolution and what it lists are its limbs; several are limbs.
        if len(limbs) == 1 and limbs[0].is_that:
            lead_in += limbs[0].lines
            limbs = limbs[0].limbs
        made = with_outcomes(
            Resolution("\n".join(lead_in), self.cue, self.number, self.mark, limbs=_limbs(limbs))
        )
        return replace(made, votes=self.votes)


def _limbs(drafts: list[LimbDraft]) -> tuple[Limb, ...]:
    return _with_whole_vote(tuple(map(_limb, drafts))) if drafts else ()


def _limb(draft: LimbDraft) -> Limb:
    text = "\n".join(draft.lines)
    below = tuple(map(_limb, draft.limbs))
    return Limb(text, draft.number, draft.mark, limbs=below, votes=draft.votes or votes_in(text))


def _with_whole_vote(limbs: tuple[Limb, ...]) -> tuple[Limb, ...]:
    """A vote printed after the last of several limbs, and only there, is the vote on the whole."""
    *others, last = limbs
    if others and last.votes and not any(limb.votes for limb in others):
        return (*others, replace(last, votes=None))
    return limbs


def with_outcomes(resolution: Resolution) -> Resolution:
    """The resolution with outcomes suggested for it and for each limb.

    A limb's own verb counts first; a limb without one takes the lead-in's outcome ("That approval be given to").
    Below a lead-in that recommends or requests, every limb is recommended or requested: it is for others to do.
    """
    stated = outcomes_of(resolution.text, resolution.cue)
    if not resolution.limbs:
        decides = resolution.text or LONE_AGREEMENT.search(resolution.cue or "")
        return replace(resolution, outcomes=stated or (("agreed",) if decides else ()), limbs=())
    handed_on = bool({"recommended", "requested"} & set(stated))
    inherited = stated or tuple(filter(None, (outcome_of_cue(resolution.cue),)))
    inherited = inherited[-1:] if handed_on else inherited
    limbs = tuple(_limb_with_outcomes(limb, inherited, handed_on) for limb in resolution.limbs)
    union = in_order([*stated, *(outcome for limb in limbs for outcome in limb.outcomes)])
    return replace(resolution, outcomes=union, limbs=limbs)


def _limb_with_outcomes(limb: Limb, inherited: tuple[str, ...], handed_on: bool) -> Limb:
    own = () if handed_on else outcomes_of(limb.text)
    if not own and OPENS_RESOLVES.match(limb.text):
        inherited = ("agreed",)  # "This Council resolves:" below what "This Council notes:"
    below = handed_on or bool({"recommended", "requested"} & set(own))
    nested = tuple(_limb_with_outcomes(each, own or inherited, below) for each in limb.limbs)
    from_nested = in_order(outcome for each in nested for outcome in each.outcomes)
    outcomes = in_order([*own, *from_nested]) or inherited or ("agreed",)
    return replace(limb, outcomes=outcomes, limbs=nested)


def printed_lines(resolution: Resolution) -> list[str]:
    """The wording of a resolution as lines in printed order: cue and lead-in, then each limb with its mark."""
    text = resolution.text
    if resolution.cue is not None and not is_glued(resolution):
        text = (
            f"{resolution.cue}\n{text}" if stands_alone(resolution) else f"{resolution.cue} {text}".rstrip()
        )
    return [line for line in text.split("\n") if line] + _limb_lines(resolution.limbs, 0)


def stands_alone(resolution: Resolution) -> bool:
    """Whether the cue is printed on a line of its own: above several lines, or because it is a bare "Decision"."""
    return "\n" in resolution.text or (resolution.cue or "").casefold() in TITLES


def is_glued(resolution: Resolution) -> bool:
    """Whether the text is joined to its cue without a space and therefore holds it already."""
    cue, text = resolution.cue or "", resolution.text
    return bool(cue) and text.startswith(cue) and not text[len(cue) : len(cue) + 1].isspace() and text != cue


def _limb_lines(limbs: tuple[Limb, ...], depth: int) -> list[str]:
    lines = []
    for limb in limbs:
        first, *others = limb.text.split("\n")
        lines.append("  " * depth + printed_mark(limb.mark) + first)
        lines += others + _limb_lines(limb.limbs, depth + 1)
    return lines


def printed_mark(mark: str | None) -> str:
    """The mark with the space after it; a bare number or letter needs two to be read as a mark."""
    if mark is None:
        return ""
    return f"{mark}  " if mark.isalnum() or (mark[0].isupper() and mark.isascii()) else f"{mark} "


def cue_and_text(resolution: Resolution) -> str:
    """The cue and the text of a resolution as one string, as they were printed."""
    if resolution.cue is None or is_glued(resolution):
        return resolution.text
    return f"{resolution.cue} {resolution.text}".rstrip()


def wording(resolution: Resolution) -> str:
    """The whole wording of a resolution, cue and limbs included."""
    return "\n".join(printed_lines(resolution))
