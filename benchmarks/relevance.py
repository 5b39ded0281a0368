"""How well the first results fit: questions with known answers, put to the sample's record.

Printed are nDCG@10 (1: the best ten items stand first) and recall@20 (the part of what could stand among the first 20
that does). Run as a program, as it uses a database of its own: `make bench BENCH=relevance` does.
"""

import os
import re
import sys
from collections.abc import Collection, Iterator
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_portal.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import QueryDict

from benchmarks.figures import line
from meetings.models import AgendaItem
from minutes_portal.database.server import running_server
from minutes_portal.sample.matters import Matter, all_matters
from minutes_portal.search import engine
from minutes_portal.search.nearby import hits_of, nearby
from minutes_portal.search.understanding import understand

JUDGED = Path(__file__).with_name("judged.txt")


def judged() -> Iterator[tuple[str, list[str]]]:
    """Give each question with the keys of the matters that answer it."""
    for text in JUDGED.read_text().splitlines():
        if text and not text.startswith("#"):
            question, _, keys = text.rpartition(" = ")
            yield question, keys.split(", ")


def items_of(matter: Matter) -> set[int]:
    """Return the keys of the published items about a matter, by their titles."""
    patterns = [
        "".join(
            ".+?" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", title)
        )
        for title in matter.titles
    ]
    wanted = re.compile("|".join(patterns))
    titles = AgendaItem.published.filter(exempt=False).values_list("pk", "title")
    return {key for key, title in titles if wanted.fullmatch(title)}


def found(question: str) -> list[int]:
    """Return the items on the first page of results, as a reader gets them."""
    asked = QueryDict(mutable=True)
    asked["q"] = question
    understood = understand(asked).asked
    hits = engine.find(understood).results or hits_of(understood, nearby(understood))
    return list(dict.fromkeys(hit.item for hit in hits if hit.item is not None))[:20]


def ndcg(ranked: list[int], relevant: Collection[int], depth: int = 10) -> float:
    """Return the discounted gain of the first `depth` results as a part of the best that could be."""
    gain = sum(1 / log2(place + 2) for place, item in enumerate(ranked[:depth]) if item in relevant)
    best = sum(1 / log2(place + 2) for place in range(min(depth, len(relevant))))
    return gain / best if best else 0.0


def recall(ranked: list[int], relevant: Collection[int], depth: int = 20) -> float:
    """Return which part of the relevant items that fit among the first `depth` results stands there."""
    return len(set(ranked[:depth]) & set(relevant)) / min(depth, len(relevant)) if relevant else 0.0


def bench_relevance() -> None:
    """Print both figures over all questions, and the questions that do worst."""
    print("Relevance: judged questions over the sample’s record")
    by_key = {matter.key: items_of(matter) for matter in all_matters().values()}
    scores = []
    for question, keys in judged():
        relevant = set().union(*(by_key[key] for key in keys))
        ranked = found(question)
        scores.append((ndcg(ranked, relevant), recall(ranked, relevant), question))
    line(f"nDCG@10 over {len(scores)} questions", f"{sum(each[0] for each in scores) / len(scores):8.3f}")
    line(f"recall@20 over {len(scores)} questions", f"{sum(each[1] for each in scores) / len(scores):8.3f}")
    for score, part, question in sorted(scores)[:8]:
        line(f"  worst: {question}"[:62], f"{score:8.3f}   recall {part:.3f}")


if __name__ == "__main__":
    if settings.EMBEDDED_SERVER_DIR is None:
        raise SystemExit("The benchmark uses an embedded server of its own: unset DATABASE_URL.")
    with running_server(settings.EMBEDDED_SERVER_DIR):
        call_command("migrate", verbosity=0)
        call_command("sample", verbosity=0)
        bench_relevance()
        connections.close_all()
