"""The five real pages are found by what readers would type, each at the place that says it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from meetings.models import MinutePoint
from tests.markup import Page, fragment_of

pytestmark = pytest.mark.django_db
PAGES = {
    "000": ("Southwark", "Health and Adult Social Care Scrutiny Sub-Committee", "2012-09-05", "9"),
    "001": ("Lewisham", "Overview and Scrutiny Committee", "2024-09-24", "5"),
    "002": ("Bromley", "Care Services Policy Development and Scrutiny Committee", "2013-01-22", "8"),
    "003": ("Cheshire East", "Cabinet", "2009-11-03", ""),
    "004": ("Lewisham", "Healthier Communities Select Committee", "2016-01-12", "4"),
}


@pytest.fixture
def record(seeds: Path) -> None:
    for number, (borough, committee, day, item) in PAGES.items():
        path = next(seeds.glob(f"{number}_*.txt"))
        options: dict[str, Any] = {
            "borough": borough,
            "committee": committee,
            "date": date.fromisoformat(day),
            "item": item,
        }
        call_command("import_minutes", str(path), publish=True, verbosity=0, **options)


def found(client: Client, **question: str) -> Page:
    page = Page(client.get(reverse("search"), question))
    assert page.errors == []
    return page


@pytest.mark.parametrize("typed", ["CE09/10-28", "ce09/10-28", '"CE09/10-28"', "CE09/10*"])
def test_forward_plan_reference_finds_the_item_of_cheshire_east(
    client: Client, record: None, typed: str
) -> None:
    page = found(client, q=typed)
    assert "/meetings/cheshire-east/cabinet/2009-11-03/" in page.entry_links[0]
    assert len(page.entries) == 1


@pytest.mark.parametrize(
    "typed", ["zero hour contracts", '"zero hour contracts"', "zero-hour contracts borough:lewisham"]
)
def test_zero_hour_contracts_open_at_their_bullet(client: Client, record: None, typed: str) -> None:
    address, mark = fragment_of(found(client, q=typed).entry_links[0])
    assert address == "/meetings/lewisham/healthier-communities-select-committee/2016-01-12/4/"
    bullet = MinutePoint.published.get(item__meeting__date="2016-01-12", anchor=mark)
    assert "zero hour contracts" in bullet.text
    assert bullet.kind == "bullet"
    assert mark in Page(client.get(address)).ids


@pytest.mark.parametrize(
    "question",
    [
        {"q": "portfolio holder recommend", "outcome": "recommended"},
        {"q": "portfolio holder recommend outcome:recommended"},
        {"q": "portfolio holder recommend", "borough": "bromley"},
    ],
)
def test_recommendation_of_bromley_is_found_with_its_outcome(
    client: Client, record: None, question: dict[str, str]
) -> None:
    page = found(client, **question)
    entry = next(entry for entry in page.entries if "Bromley" in entry)
    assert "Recommended" in entry


@pytest.mark.parametrize("typed", ["CS12066", "CS 12066", "cs12066"])
def test_report_number_is_found_however_it_is_spaced(client: Client, record: None, typed: str) -> None:
    page = found(client, q=typed)
    assert len(page.entries) == 1
    assert "/bromley/" in page.entry_links[0]
