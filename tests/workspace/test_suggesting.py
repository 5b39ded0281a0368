"""Suggestions: what a text says is offered, ticked or not; what the record holds is shown as the record has it."""

import pytest

from meetings.models import Action, Attendance, Interest
from minutes_portal.workspace.naming import Names
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import read_text
from minutes_portal.workspace.suggesting import AS_RECORDED, Suggestion
from tests.makers import make_item, make_meeting, make_person, make_resolution, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    item = make_item(meeting=make_meeting("nothing"), number="7", slug="7", title="Home care for adults")
    return Place(item.meeting, item)


def suggested(place: Place, text: str, kind: str) -> list[Suggestion]:
    """What is read out of the text, without the room left for what the officer knows."""
    return [each for each in read_text(text, place).suggestions if each.kind == kind and each.is_found]


def test_outcomes_votes_and_movers_of_a_resolution_are_ticked_to_begin_with(place: Place) -> None:
    text = (
        "Minutes:\n\nRESOLVED: That the report be noted and referred to the Cabinet by 1 March 2025.\n\n"
        "Moved by Councillor Quill, seconded by Councillor Ash. For 7 Against 2 Abstain 1\n"
    )
    assert {each.value for each in suggested(place, text, "outcome") if each.default} == {"noted", "referred"}
    assert [each.value for each in suggested(place, text, "mover")] == ["Councillor Quill"]
    assert [each.value for each in suggested(place, text, "due")] == ["2025-03-01"]
    assert dict(suggested(place, text, "votes")[0].details) == {"for": "7", "against": "2", "abstain": "1"}


def test_every_outcome_can_be_ticked_by_hand(place: Place) -> None:
    reading = read_text("Minutes:\n\nRESOLVED: That the report be noted.\n", place)
    offered = [each for each in reading.suggestions if each.kind == "outcome"]
    assert {each.value for each in offered} >= {"noted", "deferred", "discussed only"}
    assert [each.value for each in offered if each.default] == ["noted"]


def test_what_an_officer_has_settled_is_shown_as_recorded(place: Place) -> None:
    make_resolution(
        item=place.item, wording="That the report be noted.", outcomes=["deferred"], mover="Cllr Reed"
    )
    text = "Minutes:\n\nRESOLVED: That the report be noted.\n"
    ticked = [each for each in suggested(place, text, "outcome") if each.default]
    assert [(each.value, each.source) for each in ticked] == [("deferred", AS_RECORDED)]
    assert [(each.value, each.certain) for each in suggested(place, text, "mover")] == [("Cllr Reed", True)]


def test_key_of_a_suggestion_outlasts_changes_elsewhere(place: Place) -> None:
    resolution = "RESOLVED: That the report be noted.\n"
    before = suggested(place, f"Minutes:\n\n7.1 It was introduced.\n\n{resolution}", "outcome")
    after = suggested(place, f"Minutes:\n\n7.1 It was new.\n\n7.2 More was said.\n\n{resolution}", "outcome")
    assert [each.key for each in before] == [each.key for each in after]


def test_same_words_twice_have_two_keys(place: Place) -> None:
    text = "Minutes:\n\nRESOLVED: That the report be noted.\n\n7.1 More was said.\n\nRESOLVED: That the report be noted.\n"
    keys = [each.key for each in read_text(text, place).suggestions]
    assert len(keys) == len(set(keys))


def test_topics_by_title_and_by_what_such_items_had_before(place: Place) -> None:
    care = make_topic(name="Care of adults", description="Help for adults at home.")
    parks = make_topic(name="Hedgehogs", description="Hedgehogs and other wild animals.")
    earlier = make_item(
        meeting=make_meeting("nothing", committee=place.meeting.committee, date="2024-01-01"),
        title="Quarterly review of the Grange",
    )
    earlier.topics.add(parks)
    text = "Agenda item\n\n7. Home care for adults\n\nMinutes:\n\nIt was discussed.\n"
    assert care.slug in {each.value for each in suggested(place, text, "topic") if each.default}
    assert parks.slug not in {each.value for each in suggested(place, text, "topic") if each.default}
    review = text.replace("Home care for adults", "Quarterly review of the Grange")
    found = {each.value: each.source for each in suggested(place, review, "topic") if each.default}
    assert found == {parks.slug: "items of this title before"}


def test_procedural_item_is_suggested_as_such_and_has_no_topics(place: Place) -> None:
    text = "Agenda item\n\n1. Apologies for absence\n\nMinutes:\n\nThere were none.\n"
    reading = read_text(text, Place(place.meeting))
    assert [each.default for each in reading.suggestions if each.kind == "procedural"] == [True]
    assert not [each for each in reading.suggestions if each.kind == "topic" and each.default]


def test_action_stands_with_its_paragraph_and_once_recorded_is_shown_once(place: Place) -> None:
    text = "Minutes:\n\n7.1 It was introduced.\n\n7.2 Officers agreed to circulate the waiting times by the end of May.\n"
    action = suggested(place, text, "action")[0]
    assert (action.part_key, dict(action.details)["owner"]) == ("i0.p1", "Officers")
    Action.objects.create(item=place.item, what=action.value, owner="The Head of Care")
    again = suggested(place, text, "action")
    assert [(each.source, dict(each.details)["owner"]) for each in again] == [
        (AS_RECORDED, "The Head of Care")
    ]


def test_interest_is_suggested_with_the_member_and_its_kind(place: Place) -> None:
    member = make_person(borough=place.meeting.committee.borough, name="Ada Quill")
    text = "Minutes:\n\n7.1 Councillor Quill declared a disclosable pecuniary interest in item 9 as a landlord.\n"
    interest = suggested(place, text, "interest")[0]
    assert (interest.value, dict(interest.details)["kind"]) == (str(member.pk), Interest.Kind.PECUNIARY)
    none = "Minutes:\n\n7.1 No member declared an interest.\n"
    assert not suggested(place, none, "interest")


def test_exempt_wording_and_personal_data_are_told_not_ticked(place: Place) -> None:
    text = "Minutes:\n\n7.1 The commercially sensitive report of ann@home.example was noted.\n"
    told = [*suggested(place, text, "exempt"), *suggested(place, text, "personal")]
    assert [each.value for each in told] == ["commercially sensitive", "ann@home.example"]
    assert all(each.only_told and not each.default for each in told)


# -- Names


def test_name_means_who_was_there_before_anybody_else(place: Place) -> None:
    borough = place.meeting.committee.borough
    there = make_person(borough=borough, name="Ada Quill")
    other = make_person(borough=borough, name="Ben Quill")
    assert Names(place.meeting).find("Councillor Quill") is None, "either may be meant"
    Attendance.objects.create(meeting=place.meeting, person=there)
    names = Names(place.meeting)
    assert names.find("Councillor Quill").person == there  # type: ignore[union-attr]
    assert names.find("Cllr B. Quill").person == other  # type: ignore[union-attr]
    assert names.find("Cllr Ben Quill").person == other  # type: ignore[union-attr]
    assert names.find("Cllr Cy Quill") is None
    assert names.find("") is None


def test_several_names_in_one_sentence_are_each_found(place: Place) -> None:
    borough = place.meeting.committee.borough
    people = [make_person(borough=borough, name=name) for name in ("Ada Quill", "Ben Ash", "Cy O’Dowd")]
    found = Names(place.meeting).all_in("Councillors Quill, Ash and O’Dowd declared an interest.")
    assert [match.person for match in found] == people
