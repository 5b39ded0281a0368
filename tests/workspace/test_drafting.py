"""Drafts: an officer’s text survives a closed tab, is theirs alone, and tells others who is writing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.drafting import discard_draft, draft_of, keep_draft, others_at
from minutes_portal.workspace.models import TextDraft
from minutes_portal.workspace.place import Place
from tests.accounts.officers import make_officer
from tests.makers import make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    item = make_item()
    return Place(item.meeting, item)


def test_draft_is_kept_once_an_officer_and_place_with_its_choices(place: Place) -> None:
    officer = make_officer()
    choices = Choices(frozenset({"outcome-1"}), frozenset({"mover-2"}), {"due-3": "1 May 2025"})
    keep_draft(place, officer, "First words", Choices(), "mark")
    keep_draft(place, officer, "Last words", choices, "mark", "minutes.docx")
    keep_draft(Place(place.meeting), officer, "The whole meeting", Choices(), "other")
    draft = draft_of(place, officer)
    assert draft is not None
    assert (draft.text, draft.source_name, draft.based_on) == ("Last words", "minutes.docx", "mark")
    assert Choices.from_json(draft.choices) == choices
    discard_draft(place, officer)
    assert draft_of(place, officer) is None
    assert TextDraft.objects.get().text == "The whole meeting"


def test_others_who_write_here_lately_are_told(place: Place) -> None:
    me, one, two, gone = (make_officer() for _ in range(4))
    keep_draft(place, me, "Mine", Choices(), "")
    keep_draft(place, one, "Theirs", Choices(), "")
    keep_draft(Place(place.meeting), two, "The whole meeting", Choices(), "")
    keep_draft(place, gone, "Long ago", Choices(), "")
    TextDraft.objects.filter(officer=gone).update(kept_at=timezone.now() - timedelta(days=2))
    elsewhere = make_item(meeting=place.meeting)
    keep_draft(Place(place.meeting, elsewhere), gone, "Another item", Choices(), "")
    assert {officer for officer, _, _ in others_at(place, me)} == {one, two}
    assert {officer for officer, _, _ in others_at(Place(place.meeting), me)} == {one, two, gone}


@pytest.mark.parametrize("stored", [None, [], "text", {"confirmed": None}, {"edited": []}])
def test_choices_that_were_kept_badly_are_no_choices(stored: object) -> None:
    assert Choices.from_json(stored) == Choices()
