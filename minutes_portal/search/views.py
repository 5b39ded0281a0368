"""The search page, and what it suggests while somebody types."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from minutes_portal.search.page import how_to_search, results_page
from minutes_portal.search.suggest import suggestions
from minutes_portal.search.understanding import understand

SUGGESTIONS_MAX_AGE = 60  # seconds


def or_too_slow(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer with a page that says so, where the database was given three seconds and needed more."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            return render(request, "_partials/lists/too_slow.html", {"path": request.path}, status=503)

    return answer


@require_safe
@or_too_slow
def search(request: HttpRequest) -> HttpResponse:
    """Items found by words and filters, each with the places that fit best. Without either, how to search."""
    understood = understand(request.GET)
    if not understood.asks_anything:
        return render(request, "search/how_to_search.html", how_to_search(understood))
    return render(request, "search/search.html", results_page(understood))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Pages that may be meant by what is being typed; none where that would take too long."""
    try:
        found = suggestions(request.GET.get("q", ""))
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        found = []
    response = JsonResponse({"suggestions": [asdict(suggestion) for suggestion in found]})
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_MAX_AGE)
    return response
