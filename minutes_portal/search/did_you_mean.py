"""“Did you mean”: for a word that stands nowhere, the words that do stand somewhere and are one slip of the finger away.

The index itself is asked, through the published view: what is offered is there for readers at this moment. (A list of
all words kept beside the index would have to be proven as free of secrets, and as fresh, as the index is.)
"""

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connections

from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import quoted
from minutes_portal.search.facets import count
from minutes_portal.search.folding import folded
from minutes_portal.search.question import Question, Term, Word
from minutes_portal.search.understanding import Understanding

SHORTEST, LONGEST = 4, 18  # letters of a word that is looked after
MOST_WORDS = 3
# How often each is there. Common ones are counted in a sample, which has an index of its own (1,024 samples, 4 of them);
# what is not in the sample is rare, and quick to count in the whole.
THERE = """
    WITH candidate AS MATERIALIZED (
        SELECT DISTINCT ON (typed, lexeme) typed, word, lexeme, quote_literal(lexeme)::tsquery AS query FROM (
            SELECT typed, word, (ts_lexize('english_stem', word))[1] AS lexeme, place
            FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY each (typed, word, place)
        ) stemmed WHERE lexeme IS NOT NULL ORDER BY typed, lexeme, place
    ), sampled AS MATERIALIZED (
        SELECT *, (SELECT count(*) FROM search_passage WHERE sample < 4 AND tsv @@ query) * 256 AS often FROM candidate
    ), counted AS (
        SELECT typed, word, lexeme, often FROM sampled WHERE often > 0
        UNION ALL
        SELECT typed, word, lexeme, (SELECT count(*) FROM search_passage WHERE tsv @@ query) FROM sampled WHERE often = 0
    )
    SELECT typed, word, lexeme, often FROM counted WHERE often > 0 OR word = typed ORDER BY often DESC, word
"""
# Which of them stand there letter by letter, or in the plural: `hous` is the stem of much, and no word. Some passages are looked at.
# Not by their topics and people (weight D), which are no words of theirs.
OWN = """tsv @@ quote_literal(lexeme)::tsquery AND (kind = 'document' OR tsv @@ (quote_literal(lexeme) || ':ABC')::tsquery)"""
PRINTED = "('\\m(' || word || 's?|' || regexp_replace(word, 'y$', 'ies') || ')\\M')"
READ = """
    SELECT typed, word, lexeme FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[]) WITH ORDINALITY
        each (typed, word, lexeme, often, place)
    WHERE EXISTS (
        SELECT FROM (
            (SELECT * FROM search_passage WHERE often >= 50000 AND sample < 4 AND {own} LIMIT 60)
            UNION ALL
            (SELECT * FROM search_passage WHERE often < 50000 AND often >= 10000 AND sample < 16 AND {own} LIMIT 60)
            UNION ALL
            (SELECT * FROM search_passage WHERE often < 10000 AND {own} LIMIT 60)
        ) passage
        WHERE EXISTS (SELECT FROM meetings_agendaitem i WHERE i.id = passage.item_id
                AND concat_ws(' ', i.title, i.purpose) ~* {printed})
            OR (kind = 'minutes' AND EXISTS (SELECT FROM meetings_minutepoint p WHERE p.id = ANY (parts)
                AND NOT p.exempt AND p.text ~* {printed}))
            OR (kind = 'resolution' AND EXISTS (SELECT FROM decisions_resolution r WHERE r.id = ANY (parts)
                AND NOT r.exempt AND concat_ws(' ', r.cue, r.wording, r.notice_wording) ~* {printed}))
            OR (kind = 'document' AND EXISTS (SELECT FROM meetings_documentpage d WHERE d.document_id = passage.document_id
                AND d.number = passage.page AND d.text ~* {printed}))
    )
    ORDER BY place
""".replace("{own}", OWN).replace("{printed}", PRINTED)
MOST_READ = 6  # likely words that are looked for letter by letter, for each that was typed


@dataclass(frozen=True)
class Offer:
    """A question that may have been meant: its words, and the query string that asks it."""

    words: str
    query: str


def slips(word: str) -> Iterator[str]:
    """Yield what is one slip away: two letters swapped, one left out, added or wrong; the likeliest kinds first."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1)
    yield from (head + letter + tail for head, tail in parts for letter in string.ascii_lowercase)
    yield from (head + tail[1:] for head, tail in parts if tail)
    yield from (head + letter + tail[1:] for head, tail in parts if tail for letter in string.ascii_lowercase)


def offers(understood: Understanding) -> list[Offer]:
    """Return the question with each word that stands nowhere replaced by the likeliest that was meant, if that finds
    something: one query, and three more to make sure.
    """
    question, asked = understood.question, understood.asked
    doubtful = {folded(term.text): term for term in question.terms() if _may_be_a_slip(term)}
    for typed, (word, old, new) in _meant(list(doubtful)[:MOST_WORDS]).items():
        question = _with_word(question, doubtful[typed], word)
        asked = _with_lexeme(asked, old, new)
    if question == understood.question or not count(asked).number:
        return []
    words = question.typed()
    return [Offer(words, understood.query(q=words))]


def _may_be_a_slip(term: Term) -> bool:
    word = folded(term.text)
    is_plain = isinstance(term, Word) and not term.is_prefix and word.isalpha()
    return is_plain and SHORTEST <= len(word) <= LONGEST


def _meant(typed: list[str]) -> dict[str, tuple[str, str, str]]:
    """Return, for words that stand nowhere, the likeliest that was meant, the lexeme of the word typed, and its own."""
    candidates = [(word, each) for word in typed for each in dict.fromkeys((word, *slips(word)))]
    if not candidates:
        return {}
    with connections["public"].cursor() as cursor:
        cursor.execute(THERE, [[word for word, _ in candidates], [each for _, each in candidates]])
        found = cursor.fetchall()
        own = {of: lexeme for of, each, lexeme, often in found if of == each and not often}
        likely = [
            row for word in own for row in [row for row in found if row[0] == word and row[3]][:MOST_READ]
        ]
        if not likely:  # they are there themselves, or nothing like them is
            return {}
        cursor.execute(READ, [list(column) for column in zip(*likely, strict=True)])
        meant: dict[str, tuple[str, str, str]] = {}
        for word, each, lexeme in cursor.fetchall():
            meant.setdefault(word, (each, own[word], lexeme))
    return meant


def _with_word(question: Question, term: Term, word: str) -> Question:
    wanted = tuple(
        tuple(Word(word) if each == term else each for each in clause) for clause in question.wanted
    )
    return replace(question, wanted=wanted)


def _with_lexeme(asked: Asked, old: str, new: str) -> Asked:
    """Return the question for the index with one lexeme replaced by another."""
    return replace(
        asked,
        tsquery=asked.tsquery.replace(quoted(old), quoted(new)),
        rank_query=asked.rank_query.replace(quoted(old), quoted(new)),
        terms=tuple(new if term == old else term for term in asked.terms),
    )
