"""Tells by its content, never by its name, what a file is, and refuses what readers should not be given."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from meetings.papers.packages import package_kind
from meetings.papers.refusing import RefusedPaper

SAVE_AS_PDF = "Save it as a PDF or in the present format of your office programs, and add that."


@dataclass(frozen=True)
class Kind:
    """A kind of file that readers are given: what to call it, how it is kept and with which media type it is sent."""

    name: str
    suffix: str
    media_type: str
    shown: bool = False  # by the browser itself; anything else is offered for saving

    @property
    def is_text(self) -> bool:
        return self.media_type.startswith("text/")


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS = {
    kind.suffix: kind
    for kind in (
        Kind("PDF", "pdf", "application/pdf", shown=True),
        Kind("Word", "docx", _OOXML + "wordprocessingml.document"),
        Kind("Excel", "xlsx", _OOXML + "spreadsheetml.sheet"),
        Kind("PowerPoint", "pptx", _OOXML + "presentationml.presentation"),
        Kind("OpenDocument text", "odt", _ODF + "text"),
        Kind("OpenDocument sheet", "ods", _ODF + "spreadsheet"),
        Kind("OpenDocument slides", "odp", _ODF + "presentation"),
        Kind("Text", "txt", "text/plain", shown=True),
        Kind("CSV", "csv", "text/csv"),
        Kind("JPEG picture", "jpg", "image/jpeg", shown=True),
        Kind("PNG picture", "png", "image/png", shown=True),
    )
}
FIRST_PART = 256 * 1024
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"\x00asm",
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
MARK_UP = re.compile(
    rb"\s*(?:<\?xml\b[^>]*>|<!--.*?-->|\s)*<(?:!doctype|html|head|body|script|svg|iframe|[a-z]+:svg)\b",
    re.IGNORECASE | re.DOTALL,
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def recognise(file: BinaryIO, name: str, most_bytes: int) -> Kind:
    """Return what kind of file this is. `name` is used to speak of it, and to tell a table (CSV) from other text.

    Reads the file from its beginning to its end. Raises RefusedPaper with a sentence for the officer.
    """
    file.seek(0)
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise RefusedPaper(
            f"“{name}” is larger than {most_bytes // 2**20} MB. Make it smaller, or add it in parts."
        )
    if not content:
        raise RefusedPaper(f"“{name}” is empty.")
    return KINDS[_suffix_of(content, file, name)]


def _suffix_of(content: bytes, file: BinaryIO, name: str) -> str:
    if content.startswith(PROGRAMS):
        raise RefusedPaper(f"“{name}” is a program, not a paper.")
    if content[:1024].lstrip().startswith(b"%PDF-"):
        if ENCRYPTED_PDF.search(content):
            raise RefusedPaper(
                f"“{name}” is protected with a password or against copying. Readers, and those who have pages read "
                "aloud to them, could not use it: add the PDF without protection."
            )
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return package_kind(file, name)
    if content.startswith(OLD_OFFICE):
        raise RefusedPaper(_old_office(content, name))
    if content.startswith(b"{\\rtf"):
        raise RefusedPaper(f"“{name}” is in the old format RTF. {SAVE_AS_PDF}")
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _kind_of_text(content, name)


def _old_office(content: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return f"“{name}” is protected with a password. Add it without."
    return f"“{name}” is in an old Office format (.doc, .xls, .ppt), which may hold macros. {SAVE_AS_PDF}"


def _kind_of_text(content: bytes, name: str) -> str:
    if MARK_UP.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise RefusedPaper(
            f"“{name}” is a web page or a drawing with mark-up (HTML, SVG), which could run in a reader’s browser. "
            "Print it to a PDF and add that."
        )
    text = decode_text(content)
    if text is None or CONTROLS.search(text):
        raise RefusedPaper(
            f"“{name}” is not a kind of file that readers could open. A PDF is best; Word, Excel, PowerPoint and "
            "OpenDocument files, plain text, CSV and pictures (JPEG, PNG) will do."
        )
    return "csv" if name.lower().endswith(".csv") else "txt"


def decode_text(content: bytes) -> str | None:
    """Return the text of a plain file: UTF-8, UTF-16 with its mark, or Windows-1252; None for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def charset_of(file: BinaryIO) -> str:
    """Return the encoding of a plain file as browsers call it, told by its first part; the file is put back."""
    first = file.read(FIRST_PART)
    file.seek(0)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first, final=len(first) < FIRST_PART)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
