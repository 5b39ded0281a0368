"""What every answer of the API carries, whatever view gives it: who may read it, how often one may ask.

A middleware outside the kept pages (kept_pages.py), so that these are kept like any reader's page while how much
somebody may still ask is told afresh.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from minutes_portal.accounts.addresses import client_address
from minutes_portal.api.problems import Problem, unhandled

UNDER = "/api/"
SECONDS = 60  # in which requests are counted
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, RateLimit, RateLimit-Policy, Retry-After",
}
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class Allowance(NamedTuple):
    """How many requests somebody has left, and in how many seconds they get them all back."""

    left: int
    seconds: int


class ApiDoor:
    """Counts what is asked of the API, answers browsers that ask beforehand, and opens the answers to all sites."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(UNDER):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=CORS | ASKED_BEFORE)
        allowance = allowance_of(request)
        response = (
            self.get_response(request) if allowance is None or allowance.left >= 0 else _refused(allowance)
        )
        for name, value in (CORS | _told(allowance)).items():
            response.headers[name] = value
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an error that nobody foresaw in the form that programs expect."""
        return unhandled(request, error) if request.path.startswith(UNDER) else None


def allowance_of(request: HttpRequest) -> Allowance | None:
    """Count a request; return what its sender has left. None where nothing is counted.

    What is kept of the sender, for a minute, is a keyed hash of the address that is another one each day.
    """
    most = settings.API_REQUESTS_A_MINUTE
    if not most:
        return None
    now = int(time.time())
    who = f"{timezone.localdate().isoformat()} {client_address(request)}"
    key = f"api:{now // SECONDS}:{salted_hmac('api.doors', who, algorithm='sha256').hexdigest()}"
    counted = caches["default"]
    counted.add(key, 0, timeout=2 * SECONDS)
    try:
        asked = counted.incr(key)
    except ValueError:  # it was thrown out of a full cache just now
        asked = 1
    return Allowance(most - asked, SECONDS - now % SECONDS)


def _told(allowance: Allowance | None) -> dict[str, str]:
    """Return the headers that tell it (IETF draft “RateLimit header fields for HTTP”)."""
    if allowance is None:
        return {}
    return {
        "RateLimit-Policy": f'"anonymous";q={settings.API_REQUESTS_A_MINUTE};w={SECONDS}',
        "RateLimit": f'"anonymous";r={max(0, allowance.left)};t={allowance.seconds}',
    }


def _refused(allowance: Allowance) -> HttpResponse:
    detail = (
        f"At most {settings.API_REQUESTS_A_MINUTE} requests a minute. Go on in {allowance.seconds} seconds;"
        " larger pages (page_size) and /api/v1/changes/ need fewer."
    )
    return Problem(429, detail, {"Retry-After": str(allowance.seconds)}).plain_response()
