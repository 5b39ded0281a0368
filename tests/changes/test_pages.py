"""The journal as a page, a feed and sitemaps; what is held; and what crawlers and browsers ask for."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.acts import withdraw
from meetings.models import Attendance
from minutes_portal import kept_counts
from minutes_portal.changes import listing, querysets, sitemaps
from minutes_portal.changes.coverage import gaps
from minutes_portal.changes.listing import EPOCH, Place, place_of
from minutes_portal.changes.models import Change
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
)
from tests.markup import Page

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(content: bytes) -> dict[str, str]:
    """Return the paths of a sitemap or an index of them, with their times."""
    root = ET.fromstring(content)  # noqa: S314
    entries = [*root.findall("s:url", SITEMAP), *root.findall("s:sitemap", SITEMAP)]
    return {
        urlsplit(entry.findtext("s:loc", "", SITEMAP)).path: entry.findtext("s:lastmod", "", SITEMAP)
        for entry in entries
    }


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


# The page


def test_changes_page_shows_a_meeting_once_with_what_came_with_it(client: Client) -> None:
    item = make_item(title="Home care")
    make_resolution(item=item)
    make_document(item=item)
    page = body(client, "/changes/").decode()
    assert page.count('class="entry"') == 1
    assert "Draft minutes published, with 1 item, 1 decision, 1 document" in page
    assert "Home care" not in page
    assert "Home care" in body(client, "/changes/?kind=item").decode()


def test_changes_page_shows_a_correction_by_itself_and_first(client: Client) -> None:
    item = make_item(title="Home care")
    point = make_point(item=item)
    body(client, "/changes/")
    point.text = "Members asked about long waits."
    point.save()
    page = body(client, "/changes/").decode()
    assert page.index("Item changed") < page.index("Draft minutes published")


def test_what_is_gone_is_told_without_its_words(client: Client) -> None:
    document = make_document(title="Secret words", slug="secret-words")
    body(client, "/changes/")
    withdraw(document, "published in error", "")
    for address in ("/changes/", "/changes/?kind=document", "/changes.atom", "/sitemaps/pages-1.xml"):
        content = body(client, address).decode().lower()
        assert "secret" not in content, address
    assert "Document no longer published" in body(client, "/changes/").decode()


def test_changes_are_read_on_page_by_page_each_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 3)
    committee = make_committee()
    for month in range(1, 9):
        make_meeting(committee=committee, date=date(2024, month, 1))
    address, seen = "/changes/", []
    while address:
        page = Page(client.get(address))
        found = [element.get("href") for element in page.elements() if element.get("rel") == "next"]
        seen += [
            e.get("href")
            for e in page.elements()
            if (e.get("href") or "").startswith(f"/meetings/{committee.borough.slug}/")
        ]
        address = f"/changes/{found[0]}" if found else ""
    assert len(seen) == len(set(seen)) == 8


def test_changes_of_one_borough_hold_no_other(client: Client) -> None:
    mine, other = make_meeting(), make_meeting()
    page = body(client, f"/changes/?borough={mine.committee.borough.slug}").decode()
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page


@pytest.mark.parametrize(
    "query",
    ["borough=nowhere", "kind=x", "at=zebra", "at=1.2", "at=999999999999999999." + "0" * 32, "borough=%00"],
)
def test_what_cannot_be_used_is_left_out_and_named(client: Client, query: str) -> None:
    make_meeting()
    page = body(client, f"/changes/?{query}").decode()
    assert "notice--warning" in page


@given(microseconds=st.integers(0, 10**16), reference=st.uuids())
def test_a_place_in_the_journal_is_read_back_as_it_was_written(microseconds: int, reference: UUID) -> None:
    place = Place(EPOCH + timedelta(microseconds=microseconds), reference)
    assert place_of(str(place)) == place


# The feed


def test_feed_is_read_by_a_feed_reader(client: Client) -> None:
    meeting = make_meeting(committee=make_committee(name="Care & <Carers>"))
    item = make_item(meeting=meeting)
    resolution = make_resolution(item=item, wording="That <visits> be longer.")
    feed = feedparser.parse(body(client, "/changes.atom?kind=resolution"))
    assert not feed.bozo
    (entry,) = feed.entries
    change = Change.published.get(kind="resolution")
    assert entry.id == change.reference.urn
    assert urlsplit(entry.link).path == resolution.get_absolute_url()
    assert entry.title == "Decision published: RESOLVED: That <visits> be longer."
    assert "Care &amp; &lt;Carers&gt;" in entry.summary
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == change.changed_at.replace(microsecond=0)
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == change.first_published_at.replace(
        microsecond=0
    )
    assert feed.feed.updated == entry.updated
    assert "Open Government Licence" in feed.feed.rights


def test_feed_keeps_the_id_of_an_entry_whatever_becomes_of_it(client: Client) -> None:
    item = make_item(title="Home care")
    before = feedparser.parse(body(client, "/changes.atom?kind=item")).entries[0]
    item.title = "Home care and carers"
    item.save()
    changed = feedparser.parse(body(client, "/changes.atom?kind=item")).entries[0]
    withdraw(item, "published in error", "")
    gone = feedparser.parse(body(client, "/changes.atom?kind=item")).entries[0]
    assert before.id == changed.id == gone.id
    assert before.updated <= changed.updated <= gone.updated
    assert before.published == changed.published == gone.published
    assert (changed.title, "care" in gone.title) == ("Item changed: Home care and carers", False)


def test_feed_is_read_on_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    for _ in range(5):
        make_meeting()
    address, ids = "/changes.atom", []
    while address:
        feed = feedparser.parse(body(client, address))
        ids += [entry.id for entry in feed.entries]
        address = next(
            (link.href.removeprefix("http://testserver") for link in feed.feed.links if link.rel == "next"),
            "",
        )
    assert len(ids) == len(set(ids)) == 5


# Sitemaps and their like


def test_sitemaps_hold_every_public_page_with_its_last_change_however_they_are_cut(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 7)
    monkeypatch.setattr(querysets, "CHUNK", 3)
    for _ in range(6):
        make_resolution()
    make_item(meeting=make_meeting("nothing"))
    index = locations(body(client, "/sitemap.xml"))
    assert list(index) == [
        "/sitemaps/places.xml",
        "/sitemaps/pages-1.xml",
        "/sitemaps/pages-2.xml",
        "/sitemaps/pages-3.xml",
    ]
    pages: dict[str, str] = {}
    for part in list(index)[1:]:
        found = locations(body(client, part))
        assert len(found) <= 7
        assert not pages.keys() & found.keys()
        assert index[part] == max(found.values())
        pages |= found
    standing = Change.published.standing()
    assert {path: datetime.fromisoformat(time) for path, time in pages.items()} == {
        change.path: change.changed_at.replace(microsecond=0) for change in standing
    }
    assert all(client.get(path).status_code == 200 for path in pages)
    assert client.get("/sitemaps/pages-4.xml").status_code == 404
    assert client.get("/sitemaps/pages-0.xml").status_code == 404


def test_sitemap_of_places_leads_to_pages_only(client: Client) -> None:
    """A deputation’s speaker is named in the minutes that everybody reads, but has no page: their name stood here."""
    meeting, councillor = make_meeting(), make_person()
    speaker = make_person(kind="public", listed=False, borough=meeting.committee.borough)
    Attendance.objects.create(meeting=meeting, person=speaker, capacity=Attendance.Capacity.GUEST)
    paths = locations(body(client, "/sitemaps/places.xml"))
    assert {meeting.committee.get_absolute_url(), councillor.get_absolute_url()} <= paths.keys()
    assert speaker.get_absolute_url() not in paths
    assert {client.get(path).status_code for path in paths} == {200}


def test_robots_are_led_to_the_sitemap_and_past_searches(client: Client) -> None:
    lines = body(client, "/robots.txt").decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /search/", "Disallow: /*?", "Disallow: /admin/"} <= set(lines)


def test_browsers_learn_how_to_search_here(client: Client) -> None:
    root = ET.fromstring(body(client, "/opensearch.xml"))  # noqa: S314
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"
    assert b'rel="search"' in body(client, "/")


def test_a_page_is_known_by_its_address_without_filters_and_place_and_an_error_by_none(
    client: Client,
) -> None:
    meeting = make_meeting()
    assert b'<link rel="canonical" href="http://testserver/meetings/">' in body(
        client, "/meetings/?q=care&page=2"
    )
    link = f'<link rel="canonical" href="http://testserver{meeting.get_absolute_url()}">'
    assert link in body(client, meeting.get_absolute_url()).decode()
    assert b"canonical" not in client.get("/nowhere/").content
    withdraw(meeting, "published in error", "")
    assert b"canonical" not in client.get(meeting.get_absolute_url()).content


# What is held


def test_data_page_tells_what_is_held_of_each_committee(client: Client) -> None:
    committee = make_committee(borough=make_borough(name="Eastmere"), name="Care Scrutiny")
    for year, stage in (
        (2018, "approved"),
        (2019, "approved"),
        (2022, "minutes"),
        (2024, "decisions"),
        (2025, "agenda"),
        (2016, "nothing"),
    ):
        make_meeting(stage, committee=committee, date=date(year, 3, 1))
    page = Page(client.get("/data/"))
    row = next(element for element in page.elements() if element.tag == "tbody").findall("tr")[0]
    assert ["".join(cell.itertext()) for cell in row] == [
        "Care Scrutiny", "1 March 2018", "1 March 2025", "5", "1", "1", "1", "2", "2020 to 2021, 2023",
    ]  # fmt: skip
    assert b"Open Government Licence v3.0" in client.get("/data/").content


def test_a_committee_without_a_public_meeting_is_not_held(client: Client) -> None:
    make_meeting("nothing", committee=make_committee(name="Shadow Board"))
    assert b"Shadow Board" not in body(client, "/data/")


@given(years=st.lists(st.integers(1990, 2030), max_size=12))
def test_gaps_are_just_the_years_between_that_are_missing(years: list[int]) -> None:
    missing = [
        year
        for gap in gaps(years)
        for first, _, last in [gap.partition(" to ")]
        for year in range(int(first), int(last or first) + 1)
    ]
    assert missing == [
        year for year in range(min(years, default=0), max(years, default=-1)) if year not in years
    ]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()
    kept_counts.forget()
