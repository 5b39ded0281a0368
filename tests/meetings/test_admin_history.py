"""The history in the officers' admin: who changed what, when, from where, and how the words differ."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.admin.differences import CONTEXT, MOST_WORDS, Piece, pieces
from meetings.models import AgendaItem, Attendance, MinutePoint
from tests.accounts.officers import make_officer
from tests.admin_forms import submit
from tests.makers import (
    make_committee,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
    make_topic,
)

pytestmark = pytest.mark.django_db


def history(client: Client, record: Any, **parameters: Any) -> Any:
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_history"
    return client.get(reverse(name, args=[record.pk]), parameters)


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def entries(response: Any) -> list[tuple[str, str, str]]:
    return [(entry.who, entry.kind, entry.what) for entry in response.context["history"].entries]


def test_change_tells_who_when_from_where_and_the_words_that_differ() -> None:
    item = make_item(meeting=make_meeting("nothing"))
    point = make_point(item=item, text="Members asked about waiting times in the north.")
    officer = make_officer("clerk", item.meeting.committee.borough, first_name="Ada", last_name="Reed")
    client = Client()
    client.force_login(officer)
    submit(client, change(item), **{"points-0-text": "Members asked about opening times in the north."})
    response = history(client, item)
    newest = next(entry for entry in response.context["history"].entries if entry.kind == "changed")
    assert (newest.who, newest.address, newest.page) == ("Ada Reed", "127.0.0.1", change(item))
    page = response.content.decode()
    assert "<del>waiting</del>" in page
    assert "<ins>opening</ins>" in page
    assert entries(history(client, point))[-1][:2] == ("the system", "added")


def test_page_of_an_item_tells_of_its_minutes_resolutions_and_topics(admin_client: Client) -> None:
    item = make_item()
    make_point(item=item, text="Said.").delete()
    make_resolution(item=item, wording="That it be noted.")
    item.topics.add(make_topic(name="Roads"))
    response = history(admin_client, item)
    told = {(kind, what.split()[0]) for _, kind, what in entries(response)}
    assert {("added", "Minute"), ("deleted", "Minute"), ("added", "Resolution"), ("added", "Agenda")} <= told
    assert "Roads" in response.content.decode()


def test_page_of_a_meeting_tells_of_its_items_and_attendance(admin_client: Client) -> None:
    meeting = make_meeting()
    make_item(meeting=meeting, title="Buses")
    Attendance.objects.create(meeting=meeting, person=make_person(name="Ada Reed"))
    page = history(admin_client, meeting).content.decode()
    assert "Buses" in page
    assert "Ada Reed" in page


def test_every_table_of_the_record_shows_its_history(admin_client: Client) -> None:
    resolution = make_resolution(moved_by=make_person())
    committee = resolution.item.meeting.committee
    committee.partners.add(make_person().borough)
    for record in (resolution, committee, committee.borough, resolution.moved_by, make_topic()):
        assert history(admin_client, record).context["history"].entries, record


def test_words_of_the_record_are_never_markup_in_the_history(admin_client: Client) -> None:
    point = make_point(text="Some words and <b>bold</b> ones & more of them.")
    MinutePoint.objects.filter(pk=point.pk).update(
        text="Some words and <script>alert(1)</script> ones & more of them."
    )
    page = history(admin_client, point).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_long_history_is_paged_and_any_page_number_answers(admin_client: Client) -> None:
    item = make_item()
    for number in range(60):
        AgendaItem.objects.filter(pk=item.pk).update(wards=str(number))
    first, second = history(admin_client, item), history(admin_client, item, p=2)
    assert (len(entries(first)), len(entries(second))) == (50, 11)
    assert "Older" in first.content.decode()
    assert "Newer" in second.content.decode()
    for odd in ("0", "x", "-1", "99999999999999999999", "²"):
        assert history(admin_client, item, p=odd).status_code == 200


def test_history_asks_no_more_for_more_changes(django_assert_max_num_queries: Any) -> None:
    item = make_item()
    officer = make_officer("auditor", item.meeting.committee.borough)
    client = Client()
    client.force_login(officer)
    for number in range(10):
        make_point(item=item, text=f"Said {number}.")
        make_resolution(item=item, moved_by=make_person())
        item.topics.add(make_topic())
    history(client, item)  # the first page of a session notes when it began
    with django_assert_max_num_queries(12):
        assert len(entries(history(client, item))) == 31


def test_history_of_another_boroughs_record_is_not_there() -> None:
    client = Client()
    client.force_login(make_officer("administrator", make_committee().borough))
    item = make_item()
    for record in (
        item,
        item.meeting,
        item.meeting.committee,
        make_point(item=item),
        make_resolution(item=item),
    ):
        assert history(client, record).status_code == 404, record


def test_long_stretches_that_stayed_are_shortened_and_long_texts_not_compared() -> None:
    stayed = " ".join(f"w{n}" for n in range(500))
    found = list(pieces(f"{stayed} four", f"{stayed} five"))
    assert [piece.kind for piece in found] == ["same", "gone", "new"]
    assert found[0].text.startswith(" … ")
    assert len(re.findall(r"\S+", found[0].text)) <= CONTEXT + 1
    long = "word " * MOST_WORDS
    assert list(pieces(long, long + "x")) == [Piece("gone", long), Piece("new", long + "x")]


def test_nothing_of_either_text_is_lost_between_the_pieces() -> None:
    old, new = "The cat sat on the mat.", "The dog sat on a mat, then."
    found = list(pieces(old, new))
    assert "".join(piece.text for piece in found if piece.kind != "new") == old
    assert "".join(piece.text for piece in found if piece.kind != "gone") == new
