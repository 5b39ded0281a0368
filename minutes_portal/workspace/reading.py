"""Reads a text for its place: what each line became, which row of the record each part continues, what it suggests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from django.core.exceptions import ValidationError

from decisions.importers.alignment import Part, likeness
from decisions.importers.continuing import Rows, continued_points, continued_resolutions, rows_of
from decisions.importers.headings import SAME_TITLE, match_items
from meetings.minutes_text import Item, Limb, Page, Point, Resolution, UnreadableText
from meetings.minutes_text.sources import read_source
from meetings.models import Action, AgendaItem, Interest
from minutes_portal.workspace import suggesting
from minutes_portal.workspace.lines import SourceLine, link_lines
from minutes_portal.workspace.naming import Names
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.recognising import read_as_recorded
from minutes_portal.workspace.rendering import recorded
from minutes_portal.workspace.subjects import Subjects, texts_of
from minutes_portal.workspace.suggesting import Suggesting, Suggestion

PartKind = Literal["paragraph", "bullet", "heading", "table", "note", "resolution", "limb"]
LONGEST_TEXT = 5_000_000  # characters


@dataclass(frozen=True)
class ReadPart:
    """One point, resolution or limb that was read, and the row of the record that it continues."""

    key: str
    part: Point | Resolution | Limb
    kind: PartKind
    row: Any = None

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def is_exempt(self) -> bool:
        """Whether it continues an exempt part, and stays exempt."""
        return bool(self.row is not None and self.row.exempt)


@dataclass(frozen=True)
class ReadItem:
    """One item that was read, the item of the record that it is (`target`), and its parts in printed order."""

    key: str
    item: Item
    target: AgendaItem | None
    parts: list[ReadPart] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What a text says, line by line and part by part, and what is suggested from it."""

    text: str
    page: Page
    items: list[ReadItem]
    source_lines: list[SourceLine]
    suggestions: list[Suggestion]
    notices: list[str] = field(default_factory=list)
    missing: list[AgendaItem] = field(default_factory=list)  # items of the place that the text does not hold
    kept_aside: list[Any] = field(default_factory=list)  # exempt rows, which no text holds

    @property
    def unplaced(self) -> list[str]:
        """The lines that were not understood."""
        return list(self.page.unplaced)

    @cached_property
    def by_part(self) -> dict[str, list[Suggestion]]:
        """The suggestions by the key of the part, or of the item, that they are about."""
        found: dict[str, list[Suggestion]] = {}
        for suggestion in self.suggestions:
            found.setdefault(suggestion.part_key, []).append(suggestion)
        return found


def read_upload(raw: bytes, name: str, place: Place) -> Reading:
    """Read a file: text, a Word document or a saved web page. Raises ValidationError that says what to do."""
    try:
        source = read_source(raw, name)
    except UnreadableText as error:
        raise ValidationError(f"{name or 'This file'} cannot be read. {error}") from None
    notices = [f"Line {each.line}: {each.message}" if each.line else each.message for each in source.notices]
    return read_text(source.text, place, notices=(*notices, *_repairs(source.repairs)))


def read_text(text: str, place: Place, *, notices: Sequence[str] = ()) -> Reading:
    """Read a text for an item or a whole meeting. Raises ValidationError for a text that cannot be stored."""
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            "This text is longer than minutes can be (over five million characters): divide it."
        )
    try:
        page = read_as_recorded(text, recorded(place))
    except UnreadableText as error:
        raise ValidationError(f"Line {error.line}: {error.reason}") from None
    targets = place.items
    found = _targets(place, page.items, targets)
    rows = rows_of(targets)
    items = [
        _read_item(f"i{n}", each, target, rows[target.pk] if target else Rows())
        for n, (each, target) in enumerate(zip(page.items, found, strict=True))
    ]
    told = [*notices, *_repairs(page.repairs), *_doubts(place, items)]
    missing = [item for item in targets if item not in found] if page.items else []
    aside = _aside(items, [rows[item.pk] for item in targets])
    return Reading(
        text, page, items, link_lines(text, page, items), _suggestions(place, items), told, missing, aside
    )


def _targets(place: Place, parsed: Sequence[Item], items: Sequence[AgendaItem]) -> list[AgendaItem | None]:
    if place.item is not None and len(parsed) == 1:
        return [place.item]
    return match_items(parsed, items)


def _repairs(repairs: Sequence[Any]) -> Iterator[str]:
    for each in repairs:
        yield f"Line {each.line}: damaged characters were repaired: “{each.after.strip()[:100]}”."


def _doubts(place: Place, items: Sequence[ReadItem]) -> Iterator[str]:
    """Say where a text seems to be about something else."""
    for each in items:
        stated = each.item.meeting
        if stated and stated.date and stated.date != place.meeting.date:
            yield (
                f"The text names a meeting on {stated.date:%-d %B %Y}; this one was on {place.meeting.date:%-d %B %Y}."
            )
    target, title = place.item, items[0].item.title if items else None
    if target and title and target.title and likeness(Part(title), Part(target.title)) < SAME_TITLE:
        yield f"The text is headed “{title[:120]}”; this item is “{target.title[:120]}”. Saving changes the title."
    if place.item is not None and len(items) > 1:
        yield f"This text holds {len(items)} items. Put it in the whole meeting’s text, or leave one item in."


def _read_item(key: str, item: Item, target: AgendaItem | None, rows: Rows) -> ReadItem:
    points = iter(continued_points(rows.points, item.points))
    resolutions = iter(continued_resolutions(rows.limbs[None], item.resolutions, rows.limbs))
    read = ReadItem(key, item, target)
    numbers = {"p": 0, "r": 0}
    for part in item.body:
        letter = "p" if isinstance(part, Point) else "r"
        part_key = f"{key}.{letter}{numbers[letter]}"
        numbers[letter] += 1
        if isinstance(part, Point):
            read.parts.append(ReadPart(part_key, part, part.kind, next(points)))
        else:
            row = next(resolutions)
            read.parts.append(ReadPart(part_key, part, "resolution", row))
            read.parts.extend(_read_limbs(part_key, part.limbs, row, rows))
    return read


def _read_limbs(key: str, limbs: Sequence[Limb], parent: Any, rows: Rows) -> Iterator[ReadPart]:
    before = rows.limbs[parent.pk] if parent is not None else []
    for n, (limb, row) in enumerate(
        zip(limbs, continued_resolutions(before, limbs, rows.limbs), strict=True)
    ):
        yield ReadPart(f"{key}.l{n}", limb, "limb", row)
        yield from _read_limbs(f"{key}.l{n}", limb.limbs, row, rows)


def _aside(items: Sequence[ReadItem], rows: Sequence[Rows]) -> list[Any]:
    stands = {
        part.row.pk
        for item in items
        for part in item.parts
        if part.is_exempt and part.kind not in ("resolution", "limb")
    }
    resolved = {
        part.row.pk
        for item in items
        for part in item.parts
        if part.is_exempt and part.kind in ("resolution", "limb")
    }
    points = [row for each in rows for row in each.points if row.exempt and row.pk not in stands]
    every = [row for each in rows for limbs in each.limbs.values() for row in limbs]
    return [*points, *(row for row in every if row.exempt and row.pk not in resolved)]


def _suggestions(place: Place, items: Sequence[ReadItem]) -> list[Suggestion]:
    to = Suggesting()
    names, subjects = Names(place.meeting), Subjects(place.meeting.committee)
    targets = [item.target for item in items if item.target]
    actions = list(Action.objects.filter(item__in=targets).order_by("order", "pk"))
    interests = list(Interest.objects.filter(item__in=targets).select_related("person").order_by("pk"))
    topics: dict[int, set[str]] = {}
    ties = AgendaItem.topics.through.objects.filter(agendaitem__in=targets)
    for target, slug in ties.values_list("agendaitem_id", "topic__slug"):
        topics.setdefault(target, set()).add(slug)
    for item in items:
        own_actions = [each for each in actions if item.target and each.item_id == item.target.pk]
        own_interests = [each for each in interests if item.target and each.item_id == item.target.pk]
        _of_item(to, item, subjects, topics.get(item.target.pk, set()) if item.target else set())
        for action in own_actions:
            suggesting.of_action(to, _part_of(item, action), action)
        for undertaking in item.item.actions:
            suggesting.of_undertaking(to, _said_in(item, undertaking.text), undertaking, own_actions)
        for interest in own_interests:
            suggesting.of_interest(to, item.key, interest)
        for part in item.parts:
            if isinstance(part.part, Resolution):
                suggesting.of_resolution(to, part.key, part.part, part.row, names)
            elif isinstance(part.part, Limb):
                suggesting.of_limb(to, part.key, part.part, part.row)
            else:
                suggesting.of_point(to, part.key, part.part, own_interests, names)
    return to.found


def _said_in(item: ReadItem, words: str) -> str:
    """Return the key of the paragraph that holds these words, or of the item where none does."""
    return next(
        (part.key for part in item.parts if isinstance(part.part, Point) and words in part.part.text),
        item.key,
    )


def _part_of(item: ReadItem, action: Action) -> str:
    """Return the key of the paragraph that an action stands in, or of the item where it stands in none."""
    return next(
        (
            part.key
            for part in item.parts
            if isinstance(part.part, Point) and part.row is not None and part.row.pk == action.point_id
        ),
        item.key,
    )


def _of_item(to: Suggesting, item: ReadItem, subjects: Subjects, stored: set[str]) -> None:
    target = item.target
    title = item.item.title or (target.title if target else "")
    procedural = bool(target and target.procedural) or item.item.procedural
    to.add(
        item.key, title, "procedural", "", default=procedural, certain=bool(target and target.procedural),
        source=suggesting.AS_RECORDED if target and target.procedural else "the title", named="procedural",
    )  # fmt: skip
    texts = texts_of([part.part.text for part in item.parts])
    likely = (
        {topic.slug: (sure, why) for topic, sure, why in subjects.of(title, texts)} if not procedural else {}
    )
    for topic in subjects.topics:
        sure, why = likely.get(topic.slug, (False, ""))
        kept = topic.slug in stored
        to.add(
            item.key, title, "topic", topic.slug, default=kept or (sure and not stored), certain=kept,
            source=suggesting.AS_RECORDED if kept else why, told=topic.name,
        )  # fmt: skip
