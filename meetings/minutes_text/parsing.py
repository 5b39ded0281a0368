"""Text to record: walks the paragraphs of a page from label to label and gathers its items."""

from __future__ import annotations

import re
from datetime import date

from .conservation import lines_with_lost_words
from .cues import starts_with_cue
from .decoding import repair
from .drafts import ItemDraft
from .exact import read_exact
from .headings import Heading, find_headings, read_heading
from .labels import ATTACHMENT, MEETING, NUMBERED_ITEM, Extent, Label, is_chrome, match_label
from .lines import Line, split_lines
from .paragraphs import read_paragraphs
from .record import Document, Item, MeetingReference, Page

LONGEST_TITLE = 300
LONGEST_LINE_VALUE = 200
LONGEST_DOCUMENT_TITLE = 250
PAGE_HEADER = re.compile(
    r".*\b(?:committee|council|cabinet|board|panel|commission|executive|minutes|meeting|agenda|borough|hall|chamber|room"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b.*",
    re.IGNORECASE,
)
LONGEST_HEADER = 160


def parse_page(text: str) -> Page:
    """The record of a page of minutes typed or pasted as plain text; time grows linearly with its length.

    Every word of the text stands in the result, in order within the body of an item; what was not understood is in
    `unplaced`. Raises `UnreadableText` for characters that cannot be stored (see `decode_page`).
    """
    decoded = repair(text)
    exact = read_exact(decoded.text)
    if exact is not None:
        return Page(
            exact, tuple(line for line in split_lines(decoded.text) if line.strip()), (), decoded.repairs
        )
    physical = split_lines(decoded.text)
    reader = PageReader(read_paragraphs(physical))
    page = Page(*reader.read(), decoded.repairs)
    lost = lines_with_lost_words(physical, page)
    return Page(page.items, page.furniture, page.unplaced + lost, page.repairs) if lost else page


class PageReader:
    """Gathers the items of one page, paragraph by paragraph."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.furniture: list[str] = []
        self.unplaced: list[str] = []
        self.drafts: list[ItemDraft] = []
        self.issue: str | None = None
        self.item = ItemDraft()
        self.section = Extent.ITEM
        self.expects_title = False
        self.expects_issue = False
        self.label: Label | None = None

    def read(self) -> tuple[tuple[Item, ...], tuple[str, ...], tuple[str, ...]]:
        """The items, the furniture and what was not placed."""
        headings = find_headings(self.lines)
        self.has_headings = bool(headings)
        for at, line in enumerate(self.lines):
            if at in headings:
                self._begin_headed_item(headings[at], line)
            else:
                self._read_line(line)
        self._finish_item()
        items = tuple(draft.close(self.furniture) for draft in self.drafts)
        return items, tuple(self.furniture), tuple(self.unplaced)

    def _read_line(self, line: Line) -> None:
        label = match_label(line, self._inside_minutes())
        if label is not None and not (self.expects_issue and label.extent is Extent.LINE):
            self._read_label(label, line)
        elif self._reads_numbered_item(line) or (self.label is not None and self._reads_value(line)):
            return
        elif is_chrome(line) and not self._inside_minutes():
            self.furniture.append(line.text)
        elif self.expects_issue:
            self.issue, self.expects_issue = line.whole, False
            self.item.add_field("Issue", line.whole)
        elif self.expects_title:
            self._read_title(line)
        else:
            self._read_content(line)

    def _inside_minutes(self) -> bool:
        return self.section in (Extent.MINUTES, Extent.DECISION) and self.label is None

    # Labels

    def _read_label(self, label: Label, line: Line) -> None:
        if label.extent is Extent.DECISION and self._is_cue(label):
            self._read_content(line)
            return
        self.label = None
        if label.extent not in (Extent.LINE, Extent.BLOCK, Extent.TEXT):
            self.expects_title = False
            self.expects_issue = False
        if label.extent is Extent.MEETING:
            self._begin_meeting(line)
            return
        self.furniture.append(label.printed)
        match label.extent:
            case Extent.ISSUE:
                self._begin_item(another_issue=True)
                self.expects_issue = True
            case Extent.ITEM:
                self._begin_item()
                self.expects_title = True
                if label.value:
                    self._read_title(Line(line.position, label.value))
            case Extent.MINUTES | Extent.DECISION | Extent.DOCUMENTS:
                self._open_section(label)
            case Extent.CHROME:
                pass
            case _:
                self._open_value(label)

    def _is_cue(self, label: Label) -> bool:
        """ "Decision: ..." in the middle of minutes announces a resolution rather than a decision box."""
        return bool(label.value) and self.section is Extent.MINUTES and self.item.has_minutes

    def _open_section(self, label: Label) -> None:
        if label.extent is Extent.DOCUMENTS:
            if self.section is Extent.ITEM:
                self.item.preface_is_body(self.furniture)
        else:
            self.item.preface_is_heading()
        self.section = label.extent
        if label.value:
            self._read_content(Line(0, label.value))

    def _open_value(self, label: Label) -> None:
        if label.value:
            self.item.add_field(label.name, label.value)
            self.label = None if label.extent is Extent.LINE else label
        else:
            self.label = label

    def _reads_value(self, line: Line) -> bool:
        """Whether the line is the value of the label that is open; it is then kept."""
        label = self.label
        if label is None:
            return False
        known = self.item.has_field(label.name)
        if label.extent is Extent.LINE:
            self.label = None
            if len(line.whole) > LONGEST_LINE_VALUE:
                return False
        elif label.extent is Extent.BLOCK and line.blank_before and known:
            self.label = None
            return False
        self.item.add_field(label.name, line.whole)
        return True

    # Items

    def _begin_item(self, another_issue: bool = False) -> None:
        """Begin another item, of the same issue unless told that another issue begins."""
        self._finish_item()
        if another_issue:
            self.issue = None
            self.item = ItemDraft()
        self.section = Extent.ITEM
        self.label = None

    def _finish_item(self) -> None:
        if self.drafts or not self.has_headings or self.item.is_whole:
            self.item.preface_is_body(self.furniture)
        self._keep_item()
        self.item = ItemDraft()
        if self.issue is not None:
            self.item.add_field("Issue", self.issue)

    def _keep_item(self) -> None:
        draft = self.item
        only_issue = draft.is_only_fields and draft.has_field("Issue") and self.drafts
        if draft.is_blank or only_issue:
            return
        self.drafts.append(draft)

    def _begin_headed_item(self, heading: Heading, line: Line) -> None:
        preamble = self.item if not self.drafts and not self.item.is_whole else None
        fields = preamble.fields if preamble else {}
        if preamble is not None:
            for each in preamble.preface:
                self._place_header(each)
            self.item = ItemDraft()
        else:
            self._finish_item()
        self.section, self.label, self.expects_title = Extent.ITEM, None, False
        self.item.fields.update(fields)
        self._set_title(heading.title, heading.number)
        self.furniture.append(line.whole)

    def _place_header(self, line: Line) -> None:
        known = len(line.whole) <= LONGEST_HEADER and PAGE_HEADER.fullmatch(line.whole)
        (self.furniture if known else self.unplaced).append(line.whole)

    def _begin_meeting(self, line: Line) -> None:
        found = MEETING.match(line.text)
        if self.item.meeting is not None or self.item.is_whole:
            self._begin_item()
        self._drop_header()
        self.section, self.expects_title, self.expects_issue = Extent.ITEM, True, False
        self.furniture.append(line.text)
        if found is None:
            return
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return
        self.item.meeting = MeetingReference(day, found["committee"])
        self.item.minute_number = found["item"]

    def _drop_header(self) -> None:
        for each in self.item.preface:
            self._place_header(each)
        self.item.preface.clear()

    def _reads_numbered_item(self, line: Line) -> bool:
        """ "Agenda item 5: Title" or "Item 5" alone begins an item; its title may follow on the next line."""
        if line.mark is not None or len(line.text) > LONGEST_TITLE:
            return False
        found = NUMBERED_ITEM.fullmatch(line.text)
        if found is None or (self.label is not None and self.label.extent is not Extent.BLOCK):
            return False
        rest = found["rest"]
        heading = read_heading(Line(line.position, rest))
        if heading is None and not re.fullmatch(r"\d{1,3}[a-z]?[.:]?|\d{1,4}/\d{2,4}[.:]?", rest):
            return False
        self._begin_item()
        self.furniture.append(line.text)
        if heading is not None:
            self._set_title(heading.title, heading.number)
        else:
            self.item.set_number(rest.rstrip(".:"))
            self.expects_title = True
        return True

    def _read_title(self, line: Line) -> None:
        self.expects_title = False
        if len(line.whole) > LONGEST_TITLE:
            self._read_content(line)
            return
        heading = read_heading(line) if self.item.number is None else None
        if heading is None:
            self._set_title(line.whole, None)
            return
        if self.item.meeting is not None:
            self.item.minute_number = heading.number
            self._set_title(heading.title, None)
        else:
            self._set_title(heading.title, heading.number)
        if not line.whole.startswith(f"{heading.number} "):
            self.furniture.append(line.whole.split(" ", 1)[0])

    def _set_title(self, title: str, number: str | None) -> None:
        attachment = ATTACHMENT.search(title)
        if attachment:
            title = title[: attachment.start()].rstrip()
            self.furniture.append(attachment["whole"])
            self.item.documents.append(Document(title or None, attachment["kind"], attachment["size"]))
        self.item.title = title or None
        if number is not None:
            self.item.set_number(number)

    # Content

    def _read_content(self, line: Line) -> None:
        if self.section is Extent.DOCUMENTS and self._reads_document(line):
            return
        alone = (
            ATTACHMENT.fullmatch(line.text) if line.mark is None and len(line.text) < LONGEST_TITLE else None
        )
        if alone:
            self.furniture.append(line.text)
            self.item.documents.append(Document(self.item.title, alone["kind"], alone["size"]))
        elif self.section is Extent.ITEM:
            self.item.preface.append(line)
        elif self.section is Extent.DECISION:
            self.item.box_reader(self.furniture).add(line)
        else:
            self.item.body_reader(self.furniture).add(line)

    def _reads_document(self, line: Line) -> bool:
        """Whether the line names a document; long sentences after the list are minutes again."""
        attachment = ATTACHMENT.search(line.whole) if len(line.whole) < LONGEST_TITLE * 2 else None
        if attachment is None:
            if len(line.whole) > LONGEST_DOCUMENT_TITLE or starts_with_cue(line):
                self.section = Extent.MINUTES
                return False
            self.item.documents.append(Document(line.whole))
            return True
        self.furniture.append(attachment["whole"])
        self.item.add_document(
            line.whole[: attachment.start()].rstrip(), attachment["kind"], attachment["size"]
        )
        return True
