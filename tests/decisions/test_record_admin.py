"""Officers enter statutory records, call-ins and the rules that call-in follows."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import CallIn, ClosureDay, Constitution, DecisionRecord
from decisions.statutory import gaps
from meetings.models import Committee
from tests.admin_forms import rows, submit
from tests.decisions.record_makers import make_closure, make_constitution, make_decision, make_record
from tests.makers import make_borough, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db

FRIDAY_13 = date(2024, 9, 13)


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def make_draft_decision(**given: Any) -> Any:
    """Make a decision of an executive that readers do not have yet, in a borough with rules."""
    decision = make_decision()
    decision.item.meeting.agenda_published_at = None
    meeting = make_meeting("nothing", committee=decision.item.meeting.committee, date=date(2024, 9, 12))
    decision = make_resolution(item=make_item(meeting=meeting))
    make_constitution(borough=meeting.committee.borough, **given)
    return decision


def record_fields(**given: Any) -> dict[str, Any]:
    return {f"record-0-{name}": value for name, value in given.items()}


def test_officer_records_words_none_and_nothing(admin_client: Client) -> None:
    decision = make_draft_decision()
    said = record_fields(
        reasons_0="words", reasons_1="Visits were too short.", alternatives_0="none", published_on="2024-09-13", call_in="subject",
    )  # fmt: skip
    answer = submit(admin_client, change(decision), **said)
    assert "was changed successfully" in answer.content.decode()
    record = DecisionRecord.objects.get(resolution=decision)
    assert (record.reasons, record.alternatives, record.interests) == ("Visits were too short.", "", None)
    assert record.call_in_until == date(2024, 9, 20)


def test_saving_a_resolution_without_a_word_of_its_record_makes_none(admin_client: Client) -> None:
    decision = make_draft_decision()
    submit(admin_client, change(decision), cue="AGREED:")
    assert not DecisionRecord.objects.exists()


def test_saving_again_changes_nothing_of_a_record(admin_client: Client) -> None:
    decision = make_draft_decision()
    before = make_record(
        resolution=decision, reasons="So.", alternatives="", published_on=FRIDAY_13, call_in="subject"
    )
    submit(admin_client, change(decision))
    after = DecisionRecord.objects.get()
    assert {field.name: getattr(after, field.name) for field in after._meta.concrete_fields} == {
        field.name: getattr(before, field.name) for field in before._meta.concrete_fields
    }


@pytest.mark.parametrize(
    ("choice", "words", "told"),
    [("none", "But here are words.", "choose one of the two"), ("words", " ", "Write what was recorded")],
)
def test_button_and_words_that_contradict_each_other_are_refused(
    admin_client: Client, choice: str, words: str, told: str
) -> None:
    answer = submit(
        admin_client, change(make_draft_decision()), **record_fields(reasons_0=choice, reasons_1=words)
    )
    assert told in answer.content.decode()
    assert not DecisionRecord.objects.exists()


def test_call_in_is_entered_with_its_hearing(admin_client: Client) -> None:
    decision = make_draft_decision()
    hearing = make_item(
        meeting=make_meeting(committee=decision.item.meeting.committee, date=date(2024, 10, 1))
    )
    asked = {
        "requested_on": "2024-09-19",
        "requested_by": "Three members",
        "outcome": "not upheld",
        "considered_at": hearing.pk,
    }
    submit(admin_client, change(decision), **rows("call_ins", 0, asked))
    call_in = CallIn.objects.get()
    assert (call_in.outcome, call_in.considered_at) == ("not upheld", hearing)
    assert DecisionRecord.objects.get().call_in == "subject"


def test_limb_has_no_record_of_its_own(admin_client: Client) -> None:
    decision = make_draft_decision()
    limb = make_resolution(item=decision.item, parent=decision)
    page = admin_client.get(change(limb)).content.decode()
    assert 'name="record-TOTAL_FORMS"' not in page
    assert 'name="call_ins-TOTAL_FORMS"' not in page


def test_new_rules_and_closure_days_move_last_days(admin_client: Client) -> None:
    decision = make_draft_decision()
    borough = decision.item.meeting.committee.borough
    record = make_record(resolution=decision, published_on=FRIDAY_13, call_in="subject")
    add = reverse("admin:decisions_closureday_add")
    submit(admin_client, add, borough=borough.pk, date="2024-09-16", reason="Works")
    record.refresh_from_db()
    assert record.call_in_until == date(2024, 9, 23)
    submit(admin_client, change(ClosureDay.objects.get()), borough=make_borough().pk)
    assert ClosureDay.objects.get().borough == borough  # moved, it left the periods here as they were
    submit(admin_client, change(Constitution.objects.get()), call_in_days="3")
    record.refresh_from_db()
    assert record.call_in_until == date(2024, 9, 19)
    admin_client.post(
        reverse("admin:decisions_closureday_delete", args=[ClosureDay.objects.get().pk]), {"post": "yes"}
    )
    record.refresh_from_db()
    assert record.call_in_until == date(2024, 9, 18)


def test_deleting_closure_days_from_the_list_moves_last_days(admin_client: Client) -> None:
    decision = make_draft_decision()
    day = make_closure(decision.item.meeting.committee.borough, date(2024, 9, 16))
    record = make_record(resolution=decision, published_on=FRIDAY_13, call_in="subject")
    chosen = {"action": "delete_selected", "_selected_action": [day.pk], "post": "yes"}
    admin_client.post(reverse("admin:decisions_closureday_changelist"), chosen)
    record.refresh_from_db()
    assert record.call_in_until == date(2024, 9, 20)


def test_gaps_are_those_of_executive_decisions_only(admin_client: Client) -> None:
    gap, scrutiny = make_decision(wording="That A"), make_decision(Committee.Kind.SCRUTINY, wording="That B")
    whole = make_decision(wording="That C")
    make_record(resolution=whole, reasons="So.", alternatives="", interests="")
    undeclared = make_decision(wording="That D")
    make_record(resolution=undeclared, reasons="So.", alternatives="", interests="Cllr Reed")
    procedural = make_resolution(item=make_item(meeting=gap.item.meeting, procedural=True), wording="That E")
    page = admin_client.get(
        reverse("admin:decisions_resolution_changelist") + "?record=gaps"
    ).content.decode()
    found = [each for each in (gap, scrutiny, whole, undeclared, procedural) if change(each) in page]
    assert found == [gap, undeclared]
    assert [duty.field for duty in gaps(undeclared.record)] == ["dispensations"]
    assert gaps(whole.record) == []
