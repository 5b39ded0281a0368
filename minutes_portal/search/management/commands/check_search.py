"""Proves that the search index says what the record says."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from rich.console import Console
from rich.progress import Progress

from minutes_portal.search.keeping import differences


class Command(BaseCommand):
    help = "Compare the search index with the record, row by row. Ends with code 1 and names the rows where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=50, help="How many differences to name (50).")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), Progress(console=Console(stderr=True)) as bar:
            if not connection.in_atomic_block or len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            task = bar.add_task("Comparing", total=None)
            found = list(
                islice(
                    differences(lambda done, total: bar.update(task, completed=done, total=total)),
                    options["most"],
                )
            )
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                "The search index differs from the record (the rows above). Run `manage.py rebuild_search`, "
                "and tell the developers: this should not happen."
            )
        self.stdout.write("The search index says what the record says.")
