"""The record that minutes text is turned into: pages, items, points, resolutions and what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PointKind = Literal["paragraph", "bullet", "heading", "table", "note"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A line whose encoding damage was repaired: its number (from 1), and the line before and after."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MeetingReference:
    """The meeting that a text names: its day and its committee as printed, None for what the text does not say."""

    date: date | None
    committee: str | None


@dataclass(frozen=True, slots=True)
class Votes:
    """A counted vote; `abstain` is None when the text counts no abstentions.

    `named` are the side (for, against, abstain) and the name of each voter, as printed, where the text names them. Two
    tellings of one vote are the same vote, whether or not both name the voters.
    """

    in_favour: int
    against: int
    abstain: int | None = None
    named: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph, bullet, heading, table row or note; `mark` is the printed number or bullet, untouched."""

    text: str
    number: str | None = None
    level: int = 0
    kind: PointKind = "paragraph"
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb of a resolution, with the limbs below it and, where it was voted on by itself, its vote."""

    text: str
    number: str | None = None
    mark: str | None = None
    outcomes: tuple[str, ...] = ()
    limbs: tuple[Limb, ...] = ()
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution; everything after `text` but `limbs` and `notice_wording` is a suggestion to confirm.

    `cue` is the printed wording that announces it ("RESOLVED:"), None where there is none (a decision box, minutes
    approved as a correct record). Where the text is joined to its cue without a space ("RESOLVED:That ..."), the
    text keeps the cue, because splitting it would alter a printed word.
    """

    text: str
    cue: str | None = None
    number: str | None = None
    mark: str | None = None
    notice_wording: str | None = None
    limbs: tuple[Limb, ...] = ()
    outcomes: tuple[str, ...] = ()
    addressee: str | None = None
    forwarded_to: str | None = None
    report_back: bool = False
    moved_by: str | None = None
    seconded_by: str | None = None
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A suggested action: the sentence as printed and, where found, who is to do what by when."""

    text: str
    owner: str | None = None
    what: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document the page lists, with its kind and size as printed ("PDF", "167 KB")."""

    title: str | None
    kind: str | None = None
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item: its heading, its body in printed order, and what was suggested from it.

    `fields` are pairs of label and value, sorted by label, each label once.
    """

    number: str | None = None
    minute_number: str | None = None
    title: str | None = None
    meeting: MeetingReference | None = None
    purpose: str | None = None
    body: tuple[Point | Resolution, ...] = ()
    interests: int = 0
    actions: tuple[Action, ...] = ()
    documents: tuple[Document, ...] = ()
    procedural: bool = False
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of the body alone, in printed order."""
        return tuple(part for part in self.body if isinstance(part, Point))

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions of the body alone, in printed order."""
        return tuple(part for part in self.body if isinstance(part, Resolution))

    def field(self, label: str) -> str | None:
        """The value printed under this label, or None."""
        return dict(self.fields).get(label)


@dataclass(frozen=True, slots=True)
class Page:
    """What one text holds: its items, and every line that is not part of an item.

    `furniture` are lines recognised as labels, page chrome or the source of a value; `unplaced` are lines that were
    not understood; `repairs` are lines whose encoding damage was repaired.
    """

    items: tuple[Item, ...] = ()
    furniture: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
