"""Looks at the officers’ own transaction with readers’ eyes, to show what is not saved yet as readers would see it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from psycopg import sql

from minutes_portal.database.published import SCHEMA


@contextmanager
def readers_eyes() -> Iterator[None]:
    """Send what is asked through `public` to the transaction that is open on `default`, for as long as this lasts.

    Each question sees the published views only, of the rows as they stand in the transaction. It is meant for a
    transaction that is taken back afterwards; the public role’s own connection is not touched.
    """
    owner, public = connections["default"], connections["public"]
    if not owner.in_atomic_block:
        raise RuntimeError("There is no transaction to look into.")
    own, public.connection = public.connection, owner.connection
    try:
        with public.execute_wrapper(_in_published_views(owner)):
            yield
    finally:
        public.connection = own


def _in_published_views(owner: Any) -> Callable[..., Any]:
    look = sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(SCHEMA))

    def run(
        execute: Callable[..., Any], statement: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        owner.connection.execute(look)
        result = execute(statement, params, many, context)  # a failed one ends the transaction, path and all
        owner.connection.execute("SET LOCAL search_path TO DEFAULT")
        return result

    return run
