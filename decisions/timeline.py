"""What came to pass with a recommendation, in the order of time: from the meeting that made it to its last update."""

from dataclasses import dataclass
from datetime import date
from typing import Any

# Of what falls on one day, that which leads to the other comes first.
ORDER = ("recommended", "sent", "response", "update", "due")


@dataclass(frozen=True)
class Event:
    """Something that came to pass, or is to, on a day; `what` is one of ORDER, `row` the answer or update it tells of.

    late: how many days a due answer has been missing, or how long after it was due it came.
    """

    what: str
    day: date
    row: Any = None
    late: int = 0


def timeline(recommendation: Any, made_on: date, today: date) -> list[Event]:
    """Return the events of a recommendation, loaded with its responses and updates, earliest first.

    made_on: the day of the meeting. A day that is due is told where no answer came by then.
    """
    responses = list(recommendation.responses.all())
    events = [Event("recommended", made_on)]
    if recommendation.sent_on:
        events.append(Event("sent", recommendation.sent_on))
    events += [Event("response", each.date, each, _late(recommendation, each.date)) for each in responses[:1]]
    events += [Event("response", each.date, each) for each in responses[1:]]
    events += [Event("update", each.date, each) for each in recommendation.updates.all()]
    if recommendation.due_on and not any(each.date <= recommendation.due_on for each in responses):
        waits = not responses and not recommendation.settled
        events.append(Event("due", recommendation.due_on, late=_late(recommendation, today) if waits else 0))
    return sorted(events, key=lambda event: (event.day, ORDER.index(event.what)))


def _late(recommendation: Any, day: date) -> int:
    return max(0, (day - recommendation.due_on).days) if recommendation.due_on else 0
