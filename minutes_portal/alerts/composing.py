"""Makes the mails: at the moment at which they are sent, of what readers can see at that moment, through the alias `public`."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from minutes_portal.alerts import links
from minutes_portal.alerts.entries import Entry
from minutes_portal.alerts.models import Every, Mail
from minutes_portal.alerts.told import Told
from minutes_portal.alerts.watches import Watch, watch_at
from minutes_portal.database.version import Version, current_version
from minutes_portal.kept_pages import end_of
from minutes_portal.templatetags.highlight import START

MOST_ENTRIES = 40  # in one mail; it says how many more there are
LONGEST_SUBJECT = 150


class News:
    """What subscriptions have to tell, found once for all that ask the same while the record stays as it is."""

    def __init__(self) -> None:
        self._version: Version | None = None
        self._found: dict[tuple[str, datetime, datetime], tuple[Watch | None, list[Entry]]] = {}

    def of(self, question: str, since: datetime, up_to: datetime) -> tuple[Watch | None, list[Entry]]:
        """Return what is watched and what of it is new, as readers see it at this moment."""
        version, kept = current_version(), self._version
        if kept is None or kept.number != version.number or version.moment >= end_of(kept):
            self._version = version
            self._found.clear()
        asked = (question, since, up_to)
        if asked not in self._found:
            watch = watch_at(question)
            self._found[asked] = (watch, watch.find(Told.between(since, up_to)) if watch else [])
        return self._found[asked]


def composed(mail: Mail, news: News) -> EmailMultiAlternatives | None:
    """Return a mail as it is to be sent now; None where there is nothing left to say."""
    if mail.kind == Mail.Kind.ALERT:
        return _alert(mail, news)
    if mail.kind == Mail.Kind.CONFIRM:
        return _confirm(mail)
    return _message(mail, "Your alerts of the Minutes Portal", "link", {})


def _alert(mail: Mail, news: News) -> EmailMultiAlternatives | None:
    row = mail.subscription
    if row is None or mail.since is None or mail.up_to is None:
        return None
    watch, entries = news.of(row.question, mail.since, mail.up_to)
    if watch is None or not entries:
        return None
    stop = links.absolute(links.stop_path(row))
    context = {
        "watch": watch,
        "list": links.absolute(watch.path),
        "entries": entries[:MOST_ENTRIES],
        "more": len(entries[MOST_ENTRIES:]),
        "rhythm": Every(row.every).in_words,
        "confirmed_at": row.confirmed_at,
        "stop": stop,
        "marks": any(START in quote.text for entry in entries for quote in entry.quotes),
    }
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return _message(mail, _subject(watch, [entry.title for entry in entries]), "alert", context, one_click)


def _confirm(mail: Mail) -> EmailMultiAlternatives | None:
    """Return the mail that asks for confirmation. What somebody typed is not in it: anybody may have it sent to anybody,
    and it must not carry a stranger's message. The page behind its link shows the words.
    """
    row = mail.subscription
    watch = watch_at(row.question) if row else None
    if row is None or watch is None:
        return None
    said = "what was looked for here by words" if watch.words else watch.said
    context = {
        "said": said,
        "list": "" if watch.words else links.absolute(watch.path),
        "rhythm": Every(mail.every).in_words,
        "confirm": links.absolute(links.confirm_path(row, mail.every)),
    }
    return _message(mail, f"Confirm: tell me about {said}", "confirm", context)


def _subject(watch: Watch, titles: list[str]) -> str:
    others = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    return f"{titles[0][:80]}{others} – {watch.said}"


def _message(
    mail: Mail, subject: str, template: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """Return a message in plain text and HTML. Its Message-ID is made of the mail's key, the same however often it is
    sent: mail systems drop a second one.
    """
    context |= {
        "site": links.absolute("/"),
        "about": links.absolute(reverse("alerts:about")),
        "manage": links.absolute(links.manage_path(mail.subscriber)),
    }
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        body=render_to_string(f"alerts/mail/{template}.txt", context),
        to=[mail.subscriber.address],
        headers={
            "Message-ID": f"<{mail.key.hex}@{domain}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answers from machines
            "Precedence": "bulk",
            **(headers or {}),
        },
    )
    message.attach_alternative(render_to_string(f"alerts/mail/{template}.html", context), "text/html")
    return message
