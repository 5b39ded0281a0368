"""Requests a second of the whole site under gunicorn, beside a view that says hello; the load comes from this machine."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread

from benchmarks.figures import line

PORT, WORKERS, CLIENTS, SECONDS = 8765, 2, 4, 5.0


def bench_serving(addresses: dict[str, str]) -> None:
    """Print requests a second for each address: kept pages, unchanged pages (304), and pages made anew each time."""
    print(
        f"Served by gunicorn, {WORKERS} workers, {CLIENTS} clients on the same cores: requests a second, part of hello"
    )
    with _serving({"PAGES_KEPT": "1000"}):
        hello = _rate("/hello/")
        line("hello", f"{hello:8.0f} /s")
        for what, address in addresses.items():
            rate = _rate(address)
            line(f"{what}, kept", f"{rate:8.0f} /s   {rate / hello:6.0%}")
            rate = _rate(address, tag=_tag(address))
            line(f"{what}, unchanged (304)", f"{rate:8.0f} /s   {rate / hello:6.0%}")
    with _serving({"PAGES_KEPT": "0"}):
        for what, address in addresses.items():
            rate = _rate(address)
            line(f"{what}, made anew", f"{rate:8.0f} /s   {rate / hello:6.0%}")


@contextmanager
def _serving(settings: dict[str, str]) -> Iterator[None]:
    command = [
        sys.executable, "-m", "gunicorn", "benchmarks.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", str(WORKERS),
        "--log-level", "error",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ | settings)
    try:
        _wait()
        yield
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(100):
        try:
            _get(HTTPConnection("127.0.0.1", PORT), "/hello/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("gunicorn did not start: see its message above.")


def _get(connection: HTTPConnection, address: str, tag: str = "") -> tuple[int, str]:
    connection.request("GET", address, headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("ETag", "")


def _tag(address: str) -> str:
    return _get(HTTPConnection("127.0.0.1", PORT), address)[1]


def _rate(address: str, tag: str = "") -> float:
    """Return how many answers a second CLIENTS readers get, each asking again as soon as it is answered."""
    done = [0] * CLIENTS

    def read(n: int) -> None:
        while time.perf_counter() < end:
            _get(HTTPConnection("127.0.0.1", PORT), address, tag)  # gunicorn's workers keep no connection
            done[n] += 1

    end = time.perf_counter() + 1.0
    read(0)
    done[0] = 0
    end = time.perf_counter() + SECONDS
    readers = [Thread(target=read, args=(n,)) for n in range(CLIENTS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(done) / SECONDS
