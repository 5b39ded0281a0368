"""Puts the workspace's pages together: what stands in them, and which template shows it."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from meetings.admin.base import public_address
from meetings.admin.differences import difference
from meetings.checks import Finding, findings_of
from meetings.models import Meeting
from minutes_portal.workspace.drafting import others_at
from minutes_portal.workspace.forms import Text
from minutes_portal.workspace.preview import previewed
from minutes_portal.workspace.reading import Reading
from minutes_portal.workspace.rendering import fingerprint_of
from minutes_portal.workspace.saving import Overwritten
from minutes_portal.workspace.shown import ShownItem, ShownReading
from minutes_portal.workspace.visit import Visit, change_address

WRITING = "admin/workspace/text.html"
PREVIEWS = {  # readers' pages under a band that says what they are
    "meetings/agendaitem_detail.html": "admin/workspace/preview_item.html",
    "meetings/meeting_print.html": "admin/workspace/preview_meeting.html",
}
LONGEST_LINK = 60


def text_page(
    visit: Visit, text: Text, reading: Reading | None = None, errors: Sequence[str] = ()
) -> HttpResponse:
    """Show the text beside the record it becomes."""
    place, draft = visit.place, text.draft
    reading = text.read(place) if reading is None and text.upload is None else reading
    shown = ShownReading.of(place, reading, text.choices, worth_a_look(visit))
    return render(
        visit.request,
        WRITING,
        _frame(visit)
        | {
            "title": f"Minutes of {place}"
            if place.item is None
            else f"Minutes: {Truncator(str(place)).chars(90)}",
            "text": text.text,
            "based_on": text.based_on,
            "source_name": text.source_name,
            "reason": text.reason,
            "reading": shown,
            "errors": errors,
            "reason_missing": bool(errors) and visit.needs_reason and not text.reason,
            "draft_since": draft.kept_at if draft else None,
            "record_moved_on": bool(draft) and text.based_on != fingerprint_of(place),
            "others": others(visit),
            "saved_copy": visit.saved_copy,
            "can_begin": text.can_begin,
            "neighbours": list(_neighbours(visit)),
        },
    )


def _frame(visit: Visit) -> dict[str, Any]:
    site: dict[str, Any] = admin.site.each_context(visit.request)
    return site | {"visit": visit, "place": visit.place, "subtitle": None}


def _neighbours(visit: Visit) -> Any:
    place = visit.place
    if place.item:
        meeting = Visit(visit.request, type(place)(place.meeting))
        yield "The whole meeting’s text", meeting.address
        yield "All fields of this item", visit.change_address
        after = next_item(place)
        if after:
            words = Truncator(f"Next: {after}").chars(LONGEST_LINK)
            yield f"{words} →", Visit(visit.request, type(place)(place.meeting, after)).address
    else:
        yield "The meeting’s own page", visit.change_address
    if visit.may_publish:
        yield "Another stage, or a later time …", visit.publish_address
    address = public_address(visit.record)
    if address:
        yield "View on site", address


def next_item(place: Any) -> Any:
    """Return the item after this one in the order of business, or None."""
    items = list(place.meeting.items.in_order())
    at = items.index(place.item)
    return items[at + 1] if at + 1 < len(items) else None


def worth_a_look(visit: Visit) -> list[tuple[Finding, str]]:
    """Return what the checks find in the saved record of this place, each with the address of what it is about."""
    place = visit.place
    if not place.meeting.items.exists():
        return []
    found = findings_of(place.meeting, Meeting.Stage.DRAFT_MINUTES)
    here = [each for each in found if place.item is None or each.remark.item in (None, place.item)]
    return [(each, change_address(each.remark.about or place.meeting)) for each in here if not each.accepted]


def live_reading(visit: Visit, text: Text, reading: Reading, *, from_file: bool) -> dict[str, Any]:
    """Return a reading for the page that is open: HTML of its items and counts, and what each line became."""
    shown = ShownReading.of(visit.place, reading, text.choices, worth_a_look(visit))
    notices = shown.notices if from_file else []
    if from_file:
        shown.notices = []  # they stay on the page, whatever is read after the file
    return {
        "text": text.text,
        "source_name": text.source_name,
        "items": [_live_item(item, shown, text.have) for item in shown.items],
        "notes": render_to_string(
            "admin/workspace/_notes.html", {"notices": notices, "about": text.source_name}
        ),
        "tally": render_to_string("admin/workspace/_tally.html", {"reading": shown}),
        "lines": shown.marks,
    }


def _live_item(item: ShownItem, shown: ShownReading, have: dict[str, str]) -> tuple[str, str, str | None]:
    """Return an item's key, a mark of its HTML, and the HTML unless the page has it already."""
    html = render_to_string(
        "admin/workspace/_item.html",
        {"item": item, "whole_meeting": shown.whole_meeting, "may_save": True},
    )
    digest = blake2b(html.encode(), digest_size=12).hexdigest()
    return item.key, digest, None if have.get(item.key) == digest else html


# -- Other officers


def others(visit: Visit) -> list[dict[str, Any]]:
    """Return who else writes here: the name, since when, when last."""
    today = timezone.localdate()
    return [
        {
            "name": officer.get_full_name() or officer.get_username(),
            "since": since,
            "last": last,
            "today": timezone.localdate(since) == today,
        }
        for officer, since, last in others_at(visit.place, visit.request.user)
    ]


def others_in_words(visit: Visit) -> str:
    return render_to_string("admin/workspace/_others.html", {"others": others(visit)})


def conflict_page(visit: Visit, text: Text, other: Overwritten) -> HttpResponse:
    """Show an officer who saves second what differs, and let them choose."""
    by = other.by
    return render(
        visit.request,
        "admin/workspace/conflict.html",
        _frame(visit)
        | {
            "title": "Somebody else saved first",
            "text": text,
            "choices": _as_fields(text),
            "by": (by.get_full_name() or by.get_username()) if by else "Somebody",
            "at": other.at,
            "differences": [difference(each.what, each.before, each.now) for each in other.differences],
            "based_on_now": fingerprint_of(visit.place),
        },
        status=409,
    )


def _as_fields(text: Text) -> list[tuple[str, str]]:
    """Return what was chosen on the page as the fields that say so."""
    choices = text.choices
    return [
        *(("shown", key) for key in sorted(choices.confirmed | choices.refused)),
        *(("confirm", key) for key in sorted(choices.confirmed)),
        *((f"value-{key}", value) for key, value in choices.edited.items()),
    ]


def preview_page(visit: Visit, text: Text) -> HttpResponse:
    """Show the text as readers will see it. Raises ValidationError where it cannot be saved as it is."""
    reading = text.read(visit.place)
    page = previewed(visit.place, reading, text.as_read(reading).choices, request=visit.request)
    template = PREVIEWS.get(page.template, page.template)
    return render(visit.request, template, page.context | {"visit": visit})
