"""What a photograph says of where, by whom and with what it was taken (Exif, JPEG’s comment, PNG’s texts)."""

import struct
from collections.abc import Iterator

from meetings.papers.wording import properties_in_words

GPS, ARTIST, COPYRIGHT, CAMERA, DESCRIPTION = 0x8825, 0x013B, 0x8298, 0x0110, 0x010E
NAMED = {ARTIST: "author", COPYRIGHT: "copyright", CAMERA: "camera", DESCRIPTION: "description"}
ASCII = 2
MOST_PARTS = 10_000


def picture_matter(content: bytes) -> Iterator[str]:
    """Yield a sentence on each thing that a picture says of itself and does not show."""
    parts = list(_png_parts(content) if content.startswith(b"\x89PNG") else _jpeg_parts(content))
    said: dict[str, str] = {}
    for kind, body in parts:
        if kind == "exif":
            tags = exif_tags(body)
            if GPS in tags:
                yield "It says where it was taken (GPS)."
            said |= {NAMED[tag]: value for tag, value in tags.items() if tag in NAMED and value}
        elif kind == "text" and body:
            said.setdefault("note", body.replace(b"\x00", b": ").decode("utf-8", "replace"))
    yield from properties_in_words(said)


def exif_tags(body: bytes) -> dict[int, str]:
    """Return the tags of the first directory of Exif data with their texts (empty where a tag is no text)."""
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None or len(body) < 8:
        return {}
    (start,) = struct.unpack_from(f"{order}I", body, 4)
    tags: dict[int, str] = {}
    if start + 2 > len(body):
        return {}
    (number,) = struct.unpack_from(f"{order}H", body, start)
    for place in range(start + 2, start + 2 + 12 * number, 12):
        if place + 12 > len(body):
            break
        tag, kind, length, where = struct.unpack_from(f"{order}HHII", body, place)
        first = place + 8 if length <= 4 else where
        tags[tag] = (
            body[first : first + length].rstrip(b"\x00").decode("utf-8", "replace") if kind == ASCII else ""
        )
    return tags


def _jpeg_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the segments before the picture itself that may say something."""
    place = 2
    for _ in range(MOST_PARTS):
        if place + 4 > len(content) or content[place] != 0xFF:
            return
        mark, (length,) = content[place + 1], struct.unpack_from(">H", content, place + 2)
        body = content[place + 4 : place + 2 + length]
        if mark == 0xDA or length < 2:
            return
        if mark == 0xE1 and body.startswith(b"Exif\x00\x00"):
            yield "exif", body[6:]
        elif mark == 0xFE:
            yield "text", body
        place += 2 + length


def _png_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    place = 8
    for _ in range(MOST_PARTS):
        if place + 8 > len(content):
            return
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        if kind == b"eXIf":
            yield "exif", body
        elif kind in {b"tEXt", b"iTXt"}:
            yield "text", body
        place += 12 + length
