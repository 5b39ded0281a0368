"""Saving a text: what it says stands in the record, with what was confirmed and nothing that was not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from decisions.models import Resolution
from meetings.acts import publish_stage
from meetings.models import Action, AgendaItem, Correction, FormerAnchor, MinutePoint
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import read_text
from minutes_portal.workspace.rendering import fingerprint_of, text_of
from minutes_portal.workspace.saving import Overwritten, Saved, save_text
from tests.accounts.officers import make_officer, make_operator
from tests.makers import make_borough, make_item, make_meeting, make_person, make_point, make_recommendation

pytestmark = pytest.mark.django_db

TEXT = """Agenda item

7. Damp and Mould in Council Homes

Minutes:

7.1 The Head of Repairs introduced the report. The following points were noted:

· Reports of damp had doubled since 2021.
· Most visits took place within ten days.

7.2 Councillor Hartley asked who decides when a home is unfit.

7.3 Officers agreed to circulate the waiting times by the end of May.

RESOLVED: that the Cabinet Member be asked to
(a) publish the waiting times every quarter; and
(b) report back in March.
"""


@pytest.fixture
def place() -> Place:
    item = make_item(
        meeting=make_meeting("nothing"), number="7", slug="7", title="Damp and Mould in Council Homes"
    )
    return Place(item.meeting, item)


def save(place: Place, text: str, choices: Choices | None = None, **given: Any) -> Saved:
    given = {"officer": make_operator(), "based_on": fingerprint_of(place)} | given
    return save_text(place, text, choices or Choices(), **given)


def all_confirmed(place: Place, text: str) -> Choices:
    """Everything as the page shows it to begin with."""
    return Choices().with_defaults(read_text(text, place).suggestions)


def test_text_becomes_points_resolutions_and_limbs(place: Place) -> None:
    save(place, TEXT)
    points = list(MinutePoint.objects.order_by("order").values_list("number", "kind", "anchor"))
    assert points == [
        ("7.1", "paragraph", "7.1"),
        ("", "bullet", "p1"),
        ("", "bullet", "p2"),
        ("7.2", "paragraph", "7.2"),
        ("7.3", "paragraph", "7.3"),
    ]
    whole = Resolution.objects.get(parent=None)
    assert [limb.mark for limb in whole.limbs.order_by("order")] == ["(a)", "(b)"]


def test_nothing_that_was_not_confirmed_is_stored(place: Place) -> None:
    save(place, TEXT)
    assert all(resolution.outcomes == [] for resolution in Resolution.objects.all())
    whole = Resolution.objects.get(parent=None)
    assert (whole.addressee, whole.mover, whole.report_back) == ("", "", False)
    assert not Action.objects.exists()


def test_what_was_confirmed_is_stored(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    whole = Resolution.objects.get(parent=None)
    assert "requested" in whole.outcomes
    assert whole.report_back
    action = Action.objects.get()
    assert action.point is not None
    assert (action.owner, action.point.number) == ("Officers", "7.3")


def test_saving_the_same_text_again_changes_nothing(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    mark = fingerprint_of(place)
    saved = save(place, TEXT, all_confirmed(place, TEXT))
    assert fingerprint_of(place) == mark
    assert (saved.tally.created, saved.tally.updated, saved.tally.deleted) == (0, 0, 0)


def test_text_of_what_was_saved_reads_back_to_the_same_record(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    mark = fingerprint_of(place)
    save(place, text_of(place))
    assert fingerprint_of(place) == mark


def test_limb_that_is_followed_up_cannot_be_left_out_and_keeps_its_row(place: Place) -> None:
    save(place, TEXT)
    limb = Resolution.objects.get(mark="(b)")
    sent = make_recommendation(resolution=limb)
    save(place, TEXT.replace("in March", "in April"))
    sent.refresh_from_db()
    assert (sent.resolution_id, Resolution.objects.get(mark="(b)").wording) == (
        limb.pk,
        "report back in April.",
    )
    mark = fingerprint_of(place)
    with pytest.raises(ValidationError, match="followed up as a recommendation"):
        save(place, TEXT[: TEXT.index("(b)")])
    assert fingerprint_of(place) == mark


# -- Who a part is


def test_edit_keeps_the_row_the_address_and_the_follow_up_of_what_it_did_not_touch(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    whole = Resolution.objects.get(parent=None)
    limbs = dict(whole.limbs.values_list("mark", "pk"))
    make_recommendation(resolution=whole)
    points = dict(MinutePoint.objects.values_list("text", "pk"))
    edited = (
        text_of(place).replace("doubled", "trebled").replace("report back in March", "report back in April")
    )
    saved = save(place, edited)
    after = {point.text: point.pk for point in MinutePoint.objects.all()}
    assert set(points.values()) == set(after.values())
    assert (
        after["Reports of damp had trebled since 2021."] == points["Reports of damp had doubled since 2021."]
    )
    whole.refresh_from_db()
    assert dict(whole.limbs.values_list("mark", "pk")) == limbs
    assert whole.recommendations.count() == 1
    assert "requested" in whole.outcomes
    assert (saved.tally.created, saved.tally.updated, saved.tally.deleted) == (0, 2, 0)


def test_resolution_that_is_followed_up_cannot_be_left_out(place: Place) -> None:
    save(place, TEXT)
    make_recommendation(resolution=Resolution.objects.get(parent=None))
    mark = fingerprint_of(place)
    with pytest.raises(ValidationError, match="followed up as a recommendation"):
        save(place, TEXT[: TEXT.index("RESOLVED")])
    assert fingerprint_of(place) == mark


def test_renumbered_public_paragraph_keeps_its_old_mark_as_an_alias(place: Place) -> None:
    save(place, TEXT)
    publish(place)
    row = MinutePoint.objects.get(number="7.3")
    edited = text_of(place).replace("7.3 Officers", "7.3 Councillor Osei left.\n\n7.4 Officers")
    saved = save(place, edited, reason="A line was missing.")
    row.refresh_from_db()
    assert (row.number, row.anchor) == ("7.4", "7.4")
    assert [(point.pk, anchor) for point, anchor in saved.renumbered] == [(row.pk, "7.3")]
    assert FormerAnchor.objects.get().point == row
    assert MinutePoint.objects.get(number="7.3").anchor not in ("", "7.3")
    assert "7.3 is now 7.4" in " ".join(saved.messages)


def test_paragraph_numbered_back_takes_its_own_mark_again(place: Place) -> None:
    save(place, TEXT)
    publish(place)
    row = MinutePoint.objects.get(number="7.3")
    save(place, text_of(place).replace("7.3 Officers", "7.9 Officers"), reason="Wrong number.")
    save(place, text_of(place).replace("7.9 Officers", "7.3 Officers"), reason="Right number after all.")
    row.refresh_from_db()
    assert row.anchor == "7.3"
    assert list(row.former_anchors.values_list("anchor", flat=True)) == ["7.9"]


# -- What is public


def publish(place: Place) -> None:
    now = timezone.now()
    stages = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
    type(place.meeting).objects.filter(pk=place.meeting.pk).update(**dict.fromkeys(stages, now))


def test_public_words_change_with_a_reason_only_and_leave_a_correction(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    publish(place)
    edited = text_of(place).replace("doubled", "trebled")
    mark = fingerprint_of(place)
    with pytest.raises(ValidationError, match="Say why"):
        save(place, edited)
    assert fingerprint_of(place) == mark
    save(place, edited, reason="A word was wrong.")
    correction = Correction.objects.get()
    assert correction.reason == "A word was wrong."
    text = correction.texts.get()
    assert (text.before, text.after) == (
        "· Reports of damp had doubled since 2021.",
        "· Reports of damp had trebled since 2021.",
    )


def test_action_of_public_minutes_is_corrected_with_a_reason(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    publish(place)
    choices = all_confirmed(place, text_of(place))
    key = next(each.key for each in read_text(text_of(place), place).suggestions if each.kind == "action")
    other = Choices(choices.confirmed, choices.refused, {f"{key}.owner": "The Head of Repairs"})
    save(place, text_of(place), other, reason="It was somebody else.")
    assert Action.objects.get().owner == "The Head of Repairs"
    assert "The Head of Repairs" in Correction.objects.get().texts.get().after


def test_past_correction_outlives_the_paragraph_it_was_about(place: Place) -> None:
    save(place, TEXT)
    publish(place)
    save(place, text_of(place).replace("doubled", "trebled"), reason="A word was wrong.")
    shorter = text_of(place).replace("· Reports of damp had trebled since 2021.\n\n", "")
    save(place, shorter, reason="Said at another meeting.")
    assert [text.after for each in Correction.objects.all() for text in each.texts.all()] == [
        "· Reports of damp had trebled since 2021.",
        "",
    ]


@pytest.mark.parametrize("stage", ["minutes", "decisions", "agenda"])
def test_clerk_changes_nothing_that_readers_have(stage: str) -> None:
    meeting = make_meeting(stage)
    place = Place(
        meeting, make_item(meeting=meeting, number="7", slug="7", title="Damp and Mould in Council Homes")
    )
    clerk = make_officer("clerk", meeting.committee.borough)
    text = TEXT.replace("7. Damp", "8. Damp") if stage == "agenda" else TEXT
    with pytest.raises(ValidationError, match=r"Readers have the|These minutes are public"):
        save(place, text, officer=clerk)
    assert not MinutePoint.objects.exists()


def test_clerk_changes_no_column_of_a_decision_that_readers_have() -> None:
    meeting = make_meeting("nothing")
    item = make_item(meeting=meeting, number="7", slug="7", title="Damp and Mould in Council Homes")
    place = Place(meeting, item)
    save(place, TEXT, all_confirmed(place, TEXT))
    publish_stage(meeting, "decisions")
    clerk = make_officer("clerk", meeting.committee.borough)
    save(place, text_of(place), officer=clerk)
    before = list(Resolution.objects.order_by("pk").values())
    suggested = read_text(text_of(place), place).suggestions
    refused = Choices(refused=frozenset(each.key for each in suggested))
    with pytest.raises(ValidationError, match="Readers have the decisions"):
        save(place, text_of(place), refused, officer=clerk)
    assert list(Resolution.objects.order_by("pk").values()) == before


def test_clerk_writes_minutes_under_a_public_agenda() -> None:
    meeting = make_meeting("agenda")
    place = Place(
        meeting, make_item(meeting=meeting, number="7", slug="7", title="Damp and Mould in Council Homes")
    )
    save(place, TEXT, officer=make_officer("clerk", meeting.committee.borough))
    assert MinutePoint.objects.count() == 5


def test_auditor_and_officer_of_elsewhere_save_nothing(place: Place) -> None:
    for officer in (
        make_officer("auditor", place.meeting.committee.borough),
        make_officer("clerk", make_borough()),
    ):
        with pytest.raises(ValidationError, match="may not"):
            save(place, TEXT, officer=officer)
    assert not MinutePoint.objects.exists()


# -- What is exempt


def test_exempt_parts_are_not_in_the_text_and_stay_where_they_were(place: Place) -> None:
    save(place, TEXT)
    first, second, *_ = MinutePoint.objects.order_by("order")
    whole = Resolution.objects.get(parent=None)
    second.exempt, second.exempt_regime, second.anchor = True, "confidential", ""
    second.save()
    limb = whole.limbs.get(mark="(a)")
    limb.exempt, limb.exempt_regime = True, "confidential"
    limb.save()
    text = text_of(place)
    assert second.text not in text
    assert limb.wording not in text
    saved = save(place, text.replace("7.1 The Head", "7.1 Today, the Head"))
    second.refresh_from_db()
    limb.refresh_from_db()
    assert second.exempt
    assert limb.parent_id == whole.pk
    assert {row.pk for row in saved.kept} == {second.pk, limb.pk}
    assert [point.pk for point in MinutePoint.objects.order_by("order")][:2] == [first.pk, second.pk]
    assert "2 exempt parts are not in the text" in " ".join(saved.messages)


def test_words_of_an_exempt_part_cannot_come_back_as_public_ones(place: Place) -> None:
    save(place, TEXT)
    secret = "The tender of four million pounds was accepted from the second bidder on the list."
    make_point(item=place.item, order=90, anchor="", text=secret, exempt=True, exempt_regime="confidential")
    with pytest.raises(ValidationError, match="these words are exempt"):
        save(place, text_of(place).replace("7.2 Councillor", f"7.2 {secret} Councillor"))
    save(place, text_of(place).replace("7.2 Councillor", f"{secret}\n\n7.2 Councillor"))
    assert [point.exempt for point in MinutePoint.objects.filter(text=secret)] == [True]


def test_resolution_with_an_exempt_limb_cannot_be_left_out(place: Place) -> None:
    save(place, TEXT)
    limb = Resolution.objects.get(mark="(a)")
    limb.exempt, limb.exempt_regime = True, "confidential"
    limb.save()
    with pytest.raises(ValidationError, match="has an exempt part"):
        save(place, TEXT[: TEXT.index("RESOLVED")])
    assert Resolution.objects.count() == 3


# -- Two officers


def test_second_officer_is_told_who_saved_when_and_what_differs(place: Place) -> None:
    save(place, TEXT)
    based_on, text = fingerprint_of(place), text_of(place)
    first = make_operator()
    with pghistory.context(user=first.pk):
        save(place, text.replace("doubled", "trebled"), officer=first)
    with pytest.raises(Overwritten) as told:
        save(place, text.replace("ten days", "twelve days"), based_on=based_on)
    assert told.value.by == first
    assert told.value.at is not None
    assert [(each.before, each.now) for each in told.value.differences] == [
        ("Reports of damp had doubled since 2021.", "Reports of damp had trebled since 2021.")
    ]
    assert MinutePoint.objects.filter(text__contains="trebled").exists()
    assert not MinutePoint.objects.filter(text__contains="twelve").exists()


def test_change_on_an_admin_page_is_not_overwritten_either(place: Place) -> None:
    save(place, TEXT)
    based_on = fingerprint_of(place)
    Resolution.objects.filter(parent=None).update(outcomes=["agreed"])
    with pytest.raises(Overwritten) as told:
        save(place, TEXT, based_on=based_on)
    assert told.value.differences[0].what.endswith("outcomes")


# -- A whole meeting


MEETING = """Agenda item

1. Apologies for absence

Minutes:

There were none.

Agenda item

2. Library hours

Minutes:

2.1 Libraries open on Sundays.

RESOLVED: That the report be noted.
"""


def test_whole_meeting_makes_finds_and_orders_its_items() -> None:
    meeting = make_meeting("nothing")
    known = make_item(meeting=meeting, number="2", slug="2", title="Library hours", order=1)
    other = make_item(meeting=meeting, number="3", slug="3", title="Parks", order=2)
    saved = save(Place(meeting), MEETING)
    items = list(AgendaItem.objects.order_by("order"))
    assert [item.title for item in items] == ["Apologies for absence", "Library hours", "Parks"]
    assert (items[1].pk, items[2].pk) == (known.pk, other.pk)
    assert [item.slug for item in items] == ["1", "2", "3"]
    assert not items[0].procedural, "nobody has confirmed it"
    assert "Not in this text, and left as they were: 3 Parks." in saved.messages
    assert known.points.get().text == "Libraries open on Sundays."


def test_text_of_several_items_is_not_saved_on_the_page_of_one(place: Place) -> None:
    with pytest.raises(ValidationError, match="holds 2 items"):
        save(place, MEETING)
    assert not MinutePoint.objects.exists()


def test_failure_in_the_middle_leaves_everything_as_it_was() -> None:
    meeting = make_meeting("nothing")
    make_item(meeting=meeting, number="1", slug="1", title="Apologies for absence", order=1)
    save(Place(meeting), MEETING)
    mark = fingerprint_of(Place(meeting))
    long = MEETING.replace("2.1 Libraries", "2.1 " + "Endless words. " * 20_000)
    with pytest.raises(ValidationError, match=r"Your text, line \d+: text is"):
        save(Place(meeting), long.replace("There were none.", "Councillor Reed."))
    assert fingerprint_of(Place(meeting)) == mark


def test_meeting_of_forty_items_costs_as_many_statements_as_one_of_four(
    django_assert_max_num_queries: Any,
) -> None:
    def text(items: int) -> str:
        return "\n".join(
            f"Agenda item\n\n{n}. Matter number {n}\n\nMinutes:\n\n{n}.1 It was discussed in part {n}.\n\n"
            f"RESOLVED: That report {n} be noted.\n"
            for n in range(1, items + 1)
        )

    place, officer = Place(make_meeting("nothing")), make_operator()
    save(place, text(40), officer=officer)
    edited = text(40).replace("discussed", "debated")
    with django_assert_max_num_queries(60):
        save(place, edited, officer=officer)
    assert MinutePoint.objects.filter(text__contains="debated").count() == 40


def test_people_are_matched_and_stored_when_confirmed(place: Place) -> None:
    mover = make_person(borough=place.meeting.committee.borough, name="Ada Quill", slug="ada-quill")
    make_person(borough=place.meeting.committee.borough, name="Ben Ash", slug="ben-ash")
    text = TEXT + "\nMoved by Councillor Quill, seconded by Councillor Ash.\n"
    save(place, text, all_confirmed(place, text))
    whole = Resolution.objects.get(parent=None)
    assert (whole.moved_by, whole.mover) == (mover, "Councillor Quill")
    assert whole.seconded_by is not None


def test_value_that_an_officer_wrote_is_stored_and_a_wrong_one_refused(place: Place) -> None:
    reading = read_text(TEXT, place)
    votes = next(each for each in reading.suggestions if each.kind == "votes")
    due = next(each for each in reading.suggestions if each.kind == "due")
    keys = frozenset({votes.key, due.key})
    written = {f"{votes.key}.for": "7", f"{votes.key}.against": "2", due.key: "1 March 2025"}
    save(place, TEXT, Choices(keys, frozenset(), written))
    whole = Resolution.objects.get(parent=None)
    assert (whole.votes_for, whole.votes_against, whole.votes_abstain) == (7, 2, None)
    assert whole.due_date == date(2025, 3, 1)
    with pytest.raises(ValidationError, match="not a number of votes"):
        save(place, TEXT, Choices(keys, frozenset(), written | {f"{votes.key}.for": "many"}))


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_told() -> None:
    item = make_item(meeting=make_meeting("nothing"), title="Damp and Mould in Council Homes")
    place, officer = Place(item.meeting, item), make_operator()
    save(place, TEXT, officer=officer)
    based_on, text = fingerprint_of(place), text_of(place)

    def attempt(word: str) -> str:
        try:
            save(place, text.replace("doubled", word), based_on=based_on, officer=officer)
        except Overwritten:
            return "told"
        finally:
            connection.close()
        return word

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(attempt, ["trebled", "halved"]))
    assert sorted(result == "told" for result in results) == [False, True]
    stands = next(result for result in results if result != "told")
    assert MinutePoint.objects.get(kind="bullet", order=2).text == f"Reports of damp had {stands} since 2021."
