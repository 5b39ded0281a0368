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


@pytest.mark.parametrize("lead_in", ["The Committee made the following decisions:", "The Panel:"])
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


NOT_CUES = (
    "Members made the following comments:\n\n- the form was long;\n\n- the fee was low.",
    "The Committee made the following observations:\n\n- the form was long.",
    "Members:\n\n(a) asked about the fee;\n\n(b) spoke of the form.",
)


@pytest.mark.parametrize("text", NOT_CUES)
def test_comments_below_a_lead_in_decide_nothing(text: str) -> None:
    assert item_of(text).resolutions == ()


LISTS_DECIDED = {
    "The Committee:\n\n(a) noted the talk; and\n\n(b) asked for a report.": ("noted", "requested"),
    "The Committee recommends that:\n\n1. Cabinet freezes fares.\n\n2. Fees stay.": ("recommended",),
    "The Committee noted:\n\n(a) the talk; and\n\n(b) the fee.": ("noted",),
    "The Panel made the following recommendations to the Executive:\n\nRecommendation 1: That fares be frozen.\n\nRecommendation 2: That fees stay.": (
        "recommended",
    ),
    "RESOLVED:\n\nThat the following recommendations be made to Cabinet:\n\nR1 - That fares be frozen.\n\nR2 - That fees stay.": (
        "recommended",
    ),
    "RESOLVED / PENDERFYNWYD:\n\n(a) to note the plan;\n\n(b) to note the fee.": ("noted",),
}


@pytest.mark.parametrize(("text", "outcomes"), LISTS_DECIDED.items())
def test_a_lead_in_of_two_limbs_is_one_resolution(text: str, outcomes: tuple[str, ...]) -> None:
    [resolution] = item_of(text).resolutions
    assert len(resolution.limbs) == 2
    assert resolution.outcomes == outcomes


def test_a_cue_alone_takes_the_numbered_paragraph_that_acts_below_it() -> None:
    item = item_of(
        "1.1 The Chair spoke.\n\nRESOLVED\n\n1.2 To note the plan.\n\n1.3 The Director spoke.\n\nRESOLVED\n\n1.4 To endorse the fee."
    )
    assert [each.outcomes for each in item.resolutions] == [("noted",), ("endorsed",)]
    assert item.points[-1].number == "1.3"


def test_limbs_end_where_the_next_number_of_the_minutes_tells() -> None:
    item = item_of(
        "1. The Clerk spoke.\n\n2. Members asked.\n\nResolved:\n\n1. That the plan be noted.\n\n2. That the fee stay.\n\n3. The Chair thanked the officers."
    )
    assert [limb.number for limb in item.resolutions[0].limbs] == ["1", "2"]
    assert item.points[-1].text == "The Chair thanked the officers."


SETTLED = {
    "This item had been withdrawn from the agenda.": "withdrawn",
    "The recommendation was then put and approved by 7 votes to 4.": "agreed",
    "Agreed as recommended.": "agreed",
}


@pytest.mark.parametrize(("text", "outcome"), SETTLED.items())
def test_what_was_settled_in_so_many_words_needs_no_cue(text: str, outcome: str) -> None:
    [resolution] = item_of(text).resolutions
    assert resolution.outcomes == (outcome,)


def test_duly_seconded_names_no_seconder() -> None:
    [resolution] = item_of(
        "It was proposed by Cllr Ash, duly seconded and RESOLVED that the plan be noted."
    ).resolutions
    assert (resolution.moved_by, resolution.seconded_by) == ("Cllr Ash", None)


def test_the_vote_on_an_amendment_is_not_the_vote_on_the_resolution() -> None:
    [resolution] = item_of(
        "The amendment was put and was carried by 20 votes to 18.\n\nThe substantive motion was then put and carried.\n\nRESOLVED that the plan be noted."
    ).resolutions
    assert resolution.votes is None


def test_agreed_alone_in_the_box_is_the_short_of_the_one_resolution() -> None:
    [item] = parse_page(
        "Agenda item\n\nBuses\n\nDecision:\n\nAgreed.\n\nMinutes:\n\nMembers spoke.\n\nRESOLVED to adopt the plan."
    ).items
    [resolution] = item.resolutions
    assert resolution.notice_wording == "Agreed."


def test_a_part_of_the_meeting_is_no_title() -> None:
    page = parse_page(
        "Cabinet - Tuesday 5 October 2021 7.00 pm\n\nPART 1 - PUBLIC\n\n33.\nMINUTES\n\nMinutes:\n\nRESOLVED that they be confirmed.\n\n34.\nFLOODS\n\nMinutes:\n\nRESOLVED to note the plan.\n\n35a\n\nDrains Repaired\n\nMinutes:\n\nRESOLVED to note the fee."
    )
    assert [(item.number, item.title) for item in page.items] == [
        ("33", "MINUTES"),
        ("34", "FLOODS"),
        ("35a", "Drains Repaired"),
    ]


@pytest.mark.parametrize("cue", ["**RESOLVED**", "**RESOLVED:**", "R E S O L V E D", "Resolved further"])
def test_a_cue_in_bold_or_spaced_letters_announces(cue: str) -> None:
    [resolution] = item_of(f"{cue} that the plan be noted.").resolutions
    assert (resolution.cue, resolution.outcomes) == (cue, ("noted",))


def test_a_mark_at_the_end_of_the_cues_line_begins_the_first_limb() -> None:
    [resolution] = item_of(
        "RESOLVED: (1)\nThat the plan be noted.\n\n(2)\nThat the fee be approved."
    ).resolutions
    assert [limb.number for limb in resolution.limbs] == ["1", "2"]


TALK = (
    "Members noted that the budget had grown, and asked what was being done.\n\nThe Director said that savings would be found.",
    "Members agreed that the point was well made.\n\nThe Chair moved on.",
    "The Committee heard that the report was noted by Cabinet in May.\n\nMembers welcomed it.",
    "Recommendation 1 was the first, said the Chair.\n\nRecommendation 2 was less so.",
    "CARRIED over from last year, the item came back.",
    "Approved suppliers were listed.\n\nAgreed charges were set out.",
)


@pytest.mark.parametrize("text", TALK)
def test_talk_that_sounds_like_a_decision_is_none(text: str) -> None:
    assert item_of(text).resolutions == ()


def test_it_was_above_the_cue_keeps_its_number() -> None:
    [resolution] = item_of("12.2 It was\n\nRESOLVED\n\nthat the plan be noted.").resolutions
    assert (resolution.number, resolution.cue) == ("12.2", "It was RESOLVED")


OUTCOMES_TOLD = {
    "Decision\n\nThe application was GRANTED subject to conditions.": ("approved",),
    "RESOLVED that this Council believes in clean air and asks the Cabinet to act.": ("requested",),
    "RESOLVED that no appointment be made.": ("agreed",),
    "RESOLVED that the report be adopted and that Cabinet be recommended to:\n\n(a) plant trees;\n\n(b) cut grass.": (
        "approved",
        "recommended",
    ),
}


@pytest.mark.parametrize(("text", "outcomes"), OUTCOMES_TOLD.items())
def test_the_verb_that_governs_is_the_outcome(text: str, outcomes: tuple[str, ...]) -> None:
    [resolution] = item_of(text).resolutions
    assert resolution.outcomes == outcomes
    assert all(limb.outcomes == ("recommended",) for limb in resolution.limbs)
