"""From a resolution to the ledger: following up, the day an answer is due, answers at a meeting, updates."""

from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from decisions.models import Constitution, Recommendation, Response
from decisions.recommending import (
    due_date,
    months_after,
    open_recommendations,
    proposed_addressee,
    recommend,
    record_response,
    record_update,
)
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of, submit
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_recommendation,
    make_resolution,
)

pytestmark = pytest.mark.django_db


def act(record: Any, name: str) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2024, 12, 31), date(2025, 2, 28)), (date(2023, 12, 31), date(2024, 2, 29)), (date(2024, 11, 15), date(2025, 1, 15)),
        (date(2024, 6, 30), date(2024, 8, 30)), (date(2024, 10, 31), date(2024, 12, 31)),
    ],
)  # fmt: skip
def test_two_months_are_calendar_months(sent: date, due: date) -> None:
    assert months_after(sent, 2) == due


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_months_later_is_that_many_months_on_and_never_a_later_day(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or months_after(later, 0).day >= 28


def test_answer_is_due_by_law_two_months_after_it_was_sent() -> None:
    part = make_resolution()
    assert due_date(part, "committee", date(2024, 12, 31)) == (date(2025, 2, 28), "law")


def test_answer_is_due_by_the_rule_that_was_in_force_when_it_was_sent() -> None:
    part = make_resolution()
    borough = part.item.meeting.committee.borough
    for since, months in ((date(2020, 1, 1), 3), (date(2024, 6, 1), 1), (date(2030, 1, 1), 9)):
        Constitution.objects.create(borough=borough, in_force_from=since, response_months=months)
    Constitution.objects.create(borough=make_borough(), in_force_from=date(2024, 1, 1), response_months=7)
    assert due_date(part, "portfolio holder", date(2024, 5, 31)) == (date(2024, 8, 31), "rule")
    assert due_date(part, "committee", date(2024, 6, 1)) == (date(2024, 7, 1), "rule")


def test_date_in_the_resolution_stands_before_any_rule_for_its_limbs_too() -> None:
    whole = make_resolution(due_date=date(2025, 3, 1))
    limb = make_resolution(item=whole.item, parent=whole)
    assert due_date(limb, "committee", date(2024, 10, 1)) == (date(2025, 3, 1), "resolution")
    assert due_date(limb, "committee", date(2025, 4, 1)) == (date(2025, 6, 1), "law")


def test_no_law_sets_a_day_for_outside_bodies() -> None:
    assert due_date(make_resolution(), "outside body", date(2024, 10, 1))[0] is None


def test_day_agreed_is_kept_and_told_as_such() -> None:
    sent, due = date(2024, 10, 1), date(2025, 5, 1)
    recommendation = recommend(
        make_resolution(), addressee="committee", sent_to="The Cabinet", sent_on=sent, due_on=due
    )
    recommendation.refresh_from_db()
    assert (recommendation.due_on, recommendation.due_by) == (date(2025, 5, 1), "agreed")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the Cabinet Member for Housing", "portfolio holder"), ("Mayor and Cabinet", "portfolio holder"), ("the Cabinet", "committee"),
        ("Director of Adult Care", "officers"), ("the Health Scrutiny Committee", "committee"), ("Harbour Water plc", "outside body"), ("", "committee"),
    ],
)  # fmt: skip
def test_addressee_is_proposed_from_the_resolution_or_what_a_limb_hangs_under(said: str, kind: str) -> None:
    whole = make_resolution(addressee=said)
    limb = make_resolution(item=whole.item, parent=whole)
    assert proposed_addressee(limb) == (kind, said[:1].upper() + said[1:])


def test_recommendation_goes_to_whom_the_addressee_is_to_pass_it_on() -> None:
    assert (
        proposed_addressee(make_resolution(addressee="The Mayor", forwarded_to="the Police"))[1]
        == "The Police"
    )


def test_progress_is_that_of_the_last_update_by_its_day() -> None:
    recommendation = make_recommendation()
    record_update(recommendation, on=date(2025, 5, 1), progress="done", note="Built.")
    record_update(recommendation, on=date(2025, 2, 1), progress="under way")
    recommendation.refresh_from_db()
    assert recommendation.progress == "done"


def test_nothing_is_closed_without_a_reason() -> None:
    recommendation = make_recommendation()
    with pytest.raises(IntegrityError), transaction.atomic():
        record_update(recommendation, on=date(2025, 5, 1), progress="abandoned")
    recommendation.refresh_from_db()
    assert recommendation.progress == "not started"


def test_officer_follows_a_limb_up_in_one_step(admin_client: Client) -> None:
    whole = make_resolution(addressee="the Executive", wording="That the Executive:")
    limb = make_resolution(item=whole.item, parent=whole, mark="(a)", wording="join up data systems")
    executive = make_committee(
        borough=limb.item.meeting.committee.borough, name="Executive", kind="executive"
    )
    page = fields_of(admin_client.get(act(limb, "follow-up")))
    assert (page["addressee"], page["sent_to"], page["to_committee"]) == (
        "committee", "The Executive", str(executive.pk)
    )  # fmt: skip
    submit(admin_client, act(limb, "follow-up"), sent_on="2024-12-31")
    made = Recommendation.objects.get()
    assert (made.resolution, made.to_committee, made.ordinal) == (limb, executive, 1)
    assert (made.due_on, made.due_by) == (date(2025, 2, 28), "law")


def test_answer_due_before_it_was_sent_is_refused_with_a_sentence(admin_client: Client) -> None:
    part = make_resolution(addressee="the Cabinet")
    answer = submit(admin_client, act(part, "follow-up"), sent_on="2024-12-31", due_on="2024-12-01")
    assert "An answer cannot be due before it was sent." in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_answers_of_a_meeting_are_entered_at_its_item_all_at_once(admin_client: Client) -> None:
    borough = make_borough()
    executive = make_committee(borough=borough, name="Executive", kind="executive")
    asked = [
        make_recommendation(resolution=make_resolution(item=make_item(meeting=make_meeting(committee=make_committee(borough=borough)))))
        for _ in range(3)
    ]  # fmt: skip
    item = make_item(meeting=make_meeting(committee=executive, date=date(2024, 11, 5)))
    given = {
        f"verdict-{asked[0].pk}": "accepted", f"reason-{asked[0].pk}": "Money is there.",
        f"verdict-{asked[2].pk}": "rejected", f"reason-{asked[2].pk}": "",
    }  # fmt: skip
    submit(admin_client, act(item, "answers"), **given)
    rows = Response.objects.order_by("pk").values_list(
        "recommendation", "verdict", "reason", "responder", "date", "item"
    )
    assert list(rows) == [
        (asked[0].pk, "accepted", "Money is there.", "The Executive", date(2024, 11, 5), item.pk),
        (asked[2].pk, "rejected", "", "The Executive", date(2024, 11, 5), item.pk),
    ]


def test_answers_are_asked_for_by_the_whole_words_of_each_limb(admin_client: Client) -> None:
    item = make_item(title="Data in care")
    whole = make_resolution(item=item, wording="That the Cabinet be recommended:")
    limb = make_resolution(
        item=item, parent=whole, cue="", wording=f"to join up {'every one of its ' * 6}records."
    )
    recommend(limb, addressee="committee", sent_to="The Cabinet")
    cabinet = make_committee(borough=item.meeting.committee.borough, kind="executive")
    heard = make_item(meeting=make_meeting(committee=cabinet))
    page = admin_client.get(act(heard, "answers")).content.decode()
    assert "That the Cabinet be recommended: to join up every one of its" in page
    assert "its records. (" in page
    assert str(limb).endswith(" every one …")


def test_item_at_which_nothing_can_be_answered_shows_no_form(admin_client: Client) -> None:
    page = admin_client.get(act(make_item(), "answers")).content.decode()
    assert "No recommendation in this borough waits" in page
    assert "Enter these answers" not in page


def test_reason_without_an_answer_enters_nothing(admin_client: Client) -> None:
    recommendation = make_recommendation()
    item = make_item(
        meeting=make_meeting(committee=recommendation.item.meeting.committee, date=date(2024, 11, 5))
    )
    answer = submit(admin_client, act(item, "answers"), **{f"reason-{recommendation.pk}": "Because."})
    assert "Say what the answer is" in answer.content.decode()
    assert not Response.objects.exists()


def test_item_is_offered_only_what_waits_in_its_borough_until_its_day() -> None:
    borough = make_borough()
    scrutiny, executive = (make_committee(borough=borough, name=name) for name in ("Scrutiny", "Executive"))

    sittings = count(1)

    def make(day: date = date(2024, 9, 1), committee: Any = scrutiny, **given: Any) -> Recommendation:
        item = make_item(meeting=make_meeting(committee=committee, date=day, sitting=next(sittings)))
        return make_recommendation(resolution=make_resolution(item=item), **given)

    addressed, nobody = make(to_committee=executive), make()
    noted, answered = make(to_committee=executive, due_on=date(2025, 1, 1)), make()
    make(day=date(2024, 12, 1))
    make(progress="done")
    make(to_committee=scrutiny)
    make(addressee="outside body")
    make(committee=make_committee())
    record_response(noted, on=date(2024, 10, 1), responder="They", verdict="noted")
    record_response(answered, on=date(2024, 10, 1), responder="They", verdict="rejected")
    item = make_item(meeting=make_meeting(committee=executive, date=date(2024, 11, 5)))
    found = list(open_recommendations(item, Recommendation.objects.all()))
    assert found == [noted, addressed, nobody]


def test_officer_of_another_committee_is_offered_nothing_to_answer(client: Client) -> None:
    recommendation = make_recommendation()
    borough = recommendation.item.meeting.committee.borough
    executive = make_committee(borough=borough, name="Executive")
    item = make_item(meeting=make_meeting(committee=executive, date=date(2024, 11, 5)))
    client.force_login(make_officer("publisher", borough, executive))
    page = client.get(act(item, "answers"))
    assert page.status_code == 200
    assert f"verdict-{recommendation.pk}" not in page.content.decode()
    refused = client.post(
        act(item, "answers"),
        {"on": "2024-11-05", "responder": "X", f"verdict-{recommendation.pk}": "accepted"},
    )
    assert refused.status_code == 200
    assert not Response.objects.exists()


def test_officer_closes_a_recommendation_with_a_reason(admin_client: Client) -> None:
    recommendation = make_recommendation()
    refused = submit(admin_client, act(recommendation, "progress"), progress="abandoned", note="")
    assert "Say why it is closed without being implemented." in refused.content.decode()
    submit(
        admin_client, act(recommendation, "progress"), progress="abandoned", note="The grant was withdrawn."
    )
    recommendation.refresh_from_db()
    assert recommendation.progress == "abandoned"
    assert recommendation.updates.get().note == "The grant was withdrawn."


def test_due_day_is_counted_when_the_table_form_leaves_it_empty(admin_client: Client) -> None:
    recommendation = recommend(make_resolution(), addressee="committee", sent_to="The Cabinet")
    change = reverse("admin:decisions_recommendation_change", args=[recommendation.pk])
    submit(admin_client, change, sent_on="2024-12-31")
    recommendation.refresh_from_db()
    assert (recommendation.due_on, recommendation.due_by) == (date(2025, 2, 28), "law")
