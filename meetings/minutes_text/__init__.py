"""Minutes text to structure and back, in pure Python: what officers type or paste becomes the record."""

from .as_json import item_to_json, page_to_json
from .decoding import Decoded, UnreadableText, decode_page
from .notices import Notice
from .parsing import parse_page
from .printing import print_page
from .record import (
    Action,
    Document,
    Item,
    Limb,
    MeetingReference,
    Page,
    Point,
    Repair,
    Resolution,
    Votes,
)
from .sources import SourceText, read_source

__all__ = [
    "Action",
    "Decoded",
    "Document",
    "Item",
    "Limb",
    "MeetingReference",
    "Notice",
    "Page",
    "Point",
    "Repair",
    "Resolution",
    "SourceText",
    "UnreadableText",
    "Votes",
    "decode_page",
    "item_to_json",
    "page_to_json",
    "parse_page",
    "print_page",
    "read_source",
]
