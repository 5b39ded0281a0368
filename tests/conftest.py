"""What all tests share: a real PostgreSQL, and the alias `public` with the real role's eyes."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from psycopg import errors, sql

from minutes_portal import kept_counts
from minutes_portal.database.server import running_server

SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server for the tests, unless DATABASE_URL names another."""
    stack = ExitStack()
    if settings.EMBEDDED_SERVER_DIR is not None and not hasattr(config, "option_collect_only"):
        stack.enter_context(running_server(settings.EMBEDDED_SERVER_DIR, durable=False))
    settings.WHITENOISE_AUTOREFRESH = (
        True  # else each test client looks at all static files before its first request
    )
    settings.CACHES["records"]["LOCATION"] = stack.enter_context(TemporaryDirectory())  # each worker’s own
    config.add_cleanup(stack.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that uses the database use both aliases."""
    for item in items:
        for marker in item.iter_markers("django_db"):
            marker.kwargs.setdefault("databases", ["default", "public"])


@pytest.fixture(autouse=True)
def _quick_sign_in(settings: Any) -> None:
    """The second factor has its own tests, which ask for it; hashing well takes a third of a second for each officer."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_request_is_counted(settings: Any) -> None:
    """How often one may ask the API has its own tests, which set it; walks over all addresses ask more often."""
    settings.API_REQUESTS_A_MINUTE = 0


@pytest.fixture(autouse=True)
def _no_page_kept_from_another_test() -> None:
    caches["pages"].clear()
    kept_counts.forget()


@pytest.fixture(autouse=True)
def _quiet_log() -> None:
    """Readers who ask for what is not there are no news."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the owner take on the public role, so that `public` can look inside a test's transaction."""
    role = sql.Identifier(settings.DATABASES["public"]["USER"])
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        for _ in range(20):  # roles are the server's: another worker may be granting at the same moment
            try:
                cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
                break
            except Exception as error:
                if not isinstance(error.__cause__, errors.InternalError_ | errors.UniqueViolation):
                    raise
    yield
    with django_db_blocker.unblock():
        connections[
            "public"
        ].close()  # a mirror's connection is not closed by the runner, and would keep the database


@pytest.fixture(autouse=True)
def public_sees_the_test_transaction(request: pytest.FixtureRequest) -> Iterator[None]:
    """In a test that runs in a transaction, send `public` through the same connection, as the public role.

    Each statement runs with the role's rights and search path, so that a view that hides a row or a missing
    right is felt exactly as in production. Tests with `transaction=True` use the role's own login.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker is None or marker.kwargs.get("transaction") or "live_server" in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    owner, public = connections["default"], connections["public"]
    own_connection, public.connection = public.connection, owner.connection
    wrapper = _as_public_role(settings.DATABASES["public"]["USER"], owner.connection)
    with public.execute_wrapper(wrapper):
        yield
    public.connection = own_connection


def _as_public_role(role: str, connection: Any) -> Callable[..., Any]:
    # Readers see what is committed: index and journal follow the record first, as at the end of a transaction.
    take_on = sql.SQL(
        "SET CONSTRAINTS search_index_follows, changes_journal_follows IMMEDIATE;"
        "SET CONSTRAINTS search_index_follows, changes_journal_follows DEFERRED;"
        "SET LOCAL ROLE {}; SET LOCAL search_path = published"
    ).format(sql.Identifier(role))

    def run(
        execute: Callable[..., Any], statement: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        connection.execute(take_on)
        try:
            return execute(statement, params, many, context)
        finally:
            if connection.info.transaction_status.name != "INERROR":
                connection.execute("RESET ROLE; SET LOCAL search_path = public")

    return run


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real pages; skips where it is not there."""
    if not SEEDS.is_dir():
        pytest.skip("the real pages (../shared/seeds) are not on this machine")
    return SEEDS
