"""Searching in a real browser: by keyboard, with suggestions, narrowing, back again, and all of it without scripts."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from meetings.models import AgendaItem, Topic
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point, make_resolution

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item() -> AgendaItem:
    """An item in Eastmere with a bullet to find, and thirty elsewhere."""
    committee = make_committee(
        name="Harbour Panel", slug="harbour", borough=make_borough(name="Eastmere", slug="eastmere")
    )
    item = make_item(meeting=make_meeting(committee=committee), title="Bus shelters", number="5", slug="5")
    item.topics.add(Topic.objects.get_or_create(slug="harbours", defaults={"name": "Harbours"})[0])
    make_point(
        item=item, order=1, number="5.1", mark="5.1", anchor="5.1", text="Members heard that shelters:"
    )
    make_point(
        item=item, order=2, kind="bullet", level=1, mark="•", anchor="5.1-b1", text="leaked at the quay;"
    )
    make_resolution(item=item, order=9, ordinal=1, wording="That shelters be lit.", outcomes=["recommended"])
    other = make_committee(name="Road Panel", borough=make_borough(name="Westmere", slug="westmere"))
    for n in range(30):
        make_item(meeting=make_meeting(committee=other, sitting=n + 1), title=f"Shelters of road {n}")
    return item


def open_page(chromium: Browser, address: str, **context: Any) -> Page:
    page = chromium.new_context(locale="en-GB", **context).new_page()
    page.set_default_timeout(15_000)
    page.goto(address)
    return page


def test_suggestions_are_chosen_by_keyboard(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    page = open_page(chromium, f"{live_server.url}/search/")
    field = page.get_by_role("combobox", name="Search the record")
    field.press_sequentially("harb")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#search-status")).to_have_text("2 pages fit: arrow down to choose.")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    field.press("ArrowDown")  # past the end: back in the field
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("harb")
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("ArrowUp")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Panel")


def test_enter_without_a_choice_searches_for_what_was_typed(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = open_page(chromium, f"{live_server.url}/search/")
    field = page.get_by_role("combobox", name="Search the record")
    field.press_sequentially("leaked quay")
    field.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/search/?q=leaked+quay")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 item found")
    page.get_by_role("link", name="Bus shelters").click()
    expect(page).to_have_url(f"{live_server.url}{item.get_absolute_url()}#5.1-b1")
    expect(page.locator("[id='5.1-b1']")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_results_are_narrowed_turned_over_and_widened_again(
    live_server: Any, chromium: Browser, item: AgendaItem, scripts: bool
) -> None:
    page = open_page(chromium, f"{live_server.url}/search/?q=shelters", java_script_enabled=scripts)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("31 items found")
    page.get_by_role("link", name="Next page →").click()
    expect(page.get_by_role("link", name="First results")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(11)
    page.get_by_role("link", name="← Previous page").click()
    expect(page.locator(".entry")).to_have_count(20)
    page.get_by_role("link", name="Eastmere", exact=True).click()
    expect(heading).to_have_text("1 item found")
    expect(page).to_have_url(f"{live_server.url}/search/?q=shelters&borough=eastmere")
    expect(page.locator("input[name=borough]").first).to_have_value("eastmere")
    page.locator("#filter-from").fill("2030-01-01")
    page.get_by_role("button", name="Apply dates").click()
    expect(heading).to_have_text("Nothing found")
    page.get_by_role("link", name="Take off the filter From").click()
    expect(heading).to_have_text("1 item found")
    page.go_back()
    expect(heading).to_have_text("Nothing found")


def test_narrowing_keeps_the_place_and_says_what_was_found(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = open_page(
        chromium, f"{live_server.url}/search/?q=shelters", viewport={"width": 1280, "height": 900}
    )
    page.evaluate("window.sameDocument = true")
    page.locator("#borough-eastmere").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 item found")
    expect(page.locator("#search-status")).to_have_text("1 item found")
    expect(page.locator("#borough-eastmere")).to_be_focused()
    expect(page.locator("details.filters")).to_have_attribute("open", "")
    assert page.title() == "1 item found: “shelters” – Minutes Portal"
    page.get_by_role("link", name="Newest first").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("31 items found")
    assert page.evaluate("window.sameDocument")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_results_suggestions_and_empty_answers(
    live_server: Any, chromium: Browser, item: AgendaItem, width: int, scheme: str
) -> None:
    faults = {}
    for question in (
        "",
        "?q=shelters",
        "?q=sheltre",
        "?q=leaked+recommended",
        "?q=shelters&borough=atlantis&outcome=deferred",
    ):
        page = open_page(
            chromium,
            f"{live_server.url}/search/{question}",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )
        if page.locator("details.filters").count():
            page.locator("details.filters").evaluate("fold => fold.open = true")
        page.locator("#q").fill("harb")
        expect(page.get_by_role("option")).to_have_count(2)
        page.locator("#q").press("ArrowDown")
        found = [
            f"{each['id']}: {each['nodes'][0]['html'][:150]}"
            for each in Axe().run(page).response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[question] = found
        page.close()
    assert faults == {}
