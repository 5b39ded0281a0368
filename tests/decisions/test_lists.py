"""The register of decisions, the ledger of recommendations and the issues followed across meetings."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Issue, Response
from tests.leaks.world import EXEMPT
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_recommendation,
    make_resolution,
)
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str, **question: Any) -> Page:
    response = client.get(reverse(f"decisions:{name}-list"), question)
    assert response.status_code == 200
    return Page(response)


def test_register_is_filtered_by_any_of_the_outcomes(client: Client) -> None:
    noted = make_resolution(outcomes=["noted"])
    both = make_resolution(outcomes=["agreed", "recommended"])
    make_resolution(outcomes=["rejected"])
    assert asked(client, "resolution", outcome="recommended").entry_links == [both.get_absolute_url()]
    page = asked(client, "resolution", outcome=["noted", "agreed"])
    assert set(page.entry_links) == {noted.get_absolute_url(), both.get_absolute_url()}
    assert page.heading == "2 decisions (noted or agreed)"


def test_register_shows_the_operative_words_before_the_place(client: Client) -> None:
    whole = make_resolution(item=make_item(title="Home care"), wording="That:", outcomes=["agreed"])
    make_resolution(item=whole.item, parent=whole, wording="visits be longer.", mark="(a)")
    entry = asked(client, "resolution").entries[0]
    assert entry.startswith("visits be longer. Agreed Home care")


def test_register_lists_whole_resolutions_once_and_nothing_exempt(client: Client) -> None:
    whole = make_resolution()
    make_resolution(item=whole.item, parent=whole)
    make_resolution(item=whole.item, ordinal=None, **EXEMPT)
    make_resolution(item=make_item(meeting=make_meeting("agenda")))
    assert asked(client, "resolution").entry_links == [whole.get_absolute_url()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lengthened", ["limb"]), ("longer visits", ["title"]), ('"visits shorter"', []), ('"longer visits"', ["title"]),
        ("hives -honey", ["hives"]), ("hives or lengthen", ["hives", "honey", "limb"]), ("KD5694", ["reference"]), ("hive", ["hives", "honey"]),
        ("Harbourmaster", ["addressee"]),
    ],
)  # fmt: skip
def test_register_is_searched_in_words_limbs_titles_and_references(
    client: Client, words: str, found: list[str]
) -> None:
    made = {
        "hives": make_resolution(wording="That hives be bought."),
        "honey": make_resolution(wording="That hives give honey."),
        "title": make_resolution(item=make_item(title="Longer visits for all")),
        "limb": make_resolution(wording="That:"),
        "reference": make_resolution(item=make_item(forward_plan_reference="KD5694")),
        "addressee": make_resolution(addressee="The Harbourmaster"),
    }
    make_resolution(item=made["limb"].item, parent=made["limb"], wording="bridges be lengthened.")
    links = asked(client, "resolution", q=words).entry_links
    assert set(links) == {made[name].get_absolute_url() for name in found}


@pytest.fixture
def ledger() -> dict[str, Any]:
    """A recommendation in each of the four states."""
    today = timezone.localdate()
    made = {
        "overdue": make_recommendation(due_on=today - timedelta(days=40)),
        "long overdue": make_recommendation(due_on=today - timedelta(days=400)),
        "waiting": make_recommendation(due_on=today),
        "no date": make_recommendation(),
        "answered": make_recommendation(due_on=date(2020, 1, 1)),
        "done": make_recommendation(due_on=date(2020, 1, 1), progress="done"),
        "dropped": make_recommendation(due_on=date(2020, 1, 1), progress="abandoned"),
    }
    Response.objects.create(
        recommendation=made["answered"],
        date=date(2020, 2, 1),
        responder="The Cabinet",
        verdict="rejected",
        reason="No money.",
    )
    return made


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("overdue", ["long overdue", "overdue"]), ("waiting", ["waiting", "no date"]), ("answered", ["answered"]), ("done", ["done", "dropped"]),
    ],
)  # fmt: skip
def test_ledger_is_filtered_by_how_far_each_is(
    client: Client, ledger: dict[str, Any], kind: str, names: list[str]
) -> None:
    page = asked(client, "recommendation", kind=kind)
    assert set(page.entry_links) == {ledger[name].get_absolute_url() for name in names}


def test_ledger_begins_with_what_is_longest_overdue(client: Client, ledger: dict[str, Any]) -> None:
    page = asked(client, "recommendation")
    first = [
        ledger[name].get_absolute_url()
        for name in ("long overdue", "overdue", "waiting", "no date", "answered")
    ]
    assert page.entry_links[:5] == first
    assert "400 days ago" in page.entries[0]


def test_ledger_says_what_the_answer_was_and_why(client: Client, ledger: dict[str, Any]) -> None:
    entry = asked(client, "recommendation", kind="answered").entries[0]
    for words in ("Asked of", "Rejected The Cabinet, 1 February 2020: No money.", "Not started"):
        assert words in entry


def test_ledger_counts_each_state_beside_its_name(client: Client, ledger: dict[str, Any]) -> None:
    options = [text_of(option) for option in asked(client, "recommendation").all("label", _class="option")][
        :4
    ]
    assert options == ["Overdue 2", "Waiting for an answer 2", "Answered 1", "Done or dropped 2"]


def test_recommendation_of_an_unpublished_resolution_is_not_in_the_ledger(client: Client) -> None:
    make_recommendation(resolution=make_resolution(item=make_item(meeting=make_meeting("agenda"))))
    assert asked(client, "recommendation").heading == "No recommendations"


def test_issues_are_listed_latest_first_by_borough(client: Client) -> None:
    made = []
    for n, day in enumerate((3, 9, 6)):
        committee = make_committee(borough=make_borough(slug=f"place-{n}", name=f"Place {n}"))
        issue = Issue.objects.create(borough=committee.borough, title=f"Matter {n}", slug=f"matter-{n}")
        issue.items.add(make_item(meeting=make_meeting(committee=committee, date=date(2024, 5, day))))
        made.append(issue.get_absolute_url())
    Issue.objects.create(borough=committee.borough, title="Without items", slug="none")
    assert asked(client, "issue").entry_links == [made[1], made[2], made[0]]
    assert asked(client, "issue", borough="place-0").entry_links == made[:1]
    assert asked(client, "issue", borough="place-0").heading == "1 issue followed across meetings in Place 0"
