"""The end of a transaction, within a test that runs in one."""

from django.db import connection


def finish() -> None:
    """Do what the end of a transaction does: index and journal follow the record.

    Before a savepoint that is rolled back this is done once; within, it would be undone and done again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
