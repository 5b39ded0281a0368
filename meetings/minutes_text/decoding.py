"""Bytes to text: which encoding a file is in, what cannot be read, and the repair of encoding damage."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy

from .record import Repair

# Only a line that holds one of these can be UTF-8 that was read as Windows-1252; ftfy is slow, so others are spared.
SUSPICIOUS = re.compile("[ÂÃâÅðïË\u0080-\u009f]")
SOFT_HYPHEN = "\u00ad"
LINE_BREAK = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
# ftfy looks at a whole line at a time; a line longer than any paragraph is damage of another kind and is left alone.
LONGEST_REPAIRED_LINE = 50_000

SIGNATURES = (
    (b"PK\x03\x04", "a Word document or another zipped file"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
ADVICE = "open it and save it as plain text, or paste the text"
HTML_START = re.compile(rb"<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)


class UnreadableText(Exception):
    """Text that cannot be read; `reason` is a sentence for the officer, `line` where it was met (from 1)."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and the lines that were repaired on the way."""

    text: str
    repairs: tuple[Repair, ...] = ()


def decode_page(raw: bytes) -> Decoded:
    """The text of a file: UTF-8, UTF-16 with its byte order mark, else Windows-1252; damage repaired.

    Raises `UnreadableText` for an empty file, a document that is not plain text, and text that cannot be stored.
    """
    _refuse_other_formats(raw)
    return repair(_decode(raw))


def repair(text: str) -> Decoded:
    """The text with its encoding damage repaired line by line; the council's own spelling is never touched.

    Raises `UnreadableText` for characters that no database can hold (NUL, half a surrogate pair).
    """
    _refuse_unstorable(text)
    if not SUSPICIOUS.search(text) and SOFT_HYPHEN not in text:
        return Decoded(text)
    lines = LINE_BREAK.split(text)
    repairs = []
    for index, line in enumerate(lines):
        mended = _mend(line)
        if mended != line:
            repairs.append(Repair(index + 1, line, mended))
            lines[index] = mended
    return Decoded("\n".join(lines), tuple(repairs)) if repairs else Decoded(text)


def _mend(line: str) -> str:
    if len(line) <= LONGEST_REPAIRED_LINE and SUSPICIOUS.search(line):
        mended = ftfy.fix_encoding(line)
        # A repair may never take a line apart or leave something that cannot be stored.
        if not LINE_BREAK.search(mended) and "\0" not in mended:
            line = mended
    return line.replace(SOFT_HYPHEN, "")


def _refuse_other_formats(raw: bytes) -> None:
    if not raw.strip():
        raise UnreadableText("This file is empty: choose the file that holds the minutes.")
    for signature, name in SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableText(f"This looks like {name}: {ADVICE}.")
    if HTML_START.match(raw.removeprefix(codecs.BOM_UTF8).lstrip()[:20]):
        raise UnreadableText(f"This looks like a saved web page: {ADVICE}.")


def _decode(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableText(
                f"This file is damaged (it is not complete UTF-16 text): {ADVICE}."
            ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableText(f"This file is not plain text in a known encoding: {ADVICE}.", line) from error


def _refuse_unstorable(text: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        reason = (
            f"This holds NUL characters, so it is not plain text (perhaps a document or a picture): {ADVICE}."
        )
        raise UnreadableText(reason, len(LINE_BREAK.findall(text, 0, nul)) + 1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = "This holds half a character (a lone surrogate): paste the text again."
        raise UnreadableText(reason, len(LINE_BREAK.findall(text, 0, error.start)) + 1) from error
