"""Nothing is lost and nothing comes twice when a run is killed in the middle, or when two run at once: real processes."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import connections, transaction

from minutes_portal.alerts.models import Mail, Subscription
from tests.alerts.postbox import Postbox, post_office, text_of
from tests.alerts.readers import make_alert
from tests.makers import make_item, make_meeting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60  # that a process is waited for


def environment(port: int) -> dict[str, str]:
    """Return what a process needs to work on the tests' own database and to send to a mail server of the tests."""
    owner = connections["default"].settings_dict
    who = f"{quote(str(owner['USER']), safe='')}:{quote(str(owner['PASSWORD']), safe='')}"
    socket = str(owner["HOST"]) if str(owner["HOST"]).startswith("/") else ""  # stands in the path
    host = "" if socket else str(owner["HOST"])
    place = f"{host}:{owner['PORT']}" if owner["PORT"] else host
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EMBEDDED_SERVER", "PUBLIC_"))
    }
    return kept | {
        "DATABASE_URL": f"postgresql://{who}@{place}/{socket}/{owner['NAME']}"
        if socket
        else f"postgresql://{who}@{place}/{owner['NAME']}",
        "SECRET_KEY": settings.SECRET_KEY,
        "PUBLIC_ROLE": str(settings.DATABASES["public"]["USER"]),
        "PORTAL_LOCAL": "1",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_FROM": "alerts@portal.example",
    }


def start(port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_alerts"], cwd=ROOT, env=environment(port), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def run(port: int) -> str:
    """Run the command to its end; return what it said."""
    process = start(port)
    said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said
    return said


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()  # SIGKILL: nothing can be tidied up
    process.communicate(timeout=SECONDS)
    assert process.returncode == -9


def alerts(number: int) -> list[Subscription]:
    """Make alerts of several readers, and an item for all of them."""
    rows = [make_alert("/search/?q=mould") for _ in range(number)]
    make_item(meeting=make_meeting(), title="Mould in council homes")
    return rows


class Held(Postbox):
    """Takes each mail only once it is let; tells when one has arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived, self.holds, self.takes_held = Event(), True, False

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if not self.holds:
            return await super().handle_DATA(server, session, envelope)
        if self.takes_held:
            await super().handle_DATA(server, session, envelope)
        self.arrived.set()
        while self.holds:
            await asyncio.sleep(0.05)
        return "451 too late"


def test_run_killed_before_the_server_has_a_mail_leaves_it_to_the_next() -> None:
    rows, box = alerts(3), Held()
    with post_office(box) as port:
        killed = start(port)
        assert box.arrived.wait(SECONDS), killed.communicate(timeout=SECONDS)
        kill(killed)
        box.holds = False
        assert Mail.objects.waiting().count() == 3
        assert "3 mails sent." in run(port)
        assert run(port) == "Nothing was due.\n"
    assert sorted(box.recipients) == sorted(row.subscriber.address for row in rows)


def test_run_killed_between_acceptance_and_commit_sends_a_twin_that_mail_systems_drop() -> None:
    """The one window there is: the server has the mail, and the run dies before it can write that down."""
    alerts(1)
    box = Held()
    box.takes_held = True
    with post_office(box) as port:
        killed = start(port)
        assert box.arrived.wait(SECONDS), killed.communicate(timeout=SECONDS)
        kill(killed)
        box.holds = False
        run(port)
        run(port)
    first, twin = box.mails
    assert first["Message-ID"] == twin["Message-ID"]
    assert text_of(first) == text_of(twin)


def test_run_killed_while_it_queues_has_moved_nobody_on() -> None:
    (row,), box = alerts(1), Postbox()
    with post_office(box) as port:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("LOCK TABLE alerts_mail IN SHARE MODE")  # the run stops where it queues the mail
            killed = start(port)
            wait_for_somebody_behind(cursor)
            kill(killed)
        before = row.told_up_to
        row.refresh_from_db()
        assert (row.told_up_to, Mail.objects.count()) == (before, 0)
        assert "1 mail sent." in run(port)
        assert run(port) == "Nothing was due.\n"
    assert len(box.mails) == 1


def wait_for_somebody_behind(cursor: Any) -> None:
    """Wait until another session waits for a lock on the table of mails."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'alerts_mail'::regclass"
        )
        if cursor.fetchone()[0]:
            return
        time.sleep(0.1)
    raise AssertionError("Nobody came to the table of mails.")


def test_two_runs_at_once_send_each_mail_once() -> None:
    rows, box = alerts(25), Postbox()
    with post_office(box) as port:
        both = [start(port), start(port)]
        said = [process.communicate(timeout=SECONDS)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
    assert Counter(box.recipients) == Counter(row.subscriber.address for row in rows)
