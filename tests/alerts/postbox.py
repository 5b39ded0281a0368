"""A mail server on this machine that keeps what it is given, and refuses what it is told to refuse."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

LINK = re.compile(r"https?://[^\s<>\"]+")


class Postbox:
    """What was delivered, in order; `replies` are given to recipients instead of taking their mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.replies: dict[str, str] = {}
        self.reply_to_data = ""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.reply_to_data:
            return self.reply_to_data
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.recipients += envelope.rcpt_tos
        return "250 taken"


class Quiet(Controller):
    """A server on any port that is free, which needs no look at the machine's name."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="post.example")

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # the one that was free
        super()._trigger_server()


@contextmanager
def post_office(handler: Any) -> Iterator[int]:
    """Run a mail server for as long as this lasts; yield its port."""
    controller = Quiet(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """Return a mail's words in plain text or as HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def subject_of(mail: EmailMessage) -> str:
    """Return the subject; one that was folded behind its name begins with the blank of the fold."""
    return str(mail["Subject"]).strip()


def links_in(mail: EmailMessage) -> list[str]:
    """Return the addresses in the plain text, each once."""
    return list(dict.fromkeys(LINK.findall(text_of(mail))))


def path_of(link: str) -> str:
    """Return what a client asks this site for."""
    part = urlsplit(link)
    return f"{part.path}?{part.query}" if part.query else part.path


def link_to(mail: EmailMessage, page: str) -> str:
    """Return the path of the one link of a mail that leads to a page of alerts: confirm, stop or manage."""
    (found,) = [path_of(link) for link in links_in(mail) if f"/alerts/{page}/" in link]
    return found
