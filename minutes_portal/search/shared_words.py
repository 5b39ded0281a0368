"""The terms that two items share, in the words in which one of them is printed: `day opportun` as “day opportunities”.

Terms are stems, which no reader should have to read (sql/terms.sql). The words are taken from texts that the reader has
on the page, so nothing is told that is not there. Pure Python.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from minutes_portal.search.folding import folded

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
BETWEEN = re.compile(r"[\s\u00ad-]*")  # what may stand between the words of a phrase
LONGEST = 4  # words of a phrase
LONGEST_ENDING = 6  # letters that the stemmer takes off: -ations
MOST = 4  # phrases that are told

Stems = tuple[str, ...]
Ranks = dict[Stems, int]  # the terms by their stems, in order


class Printed(NamedTuple):
    """A word in a text: as it is compared, and from where to where it stands."""

    plain: str
    start: int
    end: int


def words_shared(terms: Sequence[str], texts: Iterable[str], most: int = MOST) -> list[str]:
    """Return how these terms, the most telling first, are printed in the texts: phrases rather than single words, each
    once, in small letters where it is so anywhere. A term that is printed nowhere is left out.
    """
    rank = {tuple(term.split()): place for place, term in enumerate(terms)}
    printed: dict[Stems, Counter[str]] = {}
    for text in texts:
        for stems, phrase in _phrases(text, rank):
            printed.setdefault(stems, Counter())[phrase] += 1
    told: list[Stems] = []
    for stems in sorted(printed, key=lambda stems: (_place(stems, rank), -len(stems), stems)):
        if not any(set(stems) <= set(other) for other in told):
            told = [other for other in told if not set(other) <= set(stems)] + [stems]
    return [_spelling(printed[stems]) for stems in told[:most]]


def _place(stems: Stems, rank: Ranks) -> int:
    """Return the best place that a term within a phrase has."""
    return min(place for term, place in rank.items() if set(term) <= set(stems))


def _spelling(printed: Counter[str]) -> str:
    """Return how a phrase is written: in small letters where it is so anywhere, else as it is most often."""
    return min(printed, key=lambda phrase: (phrase != phrase.lower(), -printed[phrase], len(phrase), phrase))


def _phrases(text: str, rank: Ranks) -> Iterator[tuple[Stems, str]]:
    """Yield the terms that stand in a text as they are printed there, each with its stems; pairs that overlap are one phrase."""
    words = [Printed(folded(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]
    first = 0
    while first < len(words):
        stems, last = _stems_from(text, words, first, rank)
        if stems:
            yield stems, " ".join(text[words[first].start : words[last].end].split())
        first = max(last, first + 1)


def _stems_from(text: str, words: list[Printed], first: int, rank: Ranks) -> tuple[Stems, int]:
    """Return the stems of the longest phrase that begins with a word, and its last word; else of the word, or none."""
    stems, last = [term[0] for term in rank if len(term) == 1 and _is(words[first], term[0])][:1], first
    while last + 1 < len(words) and last - first + 1 < LONGEST:
        pair = _pair(text, words[last], words[last + 1], rank)
        if pair is None:
            break
        stems = [*stems[: last - first], *pair]
        last += 1
    return tuple(stems), last


def _pair(text: str, one: Printed, other: Printed, rank: Ranks) -> Stems | None:
    """Return the best pair that two words are, if nothing but spaces or a hyphen stands between them."""
    if not BETWEEN.fullmatch(text, one.end, other.start):
        return None
    pairs = (term for term in rank if len(term) > 1 and _is(one, term[0]) and _is(other, term[1]))
    return next(pairs, None)


def _is(word: Printed, stem: str) -> bool:
    """Whether a word may have this stem: it begins with it, but for the `i` that the stemmer makes of a `y`."""
    if word.plain.startswith(stem):
        return len(word.plain) - len(stem) <= LONGEST_ENDING
    return stem.endswith("i") and word.plain == f"{stem[:-1]}y"
