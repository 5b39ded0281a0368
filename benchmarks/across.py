"""How fast an item is compared with all others (“Others decided on this”), and what an item’s terms cost to derive."""

import random
import time

from django.db import connection

from benchmarks.figures import line, percentile
from benchmarks.search import InTheDatabase
from meetings.models import AgendaItem
from minutes_portal.search.models import ItemTerms

LIMIT_MS = 50.0
DERIVED = 500  # items


def bench_across(number: int) -> None:
    """Print the time of `number` comparisons of different items, the second time each is asked, planning included."""
    items = list(ItemTerms.published.order_by("item_id").values_list("item_id", flat=True))
    print(f"Others decided on this: {number} of {len(items):,} items, milliseconds in the database")
    asked = random.Random(16).sample(items, min(number, len(items)))
    database, found = InTheDatabase(), 0
    times = []
    with database.watching():
        for key in asked:
            row = AgendaItem.published.with_others().values_list("others", flat=True)
            times.append(database.of(lambda row=row, key=key: row.get(pk=key)))  # type: ignore[misc]
            found += bool(row.get(pk=key))
    median, p95 = percentile(times, 0.5), percentile(times, 0.95)
    line("compare an item", f"{median:8.2f} ms   p95 {p95:8.2f} ms", median_ms=median, p95_ms=p95)
    line("p95 is below 50 ms", "yes" if p95 < LIMIT_MS else "no")
    line("of the items asked have others", f"{found:8,} of {len(asked):,}")
    _bench_deriving(items[:DERIVED])


def _bench_deriving(items: list[int]) -> None:
    with connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute("SELECT count(*) FROM search_terms(%s)", [items])
        line(
            "derive the terms of an item",
            f"{(time.perf_counter() - start) * 1000 / max(1, len(items)):8.2f} ms",
        )
