"""Where a request came from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the client's IP address, or None if there is none (a local socket).

    The setting PROXY_COUNT says how many proxies of our own stand in front. Each appends the address that it saw
    to X-Forwarded-For, so the client is that many from the right; what stands further left anybody can invent.
    Without proxies the header is not looked at.
    """
    proxies: int = getattr(settings, "PROXY_COUNT", 0)
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and len(forwarded) >= proxies and (address := _valid(forwarded[-proxies])):
        return address
    return _valid(request.META.get("REMOTE_ADDR", ""))


def _valid(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None
