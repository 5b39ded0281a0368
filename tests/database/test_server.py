"""The embedded server: starts, survives a kill, stops with its last user, and refuses what is not its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
import pytest

from minutes_portal.database import server
from minutes_portal.database.secrets import local_secrets
from minutes_portal.database.server import ServerError, running_server, socket_dir


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with TemporaryDirectory(prefix="portal-server-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "postgres"


def connect(data_dir: Path, user: str = "minutes_portal", password: str | None = None) -> psycopg.Connection:
    password = password or local_secrets(data_dir.parent)["database_password"]
    return psycopg.connect(
        host=str(socket_dir(data_dir)), user=user, password=password, dbname="minutes_portal", autocommit=True
    )


def test_server_stops_with_its_last_user_and_keeps_what_was_written(data_dir: Path) -> None:
    with running_server(data_dir), running_server(data_dir), connect(data_dir) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'minute' AS word")
    assert server._postmaster(data_dir) is None
    with running_server(data_dir), connect(data_dir) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("minute",)


def test_server_asks_for_a_password_and_its_owner_is_no_superuser(data_dir: Path) -> None:
    with running_server(data_dir):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            connect(data_dir, user="postgres", password="postgres")
        with connect(data_dir) as connection:
            assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = user").fetchone() == (
                False,
            )


def test_server_recovers_from_kill_9(data_dir: Path) -> None:
    with running_server(data_dir):
        with connect(data_dir) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'minute' AS word")
        postmaster = psutil.Process(server._postmaster(data_dir))
        postmaster.kill()
        postmaster.wait(10)
    with running_server(data_dir), connect(data_dir) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("minute",)


def test_a_worker_that_ends_leaves_the_server_and_its_lock_to_the_process_that_has_them(
    data_dir: Path,
) -> None:
    """A worker’s exit once stopped the server, and kept the next start waiting for ever."""
    worker = (
        "import os, sys; from pathlib import Path; from minutes_portal.database.server import running_server\n"
        f"with running_server(Path({str(data_dir)!r})):\n"
        "    if os.fork() == 0: sys.exit()\n"
        "    os.wait(); print('ended', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", worker], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ended\n"
        with running_server(data_dir), connect(data_dir) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        holder.communicate(timeout=60)
    assert holder.returncode == 0


def test_lock_file_with_another_programs_process_number_does_not_stop_a_start(data_dir: Path) -> None:
    with running_server(data_dir):
        pass
    (data_dir / "postmaster.pid").write_text(f"{os.getpid()}\n{data_dir}\n")
    with running_server(data_dir), connect(data_dir):
        pass


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"notes.txt": "my notes"}, "not a PostgreSQL data directory"),
        ({"PG_VERSION": "15\n"}, "made by PostgreSQL 15"),
    ],
)
def test_foreign_data_directory_is_refused_and_left_alone(
    data_dir: Path, files: dict[str, str], told: str
) -> None:
    data_dir.mkdir()
    for name, text in files.items():
        (data_dir / name).write_text(text)
    with pytest.raises(ServerError, match=told), running_server(data_dir):
        pass
    assert {path.name: path.read_text() for path in data_dir.iterdir()} == files


def test_data_directory_with_another_sites_secrets_is_a_clear_error(data_dir: Path) -> None:
    with running_server(data_dir):
        pass
    (data_dir.parent / "secrets.json").unlink()
    with pytest.raises(ServerError, match="do not belong together"), running_server(data_dir):
        pass


def test_long_path_still_has_a_socket(data_dir: Path) -> None:
    deep = data_dir.parent / ("a-folder-with-a-long-name" * 4) / "postgres"
    with running_server(deep), connect(deep) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_secrets_are_for_this_user_only_and_stay_the_same(tmp_path: Path) -> None:
    first = local_secrets(tmp_path)
    assert local_secrets(tmp_path) == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


SERVE = [sys.executable, "manage.py", "serve"]


def environment(folder: Path, port: int) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EMBEDDED_SERVER")
    }
    return kept | {"VAR_DIR": str(folder), "PORT": str(port)}


def test_taken_port_is_a_clear_error(data_dir: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            SERVE,
            env=environment(data_dir.parent, port),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "make run PORT=" in done.stderr


def test_serve_fills_an_empty_site_and_ctrl_c_stops_everything(data_dir: Path) -> None:
    from urllib.request import urlopen

    port = _free_port()
    serving = subprocess.Popen(
        SERVE,
        env=environment(data_dir.parent, port),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        page = _wait_for(f"http://127.0.0.1:{port}/")
        assert "Minutes Portal" in page
        with urlopen(f"http://127.0.0.1:{port}/meetings/") as response:
            assert response.status == 200
        os.killpg(serving.pid, signal.SIGINT)
        output, _ = serving.communicate(timeout=30)
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
    assert f"http://127.0.0.1:{port}/" in output
    assert "password:" in output
    assert server._postmaster(data_dir) is None


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _wait_for(url: str, seconds: int = 120) -> str:
    from urllib.error import URLError
    from urllib.request import urlopen

    deadline = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url) as response:
                return response.read().decode()
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
