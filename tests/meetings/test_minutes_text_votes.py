"""Votes in every shape, motions that were carried or lost, and who moved them."""

import pytest

from meetings.minutes_text import Item, Votes, parse_page, print_page

RESOLVED = "RESOLVED that the plan be noted."


def item_of(text: str) -> Item:
    page = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}")
    assert page.unplaced == ()
    assert parse_page(print_page(page)).items == page.items
    [item] = page.items
    return item


DIVISIONS = {
    "For: 18\nAgainst: 8\nAbstentions: 1": Votes(18, 8, 1),
    "(Voting: 8 For, 2 Against, 1 Abstention)": Votes(8, 2, 1),
    "Carried by a majority of 8 to 2": Votes(8, 2),
    "Votes for: 18; votes against: 8; abstentions: 0": Votes(18, 8, 0),
    "For the motion: Councillors Ash, Birch and Cole (3)\nAgainst the motion: Councillor Dove (1)": Votes(
        3, 1
    ),
    "FOR: Councillors Ash, Birch and Cole.\nAGAINST: Councillors Dove and Elm.\nABSTAINED: None": Votes(
        3, 2, 0
    ),
    "FOR (2)\nCllr Ash\nCllr Birch\n\nAGAINST (1)\nCllr Cole": Votes(2, 1),
    "There voted for the motion:\nCouncillors Ash and Birch ........ 2\nThere voted against the motion:\nThe Mayor (Councillor Karn) ..... 1": Votes(
        2, 1
    ),
    "O blaid: 8\nYn erbyn: 2\nYmatal: 1": Votes(8, 2, 1),
    "A recorded vote was taken:\nFor: Councillors Ash and Birch\nAgainst: Councillor Cole": Votes(2, 1),
}


@pytest.mark.parametrize(("lines", "votes"), DIVISIONS.items())
def test_the_vote_below_a_resolution_is_its_vote(lines: str, votes: Votes) -> None:
    item = item_of(f"{RESOLVED}\n\n{lines}\n\nThe Chair thanked all.")
    assert item.resolutions[0].votes == votes
    assert [point.text for point in item.points] == ["Members spoke.", "The Chair thanked all."]


def test_the_vote_above_a_resolution_is_its_vote() -> None:
    assert item_of(f"For: 3\nAgainst: 2\n\n{RESOLVED}").resolutions[0].votes == Votes(3, 2)


def test_limbs_voted_on_one_by_one_have_their_own_votes() -> None:
    text = "RESOLVED:\n\n(a) That the plan be noted.\n\n(Voting: 8 For, 2 Against)\n\n(b) That the fee be approved.\n\n(Voting: 9 For, 1 Against)"
    [resolution] = item_of(text).resolutions
    assert [limb.votes for limb in resolution.limbs] == [Votes(8, 2), Votes(9, 1)]
    assert resolution.votes is None


@pytest.mark.parametrize(
    "text", ["Ages 5 to 11 were discussed.", "Against the wall stood 3 trees.", "For 8 years no one came."]
)
def test_numbers_in_prose_are_no_vote(text: str) -> None:
    item = item_of(f"{RESOLVED}\n\n{text}")
    assert item.resolutions[0].votes is None
    assert item.points[-1].text == text


def test_a_motion_that_was_carried_is_a_resolution() -> None:
    [resolution] = item_of(
        "Councillor Ash moved, and Councillor Birch seconded, that the pool be closed.\n\nThe motion was put to the vote and CARRIED by 7 votes to 3."
    ).resolutions
    assert resolution.text == "that the pool be closed."
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor Ash", "Councillor Birch")
    assert resolution.votes == Votes(7, 3)


LOST = [
    "It was moved by Councillor Ash and seconded by Councillor Birch that the pool be closed. The motion was lost (3 for, 7 against).",
    "Moved by Councillor Ash, seconded by Councillor Birch:\n\nThat this Council regrets the closure.\n\nOn being put to the vote the motion was declared LOST.",
    "Councillor Ash moved, and Councillor Birch seconded, an amendment to delete paragraph 2.\n\nThe amendment was put and was not carried.",
]


@pytest.mark.parametrize("text", LOST)
def test_a_motion_that_was_lost_is_none(text: str) -> None:
    assert item_of(text).resolutions == ()


def test_of_a_motion_and_its_lost_amendment_the_motion_remains() -> None:
    [resolution] = item_of(
        "It was moved by Councillor Ash, seconded by Councillor Birch:\n\n“That this Council:\n\n1. notes the closure;\n\n2. asks Cabinet to think again.”\n\n"
        "Councillor Cole moved, and Councillor Dove seconded, an amendment to delete paragraph 2.\n\nThe amendment was declared LOST.\n\n"
        "The original motion was put to the vote and CARRIED, with 22 votes for, 11 against and 2 abstentions."
    ).resolutions
    assert len(resolution.limbs) == 2
    assert (resolution.moved_by, resolution.votes) == ("Councillor Ash", Votes(22, 11, 2))


def test_a_resolution_that_repeats_the_motion_is_the_only_one() -> None:
    [resolution] = item_of(
        f"Councillor Ash proposed, and Councillor Birch seconded, that the plan be noted. The motion was carried.\n\n{RESOLVED}"
    ).resolutions
    assert (resolution.cue, resolution.seconded_by) == ("RESOLVED", "Councillor Birch")


MOVERS = {
    f"{RESOLVED} Proposed Cllr. Penn, seconded Cllr. Voss, all in favour.": ("Cllr. Penn", "Cllr. Voss"),
    f"Moved by Councillor Ash\nSeconded by Councillor Birch\n\n{RESOLVED}": (
        "Councillor Ash",
        "Councillor Birch",
    ),
    f"{RESOLVED}\n\n(Proposer: Cllr Ash; Seconder: Cllr Birch)": ("Cllr Ash", "Cllr Birch"),
    f"{RESOLVED}\n\nProposed: Cllr Ash   Seconded: Cllr Birch": ("Cllr Ash", "Cllr Birch"),
}


@pytest.mark.parametrize(("text", "names"), MOVERS.items())
def test_movers_are_found_in_the_text_or_beside_it(text: str, names: tuple[str, str]) -> None:
    resolution = item_of(text).resolutions[0]
    assert (resolution.moved_by, resolution.seconded_by) == names


def test_a_motion_in_quotation_marks_lasts_to_the_closing_one() -> None:
    [resolution] = item_of(
        "Councillor Ash proposed the following motion, seconded by Councillor Birch:\n\n‘This Council notes that buses are late.\n\n"
        "Summer is coming.\n\nThis Council resolves to:\n\n1. write to the operator;\n\n2. hold a summit.’\n\nThe motion was carried unanimously."
    ).resolutions
    assert resolution.text.split("\n")[1:] == ["Summer is coming.", "This Council resolves to:"]
    assert [limb.number for limb in resolution.limbs] == ["1", "2"]


SIDES = [
    "FOR (2): Councillors Ash, Birch; AGAINST (1): Councillor Cole; ABSTAIN (1): Councillor Dunn",
    "Councillors Ash and Birch voted in favour; Councillor Cole voted against; Councillor Dunn abstained.",
    "On a recorded vote there voted for the motion:\n\nCouncillors Ash and Birch\n\nAgainst:\n\nCouncillor Cole\n\nAbstained:\n\nCouncillor Dunn",
]


@pytest.mark.parametrize("sides", SIDES)
def test_a_named_division_above_a_resolution_is_its_vote(sides: str) -> None:
    page = parse_page(f"Minutes:\n\nThe Clerk spoke.\n\n{sides}\n\nRESOLVED: That the plan be noted.")
    [resolution] = page.items[0].resolutions
    assert resolution.votes == Votes(2, 1, 1)


def test_unanimous_voting_is_no_paragraph() -> None:
    page = parse_page("Minutes:\n\nRESOLVED: That the plan be noted.\n\nVoting: unanimous")
    assert (page.items[0].points, page.items[0].resolutions[0].votes) == ((), None)
    assert "Voting: unanimous" in page.furniture


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("RESOLVED by 8 votes for to 3 against that the plan be noted.", Votes(8, 3)),
        ("RESOLVED that the plan be noted.\n\nVote: 8/3/2", Votes(8, 3, 2)),
        (
            "FOR (2): Ash, Beech\n\nAGAINST (1): Fern\n\nThe motion was CARRIED.\n\nResolved – that the plan stay.",
            Votes(2, 1),
        ),
    ],
)
def test_a_vote_is_read_in_short_shapes(text: str, votes: Votes) -> None:
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    assert item.resolutions[0].votes == votes


def test_an_office_before_the_name_of_the_mover_is_left_out() -> None:
    text = "It was moved by the Leader of the Council, Councillor Ash, seconded by Councillor Beech, and RESOLVED that the plan stay."
    [item] = parse_page(f"Minutes:\n\n{text}").items
    assert (item.resolutions[0].moved_by, item.resolutions[0].seconded_by) == (
        "Councillor Ash",
        "Councillor Beech",
    )
