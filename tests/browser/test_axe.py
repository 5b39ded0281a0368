"""Axe finds nothing on any kind of page, narrow and wide, light and dark, and nothing scrolls sideways on a phone."""

from datetime import date
from itertools import cycle
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from decisions.models import CallIn, Issue, PlannedDecision, Recommendation, Resolution, Vote
from meetings.models import AgendaItem, Meeting, MinutePoint, Person, WithdrawnRecord
from minutes_portal.sample import build_sample

View = tuple[int, Literal["light", "dark"]]
# Each page is looked at narrow and wide, in light and in dark; every other page the other way round.
VIEWS: tuple[list[View], list[View]] = ([(320, "light"), (1280, "dark")], [(320, "dark"), (1280, "light")])


def addresses() -> list[str]:
    """Return one address of each kind of page, the fullest of its kind where that is easy to find."""
    answered = (
        Recommendation.published.filter(responses__isnull=False)
        .select_related("resolution__item__meeting")
        .first()
    )
    item = answered.resolution.item
    point = MinutePoint.published.exclude(anchor="").filter(item=item).order_by("order").first()
    person = Person.published.filter(kind="councillor", roles__kind="chair").order_by("slug").first()
    withdrawn = WithdrawnRecord.published.filter(item_slug="", document_slug="").first()
    borough = item.meeting.committee.borough
    announced = PlannedDecision.published.exclude(exception="").first()
    gone = f"/meetings/{withdrawn.committee.borough.slug}/{withdrawn.committee.slug}/{withdrawn.date}/"
    return [
        "/", "/about/", "/boroughs/", borough.get_absolute_url(), item.meeting.committee.get_absolute_url(),
        "/topics/", "/topics/housing/", person.get_absolute_url(), "/meetings/", item.meeting.get_absolute_url(),
        item.meeting.get_absolute_url() + "print/", item.get_absolute_url(),
        MinutePoint.published.filter(kind="table").order_by("pk").first().item.get_absolute_url() + "print/",
        AgendaItem.published.filter(exempt=True).first().get_absolute_url(),
        f"{item.get_absolute_url()}cite/{point.anchor}/",
        Meeting.published.filter(status="cancelled").first().get_absolute_url(),
        "/decisions/?outcome=recommended&borough=" + borough.slug, answered.get_absolute_url(),
        Resolution.published.filter(parent=None, votes_for__isnull=False, ordinal__isnull=False).first().get_absolute_url(),
        *(first.resolution.get_absolute_url() for first in (CallIn.published.first(), Vote.published.first(), answered)),
        "/decisions/?group=month&call_in=open", "/decisions/forward-plan/", announced.get_absolute_url(),
        item.meeting.committee.get_absolute_url() + "recommendations/", "/alerts/", "/api/",
        "/decisions/issues/", Issue.published.first().get_absolute_url(), "/decisions/recommendations/",
        "/changes/", "/data/", "/data/downloads/", "/search/", "/search/?q=home+care", "/search/?q=xyzzy&borough=nowhere", "/nowhere/", gone, "/admin/login/",
    ]  # fmt: skip


def problems(page: Page, address: str, views: list[View]) -> list[str]:
    """Return what axe finds on the page that is open, and whether it scrolls sideways."""
    found = []
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{violation['id']} ({width} px, {scheme}): {violation['nodes'][0]['html'][:120]}"
            for violation in Axe().run(page).response["violations"]
        ]
        if page.evaluate(
            "document.documentElement.scrollWidth > window.innerWidth"
        ) and not address.startswith("/admin/"):
            found.append(f"scrolls sideways at {width} px")
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("starter_topics")
def test_axe_finds_nothing_on_any_kind_of_page(live_server: object, chromium: Browser) -> None:
    build_sample(date(2026, 11, 21))
    page = chromium.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text) if message.type == "error" else None)
    faults: dict[str, list[str]] = {}
    for address, views in zip(addresses(), cycle(VIEWS), strict=False):
        messages.clear()
        page.goto(f"{live_server}{address}")
        found = problems(page, address, views)
        found += [text for text in messages if "Content Security Policy" in text]
        if found:
            faults[address] = found
    page.close()
    assert faults == {}
