"""What the journal of changes says of a stretch of time: which records readers see newly or otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from decisions.models import DecisionRecord, Registered
from meetings.models import Document
from minutes_portal.changes.models import Change

FIRST = Change.Came.NEW.label


@dataclass(frozen=True)
class Told:
    """The keys of records by kind, each with what happened to it: published, changed …"""

    records: dict[str, dict[int, str]] = field(default_factory=dict)

    @classmethod
    def between(cls, since: datetime, up_to: datetime) -> "Told":
        """Return what readers see now and did not at `since`, as far as it came before `up_to` (one query). What is
        gone by now is not in it; what came later is not either: that is for the next time.
        """
        return cls.of(Change.published.since(since).standing().filter(changed_at__lt=up_to), since)

    @classmethod
    def of(cls, changes: Iterable[Change], since: datetime) -> "Told":
        records: dict[str, dict[int, str]] = {}
        for change in changes:
            what = FIRST if change.first_published_at >= since else change.get_came_display()
            records.setdefault(change.kind, {})[change.record_id] = what
        return cls(records)

    def of_kind(self, kind: str) -> dict[int, str]:
        return self.records.get(kind, {})

    @cached_property
    def results(self) -> dict[int, str]:
        """What the search index calls results: items, those of changed decisions and papers included, and, with a
        minus, papers of whole meetings (at most two queries, once).
        """
        results = dict(self.of_kind("item"))
        decided, papers = self.of_kind("resolution"), self.of_kind("document")
        if decided:
            for key, item in Registered.published.with_keys(decided).values_list("pk", "item_id"):
                results.setdefault(item, decided[key])
        if papers:
            for paper in Document.published.in_bulk(list(papers)).values():
                results.setdefault(paper.item_id or -paper.pk, papers[paper.pk])
        return results

    @cached_property
    def notices(self) -> dict[int, str]:
        """Notices of the forward plan: those that are new themselves, and those whose decision was first published (at
        most one query, once).
        """
        notices = dict(self.of_kind("notice"))
        decided = [key for key, what in self.of_kind("resolution").items() if what == FIRST]
        if decided:
            for notice in DecisionRecord.published.notices_of(decided):
                notices[notice] = "Decided"
        return notices

    def items(self) -> dict[int, str]:
        """Return the items alone."""
        return {key: what for key, what in self.results.items() if key > 0}
