"""Minutes one matter in the form of its committee: scrutiny, executive, council, cases, or one person's decision."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from meetings.models import AgendaItem, Interest
from minutes_portal.sample import call_ins, divisions, follow_up, private, resolving, uglies
from minutes_portal.sample.agendas import Business
from minutes_portal.sample.matters import Matter
from minutes_portal.sample.speech import COUNCIL_INTRODUCTIONS, EXECUTIVE_INTRODUCTIONS, INTRODUCTIONS, Debate
from minutes_portal.sample.writing import ItemWriter, Limb

if TYPE_CHECKING:
    from minutes_portal.sample.meetings import Sitting

NATURES = {
    "disclosable pecuniary": "as an employee of {partner}",
    "other registrable": "as a trustee of {charity}",
    "non-registrable": "as the parent of a child at {school}",
    "unstated": "as a resident of {place}",
}
PLANS = (
    "{officer}, {director}, presented the report and showed plans and photographs.",
    "{officer} ({director}) introduced the application and reported further letters received.",
    "The Committee considered the report of the {director}. {officer} described the site and its surroundings.",
)
LICENCES = (
    "{officer}, {director}, presented the report. The procedure was explained to those present.",
    "The Committee considered the report of the {director}, which {officer} summarised.",
    "{officer} ({director}) introduced the report and answered points of detail.",
)
LATER = (
    "[Post-meeting note: the figures asked for were sent to members on {day}.]",
    "[It was clarified after the meeting that the sum in question was £{low},000 in {fy} and not £{high},000.]",
    "Post-meeting note: the visit took place on {day} and was attended by six members.",
    "[Post-meeting note: {officer} has since confirmed that the vacancy in {place} has been filled.]",
)


ORDER = (
    "noted",
    "received",
    "endorsed",
    "approved",
    "refused",
    "rejected",
    "deferred",
    "agreed",
    "appointed",
    "established",
    "delegated",
    "referred",
    "recommended",
    "requested",
    "reviewed",
)


def minute(
    sitting: "Sitting", business: Business, item: AgendaItem, names: dict[str, str], writer: ItemWriter
) -> list[str]:
    """Write the item's minutes and return the declarations of interest made in it."""
    matter = business.subject
    speakers = [
        member for member in sitting.present if sitting.house.called(member) != names["holder"]
    ] or sitting.present
    debate = Debate(sitting.house, matter, names, writer, speakers)
    sentences = declare(sitting, item, names)
    before = seen_before(sitting, matter)
    forms = {
        "scrutiny": scrutiny,
        "executive": executive,
        "council": council,
        "cases": cases,
        "individual": individual,
        "short": short,
        "exempt": private.item,
        "call-in": call_ins.called_in,
        "reconsidered": call_ins.reconsidered,
        "order": uglies.order,
        "appointments": appointments,
        "statement": uglies.statement,
    }
    forms[business.form](sitting, business, debate, before)
    if business.form not in ("exempt", "individual", "short"):
        sitting.house.past.setdefault(matter.key, []).append((sitting.slot, item))
        if sitting.rng.random() < 0.06:
            words = {
                "day": f"{sitting.slot.day + timedelta(days=9):%-d %B}",
                "low": str(sitting.rng.randint(110, 190)),
                "high": str(sitting.rng.randint(210, 380)),
            }
            writer.note(sitting.rng.choice(LATER).format(**names | words))
    return sentences


def declare(sitting: "Sitting", item: AgendaItem, names: dict[str, str]) -> list[str]:
    """Let a member declare an interest now and then; return it as the minutes print it."""
    rng, house = sitting.rng, sitting.house
    if rng.random() > 0.12 or len(sitting.present) < 4:
        return []
    member, kind = rng.choice(sitting.present[2:]), rng.choice(list(NATURES))
    nature = NATURES[kind].format(**names)
    left = kind == "disclosable pecuniary" or (None if rng.random() < 0.5 else False)
    sitting.record.interests.append(
        Interest(
            item=item, person=member, kind=kind, nature=nature[0].upper() + nature[1:], left_the_meeting=left
        )
    )
    printed = "an interest" if kind == "unstated" else f"a {kind} interest"
    printed = printed.replace("a other registrable", "an “other registrable”")
    leaves = ", and left the meeting while it was considered" if left else ""
    on = f"item {item.number}" if item.number else f"minute {item.minute_number}"
    return [f"{house.called(member)} declared {printed} in {on} {nature}{leaves}."]


def seen_before(sitting: "Sitting", matter: Matter) -> str:
    """Return a sentence that refers to the borough's last discussion of the matter."""
    hidden = ("hidden", "withdrawn", "minutes withheld", "minutes scheduled")
    past = [
        (slot, item) for slot, item in sitting.house.past.get(matter.key, []) if slot.special not in hidden
    ]
    if not past or sitting.rng.random() < 0.2:
        return ""
    slot, item = past[-1]
    where = f"minute {item.minute_number}" if item.minute_number else f"item {item.number}"
    day, body = f"{slot.day:%-d %B %Y}", slot.committee.name
    if slot.committee is sitting.slot.committee:
        return sitting.rng.choice(
            (
                f"The matter had last been considered on {day} ({where}).",
                f"Members recalled the discussion on {day} (see {where} of that meeting).",
            )
        )
    return f"The {body} had considered the matter on {day} (see {where} of that meeting)."


def voting(sitting: "Sitting", contested: float = 0.15, moved: float = 0.3) -> dict[str, Any]:
    """Return mover, seconder and votes, where the minutes give them."""
    rng, house, voters = sitting.rng, sitting.house, sitting.present
    found: dict[str, Any] = {}
    if len(voters) > 3 and rng.random() < moved:
        mover, seconder = rng.sample(voters, 2)
        found |= {
            "mover": house.called(mover),
            "seconder": house.called(seconder),
            "moved_by": mover,
            "seconded_by": seconder,
        }
    if len(voters) > 3 and rng.random() < contested:
        against = rng.randint(0, (len(voters) - 1) // 2)
        abstain = rng.randint(0, 2) if len(voters) - against > 3 else 0
        found |= {
            "votes_for": len(voters) - against - abstain,
            "votes_against": against,
            "votes_abstain": abstain,
        }
    elif len(voters) > 1 and rng.random() < 0.15:
        found["cue"] = house.habit.unanimous_cue
    return found


def limbs(debate: Debate, verbs: set[str], count: int) -> list[Limb]:
    """Return up to `count` limbs with those verbs, in the matter's own words."""
    lines = [
        line for line in debate.house.deal(debate.matter, "resolves", 99) if resolving.parts(line)[0] in verbs
    ]
    order = ["noted", "received", "endorsed", "approved", "refused", "agreed"]
    chosen = sorted(lines[:count], key=lambda line: resolving.parts(line)[0] not in order)
    return [resolving.limb(line, debate.matter, debate.house, debate.names) for line in chosen]


def common_limbs(debate: Debate, count: int) -> list[Limb]:
    lines = debate.house.deal_common("resolves", count)
    return [resolving.limb(line, debate.matter, debate.house, debate.names) for line in lines]


def scrutiny(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    rng = sitting.rng
    debate.introduce(INTRODUCTIONS, before)
    debate.state(rng.randint(2, 4))
    debate.tabulate()
    if rng.random() < 0.6:
        debate.list_facts(rng.randint(3, 4))
    debate.question(rng.randint(3, 6), rng.randint(0, 2))
    if rng.random() < 0.4:
        debate.remark()
    if rng.random() < 0.25:
        debate.act(sitting.slot.day)
    private.words(sitting, debate)
    if rng.random() < 0.5:
        debate.thank()
    conclude(sitting, debate)


def conclude(sitting: "Sitting", debate: Debate) -> None:
    """Resolve: what is noted first, then what is recommended, each by itself or all as limbs."""
    rng, writer, house = sitting.rng, debate.writer, sitting.house
    turn = house.nth("scrutiny") % 16
    if turn == 7:
        words = house.either(
            "take no further action on the report", "no further action be taken on the report"
        )
        writer.resolve([Limb(["no further action"], words)])
        return
    if turn == 11:
        writer.conclude("The discussion was noted; no decision was called for.", ["discussed only"])
        return
    found = limbs(debate, resolving.SCRUTINY_VERBS, rng.randint(2, 4)) + common_limbs(
        debate, rng.randint(0, 1)
    )
    first = [limb for limb in found if limb.outcomes != ["recommended"]]
    recommended = [limb for limb in found if limb.outcomes == ["recommended"]]
    if first or not recommended:
        first = first or [Limb(["noted"], sitting.house.either("note the report", "the report be noted"))]
        resolution = writer.resolve(first, **with_request(sitting, first))
        if first[0].outcomes == ["requested"] and rng.random() < 0.5:
            follow_up.follow(sitting, resolution, debate.names)
    alike = len({limb.addressee for limb in recommended}) == 1
    groups = (
        [recommended]
        if alike and rng.random() < 0.4 and len(recommended) > 1
        else [[limb] for limb in recommended]
    )
    for group in groups:
        resolution = writer.resolve(group, **voting(sitting, contested=0.1))
        resolution.addressee = resolution.addressee or group[0].addressee
        follow_up.follow_each(sitting, resolution, debate)


def with_request(sitting: "Sitting", found: list[Limb]) -> dict[str, Any]:
    rest = voting(sitting)
    if any("requested" in limb.outcomes for limb in found):
        rest["report_back"] = sitting.rng.random() < 0.6
        if sitting.rng.random() < 0.6:
            rest["due_date"] = sitting.slot.day + timedelta(days=sitting.rng.choice((42, 90, 120, 180)))
    return rest


def executive(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    rng, house = sitting.rng, sitting.house
    debate.introduce(EXECUTIVE_INTRODUCTIONS, before)
    debate.state(rng.randint(2, 4))
    if rng.random() < 0.4:
        debate.list_facts(3)
    debate.question(rng.randint(1, 3), rng.randint(0, 1))
    found = limbs(debate, resolving.EXECUTIVE_VERBS, rng.randint(2, 4))
    found = found or [
        Limb(["approved"], sitting.house.either("approve the report", "the report be approved"))
    ]
    give_reasons(debate, headings=rng.random() < 0.6)
    turn = house.nth("executive") % 17
    if turn == 6:
        words = house.either(
            "defer the matter to the next meeting", "the matter be deferred to the next meeting"
        )
        found = [Limb(["deferred"], words)]
    elif turn == 13:
        found = [Limb(["withdrawn"], house.either("withdraw the report", "the report be withdrawn"))]
    debate.writer.resolve(found, **voting(sitting, contested=0.04))
    private.limit(sitting, debate)


def give_reasons(debate: Debate, headings: bool) -> None:
    """State the reasons and the alternatives (SI 2012/2089 reg. 12), under headings or as labels of the item."""
    reasons, options = debate.reasons()
    if headings:
        debate.writer.heading("Reasons for the decision")
        debate.writer.paragraph(reasons)
        debate.writer.heading("Alternative options considered and rejected")
        debate.writer.paragraph(options)
    debate.writer.item.particulars |= {
        "Reasons for the decision": reasons,
        "Alternative options considered": options,
    }


def council(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    rng = sitting.rng
    debate.introduce(COUNCIL_INTRODUCTIONS, before)
    debate.state(rng.randint(1, 3))
    debate.question(rng.randint(1, 3), 0)
    debate.remark()
    if rng.random() < 0.3:
        debate.writer.paragraph(
            debate.fill(
                "An amendment to refer the matter back to the {cabinet} was moved and seconded and, on being put to the vote,"
                " was declared lost."
            )
        )
    found = limbs(debate, {"approved", "agreed", "noted", "rejected", "appointed"}, rng.randint(1, 3))
    division = divisions.on_the_budget(sitting, debate) if debate.matter.key == "budget" else None
    if business.ending == "confirmed":
        debate.writer.paragraph(
            "Council considered whether to object to the decision of the Cabinet and decided not to do so."
        )
    found = found or [Limb(["approved"], "the recommendations be approved")]
    resolve_by_name(sitting, debate, found, division, voting(sitting, contested=0.6, moved=0.95))


def appointments(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    """Appoint, at the annual meeting, who leads the committees and who sits on outside bodies."""
    house, rng = sitting.house, sitting.rng
    debate.writer.paragraph(
        "Council considered the nominations of the political groups, which had been circulated."
    )
    found = []
    for name, committee in house.committees.items():
        seats, day = house.seats[name], sitting.slot.day
        active = (committee.active_from or day) <= day <= (committee.active_until or day)
        if committee.kind in ("scrutiny", "regulatory", "joint") and active:
            chair, vice = map(house.called, seats[1:3] if day >= house.changed_chair else seats[:2])
            words = house.either(
                f"appoint {chair} and {vice} as Chair and Vice-chair of the {name}",
                f"{chair} and {vice} be appointed Chair and Vice-chair of the {name}",
            )
            found.append(Limb(["appointed"], words))
    bodies = (
        f"the members named in the list before Council to {house.plan.charity} and to {house.plan.partner}"
    )
    found.append(Limb(["appointed"], house.either(f"appoint {bodies}", f"{bodies} be appointed")))
    if rng.random() < 0.3:
        debate.remark()
    debate.writer.resolve(found, **voting(sitting, contested=0.5, moved=1))


def resolve_by_name(
    sitting: "Sitting",
    debate: Debate,
    found: list[Limb],
    division: divisions.Division | None,
    vote: dict[str, Any],
) -> None:
    """Resolve, with the votes of a division where there was one: nothing was unanimous then."""
    if division is None:
        debate.writer.resolve(found, **vote)
        return
    moved = {name: value for name, value in vote.items() if name != "cue"}
    division.record(sitting, debate.writer.resolve(found, **moved | division.totals()))


def cases(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    rng = sitting.rng
    debate.introduce(PLANS if debate.matter.officer == "planning-cases" else LICENCES)
    debate.state(rng.randint(2, 3))
    debate.question(rng.randint(2, 4), 0)
    found = limbs(debate, {"approved", "refused", "deferred"}, 1) or [
        Limb(["approved"], "the application be approved")
    ]
    extra = [limb for limb in limbs(debate, {"delegated", "noted"}, 1) if found[0].outcomes == ["approved"]]
    vote = voting(sitting, contested=0.6, moved=0.7)
    resolve_by_name(sitting, debate, found + extra, divisions.tied(sitting, debate), vote)


def individual(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    rng = sitting.rng
    debate.state(rng.randint(1, 2))
    give_reasons(debate, headings=False)
    found = limbs(debate, resolving.EXECUTIVE_VERBS, rng.randint(1, 2))
    found = found or [
        Limb(
            ["approved"],
            sitting.house.either("approve the proposal", "the proposal be approved"),
        )
    ]
    debate.writer.resolve(found, cue="DECISION:")


def short(sitting: "Sitting", business: Business, debate: Debate, before: str) -> None:
    debate.state(1)
    found = limbs(debate, {"noted", "received", "approved", "agreed", "endorsed"}, 1)
    found = found or [
        Limb(["received"], sitting.house.either("receive the report", "the report be received"))
    ]
    debate.writer.resolve(found)
