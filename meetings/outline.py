"""Lays a record out as readers see it: who was there by capacity, paragraphs with what hangs under them, resolutions
with their limbs.

The record keeps points and resolutions as flat rows in order; a page needs them nested. Nothing here asks the database.
Resolutions belong to the app of decisions, so they are known here by what they offer, not by their class.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from meetings.models.agenda import MinutePoint
from meetings.models.meeting import Attendance

IN_THE_BODY = {MinutePoint.Kind.HEADING, MinutePoint.Kind.TABLE}


@dataclass
class Block:
    """One thing in the body of the minutes: a point with the points under it, or a resolution.

    A block with neither holds points that hang under nothing, such as bullets that open the minutes.
    """

    point: MinutePoint | None = None
    resolution: Any = None
    under: list["Block"] = field(default_factory=list)


def outline(points: Iterable[MinutePoint], resolutions: Iterable[Any]) -> list[Block]:
    """Return the blocks of an item in order; `resolutions` are all of the item's, limbs included."""
    rows = [(point.order, 0, point) for point in points]
    rows += [(resolution.order, 1, resolution) for resolution in hang_limbs(resolutions)]
    blocks: list[Block] = []
    above: list[tuple[int, Block]] = []  # the blocks that the next point may hang under, outermost first
    for _, is_resolution, row in sorted(rows, key=lambda row: row[:2]):
        if is_resolution:
            blocks.append(Block(resolution=row))
            above = []
        else:
            above = _place(row, blocks, above)
    return blocks


def _place(
    point: MinutePoint, blocks: list[Block], above: list[tuple[int, Block]]
) -> list[tuple[int, Block]]:
    """Put a point under the last one of a lower level, and return what the next may hang under."""
    block, level = Block(point=point), _level(point)
    above = [(upper, candidate) for upper, candidate in above if upper < level]
    if not above and level > 0:
        blocks.append(Block())
        above = [(0, blocks[-1])]
    (above[-1][1].under if above else blocks).append(block)
    return (
        [] if point.kind in IN_THE_BODY else [*above, (level, block)]
    )  # nothing hangs under a heading or table


def _level(point: MinutePoint) -> int:
    if point.kind in IN_THE_BODY:
        return 0
    return max(point.level, 1) if point.kind == MinutePoint.Kind.BULLET else point.level


def hang_limbs(resolutions: Iterable[Any]) -> list[Any]:
    """Give each of an item's resolutions its limbs as `limb_list`, and return those that are limbs of none."""
    by_key = {
        resolution.pk: resolution
        for resolution in sorted(resolutions, key=lambda resolution: resolution.order)
    }
    for resolution in by_key.values():
        resolution.limb_list = []
    top = []
    for resolution in by_key.values():
        if resolution.parent_id in by_key:
            by_key[resolution.parent_id].limb_list.append(resolution)
        elif resolution.parent_id is None:
            top.append(resolution)
    return top


def by_capacity(attendances: Iterable[Attendance]) -> dict[str, list[Attendance]]:
    """Return who chaired, who else was present, who sent apologies or was absent, and officers and guests."""
    groups: dict[str, list[Attendance]] = {
        group: [] for group in ("chairs", "members", "apologies", "absent", "others")
    }
    for attendance in attendances:
        if attendance.presence in ("apologies", "absent"):
            group = attendance.presence
        elif attendance.capacity in ("officer", "guest"):
            group = "others"
        else:
            group = "chairs" if attendance.capacity == "chair" else "members"
        groups[group].append(attendance)
    return groups
