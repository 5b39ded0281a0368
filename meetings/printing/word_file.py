"""Writes the record as a Word file: real headings, printed marks as they are, tables as tables, pages numbered."""

import re
from collections.abc import Iterable
from functools import singledispatchmethod
from typing import Any

from meetings.printing.paper import Fact, Paper, Passage, Resolved, Section
from meetings.printing.word_styles import (
    DEEPEST,
    FACT,
    NOTE,
    RESOLUTION,
    SMALL,
    UNDER,
    finished,
    new_document,
)

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f]")  # XML 1.0 has no such characters; none of them is a word


def as_word(paper: Paper, address: str) -> bytes:
    """Return a paper as an Office Open XML text (ISO/IEC 29500)."""
    document = new_document(paper, address)
    writer = _Writer(document)
    writer.head(paper)
    for section in paper.sections:
        writer.section(section)
    if paper.changes:
        writer.lines("Changed since it was published", paper.changes, level=2)
    writer.signature(paper)
    writer.line(f"{address} · {paper.status}, version {paper.version}", SMALL)
    return finished(document, paper)


class _Writer:
    """Walks a paper and adds each part at the end of a document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = {style.name: style.style_id for style in document.styles}  # each look-up is a search

    def paragraph(self, style: str) -> Any:
        """Add an empty paragraph."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        return paragraph

    def heading(self, text: str, level: int) -> None:
        """Add a heading."""
        self.paragraph(f"Heading {level}").add_run(_printable(text))

    def line(self, text: str, style: str = "Normal", mark: str = "", strong: str = "", depth: int = 0) -> Any:
        """Add a paragraph: its printed mark, words set strongly, the rest."""
        paragraph = self.paragraph(f"{style} {min(depth, DEEPEST)}" if depth and style == UNDER else style)
        if mark:
            paragraph.add_run(_printable(mark) + "\t")
        if strong:
            paragraph.add_run(_printable(strong) + (" " if text else "")).bold = True
        paragraph.add_run(_printable(text))
        return paragraph

    def head(self, paper: Paper) -> None:
        self.line(paper.council, SMALL)
        self.heading(paper.title, 1)
        self.facts(paper.about)
        for sentence in paper.standing:
            self.line(sentence, NOTE)
        if paper.attendance:
            self.heading("Attendance", 2)
            self.facts(paper.attendance)

    def facts(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            label = _printable(fact.label)
            for stated in fact.stated:
                paragraph = self.paragraph(FACT)
                paragraph.add_run(label).bold = True
                paragraph.add_run("\t" + _printable(stated))
                label = ""

    def lines(self, title: str, lines: Iterable[str], level: int = 3) -> None:
        self.heading(title, level)
        for line in lines:
            self.line(line)

    def section(self, section: Section) -> None:
        self.heading(f"{section.number} {section.title}".strip(), 2)
        if section.purpose:
            self.line(section.purpose)
        self.facts(section.facts)
        if section.exempt:
            self.line(section.exempt, NOTE)
        for part in section.body:
            self.part(part)
        if section.nothing:
            self.line(section.nothing)
        said = {"Interests declared": section.interests, "Actions": section.actions, "Papers": section.papers}
        for title, lines in said.items():
            if lines:
                self.lines(title, lines)

    @singledispatchmethod
    def part(self, part: Any, depth: int = 0) -> None:
        raise TypeError(f"{type(part).__name__} is no part of the minutes.")

    @part.register
    def _(self, passage: Passage, depth: int = 0) -> None:
        if passage.kind == "heading":
            self.heading(f"{passage.mark} {passage.text}".strip(), 3)
        elif passage.kind == "table" and passage.rows:
            self.table(passage)
        elif passage.kind != "list":
            label = "Note added later:" if passage.kind == "note" else ""
            style = NOTE if passage.kind in ("note", "exempt") else UNDER
            self.line(passage.text, style, passage.mark, label, depth)
        for below in passage.under:
            self.part(below, depth + 1)

    @part.register
    def _(self, resolved: Resolved, depth: int = 0) -> None:
        paragraph = self.line(resolved.exempt or resolved.wording, RESOLUTION, resolved.mark, resolved.cue)
        indent(paragraph, depth)
        for limb in resolved.limbs:
            self.part(limb, depth + 1)
        outcome = [f"Outcome: {', '.join(resolved.outcomes)}"] if resolved.outcomes else []
        notice = [f"As published in the decision notice: {resolved.notice}"] if resolved.notice else []
        for fact in (*outcome, *notice, *resolved.facts):
            indent(self.line(fact, RESOLUTION), depth)

    def table(self, passage: Passage) -> None:
        if passage.mark:
            self.line(passage.mark)
        table = self.document.add_table(rows=0, cols=len(passage.rows[0]))
        table.style = "Table Grid"
        for row in passage.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = _printable(words)
        self.document.add_paragraph()

    def signature(self, paper: Paper) -> None:
        if paper.signature:
            self.line(paper.signature)
            for who in ("Chair", "Date"):
                self.line(f"{who}: {'_' * 40}")


def indent(paragraph: Any, depth: int) -> None:
    """Move a paragraph of a resolution in by the depth of its limb."""
    from docx.shared import Cm

    if depth:
        paragraph.paragraph_format.left_indent = Cm(1.4 + 0.9 * depth)


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", text)
