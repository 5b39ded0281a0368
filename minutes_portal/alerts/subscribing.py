"""What readers do with their alerts, each act a function: ask, confirm, change, stop. Views decide nothing.

An address is written here and nowhere else; whether it was known already makes no difference that anybody can see.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from minutes_portal.alerts.limits import address_may_be_written_to
from minutes_portal.alerts.links import Confirmation
from minutes_portal.alerts.models import Every, Mail, Subscriber, Subscription
from minutes_portal.alerts.rhythm import next_time

MOST_OF_ONE = 30  # subscriptions of one address


@transaction.atomic
def ask(address: str, question: str, every: str) -> None:
    """Note that somebody wants to be told of a question, and queue the mail in which they confirm that it was they.

    Asking again for the same question asks for confirmation again: that is how its rhythm is changed as well. Nothing
    happens where the address was written to too often today, or has as many subscriptions as one may have.
    """
    if not address_may_be_written_to(address):
        return
    subscriber = _subscriber_at(address)
    asked = subscriber.subscriptions.filter(question=question).first()
    if asked is None:
        if subscriber.subscriptions.count() >= MOST_OF_ONE:
            return
        asked = subscriber.subscriptions.create(question=question, every=every)
    Mail.objects.create(kind=Mail.Kind.CONFIRM, subscriber=subscriber, subscription=asked, every=every)


def _subscriber_at(address: str) -> Subscriber:
    """Return who has this address, added if nobody has; a refusal of earlier days is forgotten, as somebody asks anew."""
    subscriber, is_new = Subscriber.objects.get_or_create(
        address__iexact=address, defaults={"address": address}
    )
    if not is_new and subscriber.refused_at:
        subscriber.refused_at, subscriber.reply = None, ""
        subscriber.save(update_fields=["refused_at", "reply"])
    return subscriber


@transaction.atomic
def ask_for_link(address: str) -> None:
    """Queue a mail with the link to manage the alerts of an address, if there are any and it is not the sixth today."""
    allowed = address_may_be_written_to(address)
    subscriber = Subscriber.objects.at(address).first()
    if allowed and subscriber and subscriber.subscriptions.confirmed().exists():
        Mail.objects.create(kind=Mail.Kind.LINK, subscriber=subscriber)


@transaction.atomic
def confirm(asked: Confirmation) -> Subscription | None:
    """Let a subscription begin, in the rhythm that was confirmed; return it, or None if it is no longer held.

    It begins with what is published from now on. Confirming once more changes nothing but the rhythm.
    """
    row: Subscription | None = Subscription.objects.with_key(asked.key).first()
    if row is None:
        return None
    if row.confirmed_at is None:
        row.confirmed_at = row.told_up_to = timezone.now()
    _keep_rhythm(row, asked.every)
    return row


def change(subscriber: Subscriber, key: UUID, every: str) -> Subscription | None:
    """Change how often one of somebody's subscriptions tells; return it, or None if they have no such one."""
    row: Subscription | None = subscriber.subscriptions.filter(key=key, confirmed_at__isnull=False).first()
    if row is not None:
        _keep_rhythm(row, every)
    return row


def resume(subscriber: Subscriber) -> None:
    """Send to an address again that was refused."""
    subscriber.refused_at, subscriber.reply = None, ""
    subscriber.save(update_fields=["refused_at", "reply"])


@transaction.atomic
def stop(key: UUID) -> None:
    """Erase a subscription with its mails, and with the last one the address. What is gone already stays gone."""
    row = Subscription.objects.with_key(key).first()
    if row is not None:
        row.delete()
        Subscriber.objects.filter(pk=row.subscriber_id).with_nothing_asked().delete()


def stop_one(subscriber: Subscriber, key: UUID) -> None:
    """Erase one of somebody's subscriptions, if it is theirs."""
    if subscriber.subscriptions.filter(key=key).exists():
        stop(key)


def stop_all(subscriber: Subscriber) -> None:
    """Erase an address with everything that was asked for it."""
    subscriber.delete()


def _keep_rhythm(row: Subscription, every: str) -> None:
    now = timezone.now()
    row.every = Every(every).value
    row.next_at = now if every == Every.AT_ONCE else next_time(every, now)
    row.save(update_fields=["every", "next_at", "confirmed_at", "told_up_to"])


def found(model: Any, key: UUID) -> Any:
    """Return the row with a key that stands in a link, or None."""
    return model.objects.with_key(key).first()
