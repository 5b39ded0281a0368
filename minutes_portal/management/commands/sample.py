"""Fills the database with the invented sample: `manage.py sample [--today YYYY-MM-DD]`."""

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from minutes_portal.database.statistics import refresh_statistics
from minutes_portal.sample import SAMPLE_OFFICER, SAMPLE_PASSWORD, build_sample, create_sample_officer
from minutes_portal.sample.build import SampleClash


class Command(BaseCommand):
    """Arguments, one call, one summary."""

    help = "Fills the database with invented boroughs and four years of minutes, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day the sample's dates hang off, YYYY-MM-DD"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = build_sample(options["today"] or timezone.localdate())
        except SampleClash as clash:
            raise CommandError(str(clash)) from clash
        if tally.built:
            refresh_statistics()
        created = create_sample_officer()
        if options["verbosity"] == 0:
            return
        counts = ", ".join(f"{count:,} {noun}" for noun, count in asdict(tally).items() if noun != "built")
        self.stdout.write(
            f"{'Sample written' if tally.built else 'The sample is already here; nothing changed'}: {counts}."
        )
        if created:
            self.stdout.write(f"Officer's login: {SAMPLE_OFFICER} / {SAMPLE_PASSWORD}")
