"""Every question that is asked of subscriptions, news and mails."""

from datetime import date, datetime
from typing import Any, Self

from django.db import connections, models
from django.db.models import Count, Q

COUNT_ONE_MORE = """INSERT INTO alerts_counted AS counted (day, digest, number) VALUES (%s, %s, 1)
    ON CONFLICT (day, digest) DO UPDATE SET number = counted.number + 1 RETURNING number"""


class SubscriberQuerySet(models.QuerySet):
    """Addresses that alerts go to."""

    def at(self, address: str) -> Self:
        return self.filter(address__iexact=address)

    def with_key(self, key: Any) -> Self:
        return self.filter(key=key)

    def with_nothing_asked(self) -> Self:
        return self.filter(subscriptions__isnull=True)

    def refused_before(self, moment: datetime) -> Self:
        return self.filter(refused_at__lt=moment)

    def refusing(self) -> Self:
        return self.filter(refused_at__isnull=False)


class SubscriptionQuerySet(models.QuerySet):
    """Questions that were asked of the site."""

    def with_key(self, key: Any) -> Self:
        return self.filter(key=key).select_related("subscriber")

    def of_subscriber(self, key: Any) -> Self:
        return self.filter(subscriber__key=key).select_related("subscriber")

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=True)

    def unconfirmed_since(self, moment: datetime) -> Self:
        """Keep those asked before a moment and not confirmed to this day."""
        return self.unconfirmed().filter(asked_at__lt=moment)

    def in_order(self) -> Self:
        return self.order_by("confirmed_at", "pk")

    def due(self, now: datetime, latest: datetime) -> Self:
        """Keep those whose time has come; of those that tell at once, only where the journal has something later than they
        were told. Those with a mail that still waits are left for later, so that an outage piles no mails up.
        """
        waiting = self.model._base_manager.filter(mails__kind="alert", mails__outcome="waiting")
        reached = self.confirmed().filter(next_at__lte=now, subscriber__refused_at__isnull=True)
        worth_it = ~Q(every="at once") | Q(told_up_to__lte=latest)
        return reached.filter(worth_it).exclude(pk__in=waiting.values("pk")).order_by("pk")

    def behind(self, key: int) -> Self:
        return self.filter(pk__gt=key)

    def taken_by_nobody_else(self) -> Self:
        """Lock the rows; those that another run works on are not here."""
        return self.select_for_update(skip_locked=True, of=("self",))

    def per_rhythm(self) -> dict[str, int]:
        return dict(self.order_by().values_list("every").annotate(rows=Count("pk")))


class MailQuerySet(models.QuerySet):
    """Mails on their way, and those that have ended."""

    def waiting(self) -> Self:
        return self.filter(outcome="waiting")

    def due(self, now: datetime) -> Self:
        """Keep mails to be sent now; what somebody waits for in front of a screen first."""
        first = models.Case(models.When(kind="alert", then=1), default=0)
        return self.waiting().filter(not_before__lte=now).order_by(first, "not_before", "pk")

    def other_than(self, keys: Any) -> Self:
        return self.exclude(pk__in=keys)

    def taken_by_nobody_else(self) -> Self:
        """Lock the rows; those that another run is sending are not here."""
        return self.select_for_update(skip_locked=True, of=("self",))

    def ended_before(self, moment: datetime) -> Self:
        return self.filter(ended_at__lt=moment)

    def per_outcome(self) -> dict[tuple[str, str], int]:
        """Return the number of mails by kind and outcome."""
        rows = self.order_by().values_list("kind", "outcome").annotate(rows=Count("pk"))
        return {(kind, outcome): number for kind, outcome, number in rows}


class CountedQuerySet(models.QuerySet):
    """How often something was asked for."""

    def one_more(self, day: date, digest: str) -> int:
        """Count one more and return how many that makes today."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(COUNT_ONE_MORE, [day, digest])
            number: int = cursor.fetchone()[0]
        return number

    def of_days_before(self, day: date) -> Self:
        return self.filter(day__lt=day)
