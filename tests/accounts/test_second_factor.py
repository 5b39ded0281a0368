"""The second factor, from setting it up to losing the phone."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from minutes_portal.accounts.models import SignIn
from minutes_portal.accounts.second_factor import has_second_factor, renew_recovery_codes
from tests.accounts.officers import (
    code_of,
    give_code,
    give_password,
    make_authenticator,
    make_officer,
    make_operator,
    signed_in,
    wrong_code_of,
)
from tests.makers import make_borough

pytestmark = pytest.mark.django_db
DESK = "/admin/"


def outcomes(officer: object) -> list[str]:
    return list(SignIn.objects.of(officer).order_by("pk").values_list("outcome", flat=True))


def test_a_new_officer_sets_up_the_second_factor_from_the_page_and_goes_on_to_the_desk(
    client: Client,
) -> None:
    officer = make_officer("clerk", make_borough())
    give_password(client, officer)

    page = client.get(DESK, follow=True)
    assert page.redirect_chain == [("/admin/account/second-factor/?next=%2Fadmin%2F", 302)]
    words = page.content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', words)
    assert secret
    key = b32decode(secret[1].replace(" ", ""))
    assert 'autocomplete="one-time-code"' in words
    assert 'inputmode="numeric"' in words
    picture = client.get(reverse("accounts:qr-code"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content

    answer = client.post(page.redirect_chain[0][0], {"code": f"{totp(key):06d}", "next": DESK})

    assert len(re.findall(r"<li>[a-z2-7]{4}-[a-z2-7]{4}</li>", answer.content.decode())) == 10
    assert client.get(DESK).status_code == 200
    assert outcomes(officer) == ["signed in", "code accepted"]


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    officer = make_officer()
    give_password(client, officer)
    client.get(reverse("accounts:set-up"))
    device = TOTPDevice.objects.get(user=officer)

    answer = client.post(reverse("accounts:set-up"), {"code": wrong_code_of(device)})

    assert "not right" in answer.content.decode()
    assert not has_second_factor(officer)


def test_a_secret_begun_in_another_session_is_not_offered_again(client: Client) -> None:
    officer = make_officer()
    give_password(client, officer)
    client.get(reverse("accounts:set-up"))
    first = TOTPDevice.objects.get(user=officer).key
    elsewhere = Client()
    give_password(elsewhere, officer)

    elsewhere.get(reverse("accounts:set-up"))

    assert [device.key for device in TOTPDevice.objects.filter(user=officer)] != [first]


def test_a_password_alone_opens_no_officers_page_and_goes_on_where_it_wanted_after_the_code(
    client: Client,
) -> None:
    officer = make_operator()
    device = make_authenticator(officer)
    give_password(client, officer)

    for name in ("admin:index", "admin:auth_user_changelist", "admin:password_change", "accounts:account",
                 "accounts:recovery-codes", "admin:accounts_membership_changelist"):  # fmt: skip
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("accounts:verify"))
    assert client.post(reverse("accounts:recovery-codes")).headers["Location"] == reverse("accounts:verify")
    wanted = reverse("admin:auth_user_changelist") + "?q=a"
    question = client.get(client.get(wanted).headers["Location"])
    assert "Meetings" not in question.content.decode()

    answer = give_code(client, device, next=question.context["next"])

    assert answer.headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_a_password_alone_does_not_replace_the_second_factor(client: Client) -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    give_password(client, officer)

    for name in ("accounts:set-up", "accounts:qr-code"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("accounts:verify"))
    client.post(reverse("accounts:set-up"), {"code": code_of(device)})
    assert list(TOTPDevice.objects.filter(user=officer)) == [device]


def test_the_session_key_changes_at_each_step(client: Client) -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    client.get(reverse("admin:login"))
    before = client.session.session_key

    give_password(client, officer)
    after_password = client.session.session_key
    give_code(client, device)

    assert len({before, after_password, client.session.session_key}) == 3


def test_nobody_is_sent_to_another_site_after_the_code(client: Client) -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    give_password(client, officer)

    answer = give_code(client, device, next="https://evil.example/")

    assert answer.headers["Location"] == DESK


def test_a_code_works_once() -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    with time_machine.travel("2025-03-03 10:00:10Z", tick=False):
        first, second = Client(), Client()
        for client in (first, second):
            give_password(client, officer)
        code = code_of(device)

        assert give_code(first, device, code).status_code == 302
        answer = give_code(second, device, code)

    assert "used already" in answer.content.decode()
    assert outcomes(officer)[-1] == "wrong code"


def test_wrong_codes_make_one_wait_longer_each_time(client: Client) -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    with time_machine.travel("2025-03-03 10:00:00Z", tick=False) as clock:
        give_password(client, officer)
        for pause in (0, 1, 2):
            clock.shift(pause)
            assert "not right" in give_code(client, device, wrong_code_of(device)).content.decode()

        early = give_code(client, device, code_of(device))
        clock.shift(4)
        late = give_code(client, device, code_of(device))

    assert "Wait 4 seconds" in early.content.decode()
    assert late.status_code == 302
    assert outcomes(officer) == ["signed in", *["wrong code"] * 3, "code accepted"]


def test_what_is_not_six_digits_is_explained_and_does_not_count_as_a_wrong_code(client: Client) -> None:
    officer = make_officer()
    device = make_authenticator(officer)
    give_password(client, officer)

    assert "Type the six digits" in give_code(client, device, "12345").content.decode()
    assert "Type the six digits" in give_code(client, device, "abcdef").content.decode()
    spaced = f"{code_of(device)[:3]} {code_of(device)[3:]}"
    assert give_code(client, device, spaced).status_code == 302


def test_a_recovery_code_opens_the_door_once_only() -> None:
    officer = make_officer()
    make_authenticator(officer)
    codes = renew_recovery_codes(officer)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client, officer)
    typed = {"code": f" {codes[0][:4].upper()}-{codes[0][4:]}", "next": DESK}

    assert first.post(reverse("accounts:recover"), typed).headers["Location"] == DESK
    assert "9 left" in first.get(reverse("accounts:account")).content.decode()
    answer = second.post(reverse("accounts:recover"), typed)

    assert "used already" in answer.content.decode()
    assert second.get(DESK).status_code == 302
    assert outcomes(officer)[-2:] == ["recovery code used", "wrong code"]


def test_after_the_last_recovery_code_the_officer_sets_up_anew(client: Client) -> None:
    officer = make_officer()
    make_authenticator(officer)
    codes = renew_recovery_codes(officer)
    StaticToken.objects.exclude(pk=StaticToken.objects.order_by("pk").values("pk")[:1]).delete()
    give_password(client, officer)

    answer = client.post(reverse("accounts:recover"), {"code": codes[0]})

    assert answer.headers["Location"] == reverse("accounts:set-up")
    assert client.get(reverse("accounts:set-up")).status_code == 200


def test_another_officers_recovery_code_does_not_work(client: Client) -> None:
    officer, other = make_officer(), make_officer()
    make_authenticator(officer)
    renew_recovery_codes(officer)
    give_password(client, officer)

    client.post(reverse("accounts:recover"), {"code": renew_recovery_codes(other)[0]})

    assert client.get(DESK).status_code == 302


def test_the_database_does_not_hold_recovery_codes_as_they_are_typed() -> None:
    codes = renew_recovery_codes(make_officer())

    assert not StaticToken.objects.filter(token__in=codes).exists()


def test_new_recovery_codes_replace_the_old_ones_and_can_be_downloaded_while_they_are_shown() -> None:
    officer = make_officer()
    client = signed_in(officer)
    old = renew_recovery_codes(officer)

    page = client.post(reverse("accounts:recovery-codes"))
    shown = page.context["raw"]
    file = client.post(reverse("accounts:download-codes"), {"codes": shown})
    refused = client.post(reverse("accounts:download-codes"), {"codes": " ".join(old)})

    assert "attachment" in file["Content-Disposition"]
    assert file.content.decode().count("-") >= 10
    assert refused.status_code == 302
    assert "no-store" in file["Cache-Control"]


def test_replacing_the_authenticator_ends_the_old_one() -> None:
    officer = make_officer()
    client = signed_in(officer)
    old = TOTPDevice.objects.get(user=officer)
    client.get(reverse("accounts:set-up"))
    new = TOTPDevice.objects.get(user=officer, confirmed=False)

    client.post(reverse("accounts:set-up"), {"code": code_of(new)})

    assert list(TOTPDevice.objects.filter(user=officer)) == [new]
    assert old.key != new.key
    assert client.get(DESK).status_code == 200


def test_the_account_page_tells_roles_devices_and_last_sign_ins(client: Client) -> None:
    borough = make_borough(name="Eastmere")
    officer = make_officer("publisher", borough)
    device = make_authenticator(officer)
    give_password(client, officer, "not this one")
    give_password(client, officer)
    give_code(client, device)

    words = client.get(reverse("accounts:account")).content.decode()

    for told in ("Eastmere", "Publisher", f"Set up on {timezone.localdate():%-d %B %Y}", "Wrong password",
                 "code accepted", reverse("admin:password_change")):  # fmt: skip
        assert told in words


def test_outside_the_admin_a_session_without_its_second_factor_is_nobodys(client: Client) -> None:
    from minutes_portal.accounts.middleware import SecondFactorMiddleware
    from tests.accounts.requests import request_of

    officer = make_officer()
    device = make_authenticator(officer)
    give_password(client, officer)
    seen = []
    middleware = SecondFactorMiddleware(lambda request: seen.append(request.user.is_authenticated))  # type: ignore[arg-type, func-returns-value]

    middleware(request_of(client, "/meetings/"))
    give_code(client, device)
    middleware(request_of(client, "/meetings/"))

    assert seen == [False, True]


def test_where_it_is_not_required_the_password_is_enough(client: Client, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    give_password(client, make_officer("clerk", make_borough()))

    assert client.get(DESK).status_code == 200


def test_a_lost_phone_is_forgotten_by_the_administrator() -> None:
    borough = make_borough()
    officer = make_officer("clerk", borough)
    client = signed_in(officer)
    administrator = signed_in(make_officer("administrator", borough))
    assert client.get(DESK).status_code == 200

    administrator.post(
        reverse("admin:auth_user_changelist"),
        {"action": "set_up_second_factor_anew", "_selected_action": [officer.pk]},
    )

    assert not has_second_factor(officer)
    assert client.get(DESK).headers["Location"].startswith(reverse("accounts:set-up"))


def test_wrong_codes_are_forgiven_with_time() -> None:
    device = make_authenticator(make_officer())
    device.throttling_failure_count = 8
    device.throttling_failure_timestamp = timezone.now() - timedelta(minutes=3)
    device.save()

    assert device.verify_is_allowed()[0]
