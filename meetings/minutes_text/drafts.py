"""An item that is still being read, and how it becomes an item of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .actions import actions_in
from .body import BodyReader
from .cue_finding import starts_with_cue
from .headings import read_heading
from .interests import interests_in
from .lines import Line
from .procedure import is_procedural
from .record import Document, Item, MeetingReference, Point
from .resolutions import wording
from .two_wordings import merged

LONGEST_PREFACE_TITLE = 250
PURPOSE = re.compile(
    r"(?:to|i) (?:receive|consider|note|approve|confirm|agree|review|discuss|hear|elect|appoint|report|update|seek|inform|present|provide|comment"
    r"|scrutinise|determine|resolve|ask|answer|declare|disclose|accept|endorse|decide|sign|be|invite|enable|examine|move|set|make|give|adopt"
    r"|dderbyn|ystyried|gymeradwyo|gadarnhau|nodi)\b|(?:report|joint report|oral report|verbal report|presentation|briefing) (?:of|by|from) (?:the )?[A-Z][^.]{3,150}\.?(?: \([^()]{1,60}\))?\.?$"
    r"|the (?:joint )?(?:report|paper|minutes|recommendations?)\b[^.]{0,150}\b(?:is|are) (?:attached|enclosed|appended|to follow)\b[^.]{0,60}\.?$",
    re.IGNORECASE,
)
NAMES_ITEM = ("title", "subject")
# "77/21" or "A15": a number of the minute that also serves as agenda number.
NUMBER_OF_MINUTE = re.compile(r".*\d/.*|[A-Z]{1,6}[ ./-]{0,2}\d.*")
KEY_DECISION = re.compile(r"\bkey decision\b", re.IGNORECASE)
FORWARD_PLAN = re.compile(
    r"\bforward plan ref(?:erence)?\.?(?: no\.?)?:? (?P<reference>[A-Z]{0,4}\d[\w/-]{0,20})|\bkey decision (?P<other>[A-Z]{1,4}\d[\w/-]{1,20})|\(?\b(?P<kd>KD ?\d{4})\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ItemDraft:
    """What has been read of one item so far. `preface` is what stands before a label tells what it is."""

    number: str | None = None
    minute_number: str | None = None
    title: str | None = None
    meeting: MeetingReference | None = None
    preface: list[Line] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    purpose: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    body: BodyReader | None = None
    box: BodyReader | None = None
    box_first: bool = True
    is_of_whole_meeting: bool = False

    @property
    def has_minutes(self) -> bool:
        """Whether any paragraph of the minutes has been read."""
        return self.body is not None and not self.body.is_empty

    @property
    def has_box(self) -> bool:
        """Whether any paragraph of a decision box has been read."""
        return self.box is not None and not self.box.is_empty

    @property
    def has_cue(self) -> bool:
        """Whether the minutes read so far announce a resolution."""
        return self.body is not None and self.body.has_cue

    @property
    def is_only_meeting(self) -> bool:
        """Whether nothing has been read but the meeting that the items below belong to."""
        return self.meeting is not None and not (self._is_told or self.purpose or self.preface)

    @property
    def is_whole(self) -> bool:
        """Whether the item has a heading or minutes of its own: another heading then begins another item."""
        return self._is_told or self.meeting is not None

    @property
    def _is_told(self) -> bool:
        return bool(
            self.number or self.title or self.body or self.box or self.documents or self.minute_number
        )

    @property
    def is_only_fields(self) -> bool:
        """Whether nothing but labelled values has been read."""
        return not (self.is_whole or self.purpose or self.preface)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all has been read."""
        return self.is_only_fields and not self.fields

    def set_number(self, number: str) -> None:
        """The printed number of the item; "77/21" and "A15" are minute numbers as well."""
        self.number = number
        if NUMBER_OF_MINUTE.match(number):
            self.minute_number = number

    def has_field(self, label: str) -> bool:
        """Whether the label has a value already."""
        return bool(self.purpose) if label.casefold() == "purpose" else label in self.fields

    def add_field(self, label: str, value: str) -> None:
        """Keep a labelled value; a second value of the same label stands below the first."""
        if label.casefold() == "purpose":
            self.purpose.append(value)
        elif label.casefold() == "minute number" and self.minute_number is None:
            self.minute_number = value
        else:
            self.fields.setdefault(label, []).append(value)

    def add_document(self, title: str, kind: str, size: str) -> None:
        """Keep a listed document; an attachment line without a title belongs to the title above it."""
        if not title and self.documents and self.documents[-1].kind is None:
            title = self.documents.pop().title or ""
        self.documents.append(Document(title or None, kind, size))

    def body_reader(self, furniture: list[str]) -> BodyReader:
        """The reader of the minutes."""
        if self.body is None:
            self.body = BodyReader(furniture)
        return self.body

    def box_reader(self, furniture: list[str]) -> BodyReader:
        """The reader of the decision box."""
        if self.box is None:
            self.box = BodyReader(furniture, in_box=True)
            self.box_first = not self.has_minutes
        return self.box

    def preface_is_heading(self) -> None:
        """What was read before the first "Minutes:" or "Decision:" is the title and the purpose.

        A labelled purpose stands below it on the page: the value of a label lasts up to the next one.
        """
        above: list[str] = []
        for line in self.preface:
            if self.title is None and not above and self._is_title(line):
                heading = read_heading(line) if self.number is None else None
                self.title = heading.title if heading else line.whole
                if heading and heading.number:
                    self.set_number(heading.number)
            else:
                above.append(line.whole)
        self.purpose[:0] = above
        self.preface.clear()

    def _is_title(self, line: Line) -> bool:
        return len(line.whole) <= LONGEST_PREFACE_TITLE and not starts_with_cue(line) and not line.is_row

    def preface_is_title(self) -> None:
        """A labelled value follows: one or two short lines above it are the title and what is to be decided."""
        short = [line for line in self.preface if len(line.whole) <= LONGEST_PREFACE_TITLE]
        if self.title is not None or len(short) != len(self.preface) or len(short) not in (1, 2):
            return
        if not short[0].whole.endswith((".", ";", ":")):
            self.preface_is_heading()

    def preface_is_body(self, furniture: list[str], only_if_text: bool = False) -> None:
        """No label told what the text is: it is the minutes, but for a purpose ("To receive ...") below the title."""
        if only_if_text and self.title is not None and all(states_purpose(line) for line in self.preface):
            return
        if self.preface and self.title is not None and states_purpose(self.preface[0]):
            self.purpose.insert(0, self.preface.pop(0).whole)
        if self.preface:
            reader = self.body_reader(furniture)
            for line in self.preface:
                reader.add(line)
            self.preface.clear()

    def close(self, furniture: list[str]) -> Item:
        """The finished item, with everything suggested that its wording suggests."""
        body = self.body.close(self.title) if self.body else ()
        box = self.box.close() if self.box else ()
        parts = merged(box, body, self.box_first)
        texts = [part.text if isinstance(part, Point) else wording(part) for part in parts]
        fields = self._all_fields()
        title = self.title or next((value for label, value in fields if label.casefold() in NAMES_ITEM), None)
        return Item(
            self.number,
            self.minute_number,
            title,
            self.meeting,
            "\n".join(self.purpose) or None,
            parts,
            interests_in(parts, texts, title),
            actions_in(parts),
            tuple(self.documents),
            is_procedural(title),
            fields,
        )

    def _all_fields(self) -> tuple[tuple[str, str], ...]:
        """The labelled values, and what the printed titles hold: the forward plan's reference, a key decision."""
        values = {label: "\n".join(lines) for label, lines in self.fields.items()}
        printed = " ".join(filter(None, (self.title, values.get("Issue"))))
        found = FORWARD_PLAN.search(printed)
        if found:
            values.setdefault("Forward plan reference", found["reference"] or found["other"] or found["kd"])
        if KEY_DECISION.search(printed):
            values.setdefault("Key decision", "Yes")
        return tuple(sorted(values.items()))


def states_purpose(line: Line) -> bool:
    """Whether a line says what an item is for ("To receive ...", "Report of the Director")."""
    return line.mark is None and not line.is_row and PURPOSE.match(line.text) is not None
