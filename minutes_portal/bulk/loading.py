"""Builds the record of an empty portal from an export: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

from django.core.files import File
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction

from meetings.models import Document, Topic
from minutes_portal.bulk.checking import AGAIN, Export, ImportProblem, Row, checked, rows_of
from minutes_portal.bulk.journal import load_journal
from minutes_portal.bulk.notices import load_notices
from minutes_portal.bulk.tables import NUMBER, Table, all_tables, journal_table, notices_table, record_tables
from minutes_portal.changes.archive import take_times_of_the_record
from minutes_portal.database.statistics import refresh_statistics

BATCH = 1_000  # rows that are held at a time
Progress = Callable[[str, int], None]


def load(folder: Path, progress: Progress) -> dict[str, int]:
    """Build the record from the export in a folder; return how many rows of each table.

    progress: told of each table and how many more rows of it are done. Raises ImportProblem, and has changed nothing then.
    """
    _must_be_empty()
    export = checked(folder)
    for table in all_tables():
        for batch in _batches(export, table):
            progress(f"checked: {table.name}", len(batch))
    kept: list[str] = []
    try:
        with transaction.atomic():
            counts = _load_all(export, kept, progress)
    except BaseException:
        for name in kept:
            _storage().delete(name)
        raise
    refresh_statistics()
    return counts


def _storage() -> Any:
    return Document._meta.get_field("file").storage


def _must_be_empty() -> None:
    """Raise ImportProblem if anything but the topics that every portal begins with is in the record."""
    for table in record_tables():
        if table.model is not Topic and table.model._base_manager.using("default").exists():
            raise ImportProblem(
                f"There are {table.model._meta.verbose_name_plural} in this portal already. An export is imported into an "
                "empty portal only: make a new database, run `manage.py migrate`, and import there."
            )


def _load_all(export: Export, kept: list[str], progress: Progress) -> dict[str, int]:
    with connection.cursor() as cursor:
        # A second import waits here, and then finds the record of this one.
        cursor.execute("LOCK TABLE meetings_borough IN EXCLUSIVE MODE")
    _must_be_empty()
    take_times_of_the_record()
    Topic.objects.all().delete()
    counts = {table.name: _load_table(export, table, kept, progress) for table in record_tables()}
    _go_on_counting(record_tables())
    counts[notices_table().name] = load_notices(rows_of(export, notices_table()))
    progress("search index and journal follow", 0)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    counts[journal_table().name] = load_journal(rows_of(export, journal_table()))
    return counts


def _load_table(export: Export, table: Table, kept: list[str], progress: Progress) -> int:
    """Store the rows of a table under the numbers that they have in the export."""
    done = 0
    for batch in _batches(export, table):
        rows = [table.model(pk=row[NUMBER], **_attributes(export, table, row, kept)) for row in batch]
        try:
            table.model._base_manager.using("default").bulk_create(rows)
        except (IntegrityError, DataError) as error:
            reason = str(error.__cause__ or error).splitlines()[0]
            raise ImportProblem(
                f"{table.file}, lines {done + 1} to {done + len(batch)}: the database refuses a row ({reason}). "
                f"Nothing was imported. {AGAIN}"
            ) from None
        done += len(batch)
        progress(table.name, len(batch))
    return done


def _attributes(export: Export, table: Table, row: Row, kept: list[str]) -> dict[str, Any]:
    values = {column.field.attname: row[column.name] for column in table.columns}
    if table.model is Document:
        values |= _of_paper(export, values, kept)
        if values["exempt"]:  # an address that nobody is told; each needs one of its own
            values["slug"] = f"not-shown-{row[NUMBER]}"
    return values


def _of_paper(export: Export, values: dict[str, Any], kept: list[str]) -> dict[str, Any]:
    """Return what a paper needs besides: its file kept here under a name of its own."""
    name = values["file"]
    if not name:
        return {}
    if values["checksum"] not in ("", export.papers[name]):
        raise ImportProblem(
            f"{name} is not the file of the paper “{values['title']}”: its SHA-256 is another one. {AGAIN}"
        )
    with (export.folder / name).open("rb") as file:
        field: Any = Document._meta.get_field("file")
        stored = _storage().save(field.generate_filename(Document(), PurePath(name).name), File(file))
    kept.append(stored)
    return {"file": stored}


def _batches(export: Export, table: Table) -> Iterator[list[Row]]:
    rows = rows_of(export, table)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _go_on_counting(tables: Sequence[Table]) -> None:
    """Let the keys of new rows begin behind those that were given here."""
    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
