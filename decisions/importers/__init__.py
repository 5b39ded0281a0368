"""Puts parsed minutes into the record: all of a call’s files, or nothing."""

from decisions.importers.minutes import Target, import_pages
from decisions.importers.source import ImportProblem, Source
from decisions.importers.tally import Tally

__all__ = ["ImportProblem", "Source", "Tally", "Target", "import_pages"]
