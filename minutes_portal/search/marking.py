"""Marks the words that were looked for in the texts of one page of results, and cuts the extract that shows them best.

Texts are compared as the index compares them: folded (`folding.py`) and stemmed by PostgreSQL's own dictionary, so
that “Rüya”, “O’Neill’s” and “CE09/10-28” are marked where the index found them. What is shown is the text as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connections

from minutes_portal.search.folding import folded
from minutes_portal.search.lexemes import Sought
from minutes_portal.templatetags.highlight import START, STOP

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad])+(?:['‘’ʼ`](?:[^\W_]|[\u0300-\u036f\u00ad])+)*")
WHOLE, LONGEST, BEFORE = 45, 35, 8  # words: shown whole up to; cut to; kept before the first match
MOST_PIECES = 2  # of a reference printed in pieces: CS 12066
STEM = "SELECT word, ts_lexize('english_stem', word) FROM unnest(%s::text[]) word"
NO_MARKS = str.maketrans("", "", START + STOP)


@dataclass(frozen=True)
class Mark:
    """A match in a text: from and to which character, of which word, and of which term of the question."""

    start: int
    stop: int
    word: int
    term: int


@dataclass(frozen=True)
class Text:
    """A text with its words (folded, with their first and last character) and its matches."""

    text: str
    words: tuple[tuple[str, int, int], ...]
    marks: tuple[Mark, ...] = ()

    @property
    def terms(self) -> set[int]:
        """The terms of the question that stand in it."""
        return {mark.term for mark in self.marks}

    def marked(self, first: int = 0, last: int | None = None) -> str:
        """Return the text, or a part of it, with each match between START and STOP."""
        last = len(self.text) if last is None else last
        parts, place = [], first
        for start, stop in _merged(mark for mark in self.marks if first <= mark.start and mark.stop <= last):
            parts += [self.text[place:start], START, self.text[start:stop], STOP]
            place = stop
        return "".join([*parts, self.text[place:last]])

    def extract(self) -> str:
        """Return the part that shows most of what was looked for, whole words, with “…” where something is left out."""
        if len(self.words) <= WHOLE or not self.marks:
            return self.marked(0, self._end(WHOLE)) + (" …" if len(self.words) > WHOLE else "")
        first = max(0, self._best_word() - BEFORE)
        last = min(len(self.words), first + LONGEST)
        start = self.words[first][1] if first else 0
        text = self.marked(start, self._end(last))
        return f"{'… ' if first else ''}{text}{' …' if last < len(self.words) else ''}"

    def _end(self, words: int) -> int:
        return len(self.text) if words >= len(self.words) else self.words[words - 1][2]

    def _best_word(self) -> int:
        """Return the matched word from which most terms stand within an extract's length."""
        room = LONGEST - BEFORE
        return max(
            (mark.word for mark in self.marks),
            key=lambda word: (len({m.term for m in self.marks if word <= m.word < word + room}), -word),
        )


def _merged(marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those that overlap or follow each other within one phrase as one."""
    open_start, open_stop = -1, -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.stop)):
        if mark.start > open_stop:
            if open_stop >= 0:
                yield open_start, open_stop
            open_start, open_stop = mark.start, mark.stop
        open_stop = max(open_stop, mark.stop)
    if open_stop >= 0:
        yield open_start, open_stop


def mark_texts(texts: Sequence[str], sought: Sequence[Sought]) -> list[Text]:
    """Return the texts with what was looked for marked (one query for the stems of the words that may match)."""
    read = [_read(text) for text in texts]
    if not sought:
        return read
    beginnings = tuple({lexeme[: max(1, len(lexeme) - 2)] for each in sought for lexeme, _ in each.lexemes})
    candidates = {word for text in read for word, _, _ in text.words if word.startswith(beginnings)}
    stems = _stems(candidates) if candidates else {}
    return [Text(text.text, text.words, tuple(_marks(text, sought, stems))) for text in read]


def _read(text: str) -> Text:
    text = text.translate(NO_MARKS)
    return Text(text, tuple((folded(found[0]), found.start(), found.end()) for found in WORD.finditer(text)))


def _stems(words: Iterable[str]) -> dict[str, str]:
    with connections["public"].cursor() as cursor:
        cursor.execute(STEM, [list(words)])
        return {word: stems[0] if stems else "" for word, stems in cursor.fetchall()}


def _marks(text: Text, sought: Sequence[Sought], stems: dict[str, str]) -> Iterator[Mark]:
    for place in range(len(text.words)):
        for term, each in enumerate(sought):
            if last := _match(text, place, each, stems):
                yield Mark(text.words[place][1], text.words[last - 1][2], place, term)


def _match(text: Text, place: int, sought: Sought, stems: dict[str, str]) -> int:
    """Return behind which word a match that begins at this word ends; 0 where none begins."""
    words = text.words
    if sought.as_one and words[place][0] and sought.as_one.startswith(words[place][0]):
        joined = ""
        for last in range(place, min(place + MOST_PIECES, len(words))):
            joined += words[last][0]
            if joined == sought.as_one:
                return last + 1
    at = place
    for number, (lexeme, _) in enumerate(sought.lexemes):
        if number:
            at += sought.lexemes[number][1] - sought.lexemes[number - 1][1]
        if at >= len(words) or not _is(words[at][0], lexeme, stems, sought, number):
            return 0
    return at + 1 if sought.lexemes else 0


def _is(word: str, lexeme: str, stems: dict[str, str], sought: Sought, number: int) -> bool:
    stem = stems.get(word, word)
    if sought.is_prefix and number == len(sought.lexemes) - 1:
        return stem.startswith(lexeme) or word.startswith(lexeme)
    return lexeme in (stem, word)
