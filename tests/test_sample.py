"""The invented sample: large and varied enough to look at, the same every time, written once, and our own words."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from decisions.models import Outcome, Progress, Recommendation, Resolution, Response
from decisions.models.forward_plan import PlannedDecision
from meetings.minutes_text import Item
from meetings.minutes_text.printing import print_plainly
from meetings.models import (
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    Document,
    Interest,
    Meeting,
    MinutePoint,
    Person,
)
from minutes_portal.sample import SAMPLE_OFFICER, SAMPLE_PASSWORD, build_sample, create_sample_officer
from minutes_portal.sample.build import Tally, write_sample
from minutes_portal.sample.language import Deck, fill
from minutes_portal.sample.matters import MatterError, all_matters, read_matters
from minutes_portal.sample.record import Record
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.recognising import printed_heading, printed_part, read_as_recorded
from minutes_portal.workspace.rendering import recorded
from tests.transactions import finish

DAY = date(2026, 3, 11)


@pytest.fixture(scope="module")
def record() -> Record:
    """The sample of one day, not saved: no database is needed to write it."""
    return write_sample(DAY)


@pytest.fixture(scope="module")
def tally(django_db_setup: None, django_db_blocker: Any) -> Iterator[Tally]:
    """The sample of today in the database, for all tests of this module, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_sample(timezone.localdate())
        finish()
        yield built
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_sample_is_large_enough(tally: Tally) -> None:
    assert tally.built
    assert tally.boroughs >= 4
    assert tally.committees >= 12
    assert tally.people >= 60
    assert tally.meetings >= 120
    assert tally.items >= 900
    assert tally.points >= 6_000
    assert tally.resolutions >= 700
    assert tally.resolutions + tally.limbs >= 1_200
    assert len(all_matters()) >= 40


@pytest.mark.django_db
def test_second_run_changes_nothing(tally: Tally) -> None:
    again = build_sample(timezone.localdate())
    assert not again.built
    assert again.points == tally.points
    assert again.limbs == tally.limbs


@pytest.mark.django_db
def test_every_stage_of_publication_is_present(tally: Tally) -> None:
    stages = {meeting.stage for meeting in Meeting.objects.all()}
    assert stages == set(Meeting.Stage)
    assert Meeting.objects.filter(agenda_published_at__gt=timezone.now()).exists()
    assert Meeting.objects.filter(minutes_published_at__gt=timezone.now()).exists()


@pytest.mark.django_db
def test_every_status_of_a_meeting_is_present(tally: Tally) -> None:
    assert set(Meeting.objects.values_list("status", flat=True)) == set(Meeting.Status.values)
    assert Meeting.objects.filter(sitting=2).exists()


@pytest.mark.django_db
def test_minutes_entered_but_not_published_are_present(tally: Tally) -> None:
    drafts = MinutePoint.objects.filter(item__meeting__minutes_published_at__isnull=True)
    assert drafts.filter(item__meeting__decisions_published_at__isnull=False).exists()


@pytest.mark.django_db
def test_minutes_are_approved_by_an_item_of_a_later_meeting_of_the_committee(tally: Tally) -> None:
    approved = Meeting.objects.exclude(approved_by=None).select_related("approved_by__meeting")
    assert approved.count() > 50
    for meeting in approved:
        assert meeting.approved_by is not None
        later = meeting.approved_by.meeting
        assert later.date > meeting.date
        assert later.committee_id == meeting.committee_id
    assert approved.exclude(approval_note="").exists()


@pytest.mark.django_db
def test_recommendations_stand_at_every_stage(tally: Tally) -> None:
    today = timezone.localdate()
    unanswered = Recommendation.objects.filter(responses=None)
    assert unanswered.filter(due_on__lt=today).exists()
    assert unanswered.filter(sent_on=None).exists()
    assert set(Recommendation.objects.values_list("progress", flat=True)) == set(Progress.values)
    assert set(Response.objects.values_list("verdict", flat=True)) == set(Response.Verdict.values)
    for whole in (True, False):  # resolutions, and limbs by themselves
        assert Recommendation.objects.filter(resolution__parent__isnull=whole).count() > 10
    assert Recommendation.objects.filter(ordinal=1).count() > 100  # each item counts its own
    heard = Response.objects.filter(item__isnull=False)
    assert heard.count() > 20
    assert not heard.filter(date__gt=F("item__meeting__date")).exists()
    assert not heard.filter(item__meeting__date__lte=F("recommendation__item__meeting__date")).exists()
    assert {"Members received" in page for page in _minutes_of(heard)} == {True}


def _minutes_of(responses: Any) -> Iterator[str]:
    """Yield the minutes of the items at which answers were heard."""
    for item in AgendaItem.objects.filter(pk__in=responses.values("item")).prefetch_related("points"):
        yield " ".join(point.text for point in item.points.all())


@pytest.mark.django_db
def test_exempt_matter_of_every_shape_is_present(tally: Tally) -> None:
    for model in (AgendaItem, MinutePoint, Resolution, Document):
        assert model._default_manager.filter(exempt=True).exists(), model
    hidden = AgendaItem.objects.filter(exempt=True)
    assert hidden.exclude(public_summary="").exists()
    assert hidden.filter(exempt_reason="").count() == 0
    assert MinutePoint.objects.filter(item__in=hidden).exists()


@pytest.mark.django_db
def test_the_public_reads_the_sample_but_not_what_is_hidden(tally: Tally) -> None:
    for model in (Meeting, AgendaItem, MinutePoint, Resolution):
        shown, held = model.published.count(), model._default_manager.count()
        assert 0 < shown < held, model


@pytest.mark.django_db
def test_sample_refuses_a_database_where_others_use_its_names(tally: Tally) -> None:
    Borough.objects.filter(slug="wyreford").update(council_name="Another council of that name")
    with pytest.raises(CommandError, match=r"Wyreford .* not of the sample"):
        call_command("sample")


@pytest.mark.django_db
def test_sample_officer_is_created_once_and_keeps_a_changed_password() -> None:
    users = get_user_model()._default_manager
    assert create_sample_officer()
    officer = users.get(username=SAMPLE_OFFICER)
    assert officer.is_superuser
    assert officer.check_password(SAMPLE_PASSWORD)
    officer.set_password("another-long-password")
    officer.save()
    assert not create_sample_officer()
    assert users.get(username=SAMPLE_OFFICER).check_password("another-long-password")


def test_sample_is_the_same_for_the_same_day(record: Record) -> None:
    assert write_sample(DAY).digest() == record.digest()
    assert write_sample(date(2026, 3, 12)).digest() != record.digest()


def test_every_outcome_and_kind_is_used(record: Record) -> None:
    outcomes = {outcome for resolution in record.resolutions for outcome in resolution.outcomes}
    assert outcomes == set(Outcome.values)
    assert {interest.kind for interest in record.interests} == set(Interest.Kind.values)
    assert {point.kind for point in record.points} == set(MinutePoint.Kind.values)
    assert {committee.kind for committee in record.committees} == set(Committee.Kind.values)
    assert {person.kind for person in record.people} == set(Person.Kind.values)
    assert {row.capacity for row in record.attendances} == set(Attendance.Capacity.values)
    assert {row.presence for row in record.attendances} == set(Attendance.Presence.values)
    assert {document.kind for document in record.documents} >= {"agenda", "report", "appendix", "minutes"}


def test_limbs_are_nested_two_deep(record: Record) -> None:
    assert any(row.parent and row.parent.parent for row in record.resolutions)
    assert not any(
        row.parent and row.parent.parent and row.parent.parent.parent for row in record.resolutions
    )


def test_committees_follow_and_join_one_another(record: Record) -> None:
    successors = [committee for committee in record.committees if committee.predecessor]
    assert successors
    assert all(committee.predecessor and committee.predecessor.active_until for committee in successors)
    assert record.partners


def test_issues_run_over_several_meetings(record: Record) -> None:
    meetings = {
        issue.slug: {id(item.meeting) for tied, item in record.issue_items if tied is issue}
        for issue in record.issues
    }
    assert len(meetings) > 9
    assert sum(len(held) > 2 for held in meetings.values()) > 5


def test_pages_that_try_the_looks_are_present(record: Record) -> None:
    assert max(Counter(id(item.meeting) for item in record.items).values()) >= 40
    assert max(Counter(id(row.meeting) for row in record.attendances).values()) >= 60
    assert max(Counter(id(row.parent) for row in record.resolutions if row.parent).values()) >= 60
    assert max(len(item.title) for item in record.items) >= 300
    assert max(len(point.text.split()) for point in record.points) >= 3_000


def test_order_is_one_sequence_of_points_and_resolutions(record: Record) -> None:
    orders: dict[int, list[int]] = {}
    for point in record.points:
        orders.setdefault(id(point.item), []).append(point.order)
    for resolution in record.resolutions:
        if resolution.parent is None:
            orders.setdefault(id(resolution.item), []).append(resolution.order)
    assert all(len(set(found)) == len(found) for found in orders.values())


def test_public_parts_have_addresses_and_exempt_parts_have_none(record: Record) -> None:
    assert all(bool(point.anchor) != point.exempt for point in record.points)
    whole = [resolution for resolution in record.resolutions if resolution.parent is None]
    assert all((resolution.ordinal is None) == resolution.exempt for resolution in whole)


def test_votes_are_no_more_than_those_present(record: Record) -> None:
    present = Counter(
        id(row.meeting)
        for row in record.attendances
        if row.presence in ("present", "remote")
        and row.capacity in ("chair", "vice-chair", "member", "substitute")
    )
    for resolution in record.resolutions:
        if resolution.votes_for is not None:
            votes = resolution.votes_for + (resolution.votes_against or 0) + (resolution.votes_abstain or 0)
            assert votes <= present[id(resolution.item.meeting)]


def test_no_text_shows_an_unfilled_slot_or_is_said_twice_in_an_item(record: Record) -> None:
    seen: set[tuple[int, str]] = set()
    for point in record.points:
        assert not re.search(r"[{}|]|>>|//", point.text), point.text
        assert (id(point.item), point.text) not in seen, point.text
        seen.add((id(point.item), point.text))
    assert not any(re.search(r"[{}|]|>>|//", row.wording + row.notice_wording) for row in record.resolutions)


@pytest.mark.django_db
def test_each_borough_has_a_forward_plan_at_every_stage(tally: Tally) -> None:
    for borough in Borough.objects.all():
        plan = PlannedDecision.published.for_list().in_borough([borough.slug])
        assert set(plan.tally().per_state) == {"to come", "made", "dropped", "overdue"}, borough
        assert borough.planned_decisions.filter(published_at=None).exists(), borough
    exceptions = PlannedDecision.objects.values_list("exception", flat=True)
    assert set(exceptions) == set(PlannedDecision.ShortNotice)
    assert PlannedDecision.objects.exclude(issue=None).count() >= 10
    assert PlannedDecision.objects.filter(private=True).exists()
    assert PlannedDecision.objects.filter(key=False).exists()


def test_people_of_the_public_are_not_listed(record: Record) -> None:
    assert not any(person.listed for person in record.people if person.kind == Person.Kind.PUBLIC)


def test_no_sentence_of_the_real_pages_is_copied(record: Record, seeds: Path) -> None:
    ours = _sentences(
        "\n".join([point.text for point in record.points] + [row.wording for row in record.resolutions])
    )
    for page in sorted(seeds.glob("0*.txt")):
        theirs = {found for found in _sentences(page.read_text(encoding="utf-8")) if len(found.split()) > 6}
        assert not ours & theirs


def _sentences(text: str) -> set[str]:
    return {re.sub(r"\W+", " ", found).strip().lower() for found in re.split(r"[.;:\n]", text)}


def test_a_line_that_is_not_understood_is_named(tmp_path: Path) -> None:
    page = tmp_path / "wrong.txt"
    page.write_text("== parks\ntitle: Parks\nthis is nothing\n", encoding="utf-8")
    with pytest.raises(MatterError, match=r"wrong\.txt, line 3"):
        read_matters(page)


def test_patterns_are_filled_with_figures_in_their_own_shape() -> None:
    rng, names = random.Random(1), {"place": "Wharfside"}  # noqa: S311 - figures, not secrets
    filled = fill("{place}: {1,200..4,800} of {n:3..9}, {1.2..3.4} per cent, {n} {a|a}", names, rng)
    assert re.fullmatch(r"Wharfside: \d,\d{3} of (\d), \d\.\d per cent, \1 a", filled)


def test_a_deck_deals_every_line_before_any_again() -> None:
    deck = Deck(("a", "b", "c", "d"), random.Random(3))  # noqa: S311 - order, not secrets
    assert sorted(deck.deal(3) + deck.deal(1)) == ["a", "b", "c", "d"]
    assert len(set(deck.deal(4))) == 4


@pytest.mark.django_db
def test_text_of_every_meeting_reads_back_as_the_same_record(tally: Tally) -> None:
    misread = []
    for meeting in Meeting.objects.select_related("committee").order_by("pk"):
        place = Place(meeting)
        said = recorded(place)
        page = read_as_recorded(print_plainly(said), said)
        if [printed(item) for item in page.items] != [printed(item) for item in said]:
            misread.append(str(meeting))
    assert misread == []


def printed(item: Item) -> tuple[Item, list[Any]]:
    return printed_heading(item), [printed_part(part) for part in item.body]


def test_votes_by_name_agree_with_the_totals_and_one_tie_is_decided(tally: Tally) -> None:
    named = Resolution.objects.filter(votes__isnull=False).distinct().prefetch_related("votes")
    casting = 0
    for resolution in named:
        votes = list(resolution.votes.all())
        own = Counter(vote.cast for vote in votes if not vote.casting)
        totals = (resolution.votes_for, resolution.votes_against, resolution.votes_abstain)
        assert totals == (own["for"], own["against"], own["abstained"])
        if any(vote.casting for vote in votes):
            assert own["for"] == own["against"]
            casting += 1
    assert named.filter(item__meeting__committee__kind="council").exists()
    assert casting
