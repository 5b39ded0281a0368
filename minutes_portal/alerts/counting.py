"""What officers may know of alerts: numbers. No address, no question and no reader is among them."""

from typing import NamedTuple

from minutes_portal.alerts.models import Every, Mail, Subscriber, Subscription


class Line(NamedTuple):
    """A number and what of."""

    words: str
    number: int


def subscriptions() -> list[Line]:
    """Return how many alerts there are, and how often they tell."""
    confirmed = Subscription.objects.confirmed()
    rhythms = confirmed.per_rhythm()
    return [
        Line("Addresses held", Subscriber.objects.count()),
        Line("of them refused by their mail servers, so at rest", Subscriber.objects.refusing().count()),
        Line("Alerts confirmed", confirmed.count()),
        *(Line(label, rhythms.get(value, 0)) for value, label in Every.choices),
        Line("Alerts not confirmed yet", Subscription.objects.unconfirmed().count()),
    ]


def mails() -> list[tuple[str, list[Line]]]:
    """Return for each outcome how many mails of each kind there are: those that wait, and those of the last seven days."""
    numbers = Mail.objects.per_outcome()
    return [
        (
            str(outcome.label),
            [Line(str(kind.label), numbers.get((kind.value, outcome.value), 0)) for kind in Mail.Kind],
        )
        for outcome in Mail.Outcome
    ]
