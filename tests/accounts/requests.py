"""A request as the middleware sees it, with a test browser's cookies."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django_otp.middleware import OTPMiddleware


def request_of(client: Client, path: str) -> HttpRequest:
    """Return a GET of `path` with the browser's session and user."""

    def nothing(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().get(path)
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    SessionMiddleware(nothing).process_request(request)
    AuthenticationMiddleware(nothing).process_request(request)
    OTPMiddleware(nothing)(request)
    return request
