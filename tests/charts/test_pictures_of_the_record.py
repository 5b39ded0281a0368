"""Pictures of the record count what readers may see, each decision once, in the month of its meeting."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Outcome
from decisions.pictures import FROM_THE_GROUND, KINDS, NOTED
from meetings.models import Committee
from meetings.pictures import committee_year, decisions_of_borough
from tests.leaks.world import EXEMPT
from tests.makers import make_committee, make_item, make_meeting, make_recommendation, make_resolution
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db
LAST = date(2024, 9, 30)


@pytest.fixture
def panel() -> Committee:
    return make_committee(name="Care Panel")


def decided(panel: Committee, day: date, outcomes: list[str], stage: str = "minutes", **item: Any) -> Any:
    made = make_item(meeting=make_meeting(stage, committee=panel, date=day), **item)
    return make_resolution(item=made, outcomes=outcomes)


def counts(panel: Committee) -> dict[str, dict[str, int]]:
    """Return the numbers of the picture of a borough that are not nought, by month and kind."""
    picture = decisions_of_borough(panel.borough, LAST)
    return {
        column.full: {part.name: part.number for part in column.segments if part.number}
        for column in picture.columns
        if column.total
    }


def test_every_outcome_has_its_kind_and_no_two() -> None:
    of_kinds = [outcome for outcomes in KINDS.values() for outcome in outcomes]

    assert len(of_kinds) == len(set(of_kinds))
    assert {*Outcome} - {*of_kinds} == {Outcome.NOTED, Outcome.RECEIVED, Outcome.DISCUSSED_ONLY}
    assert {*KINDS, NOTED} == {*FROM_THE_GROUND}


@pytest.mark.parametrize(
    ("outcomes", "kind"),
    [
        (["noted"], "Noted or discussed only"),
        ([], "Noted or discussed only"),
        (["noted", "agreed"], "Agreed or approved"),
        (["agreed", "recommended"], "Recommended or referred"),
        (["recommended", "deferred"], "Rejected or put off"),
    ],
)
def test_a_decision_is_counted_once_by_what_weighs_most(
    panel: Committee, outcomes: list[str], kind: str
) -> None:
    decided(panel, date(2024, 9, 2), outcomes)

    assert counts(panel) == {"September 2024": {kind: 1}}


def test_twelve_months_are_drawn_and_nothing_before_or_after(panel: Committee) -> None:
    for day in (date(2023, 9, 30), date(2023, 10, 1), date(2024, 9, 30), date(2024, 10, 1)):
        decided(panel, day, ["agreed"])

    assert list(counts(panel)) == ["October 2023", "September 2024"]
    assert len(decisions_of_borough(panel.borough, LAST).columns) == 12


def test_what_readers_may_not_see_and_procedure_are_not_counted(panel: Committee) -> None:
    decided(panel, date(2024, 9, 2), ["agreed"], stage="agenda")
    decided(panel, date(2024, 9, 3), ["agreed"], **EXEMPT)
    decided(panel, date(2024, 9, 4), ["agreed"], procedural=True)
    decided(make_committee(), date(2024, 9, 5), ["agreed"])

    assert counts(panel) == {}


def test_the_picture_is_described_in_words(panel: Committee) -> None:
    for day in (date(2024, 8, 2), date(2024, 9, 2), date(2024, 9, 3)):
        decided(panel, day, ["agreed"])

    assert decisions_of_borough(panel.borough, LAST).description == (
        "3 decisions from October 2023 to September 2024; agreed or approved: 3, recommended or referred: 0,"
        " rejected or put off: 0, noted or discussed only: 0. Most in one month: 2, in September 2024."
    )


def test_the_year_of_a_committee_has_its_meetings_decisions_and_recommendations(panel: Committee) -> None:
    resolution = decided(panel, date(2024, 9, 2), ["recommended"])
    make_recommendation(resolution=resolution)
    make_meeting(committee=panel, date=date(2024, 3, 1))
    make_meeting(committee=panel, date=date(2024, 4, 1), status="cancelled")
    make_meeting(committee=panel, date=date(2023, 3, 1))

    picture = committee_year(panel, 2024)

    assert [(lane.name, lane.total, lane.numbers[8]) for lane in picture.lanes] == [
        ("Meetings", 2, 1), ("Decisions", 1, 1), ("Recommendations", 1, 1),
    ]  # fmt: skip
    assert picture.description == "In 2024: meetings: 2, decisions: 1, recommendations: 1."


def test_meetings_alone_give_no_picture(panel: Committee) -> None:
    make_meeting(committee=panel, date=date(2024, 3, 1))

    assert not committee_year(panel, 2024).drawn


def test_who_decides_alone_has_no_meetings(panel: Committee) -> None:
    panel.kind = Committee.Kind.INDIVIDUAL
    decided(panel, date(2024, 9, 2), ["agreed"])

    assert [lane.name for lane in committee_year(panel, 2024).lanes] == ["Decisions"]


def test_pages_of_boroughs_and_committees_show_their_pictures(client: Client, panel: Committee) -> None:
    decided(panel, timezone.localdate(), ["agreed"])

    for place, title in ((panel.borough, "Decisions a month, by what they do"), (panel, "month by month")):
        page = Page(client.get(place.get_absolute_url()))
        assert title in page.main
        assert "The numbers as a table" in page.main
        assert page.errors == []


def test_a_borough_without_decisions_has_no_picture(client: Client, panel: Committee) -> None:
    assert "The numbers as a table" not in Page(client.get(panel.borough.get_absolute_url())).main


def test_the_register_pictures_what_its_filters_leave(client: Client, panel: Committee) -> None:
    today = timezone.localdate()
    decision = decided(panel, today, ["agreed"])
    make_resolution(item=decision.item, outcomes=["rejected"])

    numbers = {}
    for query in ("", "?outcome=agreed", "?outcome=agreed&from=2000-01-01", f"?borough={panel.borough.slug}"):
        page = Page(client.get(reverse("decisions:resolution-list") + query))
        numbers[query] = [text_of(cell) for cell in page.one("tfoot").iter("td")]

    assert list(numbers.values()) == [
        ["1", "0", "1", "0", "2"],
        ["1", "0", "0", "0", "1"],
        ["1", "0", "0", "0", "1"],
        ["1", "0", "1", "0", "2"],
    ]
