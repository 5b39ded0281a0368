"""Votes that the sample records by name: on the budget, and those that the chair had to decide."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from decisions.models import Resolution, Vote
from meetings.models import Person

if TYPE_CHECKING:
    from minutes_portal.sample.meetings import Sitting
    from minutes_portal.sample.speech import Debate

TIE_EVERY = 9  # of the contested cases of a borough, this one ends in a tie
FEWEST_FOR_A_TIE = 5


@dataclass
class Division:
    """How those present voted; `casting` is whoever decided a tie, for it."""

    sides: dict[str, list[Person]]
    casting: Person | None = None

    def totals(self) -> dict[str, Any]:
        """Return the columns of the resolution: a casting vote is not counted in."""
        columns = {"votes_for": "for", "votes_against": "against", "votes_abstain": "abstained"}
        return {column: len(self.sides.get(side, [])) for column, side in columns.items()}

    def record(self, sitting: "Sitting", resolution: Resolution) -> None:
        """Add the votes to the sample, each under the name that the minutes print."""
        called = sitting.house.called
        sitting.record.votes += [
            Vote(resolution=resolution, person=member, name=called(member), cast=side)
            for side, members in self.sides.items()
            for member in members
        ]
        if self.casting:
            name = called(self.casting)
            sitting.record.votes.append(
                Vote(resolution=resolution, person=self.casting, name=name, cast="for", casting=True)
            )


def on_the_budget(sitting: "Sitting", debate: "Debate") -> Division:
    """Vote on the budget and print how each member voted, as the law asks (SI 2014/165)."""
    members = sitting.present
    against = sitting.rng.sample(members[2:], len(members) // 4)
    sides = {"for": [member for member in members if member not in against], "against": against}
    for side, voters in sides.items():
        names = ", ".join(sitting.house.called(member) for member in voters)
        debate.writer.paragraph(f"{side.title()} the budget ({len(voters)}): {names}", numbered=False)
    return Division(sides)


def tied(sitting: "Sitting", debate: "Debate") -> Division | None:
    """Now and then let a case end in a tie that whoever presides decides; None for all other cases."""
    members = sitting.present
    if len(members) < FEWEST_FOR_A_TIE or sitting.house.nth("contested case") % TIE_EVERY:
        return None
    half = len(members) // 2
    sides = {"for": members[:half], "against": members[half : 2 * half], "abstained": members[2 * half :]}
    debate.writer.paragraph(
        "A recorded vote was asked for. There was an equality of votes, and the Chair gave the casting vote for the"
        " recommendation of the report."
    )
    return Division(sides, casting=members[0])
