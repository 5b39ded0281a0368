"""Cues of every spelling, decisions without one, and what only looks like a resolution."""

import pytest

from meetings.minutes_text import Item, parse_page


def item_of(text: str) -> Item:
    page = parse_page(f"Minutes:\n\nMembers spoke at length.\n\n{text}")
    assert page.unplaced == ()
    [item] = page.items
    return item


CUES = {
    "Resolution: That the plan be noted.": "Resolution:",
    "Decision - That the plan be noted.": "Decision -",
    "RESOLVED (unanimously) that the plan be noted.": "RESOLVED (unanimously)",
    "Resolved (nem con) that the plan be noted.": "Resolved (nem con)",
    "RESOLVED/- That the plan be noted.": "RESOLVED/-",
    "IT WAS RESOLVED that the plan be noted.": "IT WAS RESOLVED",
    "AGREED: to note the plan.": "AGREED:",
    "The Board NOTED the plan.": "The Board NOTED",
    "Penderfyniad: nodi’r cynllun.": "Penderfyniad:",
    "It was unanimously agreed to note the plan.": "It was unanimously agreed",
    "The Committee, having considered the report, unanimously RESOLVED to note the plan.": "The Committee, having considered the report, unanimously RESOLVED",
    "Cabinet considered the report and agreed to note the plan.": "Cabinet considered the report and agreed",
    "On the motion of Councillor Ash, it was resolved that the plan be noted.": "On the motion of Councillor Ash, it was resolved",
    "Following a vote (6 in favour and 2 against) it was resolved that the plan be noted.": "Following a vote (6 in favour and 2 against) it was resolved",
    "It was proposed by Cllr. B. Ash, seconded by Cllr Moss and RESOLVED to note the plan.": "It was proposed by Cllr. B. Ash, seconded by Cllr Moss and RESOLVED",
}


@pytest.mark.parametrize(("line", "cue"), CUES.items())
def test_a_cue_of_any_spelling_announces_a_resolution(line: str, cue: str) -> None:
    [resolution] = item_of(line).resolutions
    assert (resolution.cue, resolution.outcomes) == (cue, ("noted",))
    assert f"{resolution.cue} {resolution.text}" == line


def test_a_cue_in_a_later_sentence_parts_the_paragraph() -> None:
    item = item_of("5.1 The Clerk spoke of a rise. RESOLVED: To note the plan.")
    assert item.points[1].text == "The Clerk spoke of a rise."
    assert item.resolutions[0].text == "To note the plan."


@pytest.mark.parametrize(
    "lead_in", ["The Committee made the following recommendations to Cabinet:", "The Panel:"]
)
def test_a_lead_in_of_the_body_announces_the_list_below(lead_in: str) -> None:
    [resolution] = item_of(f"{lead_in}\n\n(a) NOTED the plan;\n\n(b) APPROVED the fee.").resolutions
    assert resolution.cue == lead_in
    assert [limb.outcomes for limb in resolution.limbs] == [("noted",), ("approved",)]


WITHOUT_CUE = {
    "The report was noted.": ("noted",),
    "The recommendations in the report were agreed.": ("agreed",),
    "The item was deferred to the next meeting.": ("deferred",),
    "Councillor Quill was elected Chair for the year.": ("appointed",),
}


@pytest.mark.parametrize(("line", "outcomes"), WITHOUT_CUE.items())
def test_a_sentence_that_decides_needs_no_cue(line: str, outcomes: tuple[str, ...]) -> None:
    [resolution] = item_of(line).resolutions
    assert (resolution.cue, resolution.text, resolution.outcomes) == (None, line, outcomes)


NOT_RESOLUTIONS = [
    "Councillor Ash said that Cabinet had agreed to close the baths.",
    "At its meeting on 4 May 2019 Cabinet RESOLVED to close the baths.",
    "Officers explained that, in 2019, it was agreed that the baths be closed.",
    "The following wording was suggested:\n\nRESOLVED that the fee be raised.",
    "The report recommended that the Committee:\n\n(1) note the plan;\n\n(2) approve the fee.",
    "The Cabinet Member agreed to write to the companies.",
    "It was noted that the figures were poor.",
]


@pytest.mark.parametrize("text", NOT_RESOLUTIONS)
def test_what_is_told_quoted_or_supposed_is_no_resolution(text: str) -> None:
    assert item_of(text).resolutions == ()


def test_beside_a_plain_cue_members_who_agreed_to_do_something_only_acted() -> None:
    item = item_of("Members agreed to visit the site.\n\nRESOLVED that the plan be noted.")
    assert [each.cue for each in item.resolutions] == ["RESOLVED"]


def test_every_paragraph_below_a_bare_that_is_a_limb() -> None:
    [resolution] = item_of(
        "RESOLVED that:\n\nthe plan be noted;\n\nthe fee be approved.\n\nThe Chair spoke."
    ).resolutions
    assert [limb.outcomes for limb in resolution.limbs] == [("noted",), ("approved",)]


def test_a_tail_belongs_to_the_last_limb() -> None:
    [resolution] = item_of(
        "RESOLVED to:\n\n(1) note the plan;\n\n(2) approve the fee;\n\nand that the Chair be thanked."
    ).resolutions
    assert resolution.limbs[1].text.endswith("and that the Chair be thanked.")


OUTCOMES = {
    "RESOLVED that the decision be referred back to Cabinet.": ("referred back",),
    "RESOLVED that authority be delegated to the Clerk to award the contract.": ("delegated",),
    "RESOLVED (by 6 votes to 2) to grant the application.": ("approved",),
    "RESOLVED to 1) note the report; and 2) recommend that the plan go ahead.": ("noted", "recommended"),
    "RESOLVED to note the report and ask the Clerk for a list.": ("noted", "requested"),
    "RESOLVED that a working group be formed.": ("established",),
    "PENDERFYNWYD: cymeradwyo cofnodion y cyfarfod fel rhai cywir.": ("minutes approved",),
}


@pytest.mark.parametrize(("line", "outcomes"), OUTCOMES.items())
def test_outcomes_in_the_words_of_council(line: str, outcomes: tuple[str, ...]) -> None:
    assert item_of(line).resolutions[0].outcomes == outcomes


def test_capital_letters_parted_by_tabs_are_limbs_and_no_table() -> None:
    [resolution] = item_of(
        "RESOLVED\n\nA.\tThat the plan be noted;\n\nB.\tThat the fee be approved."
    ).resolutions
    assert [(limb.number, limb.outcomes) for limb in resolution.limbs] == [
        ("A", ("noted",)),
        ("B", ("approved",)),
    ]


@pytest.mark.parametrize("text", ["There were none.", "Apologies were received from Councillor Ash."])
def test_a_decision_box_may_decide_nothing(text: str) -> None:
    [item] = parse_page(f"Agenda item\n\nApologies\n\nDecision:\n\n{text}").items
    assert item.resolutions == ()
    assert [point.text for point in item.points] == [text]


WORDINGS = {
    "The report was received and noted.": ("received", "noted"),
    "Report noted.": ("noted",),
    "The update was noted by the Panel.": ("noted",),
    "Following discussion, the Committee APPROVED the report.": ("approved",),
    "This item was withdrawn from the agenda.": ("withdrawn",),
    "RECOMMENDATIONS TO CABINET:\n\n1. That the fee be cut.\n\n2. That the plan be noted.": ("recommended",),
    "RESOLVED: That Members note the report.": ("noted",),
    "RESOLVED: That Cabinet approves the scheme.": ("approved",),
    "RESOLVED: That the strategy be commended to Cabinet.": ("recommended",),
    "RESOLVED: That it be a recommendation to Council that the fee be cut.": ("recommended",),
    "ORDERED: That the petition stand referred to the Highways Committee.": ("referred",),
    "AGREED, by a majority, to recommend that Cabinet defer the plan.": ("recommended",),
    "RESOLVED: That the call-in be upheld and the decision referred back to Cabinet.": (
        "call-in upheld",
        "referred back",
    ),
    "RESOLVED: That the minutes be taken as read and correctly recorded.": ("minutes approved",),
}


@pytest.mark.parametrize(("text", "outcomes"), WORDINGS.items())
def test_the_printed_verb_is_the_outcome(text: str, outcomes: tuple[str, ...]) -> None:
    [resolution] = item_of(text).resolutions
    assert set(resolution.outcomes) == set(outcomes)


ADDRESSED = {
    "RECOMMENDED TO COUNCIL\n\nThat the plan be approved.": ("RECOMMENDED TO COUNCIL", "Council"),
    "RECOMMENDED (to the Executive): That the plan be approved.": (
        "RECOMMENDED (to the Executive):",
        "Executive",
    ),
    "UNANIMOUSLY RESOLVED TO RECOMMEND TO COUNCIL that the plan be approved.": (
        "UNANIMOUSLY RESOLVED",
        "Council",
    ),
    "AGREED to recommend that Cabinet defer the plan.": ("AGREED", "Cabinet"),
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSED.items())
def test_the_addressee_is_read_however_it_is_printed(text: str, expected: tuple[str, str]) -> None:
    [resolution] = item_of(text).resolutions
    assert (resolution.cue, resolution.addressee) == expected
    assert resolution.outcomes == ("recommended",)


def test_a_tail_in_small_letters_ends_the_last_limb() -> None:
    [resolution] = item_of(
        "RESOLVED that:\n\n(a) the plan be noted; and\n\n(b) the path be widened,\n\nsubject to the grant."
    ).resolutions
    assert resolution.limbs[-1].text == "the path be widened,\nsubject to the grant."
