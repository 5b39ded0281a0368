"""A topic across boroughs: one list in order of time, in which a column for each borough can be seen where there is room."""

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Borough, Topic
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_resolution, make_topic
from tests.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return make_topic(name="Damp", slug="damp")


def decided(topic: Topic, borough: str, day: date, wording: str = "That bees be kept.", **given: Any) -> None:
    """Make an item on the topic in a borough of this name, with a resolution."""
    place = Borough.objects.filter(name=borough).first() or make_borough(name=borough, slug=borough.lower())
    item = make_item(meeting=make_meeting(committee=make_committee(borough=place), date=day), **given)
    item.topics.add(topic)
    make_resolution(item=item, cue="RESOLVED", wording=wording, outcomes=["approved"])


def columns(page: Page) -> list[str | None]:
    """Return the column of each entry, in the order of the page."""
    classes = [entry.get("class", "").split() for entry in page.all("li", _class="compared__entry")]
    return [
        next((each.rpartition("-")[2] for each in names if each.startswith("compared__entry--")), None)
        for names in classes
    ]


def test_each_borough_has_a_column_of_its_own_in_order_of_time(client: Client, topic: Topic) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1))
    decided(topic, "Westbeck", date(2024, 2, 1))
    decided(topic, "Eastmere", date(2023, 1, 1))

    page = Page(client.get(topic.get_absolute_url()))

    assert columns(page) == ["1", "2", "1"]
    assert [entry.split(",")[0] for entry in page.entries] == ["Eastmere", "Westbeck", "Eastmere"]


@pytest.mark.parametrize("number", [1, 6])
def test_one_borough_or_more_than_five_are_one_list(client: Client, topic: Topic, number: int) -> None:
    for n in range(number):
        decided(topic, f"Borough{n}", date(2024, 3, 1))

    assert columns(Page(client.get(topic.get_absolute_url()))) == [None] * number


def test_what_was_decided_stands_first_and_links_to_the_item(client: Client, topic: Topic) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1), title="Damp homes")

    [entry] = Page(client.get(topic.get_absolute_url())).entries

    assert entry.index("That bees be kept.") < entry.index("Approved") < entry.index("Damp homes")


def test_an_item_without_a_decision_says_so(client: Client, topic: Topic) -> None:
    make_item(title="Damp homes", purpose="To hear of damp.").topics.add(topic)

    [entry] = Page(client.get(topic.get_absolute_url())).entries

    assert "Damp homes No decision is recorded yet." in entry


def test_procedural_items_are_left_out(client: Client, topic: Topic) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1), procedural=True)

    assert Page(client.get(topic.get_absolute_url())).entries == []


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?borough=westbeck", ["Westbeck"]),
        ("?outcome=approved&sort=oldest", ["Westbeck", "Eastmere"]),
        ("?outcome=rejected", []),
        ("?from=2024-03-01", ["Eastmere"]),
        ("?q=bees", ["Eastmere", "Westbeck"]),
        ("?topic=mould", ["Eastmere", "Westbeck"]),
    ],
)
def test_filters_narrow_the_comparison(client: Client, topic: Topic, query: str, left: list[str]) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1))
    decided(topic, "Westbeck", date(2024, 2, 1))
    decided(make_topic(slug="mould"), "Northam", date(2024, 2, 1))

    page = Page(client.get(topic.get_absolute_url() + query))

    assert [entry.split(",")[0] for entry in page.entries] == left
    assert "Northam" not in str(page.entries)


def test_no_other_topic_is_offered_or_counted(client: Client, topic: Topic) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1))

    with CaptureQueriesContext(connections["public"]) as asked:
        page = Page(client.get(topic.get_absolute_url()))

    assert {field.get("name") for field in page.all("input", type="checkbox")} == {
        "borough", "committee", "outcome",
    }  # fmt: skip
    assert not [query for query in asked.captured_queries if "topics__slug" in query["sql"]]


def test_a_topic_keeps_its_counts_apart_from_those_of_another(client: Client, topic: Topic) -> None:
    decided(topic, "Eastmere", date(2024, 3, 1))
    other = make_topic(slug="mould")
    for day in (1, 2):
        decided(other, "Westbeck", date(2024, 2, day))

    pages = [Page(client.get(each.get_absolute_url())) for each in (topic, other)]

    assert ["1 item about" in pages[0].main, "2 items about" in pages[1].main] == [True, True]
    assert ["Westbeck" in page.main for page in pages] == [False, True]
