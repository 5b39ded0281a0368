"""The forward plan: what its notices say, how much notice they give, and what became of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from decisions.models import Issue, PlannedDecision
from decisions.notices import notice_given
from tests.decisions.planned import decide, make_planned_decision, published_on
from tests.makers import FAR_AHEAD, make_borough, make_committee, make_item, make_meeting, make_resolution
from tests.markup import Page, text_of

DAYS = st.dates(date(2012, 9, 10), date(2100, 1, 1))
with_database = pytest.mark.django_db


def asked(client: Client, **question: Any) -> Page:
    response = client.get(reverse("decisions:planneddecision-list"), question)
    assert response.status_code == 200
    return Page(response)


def page_of(client: Client, planned: PlannedDecision) -> Page:
    response = client.get(planned.get_absolute_url())
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


@given(DAYS, st.integers(0, 400))
def test_neither_the_day_of_notice_nor_that_of_the_decision_counts(published: date, between: int) -> None:
    decided = published + timedelta(days=between + 1)
    notice = notice_given(PlannedDecision(published_at=published_on(published), decide_from=decided))
    assert notice is not None
    assert notice.days == between
    assert notice.enough == (between >= 28)


def test_notice_on_the_day_itself_or_after_it_is_none_at_all() -> None:
    for later in (0, 1, 40):
        planned = PlannedDecision(
            published_at=published_on(date(2025, 3, 1) + timedelta(days=later)), decide_from=date(2025, 3, 1)
        )
        notice = notice_given(planned)
        assert notice is not None
        assert (notice.days, notice.enough, notice.was_late) == (0, False, True)


def test_notice_is_counted_from_the_day_in_the_councils_own_time() -> None:
    """Half past eleven at night by the clock of London in summer is the evening before by universal time."""
    planned = PlannedDecision(published_at=published_on(date(2025, 7, 1)), decide_from=date(2025, 7, 30))
    assert planned.published_at is not None
    planned.published_at = planned.published_at.replace(hour=0, minute=30)
    notice = notice_given(planned)
    assert notice is not None
    assert (notice.published, notice.days) == (date(2025, 7, 1), 28)


@with_database
def test_notice_states_the_eight_contents_of_the_law_in_its_order(client: Client) -> None:
    committee = make_committee(name="Cabinet", kind="executive")
    page = page_of(client, make_planned_decision(committee=committee, maker=""))
    section = page.one("section", aria_labelledby="contents")
    terms = [text_of(element) for element in section.iter("dt")]
    said = " ".join(text_of(element) for element in section.iter("dd"))
    assert terms == [
        "Key decision", "The matter", "Decision maker", "When", "Documents", "Copies from", "Other documents", "How to ask for them",
    ]  # fmt: skip
    assert "Whether to renew the contract" in said
    assert "Members: Councillors Fenwick, Reed and Rahman" in said
    assert "Not stated" not in said


@with_database
def test_what_a_notice_does_not_say_is_called_not_stated(client: Client) -> None:
    planned = make_planned_decision(
        matter="", maker="", members="", documents="", documents_from="", further_documents="", how_to_ask="",
        decide_from=None,
    )  # fmt: skip
    page = page_of(client, planned)
    section = page.one("section", aria_labelledby="contents")
    said = [text_of(element) for element in section.iter("dd")]
    assert said[1:] == ["Not stated"] * 7
    assert "cannot be counted" in page.main


@with_database
@pytest.mark.parametrize(
    ("days", "exception", "words"),
    [
        (29, "", "28 clear days before"), (28, "", "no exception is stated"),
        (28, "general exception", "but for an exception: this is one"), (0, "", "not before the day of the decision"),
    ],
)  # fmt: skip
def test_page_tells_whether_notice_was_28_clear_days(
    client: Client, days: int, exception: str, words: str
) -> None:
    decided = timezone.localdate() + timedelta(days=10)
    planned = make_planned_decision(
        decide_from=decided, published_at=published_on(decided - timedelta(days=days)), exception=exception
    ) if days > 10 else make_planned_decision(
        decide_from=date(2025, 3, 3), published_at=published_on(date(2025, 3, 3)), exception=exception
    )  # fmt: skip
    assert words in page_of(client, planned).main


@with_database
def test_exceptions_tell_their_reason_and_who_was_told(client: Client) -> None:
    planned = make_planned_decision(
        exception="special urgency",
        exception_reason="A wall is falling.",
        exception_agreed_by="Councillor Reed",
    )
    main = page_of(client, planned).main
    assert "Special urgency." in main
    assert "A wall is falling." in main
    assert "Councillor Reed" in main


@with_database
def test_private_decision_tells_why(client: Client) -> None:
    planned = make_planned_decision(private=True, private_reason="Prices are compared.")
    assert "Prices are compared." in page_of(client, planned).main


@with_database
def test_entry_leads_to_the_decision_and_to_the_items_with_its_reference(client: Client) -> None:
    committee = make_committee()
    planned = make_planned_decision(committee=committee, reference="CE09/10-28")
    meeting = make_meeting(committee=committee)
    item = make_item(meeting=meeting, forward_plan_reference="CE09/10-28")
    elsewhere = make_item(forward_plan_reference="CE09/10-28")
    resolution = make_resolution(item=item, wording="That the contract be renewed.")
    assert resolution.get_absolute_url() not in page_of(client, planned).links("/")
    decide(planned, resolution)
    page = page_of(client, planned)
    assert resolution.get_absolute_url() in page.links("/")
    assert item.get_absolute_url() in page.links("/")
    assert elsewhere.get_absolute_url() not in page.links("/")
    assert "That the contract be renewed." in page.main


@with_database
def test_list_tells_what_is_to_come_made_dropped_and_overdue(client: Client) -> None:
    today = timezone.localdate()
    later = make_planned_decision(decide_from=today + timedelta(days=90))
    soon = make_planned_decision(decide_from=today - timedelta(days=1), decide_until=today)
    overdue = make_planned_decision(decide_from=today - timedelta(days=1))
    dropped = make_planned_decision(decide_from=today + timedelta(days=5), dropped_on=today)
    made = make_planned_decision(decide_from=today - timedelta(days=9))
    decide(made, make_resolution())
    undated = make_planned_decision(decide_from=None)
    assert asked(client).entry_links == [
        planned.get_absolute_url() for planned in (soon, later, undated, overdue, dropped, made)
    ]
    states = {"to come": {soon, later, undated}, "overdue": {overdue}, "dropped": {dropped}, "made": {made}}
    for state, entries in states.items():
        assert set(asked(client, kind=state).entry_links) == {each.get_absolute_url() for each in entries}


@with_database
def test_decision_that_is_not_public_does_not_count_as_made(client: Client) -> None:
    planned = make_planned_decision()
    decide(planned, make_resolution(item=make_item(meeting=make_meeting("agenda"))))
    assert asked(client, kind="made").entry_links == []
    assert "Still to come" in page_of(client, planned).main


@with_database
def test_list_is_filtered_by_borough_body_month_and_key(client: Client) -> None:
    borough = make_borough(name="Eastmere", slug="eastmere")
    cabinet = make_committee(borough=borough, name="Cabinet", slug="cabinet")
    mine = make_planned_decision(committee=cabinet, decide_from=date(2031, 3, 4))
    other = make_planned_decision(key=False, decide_from=date(2031, 4, 1))
    assert asked(client, borough="eastmere").entry_links == [mine.get_absolute_url()]
    assert asked(client, committee="cabinet").entry_links == [mine.get_absolute_url()]
    assert asked(client, month="2031-04").entry_links == [other.get_absolute_url()]
    assert asked(client, key="key").entry_links == [mine.get_absolute_url()]
    page = asked(client, key="key", borough="eastmere", month="2031-03")
    assert page.heading == "1 planned decision (key decisions) in Eastmere for March 2031"
    assert "“2031-13” is not a month" in asked(client, month="2031-13").main


@with_database
@pytest.mark.parametrize("published_at", [None, FAR_AHEAD])
def test_entry_is_there_only_once_it_is_published(client: Client, published_at: Any) -> None:
    planned = make_planned_decision(published_at=published_at)
    assert client.get(planned.get_absolute_url()).status_code == 404
    assert asked(client).entry_links == []


@with_database
def test_page_of_a_borough_leads_to_its_plan(client: Client) -> None:
    borough = make_borough(slug="eastmere")
    page = Page(client.get(borough.get_absolute_url()))
    assert reverse("decisions:planneddecision-list") + "?borough=eastmere" in page.links("/")


@with_database
def test_resolution_leads_back_to_its_notice_once_readers_have_it(client: Client) -> None:
    resolution = make_resolution()
    planned = make_planned_decision()
    decide(planned, resolution)
    assert planned.get_absolute_url() in Page(client.get(resolution.get_absolute_url())).links("/")
    PlannedDecision.objects.update(published_at=FAR_AHEAD)
    assert planned.get_absolute_url() not in Page(client.get(resolution.get_absolute_url())).links("/")


@with_database
def test_item_leads_to_the_notices_of_its_decisions_and_of_its_reference(client: Client) -> None:
    item = make_item(forward_plan_reference="CE09/10-28")
    committee = item.meeting.committee
    tied = make_planned_decision(committee=committee, title="Repairs")
    decide(tied, make_resolution(item=item))
    named = make_planned_decision(committee=committee, title="Contract", reference="CE09/10-28")
    other = make_planned_decision(title="Elsewhere", reference="CE09/10-28")
    address = item.get_absolute_url()
    links = Page(client.get(address)).links(address)
    assert {tied.get_absolute_url(), named.get_absolute_url()} <= set(links)
    assert other.get_absolute_url() not in links
    PlannedDecision.objects.update(published_at=FAR_AHEAD)
    assert not [link for link in Page(client.get(address)).links(address) if "/forward-plan/" in link]


@with_database
def test_issue_tells_its_notices_where_it_stands_and_what_is_next(client: Client) -> None:
    item = make_item()
    make_resolution(item=item, wording="That care be renewed.")
    coming = make_item(meeting=make_meeting("agenda", date=timezone.localdate() + timedelta(days=9)))
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Care", slug="care")
    cancelled = make_meeting("agenda", date=coming.meeting.date - timedelta(days=1), status="cancelled")
    issue.items.add(item, coming, make_item(meeting=cancelled))
    shown, hidden = make_planned_decision(issue=issue), make_planned_decision(issue=issue, published_at=None)
    page = Page(client.get(issue.get_absolute_url()))
    stands = text_of(page.one("section", aria_labelledby="stands"))
    assert "That care be renewed." in stands
    assert f"Next on the agenda of {coming.meeting.committee.name}" in stands
    assert shown.get_absolute_url() in page.links("/")
    assert hidden.get_absolute_url() not in page.links("/")
