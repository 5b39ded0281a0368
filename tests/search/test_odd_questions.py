"""No address that somebody kept, mistyped or made up is an error, and what of it was left out is said."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Issue
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
from tests.markup import Page

pytestmark = pytest.mark.django_db
LISTS = [
    "search", "meetings:meeting-list", "decisions:resolution-list", "decisions:recommendation-list", "decisions:issue-list",
]  # fmt: skip
SQL = quote("' OR 1=1; DROP TABLE meetings_meeting; --")
# The question, and whether every list must say that it left something out. Issues have a borough and pages only.
USED_UP = [
    ("borough=atlantis", True),
    ("borough=EASTMERE", True),
    ("borough=atlantis&borough=eastmere", True),
    (f"borough={SQL}", True),
    ("borough=%00", True),
    ("borough=%ff%fe", True),
    ("borough=" + "a" * 10_000, True),
    ("sort=nonsense", True),
    ("sort=newest'--", True),
    ("sort=oldest&sort=nonsense", True),
    ("page=0", True),
    ("page=-1", True),
    ("page=abc", True),
    ("page=1.5", True),
    ("page=" + "9" * 21, True),
    ("page=" + "9" * 5_000, True),
    ("page=%00", True),
    ("page=2", True),
    ("page=", False),
    ("unknown=parameter", False),
    ("&&==&;", False),
    ("borough=&sort=&page=", False),
]
OF_THE_RECORD = [
    ("committee=nobody", True),
    ("topic=nothing", True),
    ("from=yesterday", True),
    ("from=2024-02-30", True),
    ("from=99999-01-01", True),
    ("to=0000-00-00", True),
    ("from=%00", True),
    ("from=2024-09-30&to=2024-09-01", True),
    ("from=0001-01-01&to=9999-12-31", False),
    ("kind=nonsense", True),
    ("q=" + "care+" * 2_000, True),
    ("q=%00", False),
    ("q=care%00home", False),
    ("q=care&q=home", True),
    ("q=%ff", False),
    ("q=%F0%9F%9A%8C+bus", False),
    ('q="care', False),
    ('q="', False),
    ('q=""', False),
    ("q=-", False),
    ("q=--", False),
    ("q=-care", False),
    ('q=-"home+care', False),
    ("q=or", False),
    ("q=care+or", False),
    ("q=the+of+and", False),
    ("q=%26+%7C+!+(+%3A*", False),
    ("q=care:*%26home", False),
    ("q=" + "%20" * 300, False),
    ("q=%E2%80%9Chome+care%E2%80%9D", False),
    ("q=%EE%80%80care%EE%80%81", False),
    ("q=<script>alert(1)</script>", False),
    (f"q={SQL}", False),
    ("q=" + "a" * 300, False),
    ("from=24/09/2024", False),
]


@pytest.fixture
def record() -> Any:
    committee = make_committee(
        borough=make_borough(slug="eastmere", name="Eastmere"), slug="care", name="Care"
    )
    item = make_item(meeting=make_meeting(committee=committee), title="Home care")
    item.topics.add(make_topic(slug="care-at-home"))
    make_point(item=item, text="Home care was discussed.")
    make_recommendation(resolution=make_resolution(item=item, wording="That home care be longer."))
    Issue.objects.create(borough=committee.borough, title="Care", slug="care").items.add(item)
    return item


@pytest.mark.parametrize("name", LISTS)
def test_odd_question_is_answered_and_what_was_left_out_is_said(
    client: Client, record: Any, name: str
) -> None:
    questions = USED_UP + (OF_THE_RECORD if name != "decisions:issue-list" else [])
    wrong = {}
    for question, said in questions:
        response = client.get(f"{reverse(name)}?{question}")
        page = Page(response)
        # The page of the search that explains how to search has no pages to be wrong about; and a search takes names as
        # people type them.
        is_silent = name == "search" and question.startswith(("page=", "borough=EASTMERE"))
        if response.status_code != 200 or page.errors or bool(page.notices) != (said and not is_silent):
            wrong[question[:60]] = (response.status_code, page.errors, page.notices)
    assert wrong == {}


@pytest.mark.parametrize("name", LISTS)
def test_what_was_left_out_leaves_the_rest_of_the_question_standing(
    client: Client, record: Any, name: str
) -> None:
    page = Page(client.get(reverse(name), {"borough": ["eastmere", "atlantis"], "sort": "nonsense"}))
    assert len(page.entries) == 1
    assert "in Eastmere" in (page.main if name == "search" else page.heading)
    assert len(page.notices) == 2
    assert "“atlantis” is not a borough here" in page.notices[0]


def test_many_complaints_are_counted_rather_than_listed(client: Client, record: Any) -> None:
    page = Page(client.get(reverse("decisions:resolution-list"), {"borough": [f"b{n}" for n in range(200)]}))
    assert len(page.notices) == 7
    assert page.notices[-1] == "And 194 more like these."


def test_what_a_reader_typed_is_shown_as_text(client: Client, record: Any) -> None:
    for parameter in ("q", "borough", "from", "page"):
        content = client.get(
            reverse("decisions:resolution-list"), {parameter: '"><script>alert(1)</script>'}
        ).content
        assert b"<script>alert" not in content


def test_a_day_after_the_last_one_is_told_apart_from_an_empty_record(client: Client, record: Any) -> None:
    page = Page(client.get(reverse("meetings:meeting-list"), {"from": "2024-12-01", "to": "2024-01-01"}))
    assert page.notices == ["The first day lies after the last one: no day is in between."]
    assert "No meetings" in page.heading
    assert "Held here: 1 meeting" in page.main


@pytest.mark.parametrize("page", ["x", "0", "-1", "1.5", "2", "9" * 21, "9" * 5_000, "%00", "%ff"])
def test_odd_page_of_a_topic_gives_the_nearest_one_and_says_so(
    client: Client, record: Any, page: str
) -> None:
    response = client.get(f"{reverse('meetings:topic-detail', args=['care-at-home'])}?page={page}")
    assert response.status_code == 200
    assert "this is page 1" in Page(response).notices[0]
    assert "Home care" in Page(response).main


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=1066", "year=-1", "year=%00", "year=" + "9" * 5_000, "page=x", "year=2024&year=x"],
)
def test_odd_year_of_a_committee_gives_its_latest(client: Client, record: Any, query: str) -> None:
    response = client.get(f"{reverse('meetings:committee-detail', args=['eastmere', 'care'])}?{query}")
    assert response.status_code == 200
    assert "in 2024" in Page(response).main


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/eastmere/care/2024-13-45/", "/meetings/eastmere/care/0000-00-00/", "/meetings/eastmere/care/2024-09-24-1/",
        "/meetings/eastmere/care/2024-09-24/1/cite/-/", "/decisions/eastmere/care/2024-09-24/1/0/",
        "/decisions/eastmere/care/2024-09-24/1/" + "9" * 40 + "/", "/topics/%00/", "/boroughs/" + "a" * 5_000 + "/",
        "/search/%00", "/meetings//", "/%F0%9F%9A%8C/", "/decisions/issues/nothing/", "/.env", "/wp-login.php",
    ],
)  # fmt: skip
def test_address_of_nothing_is_a_page_that_helps(client: Client, record: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    page = Page(response)
    assert page.heading == "There is nothing at this address"
    assert page.errors == []
    assert response["Cache-Control"] == "no-store"


def test_lost_reader_may_search_for_the_words_of_the_address(client: Client) -> None:
    page = Page(client.get("/old-site/damp-and-mould/report.asp"))
    assert page.one("input", id="lost-q").get("value") == "site damp mould"
    assert reverse("meetings:meeting-list") in page.links("/")


@pytest.mark.parametrize("question", ["", "?year=2024&x=%C3%A9"])
def test_address_in_capitals_leads_to_its_lower_case_form(client: Client, record: Any, question: str) -> None:
    response = client.get(f"/Boroughs/Eastmere/CARE/{question}")
    assert (response.status_code, response["Location"]) == (301, f"/boroughs/eastmere/care/{question}")


@pytest.mark.parametrize("address", ["//EVIL.example/", "///EVIL.example/x", "/%5CEVIL.example/"])
def test_redirect_to_lower_case_never_leaves_the_site(client: Client, address: str) -> None:
    response = client.get("/", PATH_INFO=address) if address.startswith("//") else client.get(address)
    assert not response.get("Location", "/").startswith(("//", "/\\", "http"))
