"""`send_alerts`: queues what there is to tell, sends what is due, erases what is over. For cron, every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from minutes_portal.alerts.erasing import erase_what_is_over
from minutes_portal.alerts.models import Mail
from minutes_portal.alerts.queueing import queue_alerts
from minutes_portal.alerts.sending import Sent, send_waiting


class Command(BaseCommand):
    help = "Send the alerts that are due, and the mails in which readers confirm them. Safe to run twice at once."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_what_is_over()
        queued = queue_alerts()
        sent = send_waiting()
        lines = [*_of_queue(queued), *_of_mails(sent), *_of_addresses(erased)]
        for line in lines:
            self.stdout.write(line)
        if not lines and not sent.unreachable:
            self.stdout.write("Nothing was due.")
        if sent.unreachable:
            waiting = Mail.objects.waiting().count()
            self.stderr.write(
                f"{sent.unreachable}. {_mails(waiting)} still to be sent: the next run tries again."
            )


def _mails(number: int) -> str:
    return f"{number} mail" if number == 1 else f"{number} mails"


def _of_queue(queued: int) -> list[str]:
    return [f"{_mails(queued)} queued: there is something new to tell."] if queued else []


def _of_mails(sent: Sent) -> list[str]:
    lines = [
        f"{_mails(number)} {Mail.Outcome(outcome).label}."
        for outcome, number in sorted(sent.outcomes.items())
    ]
    if sent.put_off:
        lines.append(f"{_mails(sent.put_off)} not taken for now: tried again later.")
    if sent.replies:
        codes = ", ".join(f"{code} ({number})" for code, number in sorted(sent.replies.items()))
        lines.append(f"Reply codes of mail servers that took nothing: {codes}.")
    return lines


def _of_addresses(erased: int) -> list[str]:
    return (
        [f"{erased} address{'' if erased == 1 else 'es'} erased: not confirmed in time, or refused for long."]
        if erased
        else []
    )
