"""What officers do to the published record: publish, approve, withdraw, keep from the public.

Each act is one transaction, locks the row it changes, and raises ValidationError in plain English when the record
does not allow it; then nothing has changed. What readers may see follows at once from the rows themselves
(docs/decisions/0003-published-views.md).
"""

from collections.abc import Collection
from datetime import datetime, time
from functools import singledispatch
from typing import TypeVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from meetings.addresses import give_anchors, item_slug
from meetings.models import AgendaItem, Committee, Document, Exemption, Meeting, MinutePoint, Withdrawal

Stage = Meeting.Stage
STAGE_FIELDS = {
    Stage.AGENDA: "agenda_published_at",
    Stage.DECISIONS: "decisions_published_at",
    Stage.DRAFT_MINUTES: "minutes_published_at",
}
PARTS = {Exemption.Regime.ENGLAND: "1", Exemption.Regime.ENGLAND_PRE_2006: "1", Exemption.Regime.WALES: "4"}
SLUG_UNTIL_PUBLIC = "exempt-"  # with a random tail: the address of an exempt paper tells nothing
Record = TypeVar("Record", bound=Model)


def lock(record: Record) -> Record:
    """Read a row again and hold it until the transaction ends, so that two officers' acts take turns."""
    rows = type(record)._base_manager.select_for_update()
    record.refresh_from_db(from_queryset=rows)
    return record


def database_now() -> datetime:
    """Return the moment this transaction began by the database’s clock, which decides what readers see: what is
    published or withdrawn “now” is so for the next reader, even where the clocks of two machines differ.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return timezone.localtime(cursor.fetchone()[0])


def in_words(moment: datetime) -> str:
    """Return “24 September 2024 at 17:05” in the portal's time zone."""
    return f"{timezone.localtime(moment):%-d %B %Y at %H:%M}"


def stages_up_to(stage: str) -> list[Meeting.Stage]:
    """Return the stages that readers have once `stage` is published, itself last."""
    order = list(STAGE_FIELDS)
    return order[: order.index(Stage(stage)) + 1]


@transaction.atomic
def publish_stage(meeting: Meeting, stage: str, at: datetime | None = None) -> None:
    """Publish the agenda, the decisions or the draft minutes at `at`, now by default; stages before it come with it.

    Raises ValidationError when the stage is public already, when the meeting is withdrawn, or when a later stage
    would come before it.
    """
    if stage not in STAGE_FIELDS:
        raise ValidationError("Choose the agenda, the decisions or the draft minutes.")
    lock(meeting)
    now = database_now()
    at = at or now
    if meeting.withdrawn_at:
        raise ValidationError("This meeting is withdrawn. Restore it first.")
    since = getattr(meeting, STAGE_FIELDS[Stage(stage)])
    if since and since <= now:
        raise ValidationError(f"This is public already, since {in_words(since)}.")
    for earlier in stages_up_to(stage):
        then = getattr(meeting, STAGE_FIELDS[earlier])
        if earlier == stage or then is None or then > at:
            setattr(meeting, STAGE_FIELDS[earlier], at)
    _follow_in_order(meeting, stage, at)
    meeting.save(update_fields=list(STAGE_FIELDS.values()))


def _follow_in_order(meeting: Meeting, stage: str, at: datetime) -> None:
    for later in list(STAGE_FIELDS)[len(stages_up_to(stage)) :]:
        then = getattr(meeting, STAGE_FIELDS[later])
        if then and then < at:
            raise ValidationError(
                f"The {later.label.lower()} are to be published on {in_words(then)}, which is before this. "
                "Choose an earlier time here, or undo that one first."
            )


@transaction.atomic
def unschedule_stage(meeting: Meeting, stage: str) -> None:
    """Take back a publication whose time has not come.

    Raises ValidationError when there is none, when its time has come, or when a later stage waits for it.
    """
    if stage not in STAGE_FIELDS:
        raise ValidationError("Choose the agenda, the decisions or the draft minutes.")
    lock(meeting)
    then = getattr(meeting, STAGE_FIELDS[Stage(stage)])
    if then is None:
        raise ValidationError("Nothing is scheduled there.")
    if then <= database_now():
        raise ValidationError(
            f"This is public since {in_words(then)}. To take it from readers, withdraw the meeting."
        )
    if stage == Stage.AGENDA and (meeting.decisions_published_at or meeting.minutes_published_at):
        raise ValidationError("The decisions or minutes are to follow it. Undo those first.")
    setattr(meeting, STAGE_FIELDS[Stage(stage)], None)
    meeting.save(update_fields=[STAGE_FIELDS[Stage(stage)]])


@transaction.atomic
def approve_minutes(
    meeting: Meeting, by_item: AgendaItem, at: datetime | None = None, note: str = ""
) -> None:
    """Record that a later meeting approved these minutes as a correct record, and with which corrections.

    `at` is by default the start of that meeting, or the moment the draft was published where that was later.
    Source: Local Government Act 1972 Schedule 12 para 41(1): signed at the same or the next suitable meeting.
    Raises ValidationError when the draft is not public, or when that item's meeting could not approve it.
    """
    lock(meeting)
    now = database_now()
    if meeting.withdrawn_at:
        raise ValidationError("This meeting is withdrawn. Restore it first.")
    if meeting.approved_at:
        raise ValidationError(f"These minutes are approved already, on {in_words(meeting.approved_at)}.")
    if not meeting.minutes_published_at or meeting.minutes_published_at > now:
        raise ValidationError("Publish the draft minutes first: readers see what was approved.")
    _check_can_approve(meeting, by_item.meeting)
    at = at or max(_start(by_item.meeting), meeting.minutes_published_at)
    if at < meeting.minutes_published_at or at > now:
        raise ValidationError("The time of approval lies between the publication of the draft and now.")
    meeting.approved_at, meeting.approved_by, meeting.approval_note = at, by_item, note
    meeting.save(update_fields=["approved_at", "approved_by", "approval_note"])


def _start(meeting: Meeting) -> datetime:
    return min(
        timezone.make_aware(datetime.combine(meeting.date, meeting.start_time or time())), database_now()
    )


def _check_can_approve(meeting: Meeting, later: Meeting) -> None:
    if later.committee_id not in {body.pk for body in line_of_succession(meeting.committee)}:
        raise ValidationError(
            "Minutes are approved by the same committee, or by the one that took over its work."
        )
    if (later.date, later.sitting) <= (meeting.date, meeting.sitting):
        raise ValidationError("Minutes are approved at a later meeting, not at their own or an earlier one.")
    if later.date > timezone.localdate():
        raise ValidationError(f"The meeting of {later.date:%-d %B %Y} has not taken place yet.")
    if later.called_off:
        raise ValidationError(
            f"The meeting of {later.date:%-d %B %Y} did not take place, so it approved nothing."
        )


def line_of_succession(committee: Committee) -> list[Committee]:
    """Return a committee and all that took over its work, one after another."""
    line, seen = [committee], {committee.pk}
    for body in line:
        for successor in body.successors.all():
            if successor.pk not in seen:
                seen.add(successor.pk)
                line.append(successor)
    return line


@transaction.atomic
def undo_approval(meeting: Meeting) -> None:
    """Take back an approval that was recorded by mistake: the minutes are a draft again."""
    lock(meeting)
    if not meeting.approved_at:
        raise ValidationError("These minutes are not approved.")
    meeting.approved_at, meeting.approved_by, meeting.approval_note = None, None, ""
    meeting.save(update_fields=["approved_at", "approved_by", "approval_note"])


@transaction.atomic
def withdraw(
    record: Meeting | AgendaItem | Document, reason: str, notice: str = "", at: datetime | None = None
) -> None:
    """Take a published meeting, item or document back; from `at` readers find a notice (410) at its address.

    `reason` is a Withdrawal.Reason. Raises ValidationError when it was never public or is withdrawn already.
    """
    lock(record)
    if reason not in Withdrawal.Reason.values:
        raise ValidationError("Say what kind of reason it is withdrawn for.")
    if record.withdrawn_at:
        raise ValidationError(f"This is withdrawn already, from {in_words(record.withdrawn_at)}.")
    meeting = record if isinstance(record, Meeting) else record.meeting
    if not meeting.agenda_published_at or meeting.agenda_published_at > database_now():
        raise ValidationError("This was never published, so there is nothing to withdraw.")
    record.withdrawn_at = at or database_now()
    record.withdrawn_reason, record.withdrawn_notice = reason, notice
    record.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_notice"])


@transaction.atomic
def restore(record: Meeting | AgendaItem | Document) -> None:
    """Give a withdrawn meeting, item or document back to readers, at the address it had."""
    lock(record)
    if not record.withdrawn_at:
        raise ValidationError("This is not withdrawn.")
    record.withdrawn_at, record.withdrawn_reason, record.withdrawn_notice = None, "", ""
    record.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_notice"])


EXEMPTION_FIELDS = (
    "exempt", "exempt_regime", "exempt_part", "exempt_paragraphs", "exempt_reason", "public_summary",
)  # fmt: skip


@singledispatch
def mark_exempt(
    part: Exemption,
    *,
    regime: str,
    part_number: str = "",
    paragraphs: Collection[int] = (),
    reason: str = "",
    summary: str = "",
) -> None:
    """Keep an item, minute, resolution or document from the public, from this moment and everywhere.

    With a resolution go all its limbs (`decisions.acts`). An address it had stays its own. Raises ValidationError
    when the law or its paragraphs are missing. Source: Local Government Act 1972 s.100A and Schedule 12A.
    """
    with transaction.atomic():
        lock(part)
        part.exempt, part.exempt_regime, part.exempt_part = True, regime, part_number or PARTS.get(regime, "")  # type: ignore[call-overload]
        part.exempt_paragraphs = sorted(set(paragraphs))
        part.exempt_reason, part.public_summary = reason, summary
        Exemption.clean(part)
        part.save(update_fields=EXEMPTION_FIELDS)


@singledispatch
def lift_exemption(part: Exemption, *, with_limbs: bool = False) -> None:
    """Give an exempt part to the public as far as its meeting is published, with an address of its own.

    `with_limbs` lifts it from the limbs of a resolution too. Raises ValidationError when the part is not exempt.
    """
    with transaction.atomic():
        lock(part)
        if not part.exempt:
            raise ValidationError("This is not exempt.")
        part.exempt, part.exempt_regime, part.exempt_part, part.exempt_paragraphs = False, "", "", []
        part.exempt_reason, part.public_summary = "", ""
        part.save(update_fields=EXEMPTION_FIELDS)
        give_address(part)


def give_address(part: Model) -> None:
    """Give a part of the record its address, if it is public matter and has none."""
    if isinstance(part, MinutePoint):
        give_anchors_in(part.item)
        part.refresh_from_db(fields=["anchor"])
    elif isinstance(part, Document):
        part.slug = document_slug(part)
        part.save(update_fields=["slug"])


def give_slugs(meeting: Meeting, items: list[AgendaItem]) -> None:
    """Give the items that have none their part of the address."""
    taken = set(
        meeting.items.exclude(pk__in=[item.pk for item in items if item.pk]).values_list("slug", flat=True)
    )
    for item in items:
        if not item.slug:
            item.slug = item_slug(item.number, item.minute_number, taken)
        taken.add(item.slug)


def give_anchors_in(item: AgendaItem) -> None:
    """Give the public minutes of an item their marks, in order."""
    points = list(item.points.order_by("order", "pk"))
    waiting = [point for point in points if not point.anchor]
    give_anchors(points)
    MinutePoint.objects.bulk_update(waiting, ["anchor"])


def document_slug(document: Document, exempt: bool = False) -> str:
    """Return a document’s part of the address: from its title, or one that tells nothing while it is exempt."""
    if document.exempt or exempt:
        return document.slug or SLUG_UNTIL_PUBLIC + uuid4().hex[:16]
    if document.slug and not document.slug.startswith(SLUG_UNTIL_PUBLIC):
        return document.slug
    taken = set(document.meeting.documents.exclude(pk=document.pk).values_list("slug", flat=True))
    wanted = slugify(document.title)[:110].strip("-") or "document"
    return next(
        slug for slug in [wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken
    )
