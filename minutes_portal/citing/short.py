"""Short addresses, made of what is public anyway: `/c/k7q2m4x/2024-09-24/5/5.2/` (docs/decisions/0015-citing.md).

The code stands for borough and committee: 35 bits of a digest of their addresses, in letters that cannot be taken for
one another. The rest is the day, the item's printed number and the paragraph's mark, as in the long address.
"""

from hashlib import sha256
from typing import Any

from django.urls import reverse

from meetings.models import AgendaItem, Committee, Meeting, MinutePoint

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32 of Douglas Crockford: no i, l, o, u
LENGTH = 7
MISREAD = str.maketrans("oil", "011")
BITS = 5  # a letter


def code_of(borough: str, committee: str) -> str:
    """Return the code of a committee by its borough's and its own part of the address."""
    number = int.from_bytes(sha256(f"{borough}/{committee}".encode()).digest())
    return "".join(LETTERS[number >> BITS * place & 31] for place in range(LENGTH))


def as_meant(code: str) -> str:
    """Return a code that somebody typed from paper as it was printed: `O` is nought, `I` and `L` are one."""
    return code.lower().translate(MISREAD)


def places_of(code: str) -> list[tuple[str, str]]:
    """Return the addresses (borough, committee) that a code stands for: one, or none; two once in a great while."""
    wanted = as_meant(code)
    return [place for place in Committee.published.places() if code_of(*place) == wanted]


def short_path(meeting: Meeting, item: AgendaItem | None = None, part: Any = None) -> str:
    """Return the short address of a meeting, of an item, or of a paragraph or resolution in it, as a path."""
    borough, committee, day = meeting.address
    place = [code_of(borough, committee), day]
    if item is None:
        return reverse("citing:meeting", args=place)
    if part is None:
        return reverse("citing:item", args=[*place, item.slug])
    if isinstance(part, MinutePoint):
        return reverse("citing:paragraph", args=[*place, item.slug, part.anchor])
    return reverse("citing:resolution", args=[*place, item.slug, part.ordinal])
