"""The journal beside others: transactions that take turns, that end late, that die; and readers who may only read."""

from collections.abc import Iterator
from datetime import datetime
from threading import Thread
from time import sleep

import psycopg
import pytest
from django.db import connection, connections, transaction

from meetings.models import AgendaItem, MinutePoint
from minutes_portal.changes.completeness import complete_until
from minutes_portal.changes.models import Change
from tests.makers import FAR_AHEAD, make_item, make_meeting, make_point

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def other(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A second session of the owner's."""
    at = connections["default"].get_connection_params()
    with psycopg.connect(
        **{key: at[key] for key in ("dbname", "user", "password", "host", "port") if key in at}
    ) as session:
        yield session


def derive(session: psycopg.Connection) -> None:
    """Do what the end of a transaction does, and do not end it."""
    session.execute("SET CONSTRAINTS ALL IMMEDIATE")


def time_of(item: AgendaItem) -> datetime:
    return Change.published.of_records("item", [item.pk])[item.pk].changed_at


def idle() -> bool:
    """Whether deriving the whole journal anew changes no row."""
    before = list(Change.objects.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes_derive_all('live')")
    return list(Change.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_two_transactions_on_one_meeting_take_turns_and_both_count(other: psycopg.Connection) -> None:
    item = make_item()
    idea = make_item(meeting=item.meeting)
    one, two = make_point(item=item), make_point(item=idea)
    times = time_of(item), time_of(idea)

    def second() -> None:
        with transaction.atomic():
            MinutePoint.objects.filter(pk=two.pk).update(text="Narwhal")
        connections["default"].close()

    other.execute("UPDATE meetings_minutepoint SET text = 'Walrus' WHERE id = %s", [one.pk])
    derive(other)
    thread = Thread(target=second)
    thread.start()
    _wait_for_a_turn()
    other.commit()
    thread.join()
    assert idle()
    assert times[0] < time_of(item) < time_of(idea)


def _wait_for_a_turn() -> None:
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone() == (1,):
                return
            sleep(0.01)
    pytest.fail("the second transaction did not wait for its turn")


def test_an_issue_that_gains_an_item_while_its_meeting_is_published_is_right_in_the_end(
    other: psycopg.Connection,
) -> None:
    from decisions.models import Issue

    item = make_item(meeting=make_meeting("nothing"))
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Care", slug="care")

    def second() -> None:
        with transaction.atomic():
            issue.items.add(item)
        connections["default"].close()

    other.execute("UPDATE meetings_meeting SET agenda_published_at = now() WHERE id = %s", [item.meeting_id])
    derive(other)
    thread = Thread(target=second)
    thread.start()
    _wait_for_a_turn()
    other.commit()
    thread.join()
    assert Change.published.of_kind("issue").standing().exists()
    assert idle()


def test_what_ends_late_is_not_missed_by_who_asks_again_and_again(other: psycopg.Connection) -> None:
    slow, quick = make_item(), make_item()
    other.execute("UPDATE meetings_agendaitem SET title = 'Walrus' WHERE id = %s", [slow.pk])
    derive(other)
    AgendaItem.objects.filter(pk=quick.pk).update(title="Narwhal")
    last = complete_until()
    first_look = {change.title for change in Change.published.of_kind("item").since(last)}
    other.commit()
    assert "Narwhal" in first_look, "what is later than the moment comes again"
    assert last < time_of(slow) < time_of(quick)
    assert "Walrus" in {change.title for change in Change.published.of_kind("item").since(last)}
    assert complete_until() > time_of(quick)


def test_a_session_that_dies_moves_nothing_and_holds_nobody_up(other: psycopg.Connection) -> None:
    item = make_item()
    before = time_of(item)
    other.execute("UPDATE meetings_agendaitem SET title = 'Walrus' WHERE id = %s", [item.pk])
    derive(other)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.info.backend_pid])
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM changes_stale")
        assert cursor.fetchone() == (0,)
    assert time_of(item) == before < complete_until()


def test_a_record_that_is_emptied_at_once_leaves_tombstones() -> None:
    item = make_item()
    time_of(item)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE meetings_agendaitem CASCADE")
    assert Change.published.of_records("item", [item.pk])[item.pk].gone_at


def test_readers_can_neither_write_the_journal_nor_see_what_waits_in_it() -> None:
    make_meeting("nothing", agenda_published_at=FAR_AHEAD)
    assert Change.objects.exists()
    assert not Change.published.exists()
    for statement in (
        "DELETE FROM changes_change",
        "SELECT * FROM public.changes_change",
        "SELECT * FROM public.changes_secret",
        "SELECT public.changes_reference('item', '/', 1)",
    ):
        with pytest.raises(Exception, match="permission denied"), connections["public"].cursor() as cursor:
            cursor.execute(statement)
