"""What is said on a matter: introductions, statements, questions with their answers, and how they are reported."""

from collections.abc import Iterator
from datetime import date

from meetings.models import Person
from minutes_portal.sample.houses import House
from minutes_portal.sample.language import can_follow_that, fill, lowered, sentence
from minutes_portal.sample.matters import Matter
from minutes_portal.sample.writing import ItemWriter

INTRODUCTIONS = (
    "{officer}, {director}, introduced the report and drew attention to its main points.",
    "The {body} considered a report of the {director}. {officer} presented it.",
    "{officer} ({director}) gave a presentation, a copy of which had been circulated with the agenda.",
    "The {body} received a report of the {director}, which set out the position at the end of {month}.",
    "{officer}, {director}, introduced the item. The report was taken as read.",
    "{chair}, in the Chair, welcomed {officer}, {director}, who outlined the report.",
    "Consideration was given to a report of the {director}, presented by {officer}.",
    "{officer} ({director}) summarised the report and apologised for its late circulation.",
    "The {body} had asked for this report at an earlier meeting. {officer}, {director}, introduced it.",
)
EXECUTIVE_INTRODUCTIONS = (
    "{holder}, {portfolio}, introduced the report and moved the recommendations in it.",
    "The {cabinet} considered a report of the {director}, presented by {holder}, {portfolio}.",
    "{holder} ({portfolio}) presented the proposals, which had been revised in the light of consultation.",
    "Consideration was given to a report of the {director}. {holder}, {portfolio}, commended it to the {cabinet}.",
    "{holder}, {portfolio}, thanked {officer} and the team for their work and presented the report.",
)
COUNCIL_INTRODUCTIONS = (
    "{holder}, {portfolio}, moved the recommendations of the {cabinet}.",
    "Council considered the recommendations of the {cabinet}, which {holder} introduced.",
    "{holder} presented the report and explained the choices that had been made.",
)
LEADS = (
    "It was reported that",
    "{officer} explained that",
    "Members were advised that",
    "The {body} heard that",
    "{officer} told members that",
    "It was explained that",
    "{officer} added that",
)
REPLIES = ("replied", "explained", "said", "confirmed", "answered", "advised", "responded")
THANKS = (
    "The Chair thanked the officers for their attendance and for the candour of the report.",
    "The Chair summed up the discussion and proposed that the {body} return to the matter.",
    "Members thanked {officer} and asked that their appreciation be passed to front-line staff.",
    "{chair} concluded that progress had been made, but that the {body} would expect firmer evidence next time.",
    "In closing, the Chair invited members to send any further questions to the Scrutiny Officer.",
    "On behalf of the {body}, the Chair thanked all those who had contributed to the report.",
)
REMARKS = (
    "{member} declared that the pace of change was too slow and said so with regret.",
    "{member} supported the proposals and commended the work of ward colleagues in {place3}.",
    "{member} reminded the meeting that residents in {place3} had been promised an answer before the summer.",
    "{member} spoke of a case in the ward, without naming the family, which showed why the matter could not wait.",
    "{member} thought the report fair, and asked that its language be simpler when it was published more widely.",
)


_LEANS = frozenset(
    [
        "=",
        "it",
        "they",
        "this",
        "that",
        "those",
        "these",
        "there",
        "one",
        "both",
        "each",
        "all",
        "half",
        "none",
        "nobody",
        "fewer",
        "most",
        "not",
        "in",
        "as",
    ]
)


def stands_alone(answer: str) -> bool:
    """Whether an answer is understood without its question."""
    return not answer.startswith("{") and answer.split(" ", 1)[0] not in _LEANS


class Debate:
    """One discussion, minuted through an `ItemWriter`."""

    def __init__(
        self, house: House, matter: Matter, names: dict[str, str], writer: ItemWriter, members: list[Person]
    ):
        self.house, self.matter, self.names, self.writer = house, matter, names, writer
        self.rng = house.rng
        self.members = self._speakers(members)

    def _speakers(self, members: list[Person]) -> Iterator[Person]:
        while True:
            yield from self.rng.sample(members, len(members))

    def fill(self, pattern: str) -> str:
        return fill(pattern, self.names, self.rng)

    def introduce(self, patterns: tuple[str, ...], before: str = "") -> None:
        text = self.fill(self.house.pick(patterns))
        self.writer.paragraph(f"{text} {before}".strip())

    def state(self, count: int) -> None:
        """Minute some statements, some of them with who made them."""
        for line in self.house.deal(self.matter, "says", count):
            text = self.fill(line)
            if can_follow_that(text) and self.rng.random() < 0.45:
                text = f"{self.fill(self.rng.choice(LEADS))} {lowered(text)}"
            self.writer.paragraph(text)

    def list_facts(self, count: int) -> None:
        facts = [self.fill(line) for line in self.house.deal(self.matter, "facts", count)]
        if len(facts) > 1:
            leads = (
                "The following points were noted:",
                "The report showed that:",
                "Attention was drawn to the following:",
            )
            self.writer.paragraph(self.house.pick(leads))
            self.writer.bullets(facts)

    def question(self, own: int, common: int) -> None:
        """Minute questions on the matter and some of those that may be asked of any service."""
        lines = self.house.deal(self.matter, "asks", own) + self.house.deal_common("asks", common)
        if self.house.habit.answers_as_bullets and self.rng.random() < 0.75:
            alone = [line for line in lines if stands_alone(line.split(" >> ")[1])]
            if len(alone) > 2:
                self._answers_as_bullets(alone)
                lines = [line for line in lines if line not in alone]
        for line in lines:
            self._exchange(*self.fill(line).split(" >> "))

    def _answers_as_bullets(self, lines: list[str]) -> None:
        split = len(lines) // 2 if len(lines) > 5 else len(lines)
        for part in (lines[:split], lines[split:]):
            if part:
                who = self.fill(self.rng.choice(("{officer}", "{officer} and {holder}", "Officers")))
                told = self.rng.choice(
                    (
                        "responded to questions. The following points were made",
                        "answered members’ questions; it was noted that",
                        "replied to questions from the {body} as follows",
                    )
                )
                self.writer.paragraph(f"{who} {self.fill(told)}:")
                self.writer.bullets([self.fill(line).split(" >> ")[1] for line in part])

    def _exchange(self, asked: str, answer: str) -> None:
        member = self.house.called(next(self.members))
        if answer.startswith("= "):
            self.writer.paragraph(f"{member} {asked}. {answer.removeprefix('= ')}.")
            return
        officer, verb = self.names["officer"], self.rng.choice(REPLIES)
        if self.rng.random() < 0.3:
            officer = f"the {self.names['director'].split(' (')[0]}"
        speaker = officer[0].upper() + officer[1:]
        form = self.rng.randrange(6)
        if form == 0:
            self.writer.paragraph(f"{member} {asked}.")
            self.writer.paragraph(f"{speaker} {verb} that {answer}.")
        elif form == 1:
            self.writer.paragraph(f"In reply to {member}, who {asked}, {officer} {verb} that {answer}.")
        elif form == 2:
            self.writer.paragraph(f"A member {asked}. The {self.names['body']} was told that {answer}.")
        else:
            self.writer.paragraph(f"{member} {asked}. {speaker} {verb} that {answer}.")

    def remark(self) -> None:
        member = self.house.called(next(self.members))
        self.writer.paragraph(self.house.pick(REMARKS).format(**self.names | {"member": member}))

    def thank(self) -> None:
        self.writer.paragraph(self.fill(self.house.pick(THANKS)))

    def act(self, day: date) -> None:
        """Minute an undertaking as an action line."""
        what = self.house.pick(
            (
                "circulate the figures asked for to all members of the {body}",
                "arrange a visit for members before the next meeting",
                "provide a written answer to the question on {place}",
                "send members the timetable of the next stage",
                "bring the revised performance measures to the {body}’s next meeting",
            )
        )
        self.writer.paragraph(self.fill(f"ACTION: {{director}} to {what}."), numbered=False)

    def tabulate(self) -> None:
        """Minute a table of spending, where the matter is one of money."""
        if self.matter.key != "budget-monitoring":
            return
        self.writer.paragraph("The forecast by directorate was as follows (£ million):")
        rows: list[tuple[str, ...]] = [("Directorate", "Budget", "Forecast", "Variance")]
        for name in ("Adults and health", "Children and families", "Housing", "Place", "Corporate services"):
            budget, variance = self.rng.uniform(8, 92), self.rng.uniform(-0.9, 2.8)
            rows.append((name, f"{budget:.1f}", f"{budget + variance:.1f}", f"{variance:+.1f}"))
        self.writer.table(rows)

    def reasons(self) -> tuple[str, str]:
        """Return the reasons for the decision and the alternatives rejected, as sentences."""
        reasons = [self.fill(line) for line in self.house.deal(self.matter, "reasons", 1)]
        options = [self.fill(line) for line in self.house.deal(self.matter, "options", 1)]
        return sentence(" ".join(reasons) or "As set out in the report"), sentence(
            " ".join(options) or "None"
        )
