"""`parse_minutes FILE… [--json]`: what the parser makes of a file, without a database; `--score DIRECTORY`: how well."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.minutes_text import Page, SourceText, UnreadableText, page_to_json, read_source
from meetings.minutes_text.gold_texts import UnusableGoldText, read_gold_texts
from meetings.minutes_text.scoring import judge, report


class Command(BaseCommand):
    help = "Show how minutes in text, Word (.docx) or saved web pages are understood. Nothing is stored."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a file, each on its own line"
        )
        parser.add_argument(
            "--score",
            type=Path,
            metavar="DIRECTORY",
            help="judge the parser against the pairs NAME.txt and NAME.json of this directory",
        )

    def handle(self, *args: Any, files: list[Path], score: Path | None, **options: Any) -> None:
        if (score is None) == (not files):
            raise CommandError("Name the files to parse, or a directory to judge with --score, not both.")
        if score is not None:
            self._score(score)
        else:
            self._parse(files, options["json"])

    def _score(self, directory: Path) -> None:
        try:
            judgements = [judge(gold) for gold in read_gold_texts(directory)]
        except (OSError, UnreadableText, UnusableGoldText) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(report(judgements)))

    def _parse(self, files: list[Path], as_json: bool) -> None:
        problems = []
        for path in files:
            try:
                source = read_source(path.read_bytes(), path.name)
                page = source.page()
            except OSError as error:
                problems.append(f"{path}: cannot be read ({error.strerror}).")
            except UnreadableText as error:
                problems.append(f"{path}, line {error.line}: {error.reason}")
            else:
                self.stdout.write(_json(source, page) if as_json else _summary(path, source, page))
        if problems:
            raise CommandError("\n".join(problems))


def _json(source: SourceText, page: Page) -> str:
    """Return the page as one line of JSON, with the notices about its file."""
    return json.dumps({**page_to_json(page), "notices": source.notices_as_json()})


def _summary(path: Path, source: SourceText, page: Page) -> str:
    """Return what was found, in a few lines for a person."""
    lines = [str(path)]
    for item in page.items:
        heading = " ".join(filter(None, (item.number or item.minute_number, item.title or "(no title)")))
        lines.append(f"  {heading}")
        lines.append(
            f"    {len(item.points)} points, {len(item.resolutions)} resolutions, {len(item.documents)} documents"
        )
        for resolution in item.resolutions:
            outcomes = ", ".join(resolution.outcomes) or "no outcome recognised"
            lines.append(
                f"    {resolution.cue or 'Decision'} {resolution.text[:60]} … [{outcomes}], {len(resolution.limbs)} limbs"
            )
    lines += [f"  not placed: {line.strip()[:100]}" for line in page.unplaced]
    lines += [f"  repaired in line {repair.line}: {repair.after.strip()[:100]}" for repair in page.repairs]
    lines += [f"  {notice}" for notice in source.notices]
    return "\n".join(lines)
