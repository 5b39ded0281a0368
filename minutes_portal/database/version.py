"""The version of the record: a number that is another one after every change of a table that readers see part of.

Pages that were made from one version are still true while it stands (minutes_portal/kept_pages.py). Statement triggers
count changes on every table that has a published view, so no code can forget it: they are made by `migrate` with the
views. The count is spread over rows, one for each few connections, so that two officers' transactions need not wait
for each other; their sum changes when a change is committed, never before.

Readers never see the number: work on unpublished matter moves it too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections

ROWS = 64
TABLE = "portal_changes"
STATEMENTS = (
    f"""CREATE TABLE IF NOT EXISTS public.{TABLE} (row smallint PRIMARY KEY, number bigint NOT NULL DEFAULT 0)
        WITH (fillfactor = 50)""",
    f"INSERT INTO public.{TABLE} (row) SELECT n FROM generate_series(0, {ROWS - 1}) n ON CONFLICT DO NOTHING",
    f"""CREATE OR REPLACE FUNCTION public.{TABLE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE public.{TABLE} SET number = number + 1 WHERE row = pg_backend_pid() % {ROWS};
        RETURN NULL;
    END $$""",
)
STAGES = "agenda_published_at, decisions_published_at, minutes_published_at, approved_at, withdrawn_at"
# What readers see changes without anybody's doing when a time comes that was set before: few rows have one ahead.
INDEXES = (
    f"CREATE INDEX IF NOT EXISTS meeting_last_moment ON public.meetings_meeting (greatest({STAGES}))",
    *(
        f"CREATE INDEX IF NOT EXISTS {name}_withdrawn ON public.meetings_{name} (withdrawn_at) WHERE withdrawn_at IS NOT NULL"
        for name in ("agendaitem", "document")
    ),
    "CREATE INDEX IF NOT EXISTS planneddecision_published ON public.decisions_planneddecision (published_at)",
)
# The hours at which call-in ends today, if it ends for any decision: of whichever borough, as no page is wrong for being made
# anew. Those of later days are not asked for: pages end at midnight (kept_pages.py).
TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
CALL_IN_ENDS = f"""SELECT ({TODAY} + call_in_closes_at) AT TIME ZONE '{settings.TIME_ZONE}' FROM public.decisions_constitution
            WHERE EXISTS (SELECT FROM public.decisions_decisionrecord WHERE call_in_until = {TODAY} AND call_in = 'subject')"""
VIEW = f"""CREATE VIEW published.{TABLE} AS SELECT
    (SELECT sum(number)::bigint FROM public.{TABLE}) AS version,
    now() AS moment,
    (SELECT min(moment) FROM (
        SELECT unnest(ARRAY[{STAGES}]) FROM public.meetings_meeting WHERE greatest({STAGES}) > now()
        UNION ALL SELECT withdrawn_at FROM public.meetings_agendaitem WHERE withdrawn_at > now()
        UNION ALL SELECT withdrawn_at FROM public.meetings_document WHERE withdrawn_at > now()
        UNION ALL SELECT published_at FROM public.decisions_planneddecision WHERE published_at > now()
        UNION ALL {CALL_IN_ENDS}
    ) ahead (moment) WHERE moment > now()) AS next_moment"""


class Version(NamedTuple):
    """The version of the record as it is committed now, the database's time, and the next moment at which something
    is published or withdrawn by itself or a time for call-in ends, if any is set.
    """

    number: int
    moment: datetime
    next_moment: datetime | None


def watch(cursor: Any, tables: Iterable[str]) -> None:
    """Count the changes of these tables from now on, and let readers' code ask for the version.

    Needs the schema `published`; safe to repeat.
    """
    for statement in (*STATEMENTS, *INDEXES):
        cursor.execute(statement)
    for table in tables:
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {TABLE} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.{table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION public.{TABLE}()"
        )
    cursor.execute(VIEW)


def current_version() -> Version:
    """Return the version of the record; one short query as the public role."""
    with connections["public"].cursor() as cursor:
        cursor.execute(f"SELECT version, moment, next_moment FROM {TABLE}")
        return Version(*cursor.fetchone())
