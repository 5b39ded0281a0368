"""Limbs on the cue's own line, loose marks, hard-wrapped lines, and what ends a motion."""

import pytest

from meetings.minutes_text import Item, Resolution, parse_page

FIRST, SECOND = "That the plan be noted;", "That the path be widened."
MARKS = [
    "1. 2.",
    "(1) (2)",
    "1) 2)",
    "1 2",
    "A. B.",
    "A B",
    "(A) (B)",
    "a) b)",
    "i. ii.",
    "(i) (ii)",
    "[1] [2]",
    "R1 R2",
    "3.1 3.2",
]


def item_of(text: str) -> Item:
    page = parse_page(f"Minutes:\n\nMembers spoke at length.\n\n{text}")
    assert page.unplaced == ()
    [item] = page.items
    return item


def limbs_of(resolution: Resolution) -> list[tuple[str | None, str]]:
    return [(limb.number, limb.text) for limb in resolution.limbs]


@pytest.mark.parametrize("marks", [each for each in MARKS if not each.startswith("3.1")])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("start", ["RESOLVED: ", "RESOLVED that ", "RESOLVED –\n\n"])
def test_the_first_mark_of_a_kind_and_the_next_below_it_are_limbs(marks: str, gap: str, start: str) -> None:
    one, two = marks.split()
    [resolution] = item_of(f"{start}{one} {FIRST}{gap}{two} {SECOND}").resolutions
    assert limbs_of(resolution) == [(one.strip("().[]"), FIRST), (two.strip("().[]"), SECOND)]


def test_two_limbs_stand_in_one_line() -> None:
    [resolution] = item_of(
        "Resolved – (a) That the plan be noted, and (b) that the path be widened."
    ).resolutions
    assert limbs_of(resolution) == [("a", "That the plan be noted, and"), ("b", "that the path be widened.")]


def test_an_article_and_an_initial_are_no_marks() -> None:
    item = item_of("RESOLVED: A review be held.\n\nB. Ash thanked the Clerk.")
    assert item.resolutions[0].limbs == ()
    assert item.points[-1].text == "B. Ash thanked the Clerk."


WRAPPED = {
    "5.1 The Clerk said that the firm had gone into\nadministration and that forty shelters were\nleft.": 1,
    "· Flu vaccination of staff stood at 61%, against a target\nof 75%.": 1,
    "The Clerk spoke of the\nplan.": 1,
    "The Clerk spoke.\nThe Chair thanked her.": 2,
}


@pytest.mark.parametrize(("text", "count"), WRAPPED.items())
def test_a_short_line_that_ends_no_sentence_goes_on_below(text: str, count: int) -> None:
    assert len(item_of(text).points) == 1 + count


SETTLED = [
    "Proposed by Councillor Ash, seconded by Councillor Birch and\n\nRESOLVED\n\n1. That the plan be noted.\n\n2. That the path be widened.\n\nA further proposal by Councillor Cole that the scheme be frozen was lost.",
    "The motion was put to the vote with the following result:\n\nFor 8\n\nAgainst 3\n\nRESOLVED: That the plan be noted.",
]


@pytest.mark.parametrize("text", SETTLED)
def test_a_resolution_stands_whatever_was_lost_beside_it(text: str) -> None:
    [resolution] = item_of(text).resolutions
    assert resolution.cue is not None
    assert resolution.cue.startswith("RESOLVED")


MOVERS = [
    "Councillor Ash, seconded by Councillor Birch, proposed that the plan be noted.",
    "Councillor Ash (seconded by Councillor Birch) moved that the plan be noted.",
    "Moved by Councillor Ash and seconded by Councillor Birch",
]


@pytest.mark.parametrize("line", MOVERS)
def test_the_seconder_may_stand_in_apposition(line: str) -> None:
    [resolution] = item_of(f"{line}\n\nRESOLVED that the plan be noted.").resolutions
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor Ash", "Councillor Birch")


def test_a_name_is_not_cut_at_its_initials() -> None:
    [resolution] = item_of(
        "Moved by Councillor A.B. Ash, seconded by Cllr C. Elm\n\nRESOLVED to note the plan."
    ).resolutions
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor A.B. Ash", "Cllr C. Elm")


NUMBERS_OF_LIMBS = {
    "RESOLVED: that –\n(1) the report be noted, (2) the Clerk write, and (3) the fee stay.": ["1", "2", "3"],
    "RESOLVED:\n\nTo\n\nI. Note the report.\n\nII. Approve the fee.": ["I", "II"],
    "Resolved to:\n\n1.1 note the report\n\n1.2 approve the plan\n\n1.2.1 subject to funding\n\n1.3 note the fee": [
        "1.1",
        "1.2",
        "1.3",
    ],
    "RESOLVED that:\n\n(a) the plan be noted;\n\n(b) the fee stay.\n\n(2) Public Benches": ["a", "b"],
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS_OF_LIMBS.items())
def test_limbs_are_parted_by_their_own_marks(text: str, numbers: list[str]) -> None:
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    [resolution] = item.resolutions
    assert [limb.number for limb in resolution.limbs] == numbers


def test_a_condition_in_lower_case_ends_the_last_limb() -> None:
    text = "RESOLVED –\n\nTo agree that:\n\n- the bid be made;\n\n- officers report;\n\nsubject to the grant."
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    assert item.resolutions[0].limbs[1].text == "officers report;\nsubject to the grant."
    assert len(item.points) == 1


def test_each_lead_in_of_a_carried_motion_governs_its_own_list() -> None:
    text = "The following motion had been submitted by Councillor Ash:\n\n“This Council notes:\n\n1. that fares are high.\n\nThis Council resolves:\n\n1. to write to the operator;\n\n2. to form a panel.”\n\nOn being put to the vote, the motion was CARRIED."
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    noted, resolves = item.resolutions[0].limbs
    assert (noted.outcomes, resolves.text) == (("noted",), "This Council resolves:")
    assert [limb.outcomes for limb in resolves.limbs] == [("agreed",), ("established",)]


def test_numbers_that_a_limb_names_do_not_part_it() -> None:
    text = "RESOLVED: that\n\n(1) recommendations (1), (2) and (3) in the report be agreed.\n\n(2) paragraphs (2) and (3) be noted."
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    assert len(item.resolutions[0].limbs) == 2
