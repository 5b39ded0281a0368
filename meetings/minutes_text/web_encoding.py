"""Which encoding a saved web page is in."""

from __future__ import annotations

import codecs
import re

from .decoding import UnreadableText

ADVICE = "open the page, select its text, copy it and paste it"
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
META_WITHIN = 8_192
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that say so mean Windows-1252 (Encoding Standard of the WHATWG, 4.2).
AS_WINDOWS = frozenset(["iso8859-1", "ascii", "cp1252"])
READ_AS_DECLARED = re.compile(r"utf-8|iso8859-\d{1,2}|cp125\d|koi8-r|mac-roman")


def decode_html(raw: bytes) -> str:
    """The characters of a page: by its byte order mark, the encoding it declares, as UTF-8, else as Windows-1252.

    Raises `UnreadableText` for bytes that are none of these.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    for encoding in (*_declared(raw), "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableText(f"This web page is not in a known encoding: {ADVICE}.")


def _declared(raw: bytes) -> list[str]:
    found = META_CHARSET.search(raw[:META_WITHIN])
    if found is None:
        return []
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return []
    if name in AS_WINDOWS:
        # A page that is valid UTF-8 beyond ASCII was hardly ever meant as anything else.
        return ["utf-8", "cp1252"]
    return [name] if READ_AS_DECLARED.fullmatch(name) else []
