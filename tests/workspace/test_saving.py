"""Saving a text: what it says stands in the record, with what was confirmed and nothing that was not."""

from typing import Any

import pytest

from decisions.models import Resolution
from meetings.models import Action, MinutePoint
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import read_text
from minutes_portal.workspace.rendering import fingerprint_of, text_of
from minutes_portal.workspace.saving import Saved, save_text
from tests.accounts.officers import make_operator
from tests.makers import (
    make_item,
    make_meeting,
)

pytestmark = pytest.mark.django_db

TEXT = """Agenda item

7. Damp and Mould in Council Homes

Minutes:

7.1 The Head of Repairs introduced the report. The following points were noted:

· Reports of damp had doubled since 2021.
· Most visits took place within ten days.

7.2 Councillor Hartley asked who decides when a home is unfit.

7.3 Officers agreed to circulate the waiting times by the end of May.

RESOLVED: that the Cabinet Member be asked to
(a) publish the waiting times every quarter; and
(b) report back in March.
"""


@pytest.fixture
def place() -> Place:
    item = make_item(
        meeting=make_meeting("nothing"), number="7", slug="7", title="Damp and Mould in Council Homes"
    )
    return Place(item.meeting, item)


def save(place: Place, text: str, choices: Choices | None = None, **given: Any) -> Saved:
    given = {"officer": make_operator(), "based_on": fingerprint_of(place)} | given
    return save_text(place, text, choices or Choices(), **given)


def all_confirmed(place: Place, text: str) -> Choices:
    """Everything as the page shows it to begin with."""
    return Choices().with_defaults(read_text(text, place).suggestions)


def test_text_becomes_points_resolutions_and_limbs(place: Place) -> None:
    save(place, TEXT)
    points = list(MinutePoint.objects.order_by("order").values_list("number", "kind", "anchor"))
    assert points == [
        ("7.1", "paragraph", "7.1"),
        ("", "bullet", "p1"),
        ("", "bullet", "p2"),
        ("7.2", "paragraph", "7.2"),
        ("7.3", "paragraph", "7.3"),
    ]
    whole = Resolution.objects.get(parent=None)
    assert [limb.mark for limb in whole.limbs.order_by("order")] == ["(a)", "(b)"]


def test_nothing_that_was_not_confirmed_is_stored(place: Place) -> None:
    save(place, TEXT)
    assert all(resolution.outcomes == [] for resolution in Resolution.objects.all())
    whole = Resolution.objects.get(parent=None)
    assert (whole.addressee, whole.mover, whole.report_back) == ("", "", False)
    assert not Action.objects.exists()


def test_what_was_confirmed_is_stored(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    whole = Resolution.objects.get(parent=None)
    assert "requested" in whole.outcomes
    assert whole.report_back
    action = Action.objects.get()
    assert action.point is not None
    assert (action.owner, action.point.number) == ("Officers", "7.3")


def test_saving_the_same_text_again_changes_nothing(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    mark = fingerprint_of(place)
    saved = save(place, TEXT, all_confirmed(place, TEXT))
    assert fingerprint_of(place) == mark
    assert (saved.tally.created, saved.tally.updated, saved.tally.deleted) == (0, 0, 0)


def test_text_of_what_was_saved_reads_back_to_the_same_record(place: Place) -> None:
    save(place, TEXT, all_confirmed(place, TEXT))
    mark = fingerprint_of(place)
    save(place, text_of(place))
    assert fingerprint_of(place) == mark
