"""How fast every class of question is answered, with and without filters, beside two other engines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import QueryDict
from django.test import Client

from benchmarks.engines import Fts5, Tantivy
from benchmarks.figures import line, percentile
from benchmarks.questions import CLASSES, FILTERS, Question, questions
from meetings.models import Borough, Topic
from minutes_portal.search import engine, facets
from minutes_portal.search.asked import Asked
from minutes_portal.search.results import shown
from minutes_portal.search.texts import texts_of
from minutes_portal.search.understanding import Understanding, understand

LIMIT_MS = 50.0
PAGES_OF_EACH = 25


class InTheDatabase:
    """Adds up the time spent waiting for the database, in milliseconds."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.spent += (time.perf_counter() - start) * 1000

    @contextmanager
    def watching(self) -> Iterator[None]:
        with connections["public"].execute_wrapper(self):
            yield

    def of(self, act: Callable[[], object]) -> float:
        """Return the milliseconds that an act waited for the database, the second time it is done."""
        act()
        self.spent = 0.0
        act()
        return self.spent


def bench_search(number: int, beside: bool) -> None:
    """Print for each class of question and each set of filters the median and 95th percentile of `number` questions.

    With `beside`, the same questions are put to the other engines too.
    """
    print(f"Search: {number} different questions a class, milliseconds in the database, median / p95")
    print(
        f"  {'':<62} {'best first':>15}{'newest first':>15}{'count, facets':>15}{'extracts':>15}{'page':>15}"
    )
    slugs = _slugs()
    asked = questions(number)
    slow = []
    for name in filter(asked.get, CLASSES):
        for filters in FILTERS:
            cells = _measure(asked[name], filters, slugs)
            texts = [
                f"{percentile(times, 0.5):6.1f}/{percentile(times, 0.95):6.1f}" for times in cells.values()
            ]
            slow += [
                f"{name}, {filters}: {what}"
                for what, times in cells.items()
                if what != "page" and percentile(times, 0.95) >= LIMIT_MS
            ]
            line(
                f"{name}, {filters}",
                "".join(f"{text:>15}" for text in texts),
                **{what: [percentile(times, 0.5), percentile(times, 0.95)] for what, times in cells.items()},
            )
    line("cells whose p95 is not below 50 ms", "; ".join(slow) or "none", slow=slow)
    if beside:
        _beside(asked)


def _slugs() -> dict[str, list[str]]:
    return {
        "borough": list(Borough.objects.order_by("pk").values_list("slug", flat=True)),
        "topic": list(Topic.objects.order_by("pk").values_list("slug", flat=True)),
    }


def _parameters(question: Question, filters: str, slugs: dict[str, list[str]]) -> QueryDict:
    asked = QueryDict(mutable=True)
    for name, value in question.parameters(filters).items():
        asked[name] = slugs[name][int(value)] if name in slugs else value
    return asked


def _measure(asked: list[Question], filters: str, slugs: dict[str, list[str]]) -> dict[str, list[float]]:
    database, client = InTheDatabase(), Client()
    cells: dict[str, list[float]] = {
        "best first": [], "newest first": [], "count, facets": [], "extracts": [], "page": [],
    }  # fmt: skip
    with database.watching():
        for n, question in enumerate(asked):
            parameters = _parameters(question, filters, slugs)
            understood = understand(parameters)
            best: Asked = understood.asked
            newest = replace(best, sort="newest")
            cells["best first"].append(database.of(partial(engine.find, best)))
            cells["newest first"].append(database.of(partial(engine.find, newest)))
            cells["count, facets"].append(database.of(partial(facets.facets, best)))
            cells["extracts"].append(_extracts(database, understood))
            if n < PAGES_OF_EACH:
                cells["page"].append(_page(client, parameters))
    return cells


def _extracts(database: InTheDatabase, understood: Understanding) -> float:
    found = [*engine.find(understood.asked).results]
    return database.of(lambda: shown(found, texts_of(found, []), understood.words.sought))


def _page(client: Client, parameters: QueryDict) -> float:
    address = f"/search/?{parameters.urlencode()}"
    client.get(address)
    start = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - start) * 1000


def _beside(asked: dict[str, list[Question]]) -> None:
    """Put the questions without filters to the other engines, and print how many times longer the portal takes."""
    print(
        "The same questions, best 20, in other engines in this process: median ms, and the portal’s time as a multiple"
    )
    folder = settings.VAR_DIR
    others = [Fts5(folder), Tantivy(folder)]
    database = InTheDatabase()
    for name in filter(asked.get, CLASSES):
        figures = []
        with database.watching():
            ours = [database.of(partial(engine.find, _asked(each))) for each in asked[name]]
        own = percentile(ours, 0.5)
        for other in others:
            times = []
            for each in asked[name]:
                start = time.perf_counter()
                other.best(each.text, None)
                times.append((time.perf_counter() - start) * 1000)
            median = percentile(times, 0.5)
            figures.append(f"{other.name} {median:8.2f} ms  {own / median:8.1f} ×")
        line(f"{name} (portal {own:.1f} ms)", "   ".join(figures))


def _asked(question: Question) -> Asked:
    return understand(_parameters(question, "", {})).asked
