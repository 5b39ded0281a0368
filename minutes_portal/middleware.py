"""What every response and every change carries: safety headers, caching rules, and who made the change from where."""

from collections.abc import Callable
from typing import Any

import pghistory.middleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from minutes_portal.accounts.addresses import client_address

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb",
    )
)  # fmt: skip
READERS_MAX_AGE = 300  # seconds a reader's page may be kept without asking again
STALE_IF_ERROR = 86_400  # seconds it may be shown while the server is down


class ResponseHeaders:
    """Sets the permissions policy on every response, and how long a reader's page may be kept.

    A page that was made for somebody signed in, or that sets a cookie, is never kept by anyone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        private = response.cookies or "Cookie" in response.headers.get("Vary", "")
        if private:
            response.headers["Cache-Control"] = "private, no-store"
        elif "Cache-Control" not in response.headers:
            if response.status_code in (200, 301, 304, 410) and request.method in ("GET", "HEAD"):
                patch_cache_control(
                    response, public=True, max_age=READERS_MAX_AGE, stale_if_error=STALE_IF_ERROR
                )
            else:
                response.headers["Cache-Control"] = "no-store"
        return response


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Adds to each change in the history who made it, on which page, and from which address."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request)
        return context | {"address": client_address(request)}
