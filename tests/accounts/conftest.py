"""What the tests of accounts share: the second factor asked for."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def second_factor_required(settings: Any) -> None:
    """As on a real site; a test of something else signs in with `signed_in`."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def strict_client() -> Client:
    """A browser whose forms must carry the CSRF token."""
    return Client(enforce_csrf_checks=True)
