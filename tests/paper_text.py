"""Reads files of the record as a reader's programs do: the words of a PDF and of a Word file, and what stands where."""

import re
import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from pypdf import PdfReader


def words_of_pdf(content: bytes) -> str:
    """Return all text of a PDF, the lines at the head and foot of its pages included."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def words_of_word_file(content: bytes) -> str:
    """Return all text of a Word file's body in order, tables cell by cell."""
    body = Document(BytesIO(content)).element.body
    pieces = {
        "t": lambda element: element.text or "",
        "tab": lambda element: "\t",
        "br": lambda element: "\n",
        "p": lambda element: "\n",
    }
    found = []
    for element in body.iter():
        name = re.sub(r"\{.*\}", "", str(element.tag))
        if name in pieces:
            found.append(pieces[name](element))
    return "".join(found)


def everything_in(content: bytes) -> str:
    """Return all that could be read out of a PDF or Word file by any means: text, properties, every part."""
    if content.startswith(b"%PDF-"):
        reader = PdfReader(BytesIO(content))
        names = [str(mark.get("/Title", "")) for mark in _bookmarks(reader.outline)]
        xmp = reader.trailer["/Root"].get("/Metadata")
        return "\n".join(
            [
                words_of_pdf(content),
                str(dict(reader.metadata or {})),
                *names,
                xmp.get_data().decode() if xmp else "",
            ]
        )
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            inside = [parts.read(name).decode(errors="replace") for name in parts.namelist()]
        return "\n".join([words_of_word_file(content), *inside])
    return ""


def _bookmarks(outline: Any) -> list[Any]:
    found = []
    for mark in outline:
        found += _bookmarks(mark) if isinstance(mark, list) else [mark]
    return found


def bookmarks_of(content: bytes) -> list[str]:
    """Return the titles of a PDF's bookmarks, in order."""
    return [str(mark.title) for mark in _bookmarks(PdfReader(BytesIO(content)).outline)]


def structure_of(content: bytes) -> list[str]:
    """Return the kinds of a PDF's structure elements in reading order."""
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    return list(_kinds(root))


def _kinds(element: Any) -> Any:
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    if "/S" in element:
        yield str(element["/S"])
    below = element.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        if not isinstance(child, int):
            yield from _kinds(child)
