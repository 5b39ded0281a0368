"""Writes everything that is published into files: one line of JSON and one row of a sheet for each public object, and the
record itself, table by table, of which an empty portal can be built (record.py, loading.py).

Read through the alias `public` in one transaction (REPEATABLE READ), so that all files tell of one moment; by key, a
batch at a time, so that the memory it takes does not grow with the record. The files appear all at once, or not at all.
"""

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any

from django.conf import settings
from django.db import connections, transaction

from minutes_portal.api.cursors import behind, key_of
from minutes_portal.api.description import the_schema
from minutes_portal.api.resources import RESOURCES, Resource
from minutes_portal.bulk.files import FORMAT, MANIFEST, Written, as_json, write_pretty, written
from minutes_portal.bulk.folders import alone, forget_earlier, keep_standing, lead_to
from minutes_portal.bulk.record import write_record
from minutes_portal.database.taken_back import Standing, standing
from minutes_portal.reuse.sheets import as_cell

BATCH = 200  # rows that are held at a time
Progress = Callable[[str, int], None]


def export(directory: Path, base: str, progress: Progress) -> Path:
    """Write everything published into a new folder of `directory`, let `latest` lead there, and return it.

    base: what whole addresses begin with. progress: told of each kind and how many more of it are written.
    Folders of earlier times are removed. Raises AlreadyWriting where another process is at it.
    """
    with alone(directory):
        making = Path(mkdtemp(prefix=".making-", dir=directory))
        try:
            stood = _write_all(making, base, progress)
            made = directory / f"{stood.moment.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
            making.chmod(0o755)
            keep_standing(made, stood)
            making.rename(made)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        lead_to(directory, made)
        forget_earlier(directory, made, stood)
    return made


def _write_all(folder: Path, base: str, progress: Progress) -> Standing:
    """Write all files of one moment; return what stood then."""
    with transaction.atomic(using="public"):
        with connections["public"].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")  # nobody waits for a page
        stood = standing()
        files = [file for each in RESOURCES for file in _write(folder, each, base, progress)]
        files.extend(write_record(folder, progress))
    files.append(_schema(folder))
    manifest = {
        "format": FORMAT,
        "made_at": stood.moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "source": f"{base}/data/",
        "licence": settings.LICENCE,
        "schema": "openapi.json",
        "files": [asdict(file) for file in files],
    }
    write_pretty(folder / MANIFEST, manifest)
    return stood


def objects(resource: Resource, base: str) -> Iterator[list[dict[str, Any]]]:
    """Yield all objects of a kind in the order of their lists, a batch at a time."""
    rows = resource.rows().order_by(*resource.order)
    found = list(rows[:BATCH])
    while found:
        yield resource.tell(found, base)
        last = key_of(found[-1], resource.order)
        found = list(behind(rows, resource.order, last)[:BATCH])


def _write(folder: Path, resource: Resource, base: str, progress: Progress) -> Iterator[Written]:
    lines, sheet = folder / f"{resource.name}.ndjson", folder / f"{resource.name}.csv"
    names = resource.field_names()
    count = 0
    with (
        lines.open("w", encoding="utf-8", newline="\n") as json_file,
        sheet.open("w", encoding="utf-8", newline="") as csv_file,
    ):
        cells = csv.writer(csv_file)
        cells.writerow(names)
        for batch in objects(resource, base):
            for each in batch:
                _line(json_file, each)
                cells.writerow(row_of(each, names))
            count += len(batch)
            progress(resource.name, len(batch))
    yield written(folder, lines.name, count)
    yield written(folder, sheet.name, count)


def _line(file: IO[str], told: dict[str, Any]) -> None:
    file.write(as_json(told) + "\n")


def row_of(told: dict[str, Any], names: Sequence[str]) -> list[str]:
    """Return an object as a row of a sheet: of other objects their path, of what has parts its JSON."""
    return [_cell(told[name]) for name in names]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict) and set(value) == {"id", "url", "name"}:
        return str(value["id"])
    if isinstance(value, list | dict):
        return as_json(value)
    return as_cell(value) if isinstance(value, str) else as_json(value).strip('"')


def _schema(folder: Path) -> Written:
    write_pretty(folder / "openapi.json", the_schema())
    return written(folder, "openapi.json", None)
