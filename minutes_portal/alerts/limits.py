"""How often somebody may ask for mails: so that nobody's inbox, and no mail server, is flooded through this site.

What is kept of who asked is a keyed hash that is another one each day, and it is erased on the next (erasing.py).
"""

from ipaddress import ip_address, ip_network

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from minutes_portal.accounts.addresses import client_address
from minutes_portal.alerts.models import Counted

A_NETWORK, AN_ADDRESS = 60, 6  # mails that may be asked for in a day
IPV6_OF_ONE = 64  # bits: what a provider gives one household


def network_may_ask(request: HttpRequest) -> bool:
    """Count a request from where it came; return whether that place has asked less than is allowed today."""
    return _counted("network", network_of(client_address(request))) <= A_NETWORK


def address_may_be_written_to(address: str) -> bool:
    """Count a mail that somebody asked for to this address; return whether it may be sent today."""
    return _counted("address", address.lower()) <= AN_ADDRESS


def network_of(address: str | None) -> str:
    """Return what stands for one household or office: an IPv4 address, or the first half of an IPv6 one."""
    if address is None:
        return "local"
    ip = ip_address(address)
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip) if ip.version == 4 else str(ip_network(f"{ip}/{IPV6_OF_ONE}", strict=False))


def _counted(what: str, who: str) -> int:
    day = timezone.localdate()
    digest = salted_hmac("alerts.limits", f"{day.isoformat()} {what} {who}", algorithm="sha256").hexdigest()
    return Counted.objects.one_more(day, digest)
