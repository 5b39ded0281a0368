"""The invented councillors, officers and others, and the posts they hold."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils.text import slugify

from meetings.models import Borough, Committee, Person, Role
from minutes_portal.sample.plans import BoroughPlan


def _listed(section: str) -> list[str]:
    """Return the names of one section of names.txt."""
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    return text.partition(f"[{section}]")[2].partition("[")[0].split()


GIVEN = _listed("given")
SURNAMES = _listed("surnames")
PARTIES = (
    "Labour",
    "Labour",
    "Conservative",
    "Liberal Democrat",
    "Labour",
    "Conservative",
    "Green",
    "Independent",
)

# The key is what a matter's `officer:` names; then the post and the portfolio it answers to.
POSTS = {
    "chief": ("Chief Executive", "Leader of the Council"),
    "care": ("Director of Adult Social Care", "Cabinet Member for Adult Social Care and Health"),
    "health": ("Director of Public Health", "Cabinet Member for Adult Social Care and Health"),
    "children": ("Director of Children’s Services", "Cabinet Member for Children and Young People"),
    "schools": ("Assistant Director, Education and SEND", "Cabinet Member for Children and Young People"),
    "housing": ("Director of Housing", "Cabinet Member for Housing"),
    "place": ("Director of Place", "Cabinet Member for Highways and Transport"),
    "climate": ("Head of Climate and Environment", "Cabinet Member for Climate and Environment"),
    "planning": ("Head of Planning and Regeneration", "Cabinet Member for Growth and Regeneration"),
    "planning-cases": ("Development Management Team Leader", "Cabinet Member for Growth and Regeneration"),
    "culture": ("Head of Libraries, Culture and Leisure", "Cabinet Member for Communities and Culture"),
    "safety": ("Head of Community Safety", "Cabinet Member for Communities and Culture"),
    "licensing-cases": ("Licensing Manager", "Cabinet Member for Communities and Culture"),
    "finance": ("Director of Finance (Section 151 Officer)", "Cabinet Member for Finance and Resources"),
    "digital": ("Head of Customer and Digital Services", "Cabinet Member for Finance and Resources"),
    "legal": ("Monitoring Officer", "Leader of the Council"),
}
CLERKS = ("Democratic Services Manager", "Scrutiny Officer")
GUESTS = (
    "Chief Superintendent, Borough Police",
    "Chief Operating Officer, {partner}",
    "Chief Officer, {charity}",
    "Head Teacher and chair of the Schools Forum",
    "Regional Director, Aldous Homecare Ltd",
    "Managing Director, Severnside Leisure Trust",
)
COOPTED = (
    "Church of England diocesan representative",
    "Parent governor representative",
    "Roman Catholic representative",
    "Tenants’ representative",
)


@dataclass
class Household:
    """The people of one borough, by what they do."""

    councillors: list[Person] = field(default_factory=list)
    executive: dict[str, Person] = field(default_factory=dict)  # by portfolio, the Leader first
    officers: dict[str, Person] = field(default_factory=dict)  # by key of POSTS
    clerks: list[Person] = field(default_factory=list)
    coopted: list[Person] = field(default_factory=list)
    guests: list[Person] = field(default_factory=list)
    public: list[Person] = field(default_factory=list)

    @property
    def backbenchers(self) -> list[Person]:
        busy = {person.slug for person in self.executive.values()}
        return [person for person in self.councillors if person.slug not in busy]

    def everybody(self) -> list[Person]:
        return [
            *self.councillors,
            *self.officers.values(),
            *self.clerks,
            *self.coopted,
            *self.guests,
            *self.public,
        ]


class Names:
    """Deals full names, none twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng, self._used = rng, set[str]()
        self._given: list[str] = []
        self._surnames: list[str] = []

    def deal(self) -> str:
        self._given = self._given or self._rng.sample(GIVEN, len(GIVEN))
        self._surnames = self._surnames or self._rng.sample(SURNAMES, len(SURNAMES))
        name = f"{self._given.pop()} {self._surnames.pop()}"
        if name in self._used:
            return self.deal()
        self._used.add(name)
        return name


def populate(plan: BoroughPlan, borough: Borough, names: Names, title: str) -> Household:
    """Return the people of a borough, not yet saved."""

    def person(kind: Person.Kind, honorific: str = "", **rest: object) -> Person:
        name = names.deal()
        slug = slugify(name.replace("’", ""))
        listed = kind != Person.Kind.PUBLIC
        return Person(
            borough=borough, name=name, honorific=honorific, slug=slug, kind=kind, listed=listed, **rest
        )

    people = Household()
    people.councillors = [
        person(
            Person.Kind.COUNCILLOR,
            title,
            party=PARTIES[(n * 3 + len(plan.slug)) % 8],
            ward=plan.places[n % len(plan.places)],
        )
        for n in range(plan.councillors)
    ]
    portfolios = list(dict.fromkeys(portfolio for _, portfolio in POSTS.values()))
    seats = 9 if plan.councillors > 18 else 7
    for n, portfolio in enumerate(portfolios):  # small boroughs give one member two portfolios
        people.executive[portfolio] = people.councillors[n % seats]
    people.officers = {key: person(Person.Kind.OFFICER, post=post) for key, (post, _) in POSTS.items()}
    people.clerks = [person(Person.Kind.OFFICER, post=post) for post in CLERKS]
    people.coopted = [person(Person.Kind.COOPTED, post=post) for post in COOPTED[:3]]
    who = {"partner": plan.partner.removeprefix("the "), "charity": plan.charity.removeprefix("the ")}
    people.guests = [person(Person.Kind.GUEST, post=post.format(**who)) for post in GUESTS]
    people.public = [person(Person.Kind.PUBLIC) for _ in range(5)]
    return people


def portfolio_roles(people: Household, since: date) -> list[Role]:
    """Return the portfolios as posts in the borough, and the officers' posts."""
    roles = [
        Role(person=person, kind=Role.Kind.PORTFOLIO, title=portfolio, start=since + timedelta(days=70 * n))
        for n, (portfolio, person) in enumerate(people.executive.items())
    ]
    return roles + [
        Role(person=person, kind=Role.Kind.OFFICER, title=person.post, start=since - timedelta(days=90 * n))
        for n, person in enumerate([*people.officers.values(), *people.clerks])
    ]


def seat_roles(
    committee: Committee, seats: list[Person], coopted: list[Person], years: list[date]
) -> list[Role]:
    """Return who sits on a committee: the chair changed hands once, at the second of the annual meetings `years`."""
    first, changed = years[0], years[len(years) // 2]
    end = committee.active_until
    chair, vice, *rest = seats
    roles = [
        Role(
            person=chair,
            committee=committee,
            kind=Role.Kind.CHAIR,
            start=first,
            end=changed - timedelta(days=1),
        ),
        Role(
            person=vice,
            committee=committee,
            kind=Role.Kind.VICE_CHAIR,
            start=first,
            end=changed - timedelta(days=1),
        ),
        Role(person=vice, committee=committee, kind=Role.Kind.CHAIR, start=changed, end=end),
        Role(person=chair, committee=committee, kind=Role.Kind.MEMBER, start=changed, end=end),
    ]
    for n, person in enumerate(rest):
        kind = Role.Kind.MEMBER
        left = changed - timedelta(days=40) if n == len(rest) - 1 and len(rest) > 5 else end
        if n == 0:
            roles.append(
                Role(person=person, committee=committee, kind=Role.Kind.VICE_CHAIR, start=changed, end=end)
            )
            left = changed - timedelta(days=1)
        roles.append(Role(person=person, committee=committee, kind=kind, start=first, end=left))
    return roles + [
        Role(
            person=person,
            committee=committee,
            kind=Role.Kind.COOPTED,
            title=person.post,
            start=first,
            end=end,
        )
        for person in coopted
    ]
