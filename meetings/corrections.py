"""Finds what a change of a published record changed, and tells readers with the officer's reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.models import AgendaItem, CorrectedText, Correction, Meeting, MinutePoint

ITEM_FIELDS = (
    "number",
    "minute_number",
    "title",
    "purpose",
    "report_reference",
    "forward_plan_reference",
    "wards",
)
MEETING_FIELDS = ("date", "start_time", "venue", "status", "status_note", "approval_note")


@dataclass(frozen=True, slots=True)
class Words:
    """One text of the record: whose it is, what readers would call it, and what it says."""

    what: str
    text: str
    point: Any = None
    resolution: Any = None
    exempt: bool = False


Key = tuple[str, int, str]  # kind, primary key, field
Snapshot = dict[Key, Words]


def snapshot(meeting: Meeting, item: AgendaItem | None = None) -> Snapshot:
    """Return every text that readers can see of the meeting's own particulars, or of one of its items."""
    if item is None:
        particulars = {
            ("meeting", meeting.pk, name): Words(_name(meeting, name), _said(meeting, name))
            for name in MEETING_FIELDS
        }
        return particulars | dict(_attendances(meeting))
    texts = {
        ("item", item.pk, name): Words(_name(item, name), _said(item, name), exempt=item.exempt)
        for name in ITEM_FIELDS
    }
    own = texts | dict(_interests(item)) | dict(_actions(item))
    return own | dict(_points(item)) | dict(_resolutions(item))


def _attendances(meeting: Meeting) -> Iterator[tuple[Key, Words]]:
    for row in meeting.attendances.select_related("person", "substitute_for"):
        stands_in = f"for {row.substitute_for}" if row.substitute_for else ""
        said = [row.get_capacity_display(), row.get_presence_display().lower(), stands_in, row.note]
        yield ("meeting", row.pk, "attendance"), Words(f"Attendance of {row.person}", _listed(said))


def _interests(item: AgendaItem) -> Iterator[tuple[Key, Words]]:
    left = {None: "", True: "left the meeting", False: "stayed in the meeting"}
    for row in item.interests.select_related("person"):
        said = [row.get_kind_display(), row.nature, left[row.left_the_meeting]]
        yield (
            ("item", row.pk, "interest"),
            Words(f"Interest of {row.person}", _listed(said), exempt=item.exempt),
        )


def _actions(item: AgendaItem) -> Iterator[tuple[Key, Words]]:
    for place, row in enumerate(item.actions.select_related("point"), 1):
        due = f"by {row.due_on:%-d %B %Y}" if row.due_on else ""
        done = f"done on {row.done_on:%-d %B %Y}" if row.done_on else ""
        exempt = item.exempt or bool(row.point and row.point.exempt)
        said = _listed([row.owner, row.what, row.when, due, done])
        # It goes with its paragraph, should that become exempt.
        yield ("item", row.pk, "action"), Words(f"Action {place}", said, point=row.point, exempt=exempt)


def _listed(said: list[str]) -> str:
    return ", ".join(filter(None, said))


def _name(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name).capitalize()


def _said(row: Any, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)


def _points(item: AgendaItem) -> Iterator[tuple[tuple[str, int, str], Words]]:
    for place, point in enumerate(MinutePoint.objects.filter(item=item).order_by("order"), 1):
        what = (
            f"Paragraph {point.number}"
            if point.number
            else f"{point.get_kind_display()}, number {place} in order"
        )
        text = f"{point.mark} {point.text}".strip()
        yield ("point", point.pk, "text"), Words(what, text, point=point, exempt=item.exempt or point.exempt)


def _resolutions(item: AgendaItem) -> Iterator[tuple[tuple[str, int, str], Words]]:
    for resolution in item.resolutions.select_related("parent__parent").order_by("order"):
        chain = [
            part
            for part in (resolution, resolution.parent, getattr(resolution.parent, "parent", None))
            if part
        ]
        numbers = " ".join(part.mark or part.number for part in reversed(chain)).strip()
        what = f"Resolution {numbers}".strip()
        exempt = item.exempt or any(part.exempt for part in chain)
        told: Any = {"exempt": exempt, "resolution": resolution}
        yield (
            ("resolution", resolution.pk, "wording"),
            Words(what, f"{resolution.cue} {resolution.wording}".strip(), **told),
        )
        yield (
            ("resolution", resolution.pk, "notice"),
            Words(f"{what}, notice", resolution.notice_wording, **told),
        )
        yield (
            ("resolution", resolution.pk, "outcomes"),
            Words(f"{what}, outcomes", ", ".join(resolution.outcomes), **told),
        )


def record_correction(
    meeting: Meeting, item: AgendaItem | None, reason: str, before: Snapshot, after: Snapshot
) -> Correction | None:
    """Keep for readers what changed between two snapshots, and why; nothing if no text changed.

    Texts that are exempt before or after the change are never quoted, nor are the outcomes of what an exempt limb hangs
    under. A part that was deleted is quoted as it was;
    one that is to be hidden must be marked exempt, not deleted. Raises ValidationError without a reason.
    """
    changed = [
        (key, before.get(key), after.get(key))
        for key in (*before, *(key for key in after if key not in before))
        if (before[key].text if key in before else "") != (after[key].text if key in after else "")
    ]
    silent = _told_by_exempt_limbs(before) | _told_by_exempt_limbs(after)
    quotable = [
        (key, old, new)
        for key, old, new in changed
        if key not in silent and not any(words.exempt for words in (old, new) if words)
    ]
    if not quotable:
        return None
    if not reason.strip():
        raise ValidationError("This record is public. Say why you change it: readers see the reason.")
    with transaction.atomic():
        correction = Correction.objects.create(
            meeting=meeting, item=item, made_at=timezone.now(), reason=reason.strip()
        )
        CorrectedText.objects.bulk_create(
            _text(correction, key in after, old, new) for key, old, new in quotable
        )
    return correction


def _told_by_exempt_limbs(words_of: Snapshot) -> set[Key]:
    """Return the outcomes of everything above an exempt limb: what went from them is what the limb decided."""
    above: set[Key] = set()
    for words in words_of.values():
        limb = words.resolution
        while words.exempt and limb is not None and limb.parent_id:
            above.add(("resolution", limb.parent_id, "outcomes"))
            limb = limb.parent
    return above


def _text(correction: Correction, stands: bool, old: Words | None, new: Words | None) -> CorrectedText:
    words = new or old or Words("", "")
    return CorrectedText(
        correction=correction,
        # A part that is gone has no row to point at.
        point=words.point if stands else None,
        resolution=words.resolution if stands else None,
        what=words.what[:100],
        before=old.text if old else "",
        after=new.text if new else "",
    )
