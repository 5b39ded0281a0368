"""Parsed parts as column values: what goes where, and what is too long to go anywhere."""

import re
from typing import Any

from django.db.models import CharField, Model

from decisions.importers.source import Source
from meetings.minutes_text import Document as ParsedDocument
from meetings.minutes_text import Item, Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import Person

LONGEST_TEXT = 250_000  # characters in one paragraph; PostgreSQL indexes no more than 1 MB of one text
UNITS = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}
# Printed labels that have a column of their own; everything else is kept among the item's particulars.
REPORT, FORWARD_PLAN, KEY_DECISION, WARDS, ISSUE = (
    "Report",
    "Forward plan reference",
    "Key decision",
    "Wards affected",
    "Issue",
)
COLUMNS = {REPORT: "report_reference", FORWARD_PLAN: "forward_plan_reference", WARDS: "wards"}
YES_NO = {"yes": True, "no": False}


def item_values(item: Item) -> dict[str, Any]:
    """Return the agenda item’s columns, but its numbers and title."""
    values: dict[str, Any] = {"purpose": item.purpose or "", "procedural": item.procedural}
    particulars = {}
    for label, value in item.fields:
        if label in COLUMNS and len(value) <= 50:
            values[COLUMNS[label]] = value
        elif label in (KEY_DECISION, "Is Key decision?") and value.lower() in YES_NO:
            values["key_decision"] = YES_NO[value.lower()]
        elif label != ISSUE:
            particulars[label] = value
    return values | {"particulars": particulars}


def point_values(point: Point) -> dict[str, Any]:
    """Return a minute’s columns as printed."""
    return {
        "kind": point.kind,
        "level": point.level,
        "number": point.number or "",
        "mark": point.mark or "",
        "text": point.text,
    }


def limb_values(limb: Limb) -> dict[str, Any]:
    """Return a limb’s columns as printed."""
    return {"number": limb.number or "", "mark": limb.mark or "", "wording": limb.text}


def resolution_values(resolution: ParsedResolution) -> dict[str, Any]:
    """Return a resolution’s columns as printed."""
    return {
        "number": resolution.number or "",
        "mark": resolution.mark or "",
        "cue": resolution.cue or "",
        "wording": resolution.text,
        "notice_wording": resolution.notice_wording or "",
    }


def resolution_suggestions(resolution: ParsedResolution, people: dict[str, Person]) -> dict[str, Any]:
    """Return what was read out of a resolution’s words, for an officer to confirm."""
    votes = resolution.votes
    return {
        "outcomes": list(resolution.outcomes),
        "mover": resolution.moved_by or "",
        "seconder": resolution.seconded_by or "",
        "moved_by": people.get(name_key(resolution.moved_by)),
        "seconded_by": people.get(name_key(resolution.seconded_by)),
        "votes_for": votes and votes.in_favour,
        "votes_against": votes and votes.against,
        "votes_abstain": votes and votes.abstain,
        "addressee": resolution.addressee or "",
        "forwarded_to": resolution.forwarded_to or "",
        "report_back": resolution.report_back,
    }


def name_key(name: str | None) -> str:
    """Return a name without its title, in small letters, to look a person up by."""
    return re.sub(r"^(councillor|cllr\.?|alderman|mr|mrs|ms|miss|dr)\s+", "", (name or "").lower()).strip()


def document_values(document: ParsedDocument, item: Item) -> dict[str, Any]:
    """Return a document’s columns; one without a title of its own has the item’s."""
    return {
        "title": document.title or item.title or "Document",
        "format": document.kind or "",
        "size": _bytes(document.size),
    }


def _bytes(printed: str | None) -> int | None:
    """Return the size that a page prints as `167 KB` in bytes, as near as the page tells."""
    match = re.fullmatch(r"([\d.,]+)\s*([KMG]?B)", printed or "", re.IGNORECASE)
    if not match:
        return None
    try:
        return int(float(match[1].replace(",", "")) * UNITS[match[2].upper()])
    except ValueError:
        return None


def check_lengths(source: Source, model: type[Model], values: dict[str, Any]) -> None:
    """Raise ImportProblem, naming the line, where a text is longer than its column or the search index holds."""
    for name, value in values.items():
        if not isinstance(value, str):
            continue
        field: Any = model._meta.get_field(name)
        longest = field.max_length if isinstance(field, CharField) and field.max_length else LONGEST_TEXT
        if len(value) > longest:
            raise source.problem(
                value,
                f"{field.verbose_name} is {len(value):,} characters long; {longest:,} is the most. "
                "Is a line break missing? Put each paragraph and heading on a line of its own.",
            )
