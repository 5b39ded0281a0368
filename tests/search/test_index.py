"""The search index follows the record: whatever is done to it, by whomever, the index holds what readers may see."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from time import sleep
from typing import Any

import psycopg
import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from decisions.models import Resolution
from meetings.acts import lift_exemption, mark_exempt, publish_stage, restore, withdraw
from meetings.models import AgendaItem, DocumentPage, Interest, Meeting, MinutePoint
from minutes_portal.search.folding import folded, squashed
from minutes_portal.search.keeping import differences, rebuild
from minutes_portal.search.models import Passage
from tests.leaks.test_states import Publication
from tests.makers import (
    FAR_AHEAD,
    LONG_AGO,
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
    make_topic,
)
from tests.transactions import finish

pytestmark = pytest.mark.django_db
LAW: dict[str, Any] = {"regime": "england", "paragraphs": [3]}
EXEMPT: dict[str, Any] = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}


def found(words: str) -> list[tuple[str, str]]:
    """Return kind and place of the passages that readers find, and hold the index to the record on the way."""
    finish()
    assert list(differences()) == []
    passages = Passage.published.filter(
        tsv=SearchQuery(folded(words), config="english", search_type="phrase")
    )
    return list(passages.order_by("result_id", "position").values_list("kind", "anchor"))


def marked(lexeme: str) -> list[str]:
    """Return the kinds of passages that hold a lexeme as it is."""
    finish()
    with connections["public"].cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM search_passage WHERE tsv @@ %s::tsquery ORDER BY result_id, position",
            [f"'{lexeme}'"],
        )
        return [kind for (kind,) in cursor.fetchall()]


# What is found


def test_a_point_is_found_with_what_hangs_under_it() -> None:
    item = make_item(title="Home care")
    make_point(item=item, order=1, anchor="5.1", text="Members asked about:")
    make_point(item=item, order=2, anchor="p2", kind="bullet", level=1, text="zero hour contracts")
    make_point(item=item, order=3, anchor="5.2", text="The officer replied.")
    assert found("zero hour contracts") == [("minutes", "5.1")]
    assert found("replied") == [("minutes", "5.2")]


def test_a_heading_goes_with_what_follows_it_and_a_resolution_ends_a_passage() -> None:
    item = make_item()
    make_point(item=item, order=1, anchor="p1", kind="heading", text="Waiting lists")
    make_point(item=item, order=2, anchor="p2", text="They were long.")
    make_resolution(item=item, order=3, ordinal=1, wording="That they be short.")
    make_point(item=item, order=4, anchor="p4", kind="bullet", level=1, text="A closing remark.")
    assert found("waiting lists") == [("minutes", "p1")]
    assert found("long") == [("minutes", "p1")]
    assert found("closing") == [("minutes", "p4")]


def test_a_resolution_is_found_with_its_limbs() -> None:
    whole = make_resolution(ordinal=3, wording="That the Cabinet be asked")
    limb = make_resolution(item=whole.item, parent=whole, wording="to publish the survey;")
    make_resolution(item=whole.item, parent=limb, wording="with its annexes.")
    assert found("annexes") == [("resolution", "resolution-3")]
    passage = Passage.published.get(kind="resolution")
    assert passage.parts == list(Resolution.objects.order_by("pk").values_list("pk", flat=True))


def test_words_of_title_topic_and_paragraph_may_be_mixed() -> None:
    item = make_item(title="Refuge provision")
    item.topics.add(make_topic(name="Domestic abuse"))
    make_point(item=item, anchor="p1", text="Forty women had been turned away.")
    finish()
    query = SearchQuery("refuge women abuse", config="english")
    assert Passage.published.filter(tsv=query).values_list("anchor", flat=True).get() == "p1"


def test_no_phrase_runs_from_the_paragraph_into_the_title() -> None:
    item = make_item(number="", title="Home care")
    make_point(item=item, text="They visited a residential")
    assert found("residential home") == []


@pytest.mark.parametrize("printed", ["CE09/10-28", "112/23", "CS12066", "CS 12066", "KD5694"])
def test_references_are_found_as_one_word(printed: str) -> None:
    make_point(text=f"The report ({printed}) was received.")
    assert marked("=" + squashed(printed)) == ["minutes"]


def test_printed_references_of_the_item_are_found_from_every_passage() -> None:
    make_point(item=make_item(minute_number="77/21", report_reference="CS 12066"))
    assert marked("=cs12066") == marked("=7721") == ["title", "minutes"]


def test_names_are_found_without_accent_and_apostrophe_and_as_they_are() -> None:
    make_point(text="Councillors Siân O’Neill and Rüya Şahin asked.")
    assert found("Sian O'Neill") == found("RUYA SAHIN") == found("oneill") != []
    person = make_person(name="Will May")
    resolution = make_resolution(moved_by=person)
    assert marked("=will") == ["title", "resolution"]
    finish()
    assert Passage.published.filter(result_id=resolution.item_id).first().person_ids == [person.pk]


def test_pages_of_papers_are_found_with_their_page() -> None:
    document = make_document(item=make_item(), title="Budget annex")
    DocumentPage.objects.create(document=document, number=2, text="Reserves stood at four million.")
    assert found("reserves") == [("document", "")]
    passage = Passage.published.get(document_id=document.pk, page=2)
    assert passage.item_id == document.item_id


def test_a_paper_of_a_whole_meeting_is_a_result_of_its_own() -> None:
    document = make_document(title="Agenda pack")
    DocumentPage.objects.create(document=document, number=1, text="Fire safety notice")
    assert found("fire safety") == [("document", "")]
    assert set(Passage.published.values_list("result_id", "item_id")) == {(-document.pk, None)}


# What is not found


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        ("nothing", []),
        ("agenda", ["title", "document"]),
        ("decisions", ["title", "resolution", "document"]),
        ("minutes", ["title", "minutes", "resolution", "document"]),
    ],
)
def test_each_stage_lets_its_passages_in(stage: str, kinds: list[str]) -> None:
    item = make_item(meeting=make_meeting(stage))
    make_point(item=item, order=1)
    make_resolution(item=item, order=2)
    make_document(item=item)
    assert [kind for kind, _ in found("home care")] == kinds
    assert Passage.objects.count() == len(kinds), "nothing waits in the index that has no time"


def test_the_agenda_tells_no_outcome_mover_or_interest_of_later_stages() -> None:
    meeting = make_meeting(
        "agenda", decisions_published_at=FAR_AHEAD, minutes_published_at=FAR_AHEAD + timedelta(1)
    )
    item = make_item(meeting=meeting)
    mover, interested = make_person(name="Grace Okafor"), make_person(name="Omar Lewis")
    make_resolution(item=item, outcomes=["rejected"], moved_by=mover)
    Interest.objects.create(item=item, person=interested)
    assert found("grace okafor") == found("omar lewis") == []
    [head] = Passage.published.all()
    assert (head.outcomes, head.person_ids) == ([], [])
    later = Passage.objects.filter(kind="title").order_by("visible_from")
    assert [(row.outcomes, row.person_ids) for row in later] == [
        ([], []), (["rejected"], [mover.pk]), (["rejected"], sorted([mover.pk, interested.pk])),
    ]  # fmt: skip
    assert [row.visible_until for row in later] == [FAR_AHEAD, FAR_AHEAD + timedelta(1), None]


def test_scheduled_matter_waits_and_a_set_withdrawal_ends_it() -> None:
    moment = timezone.now()
    soon = make_item(
        meeting=make_meeting("nothing", agenda_published_at=moment + timedelta(days=2)), title="Quorum"
    )
    make_item(withdrawn_at=moment + timedelta(days=3), withdrawn_reason="superseded", title="Ferry")
    assert found("quorum") == []
    assert found("ferry") == [("title", "")]
    assert Passage.objects.filter(result_id=soon.pk).count() == 1
    with connection.cursor() as cursor:  # as if those days had passed
        cursor.execute(
            "UPDATE search_passage SET visible_from = visible_from - interval '4 days', visible_until = visible_until - interval '4 days'"
        )
    assert list(Passage.published.values_list("result_id", flat=True)) == [soon.pk]


def test_an_exempt_item_is_found_by_its_title_alone() -> None:
    item = make_item(
        title="Land deal", purpose="Sell the quarry", report_reference="CS12066", minute_number="91/24"
    )
    item.topics.add(make_topic(name="Minerals"))
    make_point(item=item, text="The price was discussed.")
    make_resolution(item=item, wording="That it be sold.", outcomes=["agreed"])
    make_document(item=item, title="Valuation")
    mark_exempt(item, **LAW)
    assert found("land deal") == [("title", "")]
    for word in ("quarry", "price", "sold", "valuation", "minerals", "91 24"):
        assert found(word) == [], word
    assert marked("=cs12066") == []
    [passage] = Passage.objects.all()
    assert (passage.outcomes, passage.topic_ids, passage.person_ids) == ([], [], [])


def test_exempt_parts_are_not_found_and_leave_the_passages_round_them_as_without_them() -> None:
    item = make_item()
    make_point(item=item, order=1, anchor="p1", text="Above.")
    hidden = make_point(
        item=item, order=2, anchor="", text="A secret price.", exempt_reason="Prices.", **EXEMPT
    )
    make_point(item=item, order=3, anchor="p3", kind="bullet", level=1, text="Below.")
    whole = make_resolution(item=item, order=4, wording="That it be so.", **EXEMPT)
    make_resolution(item=item, parent=whole, wording="With a public limb.")
    make_document(item=item, title="Hidden annex", **EXEMPT)
    for words in ("secret", "be so", "public limb", "hidden annex"):
        assert found(words) == [], words
    before = list(Passage.published.order_by("position").values_list("kind", "anchor", "parts"))
    MinutePoint.objects.filter(pk=hidden.pk).delete()
    Resolution.objects.all().delete()
    finish()
    assert list(Passage.published.order_by("position").values_list("kind", "anchor", "parts")) == before


# Every act


def test_publish_exempt_withdraw_restore_each_show_at_once() -> None:
    meeting = make_meeting("nothing")
    item = make_item(meeting=meeting, title="Ferry timetable")
    point = make_point(item=item, text="The boat is late.")
    make_resolution(item=item, wording="That it be mended.")
    assert found("ferry") == []
    publish_stage(meeting, "agenda")
    assert found("ferry") == [("title", "")]
    publish_stage(meeting, "decisions")
    assert [kind for kind, _ in found("ferry")] == ["title", "resolution"]
    publish_stage(meeting, "draft minutes")
    assert [kind for kind, _ in found("boat")] == ["minutes"]
    mark_exempt(point, **LAW)
    assert found("boat") == []
    lift_exemption(point)
    assert [kind for kind, _ in found("boat")] == ["minutes"]
    for record in (item, meeting):
        withdraw(record, "published in error", at=timezone.now() - timedelta(minutes=1))
        assert found("ferry") == []
        restore(record)
        assert len(found("ferry")) == 3


def test_renaming_and_moving_shows_on_every_passage() -> None:
    topic, person = make_topic(name="Ferries"), make_person(name="Mairead Dosanjh")
    committee = make_committee()
    item = make_item(meeting=make_meeting(committee=committee))
    item.topics.add(topic)
    make_point(item=item)
    make_resolution(item=item, moved_by=person)
    assert len(found("ferries")) == len(found("mairead")) == 3
    topic.name, person.name, committee.borough = "Boats", "Grace Okafor", make_borough()
    for row in (topic, person, committee):
        row.save()
    assert found("ferries") == found("mairead") == []
    assert len(found("boats")) == len(found("okafor")) == 3
    assert set(Passage.published.values_list("borough_id", flat=True)) == {committee.borough_id}
    item.topics.clear()
    assert found("boats") == []


def test_bulk_writes_raw_sql_and_deletes_are_followed() -> None:
    item = make_item()
    MinutePoint.objects.bulk_create(
        MinutePoint(item=item, order=n, anchor=f"p{n}", text=f"Walrus {n}") for n in range(700)
    )
    assert len(found("walrus")) == 700
    MinutePoint.objects.filter(order__lt=350).update(text="Narwhal")
    assert len(found("narwhal")) == 350
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_minutepoint SET text = 'Beluga' WHERE \"order\" = 5")
        cursor.execute('DELETE FROM meetings_minutepoint WHERE "order" > 6')
    assert found("beluga") == [("minutes", "p5")]
    assert len(found("narwhal")) == 6
    Meeting.objects.all().delete()
    finish()
    assert not Passage.objects.exists()


def test_emptied_tables_empty_the_index() -> None:
    make_point(text="Walrus")
    assert found("walrus")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE meetings_meeting CASCADE")
    finish()
    assert not Passage.objects.exists()


def test_a_change_that_the_index_does_not_show_touches_nothing() -> None:
    point = make_point()
    finish()
    Meeting.objects.update(venue="Old Town Hall")
    MinutePoint.objects.update(number="9")
    point.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_stale")
        assert cursor.fetchone() == (0,)


def test_correcting_a_paragraph_leaves_the_other_rows_alone() -> None:
    item = make_item()
    points = [make_point(item=item) for _ in range(5)]
    finish()
    before = dict(Passage.objects.values_list("anchor", "pk"))
    points[2].text = "Corrected."
    points[2].save()
    finish()
    after = dict(Passage.objects.values_list("anchor", "pk"))
    assert {anchor for anchor in after if after[anchor] != before[anchor]} == {points[2].anchor}


def test_an_enormous_paragraph_is_published_and_found() -> None:
    make_point(text="Walrus " + " ".join(f"word{n}" for n in range(40_000)))
    assert found("walrus")


class Following(Publication):
    """All acts of publication in any order; after each the index says what the record says."""

    readers_see_what_they_may = None  # the pages have their own test
    lists_and_search_hold_nothing_more = None
    outcome_of_a_hidden_limb_is_not_told = None

    @invariant()
    def index_says_what_the_record_says(self) -> None:
        finish()
        assert list(differences()) == []

    @invariant()
    def words_are_found_that_the_page_shows_and_no_others(self) -> None:
        told = {*self.exempt.values(), *self.quoted}  # of which the page speaks, not the search
        for text, may in self._expected().items():
            if text not in told:
                word = next(word for word in text.split() if word.startswith("zq")).rstrip(".,")
                assert Passage.published.filter(tsv=SearchQuery(word, config="english")).exists() == may, text


def test_the_index_follows_every_act_in_any_order() -> None:
    run_state_machine_as_test(
        Following,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@given(
    st.text(
        st.characters(max_codepoint=0x24F, exclude_characters="\x00") | st.sampled_from("’‘–—…ﬁẞṡ№½ "),
        max_size=60,
    )
)
@settings(max_examples=300, deadline=None)
def test_text_and_questions_are_folded_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT trim(search_folded(%s))", [text])
        assert cursor.fetchone() == (folded(text),)


# The commands


def test_check_names_what_differs_and_rebuild_puts_it_right(capsys: pytest.CaptureFixture[str]) -> None:
    item = make_item()
    make_point(item=item, order=4)
    finish()
    call_command("check_search")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_passage WHERE kind = 'minutes'")
        cursor.execute("UPDATE search_passage SET tsv = 'forged'")
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("check_search")
    told = capsys.readouterr().out
    assert f"item {item.pk}, minutes at 4: in the record, not in the index" in told
    assert f"item {item.pk}, title at 0: in the index, not in the record" in told


ALIASES = ["default", "public"]


@pytest.fixture
def other(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A second session of the owner's."""
    at = connections["default"].get_connection_params()
    with psycopg.connect(
        **{key: at[key] for key in ("dbname", "user", "password", "host", "port") if key in at}
    ) as session:
        yield session


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_rebuild_goes_on_beside_readers_and_writers(other: psycopg.Connection) -> None:
    point = make_point(text="Walrus")

    def meanwhile(done: int, total: int) -> None:
        assert Passage.published.filter(tsv=SearchQuery("walrus", config="english")).exists()
        other.execute("UPDATE meetings_minutepoint SET text = 'Narwhal' WHERE id = %s", [point.pk])
        other.commit()

    assert rebuild(meanwhile) == 2
    assert list(differences()) == []
    assert Passage.published.filter(tsv=SearchQuery("narwhal", config="english")).count() == 1
    make_point(item=point.item, text="Beluga")
    assert Passage.published.filter(tsv=SearchQuery("beluga", config="english")).count() == 1
    assert rebuild() == 3, "and again"


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_two_transactions_on_one_item_both_reach_the_index(other: psycopg.Connection) -> None:
    item = make_item()
    one, two = make_point(item=item, text="One"), make_point(item=item, text="Two")

    def second() -> None:
        with transaction.atomic():
            MinutePoint.objects.filter(pk=two.pk).update(text="Narwhal")
        connections["default"].close()

    other.execute("UPDATE meetings_minutepoint SET text = 'Walrus' WHERE id = %s", [one.pk])
    other.execute("SET CONSTRAINTS search_index_follows IMMEDIATE")  # derived, not committed
    thread = Thread(target=second)
    thread.start()
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone() == (1,):
                break
            sleep(0.01)
        else:
            pytest.fail("the second transaction did not wait for its turn")
    other.commit()
    thread.join()
    assert list(differences()) == []
    for word in ("walrus", "narwhal"):
        assert Passage.published.filter(tsv=SearchQuery(word, config="english")).count() == 1


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_a_session_that_dies_leaves_nothing_behind(other: psycopg.Connection) -> None:
    point = make_point(text="Walrus")
    other.execute("UPDATE meetings_minutepoint SET text = 'Narwhal' WHERE id = %s", [point.pk])
    other.execute("SET CONSTRAINTS search_index_follows IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [other.info.backend_pid])
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_stale")
        assert cursor.fetchone() == (0,)
    assert list(differences()) == []
    assert Passage.published.filter(tsv=SearchQuery("walrus", config="english")).exists()


@pytest.mark.django_db(transaction=True, databases=ALIASES)
def test_a_transaction_whose_snapshot_is_too_old_to_follow_is_refused(other: psycopg.Connection) -> None:
    point = make_point()
    other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    other.execute("UPDATE meetings_minutepoint SET text = 'Narwhal' WHERE id = %s", [point.pk])
    with pytest.raises(psycopg.errors.RaiseException, match="READ COMMITTED"):
        other.commit()


def test_readers_can_neither_write_the_index_nor_see_what_waits_in_it() -> None:
    item = make_item(meeting=make_meeting("nothing", agenda_published_at=FAR_AHEAD), title="Quorum")
    finish()
    assert Passage.objects.filter(item_id=item.pk).exists()
    assert not Passage.published.exists()
    for statement in (
        "DELETE FROM search_passage",
        "SELECT * FROM public.search_passage",
        "SELECT * FROM public.search_stale",
    ):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connections["public"].cursor() as cursor,
        ):
            cursor.execute(statement)


def test_publishing_too_early_is_refused_and_leaves_the_index_alone() -> None:
    meeting = make_meeting("minutes", agenda_published_at=LONG_AGO)
    item = make_item(meeting=meeting)
    finish()
    with pytest.raises(ValidationError):
        publish_stage(meeting, "agenda")
    assert [kind for kind, _ in found("home care")] == ["title"]
    assert AgendaItem.published.get().pk == item.pk
