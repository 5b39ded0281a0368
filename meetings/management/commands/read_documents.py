"""`read_documents [--again]`: reads the papers that wait, for searching and for hidden matter. For cron."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from meetings.models import Document
from meetings.papers.keeping import read_document
from meetings.papers.running import Limits
from meetings.papers.wording import counted


class Command(BaseCommand):
    help = "Read the uploaded papers that wait: their words for searching, their hidden matter for officers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also those that could not be read")
        parser.add_argument("--seconds", type=float, default=120, help="for each paper, at most (120)")

    def handle(self, *args: Any, again: bool, seconds: float, **options: Any) -> None:
        limits = Limits(seconds=seconds, memory=settings.DOCUMENT_READER_BYTES)
        tally: Counter[str] = Counter()
        for document in Document.objects.to_read(again=again).iterator(chunk_size=100):
            outcome = read_document(document, limits)
            tally[outcome] += 1
            if outcome == Document.Reading.FAILED:
                document.refresh_from_db(fields=["reading_note"])
                self.stderr.write(f"Document {document.pk}: {document.reading_note}")
        said = ", ".join(f"{tally[each]} {each.label.lower()}" for each in Document.Reading if tally[each])
        self.stdout.write(
            f"{counted(tally.total(), 'paper')}: {said}." if tally else "No paper waits to be read."
        )
