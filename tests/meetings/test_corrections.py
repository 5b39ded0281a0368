"""Corrections: readers see what changed in a public record and why, and never a word that is exempt."""

import pytest
from django.core.exceptions import ValidationError

from decisions.models import Resolution
from meetings.acts import mark_exempt
from meetings.corrections import record_correction, snapshot
from meetings.models import Attendance, CorrectedText, Correction, Interest, MinutePoint
from tests.makers import make_item, make_person, make_point, make_resolution

pytestmark = pytest.mark.django_db


def test_changed_added_and_deleted_texts_are_told() -> None:
    item = make_item()
    changed = make_point(item=item, number="5.1", mark="5.1", text="Costs were £4m.")
    deleted = make_point(item=item, number="5.2", mark="5.2", text="Nobody spoke.")
    before = snapshot(item.meeting, item)
    MinutePoint.objects.filter(pk=changed.pk).update(text="Costs were £5m.")
    deleted.delete()
    make_resolution(item=item, cue="RESOLVED:", wording="to note it.", outcomes=[])
    record_correction(item.meeting, item, "Two figures were wrong.", before, snapshot(item.meeting, item))
    assert Correction.published.get().reason == "Two figures were wrong."
    assert [(text.what, text.before, text.after) for text in CorrectedText.published.all()] == [
        ("Paragraph 5.1", "5.1 Costs were £4m.", "5.1 Costs were £5m."),
        ("Paragraph 5.2", "5.2 Nobody spoke.", ""),
        ("Resolution", "", "RESOLVED: to note it."),
    ]


def test_change_without_a_reason_is_refused() -> None:
    item = make_item()
    before = snapshot(item.meeting, item)
    make_point(item=item)
    with pytest.raises(ValidationError, match="Say why"):
        record_correction(item.meeting, item, "  ", before, snapshot(item.meeting, item))


def test_change_of_exempt_text_needs_no_reason_and_is_not_told() -> None:
    item = make_item()
    point = make_point(item=item, text="SECRET", exempt=True, exempt_regime="confidential", anchor="")
    before = snapshot(item.meeting, item)
    MinutePoint.objects.filter(pk=point.pk).update(text="SECRET too")
    assert record_correction(item.meeting, item, "", before, snapshot(item.meeting, item)) is None
    assert not CorrectedText.objects.exists()


def test_text_that_becomes_exempt_later_is_gone_from_its_correction() -> None:
    item = make_item()
    point = make_point(item=item, text="Price: £4m.")
    before = snapshot(item.meeting, item)
    MinutePoint.objects.filter(pk=point.pk).update(text="Price: £5m.")
    record_correction(item.meeting, item, "Wrong price.", before, snapshot(item.meeting, item))
    assert CorrectedText.published.count() == 1
    MinutePoint.objects.filter(pk=point.pk).update(exempt=True, exempt_regime="confidential")
    assert CorrectedText.published.count() == 0


@pytest.mark.parametrize("levels", [1, 2])
def test_outcomes_of_what_an_exempt_limb_hangs_under_are_not_told(levels: int) -> None:
    whole = make_resolution(outcomes=["noted", "deferred"])
    limb = whole
    for _ in range(levels):
        limb = make_resolution(item=whole.item, parent=limb, outcomes=["deferred"])
    item = whole.item
    before = snapshot(item.meeting, item)
    mark_exempt(limb, regime="england", paragraphs=[3])
    whole.refresh_from_db()
    assert whole.outcomes == ["noted"]
    assert record_correction(item.meeting, item, "", before, snapshot(item.meeting, item)) is None
    assert not CorrectedText.objects.exists()


def test_wording_above_an_exempt_limb_is_told_without_its_outcomes() -> None:
    whole = make_resolution(cue="", wording="to note it", outcomes=["noted", "deferred"])
    make_resolution(item=whole.item, parent=whole, exempt=True, exempt_regime="confidential")
    item = whole.item
    before = snapshot(item.meeting, item)
    Resolution.objects.filter(pk=whole.pk).update(wording="to note them", outcomes=["noted"])
    record_correction(item.meeting, item, "A slip.", before, snapshot(item.meeting, item))
    assert [(text.before, text.after) for text in CorrectedText.objects.all()] == [
        ("to note it", "to note them")
    ]


def test_changed_attendance_and_interest_are_told() -> None:
    item = make_item()
    member = make_person(name="Ada Fenwick")
    attendance = Attendance.objects.create(meeting=item.meeting, person=member)
    before = snapshot(item.meeting), snapshot(item.meeting, item)
    Attendance.objects.filter(pk=attendance.pk).update(presence="apologies")
    Interest.objects.create(item=item, person=member, nature="Governor of a school.", left_the_meeting=True)
    record_correction(item.meeting, None, "She had sent apologies.", before[0], snapshot(item.meeting))
    record_correction(item.meeting, item, "An interest was missing.", before[1], snapshot(item.meeting, item))
    assert [(text.what, text.before, text.after) for text in CorrectedText.published.order_by("pk")] == [
        ("Attendance of Councillor Ada Fenwick", "Member, present", "Member, sent apologies"),
        (
            "Interest of Councillor Ada Fenwick",
            "",
            "Kind not stated, Governor of a school., left the meeting",
        ),
    ]
