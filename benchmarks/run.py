"""`make bench`: how fast the parser, the importer, the views, the search and the pages are, in figures and ratios.

`--items` (default 10,000) agenda items with ten points each are made once in a database of their own (corpus.py).
Figures are medians of warm runs on this machine; the ratios beside them are what to compare between machines.
"""

import argparse
import os
import random
import subprocess
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
from django.test import Client
from django.test.utils import override_settings

from benchmarks.across import bench_across
from benchmarks.bulk import bench_bulk
from benchmarks.corpus import Words, fill
from benchmarks.figures import line, timed, write
from benchmarks.search import bench_search
from benchmarks.serving import bench_serving
from decisions.importers import Source, Target, import_pages
from decisions.models import Resolution
from meetings.minutes_text import parse_page, print_page
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.database.server import running_server

RUNS = 15
QUESTIONS = 100  # different ones in each class


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
        "points with a rare word": lambda alias: list(MinutePoint.objects.using(alias).filter(search="rare")[:20]),
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
    item, words = some_item(), Words(random.Random(20))
    borough, topic, word = words.of_borough[0][0], words.of_topic[0][0], words.everyday[700]
    hello = timed("hello", lambda: client.get("/hello/"), runs=200)
    for address in (
        "/", "/meetings/", "/decisions/", f"/decisions/?borough={borough}", "/decisions/?q=library", f"/search/?q={word}",
        "/search/?q=library", item.meeting.get_absolute_url(), item.get_absolute_url(), f"/topics/{topic}/", f"/boroughs/{borough}/",
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


PARTS = ("text", "import", "views", "pages", "search", "across", "relevance", "serving")
ASKED_FOR = ("bulk",)  # takes long: a million rows


def main() -> None:
    asked = arguments()
    if settings.EMBEDDED_SERVER_DIR is None:
        raise SystemExit("The benchmark uses an embedded server of its own: unset DATABASE_URL.")
    with running_server(settings.EMBEDDED_SERVER_DIR):
        call_command("migrate", verbosity=0)
        fill(asked.items)
        about = {
            "items": AgendaItem.objects.count(),
            "points": MinutePoint.objects.count(),
            "version": _version(),
        }
        print(
            f"{about['items']:,} items, {about['points']:,} points; PostgreSQL {about['version']}, {os.cpu_count()} cores"
        )
        with override_settings(ROOT_URLCONF="benchmarks.urls", ALLOWED_HOSTS=["testserver"], PAGES_KEPT=0):
            measure(asked.parts, asked.questions)
        connections.close_all()
        write(settings.VAR_DIR / "bench.json", about)


def arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("--items", type=int, default=int(os.environ.get("BENCH_ITEMS", "10000")))
    reader.add_argument("--questions", type=int, default=QUESTIONS, help="different ones in each class")
    reader.add_argument(
        "parts", nargs="*", metavar="PART", help=f"only these: {' '.join((*PARTS, *ASKED_FOR))}"
    )
    asked = reader.parse_args()
    if unknown := set(asked.parts) - {*PARTS, *ASKED_FOR}:
        reader.error(
            f"there is no part {', '.join(sorted(unknown))}; the parts are {' '.join((*PARTS, *ASKED_FOR))}"
        )
    asked.parts = asked.parts or PARTS
    return asked


def measure(parts: list[str], number: int) -> None:
    acts: dict[str, Callable[[], None]] = {
        "text": bench_text,
        "import": bench_import,
        "views": bench_views,
        "pages": bench_pages,
        "search": lambda: bench_search(number, beside=True),
        "across": lambda: bench_across(number),
        "relevance": bench_relevance,
        "bulk": bench_bulk,
        "serving": lambda: bench_serving(
            {"list of 20 meetings": "/meetings/", "an item": some_item().get_absolute_url()}
        ),
    }
    for part in parts:
        acts[part]()


def bench_relevance() -> None:
    """Run the judged questions in a program of their own: the sample has a database of its own."""
    own = os.environ | {"EMBEDDED_SERVER": f"{os.environ.get('EMBEDDED_SERVER', 'postgres')}-sample"}
    subprocess.run([sys.executable, "benchmarks/relevance.py"], env=own, check=True)


def _version() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0].split()[0])


def some_item() -> AgendaItem:
    """Return an item in the middle of the record that readers can see."""
    item: AgendaItem = AgendaItem.published.with_meeting().order_by("pk")[100]
    return item


if __name__ == "__main__":
    main()
