"""A vote by name as it is told: its sides, each with those who were on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

SIDES = {"for": "For", "against": "Against", "abstained": "Abstained"}


@dataclass(frozen=True)
class Voter:
    """Somebody who voted, as printed; `address` is that of their page, empty where they have none."""

    name: str
    address: str = ""


@dataclass
class Side:
    """One side of a division; `casting` is who gave the casting vote to it, beside their own vote."""

    label: str
    voters: list[Voter] = field(default_factory=list)
    casting: list[Voter] = field(default_factory=list)

    def in_words(self) -> str:
        """Return the side as one sentence: “For: A, B. Casting vote: A.”."""
        parts = [(self.label, self.voters), ("Casting vote " + self.label.lower(), self.casting)]
        return " ".join(
            f"{label}: {', '.join(voter.name for voter in voters)}." for label, voters in parts if voters
        )


def named_votes(votes: Any) -> ArraySubquery:
    """Return what `sides_of` needs of the votes on each resolution of a query, as part of that query."""
    person = {name: f"person__{name}" for name in ("slug", "listed")}
    said = JSONObject(name="name", cast="cast", casting="casting", borough="person__borough__slug", **person)
    return ArraySubquery(votes.filter(resolution=OuterRef("pk")).order_by("pk").values_list(said))


def sides_of(votes: Iterable[dict[str, Any]]) -> list[Side]:
    """Return the sides that anybody was on: for, against, abstained. Each is told in the order given."""
    sides = {cast: Side(label) for cast, label in SIDES.items()}
    for vote in votes:
        side = sides[vote["cast"]]
        (side.casting if vote["casting"] else side.voters).append(Voter(vote["name"], _address(vote)))
    return [side for side in sides.values() if side.voters or side.casting]


def _address(vote: dict[str, Any]) -> str:
    if not (vote["slug"] and vote["listed"]):
        return ""
    return reverse("meetings:person-detail", args=[vote["borough"], vote["slug"]])
