"""How minutes are written, convention by convention, in invented texts."""

import pytest

from meetings.minutes_text import Item, Limb, Point, Resolution, Votes, parse_page, print_page


def item_of(text: str) -> Item:
    page = parse_page(text)
    assert page.unplaced == ()
    [item] = page.items
    return item


def resolution_of(text: str) -> Resolution:
    [resolution] = item_of(text).resolutions
    return resolution


def numbers(limbs: tuple[Limb, ...]) -> list[str | None]:
    return [limb.number for limb in limbs]


CUES = {
    "RESOLVED that the plan be noted.": "RESOLVED",
    "RESOLVED: to note the plan.": "RESOLVED:",
    "RESOLVED – that the plan be noted.": "RESOLVED –",
    "Resolved:- That the plan be noted.": "Resolved:-",
    "resolved: to note the plan.": "resolved:",
    "It was resolved that the plan be noted.": "It was resolved",
    "UNANIMOUSLY RESOLVED that the plan be noted.": "UNANIMOUSLY RESOLVED",
    "AGREED that the plan be noted.": "AGREED",
    "Agreed to note the plan.": "Agreed",
    "NOTED: the plan.": "NOTED:",
    "The Committee RESOLVED to note the plan.": "The Committee RESOLVED",
    "The Planning Sub-Committee agreed to note the plan.": "The Planning Sub-Committee agreed",
    "After a short debate, it was RESOLVED that the plan be noted.": "After a short debate, it was RESOLVED",
    "DECISION: That the plan be noted.": "DECISION:",
    "PENDERFYNWYD: nodi’r cynllun.": "PENDERFYNWYD:",
}


@pytest.mark.parametrize(("line", "cue"), CUES.items())
def test_a_cue_in_any_shape_announces_a_resolution(line: str, cue: str) -> None:
    resolution = resolution_of(f"Minutes:\n\nMembers spoke at length.\n\n{line}")
    assert resolution.cue == cue
    assert f"{cue} {resolution.text}" == line
    assert resolution.outcomes == ("noted",)


NOT_RESOLUTIONS = [
    "The report recommended that the fee be raised.",
    "Recommendations:\n\n1. That the fee be raised.\n2. That the plan be noted.",
    "Moved by Councillor Ash, seconded by Councillor Moss:\n\nThat this Council regrets the delay.\n\nThe motion was declared LOST.",
    "At its meeting on 3 May the Board resolved as follows:\n\nRESOLVED that the fee be raised.",
    "“RESOLVED that the fee be raised” stood in the older record.",
    "If members were minded to resolve that the fee be raised, officers would act.",
    "It was noted, however, that the fee had been raised.",
    "The Committee noted that the day was wet.\n\n5.8 Officers answered.",
    "The problem with the lift has now been resolved. It works.",
    "The Committee had resolved in May that the fee be raised.",
]


@pytest.mark.parametrize("text", NOT_RESOLUTIONS)
def test_wording_that_only_looks_like_a_resolution_is_a_point(text: str) -> None:
    assert item_of(f"Minutes:\n\n{text}").resolutions == ()


OUTCOMES = {
    "RESOLVED to note the plan and refer it to the Board.": ("noted", "referred"),
    "RESOLVED that the plan be received and noted.": ("received", "noted"),
    "RESOLVED That the plan be approved; and that authority be delegated to the Clerk.": (
        "approved",
        "delegated",
    ),
    "RESOLVED to recommend that the Cabinet approve the plan and delegate the rest.": ("recommended",),
    "RESOLVED that the Portfolio Holder be asked to recommend approval of the plan to Council.": (
        "recommended",
    ),
    "RECOMMENDED to Council that the plan be adopted.": ("recommended",),
    "NOTED that the item had been deferred.": ("deferred",),
    "RESOLVED that the item be withdrawn.": ("withdrawn",),
    "RESOLVED that the application be refused.": ("rejected",),
    "RESOLVED that the plan be not approved.": ("rejected",),
    "RESOLVED that no further action be taken.": ("no further action",),
    "RESOLVED to exclude the press and public from the meeting.": ("public excluded",),
    "RESOLVED that the public be excluded.": ("public excluded",),
    "RESOLVED that the minutes of 4 May be approved as a correct record.": ("minutes approved",),
    "RESOLVED that, subject to a correction, the minutes be agreed as a correct record.": (
        "minutes approved",
        "minutes corrected",
    ),
    "RESOLVED that the call-in be upheld.": ("call-in upheld",),
    "RESOLVED that the call-in be not upheld.": ("call-in not upheld",),
    "RESOLVED to establish a working group and to appoint Councillor Quill.": ("established", "appointed"),
    "RESOLVED that the Head of Parks be requested to review the paths.": ("requested",),
    "RESOLVED to endorse the plan.": ("endorsed",),
    "AGREED that officers plant an elm.": ("agreed",),
    "Agreed.": ("agreed",),
}


@pytest.mark.parametrize(("line", "outcomes"), OUTCOMES.items())
def test_outcomes_are_read_from_the_operative_verbs(line: str, outcomes: tuple[str, ...]) -> None:
    assert resolution_of(f"Minutes:\n\nThey spoke.\n\n{line}").outcomes == outcomes


LIMBS = {
    "1. the plan be noted.\n2. the fee be approved.": ["1", "2"],
    "(a) the plan be noted;\n(b) the fee be approved.": ["a", "b"],
    "a) the plan be noted;\n\nb) the fee be approved.": ["a", "b"],
    "(i) the plan be noted;\n(ii) the fee be approved.": ["i", "ii"],
    "i. the plan be noted;\nii. the fee be approved.": ["i", "ii"],
    "1.1 the plan be noted;\n1.2 the fee be approved.": ["1.1", "1.2"],
    "A  the plan be noted;\nB  the fee be approved.": ["A", "B"],
    "1\u00a0\u00a0the plan be noted;\n2\u00a0\u00a0the fee be approved.": ["1", "2"],
    "(1)\n\nthe plan be noted;\n\n(2)\n\nthe fee be approved.": ["1", "2"],
    "• the plan be noted;\n• the fee be approved.": [None, None],
}


@pytest.mark.parametrize(("limbs", "expected"), LIMBS.items())
def test_limbs_carry_their_own_numbers_and_outcomes(limbs: str, expected: list[str | None]) -> None:
    resolution = resolution_of(f"Minutes:\n\nThey spoke.\n\nRESOLVED – That: -\n\n{limbs}")
    assert (resolution.cue, resolution.text) == ("RESOLVED –", "That: -")
    assert numbers(resolution.limbs) == expected
    assert [limb.outcomes for limb in resolution.limbs] == [("noted",), ("approved",)]
    assert resolution.outcomes == ("noted", "approved")


def test_several_bare_that_paragraphs_are_limbs() -> None:
    resolution = resolution_of("RESOLVED\n\nThat the plan be noted.\n\nThat the fee be rejected.")
    assert resolution.text == ""
    assert [limb.outcomes for limb in resolution.limbs] == [("noted",), ("rejected",)]


def test_limbs_nest_two_deep() -> None:
    text = "RESOLVED that:\n(a) the plan be noted;\n(b) the Clerk be asked to look into:\n(i) paths;\n(ii) gates; and\n(c) thanks be given."
    resolution = resolution_of(text)
    assert numbers(resolution.limbs) == ["a", "b", "c"]
    assert numbers(resolution.limbs[1].limbs) == ["i", "ii"]
    assert resolution.limbs[1].limbs[0].outcomes == ("requested",)


def test_a_lead_in_gives_its_outcome_to_limbs_without_one() -> None:
    resolution = resolution_of(
        "RESOLVED\n\nThat permission be granted to\n\n1. Plant elms.\n2. Note the cost."
    )
    assert [limb.outcomes for limb in resolution.limbs] == [("approved",), ("noted",)]


def test_a_resolution_ends_at_the_next_number_of_the_minutes() -> None:
    item = item_of("5.6 Talk.\n5.7 Resolved: to note the plan.\n5.8 More talk.")
    assert [part.number for part in item.body] == ["5.6", "5.7", "5.8"]
    assert item.resolutions[0].number == "5.7"


def test_a_resolution_ends_at_an_unnumbered_paragraph() -> None:
    item = item_of("RESOLVED that:\n\n1. the plan be noted.\n\nThe Chair thanked all.")
    assert [type(part) for part in item.body] == [Resolution, Point]


def test_a_cue_joined_to_its_text_is_not_taken_apart() -> None:
    resolution = resolution_of("RESOLVED:That the plan be noted.")
    assert resolution.text == "RESOLVED:That the plan be noted."
    assert resolution.cue == "RESOLVED:"


def test_a_decision_box_alone_is_a_resolution_before_the_minutes() -> None:
    item = item_of("Decision:\nThat fees rise.\nMinutes:\n1.1 Talk.")
    assert [type(part) for part in item.body] == [Resolution, Point]
    assert item.resolutions[0].cue is None


def test_limbs_of_a_decision_box_do_not_become_items() -> None:
    box = "1. That the plan be approved.\n2. That officers be thanked."
    item = item_of(f"Decisions:\n\nRESOLVED –\n\n{box}\n\nMinutes:\n\nTalk.\n\nRESOLVED –\n\n{box}")
    [resolution] = item.resolutions
    assert resolution.notice_wording == f"RESOLVED –\n{box}"


def test_a_closing_sentence_of_the_committee_is_a_resolution() -> None:
    resolution = resolution_of("Minutes:\n\nThe officer spoke.\n\nThe Committee noted the plan.")
    assert (resolution.cue, resolution.text) == ("The Committee noted", "the plan.")


def test_minutes_approved_without_a_cue_are_a_resolution_of_their_item() -> None:
    resolution = resolution_of(
        "Agenda item\n\n2. Minutes\n\nMinutes:\n\nThe minutes of 4 May were approved as a correct record."
    )
    assert resolution.cue is None
    assert resolution.outcomes == ("minutes approved",)


def test_different_wordings_of_two_decisions_stay_two_resolutions() -> None:
    item = item_of(
        "Decision:\nThat the pool be closed in winter.\nMinutes:\nTalk.\n\nRESOLVED that fees for graves be raised."
    )
    assert [each.notice_wording for each in item.resolutions] == [None, None]
    assert len(item.resolutions) == 2


VOTE_TEXTS = {
    "For 18 Against 8 Abstain 1": Votes(18, 8, 1),
    "(Voting: 8 For, 2 Against)": Votes(8, 2),
    "Voting: For 8; Against 2": Votes(8, 2),
    "by 5 votes to 2 with 1 abstention": Votes(5, 2, 1),
    "Twelve votes for, nil against and two abstentions": Votes(12, 0, 2),
}


@pytest.mark.parametrize(("line", "votes"), VOTE_TEXTS.items())
def test_a_vote_line_belongs_to_the_resolution_before_it(line: str, votes: Votes) -> None:
    page = parse_page(f"Minutes:\n\nTalk.\n\nRESOLVED that the plan be noted.\n\n{line}")
    assert page.items[0].resolutions[0].votes == votes
    assert line in page.furniture


def test_a_vote_inside_the_text_stays_there_and_is_read() -> None:
    resolution = resolution_of("RESOLVED by 5 votes to 2 with 1 abstention that the plan be noted.")
    assert resolution.votes == Votes(5, 2, 1)
    assert "5 votes to 2" in resolution.text


MOVERS = [
    "It was MOVED by Councillor Ash and SECONDED by Councillor Moss that the plan be noted.\n\nRESOLVED that the plan be noted.",
    "RESOLVED that the plan be noted.\n\nProposed by Councillor Ash, seconded by Councillor Moss.",
]


@pytest.mark.parametrize("text", MOVERS)
def test_mover_and_seconder_are_found_beside_the_resolution(text: str) -> None:
    resolution = resolution_of(text)
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor Ash", "Councillor Moss")


def test_bullets_nest_by_glyph_and_by_indentation() -> None:
    item = item_of("5.1 Talk:\n· one\n  o two\n  o three\n· four\n· five\n    · six\n5.2 End.")
    assert [part.level for part in item.points] == [0, 1, 2, 2, 1, 1, 2, 0]
    assert item.points[1].mark == "·"
    assert item.points[1].number is None


def test_lettered_paragraphs_stand_below_a_numbered_one() -> None:
    item = item_of("5.1 Talk:\n(a) one\n(i) two\n(ii) three\n(b) four\n5.2 End.")
    assert [(part.number, part.level) for part in item.points] == [
        ("5.1", 0),
        ("a", 1),
        ("i", 2),
        ("ii", 2),
        ("b", 1),
        ("5.2", 0),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_next_line() -> None:
    [point] = item_of("9.1\n\nThe panel met.").points
    assert (point.number, point.mark, point.text) == ("9.1", "9.1", "The panel met.")


def test_padding_and_no_break_spaces_are_dropped_and_words_kept() -> None:
    [point] = item_of("·\u00a0\u00a0\u00a0\u00a0 Elms\u00a0 and   oaks.\u00a0").points
    assert (point.mark, point.text) == ("·", "Elms and oaks.")


def test_a_hard_wrapped_sentence_is_one_paragraph() -> None:
    text = "The panel heard that the old library in Elm Street would close during\nthe winter months and reopen in spring.\nMembers spoke."
    assert [point.text[-7:] for point in item_of(text).points] == ["spring.", " spoke."]


def test_a_page_that_is_hard_wrapped_throughout_is_joined_at_its_margin() -> None:
    text = (
        "Minutes:\n\n4.1 The panel received a report of the Director of Adult Services on the\n"
        "Council's market position. Members noted that most of the homes were good.\n"
        "Councillor Ash asked about prices.\n\n"
        "4.2 After a long debate in which all members took part, it was unanimously\n"
        "RESOLVED that the report be noted and that the officers be asked to report to\n"
        "Council in June."
    )
    item = item_of(text)
    assert [point.number for point in item.points] == ["4.1"]
    assert item.points[0].text.endswith("prices.")
    assert item.resolutions[0].number == "4.2"


def test_figures_times_and_years_are_not_paragraph_numbers() -> None:
    texts = ["2.5 per cent was spent.", "7.30 pm was the start.", "2023 was wet.", "16 members came."]
    assert [point.number for point in item_of("\n\n".join(texts)).points] == [None] * 4


def test_a_note_after_the_meeting_is_a_note() -> None:
    [talk, note] = item_of("Minutes:\n\nTalk.\n\n[Post-meeting note: the map was sent.]").points
    assert (talk.kind, note.kind) == ("paragraph", "note")


WHOLE_MEETING = """ELM VALLEY COUNCIL
PARKS PANEL
Tuesday 4 May 2021

Present: Councillors Quill and Ash

1. APOLOGIES FOR ABSENCE

Apologies were received from Councillor Fern.

2. DECLARATIONS OF INTEREST

Councillor Ash declared a personal interest in item 4. Councillors Quill and Moss declared other interests.

3. ELMS

RESOLVED that:

1. the plan be noted.
2. the fee be approved.

4. DATE OF NEXT MEETING

June.
"""


def test_whole_meeting_is_divided_at_its_headings() -> None:
    page = parse_page(WHOLE_MEETING)
    assert [item.number for item in page.items] == ["1", "2", "3", "4"]
    assert [item.title for item in page.items][2] == "ELMS"
    assert [item.procedural for item in page.items] == [True, True, False, True]
    assert [item.interests for item in page.items] == [0, 3, 0, 0]
    assert numbers(page.items[2].resolutions[0].limbs) == ["1", "2"]
    assert page.items[0].field("Present") == "Councillors Quill and Ash"
    assert page.unplaced == ()


NUMBERED_HEADINGS = [
    "77/21 Budget Monitoring",
    "112/23 Parks",
    "298/PF Tree Survey",
    "P21/008 Elm Road",
    "4a Elm Road",
    "10a.1 Elm Road",
]


@pytest.mark.parametrize("line", NUMBERED_HEADINGS)
def test_item_numbers_are_strings_of_any_shape(line: str) -> None:
    number, title = line.split(" ", 1)
    item = item_of(f"{line}\n\nThe panel met.")
    assert (item.number, item.title) == (number, title)
    assert [point.text for point in item.points] == ["The panel met."]


def test_decision_page_labels_become_fields() -> None:
    item = item_of(
        "Decision Maker: Cabinet Member for Parks\nDecision status: Approved\nIs Key decision?: No\nIs subject to call in?: Yes\n"
        "Purpose:\nTo widen a path.\nDecision:\nThat the path be approved.\nReasons for the decision:\nIt is worn.\nIt is narrow.\n"
        "Alternative options considered:\nNone.\nPublication date: 13/09/2024\nEffective from: 21/09/2024\n"
        "Accompanying Documents:\nPath plan PDF 224 KB\nMap, pdf icon PDF 2 MB\n"
    )
    assert item.purpose == "To widen a path."
    assert item.field("Decision Maker") == "Cabinet Member for Parks"
    assert item.field("Reasons for the decision") == "It is worn.\nIt is narrow."
    assert item.field("Effective from") == "21/09/2024"
    assert [(each.title, each.kind, each.size) for each in item.documents] == [
        ("Path plan", "PDF", "224 KB"),
        ("Map,", "PDF", "2 MB"),
    ]
    assert [each.text for each in item.resolutions] == ["That the path be approved."]


def test_an_issue_page_gives_one_item_for_each_meeting() -> None:
    page = parse_page(
        "Issue - meetings\n\nBus lanes\n\nMeeting: 04/05/2021 - Cabinet (Item 12)\n\n12 Bus lanes on Elm Road\n\nMinutes:\n\nTalk.\n\n"
        "Meeting: 01/06/2021 - Parks Panel (Item 7)\n\n7 Call-in: bus lanes\n\nMinutes:\n\nMore talk."
    )
    assert [(item.minute_number, item.title) for item in page.items] == [
        ("12", "Bus lanes on Elm Road"),
        ("7", "Call-in: bus lanes"),
    ]
    assert [item.meeting and item.meeting.committee for item in page.items] == ["Cabinet", "Parks Panel"]
    assert [item.field("Issue") for item in page.items] == ["Bus lanes", "Bus lanes"]


def test_actions_name_owner_task_and_time_where_they_are_found() -> None:
    actions = item_of(
        "Minutes:\n\nThe Head of Parks undertook to circulate the survey within two weeks. Rain fell.\n\nACTION: Officers to send a map by 3 May 2022."
    ).actions
    assert [(each.owner, each.what, each.when) for each in actions] == [
        ("The Head of Parks", "circulate the survey within two weeks", "within two weeks"),
        ("Officers", "send a map by 3 May 2022", "by 3 May 2022"),
    ]


@pytest.mark.parametrize(
    "text", ["None.", "There were no declarations of interest.", "No members declared an interest."]
)
def test_no_declarations_count_nothing(text: str) -> None:
    assert item_of(f"Minutes:\n\n{text}").interests == 0


PROCEDURAL = [
    "Apologies for absence",
    "Declarations of Interest",
    "Minutes of the last meeting",
    "Urgent Business",
    "Exclusion of the press and public",
    "Date of next meeting",
    "Work Programme",
    "Chair's announcements",
]


@pytest.mark.parametrize("title", PROCEDURAL)
def test_business_about_the_meeting_itself_is_procedural(title: str) -> None:
    assert item_of(f"Agenda item\n\n3. {title}\n\nMinutes:\n\nTalk.").procedural


@pytest.mark.parametrize(
    "title", ["Adult Social Care", "Work programmes for young people", "Public health report"]
)
def test_the_substance_is_not_procedural(title: str) -> None:
    assert not item_of(f"Agenda item\n\n3. {title}\n\nMinutes:\n\nTalk.").procedural


def test_the_print_of_a_whole_meeting_is_plain_and_reads_back() -> None:
    page = parse_page(WHOLE_MEETING)
    printed = print_page(page)
    assert "exact form" not in printed
    assert parse_page(printed).items == page.items


def test_title_of_a_decision_page_stands_above_its_labels() -> None:
    item = item_of(
        "Decision details\nLonger Visits at Home\nDecision Maker: Cabinet Member for Care\nIs Key decision?: Yes\n"
        "Purpose:\nTo lengthen visits.\nDecision:\nAGREED that visits be lengthened.\n"
    )
    assert item.title == "Longer Visits at Home"
    assert item.purpose == "To lengthen visits."
    assert item.field("Decision Maker") == "Cabinet Member for Care"
