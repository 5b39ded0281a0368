"""What was never public, or is no longer, is in no mail: the canaries of world.py, and mails alike with and without secrets."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from meetings.models import MinutePoint
from tests.leaks.readers import QUESTIONS
from tests.leaks.world import MARK, build

pytestmark = pytest.mark.django_db
NAMED_BY_READERS = "canarym*"  # what the reader of these worlds looks for


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_ADDRESS = "https://portal.example"


def mails(secrets: bool) -> list[tuple[str, str, str]]:
    """Return all mails of a world: subject, plain text and HTML. The world is gone afterwards."""
    mail.outbox.clear()
    with transaction.atomic():
        build(secrets)
        call_command("send_alerts")
        transaction.set_rollback(True)
    return [(str(each.subject), str(each.body), str(each.alternatives[0][0])) for each in mail.outbox]


def test_no_canary_is_in_any_mail() -> None:
    found = mails(secrets=True)
    assert len(found) > 10
    assert [
        each
        for each in found
        if MARK in "".join(each).replace(NAMED_BY_READERS, "").replace("canarym%2A", "")
    ] == []


def test_mails_of_a_world_with_secrets_are_those_of_one_without() -> None:
    assert mails(secrets=True) == mails(secrets=False)


def test_some_of_what_is_watched_has_nothing_to_tell() -> None:
    """Drafts, what is scheduled and what is withdrawn: their alerts send nothing."""
    told = "".join(text for _, text, _ in mails(secrets=True))
    asked_on = set(re.findall(r"asked for it on https://portal\.example(\S+) and", told))
    silent = set(QUESTIONS) - asked_on
    assert {f"/meetings/eastmere/care-scrutiny/2024-09-{day:02}/" for day in (1, 3, 20)} <= silent
    assert "/meetings/eastmere/care-scrutiny/2024-09-24/8/" in silent
    assert len(asked_on) > 10


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_the_mails_would_show_a_leak() -> None:
    """The proofs above can fail: what is made public by mistake is in the next mail."""
    with transaction.atomic():
        canaries = build(secrets=True)
        exempt = MinutePoint.objects.filter(item__slug="5", exempt=True, anchor="", public_summary="").get()
        MinutePoint.objects.filter(pk=exempt.pk).update(exempt=False, anchor="p99")
    call_command("send_alerts")
    assert exempt.text in canaries
    assert [each for each in mail.outbox if exempt.text in str(each.body)]
