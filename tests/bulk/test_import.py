"""The proof that an export is complete: a portal that is built from it shows the same at every address."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from decisions.models import ClosureDay, Constitution, PlannedDecision, Resolution
from meetings.models import (
    AgendaItem,
    Borough,
    Committee,
    Document,
    DocumentPage,
    Interest,
    Meeting,
    Person,
    Role,
    Topic,
    Withdrawal,
)
from minutes_portal import kept_counts
from minutes_portal.bulk.export import export
from minutes_portal.bulk.files import MANIFEST
from minutes_portal.bulk.tables import all_tables, record_tables
from minutes_portal.database.published import declared_views
from tests.leaks.surfaces import ADDRESSES, FORMS, visit
from tests.leaks.world import build
from tests.makers import make_borough, make_item, make_meeting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
SITE = "https://portal.example"
# What is somebody’s own; and what is made of the same words as the page for print, but slowly.
NOT_COMPARED = {
    "alerts:confirm", "alerts:stop", "alerts:manage", "meetings:meeting-pdf", "meetings:agendaitem-pdf",
    "meetings:meeting-word", "meetings:agendaitem-word",
}  # fmt: skip
WORDS = b"Care visits were too short."


@pytest.fixture(autouse=True)
def _topics_come_back(transactional_db: None) -> Iterator[None]:
    """What the migrations brought is there again after a test that empties all tables."""
    yield
    with connection.schema_editor() as editor:
        import_module("meetings.migrations.0002_starter_topics").add_topics(apps, editor)


@pytest.fixture(autouse=True)
def _own_site(settings: Any, tmp_path: Path) -> None:
    settings.ALLOWED_HOSTS = ["portal.example"]
    settings.MEDIA_ROOT = tmp_path / "media"


def silent(kind: str, more: int) -> None:
    """Nobody looks on."""


@transaction.atomic
def the_world() -> None:
    """The world with secrets, and what else a record can hold: rows in every table that readers see something of."""
    build(secrets=True)
    borough, committee = Borough.objects.get(slug="eastmere"), Committee.objects.get(slug="care-scrutiny")
    member, meeting = Person.objects.get(slug="ada-fenwick"), Meeting.objects.get(date=date(2024, 9, 24))
    other = make_borough(name="Westmere", slug="westmere")
    old = Committee.objects.create(
        borough=borough, name="Old Care Panel", slug="old-care", active_until=date(2020, 5, 1)
    )
    Committee.objects.filter(pk=committee.pk).update(predecessor=old)
    committee.partners.add(other)
    Role.objects.create(person=member, kind="portfolio", title="Cabinet Member for Care")
    Constitution.objects.create(borough=borough, in_force_from=date(2020, 1, 1), call_in_days=7)
    ClosureDay.objects.create(borough=borough, date=date(2024, 12, 27), reason="Between the holidays")
    later = make_meeting("minutes", committee=committee, date=date(2024, 10, 22))
    approving = make_item(meeting=later, number="3", slug="3", title="Minutes of the last meeting")
    make_meeting("agenda", committee=committee, date=date(2024, 10, 15), status="postponed", moved_to=later)
    make_meeting("approved", committee=committee, date=date(2024, 9, 30), approved_by=approving)
    Interest.objects.create(item=approving, person=member, nature="A trustee of a charity.")
    Resolution.objects.filter(item__meeting=meeting, ordinal=1).update(seconded_by=member)
    paper = Document.objects.create(
        meeting=later, item=approving, title="Held here", slug="held-here", format="Text", size=len(WORDS),
        file=ContentFile(WORDS, name="held.txt"), checksum=sha256(WORDS).hexdigest(),
    )  # fmt: skip
    DocumentPage.objects.create(document=paper, number=1, text=WORDS.decode())


def addresses() -> list[str]:
    """Return the address of every row that has or had a page, and of every list with a question."""
    found: dict[str, None] = {}
    for name, (model, kwargs_of) in ADDRESSES.items():
        if name in NOT_COMPARED:
            continue
        for row in rows_of(model) if model else [None]:
            kwargs = kwargs_of(row)
            if kwargs is not None and "" not in kwargs.values():
                queries = ("", "?q=care") if model is None and name not in FORMS else ("",)
                found |= dict.fromkeys(reverse(name, kwargs=kwargs) + query for query in queries)
    return list(found)


def rows_of(model: Any) -> Any:
    """Return the public rows; of what can be withdrawn all of them."""
    return (model.objects if issubclass(model, Withdrawal) else model.published).order_by("pk")


def pages(asked: list[str]) -> dict[str, Any]:
    """Return what a reader gets at these addresses: status, headers and bytes."""
    caches["pages"].clear()
    kept_counts.forget()
    client = Client()
    return {address: visit(client, address) for address in asked}


def empty_the_portal() -> None:
    call_command("flush", interactive=False, verbosity=0)


def test_portal_built_from_an_export_shows_the_same_at_every_address(tmp_path: Path) -> None:
    """Bytes and headers are compared as they are: feeds keep their references, the journal its times, pages their ETag."""
    the_world()
    before = {address: page for address, page in pages(addresses()).items() if page["status"] != 404}
    assert {page["status"] for page in before.values()} >= {200, 302, 410}
    assert len(before) > 200
    made = export(tmp_path / "out", SITE, silent)
    assert [table.file for table in all_tables() if not (made / table.file).stat().st_size] == []
    empty_the_portal()
    call_command("import_public", made, verbosity=0)
    after = pages(list(before))
    assert [address for address, page in before.items() if after[address] != page] == []
    again = export(tmp_path / "again", SITE, silent)
    assert digests(again) == digests(made)  # so nothing was lost that no page shows
    assert Borough.objects.create(name="Northmere", slug="northmere").pk > 2  # new rows are counted on


def digests(folder: Path) -> dict[str, str]:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    return {file["name"]: file["sha256"] for file in manifest["files"]}


def test_record_of_the_export_has_every_table_and_column_that_readers_see() -> None:
    told = {table.model: {column.field.column for column in table.columns} for table in record_tables()}
    for view in declared_views():
        if view.model._meta.app_label in ("meetings", "decisions") and view.model._meta.managed:
            generated = {field.column for field in view.model._meta.local_concrete_fields if field.generated}
            shown = {*view.columns, *view.shown} - generated if view.rows != "FALSE" else set()
            assert told.get(view.model, set()) == shown, view.name


Damage = Callable[[Path], None]


def rewritten(name: str, change: Callable[[list[str]], list[str]]) -> Damage:
    """Return the damage of lines that are others, in an export whose manifest knows of them."""

    def damage(folder: Path) -> None:
        path = folder / name
        path.write_text("".join(change(path.read_text("utf-8").splitlines(keepends=True))), "utf-8")
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        (file,) = (file for file in manifest["files"] if file["name"] == name)
        file |= {"bytes": path.stat().st_size, "sha256": sha256(path.read_bytes()).hexdigest()}
        (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")

    return damage


def first_line(**changed: Any) -> Callable[[list[str]], list[str]]:
    return lambda lines: [json.dumps(json.loads(lines[0]) | changed) + "\n", *lines[1:]]


def in_manifest(old: str, new: str) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / MANIFEST
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return damage


MEETINGS, BOROUGHS, JOURNAL = (
    f"record/{name}.ndjson" for name in ("meetings_meeting", "meetings_borough", "changes_change")
)
DAMAGES: list[tuple[Damage, str]] = [
    (lambda folder: (folder / MANIFEST).unlink(), r"There is no manifest.json in .* Name the folder of one export"),
    (lambda folder: (folder / MEETINGS).unlink(), rf"{MEETINGS} is missing. Make the export anew"),
    (lambda folder: (folder / MEETINGS).write_bytes((folder / MEETINGS).read_bytes()[:-9]), "is cut off or another file"),
    (lambda folder: (folder / "items.csv").write_bytes((folder / "items.csv").read_bytes()[:-1] + b"!"), "SHA-256"),
    (in_manifest("-export/2", "-export/9"), "reads the format “minutes-portal-export/2”, not “minutes-portal-export/9”"),
    (in_manifest("items.csv", "../items.csv"), "“../items.csv” is no name of a file"),
    (rewritten("record/schema.json", lambda lines: [line.replace("venue", "place") for line in lines]), "other columns here .place, venue."),
    (rewritten(MEETINGS, lambda lines: [lines[0][:40]]), rf"{MEETINGS}, line 1: this is not JSON"),
    (rewritten(MEETINGS, first_line(weather="fine")), rf"{MEETINGS}, line 1: these columns are missing or not known: weather"),
    (rewritten(MEETINGS, first_line(committee=77)), "“committee” refers to line 77 of record/meetings_committee.ndjson, which has 2"),
    (rewritten(MEETINGS, first_line(line=2)), "“line” is 2, not the number of the line"),
    (rewritten(MEETINGS, first_line(status="snowed off")), "“status” is “snowed off”, which is none of: scheduled, held"),
    (rewritten(MEETINGS, first_line(date="2024-02-30")), "line 1: “date”: .* Nothing was imported"),
    (rewritten(MEETINGS, first_line(date=20240924)), "“date” is 20240924, which is no DateField"),
    (rewritten(MEETINGS, first_line(venue="x" * 251)), "line 1: “venue”: .*250"),
    (rewritten(MEETINGS, first_line(venue="a\x00b")), "a character that no text may hold"),
    (rewritten(MEETINGS, lambda lines: lines[:-1]), "lines, not .* as manifest.json says"),
    (rewritten(BOROUGHS, lambda lines: [lines[0], lines[0].replace('"line":1', '"line":2')]), rf"{BOROUGHS}, lines 1 to 2: the database refuses a row .duplicate key"),
    (rewritten(JOURNAL, first_line(kind="issue", record=1)), "it tells of .* units, of which the record has"),
]  # fmt: skip


def test_export_that_is_damaged_is_refused_whole_with_file_line_and_reason(tmp_path: Path) -> None:
    the_world()
    made = export(tmp_path / "out", SITE, silent)
    with pytest.raises(CommandError, match=r"boroughs in this portal already.* make a new database"):
        call_command("import_public", made, verbosity=0)
    empty_the_portal()
    kept = sorted((tmp_path / "media").rglob("*"))
    for number, (damage, told) in enumerate(DAMAGES):
        copy = shutil.copytree(made, tmp_path / f"copy-{number}")
        damage(copy)
        with pytest.raises(CommandError, match=told):
            call_command("import_public", copy, verbosity=0)
    assert {table.name: table.model._base_manager.count() for table in record_tables()} == dict.fromkeys(
        (table.name for table in record_tables()), 0
    )
    assert sorted((tmp_path / "media").rglob("*")) == kept  # papers that were taken over are gone again
    call_command("import_public", made, verbosity=0)
    assert PlannedDecision.objects.exists()
    assert AgendaItem.objects.exists()
    assert Topic.objects.count() == 1
