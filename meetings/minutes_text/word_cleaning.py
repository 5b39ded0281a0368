"""A Word document reduced to what it prints: paragraphs and tables, with the automatic numbers typed in."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from .notices import Findings
from .page_lines import STRAY_BREAK
from .word_fields import Fields
from .word_inline import InlineReader, Paragraph
from .word_markup import DROPPED, HEADING_STYLE, INSERTED, TEXTS, words_of
from .word_numbering import Numbering, Printed
from .word_package import WORD
from .word_sieve import Sieve
from .word_styles import Styles, switch, value

BULLET_INDENT = "    "
OUTLINE_LEVELS = frozenset("012345678")


class Cleaner:
    """Cleans one story (the body, or one note). `known_notes` are the notes that may be referred to.

    The clean copy holds only paragraphs, runs and tables; `findings` are placed by the clean paragraphs.
    """

    def __init__(
        self,
        story: ET.Element,
        styles: Styles,
        numbering: Numbering,
        findings: Findings,
        known_notes: set[tuple[str, str]],
    ) -> None:
        self.story = story
        self.styles = styles
        self.numbering = numbering
        self.sieve = Sieve(findings)
        self.inline = InlineReader(styles, self.sieve, Fields(story), known_notes, self._box)
        self.carried: list[ET.Element] = []
        self.carries_number = False
        self.last_paragraph: ET.Element | None = None

    def clean(self) -> list[ET.Element]:
        """The clean paragraphs and tables of the story."""
        blocks = [*self._blocks(self.story), *self._rest()]
        self.sieve.place(self.last_paragraph)
        return blocks

    # Blocks

    def _blocks(self, parent: ET.Element) -> Iterator[ET.Element]:
        for child in self.sieve.kept(parent):
            if child.tag == f"{WORD}p":
                yield from self._paragraph(child)
            elif child.tag == f"{WORD}tbl":
                yield from self._rest()
                yield from self._table(child)
            elif child.tag in (f"{WORD}r", f"{WORD}hyperlink", *TEXTS):
                wrapped = ET.Element(f"{WORD}p")
                wrapped.append(child)
                yield from self._paragraph(wrapped)
            else:
                yield from self._blocks(child)

    def _paragraph(self, source: ET.Element) -> Iterator[ET.Element]:
        properties = source.find(f"{WORD}pPr")
        mark = properties.find(f"{WORD}rPr") if properties is not None else None
        paragraph = Paragraph(value(properties, "pStyle") or self.styles.default_paragraph, self.carried)
        self.carried = []
        self.inline.read(source, paragraph)
        is_deleted = mark is not None and any(mark.find(tag) is not None for tag in DROPPED)
        is_hidden = self.styles.hides_run(switch(mark, "vanish"), paragraph.style, value(mark, "rStyle"))
        if is_deleted or (is_hidden and not paragraph.has_words):
            self.carried = paragraph.runs
        else:
            self._type_number(properties, paragraph, is_hidden)
            if is_hidden:
                self.carried, self.carries_number = paragraph.runs, True
            else:
                self.carries_number = False
                yield self._emit(paragraph, properties)
        yield from paragraph.boxes

    def _type_number(self, properties: ET.Element | None, paragraph: Paragraph, mark_is_hidden: bool) -> None:
        """Put the printed number in front as text; it is formatted like the paragraph's mark."""
        place = self.numbering.place_of(properties, paragraph.style)
        if place is None or (self.carries_number and paragraph.runs):
            return
        printed = self.numbering.next(*place)
        if printed is None or not printed.text:
            return
        if paragraph.has_words:
            _type_in_front(paragraph.runs[0], printed)
        elif not printed.is_bullet and not mark_is_hidden:
            self.sieve.found("empty number", printed.text)

    def _emit(self, paragraph: Paragraph, properties: ET.Element | None) -> ET.Element:
        element = ET.Element(f"{WORD}p")
        level = value(properties, "outlineLvl")
        if self.styles.is_heading(paragraph.style) or level in OUTLINE_LEVELS:
            style = ET.SubElement(ET.SubElement(element, f"{WORD}pPr"), f"{WORD}pStyle")
            style.set(f"{WORD}val", HEADING_STYLE)
        element.extend(paragraph.runs)
        self.last_paragraph = element
        self.sieve.place(element)
        return element

    def _rest(self) -> list[ET.Element]:
        """What a joined paragraph left over where nothing follows it."""
        runs, self.carried, self.carries_number = self.carried, [], False
        return [self._emit(Paragraph(None, runs), None)] if runs else []

    def _box(self, source: ET.Element) -> list[ET.Element]:
        """The blocks of a text box, read in the midst of the paragraph that it is fixed to."""
        carried, self.carried = self.carried, []
        fresh, self.sieve.fresh = self.sieve.fresh, []
        blocks = [*self._blocks(source), *self._rest()]
        self.carried, self.sieve.fresh = carried, [*fresh, *self.sieve.fresh]
        return blocks

    def _table(self, source: ET.Element) -> Iterator[ET.Element]:
        table = ET.Element(f"{WORD}tbl")
        for row in self._parts(source, f"{WORD}tr"):
            properties = row.find(f"{WORD}trPr")
            if properties is not None and properties.find(f"{WORD}del") is not None:
                self.sieve.drop("deletion", row)
            elif switch(properties, "hidden") is True:
                self.sieve.drop("hidden text", row)
            else:
                is_inserted = properties is not None and properties.find(f"{WORD}ins") is not None
                if is_inserted and not any(each.tag in INSERTED and len(each) for each in row.iter()):
                    self.sieve.report("insertion", words_of(row))
                clean_row = ET.SubElement(table, f"{WORD}tr")
                for cell in self._parts(row, f"{WORD}tc"):
                    ET.SubElement(clean_row, f"{WORD}tc").extend(self._cell(cell))
        yield table

    def _cell(self, source: ET.Element) -> list[ET.Element]:
        properties = source.find(f"{WORD}tcPr")
        merged = properties.find(f"{WORD}vMerge") if properties is not None else None
        if properties is not None and properties.find(f"{WORD}cellDel") is not None:
            self.sieve.drop("deletion", source)
        elif merged is not None and merged.get(f"{WORD}val", "continue") == "continue":
            self.sieve.drop("hidden text", source)
        else:
            return [*self._blocks(source), *self._rest()]
        return []

    def _parts(self, parent: ET.Element, tag: str) -> Iterator[ET.Element]:
        """The rows of a table or the cells of a row, out of whatever wraps them."""
        for child in self.sieve.kept(parent):
            if child.tag == tag:
                yield child
            else:
                yield from self._parts(child, tag)


def _type_in_front(run: ET.Element, printed: Printed) -> None:
    indent = BULLET_INDENT * printed.level if printed.is_bullet else ""
    number = ET.Element(f"{WORD}t")
    number.text = STRAY_BREAK.sub(" ", indent + printed.text)
    run.insert(0, number)
    run.insert(1, ET.Element(f"{WORD}tab"))
