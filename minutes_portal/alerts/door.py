"""Who may send the forms of alerts: pages of this site, and programs that are no browsers.

Readers have no cookie, so there is nothing that a foreign page could act with in a reader's name, and no token in a
cookie to compare a form with. What a foreign page could do is make its visitors' browsers ask for mails in large
numbers; browsers say where a form came from (Sec-Fetch-Site, Origin), and that is looked at.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
OWN = ("same-origin", "none")


def from_this_site(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site, as far as the browser says; what says nothing is no browser."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def own_forms_only(view: View) -> View:
    """Take a form without a cookie, but not from a page of another site."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not from_this_site(request):
            return render(request, "alerts/not_from_here.html", status=403)
        return view(request, *args, **kwargs)

    return answer


def in_private(view: View) -> View:
    """Let nobody keep a page or learn its address: it is reached by a link that is somebody's own."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer
