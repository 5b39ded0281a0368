"""When a subscription is looked at next."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from minutes_portal.alerts.models import Every

MORNING = time(7)
A_MOMENT = timedelta(minutes=10)  # between two mails of a subscription that tells at once


def next_time(every: str, now: datetime) -> datetime:
    """Return when, after `now`, a subscription of this rhythm may be told of something: at once is in ten minutes from
    its last mail; a day begins at seven in the morning, a week on Monday.
    """
    if every == Every.AT_ONCE:
        return now + A_MOMENT
    day = timezone.localtime(now).date()
    days = (7 - day.weekday()) if every == Every.WEEKLY else 1
    morning = timezone.make_aware(datetime.combine(day, MORNING))
    is_the_day = every == Every.DAILY or day.weekday() == 0
    if is_the_day and now < morning:
        return morning
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), MORNING))
