"""Invented boroughs with four years of minutes: what a new site shows, and what tests and screenshots look at."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minutes_portal.sample.build import Tally

SAMPLE_OFFICER = "officer"
SAMPLE_PASSWORD = "minutes-of-eastmere"


def build_sample(today: date) -> "Tally":
    """Save the sample whose dates hang off `today`, unless it is there already; return how many rows it has.

    Raises `minutes_portal.sample.build.SampleClash` if other records use the sample's names.
    """
    from minutes_portal.sample import build

    return build.build_sample(today)


def create_sample_officer() -> bool:
    """Create the sample officer, a superuser, unless there is one; say whether it was created."""
    from django.contrib.auth import get_user_model

    users = get_user_model()._default_manager
    if users.filter(username=SAMPLE_OFFICER).exists():
        return False
    users.create_superuser(
        username=SAMPLE_OFFICER, email="officer@eastmere.example", password=SAMPLE_PASSWORD
    )
    return True
