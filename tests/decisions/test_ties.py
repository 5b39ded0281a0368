"""Suggested ties between issues and items: by what was printed, never by a title."""

from datetime import date
from typing import Any

import pytest

from decisions.models import Issue, PlannedDecision
from decisions.ties import dismiss_tie, start_issue, suggested_ties, tie
from meetings.models import AgendaItem, Committee
from tests.decisions.planned import make_planned_decision
from tests.leaks.world import EXEMPT
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point, make_resolution

pytestmark = pytest.mark.django_db


@pytest.fixture
def cabinet() -> Committee:
    return make_committee(borough=make_borough(name="Eastmere"), name="Cabinet", slug="cabinet")


def item_of(committee: Committee, day: date = date(2024, 9, 24), **given: Any) -> AgendaItem:
    meeting = committee.meetings.filter(date=day).first() or make_meeting(committee=committee, date=day)
    return make_item(meeting=meeting, **given)


def issue_of(*items: AgendaItem, **given: Any) -> Issue:
    issue = Issue.objects.create(
        borough=items[0].meeting.committee.borough,
        title="Home care",
        slug=f"home-care-{items[0].pk}",
        **given,
    )
    issue.items.add(*items)
    return issue


def reasons(issue: Issue) -> dict[AgendaItem, tuple[str, ...]]:
    return {AgendaItem.objects.get(pk=each.item_id): each.reasons for each in suggested_ties([issue.pk])}


@pytest.mark.parametrize("reference", ["KD5694", "CE09/10-28", "KD 12/B"])
def test_item_with_the_forward_plan_reference_of_a_tied_item_is_suggested(
    cabinet: Committee, reference: str
) -> None:
    issue = issue_of(item_of(cabinet, forward_plan_reference=reference))
    other = item_of(cabinet, date(2025, 1, 7), forward_plan_reference=reference)
    item_of(cabinet, date(2025, 1, 7), forward_plan_reference=f"{reference}9")
    assert reasons(issue) == {other: (f"It carries the forward-plan reference {reference}.",)}


def test_reference_of_the_issue_and_of_its_notice_count_too(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet), forward_plan_reference="KD1")
    notice = make_planned_decision(committee=cabinet, reference="KD2", issue=issue)
    items = {item_of(cabinet, forward_plan_reference=reference) for reference in ("KD1", "KD2")}
    assert set(reasons(issue)) == items
    PlannedDecision.objects.filter(pk=notice.pk).update(issue=None)
    assert len(reasons(issue)) == 1


def test_item_with_the_same_report_is_suggested(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, report_reference="CS12066"))
    other = item_of(cabinet, date(2025, 1, 7), report_reference="CS12066")
    assert reasons(issue) == {other: ("It carries the report number CS12066.",)}


def test_item_whose_minutes_or_resolutions_name_the_report_is_suggested(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, report_reference="CS12066"))
    minuted, resolved = item_of(cabinet), item_of(cabinet)
    make_point(item=minuted, text="Members recalled report CS12066 of last year.")
    make_resolution(item=resolved, wording="That report CS12066 be noted.")
    assert set(reasons(issue)) == {minuted, resolved}
    assert reasons(issue)[minuted] == (
        "Its minutes name the report CS12066: “Members recalled report CS12066 of last year.”",
    )


@pytest.mark.parametrize(
    ("text", "is_suggested"),
    [
        ("Further to Minute 128 of Cabinet, members noted progress.", True),
        ("Further to minute no. 128 of 24 September 2024, members noted progress.", True),
        ("Further to minute 128, members noted progress.", False),
        ("Further to minute 1280 of Cabinet, members noted progress.", False),
        ("Cabinet met for 128 minutes.", False),
    ],
)
def test_minute_is_named_with_its_committee_or_day(cabinet: Committee, text: str, is_suggested: bool) -> None:
    issue = issue_of(item_of(cabinet, minute_number="128"))
    scrutiny = make_committee(borough=cabinet.borough, name="Care Scrutiny Panel")
    later = item_of(scrutiny, date(2024, 11, 5))
    make_point(item=later, text=text)
    assert (later in reasons(issue)) is is_suggested


def test_minute_named_alone_is_one_of_the_same_committee_in_the_last_year(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, minute_number="128"))
    soon, long_after, before = (
        item_of(cabinet, day) for day in (date(2024, 11, 5), date(2027, 1, 1), date(2024, 1, 9))
    )
    for item in (soon, long_after, before):
        make_point(item=item, text="Further to minute 128, members noted progress.")
    assert list(reasons(issue)) == [soon]


def test_nothing_is_suggested_by_title(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, title="Home care contract"))
    item_of(cabinet, date(2025, 1, 7), title="Home care contract")
    assert reasons(issue) == {}


@pytest.mark.parametrize("given", [{"procedural": True}, EXEMPT])
def test_procedural_and_exempt_items_are_never_suggested(cabinet: Committee, given: dict[str, Any]) -> None:
    issue = issue_of(item_of(cabinet, forward_plan_reference="KD1"))
    item_of(cabinet, forward_plan_reference="KD1", **given)
    assert reasons(issue) == {}


@pytest.mark.parametrize("given", [{"procedural": True}, EXEMPT])
def test_nothing_is_suggested_by_a_procedural_or_exempt_item(
    cabinet: Committee, given: dict[str, Any]
) -> None:
    issue = issue_of(item_of(cabinet, forward_plan_reference="KD1", **given))
    item_of(cabinet, forward_plan_reference="KD1")
    assert reasons(issue) == {}


def test_other_boroughs_items_are_never_suggested(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, forward_plan_reference="KD1"))
    make_item(forward_plan_reference="KD1")
    assert reasons(issue) == {}


def test_tie_that_was_confirmed_or_dismissed_is_not_suggested_again(cabinet: Committee) -> None:
    issue = issue_of(item_of(cabinet, forward_plan_reference="KD1"))
    yes, no = (item_of(cabinet, forward_plan_reference="KD1") for _ in range(2))
    tie(issue, yes)
    dismiss_tie(issue, no)
    assert reasons(issue) == {}
    assert yes in issue.items.all()
    assert no not in issue.items.all()
    tie(issue, no)
    assert not issue.dismissed_ties.exists()


def test_all_issues_are_asked_about_in_one_statement(
    cabinet: Committee, django_assert_num_queries: Any
) -> None:
    issues = [issue_of(item_of(cabinet, forward_plan_reference=f"KD{n}")) for n in range(5)]
    for n in range(5):
        item_of(cabinet, date(2025, 1, 7), forward_plan_reference=f"KD{n}")
    with django_assert_num_queries(1):
        assert len(suggested_ties([issue.pk for issue in issues])) == 5


def test_issue_is_started_from_two_items_with_the_reference_they_share(cabinet: Committee) -> None:
    items = [item_of(cabinet, forward_plan_reference="KD1"), item_of(cabinet)]
    issue = start_issue("Home care", items)
    assert set(issue.items.all()) == set(items)
    assert (issue.borough, issue.forward_plan_reference) == (cabinet.borough, "KD1")
    assert start_issue("Home care", items).slug != issue.slug


def test_issue_is_not_started_from_one_item_nor_across_boroughs_nor_from_procedural_ones(
    cabinet: Committee,
) -> None:
    item = item_of(cabinet)
    for items in ([item], [item, make_item()], [item, item_of(cabinet, procedural=True)]):
        with pytest.raises(ValueError, match="two or more items of one borough"):
            start_issue("Home care", items)
    assert not Issue.objects.exists()
