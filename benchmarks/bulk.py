"""How long everything takes as files, and in how much memory: the export, its import, and a list as a sheet.

Each is measured in a process of its own, whose most memory is told.
"""

import json
import resource
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.export import LIMIT_MB, bench_export
from benchmarks.figures import line

SITE = "https://portal.example"


def bench_bulk(rows: int = 1_000_000) -> None:
    """Print what an export of all that is published and a sheet of `rows` rows of the register took."""
    print("Everything as files")
    with TemporaryDirectory() as folder:
        made, seconds, megabytes = _in_a_process_of_its_own(_export, folder)
        files = json.loads((Path(made) / "manifest.json").read_text("utf-8"))["files"]
        told = sum(file["rows"] or 0 for file in files)
        size = sum(file["bytes"] for file in files) / 1e6
        biggest = max(
            (file for file in files if file["name"].endswith(".ndjson")), key=lambda file: file["rows"]
        )
        line(
            "rows in all files of the export",
            f"{told:,} in {seconds:.0f} s, {told / seconds:,.0f} a second",
            rows=told,
            seconds=seconds,
        )
        line(
            "the longest file",
            f"{biggest['name']}: {biggest['rows']:,} rows, {biggest['bytes'] / 1e6:,.0f} MB",
        )
        line("bytes of the export", f"{size:,.0f} MB")
        line(f"most memory of the export is below {LIMIT_MB} MB", f"{megabytes:.0f} MB", megabytes=megabytes)
        (checked, seconds, megabytes) = _in_a_process_of_its_own(_check, made)
        line(
            "lines of the record looked through before an import",
            f"{checked:,} in {seconds:.0f} s, {checked / seconds:,.0f} a second",
            rows=checked,
            megabytes=megabytes,
        )
    _in_a_process_of_its_own(bench_export, rows)


def _in_a_process_of_its_own(act: Callable[..., Any], *given: Any) -> tuple[Any, float, float]:
    """Return what an act gives, its seconds, and the most memory of a process that did nothing else, in MB."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (act, given))


def _measured(act: Callable[..., Any], given: tuple[Any, ...]) -> tuple[Any, float, float]:
    start = time.perf_counter()
    result = act(*given)
    return (
        result,
        time.perf_counter() - start,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _export(folder: str) -> str:
    from minutes_portal.bulk.export import export

    return str(export(Path(folder), SITE, lambda kind, more: None))


def _check(folder: str) -> int:
    from minutes_portal.bulk.checking import checked, rows_of
    from minutes_portal.bulk.tables import all_tables

    export = checked(Path(folder))
    return sum(1 for table in all_tables() for _ in rows_of(export, table))
