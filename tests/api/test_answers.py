"""How the API answers: errors in plain English, nothing sent twice, everybody's turn, and nothing lost to who keeps a copy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Meeting
from minutes_portal.api.addresses import path_of
from minutes_portal.api.cursors import NoSuchPlace, opened, sealed
from tests.makers import make_item, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def _topics_come_back(transactional_db: None) -> Iterator[None]:
    """What the migrations brought is there again after a test that empties all tables."""
    yield
    with connection.schema_editor() as editor:
        import_module("meetings.migrations.0002_starter_topics").add_topics(apps, editor)


def problem(client: Client, address: str, status: int) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"].endswith((".", "?"))
    return told


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/v1/nothing/", 404, "slash"),
        ("/api/v1/meetings/nowhere/nobody/2024-09-24/", 404, "address"),
        ("/api/v1/meetings/?bourough=eastmere", 400, "bourough"),
        ("/api/v1/meetings/?borough=nowhere", 404, "nowhere"),
        ("/api/v1/decisions/?person=nobody", 404, "nobody"),
        ("/api/v1/decisions/?issue=none-such", 404, "none-such"),
        ("/api/v1/decisions/?addressee=the+moon", 404, "the moon"),
        ("/api/v1/decisions/?key=perhaps", 400, "yes or no"),
        ("/api/v1/decisions/?call_in=never", 400, "a state of call-in"),
        ("/api/v1/decisions/?group=month", 400, "no parameter"),
        ("/api/v1/decisions/recommendations/?outcome=ignored", 400, "an answer"),
        ("/api/v1/decisions/issues/?sort=latest", 400, "no parameter"),
        ("/api/v1/meetings/?from=soon", 400, "not a date"),
        ("/api/v1/meetings/?from=2024-01-01&from=2024-01-02", 400, "Give it once"),
        ("/api/v1/meetings/?page_size=1000", 400, "from 1 to 100"),
        ("/api/v1/meetings/?fields=name,secret", 400, "secret"),
        ("/api/v1/meetings/?cursor=x", 400, "cursor"),
        ("/api/v1/changes/?since=once", 400, "since"),
        ("/api/v1/changes/?since=2024-02-30", 400, "since"),
        ("/api/v1/changes/?kind=minutes", 400, "kind"),
        ("/api/v1/search/", 400, "Ask for something"),
    ],
)
def test_what_cannot_be_answered_is_told_in_plain_english(
    client: Client, address: str, status: int, said: str
) -> None:
    assert said in problem(client, address, status)["detail"]


def test_withdrawn_record_answers_with_its_notice(client: Client) -> None:
    item = make_item()
    meeting = item.meeting
    Meeting.objects.filter(pk=meeting.pk).update(
        withdrawn_at=datetime(2024, 10, 1, tzinfo=UTC), withdrawn_reason="published in error", withdrawn_notice="Ask us.",
    )  # fmt: skip
    for row in (meeting, item):
        told = problem(client, f"/api/v1{path_of(row)}", 410)
        assert (told["detail"], told["reason"]) == ("Ask us.", "published in error")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/meetings/")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert "GET" in response["Allow"]


def test_pages_of_other_sites_may_read_it(client: Client) -> None:
    response = client.get("/api/v1/meetings/", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    asked = client.options("/api/v1/meetings/", headers={"origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    meeting = make_meeting()
    address = f"/api/v1{path_of(meeting)}"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    Meeting.objects.filter(pk=meeting.pk).update(venue="Town Hall")
    second = client.get(address, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second.json()["location"] == "Town Hall"


def test_who_asks_too_often_is_told_when_to_go_on(client: Client, settings: Any) -> None:
    caches["default"].clear()
    settings.API_REQUESTS_A_MINUTE = 2
    make_meeting()
    answers = [client.get("/api/v1/meetings/") for _ in range(3)]
    if answers[-1].status_code == 200:  # a new minute began meanwhile
        answers = [client.get("/api/v1/meetings/") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[0]["RateLimit-Policy"] == '"anonymous";q=2;w=60'
    elsewhere = client.get("/api/v1/meetings/", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200
    assert elsewhere["RateLimit"].startswith('"anonymous";r=1;')
    assert "127.0.0.1" not in str(caches["default"]._cache.keys())  # type: ignore[attr-defined]


def test_error_nobody_foresaw_tells_nothing_of_the_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutes_portal.api import views

    def breaks(*given: Any) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr(views, "changes_asked", breaks)
    told = problem(client, "/api/v1/changes/", 500)
    assert "inside" not in str(told)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_topics_come_back")
def test_who_follows_the_journal_misses_nothing_and_is_told_what_is_gone(client: Client) -> None:
    meeting = make_meeting()
    first = client.get("/api/v1/changes/?since=2020-01-01").json()
    assert [(each["kind"], each["deleted"]) for each in first["data"]] == [("meeting", False)]
    later = client.get(first["links"]["later"]).json()
    assert later["data"] == []
    Meeting.objects.filter(pk=meeting.pk).update(
        withdrawn_at=datetime(2024, 10, 1, tzinfo=UTC), withdrawn_reason="published in error"
    )
    (gone,) = client.get(later["links"]["later"]).json()["data"]
    assert (gone["deleted"], gone["event"], gone["name"], gone["url"]) == (True, "gone", "", None)
    assert gone["reference"] == first["data"][0]["reference"]


@given(st.lists(st.one_of(st.text(max_size=40), st.integers()), min_size=1, max_size=8))
def test_places_are_read_again_only_as_they_were_given(place: list[Any]) -> None:
    cursor = sealed(place, "list")
    assert opened(cursor, "list") == place
    with pytest.raises(NoSuchPlace):
        opened(cursor, "another list")
    changed = ("B" if cursor[0] == "A" else "A") + cursor[1:]
    with pytest.raises(NoSuchPlace):
        opened(changed, "list")


@given(st.text(max_size=200))
def test_invented_places_are_refused(text: str) -> None:
    with pytest.raises(NoSuchPlace):
        opened(text, "list")
