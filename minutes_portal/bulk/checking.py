"""Looks through an export before anything of it is taken over: that all files are there, whole, and hang together."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from minutes_portal.bulk.files import FORMAT, MANIFEST, as_json, digest_of
from minutes_portal.bulk.record import PAPERS
from minutes_portal.bulk.tables import NUMBER, SCHEMA, Column, Table, all_tables, described

NAME = re.compile(r"(?:(?:record|files)/)?[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]{1,8})?")
AGAIN = "Make the export anew, or fetch it again."
Row = dict[str, Any]


class ImportProblem(Exception):
    """An export cannot be taken over; the message names the file and line, says why, and what to do."""


@dataclass(frozen=True)
class Export:
    """An export whose files are as its manifest says. rows: how many there are in each file of the record. papers: the
    SHA-256 of each paper's file.
    """

    folder: Path
    made_at: str
    rows: Mapping[str, int]
    papers: Mapping[str, str]


def checked(folder: Path) -> Export:
    """Return the export in a folder. Raises ImportProblem unless every file is there and every byte right."""
    manifest = _manifest(folder)
    files = manifest["files"]
    for file in files:
        _check_file(folder, file)
    _check_schema(folder)
    rows = {file["name"]: file["rows"] for file in files}
    for table in all_tables():
        if table.file not in rows:
            raise ImportProblem(f"{MANIFEST} does not name {table.file}. {AGAIN}")
    papers = {file["name"]: file["sha256"] for file in files if file["name"].startswith(f"{PAPERS}/")}
    return Export(folder, str(manifest.get("made_at", "")), rows, papers)


def _manifest(folder: Path) -> Any:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        raise ImportProblem(
            f"There is no {MANIFEST} in {folder}. Name the folder of one export: the one that `latest` leads to."
        ) from None
    except ValueError as error:
        raise ImportProblem(f"{MANIFEST} cannot be read ({error}). {AGAIN}") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else "nothing"
        raise ImportProblem(
            f"{MANIFEST}: this portal reads the format “{FORMAT}”, not “{found}”. "
            "Export again with the same version of the portal."
        )
    for file in manifest.get("files") or [None]:
        if not (isinstance(file, dict) and {"name", "rows", "bytes", "sha256"} <= set(file)):
            raise ImportProblem(f"{MANIFEST}: “files” is not a list of files. {AGAIN}")
        if not NAME.fullmatch(str(file["name"])):
            raise ImportProblem(f"{MANIFEST}: “{file['name']}” is no name of a file of an export. {AGAIN}")
    return manifest


def _check_file(folder: Path, file: Mapping[str, Any]) -> None:
    path = folder / file["name"]
    if not path.is_file():
        raise ImportProblem(f"{file['name']} is missing. {AGAIN}")
    size = path.stat().st_size
    if size != file["bytes"]:
        raise ImportProblem(
            f"{file['name']} has {size:,} bytes, not {file['bytes']:,}: it is cut off or another file. {AGAIN}"
        )
    if digest_of(path) != file["sha256"]:
        raise ImportProblem(
            f"{file['name']} is not the file that was exported (its SHA-256 is another one). {AGAIN}"
        )


def _check_schema(folder: Path) -> None:
    """Compare the columns of the files with those of this portal."""
    theirs, ours = _columns(json.loads((folder / SCHEMA).read_text("utf-8"))), _columns(described())
    for file in {**ours, **theirs}:
        if theirs.get(file) != ours.get(file):
            differing = set(theirs.get(file, ())) ^ set(ours.get(file, ()))
            names = ", ".join(sorted({str(column[0]) for column in differing})) or "their order"
            raise ImportProblem(
                f"{SCHEMA}: {file} has other columns here ({names}): the export is of another version of the portal. "
                "Import it with that version, then upgrade."
            )


def _columns(schema: Any) -> dict[str, tuple[tuple[Any, ...], ...]]:
    keys = ("name", "type", "null", "refers_to")
    return {
        table["file"]: tuple(tuple(column.get(key) for key in keys) for column in table["columns"])
        for table in schema["tables"]
    }


def rows_of(export: Export, table: Table) -> Iterator[Row]:
    """Yield the rows of a table, each with values as the model holds them.

    Raises ImportProblem, naming the line, for what is no row of this table, or refers to a row that is not there.
    """
    number = 0
    with (export.folder / table.file).open(encoding="utf-8", errors="strict", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _row(export, table, number, line)
            except ValueError as error:
                raise ImportProblem(
                    f"{table.file}, line {number}: {error} Nothing was imported. {AGAIN}"
                ) from None
    if number != export.rows[table.file]:
        raise ImportProblem(
            f"{table.file} has {number:,} lines, not {export.rows[table.file]:,} as {MANIFEST} says. {AGAIN}"
        )


def _row(export: Export, table: Table, number: int, line: str) -> Row:
    """Return a line as a row. Raises ValueError with a sentence for a person."""
    try:
        told = json.loads(line)
    except ValueError as error:
        raise ValueError(f"this is not JSON ({error}); the line may be cut off.") from None
    names = {NUMBER, *(column.name for column in table.columns)}
    if not isinstance(told, dict) or set(told) != names:
        differing = ", ".join(sorted(set(told) ^ names)) if isinstance(told, dict) else "all"
        raise ValueError(f"these columns are missing or not known: {differing}.")
    if told[NUMBER] != number:
        raise ValueError(f"“{NUMBER}” is {told[NUMBER]}, not the number of the line.")
    return {NUMBER: number} | {column.name: _value(export, column, told) for column in table.columns}


def _value(export: Export, column: Column, told: Row) -> Any:
    value = told[column.name]
    if column.by_kind and value is None:
        return None
    if column.refers:
        return _reference(export, column, told)
    if value is None and column.field.null:
        return None
    if isinstance(column.field, models.FileField) and value and value not in export.papers:
        raise ValueError(f"“{column.name}”: {value} is not among the files.")
    return _plain(column, value)


def _reference(export: Export, column: Column, told: Row) -> int | None:
    value, target = told[column.name], column.target(told)
    if value is None and column.field.null:
        return None
    rows = export.rows.get(f"record/{target}.ndjson", 0)
    if type(value) is not int or not 1 <= value <= rows:
        raise ValueError(
            f"“{column.name}” refers to line {value} of record/{target}.ndjson, which has {rows:,}."
        )
    return value


def _plain(column: Column, value: Any) -> Any:
    """Return a value as the model holds it, if it is one that the model may hold."""
    field = column.field
    try:
        held = field.to_python(value)
        if as_json(held) != as_json(value):
            raise TypeError
        _check_text(held)
        if held not in field.empty_values:
            field.run_validators(held)
            _check_choice(field, held)
    except TypeError:
        raise ValueError(
            f"“{column.name}” is {as_json(value)[:60]}, which is no {field.get_internal_type()}."
        ) from None
    except ValidationError as error:
        raise ValueError(f"“{column.name}”: {' '.join(error.messages)}") from None
    return held


def _check_text(held: Any) -> None:
    if isinstance(held, str) and "\x00" in held:
        raise ValueError("it holds a character that no text may hold (NUL).")


def _check_choice(field: Any, held: Any) -> None:
    chosen, parts = (
        (field.base_field.flatchoices, held) if isinstance(field, ArrayField) else (field.flatchoices, [held])
    )
    for part in parts:
        if chosen and part not in dict(chosen):
            raise ValueError(
                f"“{field.name}” is “{part}”, which is none of: {', '.join(map(str, dict(chosen)))}."
            )
