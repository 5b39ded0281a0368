"""What stands between a signed-in browser and the officers' pages.

Readers have no session cookie, and nothing here touches the session of a request without one.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from minutes_portal.accounts.second_factor import has_second_factor, is_verified

SIGNED_IN_AT, LAST_SEEN = "signed_in_at", "last_seen"
SECONDS_BETWEEN_STAMPS = 60
Responder = Callable[[HttpRequest], HttpResponse]


def _under_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _with_next(name: str, request: HttpRequest) -> str:
    """Return the address of a page that leads back to this one afterwards."""
    if request.method not in ("GET", "HEAD"):
        return reverse(name)
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"


class PrivateResponsesMiddleware:
    """Keeps officers' pages, and any page fetched with an officer's cookie, out of every cache."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or _under_admin(request):
            response["Cache-Control"] = "private, no-store"
        return response


class IdleTimeoutMiddleware:
    """Signs officers out after IDLE_MINUTES (30) without a request, and SESSION_HOURS (12) in any case."""

    OPEN = frozenset({"admin:login", "admin:logout"})

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponse | None:
        """End a session that is over; on an officers' page, say so."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return None
        reason = self._reason_to_end(request.session)
        if not reason:
            return None
        logout(request)
        if not _under_admin(request) or _view_name(request) in self.OPEN:
            return None
        if request.method == "POST":
            return nothing_saved(request, reason)
        messages.info(request, f"{reason} Sign in to go on.")
        return redirect(_with_next("admin:login", request))

    def _reason_to_end(self, session: Any) -> str:
        """Return why the session is over, or nothing (and then remember that it was used)."""
        now = int(time.time())
        minutes: int = getattr(settings, "IDLE_MINUTES", 30)
        hours: int = getattr(settings, "SESSION_HOURS", 12)
        last_seen = session.get(LAST_SEEN, session.get(SIGNED_IN_AT, now))
        if now - last_seen >= minutes * 60:
            return f"You were signed out because nothing happened for {minutes} minutes."
        if now - session.setdefault(SIGNED_IN_AT, now) >= hours * 3600:
            return f"You were signed out: after {hours} hours everybody signs in again."
        if LAST_SEEN not in session or now - last_seen >= SECONDS_BETWEEN_STAMPS:
            session[LAST_SEEN] = now
        return ""


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose mark against forgery is not this session’s, such as one opened before signing in again in
    another tab. `reason` is Django’s own, for developers.
    """
    return nothing_saved(request, "This page was opened before you last signed in, or in another browser.")


def nothing_saved(request: HttpRequest, reason: str) -> HttpResponse:
    """Tell an officer whose form came too late that it was not saved, and give the longer texts back to copy."""
    hidden = ("csrfmiddlewaretoken", "password", "code")
    texts = [
        (name, text)
        for name, values in request.POST.lists()
        for text in values
        if len(text) > 30 and not any(word in name for word in hidden)
    ]
    context = {"title": "Nothing was saved", "reason": reason, "texts": texts}
    return render(request, "accounts/nothing_saved.html", context, status=403)


class SecondFactorMiddleware:
    """Where SECOND_FACTOR_REQUIRED, a password alone opens nothing but the pages of the second factor.

    Outside the admin a session without its second factor is nobody's: `request.user` is anonymous there.
    """

    OPEN = frozenset(
        {
            "admin:login",
            "admin:logout",
            "admin:jsi18n",
            "accounts:set-up",
            "accounts:qr-code",
            "accounts:verify",
            "accounts:recover",
        }
    )

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._required() and not _under_admin(request):
            user = request.user  # lazy: asked only if a view asks
            request.user = SimpleLazyObject(lambda: user if is_verified(user) else AnonymousUser())  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponse | None:
        """Send a session without its second factor to the page that asks for it."""
        if not self._required() or not _under_admin(request) or _view_name(request) in self.OPEN:
            return None
        if not request.user.is_authenticated or is_verified(request.user):
            return None
        page = "accounts:verify" if has_second_factor(request.user) else "accounts:set-up"
        return redirect(_with_next(page, request))

    def _required(self) -> bool:
        return bool(getattr(settings, "SECOND_FACTOR_REQUIRED", True))
