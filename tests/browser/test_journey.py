"""The whole way in a browser: an officer enters and publishes a meeting, a reader finds it and cites a paragraph."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from tests.makers import make_borough, make_committee

PASSWORD = "a long walk to the town hall"


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("officer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What needs doing")).to_be_visible()


def add_meeting(page: Page) -> None:
    page.get_by_role("link", name="Add a meeting").click()
    page.locator(".field-committee .select2-selection").click()
    page.locator(".select2-search__field").fill("Care")
    page.get_by_role("option", name="Care Scrutiny Committee").click()
    page.locator("[name=date]").fill("2024-09-24")
    page.locator("[name=status]").select_option("held")
    page.locator("[name=agenda_lines]").fill("1 Apologies for absence\n5 Home care review")
    page.get_by_role("button", name="Save and continue editing").click()


def enter_minutes(page: Page) -> None:
    page.locator("tr", has=page.locator("input[value='Home care review']")).get_by_role(
        "link", name=re.compile("^Write minutes")
    ).click()
    for row, (mark, text) in enumerate(
        [("5.1", "Members asked why visits had become shorter."), ("5.2", "Officers agreed to look.")]
    ):
        page.locator(f"[name=points-{row}-mark]").fill(mark)
        page.locator(f"[name=points-{row}-number]").fill(mark)
        page.locator(f"[name=points-{row}-text]").fill(text)
    page.locator("#resolutions-group .add-row a").click()
    page.locator("[name=resolutions-0-cue]").fill("RESOLVED:")
    page.locator("[name=resolutions-0-wording]").fill("That the Cabinet Member be asked to lengthen visits.")
    page.locator("[name=resolutions-0-outcomes][value=requested]").check(force=True)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".success")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Care Scrutiny Committee, 24 September 2024")).first.click()
    page.get_by_role("link", name=re.compile("^Publish")).first.click()
    page.get_by_role("button", name="Publish draft minutes of 24 September 2024 to the public").click()
    expect(page.locator(".success")).to_be_visible()


def read_and_cite(page: Page, site: str) -> None:
    """Find the decision by filter, the paragraph by words, and its citation."""
    page.goto(f"{site}/decisions/?borough=eastmere&outcome=requested")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 decision")
    page.get_by_role("link", name=re.compile("lengthen visits")).click()
    expect(page.get_by_text("That the Cabinet Member be asked to lengthen visits.").first).to_be_visible()
    page.goto(f"{site}/search/?q=%22visits+had+become+shorter%22")
    page.get_by_role("link", name=re.compile("Home care review")).first.click()
    assert page.url.endswith("/meetings/eastmere/care-scrutiny/2024-09-24/5/#5.1")
    paragraph = page.locator("[id='5.1']")
    expect(paragraph).to_contain_text("Members asked why visits had become shorter.")
    paragraph.get_by_role("link", name=re.compile("^Cite")).first.click(force=True)
    citation = page.locator("textarea, input[readonly]").first.input_value()
    assert "paragraph 5.1" in citation
    permanent = re.search(rf"{re.escape(site)}/c/\w{{7}}/2024-09-24/5/5\.1/$", citation)
    assert permanent is not None, citation
    page.goto(permanent.group())
    assert page.url.endswith("/meetings/eastmere/care-scrutiny/2024-09-24/5/#5.1")


@pytest.mark.django_db(transaction=True)
def test_officer_enters_and_publishes_and_a_reader_finds_and_cites(
    live_server: object, chromium: Browser
) -> None:
    make_committee(
        borough=make_borough(name="Eastmere", slug="eastmere"),
        name="Care Scrutiny Committee",
        slug="care-scrutiny",
    )
    User.objects.create_superuser("officer", password=PASSWORD)
    site = str(live_server)
    officer = chromium.new_page(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    officer.set_default_timeout(10_000)
    sign_in(officer, site)
    add_meeting(officer)
    enter_minutes(officer)
    early = chromium.new_page()
    early.goto(f"{site}/search/?q=visits")
    expect(early.get_by_text("lengthen visits")).to_have_count(0)
    publish(officer)
    for javascript in (True, False):
        reader = chromium.new_context(java_script_enabled=javascript, locale="en-GB").new_page()
        reader.set_default_timeout(10_000)
        read_and_cite(reader, site)
