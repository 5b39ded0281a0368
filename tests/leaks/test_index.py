"""The search index tells nothing of what readers may not see: not in its rows, not by their number, places or order."""

from itertools import pairwise
from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection, connections, transaction

from minutes_portal.search import engine, facets, keeping
from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import quoted
from minutes_portal.search.models import CommonWord, Passage
from minutes_portal.search.nearby import Nearby, nearby
from tests.leaks.world import MARK, build

pytestmark = pytest.mark.django_db
ALL = Asked(procedural=None, sort="newest", page_size=1000)
WORDS = Asked(tsquery="'care' | 'report' | 'contract' | 'member'", procedural=None, page_size=1000)


def visible() -> list[tuple[Any, ...]]:
    """Return what readers could read in the index, without the keys, which count everything that was ever written."""
    with connections["public"].cursor() as cursor:
        cursor.execute(
            """SELECT date, kind, position, anchor, page, outcomes, procedural, cardinality(topic_ids), cardinality(person_ids),
                cardinality(parts), array_to_string(ARRAY(SELECT lexeme FROM unnest(tsv) WHERE lexeme NOT LIKE '#%%'), ' ')
            FROM search_passage ORDER BY date, result_id, position, page"""
        )
        return cursor.fetchall()


def test_no_row_that_readers_could_see_holds_a_word_of_a_secret() -> None:
    canaries = build(secrets=True)
    words = {word for canary in canaries for word in canary.split() if MARK in word}
    assert len(words) > 150
    rows = visible()
    assert len(rows) > 5
    assert [row for row in rows if MARK in row[-1]] == []


def test_what_may_never_be_read_is_in_no_row_at_all() -> None:
    """Only what has a time set waits in the index; an exempt, withdrawn or unplanned text is not even there."""
    build(secrets=True)
    visible()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, visible_from FROM search_passage WHERE tsv::text LIKE %s"
            " AND NOT (visible_from > now() AND visible_from < 'infinity')",
            [f"%{MARK}%"],
        )
        assert cursor.fetchall() == []


def test_each_secret_word_asked_of_the_engine_finds_and_counts_nothing() -> None:
    canaries = build(secrets=True)
    words = sorted({word for canary in canaries for word in canary.split() if MARK in word})
    lexemes = " | ".join("'" + word.replace("'", "''") + "'" for word in words)
    for question in (Asked(tsquery=lexemes, procedural=None), Asked(tsquery=f"'{MARK}':*", procedural=None)):
        assert engine.find(question).results == ()
        assert facets.facets(question).total.number == 0
    for pair in pairwise(words[:40]):
        asked = Asked(tsquery=" & ".join(map(quoted, pair)), terms=pair, procedural=None)
        assert nearby(asked) == Nearby()
    assert not Passage.published.filter(
        tsv=SearchQuery(f"{MARK}:*", search_type="raw", config="simple")
    ).exists()


def test_the_index_of_a_site_with_secrets_looks_like_one_without() -> None:
    answers = []
    for secrets in (True, False):
        with transaction.atomic():
            build(secrets)
            spread = [
                (
                    answer.total,
                    {name: sorted(count.number for count in by.values()) for name, by in answer.by.items()},
                )
                for answer in map(facets.facets, (ALL, WORDS))
            ]
            found = [
                [
                    (hit.date, [(passage.kind, passage.anchor, passage.page) for passage in hit.passages])
                    for hit in hits.results
                ]
                for hits in map(engine.find, (ALL, WORDS))
            ]
            answers.append((visible(), spread, found))
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
    assert len(answers[0][2][0]) > 2


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_the_list_of_common_words_holds_no_word_of_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if words were common that stand in a single passage."""
    monkeypatch.setattr(keeping, "COMMON_FROM", 1)
    monkeypatch.setattr(keeping, "MOST_COMMON", 10_000)
    monkeypatch.setattr(keeping, "SAMPLED", 1024)
    build(secrets=True)
    keeping.rebuild()
    words = {*CommonWord.published.values_list("lexeme", flat=True)}
    assert "care" in words
    assert [word for word in words if MARK in word] == []
    assert {*CommonWord.objects.values_list("lexeme", flat=True)} == words
