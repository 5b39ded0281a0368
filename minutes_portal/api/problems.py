"""What a program is told when it does not get what it asked for: RFC 9457 problem details, in plain English."""

import logging
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import APIException, MethodNotAllowed
from rest_framework.response import Response

PROBLEM = "application/problem+json"
log = logging.getLogger(__name__)

TITLES = {
    400: "The question cannot be answered as it was put",
    404: "There is nothing at this address",
    405: "This can only be read",
    410: "It was withdrawn",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "The answer would take too long",
}


class Problem(Exception):
    """A request that gets no answer. details: what is the matter and what to do next, in plain English."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more

    def body(self) -> dict[str, Any]:
        return {
            "type": "about:blank", "title": TITLES[self.status], "status": self.status, "detail": self.detail,
            **self.more,
        }  # fmt: skip

    def plain_response(self) -> JsonResponse:
        return JsonResponse(self.body(), status=self.status, content_type=PROBLEM, headers=self.headers)


def nothing_here() -> Problem:
    return Problem(
        404,
        "Check the address; every one ends with a slash. /api/v1/ lists what there is, and /api/v1/openapi.json describes it.",
    )


def too_slow() -> Problem:
    return Problem(503, "Ask for less: fewer words, more filters, or a smaller page.", {"Retry-After": "60"})


def problem_of(error: BaseException) -> Problem | None:
    """Return what a program is told of an error; None for what only our own log should tell."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled):
        return too_slow()
    if isinstance(error, Http404):
        return nothing_here()
    return _of_framework(error)


def _of_framework(error: BaseException) -> Problem | None:
    if isinstance(error, MethodNotAllowed):
        return Problem(405, "Use GET or HEAD.", {"Allow": "GET, HEAD, OPTIONS"})
    if isinstance(error, APIException):
        return Problem(400, "Check the request against /api/v1/openapi.json.")
    return None


def handled(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the response to an error in a view of the API; None lets it go on to `unhandled`."""
    problem = problem_of(error)
    if problem is None:
        return None
    return Response(problem.body(), problem.status, headers=problem.headers, content_type=PROBLEM)


def unhandled(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Return the response to an error that nobody foresaw; the log has what happened, the answer nothing of it."""
    log.error("Error in the API: %s", request.path, exc_info=error)
    return Problem(500, "It is not your doing. Try again in a while.").plain_response()
