"""The officer's hour in a browser: paste or drop minutes, confirm, publish, correct; nothing is lost on the way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from decisions.models import Resolution
from meetings.models import AgendaItem, Correction, Meeting, MinutePoint
from minutes_portal.workspace.models import TextDraft
from tests.accounts.officers import make_officer
from tests.docx_builder import twenty_item_minutes
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point

pytestmark = pytest.mark.django_db(transaction=True)
SEED = "001_d1344442a5c4d04b.txt"
PUBLISH = "Publish draft minutes of 24 September 2024 to the public"
WIDTHS = (320, 768, 1280)
expect.set_options(timeout=30_000)  # milliseconds, before it is given up
TEXT = """5.1 The Head of Repairs introduced the report.

5.2 Councillor Hartley asked who decides when a home is unfit.

RESOLVED: That the Cabinet Member be asked to publish the waiting times every quarter.
"""


class Hands:
    """An officer's hands: every click and every key is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, what: Locator) -> None:
        self.actions += 1
        what.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.actions += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Write some words: one action, like a paste."""
        self.actions += 1
        self.page.keyboard.insert_text(words)


complaints: list[str] = []  # of the browser: faults of a script, and what the content security policy refused


@pytest.fixture
def item(live_server: Any) -> AgendaItem:
    complaints.clear()
    borough = make_borough(name="Eastmere", slug="eastmere", council_name="Eastmere Borough Council")
    committee = make_committee(borough=borough, name="Care Scrutiny Committee", slug="care-scrutiny")
    meeting = make_meeting("nothing", committee=committee, date=date(2024, 9, 24))
    return make_item(meeting=meeting, number="5", slug="5", title="Adult and children’s social care: budget")


def signed_in(chromium: Browser, site: str, item: AgendaItem, role: str = "publisher", **given: Any) -> Page:
    """Return a page of an officer's browser."""
    officer = make_officer(role, item.meeting.committee.borough)
    client = Client()
    client.force_login(officer)
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", color_scheme="light", **given
    )
    context.set_default_timeout(30_000)
    _enter(context, client, site)
    context.on("weberror", lambda fault: complaints.append(str(fault.error)))
    context.on("console", _note_refusal)
    return context.new_page()


def _note_refusal(message: ConsoleMessage) -> None:
    if "Security Policy" in message.text:
        complaints.append(message.text)


def _enter(context: BrowserContext, client: Client, site: str) -> None:
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def text_of(record: AgendaItem | Meeting) -> str:
    return f"/admin/meetings/{record._meta.model_name}/{record.pk}/minutes-text/"


def sheet(page: Page) -> Locator:
    """Return where the officer writes."""
    return page.get_by_role("textbox", name="Text", exact=True)


def paste(page: Page, words: str) -> None:
    """Put words into the clipboard and paste them where the officer writes."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("words => navigator.clipboard.writeText(words)", words)
    sheet(page).focus()
    page.keyboard.press("Control+v")


def leave(page: Page) -> None:
    """Close the browser once everything is kept and read: nothing is under way when the tables are emptied."""
    page.wait_for_timeout(2_000)
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert complaints == []


def is_read(page: Page, parts: int) -> None:
    """Wait until so many parts stand in the record, and the draft is kept."""
    expect(page.locator(".ws-part")).to_have_count(parts)
    expect(page.locator("#kept")).to_contain_text("Draft kept")


@pytest.mark.usefixtures("starter_topics")
def test_real_page_is_published_in_six_actions_after_the_paste(
    live_server: Any, chromium: Browser, item: AgendaItem, seeds: Path, record_property: Any
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    paste(page, (seeds / SEED).read_text(encoding="utf-8"))
    expect(page.locator(".ws-part--resolution")).to_have_count(1)
    expect(page.get_by_text("every word has its place")).to_be_visible()
    hands = Hands(page)
    while page.locator(".ws-undecided").count() and hands.actions < 2:
        hands.click(page.get_by_role("button", name="Next to decide"))
        hands.press("Space")
    hands.click(page.get_by_role("button", name=PUBLISH))
    expect(page.locator(".success")).to_contain_text("can now be read by the public")
    print(f"seed 001: {hands.actions} actions after the paste")
    record_property("actions", hands.actions)
    assert hands.actions <= 6
    reader = chromium.new_page()
    reader.goto(live_server.url + item.get_absolute_url() + "#5.7")
    expect(
        reader.get_by_text("carry out a further review of the data management systems").first
    ).to_be_visible()
    assert Resolution.published.get().outcomes == ["recommended"]
    reader.close()
    leave(page)


def test_word_file_of_twenty_items_is_published_and_corrected(
    live_server: Any, chromium: Browser, item: AgendaItem, record_property: Any
) -> None:
    meeting = item.meeting
    item.delete()
    page = signed_in(chromium, live_server.url, AgendaItem(meeting=meeting))
    page.goto(live_server.url + "/admin/")
    hands = Hands(page)
    hands.click(page.locator("[aria-labelledby=to-minute]").get_by_role("link", name="Care Scrutiny"))
    file = {"name": "minutes.docx", "mimeType": "application/octet-stream", "buffer": twenty_item_minutes()}
    page.get_by_label("Word, web page or text file").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator(".ws-item")).to_have_count(20)
    expect(page.get_by_text("on minutes.docx")).to_be_visible()
    hands.click(page.get_by_role("button", name=PUBLISH))
    expect(page.locator(".success")).to_contain_text("can now be read by the public")
    expect(page.locator("#local")).to_be_hidden()  # nothing is left over in the browser to be offered
    print(f"20 items from Word: {hands.actions} actions beside choosing the file")
    record_property("actions", hands.actions)
    assert hands.actions <= 6
    assert meeting.items.count() == 20
    correct_a_word(page, live_server.url, meeting)
    leave(page)


def correct_a_word(page: Page, site: str, meeting: Meeting) -> None:
    """Change one public paragraph and number the next anew: all others keep their marks and rows."""
    changed = meeting.items.get(number="4")
    before = {point.pk: point.anchor for point in changed.points.all()}
    page.goto(site + text_of(changed))
    text = sheet(page)
    text.fill(text.input_value().replace("The Director introduced", "The Deputy Director introduced"))
    expect(page.locator(".ws-part").first).to_contain_text("Deputy")
    page.get_by_role("button", name="Correct the published minutes").click()
    expect(page.get_by_role("alert")).to_contain_text("readers see the reason")
    page.get_by_label("Reason for the correction").fill("The Deputy Director spoke.")
    page.get_by_role("button", name="Correct the published minutes").click()
    expect(page.locator(".success")).to_contain_text("Readers have the corrected minutes")
    assert {point.pk: point.anchor for point in changed.points.all()} == before
    assert Correction.objects.get().reason == "The Deputy Director spoke."
    page.goto(site + changed.get_absolute_url())
    expect(page.get_by_text("The Deputy Director introduced").first).to_be_visible()


def test_everything_is_done_by_keyboard(
    live_server: Any, chromium: Browser, item: AgendaItem, record_property: Any
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    text, hands = sheet(page), Hands(page)
    page.locator("#content-start").focus()
    while not text.evaluate("element => element === document.activeElement"):
        hands.press("Tab")
    hands.type(TEXT)
    is_read(page, 3)
    while not _at_publish(hands):
        assert hands.actions < 60
    hands.press("Enter")
    expect(page.locator(".success")).to_contain_text("can now be read by the public")
    print(f"by keyboard alone: {hands.actions} keys")
    record_property("keys", hands.actions)
    assert MinutePoint.published.count() == 2
    leave(page)


def _at_publish(hands: Hands) -> bool:
    """Press Tab once unless the focus is on the primary button; say whether it is. Every stop can be seen."""
    primary = hands.page.locator(".ws-primary")
    if primary.evaluate("element => element === document.activeElement"):
        return True
    hands.press("Tab")
    expect(hands.page.locator(":focus")).to_be_in_viewport()
    return False


def test_arrows_lead_from_part_to_part_and_light_up_the_text(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    sheet(page).fill(TEXT)
    is_read(page, 3)
    page.locator(".ws-part").first.focus()
    expect(page.locator(".ws-marks .lit")).to_have_text("5.1 The Head of Repairs introduced the report.")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ws-part").nth(1)).to_be_focused()
    expect(page.locator(".ws-marks .lit")).to_contain_text("5.2 Councillor Hartley")
    leave(page)


def test_pointer_and_caret_light_up_the_other_side(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    text = sheet(page)
    text.fill(TEXT)
    is_read(page, 3)
    page.locator(".ws-part--resolution").hover()
    expect(page.locator(".ws-marks .lit")).to_contain_text("RESOLVED: That the Cabinet Member")
    line = page.locator(".ws-marks div").nth(2).bounding_box()
    assert line
    page.mouse.move(line["x"] + 40, line["y"] + 8)
    expect(page.locator(".ws-part.lit")).to_contain_text("Councillor Hartley")
    text.evaluate("element => { element.focus(); element.setSelectionRange(3, 3); }")
    expect(page.locator(".ws-part.lit")).to_contain_text("Head of Repairs")
    leave(page)


def test_marks_lie_exactly_under_the_text(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    """The textarea never scrolls by itself: it is as high as the marks beneath it, so each mark is at its line."""
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    text = sheet(page)
    text.fill("\n".join(f"5.{n} {'A long paragraph of minutes. ' * (n % 9)}" for n in range(1, 80)))
    heights = "element => [element.scrollHeight - element.clientHeight, element.scrollTop]"
    assert text.evaluate(heights) == [0, 0]
    leave(page)


def test_dropped_file_takes_the_place_of_the_text_which_can_be_put_back(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    sheet(page).fill("5.1 What was written by hand.")
    is_read(page, 1)
    file = page.evaluate_handle(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "minutes.txt", { type: "text/plain" }));
            return carried;
        }""",
        TEXT,
    )
    page.dispatch_event("#workspace", "drop", {"dataTransfer": file})
    expect(page.locator(".ws-part")).to_have_count(3)
    expect(sheet(page)).to_have_value(TEXT)
    page.get_by_role("button", name="Put back what was here before").click()
    expect(sheet(page)).to_have_value("5.1 What was written by hand.")
    expect(page.locator(".ws-part")).to_have_count(1)
    leave(page)


def test_choice_is_not_undone_by_writing_on(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    text = sheet(page)
    text.fill(TEXT)
    is_read(page, 3)
    page.get_by_label("Outcome: Requested").uncheck()
    text.evaluate("element => { element.focus(); element.setSelectionRange(0, 0); }")
    page.keyboard.insert_text("5.0 The Chair welcomed everybody.\n\n")
    expect(page.locator(".ws-part")).to_have_count(4)
    expect(page.get_by_label("Outcome: Requested")).not_to_be_checked()
    leave(page)


def test_without_scripts_buttons_do_the_same(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    page = signed_in(chromium, live_server.url, item, java_script_enabled=False)
    page.goto(live_server.url + text_of(item))
    sheet(page).fill(TEXT)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".ws-part")).to_have_count(3)
    page.get_by_role("link", name="5.2 Councillor Hartley").click()
    assert page.url.endswith("#part-i0.p1")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    expect(opened.value.get_by_text("Preview: as readers will see it")).to_be_visible()
    page.get_by_role("button", name="Save as draft").click()
    expect(page.locator(".success")).to_contain_text("Readers do not see it yet")
    assert not MinutePoint.published.exists()
    page.get_by_role("button", name=PUBLISH).click()
    expect(page.locator(".success")).to_contain_text("can now be read by the public")
    assert MinutePoint.published.count() == 2
    leave(page)


def test_text_survives_a_closed_tab(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    sheet(page).fill(TEXT)
    is_read(page, 3)
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(live_server.url + text_of(item))
    expect(again.get_by_text("This is your draft, kept on")).to_be_visible()
    expect(sheet(again)).to_have_value(TEXT)
    assert not MinutePoint.objects.exists()
    leave(again)


def test_text_written_after_the_session_was_lost_is_offered_after_signing_in(
    live_server: Any, chromium: Browser, item: AgendaItem
) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    context = page.context
    session = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    sheet(page).fill(TEXT)
    expect(page.get_by_role("alert")).to_contain_text(
        "You are signed out. Your text is safe in this browser."
    )
    page.close()
    context.add_cookies(session)  # type: ignore[arg-type]
    again = context.new_page()
    again.goto(live_server.url + text_of(item))
    expect(sheet(again)).to_have_value("")
    again.get_by_role("button", name="Use it").click()
    expect(sheet(again)).to_have_value(TEXT)
    is_read(again, 3)
    assert TextDraft.objects.get().text == TEXT
    # The server has it now: nothing stays in the browser.
    assert again.evaluate("Object.keys(localStorage).filter(key => key.startsWith('minutes-text'))") == []
    leave(again)


def test_two_officers_at_one_item_lose_nothing(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    make_point(item=item, number="5.1", mark="5.1", anchor="5.1", text="Members asked about visits.")
    first = signed_in(chromium, live_server.url, item)
    first.goto(live_server.url + text_of(item))
    text = sheet(first)
    text.fill(text.input_value().replace("visits", "waiting times"))
    expect(first.locator("#kept")).to_contain_text("Draft kept")
    second = signed_in(chromium, live_server.url, item)
    second.goto(live_server.url + text_of(item))
    expect(second.locator("#others")).to_contain_text("has been writing here since")
    other = sheet(second)
    mine = other.input_value().replace("visits", "costs")
    other.fill(mine)
    first.keyboard.press("Shift")  # a sign of work: an idle page does not ask
    expect(first.locator("#others")).to_contain_text("has been writing here since", timeout=60_000)
    first.get_by_role("button", name="Save as draft").click()
    expect(first.locator(".success")).to_be_visible()
    second.get_by_role("button", name="Save as draft").click()
    expect(second.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(second.locator(".ws-differences")).to_contain_text("waiting times")
    assert item.points.get().text == "Members asked about waiting times."
    second.get_by_role("button", name="Go back to my text").click()
    expect(sheet(second)).to_have_value(mine)
    second.get_by_role("button", name="Save as draft").click()
    second.get_by_role("button", name="Save mine in place of it").click()
    expect(second.locator(".success")).to_be_visible()
    assert item.points.get().text == "Members asked about costs."
    leave(first)
    leave(second)


def test_axe_finds_nothing_in_the_workspace(live_server: Any, chromium: Browser, item: AgendaItem) -> None:
    page = signed_in(chromium, live_server.url, item)
    page.goto(live_server.url + text_of(item))
    sheet(page).fill(TEXT + "\n5.3 Officers agreed to provide a note by May.\n")
    expect(page.locator(".ws-part")).to_have_count(4)
    for fold in page.locator("#workspace summary").all():
        fold.click()
    faults = {}
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.wait_for_timeout(400)  # the admin's links fade from colour to colour
            found = Axe().run(page).response["violations"]
            if found:
                faults[width, scheme] = [
                    f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]
                ]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    complaints.clear()  # axe puts styles into the page, which are refused
    leave(page)
    assert faults == {}
