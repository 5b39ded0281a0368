"""Makes the search index anew beside the one in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from minutes_portal.search.keeping import RebuildError, rebuild


class Command(BaseCommand):
    help = "Make the search index anew from the record, beside the one in use, and put it in its place. The site goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("Deriving passages", total=None)
            try:
                rows = rebuild(lambda done, total: bar.update(task, completed=done, total=total))
            except RebuildError as error:
                raise CommandError(str(error)) from None
        self.stdout.write(f"The search index was made anew: {rows:,} passages.")
