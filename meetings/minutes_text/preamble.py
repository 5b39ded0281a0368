"""What stands above the first item of a meeting: who met, when, and who was there."""

from __future__ import annotations

import re

from .label_lines import Label, is_chrome, match_label
from .labels import OPENS_SECTION, Extent
from .lines import Line
from .meeting_headers import is_header_line, is_header_wording, meeting_of
from .record import MeetingReference

CAPITALISED = re.compile(r"[(\[A-Z0-9–&-]|(?:of|and|for|the|to|in|from|a|as|on|at)\b")
LONGEST_NAMES = 600
LEAST_CAPITALISED = 0.6
LEAST_CAPITALISED_OF_A_SENTENCE = 0.85
# Who was there, without a label: "The Mayor (Councillor Ash) in the Chair", "Councillors Birch, Cole and Dunn".
ATTENDS = re.compile(
    r"(?:.{3,120}\(?in the chair\)?\.?|(?:councillors?|cllrs?|members|alderm[ae]n)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
APOLOGY = re.compile(
    r"(?:an )?apolog(?:y|ies)(?: for (?:\w+ )?absence| for lateness)? (?:was|were|had been|has been|have been) |there were no apologies\b",
    re.IGNORECASE,
)
VALUES_OF_MEETING = (
    "committee",
    "name of committee",
    "name of meeting",
    "title of meeting",
    "date",
    "date of meeting",
    "meeting date",
    "dyddiad",
    "date and time",
)


class Preamble:
    """Reads the lines above the first item; gives the meeting that they name and the fields that they hold."""

    def __init__(self, furniture: list[str], unplaced: list[str]) -> None:
        self.furniture = furniture
        self.unplaced = unplaced
        self.fields: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self.label: Label | None = None

    def add(self, line: Line) -> None:
        """Read one line."""
        label = match_label(line)
        if label is not None:
            self._read_label(label)
        elif self.label is None or not self._reads_value(line, self.label):
            self._read_other(line)

    def _read_label(self, label: Label) -> None:
        self.furniture.append(label.printed)
        self.label = None
        if label.extent in OPENS_SECTION:
            if label.extent is Extent.MEETING or label.value:
                self.texts.append(label.value.removeprefix("Meeting: "))
                self.furniture += [label.value] if label.printed != label.value else []
            return
        if label.value:
            self._keep(label, label.value)
        if not label.value or label.extent is not Extent.LINE:
            self.label = label

    def _keep(self, label: Label, value: str) -> None:
        self.fields.setdefault(label.name, []).append(value)
        if label.name.casefold() in VALUES_OF_MEETING:
            self.texts.append(value)

    def _reads_value(self, line: Line, label: Label) -> bool:
        known = label.name in self.fields
        if label.extent is Extent.LINE:
            self.label = None
        elif known and line.blank_before and not _is_names(line):
            self.label = None
            return False
        self._keep(label, line.whole)
        return True

    def _read_other(self, line: Line) -> None:
        if is_header_line(line) or is_header_wording(line.whole):
            self.texts.append(line.whole)
            self.furniture.append(line.whole)
        elif is_chrome(line):
            self.furniture.append(line.whole)
        elif APOLOGY.match(line.whole):
            self.fields.setdefault("Apologies", []).append(line.whole)
        elif ATTENDS.fullmatch(line.whole) and _is_names(line):
            self.fields.setdefault("Present", []).append(line.whole)
        else:
            self.unplaced.append(line.whole)

    def meeting(self) -> MeetingReference | None:
        """The meeting that the lines read so far name."""
        return meeting_of(self.texts)


def _is_names(line: Line) -> bool:
    """Whether a line below a blank one still belongs to a list of people."""
    text = line.whole
    if line.is_row:
        return True
    if len(text) > LONGEST_NAMES or text.isupper() or text.endswith(":") or is_header_line(line):
        return False
    words = text.replace(",", " ").split()
    share = LEAST_CAPITALISED_OF_A_SENTENCE if text.endswith(".") else LEAST_CAPITALISED
    return sum(CAPITALISED.match(word) is not None for word in words) >= share * len(words)
