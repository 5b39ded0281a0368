"""Builds an empty portal from files that export_public wrote: `manage.py import_public DIRECTORY`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from minutes_portal.bulk.checking import ImportProblem
from minutes_portal.bulk.loading import load


class Command(BaseCommand):
    """Arguments, one call, one summary."""

    help = "Builds an empty portal from an export: checks every file and line first, then stores all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="the folder of one export, with its manifest.json")

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(console=Console(stderr=True), disable=options["verbosity"] == 0, transient=True) as bar:
            tasks: dict[str, Any] = {}

            def progress(what: str, more: int) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=None)
                bar.advance(tasks[what], more)

            try:
                counts = load(options["directory"], progress)
            except ImportProblem as problem:
                raise CommandError(str(problem)) from None
        if options["verbosity"]:
            told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
            self.stdout.write(
                f"Imported: {told or 'nothing, the export is empty'}. Papers are read by `manage.py read_documents`."
            )
