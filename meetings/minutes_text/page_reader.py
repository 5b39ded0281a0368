"""Paragraphs to items: walks a page from label to label and from heading to heading."""

from __future__ import annotations

import re

from .body import NOTE
from .cue_finding import starts_with_cue
from .cues import TITLES
from .dates import find_day
from .drafts import ItemDraft, states_purpose
from .headings import read_heading
from .item_numbers import AGENDA_ITEM_IN_TITLE, NUMBER_ALONE, read_numbered_item
from .label_lines import ATTACHMENT, MEETING, MEETING_OF, Label, is_chrome, match_label
from .labels import OPENS_SECTION, Extent
from .layout import lay_out
from .lines import Line
from .meeting_headers import is_header_line, is_header_wording, meeting_of
from .page_furniture import is_footer, is_page_top
from .preamble import Preamble
from .record import Document, Item, MeetingReference
from .tables import is_rule
from .titles import PART_OF_MEETING, Heading

LONGEST_TITLE = 300
LINES_TO_MINUTES = 6
LONGEST_LINE_VALUE = 300
LONGEST_DOCUMENT_TITLE = 250
LEAST_WORDS_OF_A_SENTENCE = 9
NO_DOCUMENTS = re.compile(r"(?:none|nil|n/a|there are no .{0,40}documents.{0,20})\.?", re.IGNORECASE)
DECIDED_AT = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) [-–] (?P<committee>.{2,200})")
# "21/09/2011 - A review of the policy": one decision of an issue's history.
DATED_DECISION = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) [-–] (?P<title>.{2,290})")


MARKS_DECISION_PAGE = ("decision maker", "decision status", "decision taker")
MOST_WORDS_OF_A_LABEL = 6
LONGEST_UNKNOWN_LABEL = 60
UNKNOWN_LABEL = re.compile(
    r"(?P<name>(?!(?:The|A|An|To|It|In|That|There|This|These|As|For|If|Members|Officers|Option|Note|Councillor|Cllr)\b)[A-Z][\w'’/(),?& -]{2,60}):(?: (?P<value>.{1,200}))?"
)
# What was said and done, as against what an item is for.
TELLS = re.compile(
    r"\b(?:was|were|had|presented|reported|introduced|explained|advised|outlined|expressed|said|asked|noted|considered|submitted|discussed|spoke|thanked|received|highlighted|stated|gave)\b"
)


class PageReader:
    """Gathers the items of one page, paragraph by paragraph."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.furniture: list[str] = []
        self.unplaced: list[str] = []
        self.drafts: list[ItemDraft] = []
        self.issue: str | None = None
        self.meeting: MeetingReference | None = None
        self.preamble: Preamble | None = None
        self.item = ItemDraft()
        self.section = Extent.ITEM
        self.expects_title = False
        self.expects_issue = False
        self.label: Label | None = None
        self.among_fields = False
        self.below_documents = False
        self.is_decision_page = False

    def read(self) -> tuple[tuple[Item, ...], tuple[str, ...], tuple[str, ...]]:
        """The items, the furniture and what was not placed."""
        layout = lay_out(self.lines)
        self.layout = layout
        self.has_headings = bool(layout.headings)
        self.has_minutes_labels = layout.has_minutes_labels
        if layout.first_heading:
            self.preamble = Preamble(self.furniture, self.unplaced)
        for at, line in enumerate(self.lines):
            if at in layout.headers:
                self._begin_header()
            if line.is_row and is_rule(line.text):
                self.furniture.append(line.text)
            elif at in layout.headings:
                self._begin_headed_item(layout.headings[at], line)
            else:
                self._read_line(at, line)
        self._leave_preamble()
        self._finish_item()
        items = tuple(draft.close(self.furniture) for draft in self.drafts)
        return items, tuple(self.furniture), tuple(self.unplaced)

    def _read_line(self, at: int, line: Line) -> None:
        if self.preamble is not None and self._stays_in_preamble(at, line):
            self.preamble.add(line)
            return
        label = match_label(
            line, self._inside_minutes() and not self._may_end_box(line)
        ) or self._unknown_label(line)
        if label is not None and not self._is_name(at, label):
            self._read_label(label, line)
        elif self._reads_numbered_item(line) or (self.label is not None and self._reads_value(line)):
            return
        elif self._is_furniture(line):
            self.furniture.append(line.whole)
        elif self.expects_issue:
            self.issue, self.expects_issue = line.whole, False
            self.item.add_field("Issue", line.whole)
        elif self.issue is not None and (found := DATED_DECISION.fullmatch(line.whole)):
            self._begin_dated_decision(line, found)
        elif self.expects_title:
            self._read_title(line)
        else:
            self._read_content(line)

    def _may_end_box(self, line: Line) -> bool:
        """On the page of a decision, "Contact: ..." below the box is a field although minutes use the word."""
        return (
            self.is_decision_page
            and self.section is Extent.DECISION
            and self.item.has_box
            and line.blank_before
            and ":" in line.text[:LONGEST_UNKNOWN_LABEL]
        )

    def _unknown_label(self, line: Line) -> Label | None:
        """A short line among the fields of a decision that ends in a colon: a label that no table knows."""
        if not self.is_decision_page or not line.blank_before or line.mark is not None or line.is_row:
            return None
        above_box = self.section is Extent.ITEM and self.item.title is not None and not self.item.preface
        in_text = self.item.has_box and self.label is not None and self.label.extent is Extent.TEXT
        found = UNKNOWN_LABEL.fullmatch(line.text) if self.among_fields or in_text or above_box else None
        if found is None or starts_with_cue(line) or found["name"].count(" ") >= MOST_WORDS_OF_A_LABEL:
            return None
        if found["value"] and (found["value"][:1].islower() or self._awaits_value()):
            return None  # "Safety: two accidents had happened." is a reason
        return Label(Extent.TEXT, found["name"], found["value"] or "", f"{found['name']}:")

    def _awaits_value(self) -> bool:
        """Whether a label stands open whose text has not begun."""
        label = self.label
        return label is not None and not label.value and not self.item.has_field(label.name)

    def _is_name(self, at: int, label: Label) -> bool:
        """Whether what looks like a label is the issue's name or the item's title: "Minutes" above "Minutes:"."""
        if self.expects_issue:
            return label.extent is Extent.LINE
        if (
            not self.expects_title
            or label.extent not in (Extent.MINUTES, Extent.DECISION)
            or ":" in label.printed
        ):
            return False
        below = (match_label(line) for line in self.lines[at + 1 : at + 1 + LINES_TO_MINUTES])
        return any(each is not None and each.extent in (Extent.MINUTES, Extent.DECISION) for each in below)

    def _inside_minutes(self) -> bool:
        return (
            self.section in (Extent.MINUTES, Extent.DECISION) and self.label is None and not self.among_fields
        )

    def _is_furniture(self, line: Line) -> bool:
        """Whether a line is page chrome here: below "Agenda item" it may be the title, inside minutes a word."""
        if self.has_headings and PART_OF_MEETING.fullmatch(line.whole) and line.mark is None:
            return True
        is_word_of_text = self._inside_minutes() or self.expects_title
        return is_chrome(line) and (
            not is_word_of_text or line.text.casefold().startswith(("share ", "view the "))
        )

    # Meetings

    def _begin_header(self) -> None:
        """The head of a meeting begins: what follows, up to its first item, tells about the meeting."""
        if self.drafts or self.item.is_whole or self.item.preface:
            self._finish_item()
        if self.preamble is None:
            self.preamble = Preamble(self.furniture, self.unplaced)

    def _stays_in_preamble(self, at: int, line: Line) -> bool:
        """A page without headings leaves its head at the first line that is no part of one."""
        nearest = [each for each in self.layout.headers.values() if each.first <= at <= each.last]
        first = self.layout.first_heading
        coming = first is not None and any(each > at for each in self.layout.headings)
        label = match_label(line)
        if nearest or coming:
            opens = label is not None and (
                label.extent in (Extent.ITEM, Extent.ISSUE) or (label.extent is Extent.MEETING and not coming)
            )
            if not opens and not read_numbered_item(line):
                return True
        elif label is not None and label.extent in (Extent.BLOCK, Extent.LINE) and not self.expects_title:
            return self.preamble is not None and label.extent is Extent.BLOCK
        elif self.preamble is not None and self.preamble.label is not None and label is None:
            return not starts_with_cue(line) and line.mark is None and not line.blank_before
        self._leave_preamble()
        return False

    def _leave_preamble(self) -> None:
        """Below the head of a meeting: its fields belong to the first item, its day and committee to every one."""
        if self.preamble is None:
            return
        self.meeting = self.preamble.meeting() or self.meeting
        for label, values in self.preamble.fields.items():
            for value in values:
                self.item.add_field(label, value)
        self.preamble = None
        self.item.meeting = self.item.meeting or self.meeting

    def _begin_meeting(self, line: Line) -> None:
        """ "Meeting: 03/11/2009 - Cabinet (Item 128)" begins an item of an issue; on an item's page it tells where."""
        of = MEETING_OF.match(line.text)
        if of is not None:
            self.furniture.append(line.whole)
            self.item.meeting = meeting_of([of["committee"], of["when"]])
            self.item.number = self.item.number or of["item"].strip(".:")
            self.expects_title = self.item.title is None
            return
        if self.item.meeting is not None or self.item.is_whole:
            self._begin_item()
        self._drop_header()
        self.section, self.expects_title, self.expects_issue = Extent.ITEM, True, False
        self.furniture.append(line.text)
        found = MEETING.match(line.text)
        if found is None:
            self.item.meeting = meeting_of([line.text.partition(":")[2].strip()])
        elif (day := find_day(line.text)) is not None:
            self.item.meeting = MeetingReference(day[0], found["committee"])
            self.item.minute_number = found["item"].strip(".:") or None if found["item"] else None
        self.meeting = None

    # Labels

    def _read_label(self, label: Label, line: Line) -> None:
        if label.extent is Extent.DECISION and self._is_cue(label):
            self.label = None
            self._read_content(line)
            return
        self.label = None
        if label.extent in OPENS_SECTION:
            self.expects_title = False
            self.expects_issue = False
        if label.extent is Extent.MEETING:
            self._begin_meeting(line)
            return
        self.furniture.append(label.printed if line.mark is None else line.whole)
        match label.extent:
            case Extent.ISSUE:
                self._drop_page_top()
                self._begin_item(another_issue=True)
                self.expects_issue = True
            case Extent.ITEM:
                if not label.value:
                    self._drop_page_top()
                self._begin_labelled_item(label, line)
            case Extent.MINUTES | Extent.DECISION | Extent.DOCUMENTS:
                self._open_section(label)
            case Extent.CHROME:
                pass
            case _:
                self._open_value(label)

    def _is_cue(self, label: Label) -> bool:
        """ "Decision: ..." in the middle of minutes announces a resolution rather than a decision box."""
        if label.name.casefold() not in TITLES:
            return False
        if self.section is Extent.ITEM and self._is_told_in_plain_minutes():
            self.item.preface_is_body(self.furniture)
            self.section = Extent.MINUTES
            return True
        if self.section is Extent.DECISION:
            return self.item.has_box and label.name.isupper()
        if self.section is not Extent.MINUTES or not self.item.has_minutes:
            return False
        return bool(label.value) or not self.item.has_cue

    def _is_told_in_plain_minutes(self) -> bool:
        """Whether what stands above "DECISION:" is talk: in minutes of a meeting that label nothing "Minutes:"."""
        if not self.has_headings or self.has_minutes_labels or not self.item.preface:
            return False
        return any(TELLS.search(line.whole) and not states_purpose(line) for line in self.item.preface)

    def _begin_labelled_item(self, label: Label, line: Line) -> None:
        shared = self.item.meeting if self.item.is_only_meeting else self.meeting
        if self.item.is_only_meeting:
            self.item = ItemDraft(fields=self.item.fields)
            self.section = Extent.ITEM
        else:
            self._begin_item()
        self.meeting = self.item.meeting = shared
        self.item.is_of_whole_meeting = shared is not None
        self.expects_title = True
        if label.value:
            self._read_title(Line(line.position, label.value))

    def _open_section(self, label: Label) -> None:
        if label.extent is Extent.DOCUMENTS:
            if self.section is Extent.ITEM and not self.has_headings:
                self.item.preface_is_body(self.furniture, only_if_text=True)
        else:
            self.item.preface_is_heading()
        self.section, self.among_fields, self.below_documents = label.extent, False, False
        if label.value:
            self._read_content(Line(0, label.value))

    def _open_value(self, label: Label) -> None:
        # Below a decision box stand the other fields of its page.
        self.among_fields = self.section is Extent.DECISION
        if self.section is Extent.ITEM:
            self.item.preface_is_title()
        if label.value:
            self._keep_value(label, label.value)
            self.label = None if label.extent is Extent.LINE else label
        else:
            self.label = label

    def _keep_value(self, label: Label, value: str) -> None:
        self.item.add_field(label.name, value)
        self.is_decision_page |= label.name.casefold() in MARKS_DECISION_PAGE
        found = DECIDED_AT.fullmatch(value) if label.name.casefold() == "decided at meeting" else None
        if found and (day := find_day(found["day"])):
            self.item.meeting = MeetingReference(day[0], found["committee"])

    def _reads_value(self, line: Line) -> bool:
        """Whether the line is the value of the label that is open; it is then kept."""
        label = self.label
        if label is None:
            return False
        known = self.item.has_field(label.name)
        if known and line.blank_before and line.mark is None and PART_OF_MEETING.fullmatch(line.whole):
            self.label = None
            return False
        if label.extent is Extent.LINE and label.name.casefold().startswith("wards"):
            if known and (line.blank_before or line.mark is not None):
                self.label = None
                return False
        elif label.extent is Extent.LINE:
            self.label = None
            if len(line.whole) > LONGEST_LINE_VALUE:
                return False
        elif (label.extent is Extent.BLOCK and line.blank_before and known) or (
            label.extent is Extent.TEXT and self._ends_text(line)
        ):
            self.label = None
            return False
        self._keep_value(label, line.whole)
        return True

    def _ends_text(self, line: Line) -> bool:
        """A labelled text ends at a note, and inside minutes where a resolution is announced.

        Inside minutes a value on its label's own line is one paragraph.
        """
        if NOTE.match(line.text):
            return True
        if self.section is Extent.MINUTES and not self.is_decision_page and self.label and self.label.value:
            return line.blank_before and line.mark is None
        return (
            self.section is Extent.MINUTES and starts_with_cue(line) and line.text.split(" ", 1)[0].isupper()
        )

    # Items

    def _begin_item(self, another_issue: bool = False) -> None:
        """Begin another item, of the same issue unless told that another issue begins."""
        self._finish_item()
        self.among_fields = False
        if another_issue:
            self.issue = None
            self.item = ItemDraft()
        self.section = Extent.ITEM
        self.label = None

    def _finish_item(self) -> None:
        self.item.preface_is_body(self.furniture)
        self._keep_item()
        self.item = ItemDraft()
        if self.issue is not None:
            self.item.add_field("Issue", self.issue)

    def _keep_item(self) -> None:
        draft = self.item
        only_issue = draft.is_only_fields and draft.has_field("Issue") and self.drafts
        if draft.is_blank or only_issue or (draft.is_only_meeting and self.drafts):
            return
        self.drafts.append(draft)

    def _begin_headed_item(self, heading: Heading, line: Line) -> None:
        if self.preamble is not None:
            self._leave_preamble()
        else:
            self._finish_item()
        self.item.meeting = self.meeting
        self.item.is_of_whole_meeting = self.meeting is not None
        self.section, self.label, self.among_fields = Extent.ITEM, None, False
        self.expects_title = not heading.title
        self._set_title(heading)
        self.furniture.append(line.whole.removesuffix(heading.text).rstrip())
        if heading.text:
            self._read_content(Line(line.position, heading.text))

    def _begin_dated_decision(self, line: Line, found: re.Match[str]) -> None:
        if self.item.is_whole:
            self._begin_item()
        self._drop_header()
        self.furniture.append(line.whole)
        day = find_day(found["day"])
        self.item.meeting = MeetingReference(day[0], None) if day else None
        self._set_title(Heading(None, found["title"]))
        self.section, self.expects_title = Extent.DECISION, False

    def _drop_page_top(self) -> None:
        """Short lines above the first "Agenda item" or "Issue - meetings" of a page are its navigation."""
        if self.drafts or self.item.is_whole or not all(map(is_page_top, self.item.preface)):
            return
        self.furniture += [each.whole for each in self.item.preface]
        self.item.preface.clear()

    def _drop_header(self) -> None:
        for each in self.item.preface:
            known = is_header_line(each) or is_header_wording(each.whole)
            (self.furniture if known else self.unplaced).append(each.whole)
        self.item.preface.clear()

    def _reads_numbered_item(self, line: Line) -> bool:
        """ "Agenda item 5: Title" or "Item 5" alone begins an item; its title may follow on the next line."""
        if self.label is not None and self.label.extent is not Extent.BLOCK:
            return False
        heading = read_numbered_item(line)
        if heading is None:
            return False
        shared = self.item.meeting if self.item.is_only_meeting else self.meeting
        if self.item.is_only_meeting:
            self.item = ItemDraft(fields=self.item.fields)
        else:
            self._begin_item()
        self.meeting = self.item.meeting = shared
        self.item.is_of_whole_meeting = shared is not None
        self.section = Extent.ITEM
        self.furniture.append(line.text)
        self._set_title(heading)
        self.expects_title = not heading.title
        return True

    def _read_title(self, line: Line) -> None:
        if self.item.number is None and NUMBER_ALONE.fullmatch(line.whole):
            self.item.set_number(line.whole.rstrip(".:"))
            self.furniture.append(line.whole)
            return
        self.expects_title = False
        if len(line.whole) > LONGEST_TITLE:
            self._read_content(line)
            return
        heading = read_heading(line) if self.item.number is None else None
        if heading is None:
            self._set_title(Heading(None, line.whole))
            return
        if self.item.meeting is not None and not self.item.is_of_whole_meeting:
            self.item.minute_number = heading.number
            self._set_title(Heading(None, heading.title))
        else:
            self._set_title(heading)
        if not line.whole.startswith(f"{heading.number} "):
            self.furniture.append(line.whole.removesuffix(heading.title).strip())

    def _set_title(self, heading: Heading) -> None:
        title = heading.title
        attachment = ATTACHMENT.search(title)
        if attachment:
            title = title[: attachment.start()].rstrip()
            self.furniture.append(attachment["whole"])
            self.item.documents.append(Document(title or None, attachment["kind"], attachment["size"]))
        self.item.title = title or None
        if heading.number is not None:
            self.item.set_number(heading.number)
        if heading.minute_number is not None:
            self.item.minute_number = heading.minute_number
        agenda = AGENDA_ITEM_IN_TITLE.search(title)
        if agenda and heading.minute_number is None and heading.number is not None:
            self.item.number, self.item.minute_number = agenda["number"], heading.number

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
        elif self.section is Extent.ITEM and self._reads_agenda_number(line):
            self.furniture.append(line.whole)
        elif self.section is Extent.ITEM:
            self.item.preface.append(line)
        elif self.section is Extent.DECISION:
            self.item.box_reader(self.furniture).add(line)
        else:
            self.item.body_reader(self.furniture).add(line)

    def _reads_agenda_number(self, line: Line) -> bool:
        """ "(Agenda No. 6)" straight below a title: the item's number on the agenda, beside that of its minute."""
        found = AGENDA_ITEM_IN_TITLE.fullmatch(line.whole)
        if found is None or self.item.preface or self.item.title is None:
            return False
        if self.item.number is not None and self.item.minute_number is None:
            self.item.minute_number = self.item.number
        self.item.number = found["number"]
        return True

    def _reads_document(self, line: Line) -> bool:
        """Whether the line names a document; long sentences after the list are minutes again."""
        if NO_DOCUMENTS.fullmatch(line.whole):
            self.furniture.append(line.whole)
            return True
        if self.below_documents or is_footer(line):
            self.below_documents = self.below_documents or is_footer(line)
            if len(line.whole) <= LONGEST_DOCUMENT_TITLE and not starts_with_cue(line):
                self.furniture.append(line.whole)
                return True
        attachment = ATTACHMENT.search(line.whole) if len(line.whole) < LONGEST_TITLE * 2 else None
        if attachment is None:
            is_sentence = line.text.endswith(".") and line.text.count(" ") + 1 >= LEAST_WORDS_OF_A_SENTENCE
            if is_sentence or len(line.whole) > LONGEST_DOCUMENT_TITLE or starts_with_cue(line):
                self.section = Extent.MINUTES
                return False
            self.item.documents.append(Document(self._without_bullet(line, line.whole)))
            return True
        self.furniture.append(attachment["whole"])
        title = self._without_bullet(line, line.whole[: attachment.start()].rstrip())
        self.item.add_document(title, attachment["kind"], attachment["size"])
        return True

    def _without_bullet(self, line: Line, title: str) -> str:
        if line.mark is None or not (line.style or "").startswith("bullet"):
            return title
        self.furniture.append(line.mark)
        return title.removeprefix(line.mark).lstrip()
