"""The links in mails: a random key and a signature that only this site can make. No link ever holds an address.

Who holds a link may do what it says and nothing else, so each purpose has a signature of its own.
"""

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from minutes_portal.alerts.models import Every, Subscriber, Subscription


class Confirmation(NamedTuple):
    """What is confirmed by a link: which subscription, and how often it is to tell."""

    key: UUID
    every: str


def confirm_path(subscription: Subscription, every: str) -> str:
    """Return the address at which a subscription is confirmed."""
    words = f"{subscription.key.hex}.{Every(every).name.lower()}"
    return reverse("alerts:confirm", args=[_signer("confirm").sign(words)])


def stop_path(subscription: Subscription) -> str:
    """Return the address at which one subscription is stopped (RFC 8058 sends a POST there)."""
    return reverse("alerts:stop", args=[_signer("stop").sign(subscription.key.hex)])


def manage_path(subscriber: Subscriber) -> str:
    """Return the address at which all subscriptions of an address are managed."""
    return reverse("alerts:manage", args=[_signer("manage").sign(subscriber.key.hex)])


def confirmation_of(token: str) -> Confirmation:
    """Return what a link confirms. Raises BadSignature if this site did not make it."""
    key, _, every = _signer("confirm").unsign(token).partition(".")
    return Confirmation(_uuid(key), Every[every.upper()].value)


def stopped_by(token: str) -> UUID:
    """Return the key of the subscription that a link stops. Raises BadSignature if this site did not make it."""
    return _uuid(_signer("stop").unsign(token))


def managed_by(token: str) -> UUID:
    """Return the key of the subscriber that a link manages. Raises BadSignature if this site did not make it."""
    return _uuid(_signer("manage").unsign(token))


def absolute(path: str) -> str:
    """Return the whole address of a page of this site, for a mail."""
    return f"{settings.SITE_ADDRESS}{path}"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"alerts.{purpose}", sep=".")


def _uuid(text: str) -> UUID:
    try:
        return UUID(hex=text)
    except ValueError:
        raise BadSignature from None
