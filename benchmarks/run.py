"""`make bench`: how fast the parser, the importer, the published views and the pages are, in figures and ratios.

BENCH_ITEMS (default 10,000) agenda items with ten points each are made once in a database of its own. Figures are
medians of warm runs on this machine; the ratios beside them are what to compare between machines.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_portal.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from benchmarks.fill import fill
from decisions.importers import Source, Target, import_pages
from decisions.models import Resolution
from meetings.minutes_text import parse_page, print_page
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.database.server import running_server
from minutes_portal.urls import urlpatterns as site

ITEMS = int(os.environ.get("BENCH_ITEMS", "10000"))
RUNS = 15

urlpatterns = [path("hello/", lambda request: HttpResponse("hello")), *site]
handler404 = "minutes_portal.views.not_found"


def median_ms(act: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Return the median and the 95th percentile of `runs` warm runs, in milliseconds."""
    act()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def line(what: str, figure: str) -> None:
    print(f"  {what:<62} {figure}", flush=True)


def timed(what: str, act: Callable[[], object], base: float | None = None, runs: int = RUNS) -> float:
    median, p95 = median_ms(act, runs)
    ratio = f"   {median / base:6.1f} ×" if base else ""
    line(what, f"{median:8.2f} ms   p95 {p95:8.2f} ms{ratio}")
    return median


def minutes(points: int) -> str:
    """Return minutes of one item, as a council would paste them."""
    opening = "Agenda item\n\nHome care review\n\nMinutes:\n\n"
    sentence = "Members asked the Director how waiting times had changed since the last report and which wards waited longest."
    body = "\n\n".join(
        f"5.{n} {sentence} The answer was {n * 37} days in ward {n}." for n in range(1, points + 1)
    )
    return f"{opening}{body}\n\nRESOLVED: that the report be noted.\n"


def bench_text() -> None:
    print("Minutes text")
    text = minutes(8_000)
    start = time.perf_counter()
    page = parse_page(text)
    seconds = time.perf_counter() - start
    line(
        f"parse {len(text) / 1e6:.1f} MB, 8,000 paragraphs",
        f"{seconds:8.2f} s   {len(text) / 1e6 / seconds:.1f} MB/s",
    )
    start = time.perf_counter()
    print_page(page)
    line("print it again", f"{time.perf_counter() - start:8.2f} s")


def bench_import() -> None:
    print("Importer (parsing, addresses, search columns and history included)")
    with TemporaryDirectory() as folder:
        paths = []
        for n in range(20):
            paths.append(Path(folder) / f"item-{n}.txt")
            paths[-1].write_text(minutes(300).replace("Home care review", f"Home care review {n}"))
        target = Target("Benchford", "Bench Scrutiny", date(2024, 9, 24), publish=True)
        start = time.perf_counter()
        _, tally = import_pages([Source.read(path) for path in paths], target)
        seconds = time.perf_counter() - start
        line(f"{tally.created:,} rows from 20 files", f"{tally.created / seconds:8,.0f} rows/s")
        start = time.perf_counter()
        import_pages([Source.read(path) for path in paths], target)
        line(
            "the same again, nothing changed", f"{tally.created / (time.perf_counter() - start):8,.0f} rows/s"
        )
    Meeting.objects.filter(committee__borough__slug="benchford").delete()


def bench_views() -> None:
    print("The same questions on the tables (default) and through the published views (public)")
    questions: dict[str, Callable[[str], object]] = {
        "newest 20 decisions with their meeting": lambda alias: list(
            Resolution.objects.using(alias).filter(parent=None, ordinal__isnull=False)
            .select_related("item__meeting__committee__borough").order_by("-item__meeting__date")[:20]
        ),
        "points with a rare word": lambda alias: list(MinutePoint.objects.using(alias).filter(search="w4711")[:20]),
        "points with a common word (count)": lambda alias: MinutePoint.objects.using(alias).filter(search="council").count(),
        "one item's points": lambda alias: list(MinutePoint.objects.using(alias).filter(item=item.pk)),
        "one meeting's items": lambda alias: list(AgendaItem.objects.using(alias).filter(meeting=item.meeting_id)),
    }  # fmt: skip
    item = AgendaItem.objects.order_by("pk")[100]
    for what, ask in questions.items():
        base = timed(f"{what}: default", lambda ask=ask: ask("default"))
        timed(f"{what}: public", lambda ask=ask: ask("public"), base)


def bench_pages() -> None:
    print("Pages, one after the other in one process (ratio to a view that says hello)")
    client = Client()
    item = AgendaItem.published.with_meeting().order_by("pk")[100]
    hello = timed("hello", lambda: client.get("/hello/"), runs=200)
    for address in (
        "/", "/meetings/", "/decisions/", "/decisions/?borough=bench-1", "/decisions/?q=library", "/search/?q=w4711",
        "/search/?q=library", item.meeting.get_absolute_url(), item.get_absolute_url(), "/topics/housing/", "/boroughs/bench-1/",
    ):  # fmt: skip
        answer = client.get(address)
        timed(
            f"{address} ({answer.status_code}, {len(answer.content) / 1000:.0f} kB)",
            lambda address=address: client.get(address),
            hello,
        )
    address = item.get_absolute_url()
    tag = client.get(address)["ETag"]
    timed(
        "the item again, unchanged (304)", lambda: client.get(address, headers={"if-none-match": tag}), hello
    )


def main() -> None:
    if settings.EMBEDDED_SERVER_DIR is None:
        raise SystemExit("The benchmark uses an embedded server of its own: unset DATABASE_URL.")
    with running_server(settings.EMBEDDED_SERVER_DIR):
        call_command("migrate", verbosity=0)
        fill(ITEMS)
        with connections["default"].cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0].split()[0]
        print(
            f"{AgendaItem.objects.count():,} items, {MinutePoint.objects.count():,} points; PostgreSQL {version}, {os.cpu_count()} cores"
        )
        with override_settings(ROOT_URLCONF="benchmarks.run", ALLOWED_HOSTS=["testserver"]):
            bench_text()
            bench_import()
            bench_views()
            bench_pages()
        connections.close_all()


if __name__ == "__main__":
    main()
