"""The shape of an invented borough and of its committees, before they become records."""

from dataclasses import dataclass

from meetings.models import Committee

Kind = Committee.Kind


@dataclass(frozen=True)
class CommitteePlan:
    """A committee to be, how often it meets and which officers' subjects come to it."""

    name: str
    kind: Kind
    per_year: float
    subjects: tuple[str, ...]
    remit: str
    weekday: int = 1  # Monday is 0
    time: str = "19:00"
    seats: int = 9
    body: str = "Committee"  # what its minutes call it
    follows: str = ""  # the name of its predecessor
    partners: tuple[str, ...] = ()
    until_days_ago: int = 0  # abolished so long ago
    from_days_ago: int = 0  # created so long ago


@dataclass(frozen=True)
class BoroughPlan:
    """A borough to be."""

    slug: str
    name: str
    council_name: str
    about: str
    accent: str
    councillors: int
    executive: str  # Cabinet or Executive
    forward_plan: str  # pattern of its forward-plan references
    report: str  # pattern of its report references
    places: tuple[str, ...]
    venue: str
    committees: tuple[CommitteePlan, ...]
    charity: str
    partner: str

    @property
    def host(self) -> str:
        return f"www.{self.slug}.example"


def names(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(text.split(", "))
