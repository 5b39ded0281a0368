"""The page of one recommendation, and the ledger's lines of what limbs recommend."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from decisions.models import Recommendation, Response, Update
from tests.leaks.world import EXEMPT
from tests.makers import (
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_recommendation,
    make_resolution,
)
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, recommendation: Recommendation) -> Page:
    response = client.get(recommendation.get_absolute_url())
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def make_limb_of(wording: str, **given: Any) -> Any:
    """Make a limb of a resolution with two; return the limb."""
    whole = make_resolution(
        cue="RECOMMENDED:", wording="That the Cabinet be asked to:", outcomes=["recommended"]
    )
    make_resolution(item=whole.item, parent=whole, order=1, mark="(a)", wording="publish a map; and", cue="")
    plain = {"cue": "", "mark": "(b)", "order": 2, "outcomes": []}
    return make_resolution(item=whole.item, parent=whole, wording=wording, **(plain | given))


def events(page: Page) -> list[str]:
    timeline = page.one("section", aria_labelledby="time")
    return [text_of(element) for element in timeline.iter("li")]


def test_address_of_a_recommendation_is_its_own(client: Client) -> None:
    recommendation = make_recommendation()
    assert recommendation.get_absolute_url().startswith("/decisions/recommendations/")
    assert recommendation.get_absolute_url().endswith(f"/{recommendation.item.slug}/1/")
    page_of(client, recommendation)


def test_page_of_a_limb_leads_with_its_words_after_the_words_it_hangs_under(client: Client) -> None:
    limb = make_limb_of("join up the data systems.")
    words = text_of(page_of(client, make_recommendation(resolution=limb)).one("div", id="words"))
    assert words == "RECOMMENDED: That the Cabinet be asked to: (b) join up the data systems."


def test_page_says_who_was_asked_by_when_and_why_by_then(client: Client) -> None:
    cabinet = make_committee(name="The Executive", kind="executive")
    recommendation = make_recommendation(
        sent_to="Cabinet Member for Data", addressee="portfolio holder", to_committee=cabinet,
        to_person=make_person(name="Amina Rahman", borough=cabinet.borough), sent_on=date(2024, 10, 1), due_on=date(2025, 1, 1), due_by="rule",
    )  # fmt: skip
    told = text_of(page_of(client, recommendation).one("section", aria_labelledby="asked"))
    for words in (
        "Cabinet Member for Data (a portfolio holder)", "Councillor Amina Rahman", "The Executive", "Tuesday 1 October 2024",
        "Wednesday 1 January 2025", "By the borough’s own rule, counted from the day it was sent.", "days after it was due, none is recorded",
    ):  # fmt: skip
        assert words in told


def test_timeline_is_in_the_order_of_time_and_tells_of_the_day_that_passed_unanswered(client: Client) -> None:
    recommendation = make_recommendation(sent_on=date(2024, 10, 1), due_on=date(2024, 12, 1), progress="done")
    answering = make_item(meeting=make_meeting(date=date(2025, 1, 7)), number="9", slug="9")
    paper = make_document(item=answering, title="Response of the Cabinet")
    Response.objects.create(
        recommendation=recommendation, date=date(2025, 1, 7), responder="The Cabinet", verdict="accepted", item=answering, document=paper
    )  # fmt: skip
    Update.objects.create(
        recommendation=recommendation, date=date(2025, 6, 1), progress="done", note="Map published."
    )
    page = page_of(client, recommendation)
    told = events(page)
    wanted = (
        "24 September 2024 Recommended", "1 October 2024 Sent to the Cabinet", "1 December 2024 An answer was due; none had come",
        "7 January 2025 Accepted by the Cabinet, 37 days after it was due", "1 June 2025 Implemented",
    )  # fmt: skip
    assert [start in line for line, start in zip(told, wanted, strict=True)] == [True] * 5, told
    links = page.links(recommendation.get_absolute_url())
    assert answering.get_absolute_url() in links
    assert paper.get_absolute_url() in links


def test_day_that_is_yet_to_come_stands_last(client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    told = events(page_of(client, make_recommendation(sent_on=date(2024, 10, 1), due_on=tomorrow)))
    assert told[-1].endswith("An answer is due by this day.")


def test_answer_given_in_time_leaves_no_word_of_a_day_that_was_due(client: Client) -> None:
    recommendation = make_recommendation(sent_on=date(2024, 10, 1), due_on=date(2024, 12, 1))
    Response.objects.create(
        recommendation=recommendation, date=date(2024, 11, 1), responder="The Cabinet", verdict="noted"
    )
    assert len(events(page_of(client, recommendation))) == 3


def test_recommendation_closed_without_an_answer_is_not_said_to_be_overdue(client: Client) -> None:
    recommendation = make_recommendation(
        sent_on=date(2024, 1, 1), due_on=date(2024, 3, 1), progress="abandoned"
    )
    assert "overdue" not in page_of(client, recommendation).main.lower()
    line = Page(client.get("/decisions/recommendations/")).entries[0]
    assert "None is recorded" in line
    assert "None yet" not in line


def test_ledger_leads_with_the_words_of_the_limb(client: Client) -> None:
    limb = make_limb_of("join up the data systems.")
    recommendation = make_recommendation(resolution=limb)
    page = Page(client.get("/decisions/recommendations/"))
    assert page.entry_links == [recommendation.get_absolute_url()]
    assert page.entries[0].startswith("join up the data systems. Asked of")


def test_limb_of_a_limb_is_in_the_ledger_and_has_a_page(client: Client) -> None:
    limb = make_limb_of("improve:")
    below = make_resolution(
        item=limb.item, parent=limb, mark="(i)", cue="", wording="the lifts.", outcomes=[]
    )
    recommendation = make_recommendation(resolution=below)
    assert Page(client.get("/decisions/recommendations/?q=lifts")).entry_links == [
        recommendation.get_absolute_url()
    ]
    words = text_of(page_of(client, recommendation).one("div", id="words"))
    assert words.endswith("(b) improve: (i) the lifts.")


@pytest.mark.parametrize("hidden", ["limb", "whole", "item"])
def test_recommendation_of_what_is_exempt_has_no_page_and_no_line(client: Client, hidden: str) -> None:
    limb = make_limb_of("buy the site.")
    recommendation = make_recommendation(resolution=limb)
    row = {"limb": limb, "whole": limb.parent, "item": limb.item}[hidden]
    type(row).objects.filter(pk=row.pk).update(**EXEMPT)
    assert client.get(recommendation.get_absolute_url()).status_code == 404
    assert Page(client.get("/decisions/recommendations/")).entries == []


def test_ledger_is_filtered_by_what_was_answered_and_by_who_was_asked(client: Client) -> None:
    made = {
        verdict: make_recommendation(addressee=addressee)
        for verdict, addressee in (
            ("accepted", "committee"),
            ("rejected", "outside body"),
            ("noted", "officers"),
        )
    }
    for verdict, recommendation in made.items():
        Response.objects.create(
            recommendation=recommendation, date=date(2024, 11, 1), responder="They", verdict=verdict
        )
    links = {verdict: recommendation.get_absolute_url() for verdict, recommendation in made.items()}
    ledger = "/decisions/recommendations/"
    assert Page(client.get(f"{ledger}?outcome=rejected")).entry_links == [links["rejected"]]
    assert Page(client.get(f"{ledger}?addressee=officers")).entry_links == [links["noted"]]
    both = Page(client.get(f"{ledger}?outcome=accepted&outcome=noted"))
    assert set(both.entry_links) == {links["accepted"], links["noted"]}
    options = [text_of(option) for option in Page(client.get(ledger)).all("label", _class="option")]
    assert {"Accepted 1", "Rejected 1", "Noted 1", "An outside body 1"} <= set(options)


def test_page_of_a_resolution_tells_what_became_of_its_limbs(client: Client) -> None:
    limb = make_limb_of("join up the data systems.")
    recommendation = make_recommendation(resolution=limb, sent_to="The Digital Board")
    for address in (limb.parent.get_absolute_url(), limb.item.get_absolute_url()):
        page = Page(client.get(address))
        assert recommendation.get_absolute_url() in page.links(address), address
        assert "the Digital Board" in page.main


def make_year(committee: Any) -> list[Recommendation]:
    """Make recommendations on both sides of a municipal year's end: the first three are of 2024/25."""
    days = (date(2024, 5, 1), date(2025, 4, 30), date(2024, 12, 1), date(2025, 5, 1), date(2024, 4, 30))
    made = []
    for day in days:
        item = make_item(meeting=make_meeting(committee=committee, date=day))
        made.append(make_recommendation(resolution=make_resolution(item=item), due_on=date(2025, 7, 1)))
    for recommendation, verdict in zip(made, ("noted", "rejected"), strict=False):
        Response.objects.create(
            recommendation=recommendation, date=date(2025, 6, 1), responder="They", verdict=verdict
        )
    Response.objects.create(
        recommendation=made[0], date=date(2025, 8, 1), responder="They", verdict="accepted"
    )
    return made


def test_committee_tells_a_municipal_year_with_the_last_answer_to_each(client: Client) -> None:
    committee = make_committee()
    made = make_year(committee)
    make_recommendation()
    page = Page(client.get(f"{committee.get_absolute_url()}recommendations/?year=2024"))
    assert page.errors == []
    assert set(page.entry_links) == {row.get_absolute_url() for row in made[:3]}
    numbers = [[text_of(cell) for cell in row] for row in page.one("tbody").iter("tr")]
    assert numbers == [
        ["Accepted", "1"], ["Partly accepted", "0"], ["Rejected", "1"], ["Noted", "0"], ["Not answered yet", "0"], ["Answer overdue", "1"],
    ]  # fmt: skip
    assert text_of(page.one("h2", id="year")) == "2024/25: 3 recommendations"


def test_committee_opens_with_its_latest_year_and_offers_the_others(client: Client) -> None:
    committee = make_committee()
    made = make_year(committee)
    address = f"{committee.get_absolute_url()}recommendations/"
    page = Page(client.get(address))
    assert page.entry_links == [made[3].get_absolute_url()]
    years = page.one("nav", aria_label="Municipal years")
    assert [text_of(link) for link in years.iter("a")] == ["2025/26", "2024/25", "2023/24"]
    assert Page(client.get(f"{address}?year=1066")).entry_links == page.entry_links


def test_committee_that_recommended_nothing_says_so(client: Client) -> None:
    committee = make_committee()
    main = Page(client.get(f"{committee.get_absolute_url()}recommendations/")).main
    assert "No recommendation of this committee is published yet." in main
