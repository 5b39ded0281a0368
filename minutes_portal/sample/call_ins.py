"""Minutes a call-in, and the executive's second look at a decision that came back."""

from typing import TYPE_CHECKING

from minutes_portal.sample.writing import Limb

if TYPE_CHECKING:
    from minutes_portal.sample.agendas import Business
    from minutes_portal.sample.meetings import Sitting
    from minutes_portal.sample.speech import Debate

ENDINGS = {  # outcome, passive voice, infinitive voice
    "upheld": (
        ["call-in upheld", "referred back"],
        "the call-in be upheld and the decision be referred back to the {cabinet}, with the concerns set out above",
        "uphold the call-in and refer the decision back to the {cabinet} for reconsideration",
    ),
    "not upheld": (
        ["call-in not upheld"],
        "the call-in be not upheld, so that the decision of the {cabinet} takes effect at once",
        "take no objection to the decision of the {cabinet}, which takes effect at once; the call-in is not upheld",
    ),
    "council": (
        ["call-in upheld", "referred to council"],
        "the decision be referred to Council, the {body} being of the view that it is contrary to the policy framework",
        "refer the decision to Council, as contrary to the policy framework",
    ),
}
GROUNDS = (
    "that consultation with residents of {place} had been too short",
    "that the financial case rested on figures which were out of date",
    "that the alternatives had not been set out fairly",
    "that the equality impact assessment had been completed after the decision",
    "that ward councillors in {place2} had not been told",
)


def called_in(sitting: "Sitting", business: "Business", debate: "Debate", before: str) -> None:
    """Write the hearing of a call-in and its end."""
    house, rng, writer = sitting.house, sitting.rng, debate.writer
    said = before and f" {before}"
    signers = [house.called(member) for member in rng.sample(house.people.backbenchers, 3)]
    first, second = rng.sample(GROUNDS, 2)
    writer.paragraph(
        debate.fill(
            f"The {{body}} considered the call-in of a decision of the {{cabinet}}.{said} The request had been signed by"
            f" {signers[0]}, {signers[1]} and {signers[2]}, and the Monitoring Officer had accepted it as valid."
        )
    )
    writer.paragraph(debate.fill(f"{signers[0]} gave the reasons for the call-in: {first}, and {second}."))
    writer.paragraph(
        debate.fill(
            "{holder}, {portfolio}, replied that the decision had been taken on full information and that a delay of three"
            " months would cost about £{40..160},000."
        )
    )
    debate.state(2)
    debate.question(4, 0)
    writer.heading("Summing up")
    writer.paragraph(
        f"{signers[1]} summed up for those who had called in the decision, and {debate.names['holder']} for the"
        f" {debate.names['cabinet']}."
    )
    outcomes, passive, infinitive = ENDINGS[business.ending or "not upheld"]
    words = debate.fill(infinitive if house.habit.infinitive else passive)
    against = rng.randint(2, max(2, len(sitting.present) // 2 - 1))
    writer.resolve(
        [Limb(outcomes, words)],
        votes_for=max(len(sitting.present) - against, against + 1)
        if len(sitting.present) > 2 * against
        else len(sitting.present) - against,
        votes_against=against,
        votes_abstain=0,
    )


def reconsidered(sitting: "Sitting", business: "Business", debate: "Debate", before: str) -> None:
    """Write the executive's second look: it amends its decision or confirms it."""
    writer, infinitive = debate.writer, sitting.house.habit.infinitive
    said = before and f" {before}"
    writer.paragraph(
        debate.fill(
            f"The {{cabinet}} reconsidered its decision, which had been referred back.{said} {{chair}} reported the concerns"
            " that had been expressed and thanked those who had raised them."
        )
    )
    debate.state(2)
    debate.question(2, 0)
    if business.ending == "amended":
        passive = [
            "the decision be amended so that work in {place} follows a further six weeks of consultation",
            "the remainder of the decision be confirmed",
        ]
        verbs = [
            "amend the decision so that work in {place} follows a further six weeks of consultation",
            "confirm the remainder of the decision",
        ]
        words = verbs if infinitive else passive
        writer.resolve([Limb(["agreed"], debate.fill(words[0])), Limb(["approved"], words[1])])
        return
    words_ = (
        "confirm the decision without amendment"
        if infinitive
        else "the decision be confirmed without amendment"
    )
    writer.resolve([Limb(["approved"], words_)])
