"""Takes over when readers got to see what, what stands for it in feeds, and what was taken back."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection

from minutes_portal.bulk.checking import ImportProblem, Row
from minutes_portal.bulk.tables import NUMBER, journal_table
from minutes_portal.changes.models import Change

BATCH = 1_000
# The journal has followed the record that was loaded: what it says of each unit is put right by what the export says.
PUT_RIGHT = """UPDATE changes_change c SET stage = told.stage, came = told.came, first_published_at = told.first_published_at,
    changed_at = told.changed_at, reference = told.reference, along = told.along
    FROM unnest(%s::text[], %s::bigint[], %s::smallint[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::uuid[], %s::boolean[])
    AS told (kind, record_id, stage, came, first_published_at, changed_at, reference, along)
    WHERE c.kind = told.kind AND c.record_id = told.record_id"""
COLUMNS = ("kind", "record", "stage", "came", "first_published_at", "changed_at", "reference", "along")


def load_journal(rows: Iterable[Row]) -> int:
    """Put the journal right; return how many units it knows. Raises ImportProblem for a unit that it does not know."""
    count = 0
    for batch in _batches(iter(rows)):
        _put_right([row for row in batch if row["gone_at"] is None])
        Change.objects.bulk_create(_tombstone(row) for row in batch if row["gone_at"] is not None)
        count += len(batch)
    return count


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _put_right(rows: Sequence[Row]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(PUT_RIGHT, [[row[name] for row in rows] for name in COLUMNS])
        if cursor.rowcount != len(rows):
            raise ImportProblem(
                f"{journal_table().file}, lines {rows[0][NUMBER]} to {rows[-1][NUMBER]}: it tells of {len(rows):,} units, of "
                f"which the record has {cursor.rowcount:,}. Nothing was imported. Make the export anew."
            )


def _tombstone(row: Row) -> Change:
    """Return what is left of a unit that is gone: no row of the record stands behind it."""
    columns = {column.field.attname: row[column.name] for column in journal_table().columns}
    return Change(**columns | {"record_id": -row[NUMBER]})
