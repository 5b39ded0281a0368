"""Writes everything that is published into files: `manage.py export_public [DIRECTORY]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from minutes_portal.api.resources import RESOURCES
from minutes_portal.bulk.export import export
from minutes_portal.bulk.files import MANIFEST
from minutes_portal.bulk.folders import AlreadyWriting, needed


class Command(BaseCommand):
    """Arguments, one call, one summary."""

    help = "Writes everything that is published as newline-delimited JSON and CSV, with a manifest, into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory", type=Path, nargs="?", default=settings.EXPORT_DIR,
            help="where; `latest` in it leads to the newest export. Without it: where the site’s downloads are",
        )  # fmt: skip
        parser.add_argument(
            "--if-needed", action="store_true",
            help="only where there is none, it is a day old, or something in it was taken back or changed",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        directory, quiet = options["directory"], options["verbosity"] == 0
        if options["if_needed"] and not needed(directory):
            if not quiet:
                self.stdout.write("Nothing to do: the last export still stands.")
            return
        with Progress(console=Console(stderr=True), disable=quiet, transient=True) as bar:
            tasks: dict[str, Any] = {}

            def progress(kind: str, more: int) -> None:
                if kind not in tasks:
                    tasks[kind] = bar.add_task(kind, total=None)
                bar.advance(tasks[kind], more)

            try:
                made = export(directory, settings.SITE_ADDRESS, progress)
            except AlreadyWriting as problem:
                raise CommandError(str(problem)) from None
        if not quiet:
            done = {task.description: int(task.completed) for task in bar.tasks}
            objects = ", ".join(
                f"{done[each.name]:,} {each.name}" for each in RESOURCES if done.get(each.name)
            )
            self.stdout.write(f"Written: {objects or 'nothing is published yet'}. See {made / MANIFEST}.")
