"""The officers' admin of decisions: minutes and resolutions of an item are entered on one page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Recommendation, Resolution, Response
from meetings.models import AgendaItem, CorrectedText, MinutePoint
from tests.admin_forms import rows, submit
from tests.makers import (
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_recommendation,
    make_resolution,
)

pytestmark = pytest.mark.django_db
POINT = {"level": "0", "kind": "paragraph"}


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def make_draft_item() -> AgendaItem:
    return make_item(meeting=make_meeting("agenda"))


def test_officer_enters_minutes_and_a_resolution_with_two_limbs_on_one_page(admin_client: Client) -> None:
    item, mover = make_draft_item(), make_person()
    points = rows(
        "points",
        0,
        {"number": "5.1", "mark": "5.1", "text": "A report was given."},
        {"text": "Members spoke."},
        **POINT,
    )
    resolution = {
        "cue": "RESOLVED:", "wording": "That", "outcomes": ["noted", "agreed"], "moved_by": mover.pk,
        "new_limbs": "(a) the report be noted; and\n(b) a further report be made.",
    }  # fmt: skip
    submit(admin_client, change(item), **points, **rows("resolutions", 0, resolution))
    saved = [(point.order, point.anchor, point.text) for point in item.points.order_by("order")]
    assert saved == [(1, "5.1", "A report was given."), (2, "p1", "Members spoke.")]
    whole = Resolution.objects.get(parent=None)
    assert (whole.order, whole.ordinal, whole.outcomes, whole.mover) == (
        3,
        1,
        ["noted", "agreed"],
        str(mover),
    )
    limbs = list(whole.limbs.order_by("order").values_list("mark", "number", "wording", "ordinal"))
    assert limbs == [
        ("(a)", "a", "the report be noted; and", None),
        ("(b)", "b", "a further report be made.", None),
    ]


def test_minute_put_between_moves_the_resolution_down(admin_client: Client) -> None:
    item = make_draft_item()
    make_point(item=item, order=1, text="First.")
    resolution = make_resolution(item=item, order=2)
    submit(admin_client, change(item), **rows("points", 1, {"order": "2", "text": "Second."} | POINT))
    assert list(item.points.order_by("order").values_list("order", "text")) == [(1, "First."), (2, "Second.")]
    assert Resolution.objects.get(pk=resolution.pk).order == 3


def test_limbs_are_entered_with_outcomes_that_their_resolution_gathers(admin_client: Client) -> None:
    resolution = make_resolution(item=make_draft_item(), outcomes=["noted"])
    limbs = rows(
        "limbs",
        0,
        {"mark": "(a)", "wording": "be deferred", "outcomes": ["deferred"]},
        {"wording": "be referred", "outcomes": ["referred"]},
    )
    submit(admin_client, change(resolution), **limbs)
    resolution.refresh_from_db()
    assert resolution.outcomes == ["noted", "referred", "deferred"]
    assert list(resolution.limbs.order_by("order").values_list("order", "item")) == [
        (1, resolution.item_id),
        (2, resolution.item_id),
    ]


def test_limb_marked_exempt_in_its_row_leaves_no_outcome_and_no_correction_behind(
    admin_client: Client,
) -> None:
    resolution = make_resolution(outcomes=["noted", "deferred"])
    limb = make_resolution(item=resolution.item, parent=resolution, outcomes=["deferred"], order=1)
    submit(admin_client, change(resolution), **{"limbs-0-exempt_under": "england:3"})
    assert Resolution.objects.get(pk=limb.pk).exempt
    assert Resolution.published.get(pk=resolution.pk).outcomes == ["noted"]
    assert not CorrectedText.objects.exists()


def test_minute_is_marked_exempt_in_its_row(admin_client: Client) -> None:
    point = make_point(text="The price is £4m.")
    submit(admin_client, change(point.item), **{"points-0-exempt_under": "england:3"})
    point.refresh_from_db()
    assert (point.exempt, point.exempt_regime, point.exempt_part, point.exempt_paragraphs) == (
        True,
        "england",
        "1",
        [3],
    )
    assert not MinutePoint.published.exists()
    submit(admin_client, change(point.item), **{"points-0-exempt_under": ""})
    assert MinutePoint.published.get().text == "The price is £4m."


def test_minute_that_is_exempt_from_the_start_gets_no_address(admin_client: Client) -> None:
    item = make_item()
    submit(
        admin_client,
        change(item),
        **rows("points", 0, {"text": "Secret.", "exempt_under": "confidential:"} | POINT),
    )
    assert MinutePoint.objects.get().anchor == ""
    assert not MinutePoint.published.exists()


def test_several_paragraphs_of_a_row_survive_saving(admin_client: Client) -> None:
    point = make_point(item=make_draft_item(), exempt=True, exempt_regime="england", exempt_paragraphs=[1, 3])
    submit(admin_client, change(point.item), **{"points-0-text": "Changed."})
    point.refresh_from_db()
    assert (point.text, point.exempt_paragraphs) == ("Changed.", [1, 3])


def test_item_is_kept_from_the_public_on_its_own_page(admin_client: Client) -> None:
    item = make_item()
    submit(
        admin_client, change(item), exempt_under=["england:1", "england:2"], exempt_reason="Names a child.",
    )  # fmt: skip
    item.refresh_from_db()
    assert (item.exempt, item.exempt_paragraphs) == (True, [1, 2])
    assert AgendaItem.published.get().exempt_reason == "Names a child."


def test_unknown_outcome_is_an_error_in_the_form(admin_client: Client) -> None:
    resolution = make_resolution(item=make_draft_item())
    response = submit(admin_client, change(resolution), outcomes=["magic"])
    assert "not one of the available choices" in response.content.decode()


def test_resolution_added_on_its_own_page_takes_its_place_and_number(admin_client: Client) -> None:
    item = make_draft_item()
    make_point(item=item, order=4)
    given = {"item": item.pk, "order": "0", "cue": "AGREED", "wording": "to meet again"}
    submit(admin_client, reverse("admin:decisions_resolution_add"), **given)
    resolution = Resolution.objects.get()
    assert (resolution.order, resolution.ordinal) == (5, 1)


def test_limb_has_limbs_of_its_own_but_no_deeper(admin_client: Client) -> None:
    whole = make_resolution()
    limb = make_resolution(item=whole.item, parent=whole)
    deepest = make_resolution(item=whole.item, parent=limb)
    assert "limbs-TOTAL_FORMS" in admin_client.get(change(limb)).content.decode()
    assert "limbs-TOTAL_FORMS" not in admin_client.get(change(deepest)).content.decode()


def test_answer_to_a_recommendation_is_recorded(admin_client: Client) -> None:
    recommendation = make_recommendation()
    answer = {"date": "2024-11-01", "responder": "Cabinet Member for Housing", "verdict": "accepted"}
    submit(admin_client, change(recommendation), **rows("responses", 0, answer))
    assert Response.published.get().verdict == "accepted"
    assert Recommendation.published.get().answered


def test_two_recommendations_entered_at_once_get_a_number_each(admin_client: Client) -> None:
    """Both got the same number, and the page an error."""
    resolution = make_recommendation().resolution
    new = {"addressee": "committee", "due_by": "law"}
    entered = rows("recommendations", 1, {"sent_to": "The Cabinet"} | new, {"sent_to": "The Council"} | new)
    submit(admin_client, change(resolution), **entered)
    found = resolution.recommendations.order_by("ordinal").values_list("ordinal", "sent_to")
    assert list(found) == [(1, "The Cabinet"), (2, "The Cabinet"), (3, "The Council")]


def test_recommendation_moved_to_another_item_takes_no_number_that_was_given_there(
    admin_client: Client,
) -> None:
    """It kept the number it had, and the page answered with an error where that was taken."""
    there, moved = make_recommendation(), make_recommendation()
    submit(admin_client, change(moved), resolution=there.resolution.pk)
    moved.refresh_from_db()
    assert (moved.item, there.ordinal, moved.ordinal) == (there.item, 1, 2)


def test_item_number_used_twice_is_an_error_on_the_item(admin_client: Client) -> None:
    item = make_draft_item()
    other = make_item(meeting=item.meeting)
    response = submit(admin_client, change(other), number=item.number)
    assert f"This meeting has another item {item.number}." in response.content.decode()


def test_long_item_opens_without_a_query_a_row(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    item = make_item()
    make_resolution(item=item, moved_by=make_person(), seconded_by=make_person())
    with django_assert_max_num_queries(60) as few:
        admin_client.get(change(item))
    for _ in range(10):
        make_point(item=item)
        whole = make_resolution(item=item, moved_by=make_person(), seconded_by=make_person())
        make_resolution(item=item, parent=whole)
    with django_assert_max_num_queries(len(few.captured_queries) + 1):  # limbs are prefetched
        admin_client.get(change(item))
