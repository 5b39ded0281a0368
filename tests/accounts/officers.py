"""Plain functions that make officers and take them through the door."""

import time
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings.models import Borough, Committee
from minutes_portal.accounts.models import Membership
from minutes_portal.accounts.second_factor import APP_NAME

PASSWORD = "four-swans-on-the-mere"
_numbers = count(1)


def make_officer(
    role: str | None = None, borough: Borough | None = None, committee: Committee | None = None, **given: Any
) -> Any:
    """Make an officer, with a role if a borough is given."""
    given = {"username": f"officer{next(_numbers)}", "password": PASSWORD, "is_staff": True} | given
    officer = get_user_model().objects.create_user(**given)
    if borough is not None:
        add_role(officer, role, borough, committee)
    return officer


def make_operator() -> Any:
    return make_officer(is_superuser=True)


def add_role(
    officer: Any, role: str | None, borough: Borough, committee: Committee | None = None
) -> Membership:
    return Membership.objects.create(user=officer, borough=borough, committee=committee, role=role or "clerk")


def make_authenticator(officer: Any) -> TOTPDevice:
    return TOTPDevice.objects.create(user=officer, name=APP_NAME, confirmed=True)


def code_of(device: TOTPDevice, seconds_ahead: int = 0) -> str:
    """Return the code that the officer's phone shows (in so many seconds)."""
    counter_start = device.t0 - seconds_ahead
    return f"{totp(device.bin_key, step=device.step, t0=counter_start, digits=device.digits):06d}"


def wrong_code_of(device: TOTPDevice) -> str:
    """Return six digits that the phone shows neither now nor a step before or after."""
    right = {code_of(device, seconds) for seconds in (-60, -30, 0, 30, 60)}
    return next(code for code in (f"{number:06d}" for number in range(100)) if code not in right)


def give_password(client: Client, officer: Any, password: str = PASSWORD, **headers: Any) -> Any:
    data = {"username": officer if isinstance(officer, str) else officer.get_username(), "password": password}
    return client.post(reverse("admin:login"), data, **headers)


def give_code(client: Client, device: TOTPDevice, code: str | None = None, **data: str) -> Any:
    return client.post(reverse("accounts:verify"), {"code": code or code_of(device)} | data)


def signed_in(officer: Any) -> Client:
    """Return the browser of an officer who has shown password and second factor."""
    client = Client()
    client.force_login(officer)
    session = client.session
    session["otp_device_id"] = make_authenticator(officer).persistent_id
    session["signed_in_at"] = int(time.time())
    session.save()
    return client
