"""The search engine: every result once whichever way it is got, counts as counted by hand, and honest labels."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from meetings.models import AgendaItem, DocumentPage
from minutes_portal.search import engine, facets, ranking, router
from minutes_portal.search.asked import Asked, Cursor
from minutes_portal.search.conditions import conditions
from minutes_portal.search.estimates import estimate
from minutes_portal.search.found import FACETS, Count, Hits
from minutes_portal.search.models import Passage
from minutes_portal.search.nearby import Nearby, hits_of, nearby
from tests.makers import (
    LONG_AGO,
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
from tests.transactions import finish

pytestmark = pytest.mark.django_db
WORDS = ("walrus", "ferry", "budget", "harbour", "tide", "lamp")  # their stems are below
STEMS = {
    "walrus": "walrus",
    "ferry": "ferri",
    "budget": "budget",
    "harbour": "harbour",
    "tide": "tide",
    "lamp": "lamp",
    "anchor": "anchor",
    "zebra": "zebra",
}
FIRST = date(2019, 3, 4)


def asked(*words: str, **given: Any) -> Asked:
    """Return a question for all of these words."""
    terms = tuple(STEMS[word] for word in words)
    text = " & ".join(f"'{term}'" for term in terms)
    return Asked(**{"tsquery": text, "rank_query": text, "terms": terms, "procedural": None} | given)


@pytest.fixture
def record() -> None:
    """Make some hundred passages with chosen words in every combination of borough, topic, day and outcome."""
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


def matching(question: Asked) -> list[Passage]:
    """Return, by brute force, the passages that a question matches (after the index has followed)."""
    finish()
    passages = Passage.objects.filter(visible_from__lte=LONG_AGO)
    rows = (
        passages.extra(where=["tsv @@ %s::tsquery"], params=[question.tsquery])
        if question.tsquery
        else passages
    )
    return [row for row in rows if _fulfils(row, question)]


def _fulfils(row: Passage, question: Asked) -> bool:
    return (
        (not question.boroughs or row.borough_id in question.boroughs)
        and (not question.committees or row.committee_id in question.committees)
        and (not question.topics or bool({*question.topics} & {*row.topic_ids}))
        and (not question.persons or bool({*question.persons} & {*row.person_ids}))
        and (not question.outcomes or bool({*question.outcomes} & {*row.outcomes}))
        and (not question.kinds or row.kind in question.kinds)
        and (not question.years or row.date.year in question.years)
        and (question.after is None or row.date >= question.after)
        and (question.before is None or row.date <= question.before)
        and (question.procedural is None or row.procedural == question.procedural)
    )


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


def test_results_show_at_most_three_passages_those_that_say_the_words_themselves() -> None:
    item = make_item(title="Ferry review")
    for n in range(5):
        make_point(
            item=item, order=n, anchor=f"p{n}", text="The ferry was late." if n != 3 else "Nothing else."
        )
    by_title_only = make_item(title="Ferry fares", meeting=make_meeting(date=date(2020, 1, 1)))
    make_point(item=by_title_only, text="They were raised.")
    first, second = engine.find(asked("ferry", sort="newest")).results
    assert [passage.anchor for passage in first.passages] == ["p0", "p1", "p2"]
    assert first.passages[0].parts == (item.points.get(anchor="p0").pk,)
    assert [passage.kind for passage in second.passages] == ["title"]


def test_title_and_resolution_weigh_more_than_minutes() -> None:
    def item(title: str, day: int) -> AgendaItem:
        return make_item(title=title, meeting=make_meeting(date=date(2024, 1, day)))

    said = item("Harbour", 3)
    make_point(item=said, text="Somebody mentioned a walrus in the course of a debate.")
    resolved = item("Harbour", 2)
    make_resolution(item=resolved, wording="That the walrus be fed in the course of a year.")
    titled = item("The walrus", 1)
    found = engine.find(asked("walrus"))
    assert [hit.item for hit in found.results] == [titled.pk, resolved.pk, said.pk]
    assert (found.ranked, found.ranked_of) == ("best of all", None)


def test_where_only_the_newest_are_compared_the_answer_says_so_and_old_titles_still_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "MOST_RANKED", 0)
    monkeypatch.setattr(ranking, "NEWEST", 3)
    titled = make_item(title="Walrus", meeting=make_meeting(date=date(2001, 1, 1)))
    items = []
    for n in range(6):
        items.append(make_item(title="Harbour", meeting=make_meeting(date=date(2024, 1, 1 + n))))
        make_point(item=items[-1], text="A walrus.")
    found = engine.find(asked("walrus", page_size=5))
    assert (found.ranked, found.ranked_of) == ("best of the newest", 3)
    assert [hit.item for hit in found.results] == [titled.pk, *(item.pk for item in items[:2:-1])]
    assert found.next_cursor is not None
    assert found.next_cursor.score is None
    behind = engine.find(asked("walrus", page_size=5, cursor=found.next_cursor))
    assert (behind.ranked, [hit.item for hit in behind.results]) == (
        "newest first",
        [item.pk for item in items[2::-1]],
    )


def test_items_with_all_words_in_several_passages_come_near() -> None:
    apart = make_item(title="Harbour")
    make_point(item=apart, text="A walrus.")
    make_point(item=apart, text="A lamp.")
    make_point(text="A lamp.")
    question = asked("walrus", "lamp")
    near = nearby(question)
    [hit] = hits_of(question, near)
    assert (hit.item, near.has_all) == (apart.pk, True)
    assert {passage.kind for passage in hit.passages} == {"minutes"}
    assert len(hit.passages) == 2
    assert nearby(asked("walrus")) == Nearby()
    for tsquery in ("'walrus' & !'lamp'", "'walrus' | 'lamp'"):
        assert nearby(replace(question, tsquery=tsquery)) == Nearby()


def test_where_no_item_has_all_words_those_with_most_come_near_the_most_first() -> None:
    two, three, one = make_item(), make_item(), make_item()
    make_point(item=two, text="A walrus with a lamp.")
    make_point(item=three, text="A walrus with a lamp.")
    make_point(item=three, text="An anchor.")
    make_point(item=one, text="A lamp.")
    near = nearby(asked("walrus", "lamp", "anchor", "zebra"))
    assert [place.result for place in near.places] == [three.pk, two.pk]
    assert not near.has_all
    borough = two.meeting.committee.borough_id
    narrowed = nearby(asked("walrus", "lamp", "anchor", "zebra", boroughs=(borough,)))
    assert [place.result for place in narrowed.places] == [two.pk]


def test_a_cursor_that_leads_nowhere_is_an_empty_or_the_first_page() -> None:
    make_point(text="A walrus.")
    nowhere = Cursor(date(1900, 1, 1), 1)
    assert engine.find(asked("walrus", sort="newest", cursor=nowhere)).results == ()
    back = engine.find(asked("walrus", sort="newest", cursor=Cursor(date(2190, 1, 1), 1, backwards=True)))
    assert len(back.results) == 1
    assert (back.previous_cursor, back.next_cursor) == (None, None)


def test_marks_in_the_index_are_out_of_reach_of_words() -> None:
    item = make_item(report_reference="CS12066")
    item.topics.add(make_topic())
    make_resolution(item=item, outcomes=["noted"])
    for typed in ("b:*", "t:*", "onot:*", "cs:*"):
        prefix = f"'{typed.removesuffix(':*')}':*"
        found = {row.kind for row in matching(Asked(tsquery=prefix, procedural=None))}
        assert found <= {"title", "resolution"}, typed
    assert matching(Asked(tsquery="'onot':*", procedural=None)) == []


def test_an_outcome_with_an_apostrophe_or_backslash_harms_nothing() -> None:
    make_item()
    for outcome in ("o'clock", "back\\slash", "a | b", ""):
        assert engine.find(Asked(outcomes=(outcome,))).results == ()
        assert facets.facets(Asked(outcomes=(outcome,))).total == Count(0)
