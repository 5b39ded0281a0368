"""Writes the record's tables and the papers that officers uploaded, as the alias `public` shows them."""

import logging
import os
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from meetings.models import Document
from minutes_portal.bulk.files import Written, as_json, write_pretty, written
from minutes_portal.bulk.tables import (
    FOLDER,
    NUMBER,
    SCHEMA,
    Column,
    Table,
    all_tables,
    described,
    journal_table,
    record_tables,
)

CHUNK = 2_000  # rows that are held at a time
PAPERS = "files"
log = logging.getLogger(__name__)
Numbers = Mapping[str, "array[int]"]


class BrokenRecord(Exception):
    """A public row refers to one that is not public: what the views show does not hang together."""


def write_record(folder: Path, progress: Callable[[str, int], None]) -> Iterator[Written]:
    """Write the papers and all tables of the record into a folder; yield the files.

    Needs a transaction of the alias `public` that sees one moment. Raises BrokenRecord.
    """
    (folder / FOLDER).mkdir()
    (folder / PAPERS).mkdir()
    numbers = {table.name: _keys(table) for table in record_tables()}
    yield from _papers(folder, numbers[Document._meta.db_table], progress)
    for table in all_tables():
        yield _write(folder, table, numbers, progress)
    write_pretty(folder / SCHEMA, described())
    yield written(folder, SCHEMA, None)


def _keys(table: Table) -> "array[int]":
    """Return the keys of all public rows in their order: the place of a key, from 1, is the row's number."""
    rows = table.model._base_manager.using("public").order_by("pk")
    return array("q", rows.values_list("pk", flat=True).iterator(CHUNK))


def number_of(keys: "array[int]", key: int) -> int | None:
    """Return the number of a row, None where it is not public."""
    place = bisect_left(keys, key)
    return place + 1 if place < len(keys) and keys[place] == key else None


def _write(folder: Path, table: Table, numbers: Numbers, progress: Callable[[str, int], None]) -> Written:
    count = 0
    rows = table.model._base_manager.using("public").order_by(*table.order)
    with (folder / table.file).open("w", encoding="utf-8", newline="\n") as file:
        for values in rows.values_list(*(column.field.attname for column in table.columns)).iterator(CHUNK):
            told = _told(folder, table, values, numbers, count + 1)
            if told is None:
                continue
            file.write(as_json(told) + "\n")
            count += 1
            if count % CHUNK == 0:
                progress(table.name, CHUNK)
    progress(table.name, count % CHUNK)
    return written(folder, table.file, count)


def _told(
    folder: Path, table: Table, values: tuple[Any, ...], numbers: Numbers, number: int
) -> dict[str, Any] | None:
    """Return a row as it stands in its file.

    None for a line of the journal whose unit came to be public while the files are written: its clock runs on.
    """
    row = {column.name: value for column, value in zip(table.columns, values, strict=True)}
    told: dict[str, Any] = {NUMBER: number}
    for column in table.columns:
        value = row[column.name]
        if column.refers and value is not None:
            value = _referred(table, column, row, numbers)
        elif isinstance(column.field, FileField):
            value = paper_name(number, value) if value else ""
            value = value if (folder / value).is_file() else ""
        told[column.name] = value
    if table is journal_table() and row["gone_at"] is None and told["record"] is None:
        return None
    return told


def _referred(table: Table, column: Column, row: Mapping[str, Any], numbers: Numbers) -> int | None:
    number = number_of(numbers[column.target(row)], row[column.name])
    if number is None and not (column.field.null or table is journal_table()):
        raise BrokenRecord(
            f"A public row of {table.name} refers by “{column.name}” to one that is not public: see published.py."
        )
    return number


def paper_name(number: int, name: str) -> str:
    """Return the name in the export of the paper of this number, whose file is kept under `name`."""
    return f"{PAPERS}/{number}{PurePath(name).suffix.lower()}"


def _papers(folder: Path, keys: "array[int]", progress: Callable[[str, int], None]) -> Iterator[Written]:
    """Put the uploaded files of all public papers into the folder, each named by the number of its paper."""
    papers = Document._base_manager.using("public").exclude(file="").order_by("pk")
    for paper in papers.only("pk", "file").iterator(CHUNK):
        name = paper_name(number_of(keys, paper.pk) or 0, str(paper.file))
        if _place(paper.file, folder / name):
            progress("papers", 1)
            yield written(folder, name, None)
        else:
            log.warning("The file %s of a published paper is missing: it is not in the export.", paper.file)


def _place(file: FieldFile, path: Path) -> bool:
    """Put a file of the store there: as a second name of the same bytes where it can be. False where it is missing."""
    try:
        os.link(file.path, path)
    except (
        NotImplementedError,
        OSError,
    ):  # a store that is no disk, or is on another one; or the file is missing
        try:
            with file.open() as source, path.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        except FileNotFoundError:
            return False
    return True
