"""The files to download: complete, of one moment, true to their manifest, and nothing in them that is not public."""

import csv
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from meetings.models import Borough, MinutePoint
from minutes_portal.api.resources import RESOURCES
from minutes_portal.bulk.export import BATCH, export
from minutes_portal.bulk.files import FORMAT, MANIFEST
from minutes_portal.bulk.folders import LATEST
from tests.leaks.world import build as build_world
from tests.makers import make_borough
from tests.rich_record import build

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
SITE = "http://testserver"


@pytest.fixture(autouse=True)
def _topics_come_back(transactional_db: None) -> Iterator[None]:
    """What the migrations brought is there again after a test that empties all tables."""
    yield
    with connection.schema_editor() as editor:
        import_module("meetings.migrations.0002_starter_topics").add_topics(apps, editor)


def at_once(make: Callable[[], Any]) -> Any:
    """Make a record in one transaction: index and journal follow once."""
    with transaction.atomic():
        return make()


def silent(kind: str, more: int) -> None:
    """Nobody looks on."""


def manifest_of(folder: Path) -> Any:
    return json.loads((folder / MANIFEST).read_text("utf-8"))


def lines_of(folder: Path, name: str) -> list[Any]:
    return [json.loads(line) for line in (folder / f"{name}.ndjson").read_text("utf-8").splitlines()]


def test_files_hold_what_the_lists_of_the_api_hold(tmp_path: Path, client: Client) -> None:
    at_once(build)
    made = export(tmp_path, SITE, silent)
    for resource in RESOURCES:
        listed, address = [], f"/api/v1/{resource.list_path}?page_size={resource.most}"
        address += "&kind=all" if resource.name in ("items", "decisions") else ""  # procedural ones too
        while address:
            page = client.get(address).json()
            listed += page["data"]
            address = page["links"]["next"]
        lines = lines_of(made, resource.name)
        by_id = (
            sorted(lines, key=lambda each: each["id"] or ""),
            sorted(listed, key=lambda each: each["id"] or ""),
        )
        for written, told in zip(*by_id, strict=True):
            assert {name: (written[name], told[name]) for name in told if written[name] != told[name]} == {}
        with (made / f"{resource.name}.csv").open(encoding="utf-8", newline="") as sheet:
            rows = list(csv.DictReader(sheet))
        assert [row["id"] for row in rows] == [each["id"] for each in lines]


def test_manifest_tells_rows_bytes_and_digest_of_every_file(tmp_path: Path) -> None:
    at_once(build)
    made = export(tmp_path, SITE, silent)
    manifest = manifest_of(made)
    assert manifest["licence"]["name"] == "Open Government Licence v3.0"
    found = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
    assert {file["name"] for file in manifest["files"]} == found - {MANIFEST}
    for file in manifest["files"]:
        content = (made / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), sha256(content).hexdigest())
        if file["name"].endswith(".ndjson"):
            assert file["rows"] == content.count(b"\n")


def test_no_secret_is_in_any_file(tmp_path: Path) -> None:
    canaries = at_once(lambda: build_world(secrets=True))
    made = export(tmp_path, SITE, silent)
    assert len(canaries) > 150
    for path in (path for path in made.rglob("*") if path.is_file()):
        text = path.read_text("utf-8").lower()
        assert {canary for canary in canaries if canary in text} == set(), path.name
    exempt = MinutePoint.objects.filter(item__slug="5", exempt=True, public_summary="").first()
    assert exempt
    MinutePoint.objects.filter(pk=exempt.pk).update(exempt=False)
    assert exempt.text in (export(tmp_path, SITE, silent) / "items.ndjson").read_text("utf-8")


def test_all_rows_are_written_however_many_batches_they_fill(tmp_path: Path) -> None:
    Borough.objects.bulk_create(
        Borough(name=f"Place {n}", slug=f"place-{n}", council_name="A council") for n in range(BATCH * 2 + 1)
    )
    made = export(tmp_path, SITE, silent)
    slugs = [each["id"] for each in lines_of(made, "boroughs")]
    assert len(slugs) == len(set(slugs)) == BATCH * 2 + 1


def test_all_files_tell_of_one_moment(tmp_path: Path) -> None:
    """What is published while files are written is in none of them."""
    at_once(build)

    def publish_meanwhile(kind: str, more: int) -> None:
        if kind == "boroughs":
            make_borough(name="Newcome", slug="newcome")
            MinutePoint.objects.filter(anchor="5.1").update(text="Said meanwhile.")

    made = export(tmp_path, SITE, publish_meanwhile)
    assert "Said meanwhile." not in (made / "items.ndjson").read_text("utf-8")
    assert "Said meanwhile." in (export(tmp_path, SITE, silent) / "items.ndjson").read_text("utf-8")


def test_export_that_breaks_off_leaves_the_last_one_as_it_was(tmp_path: Path) -> None:
    make_borough()
    made = export(tmp_path, SITE, silent)

    def breaks(kind: str, more: int) -> None:
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        export(tmp_path, SITE, breaks)
    assert (tmp_path / LATEST).resolve() == made.resolve()
    left = {path.name for path in tmp_path.iterdir() if path.name != ".lock"}
    assert left == {made.name, f".{made.name}.json", LATEST}


def test_formula_in_a_title_is_not_run_by_a_spreadsheet(tmp_path: Path) -> None:
    make_borough(name="=1+1", slug="sum")
    made = export(tmp_path, SITE, silent)
    with (made / "boroughs.csv").open(encoding="utf-8", newline="") as sheet:
        (row,) = csv.DictReader(sheet)
    assert row["name"] == "'=1+1"
    assert lines_of(made, "boroughs")[0]["name"] == "=1+1"


def test_command_says_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_borough()
    call_command("export_public", tmp_path)
    assert "1 boroughs" in capsys.readouterr().out
    assert manifest_of(tmp_path / LATEST)["format"] == FORMAT
