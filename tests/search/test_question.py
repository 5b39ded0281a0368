"""The language of questions: what a text is taken to ask, and that every text is taken to ask something or nothing."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from minutes_portal.search.lexemes import words_of
from minutes_portal.search.question import LONGEST, MOST_TERMS, Given, Phrase, Question, Word, parse


def asked(typed: str) -> list[str]:
    """Return the clauses of a question as a reader would type them, unwanted ones with a minus."""
    question = parse(typed)
    clauses = [" or ".join(term.typed for term in clause) for clause in question.wanted]
    return clauses + [f"-{term.typed}" for term in question.unwanted]


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("home care", ["home", "care"]), ('"home care"', ['"home care"']), ("“home care”", ['"home care"']),
        ('"home care', ['"home care"']), ('home"', ["home"]), ('""', []), ('"', []), ("", []), ("  \t\n", []),
        ("care -report", ["care", "-report"]), ('-"day centre"', ['-"day centre"']), ("--care", ["-care"]), ("- care", ["care"]), ("-", []),
        ("library or museum", ["library or museum"]), ("library OR museum OR baths", ["library or museum or baths"]),
        ("library | museum", ["library or museum"]), ("or", []), ("care or", ["care"]), ("or care", ["care"]), ('"or"', ['"or"']),
        ("care or -report", ["care", "-report"]), ("librar*", ["librar*"]), ("a*", ["a"]), ("*", []), ("**care**", ["care*"]),
        ("CE09/10-28", ["CE09/10-28"]), ("112/23,", ["112/23"]), ("CS12066", ["CS12066"]), ("CS 12066", ["CS12066"]),
        ('"CS 12066"', ["CS12066"]), ("cs 12066", ["cs12066"]), ("NHS 2030", ["NHS", "2030"]), ("item 5", ["item", "5"]),
        ("may 2024", ["may", "2024"]), ("O'Neill", ["O'Neill"]), ("O’Neill", ["O'Neill"]), ("(care) home;", ["care", "home"]),
        ("care care", ["care"]), ("http://x.example/y", ["http://x.example/y"]), ("10:30", ["10:30"]), ("care\0home", ["care", "home"]),
        ("care\ud800home", ["carehome"]), ("\ue000care\ue001", ["care"]), ("co\u00adoperate", ["cooperate"]), ("& | ! ( :*", []),
        ("care:*&home", ["care:*&home"]), ("🚌 bus", ["bus"]), ("की", ["की"]),
    ],
)  # fmt: skip
def test_text_is_taken_apart_into_words_phrases_and_alternatives(typed: str, clauses: list[str]) -> None:
    assert asked(typed) == clauses


@pytest.mark.parametrize(
    ("typed", "filters", "words"),
    [
        ("care borough:eastmere", [Given("borough", "eastmere")], ["care"]),
        ('committee:"health scrutiny" care', [Given("committee", "health scrutiny")], ["care"]),
        ("committee:“health scrutiny”", [Given("committee", "health scrutiny")], []),
        ("BOROUGH: Eastmere", [Given("borough", "Eastmere")], []),
        ("after:2022 before:2024-03-01", [Given("after", "2022"), Given("before", "2024-03-01")], []),
        ("borough:a borough:b borough:a", [Given("borough", "a"), Given("borough", "b")], []),
        ("borough:", [], ["borough"]),
        ("neighbourhood:x", [], ["neighbourhood:x"]),
        ('"borough:x"', [], ['"borough x"']),
        ("-borough:x care", [], ["care"]),
    ],
)
def test_filters_stand_among_the_words(typed: str, filters: list[Given], words: list[str]) -> None:
    assert list(parse(typed).filters) == filters
    assert asked(typed) == words


def test_what_cannot_be_used_is_named() -> None:
    notices = parse("a* -borough:x care").notices
    assert notices == (
        "“a*” is too short a beginning: it was read as the word “a”.",
        "“-borough:x” was left out: a filter cannot be turned round.",
    )
    assert parse("care " * 200).notices == (
        "A search has at most 512 characters: what came after them was left out.",
    )
    assert parse(" ".join(f"w{n}" for n in range(90))).notices == (
        "A search has at most 32 words: those after them were left out.",
    )


def test_a_hundred_kilobytes_are_cut_before_anything_is_done_with_them() -> None:
    question = parse('"borough:' * 12_000)
    assert len(question.typed()) <= LONGEST


def test_question_reads_as_a_part_of_a_sentence() -> None:
    assert parse('"home care" -report').shown() == "“home care” but not “report”"
    assert parse("a b or c librar*").shown() == "“a”, “b” or “c” and “librar…”"
    assert parse("-report -paper").shown() == "anything but “report” or “paper”"


odd = st.sampled_from(
    ['"', "-", " or ", "*", ":", "borough:", "after:", "'", "\\", "&", "|", "!", "<->", "(", ")", "\0", "\ud800", "é", "’s", "CS 12066 ", "/"]
)  # fmt: skip
texts = st.lists(st.one_of(st.text(max_size=12), odd, st.sampled_from(["care", "the", "home "])), max_size=40)


@given(texts.map("".join))
@example("x" * 600)
@example("𝐚" * 511)
@example("- or -or -\"or\" 'or'*")
def test_every_text_is_a_question_that_can_be_typed_again(typed: str) -> None:
    question = parse(typed)
    assert sum(map(len, question.wanted)) + len(question.unwanted) <= MOST_TERMS
    again = question.typed()
    assume(len(again) <= LONGEST)
    assert parse(again) == Question(question.wanted, question.unwanted)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=texts.map("".join))
@example(typed="x" * 600)
@example(typed="𝐚" * 511)
@example(typed="'' \\ '\\'' it's:* the -of of*")
def test_every_text_is_a_query_that_postgresql_accepts(typed: str) -> None:
    words = words_of(parse(typed))
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsquery, %s::tsquery", [words.tsquery, words.rank_query])
        assert cursor.fetchone() is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("homes caring", "'home' & 'care'"),
        ('"home care"', "('home' <1> 'care')"),
        ('"care of the home"', "('care' <3> 'home')"),
        ("care -reports", "'care' & !'report'"),
        ("library or museum", "('librari' | 'museum')"),
        ("librar*", "'librar':*"),
        ("the of", "'=the' & '=of'"),
        ("the care", "'care'"),
        ("CE09/10-28", "(('ce09' <1> '10' <1> '28') | '=ce091028')"),
        ("CS 12066", "('cs12066' | '=cs12066')"),
        ("KD56*", "('kd56':* | '=kd56':*)"),
        ("O’Neill’s", "'oneil'"),
        ("Rüya", "'ruya'"),
        ("", ""),
        ("-the", ""),
    ],
)
def test_words_become_quoted_lexemes(typed: str, query: str) -> None:
    assert words_of(parse(typed)).tsquery == query


@pytest.mark.django_db
def test_terms_phrases_and_dropped_words_are_told_apart() -> None:
    words = words_of(parse('the "social care homes" librar* CE09/10 -"day centre"'))
    assert words.terms == ("social", "care", "home", "ce09", "10")
    assert words.phrases == (("social", "care", "home"), ("ce09", "10"))
    assert words.dropped == ("the",)
    assert words.has_phrase
    assert words.has_prefix


def test_terms_say_what_they_are() -> None:
    assert parse('care "day centre" libr*').wanted == (
        (Word("care"),), (Phrase("day centre"),), (Word("libr", is_prefix=True),),
    )  # fmt: skip
