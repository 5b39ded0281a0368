"""This site as readers address it."""

from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """Return what whole addresses of this site begin with: `https://portal.example`."""
    return request.build_absolute_uri("/").removesuffix("/")
