"""Keeps the search index: proves that it says what the record says, and makes it anew while the site goes on.

The index follows the record by itself (sql/following.sql). These are for after a change of what it holds, and for
whoever wants to be sure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from minutes_portal.database.published import SCHEMA
from minutes_portal.search.models import Passage
from minutes_portal.search.published import VIEWS, VISIBLE

BATCH = 500  # results at once
TURNS = 64  # as in sql/following.sql
NEXT, OLD = "search_passage_next", "search_passage_old"
RESULTS = """SELECT id AS result FROM meetings_agendaitem
    UNION ALL SELECT -id FROM meetings_document WHERE item_id IS NULL"""
# What readers could still come to see: rows of a time that is over wait for their result's next change.
STANDING = "(visible_until IS NULL OR visible_until > now())"
# Words that stand in many passages which readers see at this moment: in a fiftieth of all, in thousands, so that the list
# tells of no single one. Without the lexemes that carry a mark, and without long words (sql/pairs.sql).
COMMON = f"""SELECT word FROM ts_stat($$SELECT t.tsv FROM {NEXT} t WHERE {VISIBLE}$$)
    WHERE word ~ '^[a-z0-9]{{1,12}}$'
        AND ndoc >= greatest(%s, (SELECT count(*) FROM {NEXT} t WHERE {VISIBLE}) / 50.0)
    ORDER BY ndoc DESC, word LIMIT %s"""
# The terms of items are derived from the passages that are kept, so that one fault is not told of twice.
KEPT_TERMS = (
    "SELECT item_id, borough_id, date, decided, visible_from, visible_until, terms FROM search_itemterms"
)
COMPARE_TERMS = f"""WITH kept AS ({KEPT_TERMS} WHERE item_id = ANY (%(batch)s)), derived AS (SELECT * FROM search_terms(%(batch)s))
    SELECT TRUE, item_id, 'terms', 0 FROM (TABLE kept EXCEPT ALL TABLE derived) surplus
    UNION ALL SELECT FALSE, item_id, 'terms', 0 FROM (TABLE derived EXCEPT ALL TABLE kept) missing ORDER BY 2, 1"""
SAMPLED = 16  # of 1,024: words are counted in so many of the results
COMMON_FROM, MOST_COMMON = 2_000, 300
REBUILDING = 5_402_009  # the number of the lock that keeps two rebuilds apart


@dataclass(frozen=True)
class Difference:
    """A row that is in the index and should not be, or should be and is not."""

    surplus: bool
    result: int
    kind: str
    position: int

    def __str__(self) -> str:
        what = "in the index, not in the record" if self.surplus else "in the record, not in the index"
        owner = f"item {self.result}" if self.result > 0 else f"document {-self.result}"
        return f"{owner}, {self.kind} at {self.position}: {what}"


class RebuildError(Exception):
    """The index cannot be made anew now; the message says why."""


def differences(progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Difference]:
    """Yield how the index differs from what the record gives at this moment, vectors included; `progress` hears (done, total).

    Read it in one snapshot (`REPEATABLE READ`) where the site goes on meanwhile.
    """
    columns = ", ".join(f'"{field.column}"' for field in Passage._meta.local_fields if not field.primary_key)
    derived = f"SELECT {columns} FROM search_derived(%(batch)s)"
    kept = f"SELECT {columns} FROM search_passage WHERE result_id = ANY (%(batch)s) AND {STANDING}"
    compare = f"""SELECT TRUE, result_id, kind, "position" FROM ({kept} EXCEPT ALL {derived}) surplus
        UNION ALL SELECT FALSE, result_id, kind, "position" FROM ({derived} EXCEPT ALL {kept}) missing
        ORDER BY 2, 4, 1"""
    results = _keys(
        f"{RESULTS} UNION SELECT result_id FROM search_passage WHERE {STANDING}"
        " UNION SELECT item_id FROM search_itemterms ORDER BY 1"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(results), BATCH):
            for statement in (compare, COMPARE_TERMS):
                cursor.execute(statement, {"batch": results[start : start + BATCH]})
                yield from (Difference(*row) for row in cursor.fetchall())
            progress(min(start + BATCH, len(results)), len(results))


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make the index anew beside the one in use, then put it in its place; return its number of rows.

    Readers and officers go on meanwhile: what changes is noted and derived again before the new index takes over, in
    one transaction. Interrupted, it leaves the index in use as it was. Raises RebuildError when one runs already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [REBUILDING])
        if cursor.fetchone() != (True,):
            raise RebuildError("The index is being made anew already. Wait until that is done.")
        try:
            _begin(cursor)
            common = _common(cursor)
            _fill(cursor, common, progress)
            _index(cursor)
            rows = _take_over(cursor, common)
            _derive_terms(cursor)
            cursor.execute("ANALYZE search_passage")
            cursor.execute("ANALYZE search_itemterms")
        finally:
            cursor.execute(f"DROP TABLE IF EXISTS {NEXT}")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [REBUILDING])
    return rows


def _begin(cursor: Any) -> None:
    """Make the next table; from now on every change is noted, those of transactions that run already included."""
    cursor.execute(f"DROP TABLE IF EXISTS {NEXT}")
    with transaction.atomic():
        cursor.execute("DELETE FROM search_changed")
        cursor.execute(f"CREATE TABLE {NEXT} (LIKE search_passage INCLUDING DEFAULTS INCLUDING IDENTITY)")
        cursor.execute("SELECT search_tune(%s::regclass)", [NEXT])
    with transaction.atomic():  # waits for those who changed the index before the next table could be seen
        cursor.execute("LOCK TABLE search_passage IN SHARE ROW EXCLUSIVE MODE")


def _common(cursor: Any) -> list[str]:
    """Return the words whose pairs the next index holds as lexemes: those that are common in a sample of the record."""
    results = _keys(f"SELECT result FROM ({RESULTS}) r WHERE hashint8(result) & 1023 < {SAMPLED} ORDER BY 1")
    for start in range(0, len(results), BATCH):
        _derive(cursor, results[start : start + BATCH], [])
    cursor.execute(COMMON, [COMMON_FROM * SAMPLED / 1024, MOST_COMMON])
    common = [word for (word,) in cursor.fetchall()]
    cursor.execute(f"TRUNCATE {NEXT}")
    return common


def _fill(cursor: Any, common: list[str], progress: Callable[[int, int], None]) -> None:
    results = _keys(f"{RESULTS} ORDER BY 1")
    for start in range(0, len(results), BATCH):
        _derive(cursor, results[start : start + BATCH], common)
        progress(min(start + BATCH, len(results)), len(results))


def _derive(cursor: Any, results: list[int], common: list[str]) -> None:
    cursor.execute(
        f"INSERT INTO {NEXT} SELECT nextval(pg_get_serial_sequence('{NEXT}', 'id')), d.*"
        " FROM search_derived(%s, common => %s::text[]) d",
        [results, common],
    )


def _index(cursor: Any) -> None:
    """Give the next table the indexes of the one in use, under names that end in `_next`."""
    cursor.execute(
        "SET maintenance_work_mem = '256MB'"
    )  # an index of words is built in a few runs, not in many
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'search_passage' AND schemaname = 'public'"
    )
    for name, definition in cursor.fetchall():
        made = definition.replace(f" {name} ON public.search_passage ", f" {name}_next ON public.{NEXT} ")
        cursor.execute(made)
    cursor.execute(f"ALTER TABLE {NEXT} ADD PRIMARY KEY USING INDEX search_passage_pkey_next")
    cursor.execute("RESET maintenance_work_mem")
    cursor.execute(f"ANALYZE {NEXT}")


def _take_over(cursor: Any, common: list[str]) -> int:
    """Bring the next table up to date and put it, with its names and common words, in the place of the one in use."""
    with transaction.atomic():
        cursor.execute("LOCK TABLE search_passage IN SHARE ROW EXCLUSIVE MODE")  # readers go on reading
        cursor.execute("SELECT DISTINCT result_id FROM search_changed ORDER BY 1")
        changed = [key for (key,) in cursor.fetchall()]
        for start in range(0, len(changed), BATCH):
            batch = changed[start : start + BATCH]
            cursor.execute(f"DELETE FROM {NEXT} WHERE result_id = ANY (%s)", [batch])
            _derive(cursor, batch, common)
        cursor.execute("DELETE FROM search_changed")
        cursor.execute(f"SELECT count(*) FROM {NEXT}")
        rows: int = cursor.fetchone()[0]
        cursor.execute("DELETE FROM search_commonword")
        cursor.execute("INSERT INTO search_commonword SELECT unnest(%s::text[])", [common])
        _rename(cursor)
    return rows


def _derive_terms(cursor: Any) -> None:
    """Bring the terms of all items in line with the index now in use, in turns with whoever changes an item."""
    items = _keys("SELECT id FROM meetings_agendaitem UNION SELECT item_id FROM search_itemterms ORDER BY 1")
    for turn in range(TURNS):
        own = [item for item in items if item % TURNS == turn]
        for start in range(0, len(own), BATCH):
            with transaction.atomic():
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search_passage'), %s)", [turn])
                cursor.execute("SELECT search_derive_terms(%s)", [own[start : start + BATCH]])


def _rename(cursor: Any) -> None:
    cursor.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = 'search_passage' AND schemaname = 'public'"
    )
    names = [name for (name,) in cursor.fetchall()]
    cursor.execute(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'search_passage'::regclass AND NOT tgisinternal"
    )
    triggers = [definition for (definition,) in cursor.fetchall()]
    for name in names:
        cursor.execute(f"ALTER INDEX {name} RENAME TO {name}_old")
    cursor.execute("ALTER SEQUENCE search_passage_id_seq RENAME TO search_passage_old_id_seq")
    cursor.execute(f"ALTER TABLE search_passage RENAME TO {OLD}")
    for name in names:
        cursor.execute(f"ALTER INDEX {name}_next RENAME TO {name}")
    cursor.execute(f"ALTER SEQUENCE {NEXT}_id_seq RENAME TO search_passage_id_seq")
    cursor.execute(f"ALTER TABLE {NEXT} RENAME TO search_passage")
    cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SCHEMA])
    if cursor.fetchone() == (True,):
        for view in VIEWS:
            cursor.execute(f"CREATE OR REPLACE VIEW {SCHEMA}.{view.name} AS {view.select()}")
    cursor.execute(f"DROP TABLE {OLD}")
    for definition in triggers:
        cursor.execute(definition)


def _keys(query: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [key for (key,) in cursor.fetchall()]
