"""Phrases of very common words are asked for by pairs, which say the same as the phrase wherever they stand."""

from itertools import product

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_portal.search import engine, keeping
from minutes_portal.search.conditions import Conditions
from minutes_portal.search.estimates import estimate
from minutes_portal.search.keeping import differences, rebuild
from minutes_portal.search.lexemes import words_of
from minutes_portal.search.models import CommonWord
from minutes_portal.search.question import Phrase, Question, Word
from minutes_portal.search.understanding import understand
from tests.makers import FAR_AHEAD, make_item, make_meeting, make_point

pytestmark = pytest.mark.django_db
ALIASES = ["default", "public"]
WORDS = ("social", "care", "home", "of", "walrus")
COMMON = ["social", "care", "home"]


@given(
    text=st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), common=st.sets(st.sampled_from(COMMON))
)
@settings(max_examples=80, deadline=None)
def test_a_pair_stands_in_a_vector_exactly_where_its_phrase_matches(text: str, common: set[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_with_pairs(search_words(%s, 'C'), %s::text[])", [text, list(common)])
        [vector] = cursor.fetchone()
        for one, other, places in product(COMMON, COMMON, (1, 2)):
            cursor.execute(
                "SELECT %s::tsvector @@ %s::tsquery, %s::tsvector @@ %s::tsquery",
                [vector, f"'<{places}>{one} {other}'", vector, f"'{one}' <{places}> '{other}'"],
            )
            held, matches = cursor.fetchone()
            assert held == (matches and {one, other} <= common)


@pytest.fixture
def common() -> None:
    CommonWord.objects.bulk_create(CommonWord(word) for word in COMMON)


@pytest.mark.parametrize(
    ("wanted", "asked_for", "ranked"),
    [
        (Phrase("social care"), "'<1>social care'", "('social' <1> 'care')"),
        (Phrase("care of homes"), "'<2>care home'", "('care' <2> 'home')"),
        (Word("social-care"), "'<1>social care'", "('social' <1> 'care')"),
        (
            Phrase("social care walrus"),
            "('<1>social care' & ('social' <1> 'care' <1> 'walrus'))",
            "('social' <1> 'care' <1> 'walrus')",
        ),
        (Phrase("care walrus"), "('care' <1> 'walrus')", ""),
        (Word("social-care", is_prefix=True), "('social' <1> 'care':*)", ""),
        (Word("care"), "'care'", ""),
    ],
)
def test_phrases_of_common_words_are_asked_for_by_pairs_and_ranked_by_the_words(
    common: None, wanted: Phrase | Word, asked_for: str, ranked: str
) -> None:
    words = words_of(Question(wanted=((wanted,),)))
    assert (words.tsquery, words.rank_query) == (asked_for, ranked)


def test_pairs_keep_their_place_among_other_words(common: None) -> None:
    words = words_of(
        Question(wanted=((Phrase("social care"), Word("walrus")),), unwanted=(Phrase("care home"),))
    )
    assert words.tsquery == "('<1>social care' | 'walrus') & !'<1>care home'"
    assert words.rank_query == "(('social' <1> 'care') | 'walrus')"


def test_rows_of_a_long_phrase_are_estimated_by_the_rarest_two_of_its_words() -> None:
    for n in range(60):
        make_point(text="Care at home closes early." if n % 2 else "Home.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS search_index_follows IMMEDIATE")
        cursor.execute("ANALYZE search_passage")
    both = estimate(Conditions("'home' & 'close' & 'earli'", ())).words
    phrase = estimate(Conditions("('home' <1> 'close' <1> 'earli')", ())).words
    assert both < 30 <= phrase
    unknown = estimate(Conditions("('<1>home close' & ('home' <1> 'close' <1> 'walrus'))", ())).words
    assert unknown < both


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let words be common from two passages on."""
    monkeypatch.setattr(keeping, "COMMON_FROM", 2)
    monkeypatch.setattr(keeping, "SAMPLED", 1024)


def found(words: str) -> tuple[list[int | None], str]:
    answer = engine.find(understand(QueryDict(query_string=f"q={words}")).asked)
    return sorted(hit.item or 0 for hit in answer.results), answer.ranked


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_an_index_made_anew_has_the_pairs_of_its_own_common_words_and_finds_the_same(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in (
        "Social care at home.",
        "Care that is social.",
        "Care of homes.",
        "A social home, with care.",
    ):
        make_point(text=text)
    questions = (
        '"social care"',
        '"care+of+homes"',
        '"care+home"',
        '-"social care"+care',
        '"social care at home"',
    )
    before = [found(words) for words in questions]
    rebuild()
    assert {"social", "care", "home"} <= {*CommonWord.published.values_list("lexeme", flat=True)}
    assert list(differences()) == []
    assert [found(words) for words in questions] == before
    assert understand(QueryDict('q="social care"')).asked.tsquery == "'<1>social care'"
    late = make_point(text="More social care.")
    assert late.item_id in found('"social care"')[0]
    assert list(differences()) == []
    monkeypatch.setattr(keeping, "COMMON_FROM", 2_000)
    rebuild()
    assert not CommonWord.objects.exists()
    assert late.item_id in found('"social care"')[0]


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_words_that_readers_do_not_see_yet_are_not_common(small: None) -> None:
    for _ in range(3):
        make_point(text="Walrus.")
        ahead = make_item(meeting=make_meeting(minutes_published_at=FAR_AHEAD))
        make_point(item=ahead, text="Narwhal.")
    rebuild()
    words = {*CommonWord.objects.values_list("lexeme", flat=True)}
    assert "walrus" in words
    assert "narwhal" not in words


@pytest.mark.parametrize("typed", ["<1>social", "<", "<*", "<1>*", "<1*", "'<1>care home'", '"<1>care home"'])
def test_nothing_a_reader_types_is_a_pair_but_a_phrase(common: None, typed: str) -> None:
    data = QueryDict(mutable=True)
    data["q"] = typed
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_with_pairs(search_words('social care', 'C'), %s::text[])", [COMMON])
        [vector] = cursor.fetchone()
        cursor.execute(
            "SELECT %s::tsvector @@ nullif(%s, '')::tsquery", [vector, understand(data).asked.tsquery]
        )
        assert cursor.fetchone()[0] in {None, False}
