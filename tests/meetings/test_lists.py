"""The lists of meetings, boroughs, committees, topics and people, and the home page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Attendance, Role
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_person,
    make_recommendation,
    make_resolution,
    make_topic,
)
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: Any, **question: Any) -> Page:
    response = client.get(address if isinstance(address, str) else address.get_absolute_url(), question)
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize(
    ("kind", "stage"),
    [("agenda", "agenda"), ("decisions", "decisions"), ("draft", "minutes"), ("approved", "approved")],
)
def test_meetings_are_listed_by_how_far_they_are_published(client: Client, kind: str, stage: str) -> None:
    meetings = {
        name: make_meeting(name) for name in ("nothing", "agenda", "decisions", "minutes", "approved")
    }
    assert page_of(client, reverse("meetings:meeting-list"), kind=kind).entry_links == [
        meetings[stage].get_absolute_url()
    ]


@pytest.mark.parametrize("status", ["cancelled", "postponed", "inquorate"])
def test_meetings_that_did_not_take_place_can_be_listed(client: Client, status: str) -> None:
    make_meeting()
    called_off = make_meeting("agenda", status=status)
    page = page_of(client, reverse("meetings:meeting-list"), kind="cancelled")
    assert page.entry_links == [called_off.get_absolute_url()]
    assert called_off.get_status_display() in page.entries[0]


def test_meetings_to_come_are_listed_nearest_first(client: Client) -> None:
    today = timezone.localdate()
    days = [today + timedelta(days=n) for n in (40, 0, 3)]
    meetings = [make_meeting("agenda", date=day, status="scheduled") for day in days]
    make_meeting("agenda", date=today - timedelta(days=1))
    links = page_of(client, reverse("meetings:meeting-list"), kind="upcoming", sort="upcoming").entry_links
    assert links == [meetings[n].get_absolute_url() for n in (1, 2, 0)]


def test_cancelled_meeting_is_not_among_those_to_come(client: Client) -> None:
    meeting = make_meeting("agenda", date=timezone.localdate() + timedelta(days=3), status="cancelled")
    for address in (reverse("home"), meeting.committee.borough.get_absolute_url()):
        assert meeting.get_absolute_url() not in page_of(client, address).entry_links


def test_borough_list_shows_every_borough_with_its_committees(client: Client) -> None:
    committee = make_committee(name="Care Panel", borough=make_borough(name="Eastmere"))
    page = page_of(client, reverse("meetings:borough-list"))
    assert committee.borough.get_absolute_url() in page.links("/boroughs/")
    assert "Eastmere" in page.main


def test_borough_shows_committees_by_kind_with_the_day_of_their_last_record(client: Client) -> None:
    borough = make_borough(contact_email="dem@eastmere.example")
    make_meeting(
        committee=make_committee(borough=borough, name="Care Panel", kind="scrutiny"), date=date(2024, 5, 1)
    )
    make_committee(borough=borough, name="Cabinet", kind="executive")
    page = page_of(client, borough)
    kinds = [
        text_of(heading)
        for heading in page.all("h3")
        if text_of(heading) in ("Scrutiny", "Executive or cabinet")
    ]
    assert kinds == ["Executive or cabinet", "Scrutiny"]
    assert "1 May 2024" in page.main
    assert "dem@eastmere.example" in page.main


def test_borough_lists_councillors_who_have_a_page(client: Client) -> None:
    borough = make_borough()
    make_person(borough=borough, name="Amina Rahman")
    make_person(borough=borough, name="Unlisted Person", listed=False)
    make_person(borough=borough, name="Olive Officer", kind="officer")
    page = page_of(client, borough)
    assert "Amina Rahman" in page.main
    assert "Unlisted Person" not in page.main
    assert "Olive Officer" not in page.main


def test_committee_shows_one_year_and_links_to_the_others(client: Client) -> None:
    committee = make_committee()
    meetings = {year: make_meeting(committee=committee, date=date(year, 5, 1)) for year in (2022, 2023, 2024)}
    make_meeting("nothing", committee=committee, date=date(2025, 5, 1))
    assert page_of(client, committee).entry_links == [meetings[2024].get_absolute_url()]
    page = page_of(client, committee, year="2022")
    assert page.entry_links == [meetings[2022].get_absolute_url()]
    years = [text_of(link) for link in page.one("nav", aria_label="Years").iter("a")]
    assert years == ["2024", "2023", "2022"]


def test_single_decision_maker_has_decisions_rather_than_meetings(client: Client) -> None:
    member = make_committee(kind="individual", name="Cabinet Member for Care")
    item = make_item(meeting=make_meeting(committee=member), title="Buy a minibus")
    page = page_of(client, member)
    assert page.entry_links == [item.get_absolute_url()]
    assert "Decisions in 2024" in page.main


def test_committee_names_its_members_of_today_chair_first(client: Client) -> None:
    committee = make_committee()
    for name, given in {
        "Zoe Chair": {"kind": "chair"},
        "Adam Member": {},
        "Former Member": {"end": date(2020, 1, 1)},
        "Coming Member": {"start": date(2120, 1, 1)},
    }.items():
        Role.objects.create(
            person=make_person(borough=committee.borough, name=name), committee=committee, **given
        )
    section = page_of(client, committee).one("section", aria_labelledby="members")
    words = text_of(section)
    assert words.index("Zoe Chair") < words.index("Adam Member")
    assert "Former" not in words
    assert "Coming" not in words


def test_committee_names_what_it_took_over_from_and_what_followed_it(client: Client) -> None:
    old = make_committee(name="Old Panel")
    new = make_committee(borough=old.borough, name="New Panel", predecessor=old)
    assert "took over from the Old Panel" in page_of(client, new).main
    assert "passed to the New Panel" in page_of(client, old).main


def test_topic_counts_the_items_that_readers_may_see(client: Client) -> None:
    topic = make_topic(name="Allotments")
    for stage in ("nothing", "agenda", "minutes"):
        make_item(meeting=make_meeting(stage)).topics.add(topic)
    entries = [
        entry
        for entry in page_of(client, reverse("meetings:topic-list")).entries
        if entry.startswith("Allotments")
    ]
    assert entries == ["Allotments 2 items"]


def test_topic_puts_boroughs_side_by_side_newest_first(client: Client) -> None:
    topic = make_topic(name="Damp")
    east, west = (
        make_committee(borough=make_borough(name="Eastmere")),
        make_committee(borough=make_borough(name="Westbeck")),
    )
    for place, day, title in ((east, 1, "First"), (west, 2, "Second"), (east, 3, "Third")):
        item = make_item(meeting=make_meeting(committee=place, date=date(2024, 9, day)), title=title)
        item.topics.add(topic)
        make_resolution(item=item, outcomes=["rejected"])
    page = page_of(client, topic)
    assert "3 items" in page.main
    assert [entry.split(" That ")[0] for entry in page.entries] == [
        "Eastmere, 3 September 2024",
        "Westbeck, 2 September 2024",
        "Eastmere, 1 September 2024",
    ]
    assert [title for entry in page.entries for title in ("First", "Second", "Third") if title in entry] == [
        "Third", "Second", "First",
    ]  # fmt: skip
    assert all(" Rejected " in entry for entry in page.entries)


def test_topic_goes_on_to_a_second_page(client: Client) -> None:
    topic = make_topic()
    meeting = make_meeting()
    for n in range(25):
        make_item(meeting=meeting, title=f"Part {n}").topics.add(topic)
    first, second = page_of(client, topic), page_of(client, topic, page=2)
    assert (len(first.entries), len(second.entries)) == (24, 1)
    assert not set(first.entry_links) & set(second.entry_links)


def test_person_shows_posts_attendance_motions_and_interests(client: Client) -> None:
    item = make_item()
    person = make_person(borough=item.meeting.committee.borough, name="Amina Rahman", party="Independent")
    Role.objects.create(person=person, committee=item.meeting.committee, kind="chair", start=date(2023, 5, 1))
    Attendance.objects.create(meeting=item.meeting, person=person)
    for presence, day in (("remote", 1), ("apologies", 2), ("apologies", 3)):
        meeting = make_meeting(committee=item.meeting.committee, date=date(2024, 1, day))
        Attendance.objects.create(meeting=meeting, person=person, presence=presence)
    item.interests.create(person=person, kind="unstated", nature="A school governor.")
    make_resolution(item=item, moved_by=person, wording="That bees be kept.")
    page = page_of(client, person)
    row = [text_of(cell) for cell in page.one("tbody").iter("td")][:3]
    assert row == ["4", "2", "2"]
    for words in (
        "Councillor Amina Rahman",
        "Chair",
        "since 1 May 2023",
        "That bees be kept.",
        "A school governor.",
        "Independent",
    ):
        assert words in page.main


def test_member_of_the_public_has_no_page(client: Client) -> None:
    person = make_person(kind="public", listed=False)
    Attendance.objects.create(meeting=make_meeting(), person=person)
    assert client.get(person.get_absolute_url()).status_code == 404


def test_home_page_leads_with_what_was_decided_and_what_waits(client: Client) -> None:
    item = make_item()
    make_resolution(item=item, wording="That the library stay open.", outcomes=["agreed"])
    make_recommendation(due_on=date(2020, 1, 1), sent_to="The Mayor")
    make_recommendation(due_on=timezone.localdate() + timedelta(days=9), sent_to="The Lord Lieutenant")
    page = page_of(client, reverse("home"))
    assert "That the library stay open." in page.main
    assert "the Mayor" in page.main
    assert "Lord Lieutenant" not in page.main


def test_empty_site_says_so_on_every_list(client: Client) -> None:
    for name in (
        "home",
        "meetings:meeting-list",
        "meetings:borough-list",
        "decisions:resolution-list",
        "search",
        "decisions:issue-list",
    ):
        page = page_of(client, reverse(name))
        assert page.entries == []
        assert page.errors == []
