"""A reader who watches what is public, what was and what never is, in the worlds of world.py: the same in both."""

from datetime import UTC, datetime
from uuid import UUID

from minutes_portal.alerts.models import Subscriber, Subscription

ADDRESS = "canaryreader@post.example"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
MEETING = "/meetings/eastmere/care-scrutiny"
QUESTIONS = (
    "/search/?q=care", "/search/?borough=eastmere", "/search/?q=canarym*&procedural=all", "/search/?kind=document", "/decisions/",
    "/decisions/?q=care", "/decisions/?outcome=recommended", "/decisions/recommendations/", "/decisions/issues/", "/meetings/", "/decisions/forward-plan/",
    "/decisions/forward-plan/?kind=made", "/decisions/forward-plan/eastmere/kd100/", "/decisions/recommendations/eastmere/care-scrutiny/2024-09-24/5/1/",
    "/meetings/?topic=care-at-home", "/boroughs/eastmere/", "/boroughs/eastmere/care-scrutiny/", "/topics/care-at-home/",
    "/people/eastmere/ada-fenwick/", *(f"{MEETING}/2024-09-{day:02}/" for day in (1, 2, 3, 4, 20, 24)),
    *(f"{MEETING}/2024-09-24/{item}/" for item in (5, 6, 8)), "/decisions/eastmere/care-scrutiny/2024-09-24/5/1/",
)  # fmt: skip


def add_reader() -> Subscriber:
    """Make a reader with all these alerts, confirmed long ago; keys are given, so that links are the same in both worlds."""
    reader = Subscriber.objects.create(key=UUID(int=1), address=ADDRESS, added_at=SINCE)
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=reader, key=UUID(int=100 + n), question=question, every="daily", asked_at=SINCE,
            confirmed_at=SINCE, told_up_to=SINCE, next_at=SINCE,
        )
        for n, question in enumerate(QUESTIONS)
    )  # fmt: skip
    return reader
