"""Writes everything that is published into files: `manage.py export_public DIRECTORY`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from minutes_portal.bulk.export import export
from minutes_portal.bulk.files import MANIFEST


class Command(BaseCommand):
    """Arguments, one call, one summary."""

    help = "Writes everything that is published as newline-delimited JSON and CSV, with a manifest, into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="where; `latest` in it leads to the newest export")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with Progress(console=Console(stderr=True), disable=quiet, transient=True) as bar:
            tasks: dict[str, Any] = {}

            def progress(kind: str, more: int) -> None:
                if kind not in tasks:
                    tasks[kind] = bar.add_task(kind, total=None)
                bar.advance(tasks[kind], more)

            made = export(options["directory"], settings.SITE_ADDRESS, progress)
            counts = ", ".join(f"{int(task.completed):,} {task.description}" for task in bar.tasks)
        if not quiet:
            self.stdout.write(f"Written: {counts or 'nothing is published yet'}. See {made / MANIFEST}.")
