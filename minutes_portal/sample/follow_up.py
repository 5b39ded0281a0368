"""Follows recommendations: sent, answered or overdue, under way or done."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from decisions.models import Progress, Recommendation, Resolution, Response, Update
from decisions.recommending import BOUND, BY_LAW, kind_of, months_after
from meetings.models import AgendaItem
from minutes_portal.sample.language import fill

if TYPE_CHECKING:
    from minutes_portal.sample.meetings import Sitting
    from minutes_portal.sample.speech import Debate

Verdict = Response.Verdict
REASONS = {
    Verdict.ACCEPTED: (
        "The recommendation is accepted in full. {director} will lead, and provision of £{20..90},000 has been made.",
        "Accepted. The work fits the service plan for {nextfy} and needs no further approval.",
        "Accepted: the evidence given to the {body} was persuasive, and a start has been made in {place}.",
        "The {cabinet} thanks the {body} for its work and accepts the recommendation without change.",
    ),
    Verdict.PARTLY: (
        "Accepted in principle, but a full roll-out depends on funding; a trial in {place} will come first.",
        "The first part is accepted. The second would commit the budget for {nextfy} before it has been set.",
        "Accepted except for the date: the contract does not allow a change before it is renewed next spring.",
    ),
    Verdict.REJECTED: (
        "Not accepted. The cost, about £{180..420},000 a year, cannot be met from the present budget.",
        "Rejected: the power lies with {partner} and not with the Council. The request has been passed on.",
        "Not accepted, because a review of {service} reports in the autumn and should not be prejudged.",
    ),
    Verdict.NOTED: (
        "Noted. The {cabinet} will come back to the point when national guidance has been published.",
        "The recommendation is noted; officers consider that existing practice already meets it.",
    ),
}
NOTES = {
    Progress.NOT_STARTED: ("", "Awaiting the appointment of a lead officer."),
    Progress.UNDER_WAY: (
        "A lead officer has been named and the first of three stages is complete.",
        "Draft prepared and shared with {charity}; it goes to the {cabinet} in the new year.",
        "The trial in {place} began in {month}. Early results will be shared with members.",
        "Tender documents are ready; the start slipped by two months for want of staff.",
    ),
    Progress.DONE: (
        "Complete. The first figures were published in {month} and will be updated each quarter.",
        "Done: the new arrangements apply across the borough, and the {body} visited them.",
        "Complete. Training has been given to {40..190} staff and is now part of induction.",
        "The policy was changed and the change was confirmed by internal audit.",
    ),
    Progress.ABANDONED: ("Not pursued: the grant on which it depended was withdrawn by the government.",),
}


BEGUN = "Work has begun; a lead officer has been named."


def follow_each(sitting: "Sitting", whole: Resolution, debate: "Debate") -> None:
    """Write where each limb of a resolution stands today, where they are followed one by one; else the whole of it."""
    names, limbs = debate.names, [row for row in debate.writer.resolutions if row.parent is whole]
    own = random.Random(
        f"limbs {whole.item.meeting} {whole.wording} {len(limbs)}"
    )  # its own, so that no minute changes
    if len(limbs) < 2 or own.random() < 0.3:
        follow(sitting, whole, names)
        return
    first, *others = limbs
    follow(sitting, first, names, to=whole.addressee)
    for limb in others:
        follow(sitting, limb, names, to=whole.addressee, rng=own)


def follow(
    sitting: "Sitting",
    resolution: Resolution,
    names: dict[str, str],
    *,
    to: str = "",
    rng: random.Random | None = None,
) -> None:
    """Write where a recommendation stands today. to: who is asked, where the words themselves do not say it."""
    rng, today, held = rng or sitting.rng, sitting.today, sitting.slot.day
    to = resolution.addressee or to or f"the {names['cabinet']}"
    recommendation = Recommendation(
        item=resolution.item, resolution=resolution, addressee=kind_of(to), sent_to=to[0].upper() + to[1:]
    )
    sitting.record.recommendations.append(recommendation)
    sent = held + timedelta(days=rng.randint(5, 20))
    if sent >= today or (rng.random() < 0.08 and (today - held).days < 300):
        return
    recommendation.sent_on, recommendation.due_on = sent, months_after(sent, BY_LAW)
    recommendation.due_by = (
        Recommendation.DueBy.LAW if recommendation.addressee in BOUND else Recommendation.DueBy.AGREED
    )
    answered = sent + timedelta(days=rng.randint(25, 110))
    age = (today - sent).days
    silent = 0.3 if age < 200 else 0.12 if age < 400 else 0.02  # the old ones were answered in the end
    if answered >= today or rng.random() < silent:
        return
    answer(sitting, recommendation, answered, names, rng)


def answer(
    sitting: "Sitting", recommendation: Recommendation, day: date, names: dict[str, str], rng: random.Random
) -> None:
    """Write the answer, a second one to some that were only noted, and the progress since."""
    verdict = rng.choices(list(REASONS), (5, 3, 1.5, 1.2))[0]
    responder = rng.choice((f"The {names['cabinet']}", f"{names['holder']}, {names['portfolio']}"))
    answers = [(day, verdict)]
    if verdict == Verdict.NOTED and day + timedelta(days=120) < sitting.today and rng.random() < 0.5:
        answers.append((day + timedelta(days=118), Verdict.PARTLY))
    for when, how in answers:
        reason = fill(rng.choice(REASONS[how]), names, rng)
        sitting.record.responses.append(
            Response(
                recommendation=recommendation, date=when, responder=responder, verdict=how, reason=reason
            )
        )
    if verdict == Verdict.REJECTED:
        return
    age = (sitting.today - day).days
    stages = [Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.DONE, Progress.ABANDONED]
    weights = (1, 5, 6, 0.5) if age > 300 else (3, 6, 2, 0.2)
    recommendation.progress = rng.choices(stages, weights)[0]
    note = fill(rng.choice(NOTES[recommendation.progress]), names, rng)
    told = day + (sitting.today - day) * rng.uniform(0.2, 0.9)
    if recommendation.progress == Progress.DONE:
        sitting.record.updates.append(
            Update(
                recommendation=recommendation,
                date=day + (told - day) / 2,
                progress=Progress.UNDER_WAY,
                note=BEGUN,
            )
        )
    sitting.record.updates.append(
        Update(recommendation=recommendation, date=told, progress=recommendation.progress, note=note)
    )


def hear(sitting: "Sitting", item: AgendaItem) -> list[str]:
    """Tie the answers that have come since the committee last met to the item that receives them; return what is minuted of
    each. Nothing is said of recommendations whose item is exempt.
    """
    minuted: dict[str, None] = {}
    for response in sitting.record.responses:
        asked = response.recommendation.item
        ours = asked.meeting.committee is sitting.slot.committee and not asked.exempt
        if ours and response.item is None and response.date <= sitting.slot.day:
            response.item = item
            day = f"{asked.meeting.date:%-d %B %Y}"
            minuted[
                f"Members received the answer of {response.responder} to what was recommended on {day} under “{asked.title}”."
            ] = None
    return list(minuted)
