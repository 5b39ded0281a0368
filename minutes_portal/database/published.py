"""The published views and the role that may read them and nothing else (docs/decisions/0003-published-views.md).

Each app says in its `published.py` which rows and which columns of its models the public may see. From these
declarations `migrate` makes the schema `published`: a view for each table, under the table's own name. A column
that is not declared comes back empty, a model that is not declared has no view: forgetting hides, never shows.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Model
from psycopg import errors, sql

from minutes_portal.database import taken_back, version

SCHEMA = "published"
APPS = ("meetings", "decisions", "search", "changes")


class RoleError(Exception):
    """The public role cannot be made, or has rights that it must not have; the message says what to do."""


@dataclass(frozen=True)
class PublishedView:
    """What the public may see of one table.

    model: the model (or a many-to-many relation's through model).
    rows: SQL, a plain boolean expression over `t` (the table) and what `joins` brings; no CASE, no own function.
    columns: names of the columns shown as they are.
    shown: SQL expressions for columns that are shown only at times, by column name.
    body: a whole SELECT instead, for a view that stands for no table.
    """

    model: type[Model]
    rows: str = "TRUE"
    joins: str = ""
    columns: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def select(self) -> str:
        """Return the view's SELECT statement."""
        if self.body:
            return self.body
        chosen = ", ".join(self._expression(column) for column in self._table_columns())
        return f"SELECT {chosen} FROM public.{self.name} t {self.joins} WHERE {self.rows}"

    def _table_columns(self) -> list[Any]:
        known = {field.column for field in self.model._meta.local_concrete_fields}
        unknown = {*self.columns, *self.shown} - known
        if unknown:
            raise LookupError(
                f"{self.name} has no column {', '.join(sorted(unknown))}: see its published.py."
            )
        return list(self.model._meta.local_concrete_fields)

    def _expression(self, field: Any) -> str:
        name, database_type = field.column, field.db_type(connections["default"])
        if name in self.columns or field.primary_key:
            return f't."{name}"'
        if name in self.shown:
            return f'({self.shown[name]})::{database_type} AS "{name}"'
        empty = "NULL" if field.null or field.generated else _empty(database_type)
        return f'{empty}::{database_type} AS "{name}"'


def _empty(database_type: str) -> str:
    if database_type.endswith("[]"):
        return "'{}'"
    if database_type == "boolean":
        return "FALSE"
    if database_type == "jsonb":
        return "'{}'"
    if database_type.startswith(("timestamp", "date")):
        return "'epoch'"
    return "''" if database_type.startswith(("varchar", "text")) else "0"


def declared_views() -> Iterator[PublishedView]:
    """Yield every app's declarations, in an order in which each view finds those it builds on."""
    for app in APPS:
        yield from import_module(f"{apps.get_app_config(app).name}.published").VIEWS


def _fingerprint(views: Collection[PublishedView]) -> str:
    return sha256(
        "\n".join(
            [
                *GRANTS,
                SELF_JOINS,
                *version.STATEMENTS,
                *version.INDEXES,
                version.VIEW,
                *taken_back.statements(views),
                *(view.select() for view in views),
            ]
        ).encode()
    ).hexdigest()


def drop_views(using: str) -> None:
    """Remove the schema `published`, so that migrations may change the columns below it."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def build_views(using: str) -> None:
    """Make the public role and the views of all declarations, unless they are up to date.

    Raises RoleError when the role cannot be made or could see more than the views.
    """
    ensure_role(using)
    views = list(declared_views())
    mark = f"views {_fingerprint(views)} for {settings.DATABASES['public']['USER']}"
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT pg_catalog.obj_description(to_regnamespace(%s)::oid, 'pg_namespace')", [SCHEMA]
        )
        if cursor.fetchone() == (mark,):
            return
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for view in views:
            cursor.execute(f"CREATE VIEW {SCHEMA}.{view.name} AS {view.select()}")
        version.watch(cursor, [view.name for view in views if view.model._meta.managed])
        taken_back.watch(cursor, views)
        _grant(cursor)
        cursor.execute(
            sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(SCHEMA), sql.Literal(mark))
        )


# The role may read the views; and what PostgreSQL gives everybody is taken from everybody.
GRANTS = (
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "REVOKE ALL ON SCHEMA public FROM {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}",
    "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC",
    f"GRANT USAGE ON SCHEMA {SCHEMA} TO {{role}}",
    f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {{role}}",
    f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC",
    f"ALTER ROLE {{role}} IN DATABASE {{database}} SET search_path = {SCHEMA}",
    "ALTER ROLE {role} IN DATABASE {database} SET statement_timeout = '3s'",
    "ALTER ROLE {role} IN DATABASE {database} SET default_transaction_read_only = on",
    # Plans over many views look dear before their tables were analysed; compiling them takes longer than answering.
    "ALTER ROLE {role} IN DATABASE {database} SET jit = off",
)
# PostgreSQL 18 joins a table with itself only once where it can, which the views give it much occasion for, but then no
# longer sees the index that leads from a meeting to its items: the newest decisions took ten times as long.
SELF_JOINS = "enable_self_join_elimination"


def _grant(cursor: Any) -> None:
    cursor.execute("SELECT current_database()")
    names = {
        "role": sql.Identifier(str(settings.DATABASES["public"]["USER"])),
        "database": sql.Identifier(cursor.fetchone()[0]),
    }
    for statement in GRANTS:
        cursor.execute(sql.SQL(statement).format(**names))
    cursor.execute("SELECT 1 FROM pg_catalog.pg_settings WHERE name = %s", [SELF_JOINS])
    if cursor.fetchone():
        cursor.execute(
            sql.SQL(f"ALTER ROLE {{role}} IN DATABASE {{database}} SET {SELF_JOINS} = off").format(**names)
        )


def ensure_role(using: str) -> None:
    """Make the public login role with the password of the alias `public`, and check that it can do nothing else.

    Where the role exists and does not accept that password (SECRET_KEY has changed), it is given the new one.
    Raises RoleError where the owner may not do that, with the statement for somebody who may.
    """
    name, password = str(settings.DATABASES["public"]["USER"]), str(settings.DATABASES["public"]["PASSWORD"])
    rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}"
    with connections[using].cursor() as cursor:
        exists = _role_exists(cursor, name)
        if not exists or not _logs_in(using):
            act = "ALTER ROLE {} PASSWORD {}" if exists else "CREATE ROLE {} " + rights
            try:
                with transaction.atomic(using=using):
                    cursor.execute(sql.SQL(act).format(sql.Identifier(name), sql.Literal(password)))
            except Exception as error:
                if isinstance(error.__cause__, errors.InsufficientPrivilege):
                    raise RoleError(
                        f"The database user may not make the role {name} or set its password. Ask the server's "
                        f"administrator to run once:\n  {act.split()[0]} ROLE {name} LOGIN PASSWORD '…';\n"
                        "and set PUBLIC_DATABASE_URL with that name and password."
                    ) from None
                if not _role_exists(cursor, name):  # another process may have made it meanwhile
                    raise
        _check_role(cursor, name)


def _logs_in(using: str) -> bool:
    """Whether the public role can log in, with the password we have, to the database that is being prepared."""
    at = connections["public"].get_connection_params() | {"dbname": connections[using].settings_dict["NAME"]}
    try:
        psycopg.connect(**at).close()
    except psycopg.OperationalError:
        return False
    return True


def _role_exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", [name])
    return cursor.fetchone() is not None


def _check_role(cursor: Any, name: str) -> None:
    cursor.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        " OR EXISTS (SELECT FROM pg_catalog.pg_auth_members WHERE member = oid) FROM pg_catalog.pg_roles WHERE rolname = %s",
        [name],
    )
    if cursor.fetchone() != (False,):
        raise RoleError(
            f"The role {name} has powers beyond reading the published views (superuser, creating roles or databases, "
            "replication, or membership of another role). Take them away: readers' pages use this role."
        )


def on_pre_migrate(sender: Any, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Clear the views out of the way of migrations that are about to run."""
    if using == "default" and plan:
        drop_views(using)


def on_post_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Make the views anew once the tables stand (also after a migration backwards, if all tables are there)."""
    if using == "default" and _all_tables_exist(using):
        build_views(using)


def _all_tables_exist(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    wanted = {
        model._meta.db_table
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }
    return wanted <= tables
