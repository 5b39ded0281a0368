"""Lists as calendars, read by a calendar client's library."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from decisions.models import DecisionRecord
from meetings.acts import withdraw
from meetings.models import Meeting
from minutes_portal.changes.models import Change
from tests.makers import (
    make_committee,
    make_item,
    make_meeting,
    make_recommendation,
    make_resolution,
    make_topic,
)

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # RFC 5545 3.1, bytes of a line
    found = Calendar.from_ical(content)
    assert not found.errors
    assert all(not event.errors for event in found.walk("VEVENT"))
    return found


def events(client: Client, address: str = "/meetings.ics") -> list[Any]:
    return list(read(client, address).walk("VEVENT"))


def test_meeting_is_an_event_with_its_place_time_and_page(client: Client) -> None:
    meeting = make_meeting(
        "agenda", start_time=time(19, 30), venue="Room 2, Town Hall; first floor", status="scheduled"
    )
    (event,) = events(client)
    assert str(event["uid"]) == str(Meeting.objects.get().uid)
    assert str(event["location"]) == "Room 2, Town Hall; first floor"
    assert str(event["summary"]) == f"{meeting.committee.name}, {meeting.committee.borough.name}"
    assert str(event["url"]) == f"http://testserver{meeting.get_absolute_url()}"
    assert str(event["status"]) == "CONFIRMED"
    assert event["duration"].dt == timedelta(hours=2)


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2025, 3, 29), 19), (date(2025, 3, 30), 18), (date(2025, 10, 25), 18), (date(2025, 10, 26), 19),
        (date(1998, 7, 1), 18), (date(2031, 1, 8), 19),
    ],
)  # fmt: skip
def test_times_are_londons_on_both_sides_of_a_change_of_the_clocks(
    client: Client, day: date, in_utc: int
) -> None:
    make_meeting(date=day, start_time=time(19))
    calendar = read(client, "/meetings.ics")
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtstart"].dt.astimezone(UTC) == datetime(day.year, day.month, day.day, in_utc, tzinfo=UTC)


@pytest.mark.parametrize(
    "day", [date(2025, 3, 29), date(2025, 3, 30), date(2025, 10, 25), date(2025, 10, 26)]
)
def test_the_time_zone_that_is_sent_along_says_the_same(client: Client, day: date) -> None:
    """A client that knows no zones by name goes by the rules in the file."""
    make_meeting(date=day, start_time=time(19))
    calendar = read(client, "/meetings.ics")
    (zone,) = calendar.walk("VTIMEZONE")
    (event,) = calendar.walk("VEVENT")
    start = event["dtstart"].dt
    assert zone.to_tz().utcoffset(start.replace(tzinfo=None)) == start.utcoffset()


def test_meeting_without_a_time_takes_the_day(client: Client) -> None:
    make_meeting(date=date(2025, 3, 4), start_time=None)
    (event,) = events(client)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 3, 4), date(2025, 3, 5))


def test_cancelled_meeting_is_struck_out_and_says_why(client: Client) -> None:
    make_meeting("agenda", status="cancelled", status_note="No business to transact.")
    (event,) = events(client)
    assert str(event["status"]) == "CANCELLED"
    assert str(event["summary"]).startswith("Cancelled: ")
    assert "No business to transact." in str(event["description"])


def test_moved_meeting_is_struck_out_and_leads_to_the_one_that_takes_its_place(client: Client) -> None:
    committee = make_committee()
    later = make_meeting("agenda", committee=committee, date=date(2025, 4, 8), status="scheduled")
    make_meeting("agenda", committee=committee, date=date(2025, 4, 1), status="postponed", moved_to=later)
    new, old = events(client)
    assert (str(old["status"]), str(new["status"])) == ("CANCELLED", "CONFIRMED")
    assert str(old["related-to"]) == str(new["uid"])
    assert "It was moved to 8 April 2025." in str(old["description"])


def test_where_a_meeting_moved_to_is_not_told_before_its_agenda_is_public(client: Client) -> None:
    committee = make_committee()
    later = make_meeting("nothing", committee=committee, date=date(2025, 4, 8))
    make_meeting("agenda", committee=committee, date=date(2025, 4, 1), status="postponed", moved_to=later)
    (event,) = events(client)
    assert "8 April" not in str(event["description"])
    assert "related-to" not in event


def test_an_event_keeps_its_name_and_its_number_grows_when_the_meeting_is_put_on_another_day(
    client: Client,
) -> None:
    meeting = make_meeting("agenda", date=date(2025, 3, 4), status="scheduled")
    (before,) = events(client)
    told = Change.published.of_kind("meeting").get()
    moved = Meeting.objects.filter(pk=meeting.pk)
    moved.update(date=date(2025, 3, 11))
    (after,) = events(client)
    changed = Change.published.of_kind("meeting").get()
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == date(2025, 3, 11)
    assert after["sequence"] >= before["sequence"] == 0
    assert after["sequence"] == int((changed.changed_at - told.first_published_at).total_seconds())
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_meeting_whose_agenda_is_not_public_or_which_is_withdrawn_is_in_no_calendar(client: Client) -> None:
    make_meeting("nothing")
    gone = make_meeting()
    assert len(events(client)) == 1
    withdraw(gone, "published in error")
    assert events(client) == []


def test_days_of_who_decides_alone_are_no_events(client: Client) -> None:
    make_meeting(committee=make_committee(kind="individual"))
    assert events(client) == []


def test_calendar_of_a_committee_or_borough_holds_its_meetings_only(client: Client) -> None:
    one, other = make_meeting(), make_meeting()
    borough, committee, _ = one.address
    for path in (
        f"/boroughs/{borough}.ics",
        f"/boroughs/{borough}/{committee}.ics",
        f"/meetings.ics?borough={borough}",
    ):
        assert [str(event["url"]) for event in events(client, path)] == [
            f"http://testserver{one.get_absolute_url()}"
        ]
    assert other.committee.borough.slug != borough


def test_calendar_says_what_it_is_and_how_often_to_ask(client: Client) -> None:
    calendar = read(client, "/meetings.ics?borough=nowhere")
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert str(calendar["x-wr-calname"]) == "Minutes Portal: meetings"
    assert "“nowhere” is not a borough here." in str(calendar["x-wr-caldesc"])


def test_ledger_as_a_calendar_has_the_days_answers_are_due(client: Client) -> None:
    resolution = make_resolution(outcomes=["recommended"], wording="That carers be paid.")
    make_recommendation(resolution=resolution, sent_to="The Cabinet", due_on=date(2025, 3, 30))
    make_recommendation(resolution=resolution, sent_to="Nobody in a hurry")
    due = [
        event
        for event in events(client, "/decisions/recommendations.ics")
        if event["dtstart"].dt == date(2025, 3, 30)
    ]
    (event,) = due
    assert str(event["summary"]).startswith("Answer due from the Cabinet: ")
    assert event["dtend"].dt == date(2025, 3, 31)
    assert str(event["uid"]) in {
        str(change.reference) for change in Change.published.of_kind("recommendation")
    }
    assert "That carers be paid." in str(event["description"])


def test_register_as_a_calendar_has_the_last_days_to_call_in(client: Client) -> None:
    item = make_item()
    make_resolution(item=item)
    subject = make_resolution(item=item, wording="That the contract be let.")
    DecisionRecord.objects.create(
        resolution=subject, call_in="subject", published_on=date(2024, 9, 13), call_in_until=date(2024, 9, 20)
    )
    (event,) = events(client, "/decisions.ics")
    assert event["dtstart"].dt == date(2024, 9, 20)
    assert str(event["summary"]).startswith("Last day to call in: ")
    assert str(event["url"]) == f"http://testserver{subject.get_absolute_url()}"


def test_no_typed_sign_breaks_a_calendar(client: Client) -> None:
    read(client, f"/meetings.ics?q=%00%0D%0AEND:VCALENDAR%0D%0A&borough=%0D%0ABEGIN:VEVENT&topic={uuid4()}")


def test_line_breaks_in_the_record_make_no_lines_of_their_own(client: Client) -> None:
    make_meeting(venue="Town Hall\r\nEND:VEVENT", status_note="a\nBEGIN:VEVENT\nb")
    (event,) = events(client)
    assert str(event["location"]) == "Town Hall  END:VEVENT"


def test_panel_says_what_the_days_of_each_calendar_are(client: Client) -> None:
    for page, told in {
        "/meetings/": "What is moved or cancelled there follows by itself.",
        "/decisions/": "the last days on which decisions may be called in.",
        "/decisions/recommendations/": "the days by which answers are due.",
        "/decisions/forward-plan/": "the days on which, or from which, something is to be decided.",
    }.items():
        panel = client.get(page).content.decode().split('id="follow"')[1].split("</details>")[0]
        assert f"subscribe to this address. {told}" in panel.replace("It has ", ""), page


def test_forms_of_a_page_do_not_ask_again_what_its_address_says(client: Client) -> None:
    topic = make_topic(slug="hedges")
    page = client.get(topic.get_absolute_url() + "?borough=nowhere&from=2024-01-01").content.decode()
    assert 'href="/topics/hedges.csv?from=2024-01-01"' in page
