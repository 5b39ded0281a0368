"""Erases what is no longer needed: part of each run of `send_alerts`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from minutes_portal.alerts.models import Counted, Mail, Subscriber, Subscription

UNCONFIRMED = timedelta(days=30)
REFUSED = timedelta(days=30)
ENDED_MAIL = timedelta(days=7)


@transaction.atomic
def erase_what_is_over() -> int:
    """Erase subscriptions not confirmed in time, addresses refused for long, addresses with nothing asked for, traces of
    mails, and yesterday's counts. Return how many addresses were erased.
    """
    now = timezone.now()
    Subscription.objects.unconfirmed_since(now - UNCONFIRMED).delete()
    Mail.objects.ended_before(now - ENDED_MAIL).delete()
    Counted.objects.of_days_before(timezone.localdate()).delete()
    before = Subscriber.objects.count()
    Subscriber.objects.refused_before(now - REFUSED).delete()
    Subscriber.objects.with_nothing_asked().delete()
    return before - Subscriber.objects.count()
