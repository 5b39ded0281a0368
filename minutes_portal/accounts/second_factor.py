"""The second factor: an authenticator app (TOTP, RFC 6238) and ten recovery codes."""

import math
from base64 import b32encode
from dataclasses import dataclass
from typing import Any

import django_otp
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
APP_NAME, CODES_NAME = "Authenticator app", "Recovery codes"
PENDING = "pending_second_factor"


@dataclass(frozen=True)
class Verdict:
    """What came of checking a code: the device that accepted it, or how many seconds to wait before trying again."""

    device: Any = None
    wait: int = 0

    @property
    def problem(self) -> str:
        if self.wait:
            seconds = "1 second" if self.wait == 1 else f"{self.wait} seconds"
            return f"Too many wrong codes. Wait {seconds}, then try again."
        return "That code is not right, or was used already. Type the newest one."


def is_verified(user: Any) -> bool:
    """Say whether this session has shown its second factor."""
    return getattr(user, "otp_device", None) is not None


def has_second_factor(user: Any) -> bool:
    return authenticator_of(user) is not None


def authenticator_of(user: Any) -> Any:
    """Return the user's authenticator app, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_device_of(user: Any) -> Any:
    """Return what holds the user's recovery codes, or None."""
    return StaticDevice.objects.filter(user=user, name=CODES_NAME, confirmed=True).first()


def codes_left(user: Any) -> int:
    return int(StaticToken.objects.filter(device__user=user, device__name=CODES_NAME).count())


def pending_device(request: HttpRequest) -> Any:
    """Return the authenticator that this session is setting up, with a new secret for each session.

    A secret that an earlier session has seen is never offered again: somebody else may have started that one.
    """
    unconfirmed = TOTPDevice.objects.filter(user=request.user, confirmed=False)
    device = unconfirmed.filter(pk=request.session.get(PENDING)).first()
    if device is None:
        unconfirmed.delete()
        device = TOTPDevice.objects.create(user=request.user, name=APP_NAME, confirmed=False)
        request.session[PENDING] = device.pk
    return device


def secret_of(device: Any) -> str:
    """Return an authenticator's secret in base32, as apps take it."""
    return b32encode(device.bin_key).decode()


@transaction.atomic
def check_code(device: Any, code: str) -> Verdict:
    """Check a code against a device. It counts once; each wrong one doubles the wait before the next."""
    locked = type(device).objects.select_for_update().get(pk=device.pk)
    allowed, refusal = locked.verify_is_allowed()
    if not allowed:
        wait = (refusal["locked_until"] - timezone.now()).total_seconds()
        return Verdict(wait=max(1, math.ceil(wait)))
    return Verdict(device=locked if locked.verify_token(code) else None)


def check_recovery_code(device: Any, code: str) -> Verdict:
    """Check a recovery code, which is used up by this."""
    return check_code(device, _fingerprint(device.user_id, code))


def enter(request: HttpRequest, device: Any) -> None:
    """Count this session as verified by `device`, under a new session key."""
    django_otp.login(request, device)
    request.session.cycle_key()


@transaction.atomic
def adopt(request: HttpRequest, device: Any) -> list[str]:
    """Make `device` the user's one authenticator, count the session as verified, return new recovery codes."""
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    request.session.pop(PENDING, None)
    enter(request, device)
    return renew_recovery_codes(request.user)


@transaction.atomic
def renew_recovery_codes(user: Any) -> list[str]:
    """Replace the user's recovery codes; returns the new ones, which cannot be shown again (only prints are kept)."""
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    device, _ = StaticDevice.objects.get_or_create(user=user, name=CODES_NAME)
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_fingerprint(user.pk, code)) for code in codes
    )
    return codes


def are_recovery_codes(user: Any, codes: list[str]) -> bool:
    """Say whether all of `codes` are this user's, unused."""
    prints = {_fingerprint(user.pk, code) for code in codes}
    known = StaticToken.objects.filter(device__user=user, device__name=CODES_NAME, token__in=prints)
    return bool(prints) and known.count() == len(prints)


def remove_second_factor(user: Any) -> None:
    """Forget the user's authenticator and codes: at the next request they set it up anew."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _fingerprint(user_id: int, code: str) -> str:
    """Return what is stored of a recovery code: 80 bits of a keyed hash, the width of the column."""
    digest = salted_hmac("accounts.recovery_code", f"{user_id} {code}", algorithm="sha256").digest()
    return b32encode(digest)[:16].decode().lower()
