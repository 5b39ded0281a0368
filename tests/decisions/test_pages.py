"""The page of one resolution and of one issue."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from decisions.models import Issue, Resolution, Response, Update
from minutes_portal.citing.short import code_of
from tests.leaks.world import EXEMPT
from tests.makers import (
    make_item,
    make_meeting,
    make_person,
    make_recommendation,
    make_resolution,
    make_topic,
)
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, record: Any) -> Page:
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def facts(page: Page) -> dict[str, str]:
    """Return the record's terms with what stands beside them."""
    section = page.one("section", aria_labelledby="record")
    found, term = {}, ""
    for element in section.iter():
        if element.tag == "dt":
            term = text_of(element)
        elif element.tag == "dd":
            found[term] = text_of(element)
    return found


def test_resolution_leads_with_its_own_words_and_limbs(client: Client) -> None:
    whole = make_resolution(cue="RECOMMENDED:", wording="That the Cabinet:", outcomes=["recommended"])
    plain = {"item": whole.item, "cue": "", "outcomes": []}
    limb = make_resolution(**plain, parent=whole, order=1, mark="(a)", wording="lengthen visits; and")
    make_resolution(**plain, parent=limb, order=1, mark="(i)", wording="by a third.")
    words = text_of(next(box for box in page_of(client, whole).all("*", _class="resolution--large")))
    assert words.startswith("RECOMMENDED: That the Cabinet: (a) lengthen visits; and (i) by a third.")
    assert words.endswith("Recommended")


def test_record_tells_what_is_known_from_what_is_not_recorded(client: Client) -> None:
    item = make_item(key_decision=False, report_reference="CS12066", wards="Harbour")
    item.topics.add(make_topic(name="Allotments"))
    known = make_resolution(
        item=item, moved_by=make_person(borough=item.meeting.committee.borough, name="Amina Rahman"), seconder="Cllr Reed", votes_for=7,
        votes_abstain=0, addressee="The Mayor", forwarded_to="the Police", due_date=date(2024, 12, 1), report_back=True,
    )  # fmt: skip
    told = facts(page_of(client, known))
    assert told["Who is to act"] == "The Mayor, to pass it on to the Police"
    assert told["By when"] == "Sunday 1 December 2024"
    assert told["Votes"] == "For: 7; against: not recorded; abstentions: none"
    assert (told["Moved by"], told["Seconded by"]) == ("Councillor Amina Rahman", "Cllr Reed")
    assert (told["Key decision"], told["Report"], told["Wards affected"], told["Topics"]) == (
        "No",
        "CS12066",
        "Harbour",
        "Allotments",
    )
    bare = facts(page_of(client, make_resolution()))
    for term in ("Who is to act", "By when", "Moved by", "Seconded by", "Votes", "Key decision"):
        assert bare[term] == "Not recorded", term


def test_nought_votes_are_not_the_same_as_no_record(client: Client) -> None:
    votes = {"votes_for": 0, "votes_against": 0, "votes_abstain": 0}
    assert (
        facts(page_of(client, make_resolution(**votes)))["Votes"] == "For: 0; against: 0; abstentions: none"
    )


def test_wording_of_the_decision_notice_is_shown_where_it_differs(client: Client) -> None:
    assert (
        "That care be longer." in page_of(client, make_resolution(notice_wording="That care be longer.")).main
    )
    assert "decision notice" not in page_of(client, make_resolution()).main


def test_what_became_of_a_recommendation_is_told_in_time(client: Client) -> None:
    sent = make_recommendation(sent_on=date(2024, 10, 2), due_on=date(2024, 12, 2), progress="done")
    Update.objects.create(recommendation=sent, date=date(2025, 3, 1), progress="done", note="Built.")
    for day, verdict in ((1, "partly accepted"), (9, "accepted")):
        Response.objects.create(
            recommendation=sent, date=date(2024, 11, day), responder="The Cabinet", verdict=verdict
        )
    steps = [
        text_of(step) for step in page_of(client, sent.resolution).one("ol", _class="timeline").iter("li")
    ]
    assert [step.split(" 2024")[0] for step in steps[:4]] == [
        "24 September",
        "2 October",
        "1 November",
        "9 November",
    ]
    assert "Partly accepted by the Cabinet" in steps[2]
    assert steps[4] == "1 March 2025 Implemented Built."


def test_unanswered_recommendation_says_how_long_it_waits(client: Client) -> None:
    sent = make_recommendation(due_on=date(2024, 1, 1))
    assert f"{sent.days_overdue:,} days after it was due" in page_of(client, sent.resolution).main


def test_other_resolutions_of_the_item_are_linked(client: Client) -> None:
    first = make_resolution(ordinal=1, wording="That bees be kept.")
    second = make_resolution(item=first.item, ordinal=2, wording="That moths be counted.")
    page = page_of(client, first)
    assert second.get_absolute_url() in page.links("/")
    assert "That moths be counted." in page.main


@pytest.mark.parametrize("given", [{"ordinal": None, **EXEMPT}, {"item": "agenda"}, {"item": "exempt"}])
def test_resolution_that_is_not_public_has_no_page(client: Client, given: dict[str, Any]) -> None:
    if "item" in given:
        item = make_item(meeting=make_meeting("agenda")) if given["item"] == "agenda" else make_item(**EXEMPT)
        given = {"item": item}
    resolution = make_resolution(**given)
    Resolution.objects.filter(pk=resolution.pk, exempt=True).update(ordinal=1)
    resolution.ordinal = resolution.ordinal or 1
    assert client.get(resolution.get_absolute_url()).status_code == 404


def test_citation_names_the_resolution_and_its_address(client: Client) -> None:
    resolution = make_resolution(ordinal=3, item=make_item(number="5", slug="5"))
    cited = text_of(page_of(client, resolution).one("textarea"))
    assert "item 5, resolution 3 (draft minutes)" in cited
    code = code_of(*resolution.item.meeting.address[:2])
    assert cited.endswith(f"http://testserver/c/{code}/2024-09-24/5/r3/")


def test_resolution_of_sixty_limbs_shows_all(client: Client) -> None:
    whole = make_resolution()
    for n in range(60):
        make_resolution(item=whole.item, parent=whole, order=n, mark=f"({n})")
    assert len(list(page_of(client, whole).one("ol", _class="limbs").iter("li"))) == 60


def test_issue_is_told_from_its_first_meeting_to_its_last_with_its_decisions(client: Client) -> None:
    days = (date(2024, 9, 1), date(2023, 9, 1), date(2024, 1, 1))
    items = [make_item(meeting=make_meeting(date=day), title=f"Care {day.year}-{day.month}") for day in days]
    make_resolution(item=items[1], wording="That care be reviewed.")
    issue = Issue.objects.create(
        borough=items[0].meeting.committee.borough, title="Care", slug="care", summary="It goes on."
    )
    issue.items.add(*items, make_item(title="Hidden", meeting=make_meeting("nothing")))
    page = page_of(client, issue)
    order = [page.main.index(f"Care {part}") for part in ("2023-9", "2024-1", "2024-9")]
    assert order == sorted(order)
    assert "That care be reviewed." in page.main
    assert "It goes on." in page.main
    assert "3 items" in page.main
    assert "Hidden" not in page.main


def test_issue_without_a_published_item_is_not_there(client: Client) -> None:
    item = make_item(meeting=make_meeting("nothing"))
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Care", slug="care")
    issue.items.add(item)
    assert client.get(issue.get_absolute_url()).status_code == 404
