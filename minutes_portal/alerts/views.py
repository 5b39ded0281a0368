"""The pages on which readers ask for alerts, confirm, change and stop them: without an account and without a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minutes_portal.alerts import links, subscribing
from minutes_portal.alerts.door import in_private, own_forms_only
from minutes_portal.alerts.forms import AlertForm, LinkForm, RhythmForm
from minutes_portal.alerts.limits import AN_ADDRESS, network_may_ask
from minutes_portal.alerts.models import Every, Subscriber, Subscription
from minutes_portal.alerts.watches import watch_at, watches_at

View = Callable[..., HttpResponse]
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What alerts are, and a way to one's own for who has lost the link."""
    return render(request, "alerts/about.html", {"form": LinkForm(), "an_address": AN_ADDRESS})


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The form that asks to be told about what stands at the address `of`."""
    address = request.GET.get("of", "")
    watch = watch_at(address, request) if address else None
    form = AlertForm(initial={"every": Every.DAILY})
    return render(
        request,
        "alerts/new.html",
        {"form": form, "watch": watch, "rhythms": Every.choices, "asked_for": address},
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What comes after a form was sent: the same for every address."""
    return render(request, "alerts/asked.html", {"an_address": AN_ADDRESS})


def within_limits(view: View) -> View:
    """Take no more forms from one place in a day than people send."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not network_may_ask(request):
            return render(request, "alerts/too_many.html", status=429)
        return view(request)

    return answer


@require_POST
@own_forms_only
@within_limits
def ask(request: HttpRequest) -> HttpResponse:
    """Take the form that asks for an alert."""
    form = AlertForm(request.POST)
    if not form.is_valid():
        watch = form.cleaned_data.get("of") if hasattr(form, "cleaned_data") else None
        context = {
            "form": form,
            "watch": watch,
            "rhythms": Every.choices,
            "asked_for": form.data.get("of", ""),
        }
        return render(request, "alerts/new.html", context, status=422)
    if not form.is_from_a_program:
        wanted = form.cleaned_data
        subscribing.ask(wanted["address"], wanted["of"].path, wanted["every"])
    return redirect("alerts:asked")


@require_POST
@own_forms_only
@within_limits
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Take the form that asks for the link to manage alerts."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "alerts/about.html", {"form": form, "an_address": AN_ADDRESS}, status=422)
    if not form.is_from_a_program:
        subscribing.ask_for_link(form.cleaned_data["address"])
    return redirect("alerts:asked")


def by_link(meaning: Callable[[str], Any]) -> Callable[[View], View]:
    """Give a view what its link means instead of the link; one that this site did not make leads nowhere."""

    def made(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, token: str) -> HttpResponse:
            try:
                meant = meaning(token)
            except (BadSignature, KeyError):
                return render(request, "alerts/broken.html", status=404)
            return view(request, meant)

        return answer

    return made


@shown_and_sent
@in_private
@own_forms_only
@by_link(links.confirmation_of)
def confirm(request: HttpRequest, asked: links.Confirmation) -> HttpResponse:
    """Let an alert begin, by a press of a button: programs that look through mail open links, but send no forms."""
    row = (
        subscribing.confirm(asked) if request.method == "POST" else subscribing.found(Subscription, asked.key)
    )
    if row is None:
        return render(request, "alerts/gone.html", status=410)
    context = {
        "subscription": row,
        "watch": watch_at(row.question, request),
        "rhythm": Every(asked.every).in_words,
        "manage": links.manage_path(row.subscriber),
        "done": request.method == "POST",
    }
    return render(request, "alerts/confirm.html", context)


@shown_and_sent
@in_private
@csrf_exempt
@by_link(links.stopped_by)
def stop(request: HttpRequest, key: Any) -> HttpResponse:
    """Stop one alert: by a press of a button, or by the mail program's own (RFC 8058), which has no cookie and follows
    no redirect.
    """
    if request.method == "POST":
        subscribing.stop(key)
        return render(request, "alerts/stopped.html")
    row = subscribing.found(Subscription, key)
    if row is None:
        return render(request, "alerts/stopped.html")
    return render(request, "alerts/stop.html", {"watch": watch_at(row.question, request)})


@shown_and_sent
@in_private
@own_forms_only
@by_link(links.managed_by)
def manage(request: HttpRequest, key: Any) -> HttpResponse:
    """All alerts of one address: how often each comes, and how to stop one or all."""
    notice = ""
    if request.method == "POST" and (owner := subscribing.found(Subscriber, key)):
        notice = _managed(owner, request)
    rows = list(Subscription.objects.of_subscriber(key).confirmed().in_order())
    subscriber = rows[0].subscriber if rows else subscribing.found(Subscriber, key)
    if subscriber is None:
        return render(request, "alerts/stopped.html")
    watches = watches_at([row.question for row in rows], request)
    context = {
        "subscriber": subscriber,
        "alerts": [(row, watches[row.question]) for row in rows],
        "rhythms": Every.choices,
        "notice": notice,
    }
    return render(request, "alerts/manage.html", context)


def _managed(subscriber: Subscriber, request: HttpRequest) -> str:
    """Do what a form of the page asks; return what is said of it."""
    act, form = request.POST.get("act", ""), RhythmForm(request.POST)
    if act == "stop all":
        subscribing.stop_all(subscriber)
        return ""
    if act == "resume":
        subscribing.resume(subscriber)
        return "Mails will be sent to you again."
    if not form.is_valid():
        return "That could not be understood, so nothing was changed. Please try again."
    if act == "stop":
        subscribing.stop_one(subscriber, form.cleaned_data["alert"])
        return "That alert has stopped."
    row = subscribing.change(subscriber, form.cleaned_data["alert"], form.cleaned_data["every"])
    return f"Changed: {Every(row.every).in_words}." if row else "That alert had stopped already."
