"""The questions of the search benchmark: words of each class of frequency, chosen from what the index really holds.

How often a word occurs is counted in the sixteenth part of the index that its sample holds, so a class is a range
and not an exact figure. The same seed gives the same questions.
"""

import random
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import connections

from benchmarks.corpus import BOROUGHS, FIRST_DAY, STOP_WORDS, TOPICS, YEARS, Words

SAMPLED = 16  # the sample holds one passage in so many
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
    words = Words(random.Random(20))
    by_class = _words_by_frequency(words)
    rng_texts = {
        "rare": by_class["rare"],
        "medium": by_class["medium"],
        "frequent": by_class["frequent"],
        "common": by_class["common"],
        "two words": _pairs(rng, by_class, number),
        "three words": [" ".join(rng.sample(by_class["common"], 3)) for _ in range(number * 2)],
        "phrase": _phrases(rng, number),
        "prefix": [f"{word[:4]}*" for word in by_class["medium"] + by_class["frequent"] if len(word) > 5],
        "vanishing": words.vanished,
    }
    return {name: _asked(rng, list(dict.fromkeys(texts)), number) for name, texts in rng_texts.items()}


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


def _words_by_frequency(words: Words) -> dict[str, list[str]]:
    """Return words of everyday speech by the part of all passages that hold them."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_passage WHERE sample < 8")
        passages = cursor.fetchone()[0]
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT tsv FROM search_passage WHERE sample < 8')")
        held = dict(cursor.fetchall())
        cursor.execute(
            "SELECT w, (ts_lexize('english_stem', w))[1] FROM unnest(%s::text[]) w", [words.everyday]
        )
        stems = dict(cursor.fetchall())
    by_class: dict[str, list[str]] = {"rare": [], "medium": [], "frequent": [], "common": []}
    for word in words.everyday:
        part = held.get(stems[word] or word, 0) / passages
        if 0 < part * passages * SAMPLED <= 60:
            by_class["rare"].append(word)
        elif 0.001 <= part <= 0.01:
            by_class["medium"].append(word)
        elif 0.02 <= part <= 0.1:
            by_class["frequent"].append(word)
        elif part >= 0.25:
            by_class["common"].append(word)
    return by_class


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
