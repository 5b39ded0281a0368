"""Plain functions that make readers with alerts, and send what is due."""

from datetime import timedelta
from io import StringIO
from itertools import count
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from minutes_portal.alerts.models import Subscriber, Subscription

_numbers = count(1)


def make_reader(**given: Any) -> Subscriber:
    return Subscriber.objects.create(**{"address": f"reader{next(_numbers)}@post.example"} | given)


def make_alert(question: str, **given: Any) -> Subscription:
    """Make a confirmed alert that has been told of everything up to an hour ago."""
    then = timezone.now() - timedelta(hours=1)
    given = {
        "every": "at once",
        "confirmed_at": then,
        "told_up_to": then,
        "next_at": then,
        "asked_at": then,
    } | given
    given["subscriber"] = given.get("subscriber") or make_reader()
    return Subscription.objects.create(question=question, **given)


def send_alerts() -> str:
    """Run the command of cron; return what it says."""
    said = StringIO()
    call_command("send_alerts", stdout=said, stderr=said)
    return said.getvalue()
