"""Figures as they are printed and kept: a line each on the screen, and all of them as JSON at the end."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

FIGURES: list[dict[str, Any]] = []


def percentile(times: Sequence[float], part: float) -> float:
    """Return the time that `part` of all times do not exceed (0.5: the median), in the unit of the times."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def line(what: str, figure: str, **kept: Any) -> None:
    """Print a figure, and keep it."""
    print(f"  {what:<62} {figure}", flush=True)
    FIGURES.append({"what": what, "figure": figure.strip(), **kept})


def median_ms(act: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of `runs` warm runs, in milliseconds."""
    act()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return percentile(times, 0.5), percentile(times, 0.95)


def timed(what: str, act: Callable[[], object], base: float | None = None, runs: int = 15) -> float:
    """Time an act, print it with its ratio to `base` (milliseconds), and return its median in milliseconds."""
    median, p95 = median_ms(act, runs)
    ratio = f"   {median / base:6.1f} ×" if base else ""
    line(what, f"{median:8.2f} ms   p95 {p95:8.2f} ms{ratio}", median_ms=median, p95_ms=p95)
    return median


def write(path: Path, about: dict[str, Any]) -> None:
    """Keep all figures of this run as JSON."""
    path.write_text(json.dumps({**about, "figures": FIGURES}, indent=1) + "\n")
    print(f"All figures: {path}")
