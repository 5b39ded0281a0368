"""Keeps words that are exempt from coming back as public ones in a new text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from decisions.importers.source import Source
from decisions.models import Resolution
from meetings.minutes_text import Item, Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import MinutePoint

TELLING_RUN = 8  # so many words in a row are no accident


def refuse_exempt_words(
    source: Source, parsed: Item, points: Sequence[MinutePoint], resolutions: Sequence[Resolution]
) -> None:
    """Raise ImportProblem where a part of a text quotes an exempt part of the item, but is not that part.

    A part that says nothing but what an exempt row says continues that row, and stays exempt with it.
    """
    sealed = [row.text for row in points if row.exempt] + [row.wording for row in resolutions if row.exempt]
    if not sealed:
        return
    runs = {run for text in sealed for run in _runs(text)}
    known = {_plain(text) for text in sealed}
    said = {
        _plain(text)
        for text in [row.text for row in points if not row.exempt]
        + [row.wording for row in resolutions if not row.exempt]
    }
    for text in _texts(parsed):
        if _plain(text) in known | said:
            continue
        if any(run in runs for run in _runs(text)):
            raise source.problem(
                text,
                "these words are exempt in the record, and would become public here. Take them out, or lift the "
                "exemption first.",
            )


def _texts(parsed: Item) -> Iterator[str]:
    for part in parsed.body:
        if isinstance(part, Point):
            yield part.text
        else:
            yield part.notice_wording or ""
            yield from _wordings(part)


def _wordings(part: ParsedResolution | Limb) -> Iterator[str]:
    yield part.text
    for limb in part.limbs:
        yield from _wordings(limb)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[start:] for start in range(TELLING_RUN)), strict=False)
