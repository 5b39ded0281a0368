"""“Others decided on this”: items of other boroughs on the same matter, found by shared terms and told in plain words."""

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import AgendaItem
from minutes_portal.search.models import ItemTerms
from minutes_portal.search.others import others_told
from minutes_portal.search.shared_words import words_shared
from tests.makers import (
    LONG_AGO,
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_point,
    make_resolution,
)
from tests.markup import Page

TITLE = "Day opportunities for older people"
SAID = "Members heard how personal budgets would pay for day opportunities. Personal budgets had risen."


def matter(
    borough: str = "", title: str = TITLE, said: str = SAID, day: int = 24, **given: Any
) -> AgendaItem:
    """Make an item with a paragraph and a resolution in a borough of its own, or in the one of this name."""
    found = make_borough(name=borough) if borough else make_borough()
    meeting = make_meeting(committee=make_committee(borough=found), date=date(2024, 9, day))
    item = make_item(meeting=meeting, title=title, **given)
    make_point(item=item, text=said)
    make_resolution(item=item, cue="RESOLVED:", wording="That the vehicles be kept.", outcomes=["approved"])
    return item


def others(item: AgendaItem) -> list[Any]:
    found: Any = AgendaItem.published.with_others().get(pk=item.pk)
    return others_told(found.others, [TITLE, SAID])


def headings(item: AgendaItem) -> list[str]:
    return [other.heading for other in others(item)]


@pytest.mark.django_db
def test_an_item_of_another_borough_on_the_same_matter_is_found_with_what_both_share() -> None:
    item, other = matter(), matter("Wyreford", title="Personal budgets and day opportunities")
    matter("Marlhaven", title="Potholes", said="The harbour road was mended.")

    [found] = others(item)

    assert (found.borough, found.heading) == ("Wyreford", "Personal budgets and day opportunities")
    assert (found.wording, found.outcomes) == ("That the vehicles be kept.", ["approved"])
    assert found.address == other.get_absolute_url()
    assert {"day opportunities", "personal budgets"} <= {*found.shared}


@pytest.mark.django_db
def test_items_of_the_own_borough_are_not_others() -> None:
    item = matter()
    again = make_item(meeting=item.meeting, title=TITLE)
    make_resolution(item=again, outcomes=["approved"])

    assert headings(item) == []


@pytest.mark.django_db
def test_only_what_was_decided_is_told() -> None:
    item = matter()
    undecided = make_item(title=TITLE)
    make_point(item=undecided, text=SAID)

    assert headings(item) == []
    make_resolution(item=undecided, outcomes=["noted"])
    assert headings(item) == [TITLE]


@pytest.mark.django_db
def test_procedural_items_are_neither_compared_nor_found() -> None:
    item, apologies = matter(), matter(procedural=True)

    assert headings(item) == []
    assert headings(apologies) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Potholes", "The harbour road was mended."),
        ("Older trees", "Older trees were felled."),
        ("Quarterly performance", "Members noted the report of the Director and thanked the officers."),
    ],
)
def test_one_word_in_common_is_no_likeness(title: str, said: str) -> None:
    item = matter()
    matter(title=title, said=said)

    assert headings(item) == []


@pytest.mark.django_db
def test_five_are_told_two_of_a_borough_at_most_the_most_alike_first() -> None:
    item = matter()
    weak = matter(title="Personal budgets", said="Day opportunities were mentioned.")
    for _ in range(3):
        matter()
    wyreford = matter("Wyreford")
    for _ in range(3):
        more = make_item(meeting=wyreford.meeting, title=TITLE)
        make_point(item=more, text=SAID)
        make_resolution(item=more, wording="That the vehicles be kept.", outcomes=["approved"])

    found = others(item)

    assert len(found) == 5
    assert [other.borough for other in found].count("Wyreford") == 2
    assert weak.title not in [other.heading for other in found]


@pytest.mark.django_db
def test_a_resolution_that_does_something_comes_before_one_that_notes() -> None:
    item, other = matter(), make_item(title=TITLE)
    make_point(item=other, text=SAID)
    make_resolution(item=other, wording="That the report be noted.", outcomes=["noted"])
    asked = make_resolution(item=other, wording="That:", outcomes=["recommended"])
    make_resolution(item=other, parent=asked, wording="two vehicles be bought.")

    [found] = others(item)

    assert (found.wording, [limb.wording for limb in found.limb_list]) == (
        "That:",
        ["two vehicles be bought."],
    )
    assert found.outcomes == ["noted", "recommended"]


@pytest.mark.django_db
def test_among_thousands_they_are_found_by_what_is_rare() -> None:
    """Above 4,000 items not all are looked at, but those with the rarest of the terms."""
    item, other = matter(), matter("Wyreford")
    assert headings(item) == [other.title]  # and the index has followed
    ItemTerms.objects.bulk_create(
        ItemTerms(
            item_id=10_000_000 + n, borough_id=10_000_000, date=date(2024, 10, 1), decided=True, visible_from=LONG_AGO,
            terms=f"'day':1A 'peopl':1A 'rare{n}':1A",
        )
        for n in range(4_100)
    )  # fmt: skip

    assert headings(item) == [other.title]
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT count(*) > 4000 FROM search_itemterms WHERE terms @@ 'day'")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_the_item_page_tells_of_them_and_says_how_they_were_found(client: Client) -> None:
    item, other = matter(), matter("Wyreford")

    answer = client.get(item.get_absolute_url())
    page = Page(answer)

    assert "Others decided on this Wyreford" in page.main
    assert "nobody has said that they belong together" in page.main
    assert "Shares: " in page.main
    assert f'href="{other.get_absolute_url()}"' in answer.content.decode()


@pytest.mark.django_db
def test_the_page_of_a_resolution_tells_of_them_too(client: Client) -> None:
    item, other = matter(), matter("Wyreford")
    [resolution] = item.resolutions.all()
    make_resolution(item=item, parent=resolution, wording="that day opportunities go on.")

    answer = client.get(resolution.get_absolute_url())

    assert "Others decided on this" in Page(answer).main
    assert "day opportunities" in Page(answer).main.partition("Shares: ")[2]
    assert f'href="{other.get_absolute_url()}"' in answer.content.decode()


@pytest.mark.django_db
def test_an_item_without_likeness_has_no_such_part(client: Client) -> None:
    page = Page(client.get(matter().get_absolute_url()))

    assert "Others decided" not in page.main


# The words of the explanation


@pytest.mark.parametrize(
    ("terms", "text", "told"),
    [
        (
            ["day opportun", "day", "opportun"],
            "Day opportunities. The day opportunities offer",
            ["day opportunities"],
        ),
        (["adult social", "social care", "care"], "Adult Social Care was late", ["Adult Social Care"]),
        (["polici"], "The policy and other policies", ["policy"]),
        (["pothol", "road"], "Potholes in the road; roads", ["Potholes", "road"]),
        (["drug", "alcohol"], "Drugs, alcohol and a drug", ["drug", "alcohol"]),
        (["day opportun"], "One day. Opportunities came", []),
        (["travel"], "", []),
        (["tenant"], "Tenants’ own tenant", ["tenant"]),
    ],
)
def test_terms_are_told_as_they_are_printed(terms: list[str], text: str, told: list[str]) -> None:
    assert words_shared(terms, [text]) == told


STEMS = ["day", "opportun", "day opportun", "budget", "person budget", "travel"]


@given(
    terms=st.lists(st.sampled_from(STEMS), unique=True),
    words=st.lists(
        st.sampled_from(["day", "Day", "opportunities", "personal", "budgets", "travelling", ".", "the"])
    ),
)
def test_what_is_told_stands_in_the_text_and_is_told_once(terms: list[str], words: list[str]) -> None:
    text = " ".join(words)

    told = words_shared(terms, [text])

    assert all(phrase in text for phrase in told)
    assert len({phrase.lower() for phrase in told}) == len(told) <= 4
