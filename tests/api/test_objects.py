"""What programs get is what readers get: every public object, at the same address, in words and order as printed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions.models import Issue, PlannedDecision, Recommendation, Resolution
from meetings.models import AgendaItem, Committee, Document, Meeting, Person, Topic
from minutes_portal.api.addresses import path_of
from minutes_portal.api.resources import RESOURCES, Resource
from minutes_portal.changes.archive import take_times_of_the_record
from tests.makers import make_item, make_meeting, make_point, make_resolution
from tests.rich_record import EXEMPT, TOLD, build

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
LISTS = [pytest.param(each, id=each.name) for each in RESOURCES]


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


@pytest.mark.parametrize("resource", LISTS)
def test_every_object_of_a_list_is_read_at_its_own_address_just_the_same(
    client: Client, resource: Resource
) -> None:
    build()
    listed = list(walk(client, f"/api/v1/{resource.list_path}"))
    assert listed
    for each in listed:
        assert each["url"] == f"http://testserver/api/v1{each['id']}"
        assert read(client, each["url"]) == each


@pytest.mark.parametrize("resource", LISTS)
def test_list_in_pages_of_one_gives_each_object_once_in_the_same_order(
    client: Client, resource: Resource
) -> None:
    build()
    address = f"/api/v1/{resource.list_path}"
    whole = [each["id"] for each in walk(client, f"{address}?page_size={resource.most}")]
    assert [each["id"] for each in walk(client, f"{address}?page_size=1&fields=id")] == whole
    assert len(set(whole)) == len(whole)


def test_oldest_first_turns_the_days_around(client: Client) -> None:
    build()
    days = [each["date"] for each in walk(client, "/api/v1/meetings/?sort=oldest&page_size=2&fields=date")]
    assert days == sorted(days)
    assert days[0] != days[-1]


@pytest.mark.parametrize("resource", LISTS)
def test_list_asks_no_more_queries_when_there_is_ten_times_more_to_tell(
    client: Client, resource: Resource
) -> None:
    build()
    few = queries_of(client, f"/api/v1/{resource.list_path}")
    build(many=True)
    many = queries_of(client, f"/api/v1/{resource.list_path}")
    assert many <= max(few, MOST_QUERIES)
    assert many <= MOST_QUERIES


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


def test_lists_are_filtered_as_the_pages_are(client: Client) -> None:
    build()
    everything = [each["id"] for each in walk(client, "/api/v1/decisions/")]
    recommended = [
        each["id"] for each in walk(client, "/api/v1/decisions/?outcome=recommended&borough=eastmere")
    ]
    assert recommended
    assert len(recommended) < len(everything)
    assert [each["id"] for each in walk(client, "/api/v1/decisions/?q=xylophone")] == []


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
