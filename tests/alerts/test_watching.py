"""An alert is the page's own question: it finds what the page shows, of what is new, and nothing else."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.models import Issue
from minutes_portal import kept_counts
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.links import manage_path
from minutes_portal.alerts.told import Told
from minutes_portal.alerts.watches import watch_at
from minutes_portal.templatetags.highlight import START, STOP
from tests.alerts.readers import make_alert, make_reader
from tests.decisions.planned import decide, make_planned_decision
from tests.leaks.world import TOLD
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
from tests.markup import Page

pytestmark = pytest.mark.django_db
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
PLACE = "/meetings/eastmere/care/2024-09-24/"
LISTS = (
    "/decisions/", "/decisions/?q=damp", "/decisions/?outcome=agreed", "/decisions/?topic=warmth", "/decisions/?borough=eastmere",
    "/decisions/?committee=care&from=2024-09-01&to=2024-09-30", "/decisions/?kind=procedural", "/decisions/recommendations/",
    "/decisions/recommendations/?kind=overdue", "/decisions/recommendations/?q=damp", "/decisions/issues/",
    "/decisions/issues/?borough=eastmere", "/meetings/", "/meetings/?kind=agenda", "/meetings/?topic=warmth", "/meetings/?q=damp",
    "/search/?q=damp", "/search/?q=damp+-home", "/search/?borough=eastmere", "/search/?topic=warmth&kind=minutes", "/search/?outcome=agreed",
    "/search/?q=damp&procedural=all", "/search/?kind=document", "/topics/warmth/", "/decisions/forward-plan/",
    "/decisions/forward-plan/?borough=eastmere&key=key", "/decisions/forward-plan/?kind=made",
)  # fmt: skip


def everything() -> Told:
    return Told.between(BEGINNING, timezone.now() + timedelta(minutes=1))


def found(address: str, told: Told | None = None) -> list[Entry]:
    watch = watch_at(address)
    assert watch is not None, address
    return watch.find(told or everything())


def titles(address: str) -> set[str]:
    return {entry.title for entry in found(address)}


@pytest.fixture
def record() -> dict[str, Any]:
    """Two boroughs with one of everything that lists tell apart."""
    eastmere, westwold = (
        make_borough(name="Eastmere", slug="eastmere"),
        make_borough(name="Westwold", slug="westwold"),
    )
    care, roads = (
        make_committee(borough=eastmere, slug="care", name="Care Panel"),
        make_committee(borough=westwold, slug="roads"),
    )
    topic = make_topic(name="Warmth", slug="warmth")
    meeting = make_meeting("approved", committee=care)
    item = make_item(
        meeting=meeting, slug="5", number="5", order=5, title="Damp homes", purpose="To hear of damp."
    )
    item.topics.add(topic)
    make_point(
        item=item,
        number="5.1",
        anchor="5.1",
        text="Members asked how damp and mould were treated in council homes.",
    )
    resolution = make_resolution(
        item=item, ordinal=1, wording="That damp homes be repaired.", outcomes=["agreed", "recommended"]
    )
    recommendation = make_recommendation(item=item, resolution=resolution, due_on=date(2024, 12, 1))
    quiet = make_item(
        meeting=meeting, slug="1", number="1", order=1, title="Apologies for damp", procedural=True
    )
    make_resolution(item=quiet, wording="That apologies be noted.")
    make_document(item=item, title="Damp survey")
    make_document(meeting=meeting, title="Agenda pack")
    other = make_item(
        meeting=make_meeting("minutes", committee=roads, date=date(2024, 10, 1)), title="Potholes"
    )
    make_resolution(item=other, wording="That potholes be filled.", outcomes=["agreed"])
    make_point(item=other, text="Damp roads freeze.")
    make_meeting("agenda", committee=roads, date=date(2024, 11, 1))
    issue = Issue.objects.create(
        borough=eastmere, title="Damp and mould", slug="damp", summary="Repairs have begun."
    )
    issue.items.add(item)
    planned = make_planned_decision(
        committee=care, slug="damp", title="A contract for repairs", matter="Who repairs damp homes."
    )
    decide(planned, resolution)
    make_planned_decision(committee=roads, title="Road salt")
    return {
        "planned": planned,
        "committee": care,
        "borough": eastmere,
        "item": item,
        "other": other,
        "meeting": meeting,
        "issue": issue,
        "recommendation": recommendation,
        "resolution": resolution,
    }


def listed_on(client: Client, address: str) -> set[str]:
    """Return the addresses of the records that a page lists, without what stands behind #."""
    page = Page(client.get(address))
    entries = [part for part in page.elements() if "entry__title" in (part.get("class") or "")]
    links = [link.get("href") for part in entries for link in part.iter() if link.get("href")]
    return {link.partition("#")[0] for link in links}


def test_alert_finds_what_the_page_shows(client: Client, record: dict[str, Any]) -> None:
    for address in LISTS:
        shown = listed_on(client, address)
        assert {entry.address.partition("#")[0] for entry in found(address)} == shown, address
        assert shown, address


def test_alert_tells_nothing_of_what_is_not_news(record: dict[str, Any]) -> None:
    kinds = ("meeting", "item", "resolution", "recommendation", "issue", "document", "notice")
    others = Told({kind: {0: "Published"} for kind in kinds})
    for address in LISTS:
        assert found(address, Told()) == [], address
        assert found(address, others) == [], address


def test_two_addresses_that_ask_the_same_are_one_alert(record: dict[str, Any]) -> None:
    same = (
        "/search/?q=damp&borough=eastmere",
        "/search/?q=damp+borough:eastmere",
        "/search/?borough=eastmere&q=damp&sort=oldest&at=x",
    )
    assert len({watch.path for address in same if (watch := watch_at(address))}) == 1
    lists = (
        "/decisions/?borough=eastmere&q=damp",
        "/decisions/?q=damp&borough=eastmere&sort=oldest&page=9&nonsense=1",
    )
    assert len({watch.path for address in lists if (watch := watch_at(address))}) == 1


def test_search_quotes_the_paragraph_that_matches_and_leads_to_its_anchor(record: dict[str, Any]) -> None:
    (entry,) = [each for each in found("/search/?q=mould") if each.title == "Damp homes"]
    (quote,) = entry.quotes
    assert quote.place == "Paragraph 5.1"
    assert quote.text == f"Members asked how damp and {START}mould{STOP} were treated in council homes."
    assert quote.address == f"{PLACE}5/#5.1"
    assert entry.where == ("Eastmere", "Care Panel", "Tuesday 24 September 2024", "Item 5")


def test_register_quotes_the_decision_with_the_words_marked(record: dict[str, Any]) -> None:
    (entry,) = found("/decisions/?q=damp")
    assert [quote.text for quote in entry.quotes] == [f"RESOLVED: That {START}damp{STOP} homes be repaired."]


def test_ledger_says_what_was_answered_and_how_far_it_is(record: dict[str, Any]) -> None:
    recommendation = record["recommendation"]
    recommendation.responses.create(
        date=date(2024, 11, 1), responder="The Cabinet", verdict="accepted", reason="It is right."
    )
    make_resolution(item=record["item"], parent=record["resolution"], cue="", wording="by a tenth.")
    recommendation.updates.create(date=date(2024, 12, 1), progress="under way", note="Forty homes are dry.")
    (entry,) = found("/decisions/recommendations/")
    assert entry.stage == "Answered"
    assert [(quote.place, quote.text) for quote in entry.quotes] == [
        ("To The Cabinet", "RESOLVED: That damp homes be repaired. by a tenth."),
        ("Answer of the Cabinet, 1 November 2024", "Accepted. It is right."),
        ("Update, 1 December 2024", "Under way. Forty homes are dry."),
    ]


def test_committee_tells_of_its_meetings_business_papers_and_notices_and_of_no_other(
    record: dict[str, Any],
) -> None:
    assert titles("/boroughs/eastmere/care/") == {
        "Care Panel, 24 September 2024",
        "Damp homes",
        "Agenda pack",
        str(record["planned"]),
    }


def test_meeting_tells_of_all_its_business(record: dict[str, Any]) -> None:
    told = titles(PLACE)
    assert told == {"Care Panel, 24 September 2024", "Damp homes", "Apologies for damp", "Agenda pack"}


def test_item_tells_of_itself(record: dict[str, Any]) -> None:
    assert titles(f"{PLACE}5/") == {"Damp homes"}


def test_issue_tells_where_it_stands_and_of_its_items(record: dict[str, Any]) -> None:
    assert titles("/decisions/issues/damp/") == {"Damp and mould", "Damp homes"}


def test_decision_tells_what_became_of_it(record: dict[str, Any]) -> None:
    (entry,) = found(record["resolution"].get_absolute_url())
    assert (entry.title, entry.stage) == ("Damp homes", "Answer overdue")


def test_recommendation_tells_of_itself_alone(record: dict[str, Any]) -> None:
    make_recommendation(item=record["other"], resolution=record["other"].resolutions.get())
    address = "/decisions/recommendations/eastmere/care/2024-09-24/5/"
    watched = watch_at(f"{address}1/")
    assert watched is not None
    assert watched.said == "the recommendation to the Cabinet on “Damp homes”"
    assert [entry.title for entry in watched.find(everything())] == ["Damp homes"]
    assert watch_at(f"{address}99/") is None


def test_notice_tells_what_is_to_be_decided_and_what_was(record: dict[str, Any]) -> None:
    planned = record["planned"]
    (entry,) = found(planned.get_absolute_url())
    assert (entry.what, entry.stage) == ("Decided", "Made")
    assert [(quote.place, quote.text, quote.address) for quote in entry.quotes] == [
        ("What is to be decided", "Who repairs damp homes.", planned.get_absolute_url()),
        (
            "Decided, 24 September 2024",
            "RESOLVED: That damp homes be repaired.",
            record["resolution"].get_absolute_url(),
        ),
    ]
    before = timezone.now()
    planned.dropped_on, planned.dropped_reason = date(2024, 12, 1), "No money."
    planned.save()
    (entry,) = found(planned.get_absolute_url(), Told.between(before, timezone.now() + timedelta(minutes=1)))
    assert entry.what == "Changed"
    assert [quote.text for quote in entry.quotes][2:] == ["No money."]


def test_notice_tells_nothing_of_a_decision_that_readers_may_not_see(record: dict[str, Any]) -> None:
    record["item"].resolutions.update(**TOLD)
    (entry,) = found(record["planned"].get_absolute_url())
    assert (entry.what, entry.stage, len(entry.quotes)) == ("Published", "To come", 1)


def test_person_and_borough_are_watched_by_what_the_search_knows_of_them(record: dict[str, Any]) -> None:
    person = make_person(borough=record["meeting"].committee.borough, slug="ada-fenwick")
    record["resolution"].moved_by = person
    record["resolution"].save()
    assert titles("/people/eastmere/ada-fenwick/") == {"Damp homes"}
    assert titles("/boroughs/eastmere/") == {"Damp homes", "Agenda pack"}


def test_exempt_and_withdrawn_matter_is_found_by_no_alert(record: dict[str, Any]) -> None:
    told = everything()
    record["item"].points.update(**TOLD)
    for name in ("item", "other"):
        assert record[name].pk in told.items()
    record["other"].withdrawn_at = timezone.now() - timedelta(minutes=1)
    record["other"].withdrawn_reason = "published in error"
    record["other"].save()
    assert found("/search/?q=mould", told) == []
    assert found("/search/?q=potholes", told) == []
    assert "Potholes" not in {entry.title for address in LISTS for entry in found(address, told)}


def test_news_says_whether_something_is_published_or_changed(record: dict[str, Any]) -> None:
    everything()  # as it is now, the journal has it
    before = timezone.now()
    assert {entry.what for entry in found("/meetings/")} == {"Published"}
    record["other"].title = "Potholes and ruts"
    record["other"].save()
    told = Told.between(before, timezone.now() + timedelta(minutes=1))
    assert [(entry.title, entry.what) for entry in found("/search/?q=ruts", told)] == [
        ("Potholes and ruts", "Changed")
    ]
    assert found("/search/?q=damp+homes", told) == []


def test_page_of_a_record_leads_to_an_alert_about_it(client: Client, record: dict[str, Any]) -> None:
    for name in ("item", "meeting", "issue", "resolution", "recommendation", "planned", "committee"):
        address = record[name].get_absolute_url()
        links = Page(client.get(address)).links(address)
        (offer,) = [link for link in links if link.startswith("/alerts/new/")]
        assert f'name="of" value="{address}"' in client.get(offer).content.decode()


def test_every_list_search_and_person_leads_to_an_alert(client: Client, record: dict[str, Any]) -> None:
    people = make_person(borough=record["borough"], slug="ada-fenwick").get_absolute_url()
    of_committee = f"{record['committee'].get_absolute_url()}recommendations/"
    for address in (*LISTS, people, record["borough"].get_absolute_url(), of_committee):
        links = Page(client.get(address)).links(address)
        (offer,) = [link for link in links if link.startswith("/alerts/new/")]
        assert 'name="of" value="/' in client.get(offer).content.decode(), address


def test_thirty_alerts_are_shown_in_twelve_queries(client: Client, record: dict[str, Any]) -> None:
    for slug in ("ada-fenwick", "ben-reed"):
        make_person(borough=record["borough"], slug=slug)
    records = ("item", "other", "meeting", "issue", "resolution", "recommendation", "planned", "committee")
    questions = [
        *(record[name].get_absolute_url() for name in records),
        *(f"/decisions/?person={slug}" for slug in ("ada-fenwick", "ben-reed")),
        *(f"/search/?person={slug}" for slug in ("ada-fenwick", "ben-reed")),
        *(f"/people/eastmere/{slug}/" for slug in ("ada-fenwick", "ben-reed")),
        "/decisions/forward-plan/?key=key", "/decisions/?topic=warmth", "/decisions/?committee=care&issue=damp",
        "/decisions/recommendations/?kind=overdue", "/decisions/issues/?borough=eastmere", "/meetings/?kind=agenda", "/topics/warmth/",
        *(f"/search/?q={words}" for words in ("damp", "mould", "roads", "salt", "home", "repair", "survey", "heat")),
    ]  # fmt: skip
    reader = make_reader()
    for question in [*questions, "/meetings/gone/gone/2024-01-01/"]:
        make_alert(question, subscriber=reader)
    address = manage_path(reader)
    kept_counts.forget()
    with ExitStack() as stack:
        asked = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        page = client.get(address).content.decode()
    assert page.count("Stop this alert") == len(questions) + 1 == 30
    assert page.count("Something that is not public at this moment") == 1
    queries = [query["sql"] for alias in asked for query in alias]
    assert len(queries) <= 12, queries
