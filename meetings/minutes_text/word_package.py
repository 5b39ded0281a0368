"""The zip file that a Word document is: opened within limits, its parts read as XML without entities."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import NoReturn
from xml.etree import ElementTree as ET

from .decoding import UnreadableText

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_PART = 24 * MEGABYTE
# What a damaged zip file makes the standard library raise.
UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
# Word's own XML packs 10 to 30 times; only a file made to exhaust its reader packs hundreds of times.
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 2 * MEGABYTE
DEEPEST_XML = 80
MOST_ELEMENTS = 1_000_000

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")

PASTE = "or paste the text"
DAMAGED = (
    f"This Word document is damaged: open it in Word, save it again as a Word document (.docx), {PASTE}."
)
TOO_LARGE = "This Word document is too large ({what}): divide it, remove its pictures, " + PASTE + "."
# What the relationships of the document may not lead to, by the end of their type.
REFUSED_RELATIONSHIPS = {
    "/oleObject": "an embedded file",
    "/package": "an embedded file",
    "/control": "an active control",
    "/aFChunk": "an inserted file",
    "/vbaProject": "macros",
}


class WordPackage:
    """The parts of one Word document. `related` gives the names of the parts of a kind, such as "styles"."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        self.document_name = self._document_name()
        self.relationships = self._relationships(self.document_name)
        for kind, _ in self.relationships:
            for ending, what in REFUSED_RELATIONSHIPS.items():
                if kind.endswith(ending):
                    refuse(what)

    def document(self) -> ET.Element:
        """The main part. Raises `UnreadableText` where it is damaged."""
        root = self.read(self.document_name)
        body = root.find(f"{WORD}body") if root is not None else None
        if body is None:
            raise UnreadableText(DAMAGED)
        return body

    def related(self, kind: str) -> list[ET.Element]:
        """The parts that the document names as this kind ("styles", "numbering", "comments", "header" ...), read."""
        names = [name for each, name in self.relationships if each.rsplit("/", 1)[-1] == kind]
        return [part for name in dict.fromkeys(names) if (part := self.read(name)) is not None]

    def read(self, name: str) -> ET.Element | None:
        """One part as XML, None where it is absent. Raises `UnreadableText`."""
        if name not in self.names:
            return None
        return parse_xml(self._bytes(name))

    def _bytes(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as part:
                content = part.read(LARGEST_PART + 1)
        except UNREADABLE_ZIP as error:
            raise UnreadableText(DAMAGED) from error
        if len(content) > LARGEST_PART:
            raise UnreadableText(TOO_LARGE.format(what="its text alone is over 24 MB"))
        return content

    def _document_name(self) -> str:
        types = self.read(CONTENT_TYPES)
        declared = [(each.get("PartName", ""), each.get("ContentType", "")) for each in _children(types)]
        for part, kind in declared:
            if "macroEnabled" in kind or part.endswith("vbaProject.bin"):
                refuse("macros")
        if any(name.endswith("vbaProject.bin") for name in self.names):
            refuse("macros")
        for part, kind in declared:
            if kind.endswith(DOCUMENT_TYPES) and part.lstrip("/") in self.names:
                return part.lstrip("/")
        for kind, name in self._relationships(""):
            if kind.endswith("/officeDocument") and name in self.names and name.startswith("word/"):
                return name
        raise UnreadableText(DAMAGED)

    def _relationships(self, source: str) -> list[tuple[str, str]]:
        """Pairs of type and part name; what lies outside the file is not followed."""
        folder, base = posixpath.split(source)
        root = self.read(posixpath.join(folder, "_rels", f"{base}.rels"))
        pairs = []
        for each in root.iter(RELATIONSHIP) if root is not None else ():
            if each.get("TargetMode") == "External":
                continue
            target = each.get("Target", "")
            name = target if target.startswith("/") else posixpath.join(folder, target)
            pairs.append((each.get("Type", ""), posixpath.normpath(name).lstrip("/")))
        return pairs


def _children(element: ET.Element | None) -> list[ET.Element]:
    return [] if element is None else list(element)


def refuse(what: str) -> NoReturn:
    """Say that the document holds something that is never read."""
    raise UnreadableText(
        f"This Word document holds {what}: save a copy without it as a Word document (.docx), {PASTE}."
    )


def open_package(raw: bytes) -> WordPackage:
    """The package of a Word document. Raises `UnreadableText` for a file that is too large, damaged or locked."""
    if len(raw) > LARGEST_FILE:
        raise UnreadableText(TOO_LARGE.format(what="over 20 MB"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except UNREADABLE_ZIP as error:
        raise UnreadableText(DAMAGED) from error
    _check_entries(archive.infolist())
    return WordPackage(archive)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableText(TOO_LARGE.format(what=f"over {MOST_ENTRIES} parts"))
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableText(TOO_LARGE.format(what="over 200 MB unpacked"))
    if unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * max(packed, 1):
        raise UnreadableText(TOO_LARGE.format(what="it unpacks to hundreds of times its size"))
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableText(DAMAGED)
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableText(
                f"This Word document is locked with a password: remove the password in Word, {PASTE}."
            )
        if ".." in entry.filename.split("/") or entry.filename.startswith("/") or "\\" in entry.filename:
            raise UnreadableText(DAMAGED)


class LimitedBuilder(ET.TreeBuilder):
    """Builds a tree, but no document type (so no entities), no deeper and no larger than a document can be."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        """Open an element."""
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST_XML:
            raise UnreadableText(
                f"This Word document is nested too deeply (tables within tables): simplify it, {PASTE}."
            )
        if self.count > MOST_ELEMENTS:
            raise UnreadableText(TOO_LARGE.format(what="over a million pieces of formatting"))
        return super().start(_transitional(tag), {_transitional(key): value for key, value in attrs.items()})

    def end(self, tag: str) -> ET.Element:
        """Close an element."""
        self.depth -= 1
        return super().end(_transitional(tag))

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:
        """Refuse: no part of a Word document has a document type (ECMA-376 part 2), an attack would."""
        raise UnreadableText(DAMAGED)


def _transitional(name: str) -> str:
    return name.replace(STRICT_WORD, WORD, 1) if name.startswith(STRICT_WORD) else name


def parse_xml(content: bytes) -> ET.Element:
    """The root of an XML part. Raises `UnreadableText`."""
    parser = ET.XMLParser(target=LimitedBuilder())  # noqa: S314 - the builder refuses a document type, so no entities
    try:
        parser.feed(content)
        root = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableText(DAMAGED) from error
    if not isinstance(root, ET.Element):
        raise UnreadableText(DAMAGED)
    return root
