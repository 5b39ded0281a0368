"""Reads the XML in Office packages piece by piece, never all of it at once, and takes no document type declaration."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser, XMLPullParser

from meetings.papers.packages import MOST_BYTES

CHUNK = 256 * 1024


class BadMarkup(ValueError):
    """A member of a package that is no plain XML."""


def events(package: zipfile.ZipFile, member: str) -> Iterator[tuple[str, Element]]:
    """Yield ("start" | "end", element) of a member in order, nothing where there is none; an element is emptied once
    it has been given out at its end. Raises BadMarkup. Tags are local names: `{…}p` is `p`.
    """
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    try:
        for chunk in _chunks(package, member):
            parser.feed(chunk)
            yield from _given_out(parser)
    except ParseError as error:
        raise BadMarkup(f"{member}: {error}") from error


def read_into(package: zipfile.ZipFile, member: str, target: Any) -> Any:
    """Tell a target (`start`, `data`, `end`, `close`) all of a member, and return what it makes of it.

    For text between the elements, which `events` does not keep. Raises BadMarkup.
    """
    parser = XMLParser(target=target)  # noqa: S314 (within `_chunks`, in a process with limits)
    try:
        for chunk in _chunks(package, member):
            parser.feed(chunk)
        return parser.close()
    except ParseError as error:
        raise BadMarkup(f"{member}: {error}") from error


def _chunks(package: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member in parts.

    A declaration of entities (`<!DOCTYPE`) is refused before it is read: no office program writes one, and a few
    lines of it can stand for gigabytes.
    """
    if member not in package.NameToInfo:
        return
    info = package.getinfo(member)
    if info.file_size > MOST_BYTES:
        raise BadMarkup(f"{member} is too large")
    last = b""
    with package.open(info) as stream:
        while chunk := stream.read(CHUNK):
            seen = (last + chunk).replace(b"\x00", b"").lower()
            if b"<!doctype" in seen or b"<!entity" in seen:
                raise BadMarkup(f"{member} declares entities")
            last = chunk[-32:]
            yield chunk


def _given_out(parser: Any) -> Iterator[tuple[str, Element]]:
    for event, element in parser.read_events():
        element.tag = element.tag.rpartition("}")[2]
        yield event, element
        if event == "end":
            element.clear()


def attribute(element: Element, name: str, otherwise: str = "") -> str:
    """Return an attribute by its local name."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, otherwise)
