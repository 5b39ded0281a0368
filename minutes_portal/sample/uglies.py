"""Records that try the looks of a page: sixty limbs, a very long title, a paragraph of three thousand words."""

from typing import TYPE_CHECKING

from minutes_portal.sample.agendas import Business
from minutes_portal.sample.houses import STREETS, House
from minutes_portal.sample.language import fill, sentence
from minutes_portal.sample.matters import all_matters
from minutes_portal.sample.timetable import Slot
from minutes_portal.sample.writing import Limb

if TYPE_CHECKING:
    from minutes_portal.sample.meetings import Sitting
    from minutes_portal.sample.speech import Debate

LONG_TITLE = (
    "The Borough of {borough} ({place}, {place2}, {place3} and {place4}) (Prohibition and Restriction of Waiting, Loading"
    " and Stopping) (School Keep Clear Markings, Resident Parking Places and Disabled Persons’ Parking Places)"
    " (Consolidation) (Amendment No. 17) Order {year}: objections received in the period of public notice"
)
RESTRICTIONS = (
    "no waiting at any time",
    "no waiting from 8 am to 6 pm on Mondays to Saturdays",
    "no loading from 7 am to 10 am and from 4 pm to 7 pm",
    "one parking place for disabled persons",
    "resident parking from 9 am to 9 pm",
    "no stopping on school keep clear markings from 8 am to 4.30 pm",
)
STATEMENT_WORDS = 3_000


def order_business(house: House, slot: Slot) -> Business:
    """Return the decision on a traffic order with a title of some three hundred characters."""
    matter = all_matters()["road-safety"]
    return Business("order", matter, title=fill(LONG_TITLE, house.names_for(slot, matter), house.rng))


def order(sitting: "Sitting", business: Business, debate: "Debate", before: str) -> None:
    """Write the traffic order: one resolution with sixty limbs."""
    rng = sitting.rng
    debate.writer.paragraph(
        debate.fill(
            "The order had been advertised for 21 days. {34..61} objections and {12..29} letters of support had been received;"
            " those that concerned {street} had been met by a shorter length of restriction."
        )
    )
    limbs = []
    for n in range(60):
        street, first, last = STREETS[n % 26], STREETS[(n + 7) % 26], rng.randint(9, 94)
        side = ("north", "south", "east", "west")[n // 15]
        limbs.append(
            Limb(
                ["approved"],
                f"{street}, {side} side, from its junction with {first} for {last} metres: {RESTRICTIONS[n % 6]}",
            )
        )
    opening = "the order be made, with the following lengths of road:"
    debate.writer.resolve([Limb(["approved"], opening.rstrip(":"), limbs)], cue="DECISION:")


def statement_business(house: House, slot: Slot) -> Business:
    return Business(
        "statement",
        all_matters()["equality-plan"],
        title="The Leader’s annual statement: the state of the borough",
    )


def statement(sitting: "Sitting", business: Business, debate: "Debate", before: str) -> None:
    """Write the Leader's statement as one paragraph, as a verbatim record would have it."""
    house, rng = sitting.house, sitting.rng
    debate.writer.paragraph(
        debate.fill(
            "The Leader of the Council made the following statement, which is recorded in full"
            " at the request of members."
        )
    )
    matters = [
        m
        for m in all_matters().values()
        if "scrutiny" in m.bodies and not m.places and "cases" not in m.bodies
    ]
    opening = debate.fill("“Mr Mayor, I report to Council on the year that has passed. ")
    words: list[str] = [opening]
    for matter in rng.sample(matters, len(matters)):
        if sum(len(part.split()) for part in words) >= STATEMENT_WORDS:
            break
        names = house.names_for(sitting.slot, matter)
        subject = fill(matter.titles[-1], names, rng).split(":")[0]
        said = " ".join(sentence(fill(line, names, rng)) for line in matter.says[:4])
        words.append(f"I turn to {subject[0].lower() + subject[1:]}. {said}")
    debate.writer.paragraph(" ".join(words) + " I commend this statement to Council.”")
    words_ = (
        "receive the Leader’s statement" if house.habit.infinitive else "the Leader’s statement be received"
    )
    debate.writer.resolve([Limb(["received"], words_)])
