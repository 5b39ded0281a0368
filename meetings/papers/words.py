"""Takes the words out of papers, page by page, leaving out what a reader of the paper would not see."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from meetings.papers.hidden_office import OFF, is_hidden
from meetings.papers.hidden_pdf import Pages, watch_for
from meetings.papers.markup import attribute, events, read_into

BREAKS = {"br", "cr"}
LEFT_OUT = {"del", "moveFrom", "delText", "instrText", "tracked-changes", "annotation", "notes"}


def pdf_pages(reader: PdfReader, most: int, found: Pages) -> Iterator[tuple[int, str]]:
    """Yield number and words of each page that has any, up to page `most`, and note in `found` what it hides.

    A page with text beneath a black box, or marked to be blacked out, is left out whole: what was to be hidden must
    not be found.
    """
    for number, page in enumerate(reader.pages, 1):
        if number > most:
            return
        to_be_blacked_out = found.look_at(number, page)
        watch = watch_for(page)
        text = page.extract_text(visitor_operand_before=watch.before, visitor_operand_after=watch.after)
        if watch.hides_text():
            found.note("box", number)
        elif not to_be_blacked_out:
            yield number, text


def office_pages(package: zipfile.ZipFile, suffix: str) -> Iterator[tuple[int, str]]:
    """Yield the words of an Office file: the slides one by one, the sheets one by one, a text as one page."""
    if suffix == "pptx":
        yield from _slides(package)
    elif suffix == "xlsx":
        yield from _sheets(package)
    elif suffix == "docx":
        members = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
        yield 1, "\n".join("\n".join(_paragraphs(package, member, "t")) for member in members)
    else:
        yield 1, "\n".join(read_into(package, "content.xml", OpenDocumentLines()))


def slide_count(package: zipfile.ZipFile) -> int:
    return len(_numbered(package, r"^ppt/slides/slide(\d+)\.xml$"))


def _numbered(package: zipfile.ZipFile, pattern: str) -> list[str]:
    found = [(int(match[1]), name) for name in package.namelist() if (match := re.match(pattern, name))]
    return [name for _, name in sorted(found)]


def _paragraphs(package: zipfile.ZipFile, member: str, text_tag: str) -> Iterator[str]:
    """Yield the paragraphs of a Word or PowerPoint part: no deleted, moved away or hidden text."""
    line: list[str] = []
    run: list[str] = []
    left_out, hidden = 0, False
    for event, element in events(package, member):
        tag = element.tag
        if tag in LEFT_OUT:
            left_out += 1 if event == "start" else -1
        elif event == "start" and tag == "r":
            run, hidden = [], False
        elif event == "start" and tag == "vanish":
            hidden = attribute(element, "val") not in OFF
        elif event == "end" and tag == text_tag and not left_out:
            run.append(element.text or "")
        elif event == "end" and tag in BREAKS | {"tab"} and not left_out:
            run.append("\n" if tag in BREAKS else "\t")
        elif event == "end" and tag in {"r", "fld"}:
            line += [] if hidden or left_out else run
            run, hidden = [], False
        elif event == "end" and tag == "p":
            yield "".join(line)
            line = []


def _slides(package: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    for number, member in enumerate(_numbered(package, r"^ppt/slides/slide(\d+)\.xml$"), 1):
        if not _is_hidden_slide(package, member):
            yield number, "\n".join(_paragraphs(package, member, "t"))


def _is_hidden_slide(package: zipfile.ZipFile, member: str) -> bool:
    first = next((element for event, element in events(package, member) if event == "start"), None)
    return first is not None and attribute(first, "show", "1") in OFF


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    """Yield the visible sheets as text, a row a line; the cells of hidden rows and columns are left out."""
    shared = list(_shared_strings(package))
    targets = {
        attribute(element, "Id"): attribute(element, "Target")
        for event, element in events(package, "xl/_rels/workbook.xml.rels")
        if event == "start" and element.tag == "Relationship"
    }
    sheets = [
        (attribute(element, "name"), attribute(element, "state"), targets.get(attribute(element, "id"), ""))
        for event, element in events(package, "xl/workbook.xml")
        if event == "start" and element.tag == "sheet"
    ]
    for number, (name, state, target) in enumerate(sheets, 1):
        if state not in {"hidden", "veryHidden"}:
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield number, "\n".join([name, *_rows(package, member, shared)])


def _shared_strings(package: zipfile.ZipFile) -> Iterator[str]:
    words: list[str] = []
    for event, element in events(package, "xl/sharedStrings.xml"):
        if event == "end" and element.tag == "t":
            words.append(element.text or "")
        elif event == "end" and element.tag == "si":
            yield "".join(words)
            words = []


def _rows(package: zipfile.ZipFile, member: str, shared: list[str]) -> Iterator[str]:
    hidden: list[range] = []
    cells: list[str] = []
    skipped = False
    kind, column = "", 0
    for event, element in events(package, member):
        tag = element.tag
        if event == "start" and tag == "col" and is_hidden(element):
            hidden.append(range(_count(element, "min"), _count(element, "max") + 1))
        elif event == "start" and tag == "row":
            skipped, cells = is_hidden(element), []
        elif event == "start" and tag == "c":
            kind, column = attribute(element, "t"), column_number(attribute(element, "r"))
        elif event == "end" and tag in {"v", "t"} and not any(column in each for each in hidden):
            cells.append(_cell(element.text or "", kind, shared))
        elif event == "end" and tag == "row" and not skipped and cells:
            yield "\t".join(cells)


def _cell(value: str, kind: str, shared: list[str]) -> str:
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value


def _count(element: Any, name: str) -> int:
    value = attribute(element, name, "0")
    return min(int(value), 20_000) if value.isdigit() else 0


def column_number(reference: str) -> int:
    """Return 28 for AB7."""
    number = 0
    for letter in re.sub(r"[^A-Z]", "", reference)[:3]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class OpenDocumentLines:
    """Gathers the paragraphs and headings of an OpenDocument file, without tracked deletions, comments and notes."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.left_out = self.inside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name in LEFT_OUT:
            self.left_out += 1
        elif name in {"p", "h"} and not self.left_out:
            self.inside += 1
        elif name in {"s", "tab", "line-break"}:
            self.data("\n" if name == "line-break" else " ")

    def data(self, text: str) -> None:
        if self.inside and not self.left_out:
            self.line.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in LEFT_OUT:
            self.left_out -= 1
        elif name in {"p", "h"} and not self.left_out:
            self.inside -= 1
            self.lines.append("".join(self.line))
            self.line = []

    def close(self) -> list[str]:
        return self.lines
