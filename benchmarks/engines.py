"""The same questions in two other engines, to know what the database's answer costs: SQLite's FTS5 and tantivy.

Both hold the same passages with the same stemmed words, in files beside the benchmark's database, and are asked in
this process: no socket and no planning stand in between, so the ratios flatter them.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import tantivy
from django.db import connections
from rich.progress import track

BATCH = 5_000


def _passages() -> Iterator[tuple[int, int, int, int, str]]:
    """Give each passage: key, borough, topic, day, and its words as the database stemmed them, in no order."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_passage")
        highest = cursor.fetchone()[0] or 0
        for start in track(range(0, highest + 1, BATCH), description="Indexing elsewhere"):
            cursor.execute(
                "SELECT p.id, p.borough_id, coalesce(p.topic_ids[1], 0), p.date - date '2000-01-01', coalesce(m.text, '')"
                " FROM search_passage p JOIN meetings_minutepoint m ON m.id = p.parts[1]"
                " WHERE p.id >= %s AND p.id < %s AND p.kind = 'minutes'",
                [start, start + BATCH],
            )
            yield from cursor.fetchall()


class Fts5:
    """SQLite's full text search, with Porter's stemmer."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        path = folder / "fts5.sqlite"
        fresh = not path.exists()
        self.db = sqlite3.connect(path)
        if fresh:
            self._fill()

    def _fill(self) -> None:
        self.db.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61');"
            "CREATE TABLE passage (id INTEGER PRIMARY KEY, borough INT, topic INT, day INT);"
        )
        for key, borough, topic, day, text in _passages():
            self.db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (key, text))
            self.db.execute("INSERT INTO passage VALUES (?, ?, ?, ?)", (key, borough, topic, day))
        self.db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.db.commit()

    def best(self, text: str, borough: int | None) -> list[int]:
        """Return the keys of the 20 best passages by BM25."""
        narrowed = "" if borough is None else "AND rowid IN (SELECT id FROM passage WHERE borough = ?)"
        asked = [_fts5(text), *([] if borough is None else [borough])]
        rows = self.db.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? {narrowed} ORDER BY rank LIMIT 20", asked
        )
        return [row[0] for row in rows]

    def count(self, text: str, borough: int | None) -> int:
        narrowed = "" if borough is None else "AND rowid IN (SELECT id FROM passage WHERE borough = ?)"
        asked = [_fts5(text), *([] if borough is None else [borough])]
        return int(
            self.db.execute(f"SELECT count(*) FROM words WHERE words MATCH ? {narrowed}", asked).fetchone()[0]
        )


def _fts5(text: str) -> str:
    if text.startswith('"'):
        return text
    return " AND ".join(f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in text.split())


class Tantivy:
    """The search library of the Rust world, with its English stemmer."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_integer_field("id", stored=True)
        builder.add_integer_field("borough", indexed=True)
        self.schema = builder.build()
        path = folder / "tantivy"
        fresh = not (path / "complete").exists()
        if fresh:
            rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        self.index = tantivy.Index(self.schema, path=str(path))
        if fresh:
            self._fill()
            (path / "complete").write_text(json.dumps(True))
        self.index.reload()
        self.searcher = self.index.searcher()

    def _fill(self) -> None:
        writer = self.index.writer(heap_size=200_000_000, num_threads=1)
        for key, borough, _, _, text in _passages():
            document = tantivy.Document()
            document.add_text("text", text)
            document.add_integer("id", key)
            document.add_integer("borough", borough)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _query(self, text: str, borough: int | None) -> tantivy.Query:
        if text.endswith("*"):
            words = tantivy.Query.regex_query(self.schema, "text", f"{text[:-1]}.*")
        else:
            words = self.index.parse_query(text, ["text"], conjunction_by_default=True)
        if borough is None:
            return words
        only = tantivy.Query.term_query(self.schema, "borough", borough)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), (tantivy.Occur.Must, only)])

    def best(self, text: str, borough: int | None) -> list[int]:
        """Return the places of the 20 best passages by BM25."""
        found = self.searcher.search(self._query(text, borough), 20)
        return [self.searcher.doc(place)["id"][0] for _, place in found.hits]

    def count(self, text: str, borough: int | None) -> int:
        return int(self.searcher.search(self._query(text, borough), 1, count=True).count)
