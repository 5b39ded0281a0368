"""Word documents (.docx) to lines of plain text: as printed, with their automatic numbers, and with notices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import mammoth.docx  # type: ignore[import-untyped]
from mammoth import documents

from .decoding import UnreadableText
from .notices import Findings, Notice
from .page_lines import PageLines, row_lines
from .word_cleaning import Cleaner
from .word_markup import HEADING_STYLE, words_of
from .word_numbering import Numbering, roman
from .word_package import CONTENT_TYPES, DAMAGED, PASTE, WORD, WordPackage, open_package
from .word_styles import Styles

NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES_XML = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>'
)
STYLES_XML = (
    f'<w:styles xmlns:w="{WORD[1:-1]}"><w:style w:type="paragraph" w:styleId="{HEADING_STYLE}">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The text of a document and what the officer should know about it."""

    text: str
    notices: tuple[Notice, ...] = ()


def read_word(raw: bytes) -> ReadDocument:
    """The printed text of a Word document: one paragraph a line, table rows with tabs, numbers and bullets typed in.

    What is not part of the minutes (deleted and hidden text, comments, headers and footers, pictures) is left out
    and reported. Raises `UnreadableText` for a document with macros or embedded files, one that is locked, damaged
    or too large (see `word_package`), and one without any text.
    """
    try:
        return _read(open_package(raw))
    except RecursionError:
        raise UnreadableText(
            f"This Word document is nested too deeply (tables within tables): simplify it, {PASTE}."
        ) from None


def _read(package: WordPackage) -> ReadDocument:
    findings = Findings()
    clean = _clean(package, findings)
    _find_what_is_no_part(package, findings)
    document = _structure(clean)
    writer = Writer(document, clean.own_marks)
    writer.write(document.children)
    text = writer.page.text()
    if not text:
        raise UnreadableText("This Word document holds no text: choose the document that holds the minutes.")
    paragraphs = clean.body.iter(f"{WORD}p")
    lines: dict[object, int] = dict(zip(paragraphs, writer.line_of_paragraph, strict=False))
    if writer.unread_symbols:
        for _ in range(writer.unread_symbols):
            findings.add("unread symbol")
    return ReadDocument(text, tuple(findings.notices(lines)))


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """The clean body, the clean notes by their kind, and the notes that bring a mark of their own."""

    body: ET.Element
    notes: dict[str, ET.Element]
    own_marks: set[tuple[str, str]]


def _clean(package: WordPackage, findings: Findings) -> CleanDocument:
    styles = Styles(_first(package.related("styles")))
    numbering = Numbering(_first(package.related("numbering")), styles)
    sources = {
        (kind, each.get(f"{WORD}id", "")): each
        for kind, part in NOTE_PARTS.items()
        for root in package.related(part)
        for each in root.iterfind(WORD + kind)
        if each.get(f"{WORD}type", "normal") == "normal"
    }
    cleaner = Cleaner(package.document(), styles, numbering, findings, set(sources))
    body = ET.Element(f"{WORD}body")
    body.extend(cleaner.clean())
    notes = {kind: ET.Element(WORD + part) for kind, part in NOTE_PARTS.items()}
    for kind, identifier in cleaner.inline.notes_met:
        source = sources[kind, identifier]
        note = ET.SubElement(notes[kind], WORD + kind, {f"{WORD}id": identifier})
        note.extend(Cleaner(source, styles, numbering, findings, set()).clean())
        findings.add("note", words_of(note))
    return CleanDocument(body, notes, cleaner.inline.own_marks)


def _find_what_is_no_part(package: WordPackage, findings: Findings) -> None:
    comments = [
        words_of(each) for root in package.related("comments") for each in root.iter(f"{WORD}comment")
    ]
    if comments:
        found = findings.by_kind.pop("comment", None)
        for words in comments:
            findings.add("comment", words, found.place if found else None)
    running = [words_of(part) for kind in ("header", "footer") for part in package.related(kind)]
    for words in dict.fromkeys(filter(None, running)):
        findings.add("header or footer", words)


def _first(parts: Iterable[ET.Element]) -> ET.Element | None:
    return next(iter(parts), None)


def _structure(clean: CleanDocument) -> Any:
    """Mammoth's reading of the clean document: its paragraphs, styles, runs, tables, symbols and notes."""
    packed = io.BytesIO()
    root = ET.Element(f"{WORD}document")
    root.append(clean.body)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(CONTENT_TYPES, TYPES_XML)
        archive.writestr("word/styles.xml", STYLES_XML)
        archive.writestr("word/document.xml", ET.tostring(root, "utf-8"))
        for kind, notes in clean.notes.items():
            archive.writestr(f"word/{NOTE_PARTS[kind]}.xml", ET.tostring(notes, "utf-8"))
    packed.seek(0)
    try:
        result = mammoth.docx.read(packed)
    except (ValueError, KeyError, AttributeError, OSError) as error:
        raise UnreadableText(DAMAGED) from error
    return Structure(result.value, len(result.messages))


@dataclass(frozen=True, slots=True)
class Structure:
    """Mammoth's document and how many symbols it could not read."""

    document: Any
    unread_symbols: int

    @property
    def children(self) -> list[Any]:
        """The paragraphs and tables of the body."""
        return list(self.document.children)


class Writer:
    """Writes the paragraphs and tables of a document as lines."""

    def __init__(self, structure: Structure, own_marks: set[tuple[str, str]]) -> None:
        self.page = PageLines()
        self.notes = structure.document.notes
        self.unread_symbols = structure.unread_symbols
        self.own_marks = own_marks
        self.line_of_paragraph: list[int] = []
        self.note_counts: dict[str, int] = {}
        self.waiting_notes: list[tuple[str, Any]] = []

    def write(self, blocks: Iterable[Any]) -> None:
        """Add these paragraphs and tables, each followed by the notes that it refers to."""
        for block in blocks:
            if isinstance(block, documents.Table):
                self._write_table(block)
            else:
                self._write_paragraph(block)
            self._write_notes()

    def _write_paragraph(self, paragraph: Any) -> None:
        text = self._text(paragraph)
        is_heading = paragraph.style_id == HEADING_STYLE
        if is_heading or not text.strip():
            self.page.gap()
        line = self.page.add(text)
        self.line_of_paragraph.append(line or self.page.next_line)
        if is_heading:
            self.page.gap()

    def _write_table(self, table: Any) -> None:
        self.page.gap()
        for row in table.children:
            started = len(self.line_of_paragraph)
            cells = [self._cell_lines(cell.children) for cell in row.children]
            first = None
            lines = row_lines(cells)
            for line in lines:
                added = self.page.add(line)
                first = first or added
            self.line_of_paragraph[started:] = [first or self.page.next_line] * (
                len(self.line_of_paragraph) - started
            )
            if len(lines) > 1:  # running text that is laid out in a table
                self._write_notes()
        self.page.gap()

    def _cell_lines(self, blocks: Iterable[Any]) -> list[str]:
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, documents.Table):
                for row in block.children:
                    lines += filter(
                        None, row_lines([self._cell_lines(cell.children) for cell in row.children])
                    )
            else:
                lines += [line for line in self._text(block).split("\n") if line.strip()]
                self.line_of_paragraph.append(0)
        return lines

    def _text(self, element: Any) -> str:
        if isinstance(element, documents.Text):
            return str(element.value)
        if isinstance(element, documents.Tab):
            return "\t"
        if isinstance(element, documents.Break):
            return "\n"
        if isinstance(element, documents.NoteReference):
            return self._note_mark(element)
        return "".join(self._text(child) for child in getattr(element, "children", ()))

    def _note_mark(self, reference: Any) -> str:
        """The printed mark of a note in brackets; the note itself waits for the end of its paragraph or table."""
        kind = reference.note_type
        note = self.notes.resolve(reference)
        if (kind, reference.note_id) in self.own_marks:
            self.waiting_notes.append(("", note))
            return ""
        count = self.note_counts[kind] = self.note_counts.get(kind, 0) + 1
        mark = f"[{count if kind == 'footnote' else roman(count)}]"
        self.waiting_notes.append((mark, note))
        return f" {mark}"

    def _write_notes(self) -> None:
        waiting, self.waiting_notes = self.waiting_notes, []
        for mark, note in waiting:
            lines = self._note_lines(note)
            if lines:
                self.page.gap()
                self.page.add("\n".join([f"{mark} {lines[0].lstrip()}".lstrip(), *lines[1:]]))
                self.page.gap()

    def _note_lines(self, note: Any) -> list[str]:
        kept, self.line_of_paragraph = self.line_of_paragraph, []
        lines = self._cell_lines(note.body)
        self.line_of_paragraph = kept
        return lines
