"""What the public role may read: the published views, published rows, public columns, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connections
from django.db.models import Model
from django.utils import timezone
from psycopg import sql

from decisions.models import Issue, Recommendation, Resolution, Response
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Meeting,
    MinutePoint,
    Person,
    Topic,
    WithdrawnRecord,
)
from minutes_portal.database import published
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
    make_topic,
)

pytestmark = pytest.mark.django_db
EXEMPT: dict[str, Any] = {
    "exempt": True, "exempt_regime": "england", "exempt_part": "1", "exempt_paragraphs": [3],
}  # fmt: skip


def shown(model: type[Model]) -> list[Any]:
    return list(model.published.all())


def test_every_table_of_the_record_has_a_declaration() -> None:
    declared = {view.name for view in published.declared_views()}
    models = [
        model
        for app in published.APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    # The history is nobody's but the officers'.
    record = {model._meta.db_table for model in models if not hasattr(model, "pgh_tracked_model")}
    assert record == declared


@pytest.mark.parametrize(
    ("stage", "items", "resolutions", "points"),
    [
        ("nothing", 0, 0, 0),
        ("agenda", 1, 0, 0),
        ("decisions", 1, 1, 0),
        ("minutes", 1, 1, 1),
        ("approved", 1, 1, 1),
    ],
)
def test_stage_shows_its_part_of_the_record(stage: str, items: int, resolutions: int, points: int) -> None:
    item = make_item(meeting=make_meeting(stage))
    make_point(item=item)
    make_resolution(item=item)
    assert (len(shown(AgendaItem)), len(shown(Resolution)), len(shown(MinutePoint))) == (
        items,
        resolutions,
        points,
    )


def test_stage_in_the_future_shows_nothing_and_does_not_tell_its_time() -> None:
    meeting = make_meeting("agenda", minutes_published_at=FAR_AHEAD, approved_at=FAR_AHEAD)
    make_point(item=make_item(meeting=meeting))
    assert shown(MinutePoint) == []
    seen = Meeting.published.get()
    assert (seen.minutes_published_at, seen.approved_at, seen.stage) == (None, None, Meeting.Stage.AGENDA)


def test_stage_whose_time_has_just_come_is_shown_without_a_job() -> None:
    make_point(
        item=make_item(
            meeting=make_meeting("agenda", minutes_published_at=timezone.now() - timedelta(seconds=1))
        )
    )
    assert len(shown(MinutePoint)) == 1


def test_exempt_item_shows_title_law_reason_and_summary_only() -> None:
    item = make_item(
        title="Care contract", purpose="SECRET", report_reference="SECRET", wards="SECRET", particulars={"a": "SECRET"},
        minute_number="SECRET", key_decision=True, forward_plan_reference="SECRET",
        exempt_reason="Prices are being negotiated.", public_summary="A contract was discussed.", **EXEMPT,
    )  # fmt: skip
    make_point(item=item, text="SECRET")
    make_resolution(item=item, wording="SECRET")
    make_document(item=item, title="SECRET")
    item.topics.add(make_topic())
    seen = AgendaItem.published.get()
    assert "SECRET" not in str({f.name: getattr(seen, f.name) for f in AgendaItem._meta.concrete_fields})
    assert (seen.title, seen.exempt_paragraphs, seen.public_summary) == (
        "Care contract",
        [3],
        "A contract was discussed.",
    )
    assert seen.key_decision is None
    assert [shown(MinutePoint), shown(Resolution), shown(Document), list(seen.topics.all())] == [
        [],
        [],
        [],
        [],
    ]


def test_exempt_part_without_words_for_the_public_leaves_no_trace() -> None:
    item = make_item()
    make_point(item=item, text="SECRET", anchor="", **EXEMPT)
    make_resolution(item=item, wording="SECRET", ordinal=None, **EXEMPT)
    make_document(item=item, title="SECRET", **EXEMPT)
    assert [shown(MinutePoint), shown(Resolution), shown(Document)] == [[], [], []]


def test_exempt_part_with_words_for_the_public_shows_these_alone() -> None:
    notice = EXEMPT | {"public_summary": "Terms were discussed."}
    item = make_item()
    make_point(item=item, text="SECRET", number="9.1", mark="SECRET", anchor="9.1", **notice)
    make_resolution(
        item=item, cue="SECRET", wording="SECRET", notice_wording="SECRET", mover="SECRET", addressee="SECRET",
        votes_for=7, outcomes=["rejected"], **notice,
    )  # fmt: skip
    make_document(item=item, title="SECRET", slug="secret", url="https://secret.example/", size=9, **notice)
    for model in (MinutePoint, Resolution, Document):
        seen = model.published.get()
        row = {f.name: getattr(seen, f.name) for f in model._meta.concrete_fields}
        assert "secret" not in str(row).lower()
        assert row["public_summary"] == "Terms were discussed."
        assert not row.get("number")
        assert not row.get("outcomes")
        assert row.get("votes_for") is None
        assert row.get("size") is None


def test_words_of_exempt_matter_cannot_be_searched() -> None:
    notice = EXEMPT | {"public_summary": "Terms were discussed."}
    make_point(text="zebra", **notice)
    make_resolution(wording="zebra", **notice)
    make_item(purpose="zebra", **notice)
    for model in (MinutePoint, Resolution, AgendaItem):
        assert not model.published.filter(search="zebra").exists()
        assert not model.objects.filter(search="zebra").exists()


def test_limb_of_a_hidden_resolution_is_hidden() -> None:
    whole = make_resolution(ordinal=None, **EXEMPT)
    limb = make_resolution(item=whole.item, parent=whole)
    make_resolution(item=whole.item, parent=limb)
    assert shown(Resolution) == []


def test_withdrawn_record_is_gone_but_for_its_notice() -> None:
    now = timezone.now()
    withdrawal = {
        "withdrawn_at": now,
        "withdrawn_reason": "published in error",
        "withdrawn_notice": "Ask us.",
    }
    meeting = make_meeting("approved", **withdrawal)
    make_point(item=make_item(meeting=meeting))
    item = make_item(**withdrawal)
    make_resolution(item=item)
    document = make_document(**withdrawal)
    assert [shown(MinutePoint), shown(Resolution), shown(AgendaItem), shown(Document)] == [[], [], [], []]
    notices = {
        (r.committee_id, r.item_slug, r.document_slug, r.withdrawn_notice) for r in shown(WithdrawnRecord)
    }
    assert notices == {
        (meeting.committee_id, "", "", "Ask us."),
        (item.meeting.committee_id, item.slug, "", "Ask us."),
        (document.meeting.committee_id, "", document.slug, "Ask us."),
    }


def test_withdrawal_of_what_was_never_public_is_not_told() -> None:
    make_meeting("nothing", withdrawn_at=timezone.now(), withdrawn_reason="legal reasons")
    make_document(withdrawn_at=timezone.now(), withdrawn_reason="legal reasons", **EXEMPT)
    assert shown(WithdrawnRecord) == []


def test_people_are_known_once_published_minutes_name_them() -> None:
    borough = make_borough()
    councillor = make_person(borough=borough)
    witness = make_person(borough=borough, kind="guest", post="Whistle-blower")
    draft = make_meeting("decisions")
    Attendance.objects.create(meeting=draft, person=witness)
    assert set(Person.published.all()) == {councillor}
    assert Attendance.published.count() == 0
    Meeting.objects.filter(pk=draft.pk).update(minutes_published_at=LONG_AGO)
    assert set(Person.published.all()) == {councillor, witness}


def test_approving_item_is_named_only_where_it_can_be_read() -> None:
    later = make_meeting("nothing")
    make_meeting("approved", approved_by=make_item(meeting=later))
    assert Meeting.published.get().approved_by_id is None


def test_issue_recommendation_and_response_follow_their_items() -> None:
    recommendation = make_recommendation(
        resolution=make_resolution(item=make_item(meeting=make_meeting("agenda")))
    )
    Response.objects.create(
        recommendation=recommendation,
        date=datetime(2024, 11, 1, tzinfo=UTC).date(),
        responder="Cabinet",
        verdict="accepted",
    )
    item = recommendation.resolution.item
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Home care", slug="home-care")
    issue.items.add(item)
    assert [shown(Recommendation), shown(Response), len(shown(Issue))] == [[], [], 1]
    Meeting.objects.update(decisions_published_at=LONG_AGO)
    assert [len(shown(Recommendation)), len(shown(Response))] == [1, 1]
    AgendaItem.objects.update(exempt=True, exempt_regime="confidential")
    assert [shown(Recommendation), shown(Response), shown(Issue)] == [[], [], []]


def test_row_read_as_the_public_cannot_be_saved_over_the_whole_one() -> None:
    make_item(purpose="SECRET", **EXEMPT)
    with pytest.raises(RuntimeError, match="cannot be saved"):
        AgendaItem.published.get().save()


@pytest.fixture
def role_connection(django_db_setup: None, django_db_blocker: Any) -> Iterator[psycopg.Connection]:
    """A login of our own as the public role, without the settings that the alias adds."""
    with django_db_blocker.unblock():
        at = connections["public"].get_connection_params()
    at = {name: value for name, value in at.items() if name in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**at, autocommit=True) as connection:
        yield connection


def test_role_is_refused_everything_but_the_views(role_connection: psycopg.Connection) -> None:
    role_connection.execute("SET default_transaction_read_only = off")
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences WHERE schemaname = 'public'"
        )
        sequences = [row[0] for row in cursor.fetchall()]
    assert len(tables) > 20
    assert len(sequences) > 15
    attempts = [
        *(f"SELECT * FROM {table}" for table in tables),
        *(f"SELECT last_value FROM {sequence}" for sequence in sequences),
        *(f"DELETE FROM published.{model._meta.db_table}" for model in (Meeting, MinutePoint, Topic)),
        "INSERT INTO published.meetings_topic (name, slug, description) VALUES ('a', 'a', '')",
        "CREATE TABLE published.mine (a int)",
        "CREATE TABLE public.mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION published.spy(text) RETURNS bool LANGUAGE sql COST 0.0001 AS 'SELECT true'",
        "CREATE OPERATOR published.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
        "CREATE ROLE mine",
        f"SET ROLE {settings.DATABASES['default']['USER']}",
        f"SET SESSION AUTHORIZATION {settings.DATABASES['default']['USER']}",
        "SELECT * FROM ts_stat('SELECT search FROM public.meetings_minutepoint')",
        "SELECT query_to_xml('SELECT * FROM public.meetings_minutepoint', true, true, '')",
        "SELECT table_to_xml('public.meetings_minutepoint', true, true, '')",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT lo_import('/etc/passwd')",
        "COPY public.meetings_minutepoint TO STDOUT",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT * FROM pg_statistic",
        "SELECT * FROM pg_authid",
        "SELECT * FROM public.meetings_minutepoint TABLESAMPLE BERNOULLI (100)",
        "ALTER VIEW published.meetings_meeting SET (security_invoker = true)",
    ]
    allowed = []
    for attempt in attempts:
        try:
            role_connection.execute(attempt)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState):
            continue  # refused; the latter for rows of a view that joins
        allowed.append(attempt)
    assert allowed == []


def test_role_learns_no_values_from_the_statistics(role_connection: psycopg.Connection) -> None:
    visible = role_connection.execute("SELECT DISTINCT schemaname FROM pg_stats").fetchall()
    assert ("public",) not in visible
    assert role_connection.execute("SELECT count(*) FROM pg_stats_ext").fetchone() == (0,)


def test_reading_an_officers_table_through_public_fails() -> None:
    from django.contrib.auth.models import User

    with pytest.raises(ProgrammingError):
        User.objects.using("public").count()


@pytest.mark.django_db(transaction=True)
def test_migrating_away_and_back_rebuilds_the_views() -> None:
    published.drop_views("default")
    with pytest.raises(ProgrammingError):
        Meeting.published.count()
    call_command("migrate", verbosity=0)
    assert Meeting.published.count() == 0


@pytest.mark.django_db(transaction=True)
def test_role_with_another_password_is_given_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a role of the test's own: the real one is in use by the tests beside this one."""
    name = f"portal_probe_{uuid4().hex[:8]}"
    connections["public"].close()
    monkeypatch.setitem(settings.DATABASES["public"], "USER", name)
    with connections["default"].cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'another'").format(sql.Identifier(name)))
        try:
            with pytest.raises(OperationalError):
                connections["public"].ensure_connection()
            published.ensure_role("default")
            connections["public"].ensure_connection()
            connections["public"].close()
        finally:
            cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def test_second_build_changes_nothing() -> None:
    with connections["default"].cursor() as cursor:
        view = "SELECT 'published.meetings_meeting'::regclass::oid"
        cursor.execute(view)
        before = cursor.fetchone()
        published.build_views("default")
        cursor.execute(view)
        assert cursor.fetchone() == before
