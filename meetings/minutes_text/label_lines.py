"""Which paragraphs open with a label of the table, and which are page chrome."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import is_date_line
from .labels import BARE, CHROME, LABELS, ONLY_ABOVE_MINUTES, OPENS_SECTION, Extent
from .lines import Line
from .meeting_headers import NAMES_COMMITTEE

# "Members of the Committee present:", "Officers in attendance (all by video link):"
PEOPLE = re.compile(
    r"[\w’'&/, -]{0,60}?\b(?:present|in attendance|attending|apologies(?: for absence)?|absent)"
    r"(?: \([^()]{1,60}\)| by [\w ]{3,30}| via [\w ]{3,30}| remotely| virtually| online)?",
    re.IGNORECASE,
)
# "Present - Councillors Ash and Birch": a dash for the colon.
PRESENT_DASH = re.compile(
    r"(?P<name>(?:[Mm]embers |[Aa]lso )?[Pp]resent|PRESENT|In [Aa]ttendance|IN ATTENDANCE|Apologies(?: for [Aa]bsence)?|APOLOGIES) [-–] "
)
LABEL_DASH = re.compile(r" ?[-–](?= |$)")
LONGEST_LABEL = 100
LONGEST_BARE = 60
LONGEST_LABELLED_LINE = 400
LONGEST_MEETING = 150
LARGEST_COLUMNS = 2

ATTACHMENT = re.compile(
    r"(?:^| |(?=\())(?P<whole>\(?(?:pdf (?:icon|eicon) )?(?P<kind>PDF|DOCX?|XLSX?|PPTX?|ZIP|RTF|HTML?|OD[TSP]|CSV|TXT|JPE?G|PNG),? ?(?P<size>(?:\d{1,3},\d{3}|\d{1,5})(?:\.\d{1,3})? ?(?:KB|MB|GB|bytes))\)?)$",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"(?:Report|REPORT):?(?: (?:[Nn]o|NO)\.?:?| (?:[Rr]ef|REF)\.?:?)? (?P<reference>(?=\S*\d)[A-Z0-9][\w/.-]{1,24})$"
)
MEETING = re.compile(
    r"(?:Meeting|Cyfarfod): ?(?:\d{1,2}/\d{1,2}/\d{4}|(?:\w{3,9}day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}) [-–] (?P<committee>.{1,200}?)"
    r"(?: \((?:Item|Eitem) (?P<item>[^()\s]{1,20})\))?$",
    re.IGNORECASE,
)
# "Meeting of Cabinet, Tuesday, 5th March, 2024 2.00 pm (Item 5.)", as item pages name the meeting they belong to.
MEETING_OF = re.compile(
    r"Meeting of (?:the )?(?P<committee>[^()]{1,150}?),? (?P<when>(?:\w+day,? )?\d[^()]{5,60}?) \(Item (?P<item>[^()\s]{1,20})\)$",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"View the (?:background|reasons why|decision|agenda|webcast|video|declarations)\b.{0,80}", re.IGNORECASE
)
NUMBERED_ITEM = re.compile(
    r"(?:agenda )?(?:item|eitem)(?: no\.?| number)?:? ?(?P<rest>\d.*)$", re.IGNORECASE | re.DOTALL
)


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
    bulleted = (line.style or "").startswith("bullet")
    if line.is_row or (
        line.mark is not None and not (bulleted and text.startswith(("Meeting of", "Share this")))
    ):
        return None
    if (
        len(text) <= LONGEST_LABELLED_LINE
        and text.startswith(("Meet", "meet", "MEET", "Cyf"))
        and _names_meeting(text)
    ):
        return Label(Extent.MEETING, "Meeting", text, text)
    if line.mark is not None and text.casefold() not in LABELS:
        return None
    report = REPORT.match(text) if len(text) <= LONGEST_BARE and text[:3].casefold() == "rep" else None
    if report:
        return Label(
            Extent.LINE, "Report", report["reference"], text.removesuffix(report["reference"]).rstrip()
        )
    return _match_column(line, inside_minutes) or _match_plain(text, inside_minutes)


def _names_meeting(text: str) -> bool:
    """Whether a line names the meeting of what follows it: by day and committee, or by one of them in few words."""
    if MEETING.match(text) or MEETING_OF.match(text):
        return True
    value = text.removeprefix("Meeting: ") if text.startswith("Meeting: ") else ""
    if not value or len(value) > LONGEST_MEETING or value.endswith("."):
        return False
    return is_date_line(value) or (NAMES_COMMITTEE.search(value) is not None and value[:1].isupper())


def _match_column(line: Line, inside_minutes: bool) -> Label | None:
    """A label and its value in two columns, "Decision Maker" and "Cabinet Member", with or without a colon."""
    if len(line.cells) != LARGEST_COLUMNS:
        return None
    name, value = line.cells
    extent = _extent_of(name.rstrip(" :"), inside_minutes)
    if extent is None or extent in OPENS_SECTION or (":" not in name and name.casefold() not in BARE):
        return None
    return Label(extent, name.rstrip(" :"), value, name)


def _match_plain(text: str, inside_minutes: bool) -> Label | None:
    if len(text) > LONGEST_BARE and ":" not in text[:LONGEST_LABEL] and not PRESENT_DASH.match(text):
        return None
    head, colon, after = text[:LONGEST_LABEL].partition(":")
    if not inside_minutes and (dashed := PRESENT_DASH.match(text)):
        return Label(Extent.BLOCK, dashed["name"], text[dashed.end() :].strip(), dashed.group().rstrip())
    extent = _extent_of(head.strip(), inside_minutes)
    if extent is None and colon and not inside_minutes and PEOPLE.fullmatch(head):
        extent = Extent.BLOCK
    if extent is None or (head.casefold() == "decided" and not after[:3].strip()[:1].isdigit()):
        return None
    return _with_colon(text, head, extent) if colon else _without_colon(text, head.strip(), extent)


def _extent_of(name: str, inside_minutes: bool) -> Extent | None:
    folded = name.casefold()
    one, slash, other = folded.partition(" / ")
    if slash and folded not in LABELS and LABELS.get(one) is LABELS.get(other):
        folded = one
    return None if inside_minutes and folded in ONLY_ABOVE_MINUTES else LABELS.get(folded)


def _without_colon(text: str, name: str, extent: Extent) -> Label | None:
    is_decision_in_prose = extent is Extent.DECISION and text.islower()
    if len(text) > LONGEST_BARE or name.casefold() not in BARE or is_decision_in_prose:
        return None
    return Label(extent, name, "", text)


def _with_colon(text: str, head: str, extent: Extent) -> Label | None:
    value = text[len(head) + 1 :]
    if extent in (Extent.CHROME, Extent.ISSUE) and value.strip():
        return None
    dash = LABEL_DASH.match(value)
    if dash and extent not in OPENS_SECTION:
        return Label(extent, head.strip(), value[dash.end() :].strip(), f"{head}:{dash.group().rstrip()}")
    joined = bool(value[:1].strip())
    if extent in OPENS_SECTION and joined:
        return None  # "Minutes:The": a joined word stays whole where it stands
    # "Venue:Town Hall": the printed word is kept whole among the furniture.
    printed = f"{head}:{value.split(' ', 1)[0]}" if joined else f"{head}:"
    return Label(extent, head.strip(), value.strip(), printed)


def is_label(line: Line) -> bool:
    """Whether this paragraph opens with a label."""
    return match_label(line) is not None


def is_chrome(line: Line) -> bool:
    """Whether this line is the navigation of a council's site rather than its record."""
    if len(line.text) > LONGEST_BARE and not line.text.startswith("View the"):
        return False
    if BACKGROUND.fullmatch(line.text):
        return True
    return line.mark is None and line.text.casefold() in CHROME
