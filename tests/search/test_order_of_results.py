"""Which results come first, which of their passages are shown, and what comes near where nothing matches."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.models import AgendaItem
from minutes_portal.search import engine, facets, ranking
from minutes_portal.search.asked import Asked, Cursor
from minutes_portal.search.found import Count
from minutes_portal.search.nearby import Nearby, hits_of, nearby
from tests.makers import (
    make_item,
    make_meeting,
    make_point,
    make_resolution,
    make_topic,
)
from tests.search.asking import asked, matching

pytestmark = pytest.mark.django_db


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
