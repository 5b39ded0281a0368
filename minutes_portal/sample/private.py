"""What the public may not read: whole items, single paragraphs, single resolutions."""

from typing import TYPE_CHECKING, Any

from minutes_portal.sample import resolving
from minutes_portal.sample.speech import EXECUTIVE_INTRODUCTIONS
from minutes_portal.sample.writing import ENGLAND, Limb

if TYPE_CHECKING:
    from minutes_portal.sample.agendas import Business
    from minutes_portal.sample.meetings import Sitting
    from minutes_portal.sample.speech import Debate

WORDS = (  # the paragraph of Schedule 12A comes first
    "3: A member asked about the contractor’s debts. {officer} said that it owed £{210..690},000 to the tax authorities.",
    "3: {officer} told members what each bidder had offered: £{310..420},000, £{430..520},000 and £{530..610},000.",
    "2: {officer} described the circumstances of one family, whose case was before the court.",
)
LIMIT = "the price be not more than £{310..690},000, and the second bidder be approached if talks fail by the end of {month}"


def england(paragraph: int, reason: str, summary: str = "") -> dict[str, Any]:
    """Return the fields of an exemption under Part 1 of Schedule 12A."""
    return ENGLAND | {
        "exempt": True,
        "exempt_paragraphs": [paragraph],
        "exempt_reason": reason,
        "public_summary": summary,
    }


def item(sitting: "Sitting", business: "Business", debate: "Debate", before: str) -> None:
    """Write an item taken in private, and what the public is told instead."""
    matter, row, rng = debate.matter, debate.writer.item, sitting.rng
    reason = debate.fill(debate.house.deal(matter, "grounds", 1)[0])
    summary = "".join(debate.fill(line) for line in debate.house.deal(matter, "summaries", 1))
    for name, value in england(matter.paragraph, reason, summary).items():
        setattr(row, name, value)
    debate.introduce(EXECUTIVE_INTRODUCTIONS)
    debate.state(rng.randint(2, 3))
    debate.question(rng.randint(1, 2), 0)
    chosen = [
        resolving.limb(line, matter, debate.house, debate.names)
        for line in debate.house.deal(matter, "resolves", 2)
    ]
    debate.writer.resolve(chosen or [Limb(["noted"], "the report be noted")])


def words(sitting: "Sitting", debate: "Debate") -> None:
    """Now and then, minute a paragraph in private within an open item."""
    if sitting.rng.random() < 0.04:
        reason = "It concerns the affairs of persons who spoke or were spoken of in confidence."
        paragraph, text = debate.fill(debate.house.pick(WORDS)).split(": ", 1)
        debate.writer.paragraph(
            text, numbered=False, **england(int(paragraph), reason, "Members were told more in confidence.")
        )


def limit(sitting: "Sitting", debate: "Debate") -> None:
    """Now and then, resolve in private on a limit to a price within an open item."""
    if sitting.rng.random() < 0.03 and not sitting.house.habit.infinitive:
        reason = "To state the limit would tell the other party how far the Council will go."
        debate.writer.resolve([Limb(["agreed"], debate.fill(LIMIT))], **england(3, reason))
