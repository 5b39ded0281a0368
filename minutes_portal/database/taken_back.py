"""Whether anything that readers could see was taken back or changed since a moment: for files that were made then.

A row that is public is looked at before it is changed or removed: if a word that readers saw of it goes, a mark in the
database becomes another one, in the same transaction. Files that were written while the present marks stood hold nothing
that is no longer public. What is only added, and what is not public yet, moves no mark. What is to be withdrawn at a time
that was set before is told as that time.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections

from minutes_portal.database.version import STAGES

if TYPE_CHECKING:
    from minutes_portal.database.published import PublishedView

RECORD_APPS = ("meetings", "decisions")  # whose tables officers write; what is derived of them goes with them
ROWS = (
    64  # marks, one for each few connections, so that two officers’ transactions need not wait for each other
)
TABLE = "portal_taken_back"
MARKED = "portal.taken_back"  # says that this transaction has moved its mark already
STATEMENTS = (
    f"""CREATE TABLE IF NOT EXISTS public.{TABLE} (row smallint PRIMARY KEY, mark uuid NOT NULL DEFAULT gen_random_uuid())
        WITH (fillfactor = 50)""",
    f"INSERT INTO public.{TABLE} (row) SELECT n FROM generate_series(0, {ROWS - 1}) n ON CONFLICT DO NOTHING",
    f"""CREATE OR REPLACE FUNCTION public.{TABLE}_mark() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('{MARKED}', true) IS DISTINCT FROM 'yes' THEN
            UPDATE public.{TABLE} SET mark = gen_random_uuid() WHERE row = pg_backend_pid() % {ROWS};
            PERFORM set_config('{MARKED}', 'yes', true);
        END IF;
    END $$""",
    # The views are made anew: nobody has followed what was done to the record since the old ones were taken away.
    f"SELECT public.{TABLE}_mark()",
)
# The functions of triggers stand in the schema of the views, with which they and their triggers come and go.
EMPTIED = f"""CREATE FUNCTION published.{TABLE}_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM public.{TABLE}_mark();
        RETURN NULL;
    END $$"""
VIEW = f"""CREATE VIEW published.{TABLE} AS SELECT
    (SELECT md5(string_agg(mark::text, ',' ORDER BY row)) FROM public.{TABLE}) AS marks,
    (SELECT min(withdrawn_at) FROM (
        SELECT withdrawn_at FROM public.meetings_meeting WHERE greatest({STAGES}) > now()
        UNION ALL SELECT withdrawn_at FROM public.meetings_agendaitem WHERE withdrawn_at > now()
        UNION ALL SELECT withdrawn_at FROM public.meetings_document WHERE withdrawn_at > now()
    ) ahead WHERE withdrawn_at > now()) AS ends_at, now() AS moment"""


class Standing(NamedTuple):
    """What stands at a moment: the marks, and when something of it is withdrawn by itself, if that is set."""

    marks: str
    ends_at: datetime | None
    moment: datetime


def standing() -> Standing:
    """Return what stands now; one short query as the public role."""
    with connections["public"].cursor() as cursor:
        cursor.execute(f"SELECT marks, ends_at, moment FROM {TABLE}")
        return Standing(*cursor.fetchone())


def watched(views: Iterable["PublishedView"]) -> "list[PublishedView]":
    return [
        view
        for view in views
        if view.model._meta.managed and view.model._meta.app_label in RECORD_APPS and view.rows != "FALSE"
    ]


def statements(views: Iterable["PublishedView"]) -> Iterator[str]:
    """Yield what makes the marks and their triggers; needs views that were just made."""
    yield from (*STATEMENTS, VIEW, EMPTIED)
    for view in watched(views):
        yield _function(view)
        yield (
            f"CREATE TRIGGER {TABLE} BEFORE UPDATE OR DELETE ON public.{view.name}"
            f" FOR EACH ROW EXECUTE FUNCTION published.{TABLE}_of_{view.name}()"
        )
        yield (
            f"CREATE TRIGGER {TABLE}_emptied BEFORE TRUNCATE ON public.{view.name}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION published.{TABLE}_emptied()"
        )


def watch(cursor: Any, views: Iterable["PublishedView"]) -> None:
    """Follow from now on what of the record is taken back, and let readers’ code ask for it."""
    for statement in statements(views):
        cursor.execute(statement)


def _function(view: "PublishedView") -> str:
    """Return the trigger function of a table: the cheapest questions first."""
    withdrawn = _of_withdrawal(view)
    public = f"EXISTS (SELECT FROM published.{view.name} p WHERE p.id = OLD.id)"
    if withdrawn:  # its notice is public then
        public += " OR OLD.withdrawn_at <= now()"
    return f"""CREATE FUNCTION published.{TABLE}_of_{view.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('{MARKED}', true) IS NOT DISTINCT FROM 'yes' THEN
            NULL;
        ELSIF TG_OP = 'DELETE' THEN
            IF {public} THEN PERFORM public.{TABLE}_mark(); END IF;
        ELSIF {" OR ".join(_goes(view, withdrawn))} THEN
            IF {public} THEN PERFORM public.{TABLE}_mark(); END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$"""


def _goes(view: "PublishedView", withdrawn: Iterable[str]) -> Iterator[str]:
    """Yield the conditions under which a changed row no longer says what it said, or may be hidden.

    A column that readers saw nothing in may be filled; those that the row’s being public hangs on may not change at all.
    """
    decisive = {*re.findall(r'\bt\."?(\w+)', f"{view.rows} {view.joins}"), *withdrawn} - {"id"}
    for column in sorted({*view.columns, *view.shown, *decisive} - _generated(view)):
        changed = f'OLD."{column}" IS DISTINCT FROM NEW."{column}"'
        if column in decisive:
            yield f"({changed})"
        else:
            seen = re.sub(r"\bt\.", "OLD.", view.shown.get(column, f't."{column}"'))
            yield f"({changed} AND coalesce(({seen})::text, '') NOT IN ('', '{{}}'))"


def _generated(view: "PublishedView") -> set[str]:
    return {str(field.column) for field in view.model._meta.local_concrete_fields if field.generated}


def _of_withdrawal(view: "PublishedView") -> set[str]:
    columns = {str(field.column) for field in view.model._meta.local_concrete_fields}
    return {column for column in columns if column.startswith("withdrawn_")}
