"""`import_minutes FILE… --borough NAME --committee NAME --date YYYY-MM-DD`: pages into the record."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from decisions.importers import ImportProblem, Source, Target, import_pages
from meetings.models import Meeting


class Command(BaseCommand):
    help = "Put the minutes in text, Word (.docx) or saved web pages into the record. Repeating a call changes nothing; a bad file leaves nothing behind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="text of an agenda item, a page or a whole meeting",
        )
        parser.add_argument("--borough", required=True, help="its name; made if it is new")
        parser.add_argument("--committee", required=True, help="its name; made if it is new")
        parser.add_argument(
            "--date", required=True, type=_day, metavar="YYYY-MM-DD", help="the day of the meeting"
        )
        parser.add_argument("--item", default="", help="the agenda number, where the text does not say")
        parser.add_argument("--title", default="", help="the title, where the text does not say")
        parser.add_argument(
            "--topic", action="extend", nargs="+", default=[], help="one or more of the topics"
        )
        parser.add_argument("--publish", action="store_true", help="show it to the public at once")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, files: list[Path], dry_run: bool, **options: Any) -> None:
        target = Target(
            borough=options["borough"].strip(),
            committee=options["committee"].strip(),
            date=options["date"],
            item=options["item"].strip(),
            title=options["title"].strip(),
            topics=tuple(options["topic"]),
            publish=options["publish"],
        )
        sources = self._read(files)
        with Progress(console=Console(stderr=True), transient=True, disable=len(files) < 2) as progress:
            bar = progress.add_task("Importing", total=len(sources))
            try:
                meeting, tally = import_pages(
                    sources, target, dry_run, each=lambda source: progress.advance(bar)
                )
            except ImportProblem as problem:
                raise CommandError(f"{problem}\nNothing was changed.") from None
        for source in sources:
            self._warn(source)
        self.stdout.write(f"{meeting}: {tally}.")
        self.stdout.write("This was a dry run: nothing was changed." if dry_run else _where(meeting))

    def _read(self, files: list[Path]) -> list[Source]:
        """Read all files and report every bad one at once."""
        sources, problems = [], []
        for path in files:
            try:
                sources.append(Source.read(path))
            except ImportProblem as problem:
                problems.append(str(problem))
        if problems:
            raise CommandError("\n".join([*problems, "Nothing was changed."]))
        return sources

    def _warn(self, source: Source) -> None:
        for notice in source.notices:
            self.stderr.write(f"{source.name}: {notice}")
        for repair in source.page.repairs:
            self.stderr.write(
                f"{source.name}, line {repair.line}: damaged characters repaired: {repair.after.strip()[:100]}"
            )
        for line in source.page.unplaced:
            self.stderr.write(f"{source.name}: not placed in the record: {line.strip()[:150]}")


def _where(meeting: Meeting) -> str:
    """Return where the meeting stands, and whether readers have its minutes."""
    draft = "a draft, not public: publish it in the admin or with --publish"
    return f"Address: {meeting.get_absolute_url()} ({'public' if meeting.minutes_published_at else draft})"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CommandError(
            f"--date {value}: that is no day. Write year-month-day, like 2024-09-24."
        ) from None
