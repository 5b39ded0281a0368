"""The page of an item: its minutes, resolutions, exempt matter and neighbours, and the page that helps to cite it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Issue, Response
from meetings.models import Action, AgendaItem, CorrectedText, Correction, FormerAnchor
from minutes_portal.citing.short import code_of
from tests.leaks.world import EXEMPT, TOLD
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
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, record: Any) -> Page:
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    assert page.heading
    return page


def cite_address(item: AgendaItem, anchor: str) -> str:
    return reverse("meetings:minutepoint-cite", args=[*item.meeting.address, item.slug, anchor])


def by_id(page: Page, mark: str) -> str:
    return text_of(next(element for element in page.elements() if element.get("id") == mark))


def test_each_paragraph_has_its_anchor_its_number_and_a_link_to_cite_it(client: Client) -> None:
    item = make_item()
    make_point(item=item, order=1, number="5.1", mark="5.1", anchor="5.1", text="Visits were short.")
    make_point(item=item, order=2, anchor="p1", text="Carers were thanked.")
    page = page_of(client, item)
    links = page.links(item.get_absolute_url())
    for anchor, words in {"5.1": "5.1 Visits were short.", "p1": "Carers were thanked."}.items():
        assert words in by_id(page, anchor)
        assert f"{item.get_absolute_url()}#{anchor}" in links
        assert cite_address(item, anchor) in links


def test_points_hang_under_the_paragraph_they_follow(client: Client) -> None:
    item = make_item()
    for order, (level, kind, text) in enumerate(
        [
            (0, "paragraph", "Members asked:"),
            (1, "bullet", "why;"),
            (2, "bullet", "when;"),
            (0, "paragraph", "The end."),
        ]
    ):
        make_point(item=item, order=order, anchor=f"p{order}", level=level, kind=kind, text=text)
    page = page_of(client, item)
    assert "when;" in by_id(page, "p1")
    assert "when;" in by_id(page, "p0")
    assert "The end." not in by_id(page, "p0")


def test_resolution_is_set_apart_with_limbs_outcome_votes_and_mover(client: Client) -> None:
    item = make_item()
    person = make_person(borough=item.meeting.committee.borough, name="Amina Rahman")
    whole = make_resolution(
        item=item, ordinal=1, wording="That the Cabinet:", outcomes=["recommended"], moved_by=person, seconder="Cllr Reed",
        votes_for=7, votes_against=2, votes_abstain=0, addressee="The Mayor", due_date=date(2024, 12, 1),
    )  # fmt: skip
    limb = make_resolution(item=item, parent=whole, order=1, mark="(a)", wording="lengthen visits; and")
    make_resolution(item=item, parent=limb, order=1, mark="(i)", wording="by a third.")
    box = page_of(client, item).one("article", _class="resolution")
    words = text_of(box)
    for part in (
        "RESOLVED: That the Cabinet:",
        "Recommended",
        "7 for, 2 against, 0 abstained",
        "Cllr Reed",
        "The Mayor",
        "1 December 2024",
    ):
        assert part in words, part
    assert [text_of(limb).split()[0] for limb in box.iter("li")] == ["(a)", "(i)"]
    assert person.get_absolute_url() in [link.get("href") for link in box.iter("a")]
    assert whole.get_absolute_url() in [link.get("href") for link in box.iter("a")]


def test_what_became_of_a_recommendation_stands_under_its_resolution(client: Client) -> None:
    sent = make_recommendation(sent_to="The Cabinet", progress="under way")
    Response.objects.create(
        recommendation=sent,
        date=date(2024, 11, 1),
        responder="The Leader",
        verdict="partly accepted",
        reason="Money.",
    )
    words = text_of(page_of(client, sent.resolution.item).one("article", _class="resolution"))
    for part in ("Sent to the Cabinet.", "Partly accepted", "by the Leader", "Money.", "Under way"):
        assert part in words, part


def test_overdue_answer_is_told_with_its_days(client: Client) -> None:
    sent = make_recommendation(due_on=date(2024, 1, 1))
    assert f"{sent.days_overdue} day" in page_of(client, sent.resolution.item).main.replace(",", "")


def test_exempt_item_shows_law_reason_and_summary_and_nothing_else(client: Client) -> None:
    item = make_item(title="Contract for care", purpose="Zebra purpose", report_reference="ZEBRA1", **TOLD)
    make_point(item=item, text="Zebra minute")
    make_resolution(item=item, wording="Zebra decision")
    make_document(item=item, title="Zebra paper", url="https://zebra.example/")
    page = page_of(client, item)
    assert page.heading == "Contract for care"
    for words in (
        "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972",
        "financial or business affairs",
        "Prices are still being negotiated.",
        "A contract was discussed.",
    ):
        assert words in page.main
    assert "zebra" not in client.get(item.get_absolute_url()).content.decode().lower()


def test_exempt_parts_of_an_open_item_are_told_of_where_something_is_said(client: Client) -> None:
    item = make_item()
    make_point(item=item, order=1, text="Hidden one", anchor="", **TOLD)
    make_point(item=item, order=2, text="Hidden two", anchor="", **EXEMPT)
    make_resolution(item=item, order=3, wording="Hidden three", ordinal=None, **TOLD)
    page = page_of(client, item)
    assert page.main.count("A contract was discussed.") == 2
    assert "Hidden" not in page.main


def test_decisions_are_shown_before_the_minutes_are(client: Client) -> None:
    item = make_item(meeting=make_meeting("decisions"))
    make_point(item=item, text="Not yet.")
    make_resolution(item=item, wording="That bees be kept.")
    page = page_of(client, item)
    assert "That bees be kept." in page.main
    assert "minutes of this item have not been published yet" in page.main
    assert "Not yet." not in page.main


@pytest.mark.parametrize(
    ("stage", "words"),
    [("agenda", "have not been published yet"), ("minutes", "No minutes were taken for this item.")],
)
def test_item_without_minutes_says_why(client: Client, stage: str, words: str) -> None:
    assert words in page_of(client, make_item(meeting=make_meeting(stage))).main


def test_neighbours_are_the_items_before_and_after_that_readers_may_see(client: Client) -> None:
    meeting = make_meeting()
    first, middle, gone, last = (make_item(meeting=meeting, order=n, title=f"Part {n}") for n in (1, 2, 3, 4))
    AgendaItem.objects.filter(pk=gone.pk).update(
        withdrawn_at="2024-10-01T00:00Z", withdrawn_reason="superseded"
    )
    page = page_of(client, middle)
    assert page.one("a", rel="prev").get("href") == first.get_absolute_url()
    assert page.one("a", rel="next").get("href") == last.get_absolute_url()
    assert page_of(client, first).all("a", rel="prev") == []
    assert page_of(client, last).all("a", rel="next") == []


def test_item_shows_the_same_issue_at_other_meetings(client: Client) -> None:
    item, other, hidden = (
        make_item(),
        make_item(title="Care again"),
        make_item(meeting=make_meeting("nothing"), title="Hidden"),
    )
    issue = Issue.objects.create(
        borough=item.meeting.committee.borough, title="Care over the years", slug="care"
    )
    issue.items.add(item, other, hidden)
    page = page_of(client, item)
    links = page.links("/")
    assert issue.get_absolute_url() in links
    assert other.get_absolute_url() in links
    assert "Hidden" not in page.main


def test_item_shows_topics_references_papers_and_interests(client: Client) -> None:
    item = make_item(
        report_reference="CS12066",
        forward_plan_reference="KD5694",
        key_decision=True,
        wards="Harbour",
        particulars={"Contact": "A. Clerk"},
    )
    item.topics.add(make_topic(name="Allotments"))
    make_document(
        item=item, title="Care report", url="https://care.example/", format="PDF", size=1_500_000, pages=12
    )
    person = make_person(borough=item.meeting.committee.borough, name="Amina Rahman")
    item.interests.create(
        person=person, kind="disclosable pecuniary", nature="An employee.", left_the_meeting=True
    )
    page = page_of(client, item)
    for words in (
        "CS12066", "KD5694", "Harbour", "A. Clerk", "Allotments", "Care report", "PDF", "1.4 MB", "12 pages", "Amina Rahman",
        "disclosable pecuniary interest", "Left the meeting",
    ):  # fmt: skip
        assert words in page.main, words


def test_cite_page_gives_the_sentence_and_the_permanent_address(client: Client) -> None:
    committee = make_committee(
        name="Care Panel", borough=make_borough(council_name="Eastmere Borough Council")
    )
    item = make_item(meeting=make_meeting("approved", committee=committee), number="5", slug="5")
    make_point(item=item, number="5.1", anchor="5.1", text="Visits were short.")
    make_resolution(item=item, ordinal=1, wording="That bees be kept.")
    for anchor, part, words in (
        ("5.1", "paragraph 5.1", "Visits were short."),
        ("resolution-1", "resolution 1", "RESOLVED: That bees be kept."),
    ):
        page = Page(client.get(cite_address(item, anchor)))
        code = code_of(*item.meeting.address[:2])
        address = f"http://testserver/c/{code}/2024-09-24/5/{anchor.replace('resolution-', 'r')}/"
        sentence = f"Eastmere Borough Council, Care Panel, 24 September 2024, item 5, {part} (approved minutes), {address}"
        assert text_of(page.one("textarea")) == sentence
        assert page.one("input", id="address").get("value") == address
        assert words in page.main


def test_citation_of_a_draft_warns_that_it_may_change(client: Client) -> None:
    for stage, warned in (("minutes", True), ("approved", False)):
        point = make_point(item=make_item(meeting=make_meeting(stage)))
        assert ("not approved yet" in Page(client.get(cite_address(point.item, point.anchor))).main) is warned


@pytest.mark.parametrize("anchor", ["p99", "resolution-9", "5.9"])
def test_what_is_not_there_cannot_be_cited(client: Client, anchor: str) -> None:
    assert client.get(cite_address(make_point().item, anchor)).status_code == 404


def test_correction_says_what_was_changed_when_and_why(client: Client) -> None:
    point = make_point(text="Visits were short.")
    correction = Correction.objects.create(
        meeting=point.item.meeting, item=point.item, made_at="2024-11-05T09:00Z", reason="A word was wrong."
    )
    CorrectedText.objects.create(
        correction=correction, point=point, what="Paragraph 1", before="Visits were long.", after=point.text
    )
    main = page_of(client, point.item).main
    for words in ("A word was wrong.", "5 November 2024", "Visits were long."):
        assert words in main, words


def test_renumbered_paragraph_is_found_by_its_old_mark_too(client: Client) -> None:
    item = make_item()
    for order, (kind, level) in enumerate([("paragraph", 0), ("bullet", 1), ("heading", 0), ("table", 0)]):
        point = make_point(item=item, order=order, anchor=f"9.{order}", kind=kind, level=level)
        FormerAnchor.objects.create(item=item, point=point, anchor=f"8.{order}")
    page = page_of(client, item)
    marks = [element.get("id") for element in page.elements() if element.get("id")]
    assert {"8.0", "8.1", "8.2", "8.3", "9.0", "9.1", "9.2", "9.3"} <= set(marks)
    parents = {child.get("id"): parent.get("id") for parent in page.elements() for child in parent}
    assert [parents[f"8.{n}"] for n in range(4)] == [f"9.{n}" for n in range(4)]


def test_citation_by_an_old_mark_leads_to_the_one_of_now(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, anchor="9.2", number="9.2")
    FormerAnchor.objects.create(item=item, point=point, anchor="9.1")
    response = client.get(cite_address(item, "9.1"))
    assert (response.status_code, response["Location"]) == (302, cite_address(item, "9.2"))


def test_old_mark_of_an_exempt_paragraph_leads_nowhere(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, anchor="9.2", **TOLD)
    FormerAnchor.objects.create(item=item, point=point, anchor="9.1")
    assert client.get(cite_address(item, "9.1")).status_code == 404
    assert 'id="9.1"' not in client.get(item.get_absolute_url()).content.decode()


def test_actions_stand_with_their_owner_day_and_paragraph(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, anchor="5.1", number="5.1")
    Action.objects.create(
        item=item, point=point, order=2, owner="Head of Care", what="send the rota", due_on=date(2024, 12, 1)
    )
    Action.objects.create(item=item, order=1, what="find a room", when="by the next meeting")
    elements = list(page_of(client, item).elements())
    heading = next(place for place, each in enumerate(elements) if each.get("id") == "actions")
    rows = [text_of(row) for row in elements[heading:] if row.tag == "li"][:2]
    assert rows[0] == "find a room By the next meeting."
    assert rows[1] == "Head of Care: send the rota By 1 December 2024. Paragraph 5.1"


def test_action_goes_with_its_paragraph_when_that_becomes_exempt(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, **EXEMPT)
    Action.objects.create(item=item, point=point, what="pay the witness")
    assert "pay the witness" not in client.get(item.get_absolute_url()).content.decode()
