"""The record as the JSON of `manage.py parse_minutes --json`."""

from __future__ import annotations

from typing import Any

from .record import Item, Limb, MeetingReference, Page, Point, Resolution, Votes
from .resolutions import cue_and_text


def page_to_json(page: Page) -> dict[str, Any]:
    """The page as plain dictionaries and lists; absent values are None.

    A resolution with a number of its own in the minutes stands among the points too, with its cue and text.
    """
    return {
        "items": [item_to_json(item) for item in page.items],
        "furniture": list(page.furniture),
        "unplaced": list(page.unplaced),
        "repairs": [{"line": each.line, "before": each.before, "after": each.after} for each in page.repairs],
    }


def item_to_json(item: Item) -> dict[str, Any]:
    """One item as plain dictionaries and lists."""
    meeting = item.meeting
    return {
        "number": item.number,
        "minute_number": item.minute_number,
        "title": item.title,
        "meeting": _meeting(meeting) if meeting else None,
        "purpose": item.purpose,
        "points": [_point(part) for part in item.body if isinstance(part, Point) or part.number is not None],
        "resolutions": [_resolution(part) for part in item.resolutions],
        "interests": item.interests,
        "actions": [
            {"text": each.text, "owner": each.owner, "what": each.what, "when": each.when}
            for each in item.actions
        ],
        "documents": [{"title": each.title, "kind": each.kind, "size": each.size} for each in item.documents],
        "procedural": item.procedural,
        "fields": dict(item.fields),
    }


def _meeting(meeting: MeetingReference) -> dict[str, str | None]:
    return {"date": meeting.date.isoformat() if meeting.date else None, "committee": meeting.committee}


def _point(part: Point | Resolution) -> dict[str, Any]:
    if isinstance(part, Resolution):
        text, level, kind = cue_and_text(part), 0, "paragraph"
    else:
        text, level, kind = part.text, part.level, part.kind
    return {"number": part.number, "level": level, "kind": kind, "text": text, "mark": part.mark}


def _resolution(resolution: Resolution) -> dict[str, Any]:
    return {
        "number": resolution.number,
        "mark": resolution.mark,
        "cue": resolution.cue,
        "text": resolution.text,
        "notice_wording": resolution.notice_wording,
        "addressee": resolution.addressee,
        "forwarded_to": resolution.forwarded_to,
        "report_back": resolution.report_back,
        "outcomes": list(resolution.outcomes),
        "moved_by": resolution.moved_by,
        "seconded_by": resolution.seconded_by,
        "votes": _votes(resolution.votes),
        "limbs": [_limb(limb) for limb in resolution.limbs],
    }


def _votes(votes: Votes | None) -> dict[str, int | None] | None:
    return {"for": votes.in_favour, "against": votes.against, "abstain": votes.abstain} if votes else None


def _limb(limb: Limb) -> dict[str, Any]:
    return {
        "number": limb.number,
        "mark": limb.mark,
        "text": limb.text,
        "outcomes": list(limb.outcomes),
        "votes": _votes(limb.votes),
        "limbs": [_limb(each) for each in limb.limbs],
    }
