"""Reading a text for its place: every line is linked with what it became, and files are read or refused clearly."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings

from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import read_text, read_upload
from tests.makers import make_item, make_meeting, make_point, make_resolution
from tests.meetings.minutes_text_strategies import any_text

pytestmark = pytest.mark.django_db

TEXT = """Menu
Agenda item

7. Damp in homes

Minutes:

7.1 The Head of Repairs introduced the report on damp and mould in homes,
which had been long awaited by members of the committee
and by residents. RESOLVED: that the report be
(a) noted; and
(b) published.

For 7 Against 2
"""


@pytest.fixture
def place() -> Place:
    item = make_item(meeting=make_meeting("nothing"), number="7", slug="7", title="Damp in homes")
    return Place(item.meeting, item)


def test_every_line_is_linked_with_what_it_became(place: Place) -> None:
    reading = read_text(TEXT, place)
    became = {line.text: (line.part, line.role) for line in reading.source_lines if line.text}
    assert became["7. Damp in homes"] == ("i0", "body")
    assert became["7.1 The Head of Repairs introduced the report on damp and mould in homes,"] == (
        "i0.p0",
        "body",
    )
    assert became["which had been long awaited by members of the committee"] == ("i0.p0", "body")
    assert became["(a) noted; and"] == ("i0.r0.l0", "body")
    assert became["(b) published."] == ("i0.r0.l1", "body")
    assert became["Minutes:"] == (None, "furniture")
    keys = {part.key for part in reading.items[0].parts}
    assert {line.part for line in reading.source_lines if line.part} <= keys | {"i0"}


def test_decision_box_is_linked_with_the_resolution_it_was_merged_into(place: Place) -> None:
    text = (
        "Agenda item\n\n7. Damp in homes\n\nDecision:\n\nThat the report on damp in homes be noted.\n\nMinutes:\n\n"
        "7.1 It was introduced.\n\nRESOLVED: That the report on damp in homes be noted.\n"
    )
    lines = {line.text: line.part for line in read_text(text, place).source_lines}
    assert lines["That the report on damp in homes be noted."] == "i0.r0"
    assert lines["RESOLVED: That the report on damp in homes be noted."] == "i0.r0"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text)
def test_lines_are_those_of_the_text_and_link_to_parts_that_exist(place: Place, text: str) -> None:
    reading = read_text(text, Place(place.meeting))
    keys = {part.key for item in reading.items for part in item.parts} | {item.key for item in reading.items}
    assert [line.number for line in reading.source_lines] == list(range(1, len(reading.source_lines) + 1))
    for line in reading.source_lines:
        assert (line.role == "blank") == (not line.text.split())
        assert line.part is None or line.part in keys


def test_parts_know_the_rows_that_they_continue(place: Place) -> None:
    point = make_point(item=place.item, order=1, number="7.1", mark="7.1", text="Visits were short.")
    whole = make_resolution(item=place.item, order=2, wording="That the report be")
    limb = make_resolution(item=place.item, parent=whole, order=1, number="a", mark="(a)", wording="noted.")
    text = "Minutes:\n\n7.1 Visits were too short.\n\n7.2 Quite new.\n\nRESOLVED: That the report be\n(a) noted.\n"
    parts = {part.key: part.row for part in read_text(text, place).items[0].parts}
    assert parts == {"i0.p0": point, "i0.p1": None, "i0.r0": whole, "i0.r0.l0": limb}


def test_text_about_another_item_or_day_is_doubted(place: Place) -> None:
    other = read_text("Agenda item\n\n9. Parks and trees\n\nMinutes:\n\nThey were discussed.\n", place)
    assert "headed “Parks and trees”" in " ".join(other.notices)
    day = read_text("Meeting: 03/11/2009 - Cabinet (Item 7)\n\n7 Damp in homes\n\nMinutes:\n\nYes.\n", place)
    assert "a meeting on 3 November 2009" in " ".join(day.notices)
    assert place.meeting.date == date(2024, 9, 24)


def test_items_of_the_meeting_that_a_text_does_not_hold_are_told(place: Place) -> None:
    missing = make_item(meeting=place.meeting, number="8", slug="8", title="Parks")
    reading = read_text("Agenda item\n\n7. Damp in homes\n\nMinutes:\n\nDiscussed.\n", Place(place.meeting))
    assert reading.missing == [missing]
    assert reading.items[0].target == place.item


def test_web_page_is_read_and_word_of_old_refused(place: Place) -> None:
    page = b"<html><body><h2>7. Damp in homes</h2><p>Minutes:</p><p>7.1 It was discussed.</p></body></html>"
    reading = read_upload(page, "page.html", place)
    assert "It was discussed." in [part.part.text for part in reading.items[0].parts]
    with pytest.raises(ValidationError, match=r"minutes\.doc cannot be read.*\.docx"):
        read_upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "minutes.doc", place)


def test_repaired_damage_is_told(place: Place) -> None:
    reading = read_text("Minutes:\n\nThe councilâ€™s report was discussed at length.\n", place)
    assert any("repaired" in notice for notice in reading.notices)
