"""One door for files of minutes: plain text, Word documents and saved web pages, told apart by what they hold."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass, replace
from typing import Any, Literal, NoReturn

from .decoding import UnreadableText, decode_page, repair
from .notices import Notice
from .parsing import parse_page
from .record import Page, Repair
from .web_encoding import decode_html
from .web_page import read_web_page
from .word import read_word
from .word_package import CONTENT_TYPES, DAMAGED, UNREADABLE_ZIP

SourceKind = Literal["text", "word", "web page"]

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPLIT_ZIP = (b"PK\x05\x06", b"PK\x07\x08")
LARGEST_TEXT = 10 * 1024 * 1024
SAVE_AS_DOCX = "open it, save it as a Word document (.docx) and choose that file, or paste the text"
OPEN_AND_PASTE = "open it, select the text of the minutes, copy it and paste it"
# What a file begins with, what it is, and what to do.
REFUSED_OPENINGS = (
    (b"%PDF", "a PDF file", OPEN_AND_PASTE),
    (b"{\\rtf", "a rich text (RTF) document", SAVE_AS_DOCX),
    (b"\x89PNG", "a picture", "type its words, or choose the document it was made from"),
    (b"\xff\xd8\xff", "a picture", "type its words, or choose the document it was made from"),
    (b"GIF8", "a picture", "type its words, or choose the document it was made from"),
    (b"\xffWPC", "a WordPerfect document", SAVE_AS_DOCX),
    (b"\x1f\x8b", "a compressed file", "unpack it first and choose the document inside"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "unpack it first and choose the document inside"),
    (b"Rar!", "a compressed file", "unpack it first and choose the document inside"),
)
SAVED_ARCHIVE = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related", re.IGNORECASE
)
ARCHIVE_WITHIN = 8_192
# What a web page may open with before its first element.
BEFORE_HTML = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*", re.DOTALL)
HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|style|script|base|main|article|section|header|footer|nav"
    r"|div|p|h[1-6]|ul|ol|dl|table|form|span|font|center|a|b|strong|em|i|img|br|hr|blockquote|pre)(?=[\s>/]))",
    re.IGNORECASE,
)
OTHER_XML = re.compile(r"\s*<\?xml|\s*<(?:svg|rss|feed)\b", re.IGNORECASE)
HTML_WITHIN = 65_536
ZIPPED_KINDS = {
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text (.odt)", SAVE_AS_DOCX),
    "application/epub+zip": ("an electronic book", OPEN_AND_PASTE),
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file: its lines for `parse_page`, the lines repaired on the way, the notices, and what it was."""

    text: str
    repairs: tuple[Repair, ...] = ()
    notices: tuple[Notice, ...] = ()
    kind: SourceKind = "text"

    def page(self) -> Page:
        """The record of this text, with the repairs that were made before it was parsed."""
        page = parse_page(self.text)
        return replace(page, repairs=self.repairs + page.repairs)

    def notices_as_json(self) -> list[dict[str, Any]]:
        """The notices as plain dictionaries."""
        return [
            {"kind": each.kind, "message": each.message, "line": each.line, "excerpt": each.excerpt}
            for each in self.notices
        ]


def read_source(raw: bytes, name: str = "") -> SourceText:
    """The text of a file of minutes: plain text, a Word document (.docx) or a saved web page.

    What the file holds decides, not its name; `name` only makes a refusal clearer. Raises `UnreadableText` with a
    sentence for the officer that says what the file is and what to do.
    """
    _refuse_other_files(raw)
    if raw.startswith((ZIP, *SPLIT_ZIP)):
        _refuse_other_zips(raw)
        document = read_word(raw)
        return _repaired(document.text, document.notices, "word")
    if _is_html(raw):
        web_page = read_web_page(raw)
        return _repaired(web_page.text, web_page.notices, "web page")
    if len(raw) > LARGEST_TEXT:
        raise UnreadableText("This file is too large (over 10 MB) to be the text of minutes: divide it.")
    if name.lower().endswith(".docx") and b"\0" in raw[:512]:
        raise UnreadableText(DAMAGED)
    decoded = decode_page(raw)
    return SourceText(decoded.text, decoded.repairs)


def _repaired(text: str, notices: tuple[Notice, ...], kind: SourceKind) -> SourceText:
    decoded = repair(text)
    return SourceText(decoded.text, decoded.repairs, notices, kind)


def _refuse(what: str, advice: str) -> NoReturn:
    raise UnreadableText(f"This is {what}: {advice}.")


def _refuse_other_files(raw: bytes) -> None:
    for opening, what, advice in REFUSED_OPENINGS:
        if raw.startswith(opening):
            _refuse(what, advice)
    if raw.startswith(OLE):
        _refuse_old_office(raw)
    if SAVED_ARCHIVE.match(raw[:ARCHIVE_WITHIN].lstrip()):
        _refuse(
            "a web page saved as one archive (.mht)",
            "save the page again as “Webpage, HTML only” and choose that file, or copy its text and paste it",
        )


def _refuse_old_office(raw: bytes) -> NoReturn:
    """The container of older Office files also holds newer ones that are locked (MS-OFFCRYPTO 2.3.4.4)."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        _refuse("a document locked with a password", "remove the password in Word and save it again")
    if "Workbook".encode("utf-16-le") in raw:
        _refuse("an old Excel workbook (.xls)", OPEN_AND_PASTE)
    _refuse("an old Word document (.doc)", SAVE_AS_DOCX)


def _refuse_other_zips(raw: bytes) -> None:
    """Say what a zip file is that holds no Word document. Raises `UnreadableText`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            kind = (
                archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
            )
    except UNREADABLE_ZIP as error:
        raise UnreadableText(DAMAGED) from error
    if kind.strip() in ZIPPED_KINDS:
        _refuse(*ZIPPED_KINDS[kind.strip()])
    for folder, what in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation")):
        if any(each.startswith(folder) for each in names):
            _refuse(what, OPEN_AND_PASTE)
    if CONTENT_TYPES not in names:
        _refuse("a zipped file", "unpack it first and choose the document inside")


def _is_html(raw: bytes) -> bool:
    """Whether a file is a web page. Raises `UnreadableText` for XML of another kind."""
    opening = _opening(raw)
    start = BEFORE_HTML.match(opening)
    rest = opening[start.end() :] if start else opening
    if HTML.match(rest):
        return True
    if OTHER_XML.match(opening):
        _refuse("an XML file", "open it in the program that made it, copy the text and paste it")
    return False


def _opening(raw: bytes) -> str:
    head = raw[:HTML_WITHIN]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_html(head)
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
