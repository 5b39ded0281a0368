"""What the browser tests share: Debian's Chromium."""

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import find

# Playwright's synchronous interface runs a loop in this thread; the database is only ever used between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, rather than a download of Playwright's, once a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def starter_topics(live_server: Any) -> None:
    """Put back what the migrations brought: the end of every test with a live server empties all tables."""
    with connection.schema_editor() as editor:
        import_module("meetings.migrations.0002_starter_topics").add_topics(apps, editor)
