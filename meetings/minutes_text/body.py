"""The body of an item: paragraphs in printed order become points and resolutions."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile, zip_longest

from .beside import speaks_of_vote, tells_loss, tells_of_amendment, with_suggestions
from .closing import decides_nothing, with_closing_resolution
from .cue_finding import Cue, find_cue, introduces_quotation, starts_with_cue
from .cues import A_BODY
from .limb_marks import limbs_on_line, limbs_parted, mark_below_cues
from .lines import Line
from .motions import AMENDMENT, Motion, find_motions, verdict_of
from .movers import is_mover_line
from .numbering import Outline
from .outcomes import BASE, PAST
from .record import Point, PointKind, Resolution, Votes
from .resolutions import ResolutionDraft
from .vote_lines import UNANIMOUS, vote_at
from .votes import votes_in

NOTE = re.compile(
    r"[\[(*]{0,2}\s?(?:(?:post[- ]?meeting|post[- ]?committee|later|clerk['’]?s?|officer['’]?s?|secretary['’]?s?|editor['’]?s?|explanatory|subsequent) (?:note|update|clarification|addendum)"
    r"|(?:update|clarification|correction) (?:following|after|since) the meeting"
    r"|note (?:by|from) (?:the )?[\w ]{2,40}|notes?|addendum|n\.?b\.?|nodyn)\s?[:–-]"
    r"|[\[(](?:it was (?:subsequently )?(?:clarified|confirmed)|after the meeting|following the meeting|subsequent to the meeting|since the meeting|post[- ]meeting)\b"
    r"|(?:after|following|subsequent to|since) the meeting,|(?:it was )?(?:subsequently )?(?:clarified|confirmed|noted) after the meeting"
    r"|it was (?:subsequently )?(?:clarified|confirmed) (?:after|following|since) the meeting|note[ds]? after the meeting",
    re.IGNORECASE,
)
BODY_ALONE = re.compile(rf"{A_BODY}(?: then| therefore| unanimously)?:[ -]*")
BRINGS = re.compile(
    r"\b(?:presented|introduced|reported|considered|received|outlined|explained|moved|proposed|seconded|submitted|discussed)\b",
    re.IGNORECASE,
)
# "A recorded vote was then taken on the substantive motion:" leads to the vote, not to somebody's words.
LEADS_TO_VOTE = re.compile(
    r"\b(?:vote|division) (?:was|being) (?:then )?(?:taken|called)\b[^.:]{0,80}:$", re.IGNORECASE
)
# "The Committee recommends that:", "The Committee noted:" above a numbered list.
BODY_DECIDES = re.compile(
    rf"{A_BODY}(?: then| therefore| unanimously| also)? (?:(?:resolves|recommends|agrees|agreed|recommended|approves|notes|endorses|requests|asks)(?: that| to)?|noted|approved|endorsed|asked|requested):[ -]*"
)
OPENS_WITH_ACT = re.compile(
    rf"(?!asked (?:about|why|what|when|where|who|how|whether|if)\b)(?:{BASE}|{PAST})\b", re.IGNORECASE
)
# "Members agreed that the point was well made.": an opinion, where nothing is to be done.
OPINION = re.compile(
    r"that\b(?!.*\b(?:be|should|would|will|shall|must|is|are|to)\b).*\b(?:was|were|had)\b", re.DOTALL
)
LEAD_ALONE = re.compile(r"(?:and |therefore )?it was(?: then| unanimously| accordingly)?", re.IGNORECASE)
LONGEST_OPINION = 300
LONGEST_LEAD_IN = 160
HEADING_LENGTH = 100
INTRODUCES_LIST = (":", ":-", ": -")
ONLY_STRONG = re.compile(
    r"(?i:resolved|r e s o l v e d|ordered|penderfyn)|\b(?:AGREED|RECOMMENDED|DECIDED|NOTED|APPROVED)\b"
)


class BodyReader:
    """Reads the paragraphs of one body in order; `close` returns its points and resolutions."""

    def __init__(self, furniture: list[str], in_box: bool = False) -> None:
        self.furniture = furniture
        self.in_box = in_box
        self.lines: list[Line] = []
        self.parts: list[Point | Resolution] = []
        self.outline = Outline()
        self.previous = ""
        self.draft: ResolutionDraft | None = None
        self.kept_votes: Votes | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet."""
        return not self.lines

    @property
    def has_cue(self) -> bool:
        """Whether a paragraph read so far announces a resolution."""
        return any(find_cue(line) for line in self.lines)

    def add(self, line: Line) -> None:
        """Add one printed paragraph."""
        self.lines.append(line)

    def close(self, title: str | None = None) -> tuple[Point | Resolution, ...]:
        """The points and resolutions of the body, with movers, votes and addressees suggested."""
        self._read_lines()
        parts = self.parts
        if self.in_box:
            parts = [
                _told(part) if isinstance(part, Resolution) and decides_nothing(part) else part
                for part in parts
            ]
        elif parts and not any(isinstance(part, Resolution) for part in parts):
            parts = with_closing_resolution(parts, title)
        return tuple(with_suggestions(parts, at) for at in range(len(parts)))

    def _read_lines(self) -> None:
        self.lines = _with_leads_joined(self.lines)
        self._read_motions()
        self.draft = ResolutionDraft(None, in_box=True) if self.in_box and not self._tells_first() else None
        at = 0
        while at < len(self.lines):
            taken = self._read_vote(at)
            if not taken:
                self._read_line(at)
            at += taken or 1
        self._close_draft()

    def _tells_first(self) -> bool:
        """Whether a decision box first tells how the matter was brought, and then announces its RESOLVED."""
        first = next((at for at, cue in enumerate(self.cues) if cue and ONLY_STRONG.search(cue.cue)), 0)
        return first > 0 and all(
            line.mark is None and BRINGS.search(line.text) for line in self.lines[:first]
        )

    # Motions

    def _read_motions(self) -> None:
        """Which paragraphs are the wording of a motion: adopted ones become resolutions, lost ones stay points."""
        cues = [find_cue(line) for line in self.lines]
        parted = limbs_parted(self.lines, cues)
        if len(parted) > len(self.lines):
            self.lines, cues = parted, [find_cue(line) for line in parted]
        lines = mark_below_cues(self.lines, cues)
        self.cues = [
            cue if line is old else find_cue(line)
            for old, line, cue in zip(self.lines, lines, cues, strict=True)
        ]
        self.lines = lines
        motions = find_motions(self.lines, self.cues)
        self.weak_count = not any(
            cue and not cue.is_weak and ONLY_STRONG.search(cue.cue) for cue in self.cues
        )
        self.adopted: dict[int, Motion] = {}
        self.lost: set[int] = set()
        for motion, following in zip_longest(motions, motions[1:]):
            end = following.at if following else len(self.lines)
            if motion.carried is False:
                self.lost.update(range(motion.at, motion.last + 1))
            elif (
                motion.carried and not self._is_resolved_after(motion, end) and not _replaced(motion, motions)
            ):
                self._adopt(motion)

    def _is_resolved_after(self, motion: Motion, end: int) -> bool:
        result = motion.result if motion.result is not None else motion.at
        after = range(motion.at + 1, max(end, min(result + 4, len(self.lines))))
        return any((cue := self.cues[at]) is not None and not cue.is_weak for at in after)

    def _adopt(self, motion: Motion) -> None:
        first = motion.first
        is_wording = motion.wording is not None or (
            first <= motion.last and ResolutionDraft.opens_wording(self.lines[first])
        )
        self.adopted[first if is_wording else motion.at] = motion

    # Votes

    def _read_vote(self, at: int) -> int:
        """How many lines from here hold nothing but a vote that belongs to a resolution; they are then read."""
        if at in self.lost:
            return 0
        if self._follows_text_of_resolution() and UNANIMOUS.fullmatch(self.lines[at].whole):
            self.furniture.append(self.lines[at].whole)
            return 1
        found = vote_at(self.lines, at)
        if found is None:
            return 0
        taken, votes = found
        if verdict_of(self.lines[at]) is False:
            return 0  # the vote on what was lost is not the vote on what was resolved
        if not (
            self._gives_limb(at + taken, votes)
            or self._gives_resolution(votes)
            or (not tells_of_amendment(self.lines[at].text) and self._keeps(at + taken, votes))
        ):
            return 0
        self.furniture += [line.whole for line in self.lines[at : at + taken]]
        self.previous = ""  # "The motion was put to the vote:" led to the vote, not to a quotation
        return taken

    def _follows_text_of_resolution(self) -> bool:
        if self.draft is not None:
            return not self.draft.is_empty
        return bool(self.parts) and isinstance(self.parts[-1], Resolution)

    def _gives_limb(self, following: int, votes: Votes) -> bool:
        """A vote between two limbs, or after the last limb of several that were each voted on, is that limb's."""
        if self.draft is None or not self.draft.open_limbs:
            return False
        goes_on = following < len(self.lines) and self.draft.continues(self.lines[following])
        if not goes_on and not self.draft.has_limb_votes:
            return False
        self.draft.open_limbs[-1].votes = votes
        return True

    def _gives_resolution(self, votes: Votes) -> bool:
        if self.draft is not None and not self.draft.is_empty:
            self._close_draft()
        elif self.draft is not None and self.draft.cue is not None:
            self.draft.votes = votes
            return True
        at = len(self.parts) - 1
        while at >= 0 and isinstance(part := self.parts[at], Point) and speaks_of_vote(part):
            at -= 1
        last = self.parts[at] if at >= 0 else None
        if not isinstance(last, Resolution) or last.votes not in (None, votes):
            return False
        self.parts[at] = replace(last, votes=votes)
        return True

    def _keeps(self, following: int, votes: Votes) -> bool:
        """A vote straight above a resolution is that resolution's; "The motion was carried." may stand between."""
        between = following
        while (
            between < len(self.lines) and self.cues[between] is None and _tells_carried(self.lines[between])
        ):
            between += 1
        following = between if between < len(self.lines) and self.cues[between] else following
        if following >= len(self.lines) or not (self.cues[following] or following in self.adopted):
            return False
        if self.parts and isinstance(part := self.parts[-1], Point) and tells_loss(part):
            return False
        self.kept_votes = votes
        return True

    # Paragraphs

    def _read_line(self, at: int) -> None:
        line = self.lines[at]
        if at in self.adopted and self._begins_adopted(at, line):
            return
        cue = self._cue_of(at, line)
        if self.draft is not None:
            if (cue is None or self._quotes_cue_as_limb(line)) and self._draft_takes(line):
                return
            self._close_draft()
        if cue is None:
            self._add_point(line)
            return
        self._begin(cue, line, at)

    def _cue_of(self, at: int, line: Line) -> Cue | None:
        cue = self.cues[at]
        if cue is None and self._leads_to_limbs(at, line):
            return Cue("", line.text, "")
        if (
            cue is None
            or at in self.lost
            or (cue.is_weak and len(cue.rest) <= LONGEST_OPINION and OPINION.match(cue.rest))
            or (cue.is_weak and not self.weak_count and cue.rest.startswith("to "))
        ):
            return None
        quoted = self.draft is not None and not self.in_box
        leads_to_vote = LEADS_TO_VOTE.search(self.previous) is not None
        return cue if quoted or leads_to_vote or not introduces_quotation(self.previous) else None

    def _leads_to_limbs(self, at: int, line: Line) -> bool:
        """ "The Committee:" above "(a) NOTED ...", "(b) AGREED ...": each limb brings its own cue."""
        if self.draft is not None or at + 1 >= len(self.lines) or not line.text.endswith(INTRODUCES_LIST):
            return False
        below, cue = self.lines[at + 1], self.cues[at + 1]
        if below.mark is None or len(line.text) > LONGEST_LEAD_IN:
            return False
        if BODY_DECIDES.fullmatch(line.text):
            return self.weak_count and below.number is not None
        if not BODY_ALONE.fullmatch(line.text):
            return False
        in_capitals = cue is not None and cue.cue.split(" ")[0].isupper()
        is_talk = line.text.casefold().startswith("members")
        return in_capitals or (self.weak_count and not is_talk and self._limbs_decide(at + 1))

    def _limbs_decide(self, at: int) -> bool:
        """Whether every lettered or numbered paragraph of the list that begins here opens with a verb that decides."""
        style = self.lines[at].style
        limbs = [
            line
            for line in takewhile(lambda line: line.mark is not None, self.lines[at:])
            if line.style == style and line.number is not None
        ]
        return bool(limbs) and all(map(OPENS_WITH_ACT.match, (line.text for line in limbs)))

    def _begins_adopted(self, at: int, line: Line) -> bool:
        motion = self.adopted[at]
        start = motion.wording or 0
        below = at != motion.at
        if motion.wording is None and not below and (self.draft is not None or self._follows_resolution()):
            return False  # "Proposed by A, seconded by B, and carried" below the resolution it speaks of
        self._close_draft()
        cue = Cue("", line.text[:start].rstrip(), line.text[start:]) if not below else Cue("", "", line.text)
        if motion.result is not None and motion.result != motion.at:
            self.kept_votes = votes_in(self.lines[motion.result].text)
        self._begin(cue, line, at)
        return True

    def _follows_resolution(self) -> bool:
        return bool(self.parts) and isinstance(self.parts[-1], Resolution)

    def _begin(self, cue: Cue, line: Line, at: int) -> None:
        if cue.before:
            self._add_point(replace(line, text=cue.before))
        elif line.mark is not None and cue.cue:
            self.outline.place(line)
        self.previous = ""
        if not cue.cue:
            self.draft = ResolutionDraft(None)
            self.draft.takes_motion(line)
        else:
            self.draft = ResolutionDraft(
                cue, line, self.in_box, limbs_on_line(cue, line, self.lines[at + 1 :])
            )
        self.draft.votes, self.kept_votes = self.kept_votes, None

    def _draft_takes(self, line: Line) -> bool:
        draft = self.draft
        if draft is None or (not draft.is_empty and (NOTE.match(line.text) or is_mover_line(line.text))):
            return False
        return draft.takes(line, self.outline)

    def _quotes_cue_as_limb(self, line: Line) -> bool:
        """A marked limb may open with a cue's verb ("1. Agreed to ..."); only a capital cue begins anew."""
        if self.draft is None or line.mark is None:
            return False
        if self.draft.expects(line) and not self.outline.continues(line):
            return True
        return not line.text.split(" ", 1)[0].strip(":–-.,").isupper() and not self.outline.continues(line)

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
            if kind not in ("note", "table"):
                self.outline.restart(kind == "paragraph" and line.text.endswith(INTRODUCES_LIST))
        self.parts.append(Point(line.text, line.number, level, kind, line.mark))
        self.previous = line.text


def _with_leads_joined(lines: list[Line]) -> list[Line]:
    """ "12.2 It was" and the "RESOLVED" that stands alone below it as one line."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.mark is None and LEAD_ALONE.fullmatch(above.text) and starts_with_cue(line):
            joined[-1] = replace(above, text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _tells_carried(line: Line) -> bool:
    return verdict_of(line) is True and AMENDMENT.search(line.text) is None and votes_in(line.text) is None


def _told(resolution: Resolution) -> Point:
    """What stands in a decision box without deciding anything, as a paragraph."""
    return Point(resolution.text.replace("\n", " "))


def _replaced(motion: Motion, motions: list[Motion]) -> bool:
    """Whether an amendment that was carried went into a motion that was carried too."""
    return motion.is_amendment and any(each.carried and not each.is_amendment for each in motions)


def kind_of(line: Line) -> PointKind:
    """What kind of point a paragraph is."""
    if line.is_row:
        return "table"
    if NOTE.match(line.text):
        return "note"
    if (line.style or "").startswith("bullet"):
        return "bullet"
    is_short = (
        line.mark is None
        and len(line.text) <= HEADING_LENGTH
        and not line.text.endswith((".", ";", ",", "!", "?"))
    )
    if is_short and line.text.isupper() and sum(map(str.isalpha, line.text)) > 3:
        return "heading"
    return "paragraph"
