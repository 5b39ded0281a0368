"""The door: lockout, the log, idle sessions, caches and cookies."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minutes_portal.accounts.models import SignIn
from tests.accounts.officers import (
    PASSWORD,
    give_password,
    make_authenticator,
    make_officer,
    make_operator,
    signed_in,
)
from tests.makers import make_borough

pytestmark = pytest.mark.django_db
DESK = "/admin/"
START = "2025-03-03 10:00:00Z"


def outcomes() -> list[str]:
    return list(SignIn.objects.order_by("pk").values_list("outcome", flat=True))


def test_five_wrong_passwords_lock_the_door_and_fifteen_minutes_open_it(client: Client) -> None:
    officer = make_officer()
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(4):
            assert give_password(client, officer, "wrong").status_code == 200
        locked = give_password(client, officer, "wrong")
        right_but_locked = give_password(client, officer)
        clock.shift(timedelta(minutes=14))
        still_locked = give_password(client, officer)
        clock.shift(timedelta(minutes=2))
        opened = give_password(client, officer)

    assert [locked.status_code, right_but_locked.status_code, still_locked.status_code] == [429, 429, 429]
    assert locked["Retry-After"] == "900"
    assert "locked for 15 minutes" in locked.content.decode()
    assert opened.status_code == 302
    assert outcomes() == [*["wrong password"] * 4, *["locked out"] * 3, "signed in"]


def test_a_lock_holds_for_one_name_from_one_address(client: Client) -> None:
    officer, other = make_officer(), make_officer()
    for _ in range(5):
        give_password(client, officer, "wrong")

    assert give_password(Client(), other).status_code == 302
    assert give_password(Client(), officer, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert give_password(Client(), officer).status_code == 429


def test_the_right_password_forgives_the_wrong_ones_before_it(client: Client) -> None:
    officer = make_officer()
    for _ in range(2):
        for _ in range(4):
            give_password(client, officer, "wrong")
        assert give_password(client, officer).status_code == 302


def test_an_administrator_unlocks_an_officer_of_the_borough(client: Client) -> None:
    borough = make_borough()
    officer = make_officer("clerk", borough)
    for _ in range(5):
        give_password(client, officer, "wrong")

    signed_in(make_officer("administrator", borough)).post(
        reverse("admin:auth_user_changelist"), {"action": "unlock", "_selected_action": [officer.pk]}
    )

    assert give_password(client, officer).status_code == 302


def test_the_log_tells_who_came_from_where_with_what(client: Client) -> None:
    officer = make_officer(username="amina")
    make_authenticator(officer)
    give_password(client, "nobody at all", "wrong", REMOTE_ADDR="192.0.2.1", HTTP_USER_AGENT="Browser 1")
    give_password(client, officer, "wrong", REMOTE_ADDR="192.0.2.2", HTTP_USER_AGENT="B" * 400)
    give_password(client, officer, REMOTE_ADDR="2001:db8::1")
    client.post(reverse("admin:logout"))

    rows = SignIn.objects.order_by("pk").values_list("user", "username", "address", "outcome")
    assert list(rows) == [
        (None, "nobody at all", "192.0.2.1", "wrong password"),
        (officer.pk, "amina", "192.0.2.2", "wrong password"),
        (officer.pk, "amina", "2001:db8::1", "signed in"),
        (officer.pk, "amina", "127.0.0.1", "signed out"),
    ]
    assert len(SignIn.objects.get(address="192.0.2.2").agent) == 255


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw_and_not_what_a_client_claims(
    client: Client, settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXY_COUNT = proxies

    give_password(client, make_officer(), HTTP_X_FORWARDED_FOR=forwarded)

    assert SignIn.objects.get().address == expected


def test_the_log_cannot_be_changed_in_the_admin_even_by_operators() -> None:
    row = SignIn.objects.create(username="x", outcome="wrong password")
    client = signed_in(make_operator())
    change = reverse("admin:accounts_signin_change", args=[row.pk])

    assert client.get(change).status_code == 200
    assert client.post(change, {"username": "y"}).status_code == 403
    assert (
        client.post(reverse("admin:accounts_signin_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert client.get(reverse("admin:accounts_signin_add")).status_code == 403
    assert SignIn.objects.get(pk=row.pk).username == "x"


def test_deleting_an_officer_keeps_the_log() -> None:
    officer = make_officer(username="gone")
    SignIn.objects.note(None, SignIn.Outcome.SIGNED_IN, officer)

    officer.delete()

    assert SignIn.objects.get().username == "gone"


def test_signing_out_takes_a_post() -> None:
    client = signed_in(make_officer())

    assert client.get(reverse("admin:logout")).status_code == 405
    assert client.get(DESK).status_code == 200
    client.post(reverse("admin:logout"))
    assert client.get(DESK).status_code == 302


def test_signing_in_needs_the_forms_token(strict_client: Client) -> None:
    assert give_password(strict_client, make_officer()).status_code == 403


def test_a_session_ends_after_thirty_idle_minutes_and_says_so() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(make_officer())
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert client.get(DESK).status_code == 200
        clock.shift(timedelta(minutes=31))
        page = client.get(reverse("admin:password_change"), follow=True)

    assert page.redirect_chain == [("/admin/login/?next=%2Fadmin%2Fpassword_change%2F", 302)]
    assert "nothing happened for 30 minutes" in page.content.decode()
    assert client.get(DESK).status_code == 302
    assert outcomes()[-1] == "signed out"


def test_a_session_ends_after_twelve_hours_of_work() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(make_officer())
        for _ in range(26):
            clock.shift(timedelta(minutes=27))
            assert client.get(DESK).status_code == 200
        clock.shift(timedelta(minutes=27))
        page = client.get(DESK, follow=True)

    assert "after 12 hours" in page.content.decode()


def test_a_form_sent_too_late_says_that_nothing_was_saved_and_gives_the_text_back() -> None:
    text = "Members asked about waiting times <and> were told."
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(make_officer())
        client.get(DESK)
        clock.shift(timedelta(minutes=31))
        answer = client.post(
            reverse("admin:password_change"), {"minutes": text, "old_password": PASSWORD * 3, "x": "short"}
        )

    words = answer.content.decode()
    assert answer.status_code == 403
    assert "was not saved" in words
    assert "Members asked about waiting times &lt;and&gt; were told." in words
    assert PASSWORD not in words
    assert "no-store" in answer["Cache-Control"]
    assert client.get(DESK).status_code == 302


def test_signing_in_again_after_an_idle_hour_starts_a_new_clock(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    officer = make_officer()
    with time_machine.travel(START, tick=False) as clock:
        give_password(client, officer)
        client.get(DESK)
        clock.shift(timedelta(minutes=45))
        give_password(client, officer)
        assert client.get(DESK).status_code == 200


def test_the_session_cookie_ends_with_the_browser_and_is_hidden_from_scripts(client: Client) -> None:
    give_password(client, make_officer())
    cookie = client.cookies["sessionid"]

    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", ["/", "/meetings/", "/search/?q=housing", "/nothing-here/"])
def test_a_reader_gets_no_cookie_and_no_page_that_depends_on_one(client: Client, path: str) -> None:
    answer = client.get(path)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "private" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/account/", "/meetings/"])
def test_what_an_officer_is_sent_is_kept_by_no_cache(path: str) -> None:
    answer = signed_in(make_operator()).get(path)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_the_sign_in_page_is_kept_by_no_cache(client: Client) -> None:
    assert client.get(reverse("admin:login"))["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_form_from_before_signing_in_again_gives_its_text_back() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_operator())
    text = "Members asked why visits had become shorter."
    response = client.post(reverse("admin:meetings_meeting_add"), {"venue": text, "password": "x" * 40})
    page = response.content.decode()
    assert response.status_code == 403
    assert text in page
    assert "x" * 40 not in page
    assert "was not saved" in page
