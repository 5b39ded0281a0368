"""How two texts differ, word by word, as pieces that a template marks up."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4000  # beyond, the whole text is shown as taken out and put in: comparing takes the square of it
CONTEXT = 24  # words and spaces kept on each side of a change


class Piece(NamedTuple):
    """Some words that stayed, went or came."""

    kind: str  # "same", "gone" or "new"
    text: str


class Difference(NamedTuple):
    """What changed in one field."""

    label: str
    pieces: list[Piece]


def difference(label: str, before: str, after: str) -> Difference:
    """Return how a field's text changed; long stretches that stayed are shortened."""
    return Difference(label, list(pieces(before, after)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS or not old or not new or max(len(old), len(new)) < 4:
        yield from (piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text)
        return
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in changes:
        if tag == "equal":
            first, last = start == 0, end == len(old)
            yield Piece("same", _shortened(old[start:end], first, last))
            continue
        if end > start:
            yield Piece("gone", "".join(old[start:end]))
        if new_end > new_start:
            yield Piece("new", "".join(new[new_start:new_end]))


def _shortened(words: list[str], first: bool, last: bool) -> str:
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(words) <= head + tail + 6:
        return "".join(words)
    return f"{''.join(words[:head])} … {''.join(words[len(words) - tail :])}"
