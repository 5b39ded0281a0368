"""The search page: what it finds, where a result leads, and how the match is shown."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.leaks.world import EXEMPT
from tests.makers import make_item, make_meeting, make_point, make_resolution
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def found(client: Client, words: str, **question: Any) -> Page:
    response = client.get(reverse("search"), {"q": words} | question)
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def test_word_of_a_paragraph_leads_to_the_paragraph(client: Client) -> None:
    point = make_point(number="5.2", anchor="5.2", text="Members asked about bus shelters at the harbour.")
    page = found(client, "shelter")
    assert page.entry_links == [f"{point.item.get_absolute_url()}#5.2"]
    assert "Paragraph 5.2: Members asked about bus shelters" in page.entries[0]
    assert "5.2" in Page(client.get(page.entry_links[0])).ids


def test_paragraph_without_a_number_is_found_at_its_anchor(client: Client) -> None:
    point = make_point(anchor="p3", text="Members asked about shelters.")
    assert found(client, "shelters").entry_links == [f"{point.item.get_absolute_url()}#p3"]


def test_word_of_a_resolution_or_of_its_limb_leads_to_the_resolution(client: Client) -> None:
    whole = make_resolution(wording="That the Mayor:", ordinal=2)
    limb = make_resolution(item=whole.item, parent=whole, wording="plant hornbeams; and")
    make_resolution(item=whole.item, parent=limb, wording="water the saplings.")
    for word in ("mayor", "hornbeam", "sapling"):
        page = found(client, word)
        assert page.entry_links == [f"{whole.item.get_absolute_url()}#resolution-2"], word
        assert page.entries[0].count("Decision:") == 1


def test_word_of_a_title_leads_to_the_item_with_the_match_marked(client: Client) -> None:
    item = make_item(title="Swimming pools and baths")
    page = found(client, "pool")
    assert page.entry_links == [item.get_absolute_url()]
    assert [text_of(mark) for mark in page.all("mark")] == ["pools"]


def test_item_is_listed_once_with_the_place_that_fits_best(client: Client) -> None:
    item = make_item(title="Trees")
    make_point(
        item=item,
        anchor="p1",
        text="Trees were mentioned among a great many other matters of that long evening.",
    )
    make_point(item=item, anchor="p2", text="Trees, trees and trees.")
    assert found(client, "trees").entry_links == [f"{item.get_absolute_url()}#p2"]


@pytest.mark.parametrize("reference", ["CE09/10-28", "ce09/10-28", "KD5694", "CS12066", '"CE09/10-28"'])
def test_reference_is_found_as_it_is_printed(client: Client, reference: str) -> None:
    item = make_item(
        report_reference="CE09/10-28" if "09" in reference else "CS12066", forward_plan_reference="KD5694"
    )
    make_item(report_reference="CE09/10-27", forward_plan_reference="KD5695")
    assert found(client, reference).entry_links == [item.get_absolute_url()]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("library opening", {"hours", "ceremony"}), ('"opening hours"', {"hours"}), ("library -ceremony", {"hours", "closing"}),
        ("ceremony or closing", {"ceremony", "closing"}), ('library -"opening hours"', {"ceremony", "closing"}), ("libraries opens", {"hours", "ceremony"}),
        ("“opening hours”", {"hours"}), ("library xylophone", set()), ("LIBRARY CLOSING", {"closing"}),
    ],
)  # fmt: skip
def test_words_phrases_exclusions_and_alternatives(client: Client, words: str, titles: set[str]) -> None:
    made = {
        "hours": make_item(title="Library", purpose="To set opening hours."),
        "ceremony": make_item(title="Library: the opening, with a ceremony for all hours"),
        "closing": make_item(title="Library", purpose="The closing of it."),
    }
    links = {link.partition("#")[0] for link in found(client, words).entry_links}
    assert links == {made[title].get_absolute_url() for title in titles}


def test_words_that_stand_in_different_paragraphs_of_an_item_do_not_count_as_a_phrase(client: Client) -> None:
    item = make_item(title="Streets")
    make_point(item=item, text="The clerk spoke of parking.")
    make_point(item=item, text="Permits were discussed.")
    assert found(client, '"parking permits"').entries == []


@pytest.mark.parametrize("stage", ["nothing", "agenda", "decisions"])
def test_minutes_are_found_only_once_they_are_published(client: Client, stage: str) -> None:
    make_point(item=make_item(meeting=make_meeting(stage)), text="A hippopotamus.")
    assert found(client, "hippopotamus").entries == []


def test_exempt_words_are_not_found(client: Client) -> None:
    item = make_item(title="Contract", **EXEMPT, purpose="Hippopotamus hire.")
    make_point(item=item, text="A hippopotamus.")
    make_point(item=make_item(), text="A hippopotamus.", **EXEMPT)
    make_resolution(item=make_item(), wording="That a hippopotamus be hired.", ordinal=None, **EXEMPT)
    assert found(client, "hippopotamus").entries == []
    assert found(client, "contract").entry_links == [item.get_absolute_url()]


def test_text_of_the_record_is_never_read_as_html(client: Client) -> None:
    item = make_item(title="<b>Owls</b> & <script>alert(1)</script>")
    make_point(item=item, text='<img src=x onerror="alert(2)"> owls <mark>fake</mark> &amp; owls')
    response = client.get(reverse("search"), {"q": "owls"})
    page = Page(response)
    assert b"<img src=x" not in response.content
    assert page.inline_code() == []
    assert {text_of(mark).lower() for mark in page.all("mark")} == {"owls"}
    assert page.entries[0].startswith("<b>Owls</b> & <script>alert(1)</script>")
    assert "&amp; owls" in page.entries[0]


def test_marks_of_the_database_in_a_text_do_not_become_marks(client: Client) -> None:
    make_point(text="\ue000secret\ue001 owls \ue001 \ue000")
    page = found(client, "owls")
    assert [text_of(mark) for mark in page.all("mark")] == ["owls"]


def test_filters_narrow_a_search_and_the_search_field_keeps_them(client: Client) -> None:
    first, second = (make_item(title="Owls", meeting=make_meeting(date=date(2024, day, 1))) for day in (1, 2))
    make_resolution(item=first, outcomes=["deferred"])
    make_resolution(item=second, outcomes=["agreed"])
    page = found(client, "owls", outcome="deferred", **{"from": "2024-01-01"})
    assert [link.partition("#")[0] for link in page.entry_links] == [first.get_absolute_url()]
    form = next(form for form in page.all("form", _class="search-form--large"))
    kept = {field.get("name"): field.get("value") for field in form.iter("input")}
    assert kept == {"q": "owls", "outcome": "deferred", "from": "2024-01-01"}


def test_search_without_a_question_explains_how_to_search(client: Client) -> None:
    make_item(meeting=make_meeting(date=date(2024, 9, 24)))
    page = Page(client.get(reverse("search")))
    assert page.heading == "Search the record"
    assert "1 item, from 24 September 2024 to 24 September 2024" in page.main
    assert all(
        client.get("/search/" + link.get("href", "")).status_code == 200 for link in page.one("dl").iter("a")
    )
