"""The history: every write is kept, by whoever and however it is made, and nobody rewrites it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client

from decisions.models import Issue, Resolution
from meetings.models import AgendaItem, MinutePoint, Topic
from minutes_portal.database.published import APPS
from tests.makers import make_item, make_point, make_resolution, make_topic

pytestmark = pytest.mark.django_db
MinutePointEvent = apps.get_model("meetings", "MinutePointEvent")


def events(model: type[Model], **which: object) -> list[tuple[str, str]]:
    return list(MinutePointEvent.objects.filter(**which).order_by("pgh_id").values_list("pgh_label", "text"))


def test_every_model_of_the_record_and_every_relation_keeps_its_history() -> None:
    models = [
        model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    tracked = {
        model.pgh_tracked_model._meta.db_table for model in models if hasattr(model, "pgh_tracked_model")
    }
    record = {
        model._meta.db_table
        for model in models
        if model._meta.managed and not hasattr(model, "pgh_tracked_model")
    }
    # These can be made again at any time; the journal is a history itself.
    derived = {
        "meetings_documentpage",
        "search_passage",
        "search_commonword",
        "search_itemterms",
        "changes_change",
    }
    assert tracked == record - derived
    assert {"meetings_agendaitem_topics", "decisions_issue_items"} <= tracked


def test_save_bulk_raw_and_delete_are_all_kept() -> None:
    point = make_point(text="first")
    point.text = "saved"
    point.save()
    MinutePoint.objects.filter(pk=point.pk).update(text="updated in bulk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_minutepoint SET text = 'raw' WHERE id = %s", [point.pk])
    key = point.pk
    MinutePoint.objects.filter(pk=key).delete()
    assert events(MinutePoint, pgh_obj_id=key) == [
        ("insert", "first"), ("update", "saved"), ("update", "updated in bulk"), ("update", "raw"), ("delete", "raw"),
    ]  # fmt: skip


def test_bulk_insert_keeps_each_row() -> None:
    item = make_item()
    MinutePoint.objects.bulk_create(MinutePoint(item=item, order=n, text=f"point {n}") for n in range(20))
    assert len(events(MinutePoint, item_id=item.pk)) == 20


def test_write_that_changes_nothing_leaves_no_trace() -> None:
    point = make_point()
    point.save()
    assert len(events(MinutePoint, pgh_obj_id=point.pk)) == 1


def test_ties_to_topics_and_issues_are_kept() -> None:
    item, topic = make_item(), make_topic()
    item.topics.add(topic)
    item.topics.clear()
    event = apps.get_model("meetings", "AgendaItemTopicEvent")
    assert list(event.objects.order_by("pgh_id").values_list("pgh_label", "topic_id")) == [
        ("insert", topic.pk), ("delete", topic.pk),
    ]  # fmt: skip
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Care", slug="care")
    issue.items.add(item)
    assert apps.get_model("decisions", "IssueItemEvent").objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'another'", "DELETE FROM {}"])
def test_history_cannot_be_rewritten(statement: str) -> None:
    make_point()
    with (
        pytest.raises(DatabaseError, match=r"append_only|Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("meetings_minutepointevent"))
    assert MinutePointEvent.objects.count() == 1


def test_history_tells_who_and_from_which_page(client: Client) -> None:
    officer = User.objects.create_superuser("officer", password="a long password here")
    client.force_login(officer)
    answer = client.post(
        "/admin/meetings/topic/add/", {"name": "Allotments", "slug": "allotments", "description": ""}
    )
    assert answer.status_code == 302
    context = (
        apps.get_model("meetings", "TopicEvent")
        .objects.get(pgh_obj_id=Topic.objects.get(slug="allotments").pk)
        .pgh_context
    )
    assert context.metadata["user"] == officer.pk
    assert context.metadata["url"] == "/admin/meetings/topic/add/"
    assert context.metadata["address"] == "127.0.0.1"


def test_public_has_no_history() -> None:
    make_resolution()
    for model in (AgendaItem, Resolution):
        event = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
        with pytest.raises(DatabaseError), transaction.atomic():
            event.objects.using("public").count()
