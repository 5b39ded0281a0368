"""A reading as the workspace shows it: items with their parts, and what each line of the text became."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from meetings.checks import Finding
from meetings.minutes_text import Point, Resolution
from meetings.models import AgendaItem
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.lines import SourceLine
from minutes_portal.workspace.offered import Offer, offer_of
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import Reading, ReadItem, ReadPart
from minutes_portal.workspace.visit import change_address

Look = tuple[Finding, str]
LABELS = {"note": "Note added later", "heading": "Heading", "table": "Table"}


@dataclass(frozen=True)
class ShownPart:
    """A paragraph, resolution or limb on the page."""

    key: str
    css: str
    name: str
    label: str
    mark: str
    cue: str
    text: str
    notice: str
    first_line: int | None
    offer: Offer


@dataclass(frozen=True)
class ShownItem:
    """An item on the page: where it goes, what is printed with it, its parts, and what is worth a look in it."""

    key: str
    heading: str
    target: AgendaItem | None
    address: str
    fields: list[tuple[str, str]]
    parts: list[ShownPart]
    offer: Offer
    looks: list[Look]

    @property
    def is_new(self) -> bool:
        return self.target is None


@dataclass
class ShownReading:
    """Everything that the page shows of a reading."""

    items: list[ShownItem] = field(default_factory=list)
    lines: list[SourceLine] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    missing: list[AgendaItem] = field(default_factory=list)
    kept_aside: list[Any] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    whole_meeting: bool = False

    @classmethod
    def of(cls, place: Place, reading: Reading | None, choices: Choices, looks: Iterable[Look] = ()) -> Self:
        """Lay out a reading with what the officer has chosen in it; nothing where there is no reading."""
        looks = list(looks)
        if reading is None:
            return cls(looks=looks)
        first: dict[str, int] = {}
        for line in reading.source_lines:
            if line.part:
                first.setdefault(line.part, line.number)
        written = {each.target for each in reading.items if each.parts}
        looks = [look for look in looks if not (_is_of_nothing(look) and look[0].remark.item in written)]
        offers = defaultdict(Offer, {key: offer_of(found, choices) for key, found in reading.by_part.items()})
        items = [_item(each, offers, first, looks) for each in reading.items]
        beside = {id(look) for item in items for look in item.looks}
        return cls(
            items=items,
            lines=list(reading.source_lines),
            notices=list(reading.notices),
            missing=list(reading.missing),
            kept_aside=list(reading.kept_aside),
            looks=[look for look in looks if id(look) not in beside],
            whole_meeting=place.item is None,
        )

    @property
    def empty(self) -> bool:
        return not any(line.text.strip() for line in self.lines)

    @property
    def unplaced(self) -> list[SourceLine]:
        return [line for line in self.lines if line.role == "unplaced"]

    @property
    def item_count(self) -> int:
        return len(self.items)

    @property
    def point_count(self) -> int:
        return sum(
            not part.css.startswith(("resolution", "limb")) for item in self.items for part in item.parts
        )

    @property
    def resolution_count(self) -> int:
        return sum(part.css.startswith("resolution") for item in self.items for part in item.parts)

    @property
    def to_decide(self) -> int:
        parts = [part.offer for item in self.items for part in item.parts]
        return sum(offer.to_decide for offer in [*parts, *(item.offer for item in self.items)])

    @property
    def marks(self) -> list[tuple[str | None, str]]:
        """What the page's script needs of each line: the part it became, and its role."""
        return [(line.part, line.role) for line in self.lines]

    @property
    def marks_as_json(self) -> str:
        return json.dumps(self.marks, separators=(",", ":"))


def _item(read: ReadItem, offers: dict[str, Offer], first: dict[str, int], looks: list[Look]) -> ShownItem:
    item, target = read.item, read.target
    number = item.number or item.minute_number or ""
    printed = f"{number} {item.title or ''}".strip()
    fields = [("Purpose", item.purpose)] if item.purpose else []
    return ShownItem(
        key=read.key,
        heading=printed or (str(target) if target else "Item without a title"),
        target=target,
        address=change_address(target) if target else "",
        fields=[*fields, *item.fields],
        parts=[_part(each, offers, first) for each in read.parts],
        offer=offers[read.key],
        looks=[look for look in looks if target is not None and look[0].remark.item == target],
    )


def _is_of_nothing(look: Look) -> bool:
    """Whether it is said of the record that an item is empty, which this text will put right."""
    return look[0].check.startswith("nothing minuted")


def _part(read: ReadPart, offers: dict[str, Offer], first: dict[str, int]) -> ShownPart:
    part = read.part
    kind = _kind(read)
    mark = part.mark or part.number or ""
    return ShownPart(
        key=read.key,
        css=_css(read),
        name=f"{kind} {part.number or ''}".strip(),
        label=LABELS.get(getattr(part, "kind", ""), "Resolution" if isinstance(part, Resolution) else ""),
        mark=mark,
        cue=getattr(part, "cue", None) or "",
        text=part.text,
        notice=getattr(part, "notice_wording", None) or "",
        first_line=first.get(read.key),
        offer=offers[read.key],
    )


def _kind(read: ReadPart) -> str:
    if isinstance(read.part, Point):
        return read.part.kind.capitalize()
    return "Resolution" if isinstance(read.part, Resolution) else "Limb"


def _css(read: ReadPart) -> str:
    part = read.part
    if isinstance(part, Point):
        level = max(part.level, 1) if part.kind == "bullet" else part.level
        return part.kind + (f" ws-part--level{min(level, 2)}" if level else "")
    if isinstance(part, Resolution):
        return "resolution"
    depth = read.key.count(".l")
    return "limb" + (" ws-part--limb2" if depth > 1 else "")
