"""The forward plan in other forms."""

import csv
from datetime import date
from io import StringIO

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from decisions.models import PlannedDecision
from minutes_portal.changes.models import Change
from tests.makers import FAR_AHEAD, LONG_AGO, make_borough

pytestmark = pytest.mark.django_db


def make_planned(**given: object) -> PlannedDecision:
    given = {
        "borough": make_borough(), "reference": "KD5694", "slug": "kd5694", "title": "Home care contract",
        "matter": "To award the contract.", "maker": "The Cabinet", "published_at": LONG_AGO,
        "decide_from": date(2025, 3, 30), "decide_until": date(2025, 4, 30),
    } | given  # fmt: skip
    return PlannedDecision.objects.create(**given)


def test_planned_decision_is_told_in_every_form(client: Client) -> None:
    planned = make_planned()
    address = f"http://testserver{planned.get_absolute_url()}"
    sheet = client.get("/decisions/forward-plan.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(sheet, newline=""), strict=True)
    assert (row["address"], row["reference"], row["maker"]) == (address, "KD5694", "The Cabinet")
    assert (row["decide_from"], row["decide_until"], row["key_decision"]) == (
        "2025-03-30",
        "2025-04-30",
        "yes",
    )
    feed = feedparser.parse(client.get("/decisions/forward-plan.atom").content)
    assert not feed.bozo
    (entry,) = feed.entries
    assert (entry.link, entry.id) == (address, Change.published.of_kind("notice").get().reference.urn)
    assert "To award the contract." in entry.content[0].value
    (event,) = Calendar.from_ical(client.get("/decisions/forward-plan.ics").content).walk("VEVENT")
    assert event["dtstart"].dt == date(2025, 3, 30)
    assert str(event["status"]) == "CONFIRMED"
    (row,) = client.get("/decisions/forward-plan.json").json()["rows"]
    assert (row["address"], row["private"]) == (address, False)


def test_plan_that_was_dropped_is_struck_out_of_calendars(client: Client) -> None:
    make_planned(dropped_on=date(2025, 3, 1), dropped_reason="No longer needed.")
    (event,) = Calendar.from_ical(client.get("/decisions/forward-plan.ics").content).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"


def test_notice_that_is_not_published_yet_is_in_no_form(client: Client) -> None:
    make_planned(published_at=FAR_AHEAD, title="Canary")
    for suffix in ("csv", "json", "atom", "ics"):
        assert b"Canary" not in client.get(f"/decisions/forward-plan.{suffix}").content
