"""Sends the mails that wait, one transaction each: claimed with a lock, made, handed to the mail server, marked as sent.

A process that is killed loses its lock, and the mail waits again. Only between the server's “accepted” and the commit behind
it can one be sent twice; both then carry the same Message-ID. Two runs at the same time take different mails.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import DatabaseError, transaction
from django.utils import timezone

from minutes_portal.alerts.composing import News, composed
from minutes_portal.alerts.models import Mail, Subscriber

# Waiting times after each attempt that failed; after the last, more than three days on, a mail is given up.
WAITS = tuple(timedelta(minutes=each) for each in (2, 10, 30, 120, 360, 720, 1440, 1440, 1440))
PERMANENT = range(500, 600)


@dataclass
class Sent:
    """What became of the mails of one run. unreachable: why the mail server could not be spoken to, if so."""

    outcomes: Counter[str] = field(default_factory=Counter)
    put_off: int = 0
    replies: Counter[str] = field(default_factory=Counter)
    unreachable: str = ""


class Unreachable(Exception):
    """The mail server cannot be spoken to: no fault of any mail. The message is for the operator."""


def send_waiting() -> Sent:
    """Send the mails that are due, until none is left or the mail server cannot be reached."""
    sent, seen, news = Sent(), set[int](), News()
    connection = get_connection()
    try:
        while _send_next(connection, news, sent, seen):
            pass
    except Unreachable as error:
        sent.unreachable = str(error)
    finally:
        _close(connection)
    return sent


def _send_next(connection: Any, news: News, sent: Sent, seen: set[int]) -> bool:
    """Send the next mail that is due and that no other run has; return whether there was one."""
    with transaction.atomic():
        due = Mail.objects.due(timezone.now()).other_than(seen).select_related("subscriber", "subscription")
        mail: Mail | None = due.taken_by_nobody_else().first()
        if mail is None:
            return False
        seen.add(mail.pk)
        _deliver(mail, connection, news, sent)
    return True


def _deliver(mail: Mail, connection: Any, news: News, sent: Sent) -> None:
    """Make a mail of what is public now and hand it over; note what became of it. Raises Unreachable."""
    if mail.subscriber.refused_at:
        _end(mail, Mail.Outcome.REFUSED, sent)
        return
    try:
        message = composed(mail, news)
    except DatabaseError:  # of the public alias, which takes no more than three seconds for a question
        _put_off(mail, 0, sent)
        return
    if message is None:
        _end(mail, Mail.Outcome.NOTHING_LEFT, sent)
        if (
            mail.subscription
        ):  # what changed once more meanwhile is told with the next mail: that need not wait
            mail.subscription.next_at = timezone.now()
            mail.subscription.save(update_fields=["next_at"])
        return
    _open(connection)
    message.connection = connection
    _hand_over(message, mail, sent)


def _hand_over(message: EmailMultiAlternatives, mail: Mail, sent: Sent) -> None:
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        (_refused if code in PERMANENT else _put_off)(mail, code, sent)
    except SMTPResponseException as error:
        _close(message.connection)
        _put_off(mail, error.smtp_code, sent)
    except (SMTPException, OSError):  # broken off in the middle
        _close(message.connection)
        _put_off(mail, 0, sent)
    else:
        _end(mail, Mail.Outcome.SENT, sent)


def _open(connection: Any) -> None:
    """Connect, unless that is done. Raises Unreachable."""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise Unreachable(f"The mail server does not answer, or does not let us in: {error}") from None


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        connection.connection = None


def _end(mail: Mail, outcome: Mail.Outcome, sent: Sent) -> None:
    mail.outcome, mail.ended_at = outcome, timezone.now()
    mail.save(update_fields=["outcome", "ended_at", "reply", "attempts"])
    sent.outcomes[outcome] += 1


def _refused(mail: Mail, code: int, sent: Sent) -> None:
    """Let all alerts of an address rest that its mail server does not take. One that never confirmed is erased."""
    sent.replies[str(code)] += 1
    mail.reply = str(code)
    _end(mail, Mail.Outcome.REFUSED, sent)
    subscriber: Subscriber = mail.subscriber
    if subscriber.subscriptions.confirmed().exists():
        subscriber.refused_at, subscriber.reply = timezone.now(), str(code)
        subscriber.save(update_fields=["refused_at", "reply"])
    else:
        subscriber.delete()


def _put_off(mail: Mail, code: int, sent: Sent) -> None:
    """Try again later; after several days, no more. code: the server's reply, 0 where there was none."""
    sent.replies[str(code or "no reply")] += 1
    mail.reply, mail.attempts = str(code or ""), mail.attempts + 1
    if mail.attempts > len(WAITS):
        _end(mail, Mail.Outcome.GIVEN_UP, sent)
        return
    mail.not_before = timezone.now() + WAITS[mail.attempts - 1]
    mail.save(update_fields=["not_before", "reply", "attempts"])
    sent.put_off += 1
