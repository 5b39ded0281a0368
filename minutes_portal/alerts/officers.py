"""The officers' page of alerts: how many, and whether they arrive."""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from minutes_portal.accounts.access import Access
from minutes_portal.alerts import counting
from minutes_portal.alerts.models import Mail


@require_safe
def alerts(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the numbers to any officer; they tell nothing of any reader."""
    if not Access.of(request.user).is_officer:
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": "Alerts by e-mail",
        "subscriptions": counting.subscriptions(),
        "kinds": [kind.label for kind in Mail.Kind],
        "mails": counting.mails(),
    }
    return TemplateResponse(request, "admin/alerts.html", context)
