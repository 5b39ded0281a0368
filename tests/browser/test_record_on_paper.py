"""The record as a browser prints it, and data for machines under the security policy."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.makers import make_item, make_meeting, make_point
from tests.paper_text import words_of_pdf
from tests.rich_record import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter_topics")]


def test_printed_page_has_running_lines_page_numbers_and_no_navigation(
    chromium: Browser, live_server: Any
) -> None:
    meeting = make_meeting("minutes")
    for n in range(30):
        item = make_item(meeting=meeting, order=n, title=f"Home care, part {n}")
        make_point(item=item, order=1, text="The Panel went on at length. " * 30)
    page = chromium.new_page()
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}print/")
    pages = words_of_pdf(page.pdf(prefer_css_page_size=True))
    number = pages.count("Page 1 of ")
    page.close()
    assert number == 1
    assert pages.count(f"{meeting.committee.name} · Tuesday 24 September 2024 · Draft minutes") >= 5
    assert pages.count("· version") == pages.count("Page ")
    assert "Signed as a correct record, once approved:" in pages
    assert "Search" not in pages
    assert "The Panel went on at length. " * 2 in " ".join(pages.split()) + " "


def test_data_for_machines_break_no_rule_of_the_security_policy(chromium: Browser, live_server: Any) -> None:
    record = build()
    said: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: said.append(message.text))
    for row in record.values():
        if hasattr(row, "get_absolute_url") and type(row).__name__ != "Document":
            page.goto(f"{live_server.url}{row.get_absolute_url()}")
    page.goto(f"{live_server.url}{next(iter(record.values())).get_absolute_url()}")
    data = page.locator('script[type="application/ld+json"]').text_content()
    page.close()
    assert said == []
    assert data is not None
    assert data.startswith('{"@context":"https://schema.org"')
