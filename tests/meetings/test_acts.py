"""Acts: each does the whole of what its name says, or refuses in plain English and changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from decisions.models import Resolution
from meetings import acts
from meetings.models import AgendaItem, Document, Meeting, MinutePoint, WithdrawnRecord
from tests.makers import (
    LONG_AGO,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_point,
    make_resolution,
)

pytestmark = pytest.mark.django_db
ENGLAND_3: dict[str, Any] = {"regime": "england", "paragraphs": [3]}
Stage = Meeting.Stage


def test_published_stage_is_public_at_once_with_the_stages_before_it() -> None:
    point = make_point(item=make_item(meeting=make_meeting("nothing")))
    assert not Meeting.published.exists()
    acts.publish_stage(point.item.meeting, Stage.DRAFT_MINUTES)
    assert Meeting.published.get().stage == Stage.DRAFT_MINUTES
    assert Meeting.published.get().decisions_published_at
    assert MinutePoint.published.get() == point


def test_stage_of_the_future_is_not_public_and_can_be_undone() -> None:
    meeting = make_meeting("nothing")
    acts.publish_stage(meeting, Stage.AGENDA, at=timezone.now() + timedelta(days=1))
    assert not Meeting.published.exists()
    acts.unschedule_stage(meeting, Stage.AGENDA)
    assert Meeting.objects.get().agenda_published_at is None


def test_what_is_public_is_withdrawn_not_unscheduled() -> None:
    with pytest.raises(ValidationError, match="withdraw the meeting"):
        acts.unschedule_stage(make_meeting("agenda"), Stage.AGENDA)


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.UNPUBLISHED, "rubbish"])
def test_only_the_three_stages_are_published(stage: str) -> None:
    with pytest.raises(ValidationError, match="Choose"):
        acts.publish_stage(make_meeting("nothing"), stage)


def test_stage_is_not_published_twice() -> None:
    with pytest.raises(ValidationError, match="public already"):
        acts.publish_stage(make_meeting("minutes"), Stage.AGENDA)


def test_stage_is_not_put_after_the_one_that_follows_it() -> None:
    meeting, soon = make_meeting("nothing"), timezone.now() + timedelta(days=1)
    acts.publish_stage(meeting, Stage.DECISIONS, at=soon)
    with pytest.raises(ValidationError, match="before this"):
        acts.publish_stage(meeting, Stage.AGENDA, at=soon + timedelta(days=1))


def make_approving_item(meeting: Meeting, **given: Any) -> AgendaItem:
    later = make_meeting(**{"committee": meeting.committee, "date": date(2024, 10, 22)} | given)
    return make_item(meeting=later, title="Minutes of the previous meeting")


def test_approval_records_which_meeting_and_item_approved_with_which_corrections() -> None:
    meeting = make_meeting("minutes")
    item = make_approving_item(meeting)
    acts.approve_minutes(meeting, item, note="In item 5, “four” for “five”.")
    shown = Meeting.published.get(pk=meeting.pk)
    assert (shown.stage, shown.approved_by_id) == (Stage.APPROVED, item.pk)
    assert shown.approval_note.startswith("In item 5")
    assert timezone.localdate(shown.approved_at) == date(2024, 10, 22)


def test_successor_of_an_abolished_committee_approves_its_last_minutes() -> None:
    meeting = make_meeting("minutes")
    successor = make_committee(predecessor=meeting.committee, borough=meeting.committee.borough)
    acts.approve_minutes(meeting, make_approving_item(meeting, committee=successor))
    assert Meeting.objects.get(pk=meeting.pk).approved_at


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"date": date(2024, 9, 1)}, "later meeting"),
        ({"date": date(2119, 1, 1)}, "not taken place"),
        ({"status": "cancelled"}, "did not take place"),
        ({"status": "inquorate"}, "did not take place"),
        ({"committee": None}, "same committee"),
    ],
)
def test_unsuitable_meeting_approves_nothing(given: dict[str, Any], complaint: str) -> None:
    meeting = make_meeting("minutes")
    if "committee" in given:
        given = {"committee": make_committee()}
    with pytest.raises(ValidationError, match=complaint):
        acts.approve_minutes(meeting, make_approving_item(meeting, **given))
    assert Meeting.objects.get(pk=meeting.pk).approved_at is None


def test_draft_must_be_public_before_it_is_approved() -> None:
    meeting = make_meeting("decisions")
    with pytest.raises(ValidationError, match="Publish the draft"):
        acts.approve_minutes(meeting, make_approving_item(meeting))


def test_undone_approval_makes_the_minutes_a_draft_again() -> None:
    meeting = make_meeting("minutes")
    acts.approve_minutes(meeting, make_approving_item(meeting))
    acts.undo_approval(meeting)
    assert Meeting.published.get(pk=meeting.pk).stage == Stage.DRAFT_MINUTES


@pytest.mark.parametrize("kind", ["meeting", "item", "document"])
def test_withdrawn_record_leaves_a_notice_and_comes_back_when_restored(kind: str) -> None:
    item = make_item()
    record = {"meeting": item.meeting, "item": item, "document": make_document(item=item)}[kind]
    acts.withdraw(record, "published in error", "Ask Democratic Services.")
    assert not type(record).published.filter(pk=record.pk).exists()
    assert WithdrawnRecord.published.get().withdrawn_notice == "Ask Democratic Services."
    acts.restore(record)
    assert type(record).published.filter(pk=record.pk).exists()
    assert not WithdrawnRecord.published.exists()


def test_what_was_never_public_is_not_withdrawn() -> None:
    with pytest.raises(ValidationError, match="never published"):
        acts.withdraw(make_meeting("nothing"), "published in error")


def test_withdrawal_needs_a_reason_of_the_list() -> None:
    with pytest.raises(ValidationError, match="kind of reason"):
        acts.withdraw(make_meeting(), "whim")


@pytest.mark.parametrize("make", [make_item, make_point, make_resolution, make_document])
def test_exempt_part_is_hidden_at_once_and_shown_again_when_that_is_lifted(make: Any) -> None:
    part = make()
    acts.mark_exempt(part, **ENGLAND_3)
    assert not type(part).published.filter(pk=part.pk, exempt=False).exists()
    acts.lift_exemption(part)
    assert type(part).published.filter(pk=part.pk, exempt=False).exists()


def test_exemption_names_paragraphs_of_its_law() -> None:
    point = make_point()
    with pytest.raises(ValidationError, match="between 1 and 7"):
        acts.mark_exempt(point, regime="england", paragraphs=[12])
    assert not MinutePoint.objects.get().exempt


def test_regime_gives_the_part_of_the_schedule() -> None:
    point = make_point()
    acts.mark_exempt(point, regime="wales", paragraphs=[14, 12, 14])
    point.refresh_from_db()
    assert (point.exempt_part, point.exempt_paragraphs) == ("4", [12, 14])


def test_limbs_go_with_their_resolution() -> None:
    resolution = make_resolution()
    limb = make_resolution(item=resolution.item, parent=resolution)
    make_resolution(item=resolution.item, parent=limb)
    acts.mark_exempt(resolution, **ENGLAND_3)
    assert set(Resolution.objects.values_list("exempt", flat=True)) == {True}


def test_exempt_limb_takes_its_outcome_from_everything_above_it() -> None:
    resolution = make_resolution(outcomes=["noted", "deferred", "appointed"])
    limb = make_resolution(item=resolution.item, parent=resolution, outcomes=["deferred", "appointed"])
    make_resolution(item=resolution.item, parent=resolution, outcomes=["noted"])
    deepest = make_resolution(item=resolution.item, parent=limb, outcomes=["appointed"])
    acts.mark_exempt(deepest, **ENGLAND_3)
    assert Resolution.published.get(pk=limb.pk).outcomes == ["deferred"]
    assert Resolution.published.get(pk=resolution.pk).outcomes == ["noted", "deferred"]
    acts.lift_exemption(deepest)
    assert Resolution.published.get(pk=resolution.pk).outcomes == ["noted", "appointed", "deferred"]


def test_limbs_stay_exempt_unless_the_officer_lifts_that_too() -> None:
    resolution = make_resolution(outcomes=["deferred"])
    make_resolution(item=resolution.item, parent=resolution, outcomes=["deferred"])
    acts.mark_exempt(resolution, **ENGLAND_3)
    acts.lift_exemption(resolution)
    assert list(Resolution.published.values_list("pk", "outcomes")) == [(resolution.pk, [])]
    acts.mark_exempt(resolution, **ENGLAND_3)
    acts.lift_exemption(resolution, with_limbs=True)
    assert Resolution.published.count() == 2
    assert Resolution.published.get(pk=resolution.pk).outcomes == ["deferred"]


def test_part_that_was_exempt_from_the_start_gets_its_address_when_it_becomes_public() -> None:
    law = {"exempt": True, "exempt_regime": "confidential"}
    point = make_point(anchor="", number="5.2", **law)
    resolution = make_resolution(item=point.item, ordinal=None, **law)
    document = make_document(item=point.item, title="Sale of land", slug="exempt-0f3a", **law)
    for part in (point, resolution, document):
        acts.lift_exemption(part)
    assert (point.anchor, resolution.ordinal, document.slug) == ("5.2", 1, "sale-of-land")


def test_address_of_a_part_that_was_public_stays_its_own() -> None:
    point = make_point(anchor="5.2", number="5.2")
    acts.mark_exempt(point, **ENGLAND_3)
    other = make_point(item=point.item, anchor="", number="5.2")
    acts.give_anchors_in(point.item)
    assert MinutePoint.objects.get(pk=other.pk).anchor == "p1"


def test_exempt_document_has_an_address_that_tells_nothing() -> None:
    document = Document(meeting=make_meeting(), title="Dismissal of A. Smith", exempt=True)
    assert acts.document_slug(document).startswith("exempt-")


def test_part_that_is_not_exempt_has_nothing_to_lift() -> None:
    with pytest.raises(ValidationError, match="not exempt"):
        acts.lift_exemption(make_point())


def test_withdrawn_meeting_publishes_nothing_more() -> None:
    meeting = make_meeting("agenda", withdrawn_at=LONG_AGO, withdrawn_reason="superseded")
    with pytest.raises(ValidationError, match="Restore it first"):
        acts.publish_stage(meeting, Stage.DECISIONS)
