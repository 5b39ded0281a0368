"""The search page: what it finds, where a result leads, and how the match is shown."""

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import DocumentPage, Topic
from tests.leaks.world import EXEMPT
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
    make_topic,
)
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


def test_item_whose_paragraphs_have_the_words_only_together_is_offered_and_said_to_be_so(
    client: Client,
) -> None:
    item = make_item(title="Streets")
    make_point(item=item, anchor="p1", text="The clerk spoke of parking.")
    make_point(item=item, anchor="p2", text="Permits were discussed.")
    page = found(client, "parking permits")
    assert page.heading == "Nothing has all the words in one place"
    assert "Together, not in one place These items have all the words, spread over several" in page.main
    assert {text_of(mark) for mark in page.all("mark")} == {"parking", "Permits"}
    assert "Paragraph" not in page.entries[0]


def test_items_with_most_of_the_words_are_offered_where_none_has_all(client: Client) -> None:
    item = make_item(title="Streets")
    make_point(item=item, anchor="p1", text="The clerk spoke of parking permits.")
    make_point(item=make_item(), text="A lamp.")
    make_point(item=make_item(), text="A walrus.")
    page = found(client, "parking permits walrus")
    assert page.heading == "Nothing has all the words"
    assert "Most of the words These items have at least half of them" in page.main
    assert page.entry_links == [f"{item.get_absolute_url()}#p1"]


def test_words_of_the_title_and_of_a_paragraph_may_be_mixed(client: Client) -> None:
    item = make_item(title="Swimming pools")
    make_point(item=item, anchor="p1", text="The showers were cold.")
    assert found(client, "swimming showers").entry_links == [f"{item.get_absolute_url()}#p1"]


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


def test_search_without_a_question_explains_how_to_search_and_what_is_held(client: Client) -> None:
    committee = make_committee(borough=make_borough(name="Eastmere"))
    for day in (20, 24):
        make_item(meeting=make_meeting(committee=committee, date=date(2024, 9, day)))
    make_item(meeting=make_meeting("nothing", committee=committee, date=date(2024, 9, 28)))
    page = Page(client.get(reverse("search")))
    assert page.heading == "Search the record"
    assert "Eastmere: 20 September 2024 to 24 September 2024" in page.main
    assert all(
        client.get("/search/" + link.get("href", "")).status_code == 200 for link in page.one("dl").iter("a")
    )


def test_paragraph_is_opened_at_the_bullet_that_has_the_words(client: Client) -> None:
    item = make_item(title="Workforce")
    make_point(item=item, order=1, anchor="6.1", number="6.1", text="Members heard that carers:")
    make_point(item=item, order=2, anchor="6.1-b1", kind="bullet", level=1, text="wanted regular rotas;")
    make_point(
        item=item, order=3, anchor="6.1-b2", kind="bullet", level=1, text="disliked zero-hour contracts."
    )
    page = found(client, "zero hour contracts")
    assert page.entry_links == [f"{item.get_absolute_url()}#6.1-b2"]
    assert "Paragraph 6.1: disliked zero-hour contracts." in page.entries[0]


def test_text_of_a_paper_opens_at_its_page(client: Client) -> None:
    item = make_item(title="Workforce")
    report = make_document(item=item, title="Annual survey", url="https://papers.example/survey.pdf")
    DocumentPage.objects.create(document=report, number=1, text="Contents")
    DocumentPage.objects.create(document=report, number=3, text="Every porcupine was counted twice.")
    page = found(client, "porcupines")
    assert page.entry_links == [f"{report.get_absolute_url()}#page=3"]
    assert "Annual survey, page 3: Every porcupine was counted twice." in page.entries[0]


def test_paper_of_a_whole_meeting_is_a_result_of_its_own(client: Client) -> None:
    pack = make_document(title="Public reports pack", url="https://papers.example/pack.pdf")
    page = found(client, "reports pack")
    assert page.entry_links == [pack.get_absolute_url()]
    assert "Paper of the meeting" in page.entries[0]


def test_result_tells_where_when_how_far_published_and_what_was_decided(client: Client) -> None:
    committee = make_committee(name="Care Panel", borough=make_borough(name="Eastmere"))
    item = make_item(meeting=make_meeting("approved", committee=committee), title="Hornbeams", number="7")
    make_resolution(item=item, wording="That hornbeams be planted.", outcomes=["agreed", "delegated"])
    entry = found(client, "hornbeams").entries[0]
    assert "Agreed Delegated" in entry
    assert "Eastmere Care Panel Tuesday 24 September 2024 Item 7 Approved minutes" in entry


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("owls borough:eastmere", {"q": "owls", "borough": "eastmere"}), ("owls borough:Eastmere", {"q": "owls", "borough": "eastmere"}),
        ('owls committee:"care panel"', {"q": "owls", "committee": "care-panel"}), ("owls topic:housing", {"q": "owls", "topic": "housing"}),
        ("owls outcome:recommend", {"q": "owls", "outcome": "recommended"}), ('owls person:"Siân Fenwick"', {"q": "owls", "person": "sian-fenwick"}),
        ("owls person:fenwick", {"q": "owls", "person": "sian-fenwick"}), ("owls kind:decisions", {"q": "owls", "kind": "resolution"}),
        ("owls after:2023", {"q": "owls", "from": "2024-01-01"}), ("owls since:2024", {"q": "owls", "from": "2024-01-01"}),
        ("owls before:2025", {"q": "owls", "to": "2024-12-31"}), ("owls until:24/09/2024", {"q": "owls", "to": "2024-09-24"}),
        ("owls procedural:all", {"q": "owls", "procedural": "all"}), ("owls procedural:all", {"q": "owls", "kind": "all"}),
    ],
)  # fmt: skip
def test_filters_among_the_words_are_the_fields_of_the_form(
    client: Client, typed: str, form: dict[str, str]
) -> None:
    owls = _owls()
    by_words, by_form = found(client, typed), client.get(reverse("search"), form)
    assert by_words.entry_links[0].startswith(owls.get_absolute_url())
    assert by_words.root.find(".//main") is not None
    assert by_words.main == Page(by_form).main
    assert by_words.one("input", id="q").get("value") == "owls"


def _owls() -> Any:
    committee = make_committee(
        name="Care Panel", slug="care-panel", borough=make_borough(name="Eastmere", slug="eastmere")
    )
    item = make_item(meeting=make_meeting("approved", committee=committee), title="Owls")
    item.topics.add(Topic.objects.get_or_create(slug="housing", defaults={"name": "Housing"})[0])
    member = make_person(name="Siân Fenwick", slug="sian-fenwick", borough=committee.borough)
    make_resolution(item=item, wording="That owls be housed.", outcomes=["recommended"], moved_by=member)
    make_item(title="Owls elsewhere")
    return item


def test_question_is_shown_back_as_a_sentence_and_as_chips(client: Client) -> None:
    _owls()
    page = found(client, '"be housed" -kestrels borough:eastmere since:2022')
    assert (
        "Paragraphs, decisions and papers with “be housed” but not “kestrels”, in Eastmere, since 2022."
        in page.main
    )
    chips = {text_of(chip): chip.get("href") for chip in page.all("a", _class="chip")}
    assert chips["Take off the filter Borough: Eastmere ×"] == "?q=%22be+housed%22+-kestrels&from=2022-01-01"
    assert (
        chips["Take off the filter Words: not “kestrels” ×"]
        == "?q=%22be+housed%22&borough=eastmere&from=2022-01-01"
    )


def test_name_that_is_not_here_is_said_with_the_nearest_there_is(client: Client) -> None:
    _owls()
    page = found(client, "owls borough:eastmeer")
    assert page.notices == [
        "“borough:eastmeer” is not a borough here. This filter was left out. Did you mean Eastmere?"
    ]
    assert "?q=owls&borough=eastmere" in {link.get("href") for link in page.all("a")}


def test_facets_count_and_lead(client: Client) -> None:
    item = _owls()
    page = found(client, "owls")
    chosen = next(link for link in page.all("a") if link.get("id") == "borough-eastmere")
    assert chosen.get("href") == "?q=owls&borough=eastmere"
    assert "Eastmere 1" in page.main
    narrowed = Page(client.get(reverse("search") + str(chosen.get("href"))))
    assert [link.partition("#")[0] for link in narrowed.entry_links] == [item.get_absolute_url()]
    chosen = next(link for link in narrowed.all("a") if link.get("id") == "borough-eastmere")
    assert chosen.get("href") == "?q=owls"


def test_empty_answer_tells_which_part_to_leave_out_and_what_is_held(client: Client) -> None:
    _owls()
    page = found(client, "owls", borough="eastmere", outcome="deferred")
    assert page.heading == "Nothing found"
    assert "without Deferred: 1 item" in page.main
    assert "Eastmere: 24 September 2024 to 24 September 2024" in page.main


def test_procedural_items_are_left_out_until_asked_for(client: Client) -> None:
    item = make_item(title="Declarations of owls", procedural=True)
    page = found(client, "owls")
    assert page.entries == []
    assert "with procedural items: 1 item" in page.main
    assert found(client, "owls", procedural="all").entry_links == [item.get_absolute_url()]
    assert found(client, "owls", procedural="only").entry_links == [item.get_absolute_url()]


@pytest.mark.parametrize("sort", ["", "newest", "oldest"])
def test_pages_follow_one_another_and_back_without_a_gap(client: Client, sort: str) -> None:
    meeting = make_meeting()
    items = [make_item(meeting=meeting, title=f"Owls of the tower {n}") for n in range(45)]
    address, seen, pages = f"?q=owls&sort={sort}", [], []
    while address and len(pages) < 5:
        page = Page(client.get(reverse("search") + address))
        seen += page.entry_links
        pages.append(page)
        address = next((link.get("href", "") for link in page.all("a", rel="next")), "")
    assert len(pages) == 3
    assert sorted(seen) == sorted(item.get_absolute_url() for item in items)
    back = next(link.get("href", "") for link in pages[2].all("a", rel="prev"))
    assert Page(client.get(reverse("search") + back)).entry_links == pages[1].entry_links
    assert not pages[0].all("a", rel="prev")


def test_unchanged_results_are_not_sent_again_and_changed_ones_are(client: Client) -> None:
    point = make_point(text="Owls.")
    address = reverse("search") + "?q=owls"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    make_point(item=make_item(meeting=point.item.meeting), text="More owls.")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sheltre", "shelter"), ("shlter", "shelter"), ("sheltter", "shelter"), ("shelver", "shelter"), ("bus sheltre", "bus shelter"),
     ("sheltre -owls", "shelter -owls"), ("sheltre or kiosk", "shelter or kiosk")],
)  # fmt: skip
def test_misspelt_word_is_offered_as_one_that_is_there(client: Client, typed: str, meant: str) -> None:
    make_point(text="Members asked about bus shelters.")
    page = found(client, typed)
    assert page.entries == []
    assert f"Did you mean {meant}?" in page.main
    offer = next(link.get("href", "") for link in page.all("a") if text_of(link) == meant)
    assert Page(client.get(reverse("search") + offer)).heading == "1 item found"


def test_word_that_only_titles_of_topics_hold_elsewhere_is_still_offered(client: Client) -> None:
    topic = make_topic(name="Libraries")
    for _ in range(70):
        item = make_item(title="Museums")
        item.topics.add(topic)
    make_point(item=make_item(), text="The libraries are open.")
    assert "Did you mean library?" in found(client, "libary").main


def test_stem_that_is_no_word_is_not_offered(client: Client) -> None:
    make_point(text="Housing and houses.")
    assert "Did you mean" not in found(client, "hors").main


@pytest.mark.parametrize(
    ("typed", "question"),
    [("shelter", {}), ("xylophone", {}), ("sheltre", {"borough": "nowhere-else"}), ('"bus sheltre"', {}), ("shel*", {}), ("CS1206", {})],
)  # fmt: skip
def test_nothing_is_offered_that_would_find_nothing(
    client: Client, typed: str, question: dict[str, str]
) -> None:
    make_point(text="Members asked about bus shelters.", item=make_item(report_reference="CS12066"))
    make_committee(borough=make_borough(slug="nowhere-else"))
    assert "Did you mean" not in found(client, typed, **question).main


@pytest.mark.parametrize(
    "question",
    ["q=owls", "q=owls+house", '"owls house" -kestrels or:x borough:eastmere since:2020', "q=xylophone&borough=eastmere&from=2020-01-01",
     "q=sheltre+owls+borough:eastmere+since:2020", "q=person:fenwick+owls", "q=person:fenwick+xylophone&from=2020-01-01"],
)  # fmt: skip
def test_page_asks_few_questions_of_the_database(client: Client, question: str) -> None:
    _owls()
    with CaptureQueriesContext(connections["public"]) as asked:
        assert client.get(f"{reverse('search')}?{question}").status_code == 200
    assert len(asked) <= 12


def test_no_page_of_results_reads_a_search_vector(client: Client) -> None:
    _owls()
    with CaptureQueriesContext(connections["public"]) as asked:
        found(client, "owls")
    assert [query["sql"] for query in asked if '."search"' in query["sql"]] == []
