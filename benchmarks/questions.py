"""The questions of the search benchmark: words of each class of frequency, chosen from what the index really holds.

How often a word occurs is counted in the sixteenth part of the index that its sample holds, so a class is a range
and not an exact figure. The same seed gives the same questions.
"""

import random
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connections

from benchmarks.corpus import BOROUGHS, FIRST_DAY, STOP_WORDS, TOPICS, YEARS

SAMPLE, SAMPLED = "sample < 64", 16  # a part of all results, and how many each of them stands for
FEWEST = 3  # words of a class, to make questions of
FILTERS = ("no filter", "borough", "borough and topic", "borough, topic and dates")
CLASSES = (
    "rare", "medium", "frequent", "common", "two words", "three words", "phrase", "prefix", "vanishing",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What a reader types, and the filters beside it: places from 0 in the lists of boroughs and topics."""

    text: str
    borough: int
    topic: int
    first: date
    last: date

    def parameters(self, filters: str) -> dict[str, str]:
        """Return the address's parameters of this question under one of FILTERS (slugs are added by the caller)."""
        asked = {"q": self.text}
        if "borough" in filters:
            asked["borough"] = str(self.borough)
        if "topic" in filters:
            asked["topic"] = str(self.topic)
        if "dates" in filters:
            asked |= {"from": self.first.isoformat(), "to": self.last.isoformat()}
        return asked


def questions(number: int, seed: int = 7) -> dict[str, list[Question]]:
    """Return `number` different questions for each of CLASSES (fewer where the record holds fewer words of a class)."""
    rng = random.Random(seed)
    by_class = _words_by_frequency()
    texts = {
        **by_class,
        "two words": _pairs(rng, by_class, number),
        "three words": [" ".join(rng.sample(by_class["common"], 3)) for _ in range(number * 2)],
        "phrase": _phrases(rng, number),
        "prefix": [f"{word[:4]}*" for word in by_class["medium"] + by_class["frequent"] if len(word) > 5],
    }
    return {name: _asked(rng, list(dict.fromkeys(texts[name])), number) for name in CLASSES}


def _asked(rng: random.Random, texts: list[str], number: int) -> list[Question]:
    chosen = rng.sample(texts, min(number, len(texts)))
    found = []
    for text in chosen:
        year = rng.randrange(YEARS - 3)
        first = date(FIRST_DAY.year + year, 1, 1)
        found.append(
            Question(
                text, rng.randrange(BOROUGHS), rng.randrange(TOPICS), first, date(first.year + 2, 12, 31)
            )
        )
    return found


def _words_by_frequency() -> dict[str, list[str]]:
    """Return words by the part of all passages that hold them, and those that the later years no longer hold."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT count(*), min(date), max(date) FROM search_passage WHERE {SAMPLE}")
        passages, first, last = cursor.fetchone()
        held, late = (
            _held(cursor, SAMPLE),
            _held(cursor, f"{SAMPLE} AND date > '{first + (last - first) * 0.4}'"),
        )
    by_class: dict[str, list[str]] = {
        "rare": [], "medium": [], "frequent": [], "common": [], "vanishing": [],
    }  # fmt: skip
    for word, holding in held.items():
        part = holding / passages
        if word not in late and part >= 0.0005:
            by_class["vanishing"].append(word)
        elif holding * SAMPLED <= 60:
            by_class["rare"].append(word)
        elif 0.001 <= part <= 0.01:
            by_class["medium"].append(word)
        elif 0.02 <= part <= 0.1:
            by_class["frequent"].append(word)
        elif part >= 0.25:
            by_class["common"].append(word)
    if missing := [name for name in CLASSES[:4] if len(by_class[name]) < FEWEST]:
        raise SystemExit(
            f"This record is too small for the search benchmark: too few {', '.join(missing)} words. Give --items 10000."
        )
    return by_class


def _held(cursor: Any, rows: str) -> dict[str, int]:
    """Return the words in these rows of the index that are their own stems, each with the number of rows."""
    cursor.execute(
        f"SELECT word, ndoc FROM ts_stat($$SELECT tsv FROM search_passage WHERE {rows}$$)"
        " WHERE word ~ '^[a-z]{4,12}$' AND ts_lexize('english_stem', word) = ARRAY[word] ORDER BY word"
    )
    return dict(cursor.fetchall())


def _pairs(rng: random.Random, by_class: dict[str, list[str]], number: int) -> list[str]:
    """Return pairs of words: two common ones, common and medium, two frequent, common and rare."""
    mixes = (("common", "common"), ("common", "medium"), ("frequent", "frequent"), ("common", "rare"))
    return [
        f"{rng.choice(by_class[one])} {rng.choice(by_class[other])}"
        for _ in range(number // len(mixes) + 1)
        for one, other in mixes
    ]


def _phrases(rng: random.Random, number: int) -> list[str]:
    """Return words that stand next to each other somewhere in the minutes, none of them a stop word."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT max(id) FROM meetings_minutepoint")
        highest = cursor.fetchone()[0]
        keys = [rng.randrange(highest) for _ in range(number * 4)]
        cursor.execute("SELECT text FROM meetings_minutepoint WHERE id = ANY(%s) ORDER BY id", [keys])
        texts = [row[0] for row in cursor.fetchall()]
    found = []
    for text in texts:
        pairs = [
            pair for pair in pairwise(text.lower().rstrip(".").split()) if not set(pair) & set(STOP_WORDS)
        ]
        if pairs:
            found.append('"{} {}"'.format(*rng.choice(pairs)))
    return found
