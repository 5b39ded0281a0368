"""Up to which moment the journal is complete: for whoever asks again and again for what is new, and must miss nothing.

A change counts from a moment shortly before its transaction ends. In between, another may have ended and been read whose
moment is later. So each transaction marks its moment with an advisory lock while it ends (sql/following.sql), and what
lies before the earliest of these marks will not grow any more.
"""

from datetime import datetime

from django.db import connections

BEGINNING = "timestamptz '2020-01-01 00:00+00'"
COMPLETE = f"""SELECT least(clock_timestamp(), (SELECT {BEGINNING} + min(objid::bigint) * interval '1 second' FROM pg_catalog.pg_locks
    WHERE locktype = 'advisory' AND classid::bigint = (hashtext('changes_moment')::bigint & 4294967295)
        AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())))"""


def complete_until() -> datetime:
    """Return the moment before which nothing can join the journal any more. Ask for it first, then for the rows
    before it; the next time, begin there: `Change.published.since(last)` up to the new moment gives each change once.
    """
    with connections["public"].cursor() as cursor:
        cursor.execute(COMPLETE)
        moment: datetime = cursor.fetchone()[0]
    return moment
