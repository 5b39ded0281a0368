"""The record as text: it reads back to exactly the same record, and a mark tells whether the record has changed."""

from typing import Any

import pytest

from decisions.models import Resolution
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.rendering import fingerprint_of, kept_aside, text_of
from minutes_portal.workspace.saving import save_text
from tests.accounts.officers import make_operator
from tests.makers import make_item, make_meeting, make_point, make_resolution, make_topic
from tests.rich_record import build

pytestmark = pytest.mark.django_db


def rows() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (AgendaItem, MinutePoint, Resolution)]


def test_every_item_and_meeting_of_a_rich_record_reads_back_as_it_is() -> None:
    build()
    officer, before = make_operator(), rows()
    places = [Place(item.meeting, item) for item in AgendaItem.objects.select_related("meeting__committee")]
    places += [Place(meeting) for meeting in Meeting.objects.filter(items__isnull=False).distinct()]
    for place in places:
        text = text_of(place)
        save_text(place, text, Choices(), based_on=fingerprint_of(place), officer=officer)
        assert text_of(place) == text
    assert rows() == before


def test_what_officers_type_on_a_records_own_page_reads_back_as_it_is() -> None:
    item = make_item(
        meeting=make_meeting("nothing"), title="RESOLVED: Minutes", purpose="Decision:\nTo note."
    )
    for order, (number, mark, level, kind, text) in enumerate(
        [
            ("", "", 0, "paragraph", "Minutes:"),
            ("9", "", 3, "bullet", "Agenda item"),
            ("", "•", 1, "bullet", "Supporting documents:\n\nReport PDF 12 KB"),
            ("", "", 0, "table", "Ward   Visits\nHarbour    12"),
            ("5.1", "5.1", 0, "paragraph", "RESOLVED: to be brave."),
            ("", "", 2, "note", "6. LIBRARIES"),
        ]
    ):
        make_point(item=item, order=order * 10, number=number, mark=mark, level=level, kind=kind, text=text)
    whole = make_resolution(item=item, order=25, cue="", wording="That\n\nthe report", notice_wording="Menu")
    make_resolution(item=item, parent=whole, order=7, mark="", wording="be noted;")
    make_resolution(item=item, parent=whole, order=9, mark="(z)", wording="RESOLVED")
    before, place = rows(), Place(item.meeting, item)
    save_text(place, text_of(place), Choices(), based_on=fingerprint_of(place), officer=make_operator())
    assert rows() == before


def test_exempt_parts_are_kept_aside_from_the_text() -> None:
    item = make_item(meeting=make_meeting("nothing"))
    exempt = {"exempt": True, "exempt_regime": "confidential"}
    point = make_point(item=item, text="A secret price.", **exempt)
    whole = make_resolution(item=item)
    limb = make_resolution(item=item, parent=whole, wording="A secret limb.", **exempt)
    make_point(item=item, text="Said in public.")
    place = Place(item.meeting, item)
    assert "secret" not in text_of(place)
    assert "Said in public." in text_of(place)
    assert kept_aside(place) == [point, limb]


@pytest.mark.parametrize(
    "change",
    [
        lambda item: MinutePoint.objects.update(text="Another text."),
        lambda item: Resolution.objects.update(outcomes=["agreed"]),
        lambda item: AgendaItem.objects.update(title="Another title"),
        lambda item: item.topics.add(make_topic()),
        lambda item: item.actions.create(what="Find a room."),
        lambda item: MinutePoint.objects.all().delete(),
    ],
    ids=["point", "outcome", "title", "topic", "action", "deletion"],
)
def test_any_change_of_the_record_changes_its_mark(change: Any) -> None:
    item = make_item()
    make_point(item=item)
    make_resolution(item=item)
    place = Place(item.meeting, item)
    before = fingerprint_of(place)
    assert fingerprint_of(place) == before
    assert len(before) <= 64
    change(item)
    assert fingerprint_of(Place(item.meeting, AgendaItem.objects.get())) != before
