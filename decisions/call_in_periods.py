"""Keeps the stored last days of call-in periods true to what they are computed from.

A last day follows from the day of publication, from the rules in force on that day and from the days on which the
borough's offices are closed. Whoever changes one of these settles the periods again, in the same transaction.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from decisions.call_in import SUBJECT, last_day
from decisions.models import CallIn, ClosureDay, Constitution, DecisionRecord, Resolution

BATCH = 1000


class Rules:
    """The call-in rules of some boroughs: (borough, day) → the last day."""

    def __init__(self, boroughs: Collection[int]) -> None:
        self.in_force: dict[int, list[tuple[date, int]]] = defaultdict(list)
        self.closed: dict[int, set[date]] = defaultdict(set)
        rules = Constitution.objects.filter(borough__in=boroughs).order_by("in_force_from")
        for borough, since, days in rules.values_list("borough", "in_force_from", "call_in_days"):
            self.in_force[borough].append((since, days))
        for borough, day in ClosureDay.objects.filter(borough__in=boroughs).values_list("borough", "date"):
            self.closed[borough].add(day)

    def last_day(self, borough: int, published_on: date) -> date | None:
        """Return the last day for a decision published on a day; None where no rules were in force, or give no days."""
        rules = self.in_force[borough]
        place = bisect_right(rules, published_on, key=lambda rule: rule[0])
        days = rules[place - 1][1] if place else 0
        return last_day(published_on, days, self.closed[borough]) if days else None

    def of_record(self, record: DecisionRecord, borough: int) -> date | None:
        """Return the last day for a record; only what is subject to call-in and has a day of publication has one."""
        if record.call_in != SUBJECT or not record.published_on:
            return None
        return self.last_day(borough, record.published_on)


@transaction.atomic
def settle_call_in_periods(records: QuerySet[DecisionRecord]) -> int:
    """Compute the last days of these records again, store those that are different, and return how many were."""
    home = "resolution__item__meeting__committee__borough"
    rows = list(records.select_for_update(of=("self",)).only("call_in", "published_on", "call_in_until"))
    boroughs = dict(records.values_list("pk", home))
    rules = Rules(set(boroughs.values()))
    changed = []
    for record in rows:
        until = rules.of_record(record, boroughs[record.pk])
        if until != record.call_in_until:
            record.call_in_until = until
            changed.append(record)
    DecisionRecord.objects.bulk_update(changed, ["call_in_until"], batch_size=BATCH)
    return len(changed)


def settle_call_in_of_borough(borough: int) -> int:
    """Settle every period of a borough, after its rules or closure days changed; return how many are different."""
    return settle_call_in_periods(
        DecisionRecord.objects.filter(resolution__item__meeting__committee__borough=borough)
    )


@transaction.atomic
def settle_call_in_of_resolution(resolution: Resolution) -> None:
    """Settle the period of one decision. One that was called in is subject to call-in, if nobody said otherwise."""
    if CallIn.objects.filter(resolution=resolution).exists():
        record, _ = DecisionRecord.objects.get_or_create(resolution=resolution, defaults={"call_in": SUBJECT})
        if not record.call_in:
            record.call_in = DecisionRecord.CallInRule.SUBJECT
            record.save(update_fields=["call_in"])
    settle_call_in_periods(DecisionRecord.objects.filter(resolution=resolution))
