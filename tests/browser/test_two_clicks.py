"""What was recommended, who had to answer, by when and what they said: two clicks from the home page."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, expect

from decisions.models import Resolution, Response
from decisions.recommending import recommend, record_response
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "001": ("Lewisham", "Overview and Scrutiny Committee", "2024-09-24", "5"),
    "002": ("Bromley", "Care Services Policy Development and Scrutiny Committee", "2013-01-22", "8"),
    "003": ("Cheshire East", "Cabinet", "2009-11-03", ""),
}


def import_pages(seeds: Path) -> None:
    for number, (borough, committee, day, item) in PAGES.items():
        options: dict[str, Any] = {"borough": borough, "committee": committee, "date": date.fromisoformat(day), "item": item}  # fmt: skip
        path = next(seeds.glob(f"{number}_*.txt"))
        call_command("import_minutes", str(path), publish=True, verbosity=0, **options)


def test_what_was_recommended_on_data_systems_is_two_clicks_away(
    seeds: Path, live_server: Any, chromium: Browser
) -> None:
    import_pages(seeds)
    resolution = Resolution.objects.get(wording__contains="data management systems")
    sent = recommend(
        resolution,
        addressee="officers",
        sent_to="Officers",
        sent_on=date(2024, 10, 1),
        due_on=date(2024, 12, 1),
    )
    record_response(
        sent,
        on=date(2024, 11, 20),
        responder="The Director",
        verdict=Response.Verdict.PARTLY,
        reason="In stages.",
    )
    page = chromium.new_page()
    page.goto(live_server.url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Recommendations").click()
    page.get_by_role("link", name="data management systems").click()
    expect(page).to_have_url(f"{live_server.url}{sent.get_absolute_url()}")
    told = page.locator("main")
    for words in (
        "Asked of Officers",
        "Sunday 1 December 2024",
        "Partly accepted by the Director",
        "In stages.",
    ):
        expect(told).to_contain_text(words)
    page.goto(live_server.url)  # where many are recorded, and this one is on no first page: by its words
    page.get_by_role("searchbox").fill("data systems")
    page.get_by_role("button", name="Search").click()
    page.locator(".entry__title a").first.click()
    for words in (
        "Sent to Officers",
        "due by 1 December 2024",
        "Partly accepted by the Director",
        "In stages.",
    ):
        expect(page.locator(".resolution").first).to_contain_text(words)


def test_what_waits_longest_is_one_click_away(live_server: Any, chromium: Browser) -> None:
    committee = make_committee(borough=make_borough(name="Eastmere", slug="eastmere"), name="Care Scrutiny")
    item = make_item(meeting=make_meeting(committee=committee), title="Data in care")
    resolution = make_resolution(item=item, wording="That the Cabinet join up its records.")
    due = timezone.localdate() - timedelta(days=30)
    recommend(resolution, addressee="committee", sent_to="The Cabinet", sent_on=date(2024, 10, 1), due_on=due)
    page = chromium.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="join up its records").last.click()
    expect(page.locator("main")).to_contain_text("30 days after it was due, none is recorded.")
