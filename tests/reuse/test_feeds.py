"""Lists as Atom feeds, read by a feed reader."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.core.cache import caches
from django.test import Client

from meetings.acts import withdraw
from minutes_portal.changes.models import Change
from minutes_portal.reuse import feeds, searched
from minutes_portal.search import router
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_recommendation,
    make_resolution,
    make_topic,
)

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client: Client, address: str) -> Any:
    """Return a feed as a feed reader reads it, with nothing in it that it stumbles over."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_feed_of_decisions_says_what_the_register_says_in_the_words_of_the_record(client: Client) -> None:
    borough = make_borough(council_name="Eastmere Council")
    item = make_item(meeting=make_meeting(committee=make_committee(borough=borough)), title="Home care")
    whole = make_resolution(item=item, wording="That:", outcomes=["recommended"])
    limb = make_resolution(
        item=item, parent=whole, mark="(a)", cue="", wording="visits < 15 minutes end & stay ended;"
    )
    make_resolution(item=item, parent=limb, mark="(i)", cue="", wording="by April.")
    entry = read(client, "/decisions.atom").entries[0]
    told = Change.published.of_kind("resolution").get()
    assert entry.id == told.reference.urn
    assert entry.link == f"http://testserver{whole.get_absolute_url()}"
    assert (entry.title, entry.author) == ("Home care", "Eastmere Council")
    assert [tag.term for tag in entry.tags] == ["Recommended"]
    assert entry.content[0].type == "text/html"
    words = entry.content[0].value
    assert (
        "<p>RESOLVED: That:</p><p>(a) visits &lt; 15 minutes end &amp; stay ended;</p><p>(i) by April.</p>"
        in words
    )
    assert datetime.fromisoformat(entry.published) == told.first_published_at
    assert datetime.fromisoformat(entry.updated) == told.changed_at


def test_feed_is_ordered_by_what_was_changed_last_not_by_the_day_of_the_meeting(client: Client) -> None:
    old = make_resolution(item=make_item(meeting=make_meeting(date=date(2020, 1, 7))))
    new = make_resolution(item=make_item(meeting=make_meeting(date=date(2024, 1, 9))))
    Change.published.count()  # readers saw both
    type(old).objects.filter(pk=old.pk).update(wording="That the report be received.")
    links = [urlsplit(entry.link).path for entry in read(client, "/decisions.atom").entries]
    assert links == [old.get_absolute_url(), new.get_absolute_url()]


def test_entry_keeps_its_id_and_first_day_when_its_words_change(client: Client) -> None:
    resolution = make_resolution()
    before = read(client, "/decisions.atom").entries[0]
    type(resolution).objects.update(wording="That the report be received.")
    after = read(client, "/decisions.atom").entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert "received" in after.content[0].value
    assert after.content[0].value != before.content[0].value


def test_what_is_withdrawn_is_in_no_feed(client: Client) -> None:
    resolution = make_resolution()
    assert len(read(client, "/decisions.atom").entries) == 1
    withdraw(resolution.item.meeting, "published in error")
    assert read(client, "/decisions.atom").entries == []


def test_feed_is_read_on_page_by_page_forwards_and_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "SIZE", 2)
    item = make_item()
    for _ in range(5):
        make_resolution(item=item)
    pages: list[list[str]] = []
    address = "/decisions.atom?outcome=noted"
    last: Any = None
    while address:
        last = read(client, address)
        pages.append([entry.id for entry in last.entries])
        address = _link(last, "next")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({entry for page in pages for entry in page}) == 5
    back = read(client, _link(last, "previous"))
    assert [entry.id for entry in back.entries] == pages[1]
    first = read(client, _link(back, "previous"))
    assert [entry.id for entry in first.entries] == pages[0]
    assert _link(first, "previous") == ""
    assert _link(last, "first") == "/decisions.atom?outcome=noted"
    assert last.feed.id == "http://testserver/decisions.atom?outcome=noted"


def _link(found: Any, relation: str) -> str:
    hrefs = [link.href for link in found.feed.links if link.rel == relation]
    return hrefs[0].removeprefix("http://testserver") if hrefs else ""


def test_feed_tells_how_it_was_understood_and_what_could_not_be_used(client: Client) -> None:
    make_topic(name="Hedges", slug="hedges")
    found = read(client, "/decisions.atom?topic=hedges&borough=nowhere&at=x")
    assert found.feed.subtitle.startswith("Decisions about hedges.")
    assert "“nowhere” is not a borough here. This filter was left out." in found.feed.subtitle
    assert "The place in this feed" in found.feed.subtitle
    assert [link.href for link in found.feed.links if link.rel == "alternate"] == [
        "http://testserver/decisions/?topic=hedges"
    ]


@pytest.mark.parametrize(
    "typed", ["%00", "%01%02", "%EF%BF%BE", "%0A%0D", "%3Cscript%3E", "x" * 400, "%22open"]
)
def test_no_typed_sign_breaks_a_feed(client: Client, typed: str) -> None:
    for path in ("/decisions.atom", "/search.atom", "/meetings.atom"):
        read(client, f"{path}?q={typed}&borough={typed}&at={typed}")


def test_signs_that_xml_cannot_hold_are_left_out_of_words_of_the_record(client: Client) -> None:
    make_resolution(wording="That the \x0breport\ufffe be noted.")
    assert "That the report be noted." in read(client, "/decisions.atom").entries[0].content[0].value


def test_every_feed_has_what_the_standard_requires(client: Client) -> None:
    """RFC 4287 4.1.1 and 4.1.2: id, title, updated; an author; at most one link of a kind; each entry the same."""
    topic = make_topic()
    item = make_item()
    item.topics.add(topic)
    person = make_person(borough=item.meeting.committee.borough)
    make_recommendation(resolution=make_resolution(item=item, outcomes=["recommended"], moved_by=person))
    borough = item.meeting.committee.borough.slug
    for address in (
        "/decisions.atom", "/decisions/recommendations.atom", "/meetings.atom", f"/topics/{topic.slug}.atom",
        f"/boroughs/{borough}.atom", f"/boroughs/{borough}/{item.meeting.committee.slug}.atom", "/search.atom?q=review",
        "/decisions/issues.atom",
    ):  # fmt: skip
        root = ET.fromstring(client.get(address).content)  # noqa: S314
        entries = root.findall("a:entry", ATOM)
        assert entries or address == "/decisions/issues.atom", address
        for part in (root, *entries):
            for name in ("id", "title", "updated"):
                assert [each.text or "" for each in part.findall(f"a:{name}", ATOM)] != [""], (address, name)
                assert len(part.findall(f"a:{name}", ATOM)) == 1, (address, name)
            kinds = [(link.get("rel"), link.get("type")) for link in part.findall("a:link", ATOM)]
            assert len(kinds) == len(set(kinds)), address
        assert all(entry.findtext("a:author/a:name", "", ATOM) for entry in entries), address
        assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries), address


def test_feed_of_a_search_holds_what_the_search_finds_with_the_paragraph_that_matches(client: Client) -> None:
    item = make_item(title="Home care")
    make_point(
        item=item, text="Carers reported zebra crossings near every day centre.", anchor="9.1", number="9.1"
    )
    make_item(title="Parks", meeting=item.meeting)
    paper = make_document(meeting=item.meeting, title="Zebra crossings annual report")
    found = read(client, "/search.atom?q=zebra")
    told = {urlsplit(entry.link).path: entry for entry in found.entries}
    assert len(found.entries) == 2
    entry = told[item.get_absolute_url()]
    assert entry.link.endswith("#9.1")
    assert "Paragraph 9.1: Carers reported zebra crossings near every day centre." in entry.content[0].value
    assert any(entry.title == paper.title for entry in found.entries)


def test_search_feed_is_read_on_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "SIZE", 2)
    meeting = make_meeting()
    for n in range(5):
        make_item(title=f"Zebra crossings {n}", meeting=meeting)
    address, seen = "/search.atom?q=zebra", []
    while address:
        page = read(client, address)
        seen += [entry.id for entry in page.entries]
        address = _link(page, "next")
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("walked", [4, 5_000], ids=["too few are walked", "enough are walked"])
def test_feed_of_what_is_found_nearly_everywhere_is_the_same_as_of_any_other_search(
    client: Client, monkeypatch: pytest.MonkeyPatch, walked: int
) -> None:
    monkeypatch.setattr(feeds, "SIZE", 2)
    committee = make_committee()
    for n in range(6):
        item = make_item(
            title=f"Zebra crossings {n}", meeting=make_meeting(committee=committee, sitting=n + 1)
        )
        make_item(title="Parks", meeting=item.meeting)
        make_document(
            meeting=item.meeting, title=f"Zebras {n}", slug=f"zebras-{n}", url="https://care.example/"
        )
    question = f"/search.atom?q=zebra&committee={committee.slug}"
    gathered = _there_and_back(client, question)
    monkeypatch.setattr(router, "MOST_COLLECTED", -1.0)
    monkeypatch.setattr(searched, "WALKED", walked)
    caches["pages"].clear()
    assert _there_and_back(client, question) == gathered
    assert len(gathered) > 6


def _there_and_back(client: Client, address: str) -> list[list[str]]:
    """Return what the pages of a feed have, to its last one and from there to its first."""
    pages = []
    for way in ("next", "previous"):
        while address:
            page = read(client, address)
            pages.append([entry.id for entry in page.entries])
            last, address = address, _link(page, way)
        address = last
    return pages


def test_a_search_for_nothing_gives_an_empty_feed_that_says_so(client: Client) -> None:
    make_item()
    found = read(client, "/search.atom")
    assert found.entries == []
    assert "Nothing was asked for" in found.feed.subtitle


def test_unchanged_feed_is_not_sent_again_and_a_changed_one_is(client: Client) -> None:
    resolution = make_resolution()
    tag = client.get("/decisions.atom")["ETag"]
    assert client.get("/decisions.atom", headers={"if-none-match": tag}).status_code == 304
    type(resolution).objects.update(wording="That the report be received.")
    assert client.get("/decisions.atom", headers={"if-none-match": tag}).status_code == 200


def test_work_on_what_readers_do_not_see_leaves_a_feed_as_it_is(client: Client) -> None:
    make_resolution()
    tag = client.get("/decisions.atom")["ETag"]
    make_item(meeting=make_meeting("nothing"), title="Not for readers yet")
    assert client.get("/decisions.atom", headers={"if-none-match": tag}).status_code == 304


def test_empty_feed_is_valid_and_has_no_time_of_its_own(client: Client) -> None:
    found = read(client, "/meetings.atom")
    assert found.entries == []
    assert datetime.fromisoformat(found.feed.updated) == datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "/topics/none.atom",
        "/boroughs/none.atom",
        "/boroughs/none/none.ics",
        "/people/none/none.csv",
        "/topics/none.json",
    ],
)
def test_a_list_that_is_not_there_is_told_in_plain_text(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_a_committee_of_another_borough_has_no_feed_here(client: Client) -> None:
    committee, other = make_committee(), make_borough()
    assert client.get(f"/boroughs/{committee.borough.slug}/{committee.slug}.atom").status_code == 200
    assert client.get(f"/boroughs/{other.slug}/{committee.slug}.atom").status_code == 404


def test_persons_feed_tells_of_nobody_else(client: Client) -> None:
    item = make_item()
    person = make_person(borough=item.meeting.committee.borough)
    theirs = make_resolution(item=item, moved_by=person, mover=str(person))
    make_resolution(item=make_item(meeting=item.meeting))
    found = read(client, f"/people/{person.borough.slug}/{person.slug}.atom")
    assert [urlsplit(entry.link).path for entry in found.entries] == [theirs.item.get_absolute_url()]
