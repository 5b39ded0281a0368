"""Places in long lists as a program is given them: opaque, tamper-proof, and always the same for the same place.

A place is the natural key of the row it is behind. It is sealed (a synthetic nonce, a key stream and the check that the
nonce is, all HMAC-SHA256), so that nobody builds on what is in it, and what was altered is refused.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hmac import compare_digest
from itertools import count
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

SEALED, STREAM = "api.cursors.seal", "api.cursors.stream"
NONCE = 16  # bytes
LONGEST = 2_000  # characters


class NoSuchPlace(Exception):
    """The text is no place that this site gave out for this list."""


def sealed(place: Sequence[Any], what: str) -> str:
    """Return a place in the list named `what` as a program is given it."""
    plain = json.dumps([what, *place], default=str, separators=(",", ":")).encode()
    nonce = _digest(SEALED, plain)[:NONCE]
    return urlsafe_b64encode(nonce + _masked(plain, nonce)).decode().rstrip("=")


def opened(text: str, what: str) -> list[Any]:
    """Return the place that `sealed` was given. Raises NoSuchPlace for whatever it did not return for this list."""
    try:
        data = (
            urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)) if len(text) < LONGEST else b""
        )
    except (Error, ValueError):
        raise NoSuchPlace from None
    nonce, plain = data[:NONCE], _masked(data[NONCE:], data[:NONCE])
    if not compare_digest(_digest(SEALED, plain)[:NONCE], nonce):
        raise NoSuchPlace
    name, *place = json.loads(plain)
    if name != what:
        raise NoSuchPlace
    return list(place)


def _digest(salt: str, value: bytes) -> bytes:
    return salted_hmac(salt, value, algorithm="sha256").digest()


def _masked(text: bytes, nonce: bytes) -> bytes:
    stream = _stream(nonce)
    return bytes(byte ^ mask for byte, mask in zip(text, stream, strict=False))


def _stream(nonce: bytes) -> Iterator[int]:
    for block in count():
        yield from _digest(STREAM, nonce + block.to_bytes(4, "big"))


def key_of(row: Any, order: Sequence[str]) -> list[Any]:
    """Return the values of a row that its place in this order is made of."""
    return [_value(row, part.removeprefix("-")) for part in order]


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row.isoformat() if isinstance(row, date | datetime) else row


def behind(rows: QuerySet, order: Sequence[str], place: Sequence[Any]) -> QuerySet:
    """Keep the rows behind a place in an order whose parts are never NULL; found by the key, however deep it is."""
    if len(place) != len(order):
        raise NoSuchPlace
    condition = Q()
    for part, value in reversed(list(zip(order, place, strict=True))):
        path, way = part.removeprefix("-"), "lt" if part.startswith("-") else "gt"
        further = Q(**{f"{path}__{way}": value})
        condition = further | (Q(**{path: value}) & condition) if condition else further
    first, way = order[0].removeprefix("-"), "lte" if order[0].startswith("-") else "gte"
    return rows.filter(condition, **{f"{first}__{way}": place[0]})
