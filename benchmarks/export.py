"""How fast and in how much memory the register of decisions is sent as a sheet.

A record with fewer rows than asked for is gone through from its beginning again as often as it takes.
"""

import resource
import time

from django.test import RequestFactory

from benchmarks.figures import line
from minutes_portal.reuse.pages import asked
from minutes_portal.reuse.sheets import sheet

LIMIT_MB = 200


def bench_export(rows: int = 1_000_000) -> None:
    """Print what sending at least so many rows took: seconds, rows a second, and the most memory the process had."""
    sent = size = rounds = 0
    start = time.perf_counter()
    while sent < rows:
        question = asked("decisions:resolution-list", "csv", RequestFactory().get("/decisions.csv"), {})
        if question is None or not (held := question.count()):
            line("rows of the register as a sheet", "none: the record is empty")
            return
        size += sum(len(piece.encode()) for piece in sheet(question, "https://portal.example"))
        sent, rounds = sent + held, rounds + 1
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line(
        "rows of the register as a sheet",
        f"{sent:,} in {seconds:.0f} s, {sent / seconds:,.0f} a second",
        rows=sent,
    )
    line("the record was gone through", f"{rounds:,} times", rounds=rounds)
    line("bytes sent", f"{size / 1e6:,.0f} MB")
    line(f"most memory of the process is below {LIMIT_MB} MB", f"{megabytes:.0f} MB", megabytes=megabytes)
