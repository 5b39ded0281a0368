"""What officers do with recommendations: make one of a resolution, enter answers, tell how far it has come.

Source of the two months: Local Government Act 2000 s.9FE. It binds the authority and its executive; officers and
outside bodies answer by a date in the resolution, or one agreed with them.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from decisions.acts import place_recommendations
from decisions.models import Constitution, Recommendation, Resolution, Response, Update
from meetings.models import AgendaItem, Committee, Document

Addressee, DueBy = Recommendation.Addressee, Recommendation.DueBy
BY_LAW = 2  # months
BOUND = (Addressee.COMMITTEE, Addressee.PORTFOLIO)
# The first that is found in who is to act says what kind of addressee that is.
KINDS = (
    (Addressee.PORTFOLIO, r"\b(cabinet|executive|lead) (member|councillor)|portfolio|\bmayor\b|\bleader\b"),
    (Addressee.OFFICERS, r"\bofficers?\b|\bdirector|\bhead of\b|\bchief executive\b"),
    (Addressee.COMMITTEE, r"\bcabinet\b|\bexecutive\b|\bcommittee|\bcouncil\b|\bpanel\b|\bcommission\b"),
)


def months_after(day: date, months: int) -> date:
    """Return the same day some calendar months later, or the last of a shorter month: 31 December + 2 is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_date(part: Resolution, addressee: str, sent_on: date) -> tuple[date | None, str]:
    """Return when an answer is due, and by what: the date in the resolution or limb, else the borough's rule, else
    the law; no date for whom neither binds.
    """
    stated = next((each.due_date for each in parts_above(part) if each.due_date), None)
    if stated and stated >= sent_on:
        return stated, DueBy.RESOLUTION
    if addressee not in BOUND:
        return None, DueBy.AGREED
    rules = Constitution.objects.filter(borough=part.item.meeting.committee.borough_id)
    in_force = rules.filter(in_force_from__lte=sent_on).order_by("-in_force_from").first()
    months = in_force.response_months if in_force else BY_LAW
    return months_after(sent_on, months), DueBy.LAW if months == BY_LAW else DueBy.RULE


def parts_above(part: Resolution | None) -> list[Resolution]:
    """Return a resolution or limb, then what it hangs under, up to the whole."""
    chain = []
    while part:
        chain.append(part)
        part = part.parent
    return chain


def proposed_addressee(part: Resolution) -> tuple[str, str]:
    """Return the kind of addressee, and who it is as readers see it, as far as the resolution says; a suggestion."""
    named = (each.forwarded_to or each.addressee for each in parts_above(part))
    who = next(filter(None, named), "")
    return kind_of(who), who[:1].upper() + who[1:]


def kind_of(who: str) -> str:
    """Return what kind of addressee a name sounds like; a committee where there is no name."""
    kind = next((kind for kind, words in KINDS if re.search(words, who, re.IGNORECASE)), None)
    return str(kind or (Addressee.OUTSIDE if who else Addressee.COMMITTEE))


def proposed_committee(part: Resolution) -> Committee | None:
    """Return the borough's committee of the name that the resolution addresses; a suggestion."""
    who = proposed_addressee(part)[1].removeprefix("The ").strip()
    committees = Committee.objects.filter(borough=part.item.meeting.committee.borough_id)
    return committees.filter(name__iexact=who).first() if who else None


@transaction.atomic
def recommend(
    part: Resolution, *, addressee: str, sent_to: str, to_committee: Committee | None = None,
    sent_on: date | None = None, due_on: date | None = None,
) -> Recommendation:  # fmt: skip
    """Follow a resolution or limb up as a recommendation, and return it, saved. With `sent_on`, it is sent, and an answer
    is due on the day agreed, or as `due_date` says.
    """
    recommendation = Recommendation(
        resolution=part, addressee=addressee, sent_to=sent_to, to_committee=to_committee
    )
    place_recommendations(part, [recommendation])
    if sent_on:
        _set_sent(recommendation, sent_on, due_on)
    recommendation.save()
    return recommendation


def count_due_date(recommendation: Recommendation) -> None:
    """Set when an answer is due where that was left empty, of a recommendation that is sent and not saved yet."""
    if recommendation.sent_on and not recommendation.due_on:
        _set_sent(recommendation, recommendation.sent_on, None)


def _set_sent(recommendation: Recommendation, on: date, due_on: date | None) -> None:
    counted = due_date(recommendation.resolution, recommendation.addressee, on)
    agreed = due_on is not None and due_on != counted[0]
    recommendation.sent_on = on
    recommendation.due_on, recommendation.due_by = (due_on, DueBy.AGREED) if agreed else counted


def open_recommendations(item: AgendaItem, rows: QuerySet[Recommendation]) -> Any:
    """Keep the recommendations that may be answered at an item: made in its borough until that day, not settled, without
    an answer or with one that only noted them; those addressed to its committee first, the longest due before others.
    """
    meeting = item.meeting
    final = Response.objects.exclude(verdict=Response.Verdict.NOTED).values("recommendation")
    waiting = rows.waiting().exclude(pk__in=final)  # type: ignore[attr-defined]
    asked = Q(to_committee=meeting.committee_id) | Q(to_committee=None, addressee__in=BOUND)
    found: Any = waiting.filter(
        asked,
        item__meeting__committee__borough=meeting.committee.borough_id,
        item__meeting__date__lte=meeting.date,
    )
    return found.order_by("to_committee", "due_on", "pk")  # nobody named comes last


@transaction.atomic
def record_response(
    recommendation: Recommendation, *, on: date, responder: str, verdict: str, reason: str = "",
    item: AgendaItem | None = None, document: Document | None = None,
) -> Response:  # fmt: skip
    """Enter an answer to a recommendation, given at `item` where it was given at a meeting."""
    return Response.objects.create(
        recommendation=recommendation, date=on, responder=responder, verdict=verdict, reason=reason, item=item,
        document=document,
    )  # fmt: skip


@transaction.atomic
def record_update(
    recommendation: Recommendation, *, on: date, progress: str, note: str = "", item: AgendaItem | None = None
) -> Update:
    """Enter how far a recommendation has come. Closing it takes a reason: the database refuses one without."""
    update = Update.objects.create(
        recommendation=recommendation, date=on, progress=progress, note=note, item=item
    )
    settle_progress(recommendation)
    return update


def settle_progress(recommendation: Recommendation) -> None:
    """Bring the progress of a recommendation in step with its last update, where it has any."""
    last = recommendation.updates.order_by("-date", "-pk").first()
    if last and recommendation.progress != last.progress:
        recommendation.progress = last.progress
        recommendation.save(update_fields=["progress"])
