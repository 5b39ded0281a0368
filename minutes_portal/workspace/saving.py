"""Saves a text to the record: one transaction, nothing overwritten unseen, nothing public changed without a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from decisions.importers import ImportProblem, Source, Tally
from decisions.importers.bodies import Body, Written, write_bodies
from decisions.importers.headings import new_item, write_heading
from decisions.importers.merge import Batch, arranged, put_in_order
from decisions.importers.records import fill_record
from meetings.admin.correcting import words_now
from meetings.corrections import Snapshot, record_correction
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.workspace.changes import Difference, changes_since
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.guards import Guard
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import Reading, read_text
from minutes_portal.workspace.rendering import fingerprint_of
from minutes_portal.workspace.settling import Chosen

SOURCE = "Your text"
MOST_NAMED = 5


class Overwritten(Exception):
    """The record has changed since the text was begun: who changed it last (None: the system), when, and what differs."""

    def __init__(self, by: Any, at: datetime | None, differences: list[Difference]) -> None:
        super().__init__("The record has changed since this text was begun.")
        self.by = by
        self.at = at
        self.differences = differences


@dataclass(frozen=True)
class Saved:
    """What saving did: its numbers, the items, the exempt parts that stayed as they were, and what to tell."""

    tally: Tally
    items: list[AgendaItem]
    kept: list[Any] = field(default_factory=list)
    renumbered: list[tuple[MinutePoint, str]] = field(default_factory=list)  # with the mark each had before
    messages: list[str] = field(default_factory=list)


@transaction.atomic
def save_text(
    place: Place, text: str, choices: Choices, *, based_on: str, officer: Any, reason: str = ""
) -> Saved:
    """Bring the record of a place in line with a text, and store what was confirmed.

    `based_on` is the mark of the record (`fingerprint_of`) that the text was begun from. What is public changes with
    a `reason` only, which readers see with what was changed. Items that the text of a whole meeting does not hold
    are reported, never deleted; exempt parts stay as they are. Raises Overwritten where the record has changed since,
    and ValidationError where the text cannot be saved as it is; then nothing has changed.
    """
    place = _locked(place)
    _refuse_overwriting(place, based_on)
    reading = read_text(text, place)
    _refuse_what_is_not_of_the_place(place, reading)
    guard = Guard(place, officer)
    before = _words(place, place.items)
    source = Source(SOURCE, text, reading.page)
    try:
        items, made, headed = _write_headings(place, source, reading)
        chosen = Chosen(place, reading, choices)
        bodies = [Body(item, read.item, source) for item, read in zip(items, reading.items, strict=True)]
        written = write_bodies(bodies, chosen, keep_aside=True, public=place.minutes_are_public)
        recorded = sum((fill_record(source, body.item, body.parsed) for body in bodies), Tally())
    except ImportProblem as problem:
        raise ValidationError(str(problem)) from None
    settled = chosen.settle_items(items, written.rows)
    if place.item is None:
        _put_items_in_order(place, items)
    guard.refuse_changes()
    _correct(place, items, reason, before)
    headings = Tally(made, headed + recorded.created + recorded.updated, 0, len(items) - made - headed)
    messages = list(_messages(reading, written))
    if not any((headings.created, headings.updated, settled, written.touched)):
        messages.append("Nothing was changed: the record says this already.")
    return Saved(written.tally + headings, items, written.kept_aside, written.renumbered, messages)


def _locked(place: Place) -> Place:
    """Read the place again and hold its meeting until the transaction ends: two saves of one meeting take turns."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("committee__borough")
    meeting = rows.get(pk=place.meeting.pk)
    item = AgendaItem.objects.filter(meeting=meeting, pk=place.item.pk).first() if place.item else None
    if place.item is not None and item is None:
        raise ValidationError(
            "This item has been deleted meanwhile. Your text is kept as a draft of the meeting."
        )
    if item is not None:
        item.meeting = meeting
    return Place(meeting, item)


def _refuse_overwriting(place: Place, based_on: str) -> None:
    now = fingerprint_of(place)
    if based_on.partition(".")[0] != now.partition(".")[0]:
        raise Overwritten(*changes_since(place, based_on))


def _refuse_what_is_not_of_the_place(place: Place, reading: Reading) -> None:
    if not reading.items:
        raise ValidationError("No minutes were found in this text. Nothing was saved.")
    if place.item is not None and len(reading.items) > 1:
        raise ValidationError(
            f"This text holds {len(reading.items)} items, and this is the page of one. Put it in the text of the whole "
            "meeting, or leave one item in. Nothing was saved."
        )


def _write_headings(place: Place, source: Source, reading: Reading) -> tuple[list[AgendaItem], int, int]:
    """Return the items that were read, how many of them are new, and how many were headed differently before."""
    siblings = list(AgendaItem.objects.filter(meeting=place.meeting).order_by("order", "pk"))
    items, made, headed = [], 0, 0
    for read in reading.items:
        # What is read out of a title is confirmed like everything else that is.
        item = read.target
        if item is None:
            item = new_item(place.meeting, source, read.item, siblings, guess=False)
            siblings.append(item)
            made += 1
        else:
            headed += write_heading(item, source, read.item, guess=False)
        items.append(item)
    return items, made, headed


def _put_items_in_order(place: Place, items: Sequence[AgendaItem]) -> None:
    """Put items in the order of the text; those that it does not hold stay behind what they stood behind."""
    before = list(AgendaItem.objects.filter(meeting=place.meeting).order_by("order", "slug"))
    by_key = {item.pk: item for item in before}
    text = [by_key[item.pk] for item in items]
    named = {item.pk for item in items}
    batch = Batch()
    put_in_order(batch, arranged(before, text, [item for item in before if item.pk not in named]))
    batch.write()


def _words(place: Place, items: Sequence[AgendaItem]) -> dict[int, Snapshot]:
    """Return the words that readers have of each item."""
    return {item.pk: words_now(place.meeting, item) for item in items} if place.decisions_are_public else {}


def _correct(place: Place, items: Sequence[AgendaItem], reason: str, before: dict[int, Snapshot]) -> None:
    for key, words in _words(place, items).items():
        item = next(item for item in items if item.pk == key)
        record_correction(place.meeting, item, reason, before.get(key, {}), words)


def _messages(reading: Reading, written: Written) -> Iterator[str]:
    if written.renumbered:
        moved = ", ".join(
            f"{before} is now {point.anchor}" for point, before in written.renumbered[:MOST_NAMED]
        )
        more = len(written.renumbered) - MOST_NAMED
        yield f"Renumbered: {moved}{f' and {more} more' if more > 0 else ''}. Old addresses go on leading there."
    if written.kept_aside:
        number = len(written.kept_aside)
        yield (
            "One exempt part is not in the text and stays as it was."
            if number == 1
            else f"{number} exempt parts are not in the text and stay as they were."
        )
    if reading.missing:
        named = "; ".join(str(item)[:80] for item in reading.missing[:MOST_NAMED])
        more = len(reading.missing) - MOST_NAMED
        yield f"Not in this text, and left as they were: {named}{f'; {more} more' if more > 0 else ''}."
    if reading.unplaced:
        yield (
            f"Not understood, and not in the record: “{reading.unplaced[0][:100]}”"
            + (f" and {len(reading.unplaced) - 1} more lines." if len(reading.unplaced) > 1 else ".")
        )
