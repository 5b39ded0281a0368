"""What the tests of alerts share: a real mail server on this machine."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.alerts.postbox import Postbox, post_office


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    with post_office(box) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "Minutes Portal <alerts@portal.example>"
        settings.SITE_ADDRESS = "https://portal.example"
        yield box
