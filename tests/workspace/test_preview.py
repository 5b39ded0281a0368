"""The preview is the readers’ page as it will be, and leaves no trace."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from meetings.models import Meeting, MinutePoint
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.preview import previewed
from minutes_portal.workspace.reading import read_text
from minutes_portal.workspace.rendering import fingerprint_of
from minutes_portal.workspace.saving import save_text
from tests.accounts.officers import make_officer, make_operator
from tests.makers import make_item, make_meeting

EVERYWHERE = pytest.mark.parametrize("whole", [False, True], ids=["item", "meeting"])
TEXT = """Agenda item

7. Damp and Mould in Council Homes

Minutes:

7.1 The Head of Repairs introduced the report.

RESOLVED: that the report be noted.
"""


def show(place: Place, officer: Any) -> str:
    """The preview as the workspace renders it, after everything was taken back."""
    request = RequestFactory().get("/")
    request.user = officer
    reading = read_text(TEXT, place)
    template, context = previewed(
        place, reading, Choices().with_defaults(reading.suggestions), request=request
    )
    return render_to_string(template, context, request)


def place_of(whole: bool, stage: str = "nothing") -> Place:
    meeting = make_meeting(stage)
    item = make_item(meeting=meeting, number="7", slug="7", title="Damp and Mould in Council Homes")
    return Place(meeting, None if whole else item)


@EVERYWHERE
@pytest.mark.django_db(transaction=True)
def test_preview_shows_the_readers_page_and_leaves_no_trace(whole: bool, client: Client) -> None:
    place = place_of(whole)
    mark = fingerprint_of(place)
    shown = show(place, make_operator())
    assert "The Head of Repairs introduced the report." in shown
    assert "that the report be noted." in shown
    assert fingerprint_of(place) == mark
    assert not MinutePoint.objects.exists()
    assert Meeting.objects.get().minutes_published_at is None
    assert not Meeting.published.exists(), "the public role looks for itself again"
    assert client.get(place.meeting.get_absolute_url()).status_code == 404


@EVERYWHERE
@pytest.mark.django_db(transaction=True)
def test_preview_is_what_readers_get_once_it_is_saved(whole: bool, client: Client) -> None:
    place = place_of(whole, "minutes")
    officer = make_operator()
    shown = show(place, officer)
    reading = read_text(TEXT, place)
    choices = Choices().with_defaults(reading.suggestions)
    save_text(place, TEXT, choices, based_on=fingerprint_of(place), officer=officer, reason="Missing.")
    address = (place.item or place.meeting).get_absolute_url() + ("print/" if whole else "")
    page = client.get(address).content.decode()
    assert body_of(page) == body_of(shown)


def body_of(page: str) -> str:
    """The minutes on a readers' page: what was corrected and when it was published is not known before."""
    start = page.index('id="minutes"') if 'id="minutes"' in page else page.index("<main")
    minutes = page[start : page.index("introduced the report") + 400]
    return minutes.split('id="changes"', maxsplit=1)[0].split("resolution__facts", maxsplit=1)[0]


@pytest.mark.django_db
def test_preview_of_what_cannot_be_saved_says_so() -> None:
    place = place_of(False, "minutes")
    clerk = make_officer("clerk", place.meeting.committee.borough)
    with pytest.raises(ValidationError, match="These minutes are public"):
        show(place, clerk)
