"""The search engine: every result once whichever way it is got, counts as counted by hand, and honest labels."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from meetings.models import DocumentPage
from minutes_portal.search import engine, facets, ranking, router
from minutes_portal.search.asked import Asked
from minutes_portal.search.conditions import conditions
from minutes_portal.search.estimates import estimate
from minutes_portal.search.found import FACETS, Count, Hits
from minutes_portal.search.models import Passage
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
    make_topic,
)
from tests.search.asking import WORDS, asked, matching
from tests.transactions import finish

pytestmark = pytest.mark.django_db
FIRST = date(2019, 3, 4)


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Some hundred passages with chosen words in every combination of borough, topic, day and outcome."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_record()
        finish()
        yield
        transaction.set_rollback(True)


def make_record() -> None:
    chance = random.Random(5)  # noqa: S311
    topics = [make_topic(name=f"Subject {n}") for n in range(4)]
    committees = [
        make_committee(borough=borough) for borough in (make_borough(), make_borough()) for _ in range(2)
    ]
    people = [make_person(name=f"Person {n}", borough=committees[0].borough) for n in range(3)]
    for n in range(60):
        meeting = make_meeting(
            committee=committees[n % 4], date=FIRST + timedelta(days=chance.randrange(1500)), sitting=n + 1
        )
        item = make_item(meeting=meeting, title=f"{chance.choice(WORDS)} report", procedural=n % 9 == 0)
        item.topics.set(chance.sample(topics, chance.randrange(3)))
        for order in range(chance.randrange(6)):
            make_point(item=item, order=order, text=" ".join(chance.choices(WORDS, k=2)))
        if n % 3 == 0:
            make_resolution(
                item=item, order=99, wording=chance.choice(WORDS), outcomes=chance.sample(["noted", "agreed", "rejected"], 2),
                moved_by=chance.choice(people),
            )  # fmt: skip
        if n % 5 == 0:
            paper = make_document(**({"item": item} if n % 2 else {}), meeting=meeting, title="Annex")
            DocumentPage.objects.create(document=paper, number=1, text=chance.choice(WORDS))


def questions() -> Iterator[Asked]:
    """Yield questions with every kind of filter, alone and together."""
    row = next(
        row for row in Passage.objects.order_by("-result_id", "position") if row.topic_ids and row.person_ids
    )
    filters: list[dict[str, Any]] = [
        {},
        {"boroughs": (row.borough_id,)},
        {"boroughs": tuple(Passage.objects.values_list("borough_id", flat=True).distinct())},
        {"committees": (row.committee_id,)},
        {"topics": (row.topic_ids[0],)},
        {"topics": tuple(row.topic_ids), "boroughs": (row.borough_id,)},
        {"topics": (row.topic_ids[0],), "boroughs": (row.borough_id,), "after": date(2019, 6, 1), "before": date(2022, 1, 1)},
        {"persons": tuple(row.person_ids)},
        {"outcomes": ("noted", "rejected")},
        {"years": (2019, 2021)},
        {"years": (2020, 2021), "procedural": False},
        {"procedural": True},
        {"kinds": ("resolution", "document")},
        {"kinds": ("title",)},
    ]  # fmt: skip
    for given in filters:
        for words in ((), ("walrus",), ("ferry", "tide")):
            yield asked(*words, **given)


def pages(question: Asked) -> list[Hits]:
    """Return all pages, by their cursors, forwards."""
    found = [engine.find(question)]
    while found[-1].next_cursor:
        assert len(found) < 100
        found.append(engine.find(replace(question, cursor=found[-1].next_cursor)))
    return found


def _seen_backwards(question: Asked, last: Hits) -> set[tuple[int | None, int | None]]:
    """Return what stands on a page and all pages before it, by their cursors."""
    seen, cursor = {*keys(last)}, last.previous_cursor
    for _ in range(100):
        if cursor is None:
            return seen
        page = engine.find(replace(question, cursor=cursor))
        seen |= {*keys(page)}
        cursor = page.previous_cursor
    raise AssertionError("The pages before a page do not end.")


def keys(hits: Hits) -> list[tuple[int | None, int | None]]:
    return [(hit.item, None if hit.item else hit.passages[0].document) for hit in hits.results]


WAYS = {
    "as estimated": {},
    "down the dates, too short": {"WALKED": 0.0001, "MOST_WALKED": 40, "SLACK": 0.0, "PASSAGES_EACH": 0.0},
    "down the dates": {"WALKED": 0.0001},
    "through the index": {"COLLECTED": 0.0001, "DECODED": 0.0},
    "by the filters": {"COLLECTED": 1000.0, "DECODED": 1000.0},
    "so far only": {"MOST_COLLECTED": -1.0, "FURTHEST": 45},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("most_ranked", [2500, 0])
@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_pages_hold_every_match_once_forwards_and_backwards(
    record: None, monkeypatch: pytest.MonkeyPatch, sort: Any, most_ranked: int, way: str
) -> None:
    for name, value in WAYS[way].items():
        monkeypatch.setattr(router, name, value)
    monkeypatch.setattr(ranking, "MOST_RANKED", most_ranked)
    monkeypatch.setattr(ranking, "NEWEST", 20)  # so that there are results behind the ranked ones
    asked_for = (
        asked("walrus"),
        asked("ferry", "tide"),
        asked("budget", procedural=False),
        asked(kinds=("minutes",)),
    )
    for question in (replace(each, sort=sort, page_size=7) for each in asked_for):
        expected = {(row.item_id, None if row.item_id else row.document_id) for row in matching(question)}
        forwards = pages(question)
        seen = [key for page in forwards for key in keys(page)]
        assert Counter(seen) == Counter(expected)
        if way == "so far only":
            assert sort == "relevance" or any(page.looked_through == router.FURTHEST for page in forwards)
            assert _seen_backwards(question, forwards[-1]) == set(seen)
            continue
        backwards, cursor = [forwards[-1]], forwards[-1].previous_cursor
        while cursor:
            backwards.append(engine.find(replace(question, cursor=cursor)))
            cursor = backwards[-1].previous_cursor
        again = [keys(page) for page in reversed(backwards)]
        assert again == [keys(page) for page in forwards]
        assert engine.find(question).previous_cursor is None


@pytest.mark.parametrize("way", WAYS)
def test_every_filter_keeps_what_fulfils_it(record: None, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    matching(asked())
    for name, value in WAYS[way].items():
        monkeypatch.setattr(router, name, value)
    for question in (replace(each, sort="newest", page_size=500) for each in questions()):
        expected = {(row.item_id, None if row.item_id else row.document_id) for row in matching(question)}
        assert {key for page in pages(question) for key in keys(page)} == expected, question


def test_dates_order_the_results(record: None) -> None:
    for sort, backwards in (("newest", True), ("oldest", False)):
        days = [hit.date for hit in engine.find(asked("walrus", sort=sort, page_size=50)).results]
        assert days == sorted(days, reverse=backwards)
        assert len(days) > 10


def test_facets_and_count_are_those_counted_by_hand(record: None) -> None:
    matching(asked())
    some = 0
    for question in questions():
        rows = matching(
            question if question.tsquery or question.kinds else replace(question, kinds=("title", "document"))
        )
        by_hand = _spread(rows)
        answer = facets.facets(question)
        assert answer.total == facets.count(question) == Count(len({row.result_id for row in rows}))
        for name in FACETS:
            if question.tsquery or name != "kind":  # without words one row of each result is counted
                assert answer.by[name] == {key: Count(number) for key, number in by_hand[name].items()}, (
                    name,
                    question,
                )
        some += bool(rows)
    assert some > 30


def _spread(rows: list[Passage]) -> dict[str, Counter[Any]]:
    results = {row.result_id: row for row in rows}.values()
    return {
        "borough": Counter(row.borough_id for row in results),
        "committee": Counter(row.committee_id for row in results),
        "topic": Counter(topic for row in results for topic in row.topic_ids),
        "year": Counter(row.date.year for row in results),
        "kind": Counter(kind for kind, _ in {(row.kind, row.result_id) for row in rows}),
        "outcome": Counter(outcome for row in results for outcome in row.outcomes),
        "person": Counter(person for row in results for person in row.person_ids),
    }


def test_counts_of_too_many_matches_come_from_a_sample_and_say_so(
    record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked("walrus")
    sampled = {row.result_id for row in matching(question) if row.sample < 64}
    monkeypatch.setattr(facets, "AFFORDABLE", 0.0)
    monkeypatch.setattr(facets, "SAMPLES", (64,))
    answer = facets.facets(question)
    assert answer.total == facets.count(question) == Count(16 * len(sampled), exact=False)
    assert all(not count.exact for name in FACETS for count in answer.by[name].values())


def test_an_estimate_that_is_handed_on_changes_no_answer(record: None) -> None:
    for question in (asked("walrus"), asked("ferry", "tide", sort="newest")):
        expected = estimate(conditions(question))
        assert engine.find(question, expected) == engine.find(question)
        assert facets.facets(question, expected=expected) == facets.facets(question)


def test_where_none_of_the_newest_matches_older_ones_are_found(
    record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_point(
        item=make_item(meeting=make_meeting(date=date(2001, 2, 3))), text="A zebra, and a walrus."
    )
    monkeypatch.setattr(ranking, "MOST_RANKED", 0)
    monkeypatch.setattr(ranking, "AFFORDABLE", router.WALKED * 10)
    monkeypatch.setattr(ranking, "NEWEST", 1)
    monkeypatch.setattr(router, "COLLECTED", 1e6)
    found = engine.find(replace(asked("walrus"), tsquery="'zebra'", rank_query="'zebra'", terms=()))
    assert [hit.item for hit in found.results] == [old.item_id]


def test_count_without_a_filter_is_the_count_of_the_wider_question(record: None) -> None:
    matching(asked())
    borough = Passage.objects.first().borough_id
    question = asked("walrus", boroughs=(borough,), years=(1999,))
    assert facets.count(question) == Count(0)
    assert (
        facets.count_without(question, "years")
        == facets.count(asked("walrus", boroughs=(borough,)))
        != Count(0)
    )
    assert facets.count_without(question, "words").number == 0
