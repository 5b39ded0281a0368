"""Loads a record that has a past of its own."""

from django.db import connection


def take_times_of_the_record() -> None:
    """Let what this transaction loads count, in the journal, from the times at which the record says it was published.

    Else it counts from the moment it is here, which is what those want to know who ask for what is new. Needs a
    transaction; only units that the journal does not know yet are concerned.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL changes.as_recorded = on")
