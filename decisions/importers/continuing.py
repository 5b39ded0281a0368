"""The rows of items as they are, and which of them each part of a text continues."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from decisions.importers.alignment import Part, align
from decisions.models import Resolution
from meetings.minutes_text import Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import AgendaItem, MinutePoint


@dataclass
class Rows:
    """The rows of one item as they were."""

    points: list[MinutePoint] = field(default_factory=list)
    limbs: dict[int | None, list[Resolution]] = field(default_factory=lambda: defaultdict(list))  # by parent

    @property
    def in_order(self) -> list[Any]:
        """The points and whole resolutions together, in printed order."""
        return sorted([*self.points, *self.limbs[None]], key=lambda row: (row.order, row.pk))


def rows_of(items: Iterable[AgendaItem]) -> dict[int, Rows]:
    """Return the rows of these items by the item’s key; two questions, however many items."""
    found: dict[int, Rows] = {item.pk: Rows() for item in items}
    for point in MinutePoint.objects.filter(item__in=found).defer("search").order_by("order", "pk"):
        found[point.item_id].points.append(point)
    for resolution in Resolution.objects.filter(item__in=found).defer("search").order_by("order", "pk"):
        found[resolution.item_id].limbs[resolution.parent_id].append(resolution)
    return found


def continued_points(rows: Sequence[MinutePoint], points: Sequence[Point]) -> list[MinutePoint | None]:
    """Return for each point that was read the row that it continues."""
    old = [Part(row.text, row.number, (row.kind, row.level, row.mark), row.exempt) for row in rows]
    new = [
        Part(point.text, point.number or "", (point.kind, point.level, point.mark or "")) for point in points
    ]
    return [None if place is None else rows[place] for place in align(old, new)]


def continued_resolutions(
    rows: Sequence[Resolution],
    resolutions: Sequence[ParsedResolution | Limb],
    limbs: dict[int | None, list[Resolution]],
) -> list[Resolution | None]:
    """Return for each resolution or limb that was read the row that it continues; limbs help to tell them apart."""
    old = [Part(" ".join(_words(row, limbs)), row.number, (row.cue, row.wording), row.exempt) for row in rows]
    new = [
        Part(" ".join(_parsed_words(each)), each.number or "", (getattr(each, "cue", None) or "", each.text))
        for each in resolutions
    ]
    return [None if place is None else rows[place] for place in align(old, new)]


def _words(row: Resolution, limbs: dict[int | None, list[Resolution]]) -> Iterator[str]:
    yield row.wording
    for limb in limbs.get(row.pk, []):
        if not limb.exempt:
            yield from _words(limb, limbs)


def _parsed_words(part: ParsedResolution | Limb) -> Iterator[str]:
    yield part.text
    for limb in part.limbs:
        yield from _parsed_words(limb)
