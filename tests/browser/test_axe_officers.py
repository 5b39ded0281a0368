"""Axe finds nothing on the pages that officers work with."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser

from tests.makers import make_document, make_item, make_meeting, make_point, make_resolution

# A field with suggestions that its script has not yet reached; the template of new rows is never built.
UNBUILT = "select.admin-autocomplete:not([name*=__prefix__], .select2-hidden-accessible)"


def addresses() -> list[str]:
    """Make a meeting with a bit of everything, and return the addresses of its pages and of the lists."""
    meeting = make_meeting("agenda", date=date(2026, 9, 24))
    item = make_item(meeting=meeting)
    make_point(item=item)
    make_document(item=item)
    resolution = make_resolution(item=item)
    make_resolution(item=item, parent=resolution, order=1)
    own = f"/admin/meetings/meeting/{meeting.pk}"
    return [
        "/admin/", "/admin/meetings/meeting/", "/admin/meetings/meeting/add/", f"{own}/change/",
        f"/admin/meetings/agendaitem/{item.pk}/change/", f"/admin/decisions/resolution/{resolution.pk}/change/",
        f"{own}/publish/", f"{own}/history/", "/admin/account/",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("starter_topics")
def test_axe_finds_nothing_on_the_pages_of_officers(
    live_server: Any, chromium: Browser, client: Client
) -> None:
    visited = addresses()
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "not used"))
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    faults: dict[str, list[str]] = {}
    for address in ["/admin/login/", *visited]:
        response = page.goto(f"{live_server}{address}")
        assert response is not None
        assert response.status == 200, address
        assert page.url == f"{live_server}{address}"
        page.wait_for_function(f"!document.querySelector('{UNBUILT}')")
        violations = Axe().run(page).response["violations"]
        if violations:
            faults[address] = [
                f"{each['id']}: {node['html'][:160]}" for each in violations for node in each["nodes"]
            ]
        if address == "/admin/login/":
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": str(live_server)}])
    context.close()
    assert faults == {}
