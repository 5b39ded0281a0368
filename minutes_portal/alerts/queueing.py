"""Looks for each subscription whose time has come what there is to tell, and queues a mail where there is something.

The mail is queued and the subscription moved on in one transaction, so that whatever kills the process, each stretch of time
is told once. Two runs at the same time take different subscriptions.
"""

from datetime import UTC, datetime, timedelta
from functools import cached_property

from django.db import DatabaseError, transaction
from django.utils import timezone

from minutes_portal.alerts.models import Every, Mail, Subscription
from minutes_portal.alerts.rhythm import next_time
from minutes_portal.alerts.told import Told
from minutes_portal.alerts.watches import watch_at
from minutes_portal.changes.completeness import complete_until
from minutes_portal.changes.models import Change

AT_A_TIME = 100  # subscriptions of one transaction
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TOO_SLOW = timedelta(hours=1)  # until a question is asked again that took too long; it loses nothing by that


class Round:
    """One look at the journal: up to which moment it is complete, and what it says of stretches that end there."""

    def __init__(self) -> None:
        self.up_to: datetime = complete_until()
        self._told: dict[datetime, Told] = {}
        self._news: dict[tuple[str, datetime], bool] = {}

    @cached_property
    def latest(self) -> datetime:
        """The moment of the latest change."""
        change = Change.published.latest_first().first()
        return change.changed_at if change else LONG_AGO

    def has_news(self, question: str, since: datetime) -> bool:
        """Whether a question finds anything new since a moment: looked for once for all that ask the same. (What a mail
        says is found anew when it is sent.)
        """
        asked = (question, since)
        if asked not in self._news:
            told = self._told_since(since)
            watch = watch_at(question) if told.records else None
            self._news[asked] = watch is not None and bool(watch.find(told))
        return self._news[asked]

    def _told_since(self, moment: datetime) -> Told:
        """Return what is new since a moment; most subscriptions have been told up to the same one."""
        if moment not in self._told:
            self._told[moment] = Told.between(moment, self.up_to)
        return self._told[moment]


def queue_alerts() -> int:
    """Queue a mail for each subscription with something to tell; return how many."""
    this, queued, last = Round(), 0, 0
    while True:
        with transaction.atomic():
            due = Subscription.objects.due(timezone.now(), this.latest).behind(last)
            rows = list(due.taken_by_nobody_else()[:AT_A_TIME])
            queued += sum(_queue(row, this) for row in rows)
        if len(rows) < AT_A_TIME:
            return queued
        last = rows[-1].pk


def _queue(row: Subscription, this: Round) -> bool:
    """Move a subscription on to this round; return whether that gave a mail."""
    since, now = row.told_up_to, timezone.now()
    if since >= this.up_to:
        return False
    try:
        has_news = this.has_news(row.question, since)
    except DatabaseError:  # of the public alias, which takes no more than three seconds for a question
        row.next_at = now + TOO_SLOW
        row.save(update_fields=["next_at"])
        return False
    if has_news:
        Mail.objects.create(
            kind=Mail.Kind.ALERT,
            subscriber_id=row.subscriber_id,
            subscription=row,
            since=since,
            up_to=this.up_to,
        )
    row.told_up_to = this.up_to
    if has_news or row.every != Every.AT_ONCE:
        row.next_at = next_time(row.every, now)
    row.save(update_fields=["told_up_to", "next_at"])
    return has_news
