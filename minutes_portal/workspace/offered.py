"""Suggestions as the page offers them: boxes to confirm, fields to fill in, and what is only to be looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from meetings.models import Interest
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.suggesting import AS_RECORDED, KINDS, Suggestion

PLAIN_SOURCES = ("", "the wording", "the title", AS_RECORDED)  # need no saying
ONE_VALUE = {"addressee": "text", "forwarded_to": "text", "mover": "text", "seconder": "text", "due": "date"}
FOLDED = (
    *ONE_VALUE,
    "votes",
    "report_back",
)  # with nothing read, these are fields to fill in, out of the way
MANY = ("outcome", "topic")
UNASKED = (*FOLDED, "procedural")  # not ticked is an answer too
DETAILS = {
    "for": ("for", "number"), "against": ("against", "number"), "abstain": ("abstained", "number"),
    "owner": ("Who", "text"), "when": ("By when, as printed", "text"), "due_on": ("Due on", "date"),
    "kind": ("Kind", tuple(Interest.Kind.choices)), "nature": ("Nature", "text"),
    "left": ("Left the meeting", (("", "not recorded"), ("yes", "yes"), ("no", "no"))),
}  # fmt: skip


@dataclass(frozen=True)
class Input:
    """A field of a suggestion: its name in the form, what it is called, its kind (or its choices), its value."""

    name: str
    label: str
    kind: Any
    value: str

    @property
    def choices(self) -> Any:
        return None if isinstance(self.kind, str) else self.kind


@dataclass(frozen=True)
class Box:
    """A suggestion with its box."""

    key: str
    label: str
    ticked: bool
    to_decide: bool
    why: str
    inputs: list[Input]
    folded: list[Input]


@dataclass
class Offer:
    """What is suggested of one part."""

    boxes: list[Box] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)  # outcomes or topics that nothing speaks for
    noun: str = ""  # what these are
    blanks: list[Box] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def to_decide(self) -> int:
        return sum(box.to_decide for box in self.boxes)

    @property
    def anything(self) -> bool:
        return bool(self.boxes or self.others or self.blanks or self.told)


def offer_of(suggestions: Iterable[Suggestion], choices: Choices) -> Offer:
    """Sort the suggestions of a part by how the page offers them."""
    offer = Offer()
    for each in suggestions:
        if each.only_told:
            offer.told.append(each.label)
            continue
        read = each.default or choices.ticked(each)
        if not read and each.kind in MANY and not each.source:
            offer.others.append((each.key, each.label.partition(": ")[2]))
            offer.noun = KINDS[each.kind].lower()
        elif not read and each.kind in FOLDED:
            offer.blanks.append(_box(each, choices))
        else:
            offer.boxes.append(_box(each, choices))
    return offer


def _box(each: Suggestion, choices: Choices) -> Box:
    inputs = list(_inputs(each, choices))
    many = each.kind in ("action", "interest")
    chosen = each.key in choices.confirmed or each.key in choices.refused
    return Box(
        key=each.key,
        label=KINDS[each.kind] if inputs and not many else each.label,
        ticked=choices.ticked(each),
        to_decide=not each.default and not chosen and each.kind not in UNASKED,
        why="" if each.source in PLAIN_SOURCES else each.source,
        inputs=[] if many else inputs,
        folded=inputs if many else [],
    )


def _inputs(each: Suggestion, choices: Choices) -> Iterator[Input]:
    if each.kind in ONE_VALUE or each.kind == "action":
        label = "What" if each.kind == "action" else KINDS[each.kind]
        yield Input(f"value-{each.key}", label, ONE_VALUE.get(each.kind, "text"), choices.value_of(each))
    if each.kind in ("votes", "action", "interest"):
        for name, _ in each.details:
            label, kind = DETAILS[name]
            yield Input(f"value-{each.key}.{name}", label, kind, choices.detail_of(each, name))
