"""The downloads: whole, described, and refused at once when something in them was taken back or changed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Resolution
from meetings.models import AgendaItem, Attendance, Borough, Document, Meeting, MinutePoint, Person
from minutes_portal.bulk.files import MANIFEST
from minutes_portal.bulk.folders import alone, newest
from minutes_portal.database.taken_back import standing
from tests.leaks.world import build
from tests.makers import make_item, make_meeting, make_point

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
ITEMS = "/data/downloads/items.ndjson"
Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def _topics_come_back(transactional_db: None) -> Iterator[None]:
    """What the migrations brought is there again after a test that empties all tables."""
    yield
    with connection.schema_editor() as editor:
        import_module("meetings.migrations.0002_starter_topics").add_topics(apps, editor)


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Path:
    """Where the downloads of a site are that has something to tell and to hide."""
    settings.EXPORT_DIR = tmp_path / "downloads"
    with transaction.atomic():
        build(secrets=True)
    call_command("export_public", verbosity=0)
    return Path(settings.EXPORT_DIR)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def only(rows: Any, **changed: Any) -> Act:
    return lambda: rows().update(**changed)


def the_meeting() -> Any:
    return Meeting.objects.filter(date="2024-09-24")


def the_item() -> Any:
    return AgendaItem.objects.filter(meeting__in=the_meeting(), slug="5")


def the_point() -> Any:
    return MinutePoint.objects.filter(item__in=the_item(), anchor="5.1")


NOW = timezone.now() - timedelta(minutes=1)
WITHDRAWN = {"withdrawn_at": NOW, "withdrawn_reason": "legal reasons"}
EXEMPT = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}
# In this order: what is taken back stays so.
TAKEN_BACK: dict[str, Act] = {
    "a word of a paragraph is corrected": only(the_point, text="Visits were brief."),
    "a limb is corrected": only(lambda: Resolution.objects.filter(number="a"), wording="lengthen all visits; and"),
    "a withdrawal is set for later": only(the_item, withdrawn_at=NOW + timedelta(days=2), withdrawn_reason="legal reasons"),
    "a paper is withdrawn": only(lambda: Document.objects.filter(slug="care-report"), **WITHDRAWN),
    "a notice of what was withdrawn is corrected": only(lambda: Document.objects.filter(slug="care-plan"), withdrawn_notice="Ask."),
    "somebody was not there after all": lambda: Attendance.objects.filter(meeting__in=the_meeting()).delete(),
    "a person is no longer listed": only(lambda: Person.objects.filter(slug="ada-fenwick"), listed=False),
    "a council’s contact is another one": only(lambda: Borough.objects.filter(slug="eastmere"), contact_email="b@c.example"),
    "a paragraph is made exempt": only(lambda: MinutePoint.objects.filter(text="Carers were thanked."), **EXEMPT),
    "a paragraph is removed": lambda: the_point().delete(),
    "an item is made exempt": only(the_item, **EXEMPT),
    "an item is withdrawn": only(the_item, **WITHDRAWN),
    "minutes are taken back": only(the_meeting, minutes_published_at=None, approved_at=None),
    "a meeting is withdrawn": only(the_meeting, **WITHDRAWN),
}  # fmt: skip


def _publish_another() -> None:
    item = make_item(
        meeting=make_meeting("minutes", committee=the_meeting().get().committee, date=date(2024, 11, 26))
    )
    make_point(item=item, anchor="1", text="Something new.")


def _work_on_a_draft() -> None:
    hidden = MinutePoint.objects.filter(item__meeting__agenda_published_at=None)
    assert hidden.update(text="Another draft.")
    hidden.delete()


def _undone() -> None:
    with transaction.atomic():
        TAKEN_BACK["a meeting is withdrawn"]()
        transaction.set_rollback(True)


ADDED: dict[str, Act] = {
    "another meeting is published": _publish_another,
    "officers work on drafts and on exempt matter": _work_on_a_draft,
    "the next stage of a meeting is published": only(
        lambda: Meeting.objects.filter(date="2024-09-02"),
        decisions_published_at=NOW,
        minutes_published_at=NOW,
    ),
    "words that readers do not see are changed": lambda: MinutePoint.objects.filter(
        item__in=the_item(), order=0
    ).update(text="Still secret."),
    "a field that was empty is filled": only(the_meeting, webcast_url="https://webcast.example/1"),
    "a change is undone before it is committed": _undone,
}


def test_nothing_that_goes_is_missed_and_what_is_added_takes_nothing_back(transactional_db: None) -> None:
    with transaction.atomic():
        build(secrets=True)
    stands = standing().marks
    for what, act in ADDED.items():
        act()
        assert standing().marks == stands, what
    for what, act in TAKEN_BACK.items():
        act()
        assert standing().marks != stands, what
        stands = standing().marks


def test_files_are_refused_at_once_when_something_in_them_goes(site: Path, client: Client) -> None:
    ADDED["another meeting is published"]()
    assert body(client.get(ITEMS))
    TAKEN_BACK["a paragraph is made exempt"]()
    refused = client.get(ITEMS)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "300")
    assert refused.headers["Cache-Control"] == "no-store"
    assert b"being made anew" in refused.content
    assert b"made anew, which takes some minutes" in client.get(reverse("downloads")).content
    call_command("export_public", "--if-needed", verbosity=0)
    assert b"Carers were thanked" not in body(client.get(ITEMS))
    assert len(list(site.glob("2*Z"))) == 1  # what does not stand any more is not kept either


def test_withdrawal_that_was_set_before_ends_the_files_by_itself(site: Path, client: Client) -> None:
    the_item().update(withdrawn_at=timezone.now() + timedelta(days=2), withdrawn_reason="legal reasons")
    call_command("export_public", verbosity=0)
    made = newest(site)
    assert made
    now = standing()
    assert now.ends_at
    assert made.still_stands(now)
    assert not made.still_stands(now._replace(moment=now.ends_at))


def test_file_is_sent_as_it_lies_on_the_disk_with_what_proves_it(site: Path, client: Client) -> None:
    response = client.get(ITEMS)
    content = body(response)
    assert content == (site / "latest" / "items.ndjson").read_bytes()
    headers = response.headers
    assert headers["ETag"] == f'"{sha256(content).hexdigest()}"'
    assert int(headers["Content-Length"]) == len(content)
    assert headers["Content-Disposition"] == 'attachment; filename="items.ndjson"'
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-cache")
    again = client.get(ITEMS, headers={"if-none-match": headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "no-cache")
    assert client.get(ITEMS, headers={"if-modified-since": headers["Last-Modified"]}).status_code == 304
    page = client.get(reverse("downloads")).content.decode()
    for name in (MANIFEST, "items.csv", "record/meetings_meeting.ndjson"):
        held = (site / "latest" / name).read_bytes()
        assert reverse("download", args=[name]) in page
        assert sha256(held).hexdigest() in page
        assert body(client.get(reverse("download", args=[name]))) == held
    for name in ("nothing.json", "../.lock", "record/", "record"):
        assert client.get(f"/data/downloads/{name}").status_code == 404, name


def test_export_is_made_when_needed_and_by_one_at_a_time(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = newest(site)
    call_command("export_public", "--if-needed")
    assert "still stands" in capsys.readouterr().out
    assert newest(site) is first
    TAKEN_BACK["a paragraph is made exempt"]()
    call_command("export_public", "--if-needed")
    assert newest(site) is not first
    with alone(site), pytest.raises(CommandError, match="wait for its end"):
        call_command("export_public", verbosity=0)
