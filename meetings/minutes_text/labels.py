"""The labels and page chrome that council sites print around the minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from .lines import Line


class Extent(Enum):
    """How far the value of a label reaches, or what a label opens."""

    LINE = auto()
    BLOCK = auto()
    TEXT = auto()
    MINUTES = auto()
    DECISION = auto()
    DOCUMENTS = auto()
    ITEM = auto()
    ISSUE = auto()
    MEETING = auto()
    CHROME = auto()


# BLOCK: up to a blank line. TEXT: up to the next label.
LABELS = {
    "minutes": Extent.MINUTES,
    "decision": Extent.DECISION,
    "decisions": Extent.DECISION,
    "agenda item": Extent.ITEM,
    "supporting documents": Extent.DOCUMENTS,
    "additional documents": Extent.DOCUMENTS,
    "accompanying documents": Extent.DOCUMENTS,
    "issue - meetings": Extent.ISSUE,
    "issue - decisions": Extent.ISSUE,
    "issue – meetings": Extent.ISSUE,
    "issue – decisions": Extent.ISSUE,
    "share this item": Extent.CHROME,
    "share this page": Extent.CHROME,
    "back to top": Extent.CHROME,
    "print this page": Extent.CHROME,
    "purpose": Extent.TEXT,
    "reasons for the decision": Extent.TEXT,
    "reason for the decision": Extent.TEXT,
    "reasons for decision": Extent.TEXT,
    "alternative options considered": Extent.TEXT,
    "alternative options considered and rejected": Extent.TEXT,
    "other options considered": Extent.TEXT,
    "interests declared": Extent.TEXT,
    "conflicts of interest": Extent.TEXT,
    "declarations of conflict of interest": Extent.TEXT,
    "dispensations": Extent.TEXT,
    "dispensations granted": Extent.TEXT,
    "decision maker": Extent.LINE,
    "decision status": Extent.LINE,
    "decision type": Extent.LINE,
    "is key decision?": Extent.LINE,
    "is key decision": Extent.LINE,
    "key decision": Extent.LINE,
    "is subject to call in?": Extent.LINE,
    "is subject to call-in?": Extent.LINE,
    "is subject to call in": Extent.LINE,
    "publication date": Extent.LINE,
    "date of publication": Extent.LINE,
    "date of decision": Extent.LINE,
    "decision due date": Extent.LINE,
    "effective from": Extent.LINE,
    "forward plan reference": Extent.LINE,
    "forward plan ref": Extent.LINE,
    "notice of proposed decision first published": Extent.LINE,
    "report author": Extent.LINE,
    "lead officer": Extent.LINE,
    "lead member": Extent.LINE,
    "venue": Extent.LINE,
    "contact": Extent.LINE,
    "contact officer": Extent.LINE,
    "ward": Extent.LINE,
    "wards": Extent.LINE,
    "wards affected": Extent.LINE,
    "ward affected": Extent.LINE,
    "minute number": Extent.LINE,
    "report": Extent.LINE,
    "date": Extent.LINE,
    "date of meeting": Extent.LINE,
    "time": Extent.LINE,
    "chair": Extent.LINE,
    "chairman": Extent.LINE,
    "chairperson": Extent.LINE,
    "present": Extent.BLOCK,
    "members present": Extent.BLOCK,
    "councillors present": Extent.BLOCK,
    "also present": Extent.BLOCK,
    "in attendance": Extent.BLOCK,
    "also in attendance": Extent.BLOCK,
    "officers in attendance": Extent.BLOCK,
    "officers present": Extent.BLOCK,
    "attendance": Extent.BLOCK,
    "apologies": Extent.BLOCK,
    "apologies for absence": Extent.BLOCK,
    "absent": Extent.BLOCK,
    "substitutes": Extent.BLOCK,
}
# Words of ordinary prose: labels only above an item's minutes, and only with their colon.
ONLY_ABOVE_MINUTES = frozenset(
    [
        "purpose",
        "report",
        "date",
        "time",
        "chair",
        "chairman",
        "chairperson",
        "present",
        "attendance",
        "apologies",
        "absent",
        "substitutes",
        "ward",
        "wards",
        "contact",
        "venue",
    ]
) | {
    "apologies for absence",
    "members present",
    "councillors present",
    "also present",
    "in attendance",
    "also in attendance",
    "officers in attendance",
    "officers present",
    "lead officer",
    "lead member",
    "date of meeting",
    "interests declared",
    "conflicts of interest",
    "dispensations",
}
# Labels that may stand without a colon, alone on their line.
BARE = frozenset(label for label, extent in LABELS.items() if extent.value >= Extent.MINUTES.value) | {
    "purpose",
    "venue",
    "contact",
    "present",
    "members present",
    "in attendance",
    "also present",
    "wards affected",
    "decision maker",
    "decision status",
    "is key decision?",
    "is subject to call in?",
    "reasons for the decision",
    "alternative options considered",
    "publication date",
    "date of decision",
    "effective from",
}
CHROME = frozenset(
    [
        "menu",
        "main menu",
        "home",
        "search",
        "browse",
        "council meetings",
        "meetings",
        "agenda and minutes",
        "agenda",
        "agenda, decisions and minutes",
        "agenda and draft minutes",
        "agenda and decisions",
        "meeting documents",
        "skip to content",
        "skip to main content",
        "skip to navigation",
        "navigation",
        "page navigation",
        "you are here",
        "sign in",
        "log in",
        "cookies",
        "accessibility",
        "issue details",
        "issue history",
        "decision details",
        "decision",
        "related decisions",
        "related documents",
        "related meetings",
        "breadcrumb",
        "what's new",
        "what’s new",
        "your councillors",
        "committees",
        "councillors and committees",
        "modern.gov",
        "modern council",
        "printed minutes",
        "printed decisions",
        "download",
        "subscribe to updates",
        "close",
        "back",
    ]
)
LONGEST_LABEL = 60
LONGEST_LABELLED_LINE = 400

ATTACHMENT = re.compile(
    r"(?:^| )(?P<whole>(?:pdf icon )?(?P<kind>PDF|DOCX?|XLSX?|PPTX?|ZIP) (?P<size>\d{1,5}(?:\.\d{1,3})? ?(?:KB|MB|GB|bytes)))$",
    re.IGNORECASE,
)
REPORT = re.compile(r"Report:?(?: [Nn]o\.?:?| [Rr]ef\.?:?)? (?P<reference>(?=\S*\d)[A-Z0-9][\w/.-]{1,24})$")
MEETING = re.compile(
    r"Meeting: ?(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}) [-–] (?P<committee>[^()]{1,200}?)"
    r"(?: \(Item (?P<item>[^()\s]{1,20})\))?$",
    re.IGNORECASE,
)
NUMBERED_ITEM = re.compile(r"(?:agenda )?item(?: no\.?| number)? ?(?P<rest>\d.*)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Label:
    """A label met: what it opens, its tidy text, the value on its own line, and the printed label with its colon."""

    extent: Extent
    name: str
    value: str
    printed: str


def match_label(line: Line, inside_minutes: bool = False) -> Label | None:
    """The label that opens this paragraph, or None. `inside_minutes`: only labels that minutes do not use as words."""
    text = line.text
    if (
        line.mark is not None
        or line.is_row
        or (len(text) > LONGEST_LABELLED_LINE and ":" not in text[:LONGEST_LABEL])
    ):
        return None
    if MEETING.match(text[:LONGEST_LABELLED_LINE]) and len(text) <= LONGEST_LABELLED_LINE:
        return Label(Extent.MEETING, "Meeting", text, text)
    report = REPORT.match(text[:LONGEST_LABEL]) if len(text) <= LONGEST_LABEL else None
    if report:
        return Label(
            Extent.LINE, "Report", report["reference"], text.removesuffix(report["reference"]).rstrip()
        )
    return _match_plain(text, inside_minutes)


def _match_plain(text: str, inside_minutes: bool) -> Label | None:
    head, colon, _ = text[:LONGEST_LABEL].partition(":")
    name = head.strip()
    extent = LABELS.get(name.casefold())
    if extent is None or (inside_minutes and name.casefold() in ONLY_ABOVE_MINUTES):
        return None
    return _with_colon(text, head, extent) if colon else _without_colon(text, name, extent)


def _without_colon(text: str, name: str, extent: Extent) -> Label | None:
    is_decision_in_prose = extent is Extent.DECISION and text.islower()
    if len(text) > LONGEST_LABEL or name.casefold() not in BARE or is_decision_in_prose:
        return None
    return Label(extent, name, "", text)


def _with_colon(text: str, head: str, extent: Extent) -> Label | None:
    value = text[len(head) + 1 :]
    if extent in (Extent.CHROME, Extent.ISSUE) and value.strip():
        return None
    joined = bool(value[:1].strip())
    if extent.value >= Extent.MINUTES.value and joined:
        return None  # "Minutes:The": a joined word stays whole where it stands
    # "Venue:Town Hall": the printed word is kept whole among the furniture.
    printed = f"{head}:{value.split(' ', 1)[0]}" if joined else f"{head}:"
    return Label(extent, head.strip(), value.strip(), printed)


def is_label(line: Line) -> bool:
    """Whether this paragraph opens with a label."""
    return match_label(line) is not None


def is_chrome(line: Line) -> bool:
    """Whether this line is the navigation of a council's site rather than its record."""
    return line.mark is None and len(line.text) <= LONGEST_LABEL and line.text.casefold() in CHROME
