"""An officer's own account: the second factor, recovery codes, the last sign-ins, and the page of a locked door."""

from datetime import timedelta
from functools import wraps
from io import BytesIO
from typing import Any

import qrcode
from axes.helpers import get_cool_off
from django.contrib import admin, messages
from django.contrib.auth.decorators import user_passes_test
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathFillImage

from minutes_portal.accounts import second_factor
from minutes_portal.accounts.forms import CodeForm, RecoveryCodeForm
from minutes_portal.accounts.models import Membership, SignIn
from minutes_portal.accounts.second_factor import Verdict, is_verified

SIGN_INS_SHOWN = 20

officers_only = user_passes_test(lambda user: user.is_active and user.is_staff, login_url="admin:login")
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
secret_fields = sensitive_post_parameters("code", "codes")


def verified_if_set_up(view: Any) -> Any:
    """Let nobody near an existing second factor who has not shown it in this session."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not is_verified(request.user) and second_factor.has_second_factor(request.user):
            return redirect(f"{reverse('accounts:verify')}?{urlencode({'next': request.path})}")
        response: HttpResponse = view(request)
        return response

    return guarded


@require_safe
@officers_only
@verified_if_set_up
def account(request: HttpRequest) -> HttpResponse:
    """What this officer may do, how the account is protected, and who used it lately."""
    context = {
        "title": "Your account",
        "memberships": Membership.objects.of(request.user),
        "authenticator": second_factor.authenticator_of(request.user),
        "codes_left": second_factor.codes_left(request.user),
        "sign_ins": SignIn.objects.of(request.user)[:SIGN_INS_SHOWN],
    }
    return _page(request, "accounts/account.html", context)


@secret_fields
@get_or_post
@officers_only
@verified_if_set_up
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the QR code and secret of a new authenticator; a code from it confirms it and replaces any older one."""
    device = second_factor.pending_device(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        verdict = second_factor.check_code(device, form.cleaned_data["code"])
        if verdict.device:
            codes = second_factor.adopt(request, verdict.device)
            SignIn.objects.note(request, SignIn.Outcome.CODE_ACCEPTED, request.user)
            return _show_codes(request, codes)
        _refuse(request, form, verdict)
    context = {
        "title": "Set up your second factor",
        "form": form,
        "secret": _secret_in_fours(device),
        "replacing": is_verified(request.user),
        "next": _next(request),
    }
    return _page(request, "accounts/set_up.html", context)


@require_safe
@officers_only
@verified_if_set_up
def qr_code(request: HttpRequest) -> HttpResponse:
    """Draw the secret that this session is setting up, for the authenticator app's camera."""
    picture = BytesIO()
    device = second_factor.pending_device(request)
    qrcode.make(device.config_url, image_factory=SvgPathFillImage, box_size=16).save(picture)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@secret_fields
@get_or_post
@officers_only
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the authenticator app."""
    device = second_factor.authenticator_of(request.user)
    if device is None:
        return redirect("accounts:set-up")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        verdict = second_factor.check_code(device, form.cleaned_data["code"])
        if verdict.device:
            second_factor.enter(request, verdict.device)
            SignIn.objects.note(request, SignIn.Outcome.CODE_ACCEPTED, request.user)
            return redirect(_next(request))
        _refuse(request, form, verdict)
    context = {"title": "Second step: your code", "form": form, "next": _next(request)}
    return _page(request, "accounts/verify.html", context)


@secret_fields
@get_or_post
@officers_only
def recover(request: HttpRequest) -> HttpResponse:
    """Ask for a recovery code instead, from somebody whose phone is not at hand."""
    device = second_factor.recovery_device_of(request.user)
    if device is None:
        return redirect("accounts:verify")
    form = RecoveryCodeForm(request.POST or None)
    if form.is_valid():
        verdict = second_factor.check_recovery_code(device, form.cleaned_data["code"])
        if verdict.device:
            return _recovered(request, verdict.device)
        _refuse(request, form, verdict)
    context = {"title": "Second step: a recovery code", "form": form, "next": _next(request)}
    return _page(request, "accounts/recover.html", context)


def _recovered(request: HttpRequest, device: Any) -> HttpResponse:
    second_factor.enter(request, device)
    SignIn.objects.note(request, SignIn.Outcome.RECOVERY_CODE_USED, request.user)
    left = second_factor.codes_left(request.user)
    messages.warning(
        request,
        f"That recovery code is used up; you have {left} left. If your phone is lost, set up the "
        "second factor anew under “Your account”.",
    )
    return redirect(_next(request) if left else "accounts:set-up")


@get_or_post
@officers_only
@verified_if_set_up
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Replace the recovery codes; the new ones are shown in the answer, and never again."""
    if not second_factor.has_second_factor(request.user):
        return redirect("accounts:set-up")
    if request.method == "POST":
        return _show_codes(request, second_factor.renew_recovery_codes(request.user))
    context = {"title": "New recovery codes", "codes_left": second_factor.codes_left(request.user)}
    return _page(request, "accounts/renew_codes.html", context)


@secret_fields
@require_POST
@officers_only
@verified_if_set_up
def download_codes(request: HttpRequest) -> HttpResponse:
    """Send the codes on the page just shown back as a file. Only prints of them are kept, so the page brings them."""
    codes = request.POST.get("codes", "").split()
    if not second_factor.are_recovery_codes(request.user, codes):
        messages.error(request, "Those codes have been used or replaced. Make new ones to download them.")
        return redirect("accounts:recovery-codes")
    lines = [
        f"Recovery codes for {request.user.get_username()}. Each works once.",
        "",
        *map(_in_halves, codes),
    ]
    response = HttpResponse("\r\n".join(lines) + "\r\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


def locked_out(request: HttpRequest, original_response: Any = None, credentials: Any = None) -> HttpResponse:
    """Answer an attempt to sign in after too many wrong passwords (axes calls this)."""
    wait: timedelta = get_cool_off(request) or timedelta()
    context = {"title": "Locked for now", "minutes": round(wait.total_seconds() / 60)}
    response = _page(request, "accounts/locked_out.html", context, status=429)
    response["Retry-After"] = str(round(wait.total_seconds()))
    return response


def _refuse(request: HttpRequest, form: Form, verdict: Verdict) -> None:
    """Tell the officer why the code was not accepted, and note a wrong one."""
    form.add_error("code", verdict.problem)
    if not verdict.wait:
        SignIn.objects.note(request, SignIn.Outcome.WRONG_CODE, request.user)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {
        "title": "Your recovery codes",
        "codes": [_in_halves(code) for code in codes],
        "raw": " ".join(codes),
        "next": _next(request),
    }
    return _page(request, "accounts/recovery_codes.html", context)


def _in_halves(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def _secret_in_fours(device: Any) -> str:
    """Return the authenticator's secret as apps take it (base32), spaced for typing."""
    secret = second_factor.secret_of(device)
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _next(request: HttpRequest) -> str:
    """Return where the officer was going, if that is on this site, or else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else reverse("admin:index")


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page in the admin's frame; without the list of tables, which these pages do not need."""
    frame = admin.site.each_context(request) | {"available_apps": [], "is_nav_sidebar_enabled": False}
    return render(request, template, frame | context, status=status)
