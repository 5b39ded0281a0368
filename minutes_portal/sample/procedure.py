"""The procedural items that open and close a meeting, and what is minuted under them."""

import random

from meetings.models import Person
from minutes_portal.sample.houses import House
from minutes_portal.sample.timetable import Slot
from minutes_portal.sample.writing import ItemWriter, Limb

TITLES = {
    "apologies": (
        "Apologies for absence",
        "Apologies for absence and substitutes",
        "Apologies and membership",
    ),
    "declarations": (
        "Declarations of interest",
        "Members’ declarations of interest",
        "Disclosure of interests",
    ),
    "minutes": ("Minutes of the last meeting", "Minutes of the previous meeting", "To confirm the minutes"),
    "public": ("Public questions", "Questions from the public", "Public participation"),
    "urgent": ("Urgent business", "Any other business which the Chair considers urgent", "Urgent items"),
    "programme": ("Work programme", "Work programme {fy}", "Scrutiny work programme"),
    "exclusion": (
        "Exclusion of the public and press",
        "Exclusion of the public",
        "Exclusion of press and public",
    ),
    "next": ("Date of next meeting", "Date of the next meeting", "Next meeting"),
    "announcements": ("Chair’s announcements", "Mayor’s announcements", "Announcements"),
}


def title(kind: str, house: House, names: dict[str, str]) -> str:
    """Return the borough's own title of a procedural item."""
    choice = TITLES[kind]
    picked = choice[sum(map(ord, house.plan.slug)) % len(choice)]
    return picked.format(**names) if "{" in picked else picked


def named(people: list[str]) -> str:
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"


def apologies(
    writer: ItemWriter, house: House, away: list[Person], substitutes: list[tuple[Person, Person]]
) -> None:
    if not away:
        writer.paragraph("There were no apologies for absence.")
        return
    writer.paragraph(f"Apologies for absence were received from {named([house.called(p) for p in away])}.")
    for stand_in, member in substitutes:
        writer.paragraph(f"{house.called(stand_in)} attended as substitute for {house.called(member)}.")


def declarations(writer: ItemWriter, house: House, declared: list[str]) -> None:
    if not declared:
        writer.paragraph(
            house.rng.choice(
                ("There were none.", "No interests were declared.", "No declarations of interest were made.")
            )
        )
    for text in declared:
        writer.paragraph(text)


def urgent(writer: ItemWriter, rng: random.Random) -> None:
    writer.paragraph(
        rng.choice(
            ("There was none.", "There was no urgent business.", "The Chair had agreed to no urgent items.")
        )
    )


def minutes_of(writer: ItemWriter, house: House, earlier: list[Slot], correction: str) -> None:
    """Approve the minutes of the committee's meeting before."""
    if not earlier:
        writer.paragraph("There were no minutes to confirm, this being the first meeting.")
        return
    days = [f"{slot.day:%-d %B %Y}" for slot in earlier]
    meeting = f"the meeting{'s' if len(days) > 1 else ''} held on {named(days)}"
    if correction:
        writer.paragraph(correction)
    words = f"the minutes of {meeting}"
    if house.habit.infinitive:
        words = f"approve {words} as a correct record" + (
            ", subject to that correction" if correction else ""
        )
    else:
        words += " be " + (
            "approved, as corrected, and signed" if correction else "approved as a correct record and signed"
        )
    outcomes = ["minutes approved", *(["minutes corrected"] if correction else [])]
    writer.resolve([Limb(outcomes, words)], cue=house.habit.cues[0])


def public_questions(writer: ItemWriter, house: House, names: dict[str, str]) -> None:
    rng = house.rng
    if rng.random() < 0.55:
        writer.paragraph(
            rng.choice(
                (
                    "No questions had been received.",
                    "There were no questions from the public.",
                    "No member of the public had registered to speak.",
                )
            )
        )
        return
    who = rng.choice(house.people.public).name
    subject = rng.choice(
        (
            f"why the crossing patrol at {names['school']} had not been replaced since Easter",
            f"when the public toilets in {names['place']} would open again",
            f"what the Council would do about lorries that used {names['street']} at night",
            f"whether the allotments at {names['place2']} would keep their water supply",
            f"how many of the street trees lost in {names['place']} had been replanted",
            f"why benches had been taken out of the precinct in {names['place2']}",
            f"when the lift at the {names['place']} centre would be repaired",
        )
    )
    reply = rng.choice(
        (
            "that a written answer would be sent within ten working days and published with these minutes",
            "that funding had now been found and that work would start within six weeks",
            "that the matter was known to officers, and that a meeting on site would be held with residents",
            "that the decision lay with the county’s partners, to whom the question would be passed",
        )
    )
    writer.paragraph(f"{who} asked {subject}.")
    chair = names["chair"]
    writer.paragraph(f"{chair} thanked the questioner and replied {reply}.")
    if rng.random() < 0.5:
        writer.paragraph(
            f"By way of a supplementary question, {who} asked for a date. {chair} said that one would be given."
        )


def programme(
    writer: ItemWriter, house: House, names: dict[str, str], coming: list[str], heard: list[str]
) -> None:
    """Look ahead, and back at what was answered since. heard: what is minuted of the answers."""
    body = names["body"]
    writer.paragraph(f"The {body} considered its work programme and the {names['cabinet']}’s forward plan.")
    for answer in heard:
        writer.paragraph(answer)
    if coming:
        writer.paragraph(
            f"Members asked that the next meetings take in: {'; '.join(text.rstrip('.') for text in coming)}."
        )
    words = (
        "note the work programme, as amended"
        if house.habit.infinitive
        else "the work programme, as amended, be noted"
    )
    writer.resolve([Limb(["noted"], words)])


def exclusion(writer: ItemWriter, house: House, item: str, paragraph: int) -> None:
    """Exclude the public for an item, naming the paragraph of Schedule 12A."""
    passive = "the public and press be excluded from the meeting"
    words = passive if not house.habit.infinitive else "exclude the public and press from the meeting"
    words += (
        f" for {item} under section 100A(4) of the Local Government Act 1972, on the grounds that it involves the"
        f" likely disclosure of exempt information as defined in paragraph {paragraph} of Part 1 of Schedule 12A to"
        " the Act, and that the public interest in maintaining the exemption outweighs that in disclosing it"
    )
    writer.resolve([Limb(["public excluded"], words)])


def next_meeting(writer: ItemWriter, slot: Slot) -> None:
    if slot.later is None:
        writer.paragraph("The date of the next meeting would be notified.")
    else:
        writer.paragraph(
            f"The next meeting would be held on {slot.later.day:%A %-d %B %Y} at {slot.later.plan.time}."
        )
