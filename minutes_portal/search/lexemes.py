"""Turns the words of a question into what the index is asked: lexemes, as the database's dictionary makes them.

Every lexeme is quoted and every operator is ours, so that nothing a reader types can be anything but a word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db import connections

from minutes_portal.search.folding import folded, squashed
from minutes_portal.search.question import Clause, Question, Term, Word

MARK = "="  # begins the lexemes of references and of people's names (asked.py)
PAIR = 2
PAIRED = (1, 2)  # places between two words that have a lexeme together
NONE: frozenset[str] = frozenset()
Lexemes = tuple[tuple[str, int], ...]  # each with its place among the words of its term
STEMS = """
    SELECT term.place, lexeme.lexeme, position, EXISTS (SELECT FROM search_commonword c WHERE c.lexeme = lexeme.lexeme)
    FROM unnest(%s::text[]) WITH ORDINALITY term (words, place),
        unnest(to_tsvector('english', term.words)) lexeme, unnest(lexeme.positions) position
    ORDER BY term.place, position
"""


@dataclass(frozen=True)
class Sought:
    """What to mark in a text for one term: lexemes with their places; as_one: a reference however it was spaced."""

    lexemes: Lexemes
    is_prefix: bool = False
    as_one: str = ""


@dataclass(frozen=True)
class Words:
    """The words of a question for the index; the fields are those of `Asked`.

    sought: what to mark in a text, term by term.
    dropped: words that are too common to be looked for.
    """

    tsquery: str = ""
    rank_query: str = ""
    has_phrase: bool = False
    has_prefix: bool = False
    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    sought: tuple[Sought, ...] = ()
    dropped: tuple[str, ...] = ()


def words_of(question: Question) -> Words:
    """Return what the index is asked for a question's words (one query)."""
    terms = [*question.terms(), *question.unwanted]
    if not terms:
        return Words()
    lexemes, common = _stemmed([folded(term.text) for term in terms])
    stems = dict(zip(terms, lexemes, strict=True))
    wanted = [query for clause in question.wanted if (query := _any(clause, stems, common))]
    ranked = [query for clause in question.wanted if (query := _any(clause, stems, NONE))]
    dropped = tuple(term.text for term in question.terms() if not _written(term, stems[term], NONE))
    if not wanted and dropped:  # Will, May: nothing but common words may be a name
        wanted = ranked = [f"'{MARK}{name}'" for term in question.terms() if (name := squashed(term.text))]
    unwanted = [f"!{query}" for term in question.unwanted if (query := _written(term, stems[term], common))]
    kept = [term for term in question.terms() if stems[term]]
    return Words(
        tsquery=" & ".join([*wanted, *unwanted]),
        rank_query=" & ".join(ranked) if unwanted or ranked != wanted else "",
        has_phrase=any(len(stems[term]) > 1 for term in terms),
        has_prefix=any(isinstance(term, Word) and term.is_prefix for term in terms),
        terms=tuple(dict.fromkeys(lexeme for term in kept for lexeme in _whole(term, stems[term]))),
        phrases=tuple(run for term in kept for run in _runs(stems[term])),
        sought=tuple(Sought(stems[term], _is_prefix(term), _as_one(term)) for term in kept),
        dropped=dropped,
    )


def _stemmed(texts: list[str]) -> tuple[list[Lexemes], frozenset[str]]:
    """Return the lexemes of each text, as PostgreSQL's own `english` makes them; and those that are common words."""
    found: list[list[tuple[str, int]]] = [[] for _ in texts]
    common = set()
    with connections["public"].cursor() as cursor:
        cursor.execute(STEMS, [texts])
        for place, lexeme, position, is_common in cursor.fetchall():
            found[place - 1].append((lexeme, position))
            if is_common:
                common.add(lexeme)
    return [tuple(lexemes) for lexemes in found], frozenset(common)


def _as_one(term: Term) -> str:
    name = squashed(term.text) if isinstance(term, Word) and not term.is_prefix else ""
    return name if any(letter.isdigit() for letter in name) else ""


def _is_prefix(term: Term) -> bool:
    return isinstance(term, Word) and term.is_prefix


def _whole(term: Term, lexemes: Lexemes) -> Iterator[str]:
    """Yield the lexemes that are whole words."""
    for lexeme, _ in lexemes[:-1] if _is_prefix(term) else lexemes:
        yield lexeme


def _any(clause: Clause, stems: Mapping[Term, Lexemes], common: frozenset[str]) -> str:
    queries = list(filter(None, (_written(term, stems[term], common) for term in clause)))
    return f"({' | '.join(queries)})" if len(queries) > 1 else "".join(queries)


def _written(term: Term, lexemes: Lexemes, common: frozenset[str]) -> str:
    """Return a term as the text of a tsquery: its lexemes in order, or the reference that it may be.

    A phrase of common words is asked for by its pairs, and itself only where they do not say it all.
    """
    star = ":*" if _is_prefix(term) else ""
    if not lexemes and not (star and folded(term.text)):
        return ""
    lexemes = lexemes or (
        (folded(term.text).split()[-1], 1),
    )  # “of*” is a beginning, though “of” is too common
    parts = [_quoted(lexemes[0][0])]
    for (_, before), (lexeme, place) in pairwise(lexemes):
        parts += [f"<{place - before}>", _quoted(lexeme)]
    pairs = list(_pairs(lexemes[:-1] if star else lexemes, common))
    query = " ".join(parts) + star
    if pairs and len(lexemes) == PAIR:
        query = pairs[0]
    elif pairs:
        query = f"({' & '.join(pairs)} & ({query}))"
    elif len(lexemes) > 1:
        query = f"({query})"
    mark = squashed(term.text) if isinstance(term, Word) else ""
    is_reference = any(letter.isdigit() for letter in mark)
    return f"({query} | {_quoted(MARK + mark)}{star})" if is_reference else query


def _pairs(lexemes: Lexemes, common: frozenset[str]) -> Iterator[str]:
    """Yield the pairs of common words in a phrase, as lexemes of their own (sql/pairs.sql)."""
    for (one, before), (other, place) in pairwise(lexemes):
        if {one, other} <= common and place - before in PAIRED:
            yield _quoted(f"<{place - before}>{one} {other}")


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _runs(lexemes: Lexemes) -> Iterator[tuple[str, ...]]:
    """Yield the lexemes that directly follow one another, where there are several."""
    run: list[tuple[str, int]] = []
    for lexeme, place in (*lexemes, ("", -9)):
        if run and place != run[-1][1] + 1:
            if len(run) > 1:
                yield tuple(each for each, _ in run)
            run = []
        run.append((lexeme, place))
