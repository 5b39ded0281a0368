"""The journal of public changes: each act of an officer moves just the times that readers can see it move."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from decisions.models import Issue, PlannedDecision, Response, Vote
from meetings.acts import approve_minutes, lift_exemption, mark_exempt, publish_stage, restore, withdraw
from meetings.models import AgendaItem, Attendance, Meeting, MinutePoint
from minutes_portal.changes.archive import take_times_of_the_record
from minutes_portal.changes.models import Change
from minutes_portal.database.published import declared_views
from tests.leaks.test_states import Publication
from tests.makers import (
    FAR_AHEAD,
    LONG_AGO,
    make_borough,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_recommendation,
    make_resolution,
)
from tests.transactions import finish

pytestmark = pytest.mark.django_db
LAW: dict[str, Any] = {"regime": "england", "paragraphs": [3]}
Seen = dict[tuple[str, int], tuple[datetime, datetime | None]]


def seen() -> Seen:
    """Return when each unit changed, and whether it is gone, as readers are told."""
    return {
        (change.kind, change.record_id): (change.changed_at, change.gone_at)
        for change in Change.published.all()
    }


def moved(act: Callable[[], Any]) -> list[str]:
    """Return the kinds of the units whose times an act has moved."""
    before = seen()
    act()
    after = seen()
    return sorted(kind for kind, record in after if before.get((kind, record)) != after[kind, record])


def edit(row: Any, **fields: Any) -> Callable[[], Any]:
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def journal_of(row: Any, kind: str) -> Change:
    return Change.published.of_records(kind, [row.pk])[row.pk]


# What is published


def test_nothing_of_a_draft_is_in_the_journal_and_publishing_it_puts_it_there() -> None:
    item = make_item(meeting=make_meeting("nothing"), title="Home care")
    make_point(item=item)
    make_resolution(item=item)
    assert seen() == {}
    assert moved(lambda: publish_stage(item.meeting, "agenda")) == ["item", "meeting"]
    change = journal_of(item, "item")
    assert (change.path, change.title, change.came, change.stage) == (
        item.get_absolute_url(),
        "Home care",
        "new",
        1,
    )
    assert change.first_published_at == change.changed_at
    assert change.committee == item.meeting.committee


def test_each_stage_moves_what_comes_with_it() -> None:
    item = make_item(meeting=make_meeting("agenda"))
    idle = make_item(meeting=item.meeting)
    make_point(item=item)
    resolution = make_resolution(item=item)
    assert moved(lambda: publish_stage(item.meeting, "decisions")) == ["item", "meeting", "resolution"]
    assert journal_of(item, "item").came == "stage"
    assert journal_of(resolution, "resolution").came == "new"
    assert moved(lambda: publish_stage(item.meeting, "draft minutes")) == ["item", "meeting"]
    assert journal_of(item, "item").stage == 3
    assert journal_of(idle, "item").came == "new"
    later = make_item(
        meeting=make_meeting("agenda", committee=item.meeting.committee, date=timezone.localdate())
    )
    assert moved(lambda: approve_minutes(item.meeting, later)) == ["meeting"]
    assert journal_of(item.meeting, "meeting").stage == 4


def test_addresses_are_those_of_the_record() -> None:
    meeting = make_meeting("approved", sitting=2)
    item = make_item(meeting=meeting)
    limb_of = make_resolution(item=item, outcomes=["recommended"])
    limb = make_resolution(item=item, parent=limb_of)
    rows = {
        "meeting": meeting, "item": item, "resolution": limb_of, "document": make_document(item=item),
        "recommendation": make_recommendation(resolution=limb), "issue": tie(item),
    }  # fmt: skip
    assert {kind: journal_of(row, kind).path for kind, row in rows.items()} == {
        kind: row.get_absolute_url() for kind, row in rows.items()
    }
    assert journal_of(meeting, "meeting").title == str(meeting)


def tie(*items: AgendaItem) -> Issue:
    issue = Issue.objects.create(
        borough=items[0].meeting.committee.borough, title="Care at home", slug=f"care-{items[0].pk}"
    )
    issue.items.add(*items)
    return issue


# What comes by itself


def test_a_scheduled_stage_is_not_told_before_its_time() -> None:
    item = make_item(
        meeting=make_meeting("agenda", decisions_published_at=FAR_AHEAD, minutes_published_at=FAR_AHEAD)
    )
    make_point(item=item)
    make_resolution(item=item)
    make_item(meeting=make_meeting("nothing", agenda_published_at=FAR_AHEAD))
    assert sorted(kind for kind, _ in seen()) == ["item", "meeting"]
    assert {change.stage for change in Change.published.all()} == {1}
    assert Change.objects.filter(changed_at=FAR_AHEAD).count() == 5


def test_a_stage_that_came_by_itself_counts_from_its_own_moment(soon: Callable[[], datetime]) -> None:
    item = make_item(meeting=make_meeting("agenda"))
    make_point(item=item)
    first = (seen(), soon())[1]
    edit(item.meeting, minutes_published_at=first)()
    finish()
    assert journal_of(item, "item").stage == 1
    wait_until(first)
    assert journal_of(item, "item").changed_at == first
    assert (journal_of(item, "item").came, journal_of(item, "item").stage) == ("stage", 3)
    # and what is done later to something else does not touch it
    assert moved(edit(item.meeting, venue="Town Hall")) == ["meeting"]
    assert journal_of(item, "item").changed_at == first


@pytest.fixture
def soon() -> Callable[[], datetime]:
    def moment() -> datetime:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp() + interval '0.4 seconds'")
            found: datetime = cursor.fetchone()[0]
        return found

    return moment


def wait_until(moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [moment])


def test_a_scheduled_withdrawal_leaves_its_tombstone_by_itself(soon: Callable[[], datetime]) -> None:
    item = make_item()
    moment = (seen(), soon())[1]
    edit(item, withdrawn_at=moment, withdrawn_reason="superseded")()
    finish()
    assert journal_of(item, "item").gone_at is None
    wait_until(moment)
    assert (journal_of(item, "item").gone_at, journal_of(item, "item").title) == (moment, "")


# What is changed


def test_work_on_what_is_not_public_moves_nothing() -> None:
    draft = make_item(meeting=make_meeting("agenda"))
    point, resolution = make_point(item=draft), make_resolution(item=draft)
    member = make_person()
    seen()
    assert moved(edit(point, text="Members were worried.")) == []
    assert moved(edit(resolution, wording="That it be refused.")) == []
    assert moved(lambda: make_recommendation(resolution=resolution)) == []
    assert moved(lambda: Attendance.objects.create(meeting=draft.meeting, person=member)) == []
    assert moved(point.delete) == []
    assert moved(edit(draft.meeting, minutes_published_at=FAR_AHEAD)) == []
    assert moved(lambda: make_item(meeting=draft.meeting)) == ["item", "meeting"]


def test_work_on_exempt_matter_moves_nothing() -> None:
    item = make_item()
    shut = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}
    silent = make_point(item=item, anchor="", **shut)
    limb_of = make_resolution(item=item)
    limb = make_resolution(item=item, parent=limb_of, **shut)
    paper = make_document(item=item, **shut)
    closed = make_item(meeting=item.meeting, **shut)
    inside = make_point(item=closed)
    seen()
    for act in (
        edit(silent, text="A price."), edit(limb, wording="for a price;"), edit(paper, title="Prices"), edit(inside, text="A price."),
        edit(closed, purpose="To agree a price."), silent.delete, limb.delete, lambda: make_resolution(item=closed),
    ):  # fmt: skip
        assert moved(act) == []
    assert moved(edit(closed, exempt_reason="Prices are being negotiated.")) == ["item", "meeting"]


def test_a_correction_moves_the_item_and_what_it_is_of() -> None:
    item = make_item()
    point, resolution, other = make_point(item=item), make_resolution(item=item), make_resolution(item=item)
    first = (seen(), journal_of(item, "item").first_published_at)[1]
    assert moved(edit(point, text="Members asked about long waits.")) == ["item"]
    assert moved(edit(resolution, wording="That the report be welcomed.")) == ["item", "resolution"]
    assert moved(edit(item, title="Home care and carers")) == ["item", "meeting"]
    change = journal_of(item, "item")
    assert (change.title, change.came, change.first_published_at) == (
        "Home care and carers",
        "changed",
        first,
    )
    assert journal_of(other, "resolution").came == Change.Came.NEW


def test_what_is_stored_anew_in_the_same_words_moves_nothing_and_is_not_written_again() -> None:
    item = make_item()
    point = make_point(item=item, anchor="5.1", text="Visits were short.")
    seen()
    keys = set(Change.objects.values_list("pk", flat=True))
    assert moved(item.save) == []
    assert moved(point.delete) == ["item"]
    seen()
    assert moved(lambda: make_point(item=item, anchor="5.1", text="Visits were short.")) == ["item"]
    keys = set(Change.objects.values_list("pk", flat=True))
    same = MinutePoint.objects.get()
    assert (
        moved(lambda: (same.delete(), make_point(item=item, anchor="5.1", text="Visits were short."))) == []
    )
    assert set(Change.objects.values_list("pk", flat=True)) == keys


def test_follow_up_moves_the_recommendation_alone() -> None:
    sent = make_recommendation()
    seen()
    assert moved(edit(sent, progress="under way")) == ["recommendation"]
    answer = Response(recommendation=sent, date=LONG_AGO.date(), responder="The Cabinet", verdict="accepted")
    assert moved(answer.save) == ["recommendation"]
    assert moved(edit(sent.resolution, addressee="The Cabinet")) == ["item", "resolution"]


def test_what_comes_with_its_meeting_is_told_apart_from_what_changes_alone() -> None:
    item = make_item()
    resolution = make_resolution(item=item)
    assert {change.kind for change in Change.published.filter(along=True)} == {"item", "resolution"}
    edit(resolution, wording="That it be agreed.")()
    assert not Change.published.filter(along=True).exists()
    withdraw(item.meeting, "published in error", "")
    assert {change.kind for change in Change.published.filter(along=True)} == {"item", "resolution"}


def test_votes_by_name_move_the_resolution() -> None:
    resolution = make_resolution()
    seen()
    assert moved(lambda: Vote.objects.create(resolution=resolution, name="Ada Fenwick", cast="for")) == [
        "resolution"
    ]


def test_an_issue_moves_with_its_words_and_with_its_public_items() -> None:
    item, draft = make_item(), make_item(meeting=make_meeting("nothing"))
    issue = tie(item)
    seen()
    assert moved(edit(issue, summary="It goes on.")) == ["issue"]
    assert moved(lambda: issue.items.add(draft)) == []
    assert moved(lambda: publish_stage(draft.meeting, "agenda")) == ["issue", "item", "meeting"]
    assert moved(lambda: publish_stage(draft.meeting, "decisions")) == ["issue", "meeting"]
    assert moved(issue.items.clear) == ["issue"]
    assert (journal_of(issue, "issue").gone_at is None, journal_of(issue, "issue").path) == (False, "")


def test_a_notice_is_told_from_its_own_moment_and_moves_with_its_words() -> None:
    borough = make_borough(slug="eastmere")
    notice = PlannedDecision.objects.create(
        borough=borough, slug="kd1", title="Care contract", published_at=FAR_AHEAD
    )
    assert seen() == {}
    assert moved(edit(notice, published_at=LONG_AGO)) == ["notice"]
    assert moved(edit(notice, matter="To award the contract.")) == ["notice"]
    assert journal_of(notice, "notice").path == "/decisions/forward-plan/eastmere/kd1/"
    assert moved(edit(notice, published_at=None)) == ["notice"]
    assert (journal_of(notice, "notice").title, journal_of(notice, "notice").path) == ("", "")


# What is gone


@pytest.mark.parametrize("kind", ["meeting", "item", "document"])
def test_what_is_withdrawn_leaves_a_tombstone_without_its_words_and_may_come_back(kind: str) -> None:
    item = make_item(title="Secret words")
    row: Any = {
        "meeting": item.meeting,
        "item": item,
        "document": make_document(item=item, title="Secret words", slug="secret-words"),
    }[kind]
    first = (seen(), journal_of(row, kind))[1]
    withdraw(row, "published in error", "Ask us.")
    gone = journal_of(row, kind)
    assert gone.gone_at == gone.changed_at > first.changed_at
    assert (gone.title, gone.came, gone.reference) == ("", "gone", first.reference)
    assert gone.path == ("" if kind == "document" else first.path)
    restore(row)
    back = journal_of(row, kind)
    assert (back.gone_at, back.came, back.path, back.first_published_at) == (
        None,
        "back",
        first.path,
        first.first_published_at,
    )


def test_withdrawing_a_meeting_takes_everything_of_it() -> None:
    resolution = make_recommendation().resolution
    tie(resolution.item)
    make_document(item=resolution.item)
    seen()
    withdraw(resolution.item.meeting, "published in error", "")
    assert {change.kind for change in Change.published.all() if change.gone_at} == {
        "meeting", "item", "resolution", "recommendation", "issue", "document",
    }  # fmt: skip
    assert not Change.published.standing().exists()


def test_what_is_made_exempt_is_gone_and_comes_back_when_that_is_lifted() -> None:
    sent = make_recommendation()
    seen()
    assert moved(lambda: mark_exempt(sent.resolution, **LAW, reason="", summary="")) == [
        "item",
        "recommendation",
        "resolution",
    ]
    assert journal_of(sent.resolution, "resolution").gone_at
    assert moved(lambda: lift_exemption(sent.resolution)) == ["item", "recommendation", "resolution"]
    assert journal_of(sent, "recommendation").came == "back"


def test_what_was_public_for_the_first_time_when_its_exemption_was_lifted_counts_from_then() -> None:
    paper = make_document(exempt=True, exempt_regime="england", exempt_paragraphs=[3])
    before = (seen(), timezone.now())[1]
    lift_exemption(paper)
    assert journal_of(paper, "document").first_published_at > before


def test_deleted_rows_leave_tombstones_and_drafts_do_not() -> None:
    item, draft = make_item(), make_item(meeting=make_meeting("nothing"))
    seen()
    key = item.pk
    item.meeting.delete()
    draft.meeting.delete()
    assert {(change.kind, bool(change.gone_at)) for change in Change.published.all()} == {
        ("meeting", True),
        ("item", True),
    }
    assert Change.published.of_records("item", [key])[key].title == ""


def test_unpublishing_by_hand_is_a_withdrawal_to_readers() -> None:
    meeting = make_meeting("agenda")
    seen()
    edit(meeting, agenda_published_at=None)()
    assert journal_of(meeting, "meeting").gone_at


def test_a_tombstone_is_not_told_while_its_address_leads_to_something() -> None:
    item = make_item()
    seen()
    item.delete()
    again = make_item(meeting=item.meeting, slug=item.slug)
    changes = list(Change.published.of_kind("item"))
    assert [(change.path, change.gone_at) for change in changes] == [(again.get_absolute_url(), None)]


def test_a_moved_meeting_keeps_its_reference_and_changes_its_address() -> None:
    meeting = make_meeting()
    reference = (seen(), journal_of(meeting, "meeting").reference)[1]
    edit(meeting, date=meeting.date + timedelta(days=7))()
    change = journal_of(meeting, "meeting")
    assert (change.reference, change.path, change.came) == (
        reference,
        Meeting.objects.get().get_absolute_url(),
        "changed",
    )


# How it is kept


def test_an_archive_counts_from_the_times_that_stand_in_it() -> None:
    take_times_of_the_record()
    item = make_item(meeting=make_meeting("agenda", minutes_published_at=LONG_AGO + timedelta(days=9)))
    make_point(item=item)
    change = journal_of(item, "item")
    assert change.first_published_at == LONG_AGO
    assert (change.changed_at, change.came) == (LONG_AGO + timedelta(days=9), "stage")


def test_since_gives_each_change_once_in_order() -> None:
    make_item()
    latest = max(change.changed_at for change in Change.published.all())
    item = make_item()
    changes = list(Change.published.since(latest + timedelta(microseconds=1)))
    assert {change.kind for change in changes} == {"item", "meeting"}
    assert item.pk in {change.record_id for change in changes}
    assert changes == sorted(changes, key=lambda change: (change.changed_at, change.reference))


def test_paths_are_told_in_order_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutes_portal.changes.querysets.CHUNK", 2)
    for _ in range(5):
        make_item()
    paths = [page.path for page in Change.published.of_kind("meeting", "item").paths()]
    assert len(paths) == 10
    assert paths == sorted(set(paths))
    assert [page.path for page in Change.published.of_kind("meeting", "item").paths(first=paths[3])] == paths[
        3:
    ]
    parts = Change.published.of_kind("meeting", "item").parts(4)
    assert [(part.first, part.last) for part in parts] == [
        (paths[0], paths[3]),
        (paths[4], paths[7]),
        (paths[8], paths[9]),
    ]


def idle() -> bool:
    """Whether deriving the whole journal anew, as a check, changes no row."""
    finish()
    before = list(Change.objects.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes_derive_all('live')")
    return list(Change.objects.order_by("pk").values_list("pk", flat=True)) == before


class Journal(Publication):
    """The acts of the state machine of publication, looked at through the journal."""

    def __init__(self) -> None:
        super().__init__()
        self.last: dict[tuple[str, int], Any] = {}
        self.told: dict[str, Any] = {}

    @invariant()
    def journal_says_what_is_public(self) -> None:
        standing = {(change.kind, change.record_id) for change in Change.published.standing()}
        inside = self.stage > 0 and not self.withdrawn & {"meeting", "item"}
        decided = inside and self.stage > 1 and not self.exempt.keys() & {"item", "resolution"}
        paper = inside and not self.exempt.keys() & {"item", "document"} and "document" not in self.withdrawn
        expected = {("meeting", self.meeting.pk)} if self.stage and "meeting" not in self.withdrawn else set()
        expected |= {("item", self.item.pk)} if inside else set()
        expected |= {("resolution", self.resolution.pk)} if decided else set()
        expected |= {("document", self.document.pk)} if paper else set()
        own = {
            (kind, key)
            for kind, key in standing
            if key not in (self.later.pk, self.later.meeting_id) or (kind, key) in expected
        }
        assert own == expected

    @invariant()
    def times_move_with_what_readers_see_and_only_then(self) -> None:
        page = self.client.get(self.item.get_absolute_url()).content if self.stage else b""
        changes = Change.published.of_records("item", [self.item.pk])
        time = changes[self.item.pk].changed_at if changes else None
        texts = tuple(may for _, may in sorted(self._expected().items()) if may), page_words(page)
        if self.told and self.told["texts"] == texts:
            assert self.told["time"] == time, "the item's time moved although readers see the same"
        self.told = {"texts": texts, "time": time}

    @invariant()
    def deriving_it_anew_changes_nothing(self) -> None:
        assert idle()

    def lists_and_search_hold_nothing_more(self) -> None:
        """Asked in the other test of these acts."""


def page_words(page: bytes) -> list[str]:
    """Return the words of the record on a page of it."""
    return [word for word in page.decode().split() if "zq" in word]


def test_whatever_officers_do_the_journal_says_what_readers_see() -> None:
    run_state_machine_as_test(
        Journal,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


# What readers see of the record and the journal does not count as a change of it, table by table.
NOT_COUNTED = {
    # Of these two, only what stands in addresses and titles of the units is theirs.
    "meetings_borough": {
        "about",
        "accent",
        "contact_email",
        "contact_name",
        "council_name",
        "name",
        "website",
    },
    "meetings_committee": {"active_from", "active_until", "kind", "predecessor_id", "remit"},
    "meetings_person": {"borough_id", "honorific", "name", "party", "post", "slug", "ward"},
    "meetings_document": {"format", "pages", "size"},  # read from the file, which has its checksum
    # Shown only where the row they lead to is public, so that its publication would have to be followed too; or computed.
    "meetings_meeting": {"uid", "approved_by_id", "moved_to_id"},
    "meetings_attendance": {"substitute_for_id"},
    "decisions_resolution": {"moved_by_id", "seconded_by_id"},
    "decisions_planneddecision": {"issue_id"},
    "decisions_decisionrecord": {"call_in_until", "notice_id", "report_id"},
    "decisions_callin": {"considered_at_id", "reconsidered_at_id"},
    "decisions_vote": {"person_id"},
    "decisions_recommendation": {"to_committee_id", "to_person_id"},
    "decisions_response": {"document_id"},
    "decisions_update": {"document_id"},
}


def test_every_public_column_of_a_followed_table_is_noted() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'changes_notes_new'"
        )
        noted = dict(cursor.fetchall())
    missing: dict[str, set[str]] = {}
    for view in declared_views():
        if view.name in noted:
            columns = {*view.columns, *view.shown} - {"search"}
            left = {column for column in columns if not re.search(rf"\b{column}\b", noted[view.name])}
            missing |= {view.name: left} if left else {}
    assert missing == NOT_COUNTED
    assert len(noted) > 20
