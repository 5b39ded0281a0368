"""What every list of the record does with the same questions: filters, counts, chips, order and pages."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.urls import reverse

from decisions.filters import ResolutionFilter
from decisions.models import Resolution
from meetings.models import AgendaItem
from minutes_portal.database.statistics import refresh_statistics
from minutes_portal.lists import ListFilter
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_point,
    make_recommendation,
    make_resolution,
    make_topic,
)
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db
LISTS = ["search", "meetings:meeting-list", "decisions:resolution-list", "decisions:recommendation-list"]
LISTS_WITH_BOXES = LISTS[1:]  # a search offers links and pages by place: tests/search
NOUNS = {
    "search": "item", "meetings:meeting-list": "meeting", "decisions:resolution-list": "decision",
    "decisions:recommendation-list": "recommendation",
}  # fmt: skip


def make_row(place: Any, day: date, topic: Any = None, **given: Any) -> AgendaItem:
    """Make what is one row in every list: a meeting with an item with a resolution that recommends."""
    meeting = make_meeting(committee=place, date=day)
    item = make_item(meeting=meeting, **({"title": "Bees in parks", "number": "5", "slug": "5"} | given))
    if topic:
        item.topics.add(topic)
    make_point(item=item, text="Members asked about hives.")
    make_recommendation(
        resolution=make_resolution(
            item=item, ordinal=1, outcomes=["recommended"], wording="That hives be bought."
        )
    )
    return item


@pytest.fixture
def places() -> dict[str, Any]:
    """Two boroughs with committees of one name, and six rows in them."""
    eastmere, westbeck = (
        make_borough(name="Eastmere", slug="eastmere"),
        make_borough(name="Westbeck", slug="westbeck"),
    )
    parks, trees = make_topic(name="Parks", slug="parks"), make_topic(name="Trees", slug="trees")
    green = make_committee(borough=eastmere, name="Green Panel", slug="green")
    other = make_committee(borough=eastmere, name="Care Panel", slug="care")
    far = make_committee(borough=westbeck, name="Green Panel", slug="green")
    make_row(green, date(2024, 1, 10), parks).topics.add(trees)
    make_row(green, date(2024, 2, 10), trees)
    make_row(green, date(2024, 3, 10), title="Apologies", procedural=True)
    make_row(other, date(2024, 4, 10), parks)
    make_row(far, date(2023, 1, 10), parks)
    make_row(far, date(2022, 12, 31), title="Moths", forward_plan_reference="KD5694")
    return {"green": green, "other": other, "far": far}


def asked(client: Client, name: str, **question: Any) -> Page:
    response = client.get(reverse(name), question)
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def days_of(page: Page) -> list[str]:
    """Return the days in the rows, in their order."""
    return [
        next(time.get("datetime", "") for time in row.iter("time")) for row in page.all("li", _class="entry")
    ]


def number_in(heading: str) -> int:
    first = heading.split(maxsplit=1)[0]
    return 0 if first == "No" else int(first.replace(",", ""))


FILTERS = [
    ({"borough": "eastmere"}, ["2024-04-10", "2024-02-10", "2024-01-10"]),
    ({"borough": "westbeck"}, ["2023-01-10", "2022-12-31"]),
    (
        {"borough": ["eastmere", "westbeck"]},
        ["2024-04-10", "2024-02-10", "2024-01-10", "2023-01-10", "2022-12-31"],
    ),
    ({"committee": "green"}, ["2024-02-10", "2024-01-10", "2023-01-10", "2022-12-31"]),
    ({"committee": "green", "borough": "westbeck"}, ["2023-01-10", "2022-12-31"]),
    ({"topic": "parks"}, ["2024-04-10", "2024-01-10", "2023-01-10"]),
    ({"topic": ["parks", "trees"]}, ["2024-04-10", "2024-02-10", "2024-01-10", "2023-01-10"]),
    ({"from": "2024-02-10"}, ["2024-04-10", "2024-02-10"]),
    ({"to": "2023-01-10"}, ["2023-01-10", "2022-12-31"]),
    ({"from": "2023-01-01", "to": "2023-12-31"}, ["2023-01-10"]),
    ({"from": "2024-01-10", "to": "2024-01-10"}, ["2024-01-10"]),
    ({"q": "moths"}, ["2022-12-31"]),
    ({"topic": "parks", "borough": "eastmere", "to": "2024-01-31", "q": "bees"}, ["2024-01-10"]),
]


@pytest.mark.parametrize("name", LISTS)
def test_filters_keep_what_was_asked_for_and_the_heading_counts_it(
    client: Client, places: Any, name: str
) -> None:
    sort = {"sort": "newest"} if "recommendation" in name else {}
    for question, days in FILTERS:
        page = asked(client, name, **question, **sort)
        # Meetings are not procedural, and the ledger lists what was recommended wherever it was.
        shows_all = name in ("meetings:meeting-list", "decisions:recommendation-list")
        shown = [day for day in days_of(page) if day != "2024-03-10" or not shows_all]
        assert shown == days, question
        assert number_in(page.heading) == len(page.entries), question
        assert NOUNS[name] in page.heading


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ({"borough": "eastmere", "topic": "parks"}, "2 decisions about parks in Eastmere"),
        ({"from": "2024-01-01"}, "3 decisions since 2024"),
        ({"from": "2023-01-01", "to": "2023-12-31"}, "1 decision in 2023"),
        ({"q": "moths", "committee": "green"}, "1 decision matching “moths” of Green Panel"),
        ({"outcome": "recommended", "to": "2022-12-31"}, "1 decision (recommended) until the end of 2022"),
        ({"q": "xylophone"}, "No decisions matching “xylophone”"),
    ],
)
def test_heading_says_in_words_what_was_asked(
    client: Client, places: Any, question: dict[str, str], heading: str
) -> None:
    assert asked(client, "decisions:resolution-list", **question).heading == heading


@pytest.mark.parametrize("name", ["search", "decisions:resolution-list"])
def test_procedural_business_is_listed_only_when_asked_for(client: Client, places: Any, name: str) -> None:
    rest = {"borough": "eastmere", "committee": "green"}
    assert days_of(asked(client, name, **rest)) == ["2024-02-10", "2024-01-10"]
    assert days_of(asked(client, name, **rest, kind="all")) == ["2024-03-10", "2024-02-10", "2024-01-10"]
    assert days_of(asked(client, name, **rest, kind="procedural")) == ["2024-03-10"]


@pytest.mark.parametrize("name", LISTS)
def test_oldest_first_is_the_list_turned_round(client: Client, places: Any, name: str) -> None:
    newest = days_of(
        asked(
            client, name, sort="newest" if "recommendation" in name else "", borough=["eastmere", "westbeck"]
        )
    )
    assert newest == sorted(newest, reverse=True)
    assert days_of(asked(client, name, sort="oldest", borough=["eastmere", "westbeck"])) == newest[::-1]


@pytest.mark.parametrize("name", LISTS_WITH_BOXES)
@pytest.mark.parametrize(
    "question",
    [
        {"q": "bees"},
        {"q": "bees", "borough": "eastmere"},
        {"q": "bees", "topic": "parks", "from": "2024-01-01"},
    ],
)
def test_count_beside_each_option_is_what_choosing_it_gives(
    client: Client, places: Any, name: str, question: dict[str, str]
) -> None:
    options = asked(client, name, **question).all("label", _class="option")
    assert options
    for option in options:
        box = next(option.iter("input"))
        count = next(int(text_of(part)) for part in option.iter("span") if part.get("class") == "count")
        given = asked(client, name, **(question | {box.get("name"): box.get("value")}))
        assert number_in(given.heading) == count == len(given.entries), text_of(option)


@pytest.mark.parametrize("name", LISTS)
def test_each_chip_takes_off_one_filter_and_no_other(client: Client, places: Any, name: str) -> None:
    question = [
        ("borough", "eastmere"),
        ("borough", "westbeck"),
        ("topic", "parks"),
        ("from", "2023-01-01"),
        ("sort", "oldest"),
    ]
    response = client.get(f"{reverse(name)}?" + "&".join(f"{key}={value}" for key, value in question))
    chips = Page(response).all("a", _class="chip")
    left = [sorted(parse_qsl(chip.get("href", "").lstrip("?"))) for chip in chips[:-1]]
    assert sorted(left) == sorted(sorted(pair for pair in question if pair != gone) for gone in question[:-1])
    assert parse_qsl(chips[-1].get("href", "").lstrip("?")) == [("sort", "oldest")]
    assert text_of(chips[-1]) == "Take off all filters"


@pytest.mark.parametrize("name", LISTS)
def test_filters_hold_when_the_order_or_the_page_changes(client: Client, name: str) -> None:
    committee = make_committee(borough=make_borough(slug="eastmere"))
    for n in range(21):
        make_row(committee, date(2024, 1, 1) + timedelta(days=n))
    refresh_statistics()
    page = asked(client, name, borough="eastmere", q="bees")
    queries = [
        link.get("href", "")
        for nav in page.all("nav", aria_label="Order of the list")
        for link in nav.iter("a")
    ]
    queries += [link.get("href", "") for link in page.all("a", rel="next")]
    assert len(queries) > 2
    assert all(
        {("borough", "eastmere"), ("q", "bees")} <= set(parse_qsl(query.lstrip("?"))) for query in queries
    )


def test_nothing_found_says_what_dropping_each_filter_would_give(client: Client, places: Any) -> None:
    page = asked(client, "decisions:resolution-list", q="moths", borough="eastmere")
    assert page.entries == []
    ways = [text_of(way) for box in page.all("div", _class="empty") for way in box.iter("li")]
    assert ways == ["without “moths”: 3 decisions", "without Eastmere: 1 decision"]
    for link in (way for box in page.all("div", _class="empty") for way in box.iter("a")):
        assert Page(client.get(reverse("decisions:resolution-list") + link.get("href", ""))).entries


@pytest.mark.parametrize("name", LISTS_WITH_BOXES)
def test_no_row_is_twice_or_missing_across_pages_of_one_day(client: Client, name: str) -> None:
    """Rows of equal dates have a fixed order: without it, a row may move between pages."""
    for n in range(15):
        meeting = make_meeting(committee=make_committee(slug="green"), date=date(2024, 9, 24))
        for order in (1, 2, 3):
            item = make_item(
                meeting=meeting, order=order, number=str(order), slug=str(order), title=f"Bees {n}"
            )
            make_recommendation(
                resolution=make_resolution(item=item, order=1, ordinal=1), due_on=date(2024, 12, 1)
            )
    refresh_statistics()
    for sort in ("", "oldest"):
        first = asked(client, name, q="bees", sort=sort)
        number = number_in(first.heading)
        links = [
            link
            for page in range(1, -(-number // 20) + 1)
            for link in asked(client, name, page=page, sort=sort, q="bees").entry_links
        ]
        assert number == len(set(links)) == len(links), sort
        assert number == (15 if name == "meetings:meeting-list" else 45)


def test_numbers_over_a_thousand_are_written_with_a_comma() -> None:
    assert ListFilter.sentence(ResolutionFilter(None, Resolution.published.none()), 1204) == "1,204 decisions"
