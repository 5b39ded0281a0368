"""What machines are told of a page: true, whole, safe, and nothing that the page does not show."""

import json
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import AgendaItem, Committee, Meeting
from minutes_portal.citing.machine_readable import About
from minutes_portal.templatetags.citing import data_block
from tests.makers import make_committee, make_item, make_meeting
from tests.markup import Page
from tests.rich_record import TOLD, build

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")]


def things_of(client: Client, address: str) -> dict[str, Any]:
    """Return the things a page tells machines of, by their type."""
    data = json.loads(Page(client.get(address)).one("script", type="application/ld+json").text or "")
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def described(client: Client, address: str) -> str:
    return Page(client.get(address)).one("meta", name="description").get("content", "")


def test_meeting_is_an_event_with_place_time_and_organiser(client: Client) -> None:
    event = things_of(client, build()[Meeting].get_absolute_url())["Event"]
    assert event["startDate"] == "2024-09-24T19:00:00+01:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"] == {"@type": "Place", "name": "Town Hall"}
    assert event["organizer"]["@type"] == "GovernmentOrganization"
    assert event["organizer"]["parentOrganization"]["sameAs"] == "https://eastmere.example/"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("inquorate", "EventCancelled"),
        ("held", "EventScheduled"),
    ],
)
def test_event_says_whether_it_takes_place(client: Client, status: str, told: str) -> None:
    meeting = make_meeting("agenda", status=status, date=date(2024, 1, 9), start_time=time(19))
    event = things_of(client, meeting.get_absolute_url())["Event"]
    assert event["eventStatus"] == f"https://schema.org/{told}"
    assert event["startDate"] == "2024-01-09T19:00:00+00:00"


def test_decisions_of_one_person_are_no_event(client: Client) -> None:
    meeting = make_meeting(committee=make_committee(kind="individual"))
    assert set(things_of(client, meeting.get_absolute_url())) == {"CreativeWork", "BreadcrumbList"}


def test_item_is_a_work_recorded_at_the_meeting(client: Client) -> None:
    record = build()
    item = things_of(client, record[AgendaItem].get_absolute_url())["CreativeWork"]
    assert item["creativeWorkStatus"] == "Approved minutes"
    assert item["recordedAt"]["@id"] == f"http://testserver{record[Meeting].get_absolute_url()}#meeting"
    assert item["publisher"]["name"] == "Care Scrutiny Panel"


def test_way_to_a_page_is_told_as_the_page_shows_it(client: Client) -> None:
    record = build()
    way = things_of(client, record[AgendaItem].get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in way] == [
        "Eastmere",
        "Care Scrutiny Panel",
        "24 September 2024",
        "Item 5",
    ]
    assert [step["position"] for step in way] == [1, 2, 3, 4]
    assert all(client.get(step["item"].removeprefix("http://testserver")).status_code == 200 for step in way)


def test_committee_and_borough_are_government_organizations(client: Client) -> None:
    record = build()
    committee = things_of(client, record[Committee].get_absolute_url())["GovernmentOrganization"]
    borough = things_of(client, record[Committee].borough.get_absolute_url())["GovernmentOrganization"]
    assert committee["parentOrganization"] == borough


def test_link_preview_shows_what_was_decided(client: Client) -> None:
    record = build()
    page = Page(client.get(record[AgendaItem].get_absolute_url()))
    told = {
        each.get("property"): each.get("content", "") for each in page.all("meta") if each.get("property")
    }
    assert told["og:title"].startswith("Home care review (item 5, Care Scrutiny Panel, 24 September 2024")
    assert told["og:description"].startswith("That the Cabinet be asked to:")
    assert told["og:url"] == f"http://testserver{record[AgendaItem].get_absolute_url()}"


def test_exempt_item_is_described_by_its_title_alone(client: Client) -> None:
    item = make_item(title="Contract for care", purpose="To hear of prices.", **TOLD)
    assert described(client, item.get_absolute_url()).startswith("Contract for care (item")


@given(text=st.text())
def test_no_text_can_break_out_of_its_data_block(text: str) -> None:
    about = About("https://portal.example/", "T", "D", {"name": text + "</script><!--<script>&"})
    block = data_block(about)
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside)["@graph"][0]["name"] == text + "</script><!--<script>&"
