"""What programs get is what readers get: every public object, at the same address, in words and order as printed."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from django.db import connections
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions.forward_plan_views import PlannedDecisionList
from decisions.models import Issue, PlannedDecision, Recommendation, Resolution
from decisions.views import IssueList, RecommendationList, ResolutionList
from meetings.models import AgendaItem, Committee, Document, Meeting, Person, Topic
from meetings.views import MeetingList
from minutes_portal.api.addresses import path_of
from minutes_portal.api.resources import RESOURCES
from minutes_portal.changes.archive import take_times_of_the_record
from minutes_portal.filters import AnyOf, OneOf
from minutes_portal.lists import FilteredList
from tests.makers import make_item, make_meeting, make_point, make_resolution
from tests.rich_record import EXEMPT, TOLD, build

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PAGES: dict[str, type[FilteredList]] = {
    "meetings": MeetingList,
    "decisions": ResolutionList,
    "recommendations": RecommendationList,
    "issues": IssueList,
    "forward-plan": PlannedDecisionList,
}


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, (address, response.content)
    assert response["Content-Type"] == "application/json"
    return response.json()


def walk(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Yield every object of a list, page by page."""
    while address:
        page = read(client, address)
        yield from page["data"]
        address = page["links"]["next"] or ""


def test_every_object_of_a_list_is_read_at_its_own_address_just_the_same(client: Client) -> None:
    build()
    for resource in RESOURCES:
        listed = list(walk(client, f"/api/v1/{resource.list_path}"))
        assert listed, resource.name
        for each in listed:
            assert each["url"] == f"http://testserver/api/v1{each['id']}"
            assert read(client, each["url"]) == each


def test_list_in_pages_of_one_gives_each_object_once_in_the_same_order(client: Client) -> None:
    build()
    for resource in RESOURCES:
        address = f"/api/v1/{resource.list_path}"
        whole = [each["id"] for each in walk(client, f"{address}?page_size={resource.most}")]
        assert [each["id"] for each in walk(client, f"{address}?page_size=1&fields=id")] == whole
        assert len(set(whole)) == len(whole), resource.name


def test_list_asks_twelve_queries_at_most_however_much_there_is_to_tell(client: Client) -> None:
    build()
    build(many=True)
    many = {each.name: queries_of(client, f"/api/v1/{each.list_path}") for each in RESOURCES}
    assert {name: number for name, number in many.items() if number > MOST_QUERIES} == {}


def queries_of(client: Client, address: str) -> int:
    with (
        CaptureQueriesContext(connections["public"]) as public,
        CaptureQueriesContext(connections["default"]) as own,
    ):
        read(client, address)
    assert len(own) in {
        0,
        len(public),
    }  # in a test both are one connection; the officers' alias is asked nothing itself
    return len(public)


def test_addresses_are_those_of_the_pages() -> None:
    record = build()
    for model in (
        Committee,
        Topic,
        Person,
        Meeting,
        AgendaItem,
        Document,
        Resolution,
        Issue,
        Recommendation,
        PlannedDecision,
    ):
        assert path_of(record[model]) == record[model].get_absolute_url()


def test_item_is_told_in_the_order_of_print_with_every_word(client: Client) -> None:
    item = make_item()
    make_point(item=item, order=10, anchor="p1", text="First it was said.")
    whole = make_resolution(item=item, order=20, ordinal=1, wording="That it be done:")
    limb = make_resolution(item=item, parent=whole, order=1, mark="(a)", wording="at once;")
    make_resolution(item=item, parent=limb, order=1, mark="(i)", wording="and well.")
    make_point(item=item, order=30, anchor="p2", text="Then they went home.")
    told = read(client, f"/api/v1{path_of(item)}")
    assert [(point["place"], point["text"]) for point in told["points"]] == [
        (1, "First it was said."),
        (3, "Then they went home."),
    ]
    (resolution,) = told["resolutions"]
    assert (resolution["place"], resolution["wording"]) == (2, "That it be done:")
    assert resolution["limbs"][0]["wording"] == "at once;"
    assert resolution["limbs"][0]["limbs"][0]["wording"] == "and well."


def test_places_do_not_tell_how_much_is_not_shown(client: Client) -> None:
    item = make_item()
    make_point(item=item, order=0, anchor="", text="", **EXEMPT)
    make_point(item=item, order=1, anchor="p1")
    make_point(item=item, order=2, anchor="", text="", **TOLD)
    told = read(client, f"/api/v1{path_of(item)}")
    assert [point["place"] for point in told["points"]] == [1, 2]
    exempt = told["points"][1]
    assert exempt["exempt"]
    assert exempt["exemption"]["reason"] == "Prices are being negotiated."
    assert (exempt["anchor"], exempt["text"]) == ("", "")


def test_fields_are_only_those_asked_for(client: Client) -> None:
    build()
    for each in walk(client, "/api/v1/items/?fields=name,date"):
        assert set(each) == {"name", "date"}


def questions(view: type[FilteredList]) -> Iterator[str]:
    """Yield questions that a page can be asked: every value of every filter, every order, and some at once."""
    yield ""
    filters = view.filterset_class(QueryDict(), queryset=view().get_queryset())
    for name, filter_ in filters.filters.items():
        if isinstance(filter_, AnyOf):
            yield from (urlencode({name: option.value}) for option in filter_.options())
        elif isinstance(filter_, OneOf) and name != "group":
            yield from (urlencode({name: way}) for way in filter_.ways if way)
    yield from (
        each
        for each in (
            "q=care+-budget", "from=2024-01-02&to=2024-09-24", "person=amina-rahman-6-0", "committee=care-scrutiny&lineage=all",
            "committee=care-scrutiny&committee=old-care&to=2024-01-02",
        )
        if set(parse_qs(each)) <= set(filters.filters)
    )  # fmt: skip


@pytest.mark.parametrize(("name", "view"), PAGES.items())
def test_list_answers_every_question_of_its_page_with_the_same_rows_in_the_same_order(
    client: Client, name: str, view: type[FilteredList]
) -> None:
    build()
    (resource,) = (each for each in RESOURCES if each.name == name)
    found = 0
    for question in questions(view):
        shown = view.filterset_class(QueryDict(question), queryset=view().get_queryset()).asked()
        if expected := [row.get_absolute_url() for row in shown]:
            size = 5 if "sort" in question else resource.most
            asked = f"/api/v1/{resource.list_path}?{question}&fields=id&page_size={size}"
            assert [each["id"] for each in walk(client, asked)] == expected, question
            found += 1
    assert found > 1


def test_journal_knows_when_an_object_was_published_and_changed(client: Client) -> None:
    take_times_of_the_record()
    meeting = make_meeting("agenda")
    told = read(client, f"/api/v1{path_of(meeting)}")
    assert told["created"] == told["modified"] == "2020-01-01T00:00:00Z"
    response = client.get(f"/api/v1{path_of(meeting)}")
    assert response["Last-Modified"] == "Wed, 01 Jan 2020 00:00:00 GMT"


def test_search_answers_what_the_search_page_answers(client: Client) -> None:
    build()
    pages = list(walk(client, "/api/v1/search/?q=care+visits"))
    assert "Home care review" in {each["name"] for each in pages}
    assert all(each["web_url"].startswith("http://testserver/") for each in pages)
    found = read(client, "/api/v1/search/?q=care+visits&borough=nowhere")
    assert "nowhere" in found["notices"][0]
