"""Writes the log of sign-ins, by listening to what Django and axes announce.

django-otp announces nothing: the pages of the second factor write their own rows.
"""

import time
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from minutes_portal.accounts.middleware import SIGNED_IN_AT
from minutes_portal.accounts.models import SignIn


def on_signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Note who came in, and start the clock of the session."""
    request.session[SIGNED_IN_AT] = int(time.time())
    SignIn.objects.note(request, SignIn.Outcome.SIGNED_IN, user)


def on_signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        SignIn.objects.note(request, SignIn.Outcome.SIGNED_OUT, user)


def on_wrong_password(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """Note a wrong password; the attempt that locks the door, and those after it, come as `on_locked_out`."""
    if not getattr(request, "axes_locked_out", False):
        username = str(credentials.get("username") or "")
        SignIn.objects.note(request, SignIn.Outcome.WRONG_PASSWORD, username=username)


def on_locked_out(sender: Any, request: HttpRequest, username: str | None, **kwargs: Any) -> None:
    SignIn.objects.note(request, SignIn.Outcome.LOCKED_OUT, username=username or "")


def connect() -> None:
    """Start listening."""
    for signal, receiver in (
        (user_logged_in, on_signed_in),
        (user_logged_out, on_signed_out),
        (user_login_failed, on_wrong_password),
        (user_locked_out, on_locked_out),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.{receiver.__name__}")
