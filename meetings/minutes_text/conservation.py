"""The check that no word was lost: every word of the text stands somewhere in the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .record import Item, Limb, Page, Resolution

# Fields that may be read from a title; their words stand there already.
DERIVED = ("Forward plan reference", "Key decision")


def lines_with_lost_words(physical: Iterable[str], page: Page) -> tuple[str, ...]:
    """The lines that hold a word which stands nowhere in the page; they belong to what was not placed."""
    lines = list(physical)
    lost = Counter(" ".join(lines).split())
    lost.subtract(Counter(" ".join(strings_of(page)).split()))
    lost = +lost
    kept = []
    for line in map(str.split, lines) if lost else ():
        if any(lost[word] > 0 for word in line):
            kept.append(" ".join(line))
            lost.subtract(line)
    return tuple(kept)


def strings_of(page: Page) -> Iterator[str]:
    """Every string of the page that holds words of its text; suggestions, which only repeat them, are left out."""
    yield from page.furniture
    yield from page.unplaced
    labels = {line.rstrip(":").casefold() for line in page.furniture if line.endswith(":")}
    derived = [label for label in DERIVED if label.casefold() not in labels]
    for item in page.items:
        yield from _strings_of_item(item, derived)


def _strings_of_item(item: Item, derived: Sequence[str]) -> Iterator[str]:
    yield from filter(None, (item.title, item.purpose))
    yield item.minute_number or item.number or ""
    yield from (value for label, value in item.fields if label not in derived)
    yield from (document.title or "" for document in item.documents)
    for part in item.body:
        if isinstance(part, Resolution):
            yield from _strings_of_resolution(part)
        else:
            yield from (part.mark or "", part.text)


def _strings_of_resolution(resolution: Resolution) -> Iterator[str]:
    glued = resolution.text.startswith(resolution.cue or "\0") and not resolution.text.startswith(
        f"{resolution.cue} "
    )
    yield from (resolution.mark or "", "" if glued else resolution.cue or "", resolution.text)
    yield resolution.notice_wording or ""
    for limb in resolution.limbs:
        yield from _strings_of_limb(limb)


def _strings_of_limb(limb: Limb) -> Iterator[str]:
    yield from (limb.mark or "", limb.text)
    for nested in limb.limbs:
        yield from _strings_of_limb(nested)
