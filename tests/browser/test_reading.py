"""What readers do in a real browser, with and without scripts, on a phone, by keyboard and on paper."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from meetings.models import MinutePoint
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point, make_resolution

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Members asked why bus shelters at the harbour stood unlit."
CONTEXTS: dict[str, dict[str, Any]] = {
    "with scripts": {},
    "without scripts": {"java_script_enabled": False},
    "on a phone": {"viewport": {"width": 320, "height": 640}},
}


@pytest.fixture
def point() -> MinutePoint:
    """A paragraph and a decision to find, beside others."""
    borough = make_borough(name="Eastmere", slug="eastmere", council_name="Eastmere Borough Council")
    committee = make_committee(name="Transport Scrutiny", slug="transport", borough=borough)
    item = make_item(meeting=make_meeting(committee=committee), title="Bus shelters", number="5", slug="5")
    for n in range(1, 30):
        make_point(
            item=item,
            order=n,
            number=f"5.{n}",
            mark=f"5.{n}",
            anchor=f"5.{n}",
            text="The Panel went on at length. " * 12,
        )
    make_resolution(
        item=item,
        order=99,
        ordinal=1,
        wording="That the Cabinet light every shelter.",
        outcomes=["recommended"],
    )
    make_resolution(
        item=make_item(title="Bus shelters elsewhere"),
        wording="That shelters be painted.",
        outcomes=["recommended"],
    )
    return make_point(item=item, order=50, number="5.50", mark="5.50", anchor="5.50", text=WORDS)


def find_by_filter(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Decisions").click()
    borough = page.get_by_role("group", name="Borough").get_by_role("checkbox", name="Eastmere")
    if not borough.is_visible():  # folded, on a phone
        page.locator("details.filters > summary").click()
    borough.check()
    page.get_by_role("group", name="Outcome").get_by_role("checkbox", name="Recommended").check()
    page.get_by_role("button", name="Apply filters").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("1 decision (recommended) in Eastmere")
    page.get_by_role("link", name="Take off the filter Borough: Eastmere").click()
    expect(heading).to_have_text("2 decisions (recommended)")
    page.go_back()
    page.get_by_role("link", name="That the Cabinet light every shelter.").click()
    expect(heading).to_have_text("Bus shelters")


def find_by_words(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("searchbox").fill('unlit "bus shelters" -painted')
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 item found")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Bus shelters", exact=True).click()
    expect(page).to_have_url(f"{site}/meetings/eastmere/transport/2024-09-24/5/#5.50")
    expect(page.locator("[id='5.50']")).to_be_in_viewport()
    expect(page.locator("[id='5.50']")).to_contain_text(WORDS)


def cite(page: Page, site: str) -> str:
    """The short address that the page gives for good."""
    page.locator("[id='5.50']").get_by_role("link", name="Cite").click()
    short = re.compile(rf"^{re.escape(site)}/c/\w{{7}}/2024-09-24/5/5\.50/$")
    sentence = "Eastmere Borough Council, Transport Scrutiny, 24 September 2024, item 5, paragraph 5.50 (draft minutes)"
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite paragraph 5.50")
    permanent = page.get_by_label("Permanent address")
    expect(permanent).to_have_value(short)
    address = permanent.input_value()
    expect(page.get_by_role("textbox", name="Citation")).to_have_value(f"{sentence}, {address}")
    return address


def copy_citation(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == page.get_by_role("textbox", name="Citation").input_value()
    )


@pytest.mark.parametrize("kind", CONTEXTS)
def test_reader_finds_by_filter_and_by_words_and_cites_the_paragraph(
    live_server: Any, chromium: Browser, point: MinutePoint, kind: str
) -> None:
    context = chromium.new_context(**CONTEXTS[kind])
    context.set_default_timeout(15_000)
    page = context.new_page()
    find_by_filter(page, live_server.url)
    find_by_words(page, live_server.url)
    permanent = cite(page, live_server.url)
    if kind == "with scripts":
        copy_citation(context, page)
    elif kind == "without scripts":
        expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    page.goto(permanent)
    expect(page.locator("[id='5.50']")).to_be_in_viewport()
    assert context.cookies() == []
    context.close()


def test_reader_goes_everywhere_by_keyboard(live_server: Any, chromium: Browser, point: MinutePoint) -> None:
    """The first stop is the skip link, it works, and every stop after it can be seen."""
    page = chromium.new_page()
    page.goto(live_server.url + point.item.get_absolute_url())
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(15):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none", (
            focused.inner_html()
        )
    page.close()


def test_record_ends_with_a_signature_line_and_the_sites_header_is_not_on_paper(
    live_server: Any, chromium: Browser, point: MinutePoint
) -> None:
    page = chromium.new_page()
    page.goto(f"{live_server.url}{point.item.meeting.get_absolute_url()}print/")
    expect(page.locator(".signature")).to_be_visible()
    expect(page.locator(".site-header")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".signature")).to_be_visible()
    expect(page.locator(".site-header")).to_be_hidden()
    page.close()
