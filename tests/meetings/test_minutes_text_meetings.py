"""Whole meetings and pages: heads, headings of every kind, decision pages, tables, interests, actions."""

from datetime import date

import pytest

from meetings.minutes_text import MeetingReference, parse_page
from meetings.minutes_text.printing import print_plainly

HEADS = {
    "PARKS PANEL\nTuesday 24 September 2024 at 7.00 pm": "PARKS PANEL",
    "Minutes of a meeting of the Parks Panel held on Tuesday, 24th September, 2024 in the Town Hall": "Parks Panel",
    "Agenda and minutes\n\nParks Panel - Tuesday, 24th September, 2024 7.00 pm\n\nVenue: Old Hall\n\nItems\nNo. Item": "Parks Panel",
    "EASTMERE BOROUGH COUNCIL\n\nMINUTES OF THE PARKS PANEL\n\nHeld on 24 September 2024": "PARKS PANEL",
    "Committee: Parks Panel\nDate: 24/09/2024": "Parks Panel",
}
ITEMS = "Present: Councillors Ash and Birch\n\n1. APOLOGIES\n\nNone.\n\n2. ELM ROAD\n\nRESOLVED that the path be widened."


@pytest.mark.parametrize(("head", "committee"), HEADS.items())
def test_the_head_of_a_meeting_tells_its_day_and_committee(head: str, committee: str) -> None:
    page = parse_page(f"{head}\n\n{ITEMS}")
    assert [item.meeting for item in page.items] == [MeetingReference(date(2024, 9, 24), committee)] * 2
    assert page.items[0].field("Present") == "Councillors Ash and Birch"
    assert page.unplaced == ()


def test_several_meetings_in_one_text_each_have_their_items() -> None:
    second = "MINUTES OF THE CABINET\n\nHeld on Wednesday 2 October 2024"
    page = parse_page(f"PARKS PANEL\n24 September 2024\n\n{ITEMS}\n\n{second}\n\n{ITEMS}")
    assert [item.number for item in page.items] == ["1", "2", "1", "2"]
    assert [item.meeting and item.meeting.committee for item in page.items] == ["PARKS PANEL"] * 2 + [
        "CABINET"
    ] * 2


def numbers_and_titles(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in parse_page(text).items]


BODY = "\n\nThe Clerk spoke.\n\n"
HEADINGS = {
    f"35.\n\nApologies\n\nMinutes:{BODY}36.\n\nElm Road pdf icon PDF 12 KB\n\nMinutes:{BODY}": [
        ("35", "Apologies"),
        ("36", "Elm Road"),
    ],
    f"4. ELMS{BODY}4a OAKS{BODY}4b ASHES{BODY}": [("4", "ELMS"), ("4a", "OAKS"), ("4b", "ASHES")],
    f"10. Budget{BODY}10a.1 Cemetery Charges{BODY}11. Grants to Clubs{BODY}": [
        ("10", "Budget"),
        ("10a.1", "Cemetery Charges"),
        ("11", "Grants to Clubs"),
    ],
    f"23/101 Apologies{BODY}23/102 Elm Road repairs{BODY}": [
        ("23/101", "Apologies"),
        ("23/102", "Elm Road repairs"),
    ],
    f"TC 41/23 APOLOGIES{BODY}TC 42/23 ELM ROAD{BODY}": [("TC 41/23", "APOLOGIES"), ("TC 42/23", "ELM ROAD")],
    f"5.1 Budget Monitoring{BODY}5.2 Capital Programme{BODY}": [
        ("5.1", "Budget Monitoring"),
        ("5.2", "Capital Programme"),
    ],
    f"Item 1: Apologies{BODY}Item 2: Elm Road{BODY}": [("1", "Apologies"), ("2", "Elm Road")],
    f"7. BUDGET{BODY}EXCLUSION OF THE PUBLIC{BODY}8. LAND{BODY}": [
        ("7", "BUDGET"),
        (None, "EXCLUSION OF THE PUBLIC"),
        ("8", "LAND"),
    ],
    f"Apologies for absence{BODY}Elm Road{BODY}Date of next meeting{BODY}": [
        (None, "Apologies for absence"),
        (None, "Elm Road"),
        (None, "Date of next meeting"),
    ],
    f"1. Apologies{BODY}4. Elm Road{BODY}2. Declarations of Interest{BODY}5. Work Programme{BODY}": [
        ("1", "Apologies"),
        ("4", "Elm Road"),
        ("2", "Declarations of Interest"),
        ("5", "Work Programme"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), HEADINGS.items())
def test_headings_of_every_kind_begin_items(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert numbers_and_titles(text) == expected


def test_two_printed_numbers_are_the_minute_and_the_item() -> None:
    [first, _] = parse_page(
        f"C048/23      1.         APOLOGIES{BODY}C049/23      2.         ELM ROAD{BODY}"
    ).items
    assert (first.number, first.minute_number, first.title) == ("1", "C048/23", "APOLOGIES")


DECISION_PAGES = [
    "Decision details\n\nTree works\n\nDecision Maker:\tCabinet Member\n\nDecision:\n\nTo fell the elm.\n\nReasons for the decision:\n\nIt is rotten.\n\nWards affected: Castle\n\nContact: A Clerk",
    "Notice of decision\n\nTitle: Tree works\n\nDecision Maker\nCabinet Member\n\nDecision\nTo fell the elm.\n\nReasons for the decision\nIt is rotten.\n\nWards affected\nCastle\n\nContact: A Clerk",
]


@pytest.mark.parametrize("text", DECISION_PAGES)
def test_labels_of_a_decision_page_are_fields_however_they_are_set(text: str) -> None:
    page = parse_page(text)
    [item] = page.items
    assert item.title == "Tree works"
    assert [each.text for each in item.resolutions] == ["To fell the elm."]
    fields = {
        label: item.field(label)
        for label in ("Decision Maker", "Reasons for the decision", "Wards affected", "Contact")
    }
    assert list(fields.values()) == ["Cabinet Member", "It is rotten.", "Castle", "A Clerk"]
    assert page.unplaced == ()


def test_the_meeting_that_decided_is_the_meeting_of_a_decision_page() -> None:
    [item] = parse_page(
        "Decision details\n\nTree works\n\nDecision:\n\nTo fell it.\n\nDecided at meeting: 06/11/2007 - Cabinet"
    ).items
    assert item.meeting == MeetingReference(date(2007, 11, 6), "Cabinet")


@pytest.mark.parametrize(
    "rows",
    ["A\tB\tC\n1\t2\t3", "A | B | C\n1 | 2 | 3", "Ward\tCount\nElm\t3", "A      B      C\n1      2      3"],
)
def test_rows_stay_together_as_a_table(rows: str) -> None:
    [item] = parse_page(f"Minutes:\n\nThe figures:\n\n{rows}\n\nThey were good.").items
    assert [point.kind for point in item.points] == ["paragraph", "table", "table", "paragraph"]


INTERESTS = {
    "Councillors Ash and Birch declared a personal interest in item 5.": 2,
    "An interest in item 5 was declared by Councillor Ash.": 1,
    "· Councillor Ash – item 5 – non-pecuniary.\n· Councillors Birch and Cole – item 6 – personal.": 3,
    "Name | Item | Nature\nCllr Ash | 5 | Pecuniary\nCllr Birch | 7 | Personal": 2,
    "Councillor Cole declared, for transparency, that her son works for the Council.": 1,
    "There were none.": 0,
    "Members were reminded to declare any interests.": 0,
}


@pytest.mark.parametrize(("text", "count"), INTERESTS.items())
def test_declarations_are_counted_by_member(text: str, count: int) -> None:
    [item] = parse_page(f"Agenda item\n\nDeclarations of interest\n\nMinutes:\n\n{text}").items
    assert item.interests == count


ACTIONS = {
    "ACTION: Officers to send a map by 3 May 2022.": (
        "Officers",
        "send a map by 3 May 2022",
        "by 3 May 2022",
    ),
    "Action (Clerk): send the map": ("Clerk", "send the map", None),
    "Action: send the map  Owner: Clerk  By: 3 May": ("Clerk", "send the map", "3 May"),
    "Action\tOwner\tDeadline\nSend the map\tClerk\t3 May": ("Clerk", "Send the map", "3 May"),
    "The Chair asked officers to provide a map before the next meeting.": (
        "officers",
        "provide a map before the next meeting",
        "before the next meeting",
    ),
    "The Director said that she would circulate the map within two weeks.": (
        "The Director",
        "circulate the map within two weeks",
        "within two weeks",
    ),
    "The Cabinet Member undertook to look at it again.": ("The Cabinet Member", "look at it again", None),
}


@pytest.mark.parametrize(("text", "expected"), ACTIONS.items())
def test_an_action_has_its_owner_task_and_time(text: str, expected: tuple[str, str, str | None]) -> None:
    [item] = parse_page(f"Minutes:\n\nMembers spoke.\n\n{text}").items
    [action] = item.actions
    assert (action.owner, action.what, action.when) == expected


NOTES = [
    "[Post-meeting note: it came.]",
    "Post meeting note: it came.",
    "It was clarified after the meeting that it came.",
    "(Note: it came.)",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_later_note_below_a_resolution_is_a_note(note: str) -> None:
    [item] = parse_page(f"Minutes:\n\nRESOLVED that the map be sent.\n\n{note}").items
    assert [(point.kind, point.text) for point in item.points] == [("note", note)]


def test_box_and_minutes_with_several_decisions_are_matched_one_by_one() -> None:
    texts = [
        "That the pool in Elm Street be closed in winter.",
        "That fees for graves be raised by two pounds.",
    ]
    box = "\n\n".join(f"RESOLVED: {text}" for text in texts)
    [item] = parse_page(f"Decision:\n\n{box}\n\nMinutes:\n\nTalk.\n\n{box}").items
    assert [each.notice_wording for each in item.resolutions] == [f"RESOLVED: {text}" for text in texts]


DECISION_PAGE = "Decision details\n\nElm Road\n\nDecision Maker: Head of Highways\n\nDecision:\n\nTo widen the path.\n\nAlternative options considered:\n\nNone."


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Interests and Nature of Interests Declared", "None"),
        ("Consultation process", "Ward members"),
        ("Legal implications", "None"),
    ],
)
def test_the_labels_of_a_decision_page_end_the_field_above(label: str, value: str) -> None:
    [item] = parse_page(f"{DECISION_PAGE}\n\n{label}:\n\n{value}\n\nPublication date: 12/02/2024").items
    assert (item.field(label), item.field("Alternative options considered")) == (value, "None.")


TASKS = {
    "Officers to confirm whether the depot will stay open.": "Officers",
    "AP1: Head of Housing to circulate the list": "Head of Housing",
    "The Head of Housing would circulate the figures after the meeting.": "The Head of Housing",
}


@pytest.mark.parametrize(("text", "owner"), TASKS.items())
def test_a_post_and_its_task_are_an_action(text: str, owner: str) -> None:
    [action] = parse_page(f"Minutes:\n\nThe Clerk spoke.\n\n{text}").items[0].actions
    assert action.owner == owner


def test_every_line_below_actions_is_one() -> None:
    text = "Actions:\n\nDirector of Care to provide a note on the grant.\n\nScrutiny Officer to add carers to the programme."
    actions = parse_page(f"Minutes:\n\nThe Clerk spoke.\n\n{text}").items[0].actions
    assert [action.owner for action in actions] == ["Director of Care", "Scrutiny Officer"]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Ash asked that his vote against the resolution be recorded.",
        "Councillor Ash requested a recorded vote.",
        "Councillor Ash asked that each recommendation be put separately.",
    ],
)
def test_a_request_about_the_procedure_is_no_action(text: str) -> None:
    assert parse_page(f"Minutes:\n\nThe Clerk spoke.\n\n{text}").items[0].actions == ()


def test_interests_are_counted_in_the_list_below_their_lead_in() -> None:
    text = "The following interests were declared:\n\n• Councillor Ash – a trustee of the trust\n\n• Councillor Birch – a tenant"
    [item] = parse_page(f"Agenda item\n\nDeclarations\n\nMinutes:\n\n{text}").items
    assert item.interests == 2


ATTACHED = ["Map (PDF, 88 KB)", "Map (PDF 88KB)", "Map pdf icon PDF 1,024 KB", "Map HTML 4 KB"]


@pytest.mark.parametrize("line", ATTACHED)
def test_kind_and_size_of_a_document_stand_in_any_form(line: str) -> None:
    page = parse_page(
        f"Agenda item\n\nElm Road\n\nMinutes:\n\nThe Clerk spoke.\n\nSupporting documents:\n\n{line}"
    )
    [document] = page.items[0].documents
    assert (document.title, document.kind in ("PDF", "HTML"), page.unplaced) == ("Map", True, ())


def test_a_decision_page_may_have_labels_that_no_table_knows() -> None:
    text = f"{DECISION_PAGE}\n\nWard councillors consulted:\n\nAll agreed.\n\nBudget implications: 20,000 a year\n\nContact: Jo Ash"
    page = parse_page(text)
    [item] = page.items
    assert (item.field("Ward councillors consulted"), item.field("Budget implications")) == (
        "All agreed.",
        "20,000 a year",
    )
    assert (item.field("Contact"), item.points) == ("Jo Ash", ())
    assert parse_page(print_plainly(page.items)).items == page.items


def test_a_contact_straight_below_a_decision_box_is_a_field() -> None:
    [item] = parse_page(
        "Decision details\n\nElm Road\n\nDecision Maker: Leader\n\nDecision:\n\nTo widen the path.\n\nContact: Jo Ash"
    ).items
    assert (item.field("Contact"), item.resolutions[0].text) == ("Jo Ash", "To widen the path.")


def test_the_meeting_of_an_issue_may_print_its_day_in_words() -> None:
    [item] = parse_page(
        "Issue - meetings\n\nElm Road\n\nMeeting: 3 November 2009 - Cabinet (Item 12)\n\n12 Elm Road\n\nMinutes:\n\nRESOLVED to note the plan."
    ).items
    assert item.meeting == MeetingReference(date(2009, 11, 3), "Cabinet")
    assert item.minute_number == "12"


def test_a_day_may_be_printed_with_two_figures_of_its_year() -> None:
    page = parse_page(
        "Parks Panel\nDate: 5.3.19\n\n1. APOLOGIES\n\nNone.\n\n2. ELM ROAD\n\nRESOLVED to note it."
    )
    assert page.items[0].meeting == MeetingReference(date(2019, 3, 5), "Parks Panel")


def test_a_dash_may_stand_for_the_colon_of_those_present() -> None:
    page = parse_page(
        "PARKS PANEL\n\n24 September 2024\n\nPresent - Councillors Ash and Birch\n\nAn apology for absence was submitted on behalf of Councillor Cole.\n\n1. MINUTES\n\nSigned.\n\n2. ELM ROAD\n\nRESOLVED to note it."
    )
    assert page.items[0].field("Present") == "Councillors Ash and Birch"
    assert page.unplaced == ()


NO_ACTIONS = (
    "The Clerk to submit nominations was absent.",
    "The Health Manager spoke of the Air Quality Action Plan and answered questions:",
    "Councillor Stone asked the following question: “Will fares be frozen?”",
    "The Panel heard from the Friends of Oak Library, who offered to staff the desk.",
)


@pytest.mark.parametrize("text", NO_ACTIONS)
def test_a_statement_is_no_action(text: str) -> None:
    [item] = parse_page(f"Agenda item\n\nElm Road\n\nMinutes:\n\n{text}\n\nRESOLVED to note it.").items
    assert item.actions == ()


def test_a_reason_that_holds_a_colon_is_no_label() -> None:
    page = parse_page(
        f"{DECISION_PAGE}\n\nReasons for the decision:\n\nSafety: two accidents.\n\nBudget: the cost is met."
    )
    [item] = page.items
    assert item.field("Reasons for the decision") == "Safety: two accidents.\nBudget: the cost is met."


def test_lines_that_name_wards_stand_below_their_label() -> None:
    [item] = parse_page(
        "Agenda item\n\nElm Road\n\nWards Affected:\nMarsh\nQuay\n\nMinutes:\n\nMembers spoke."
    ).items
    assert (item.field("Wards Affected"), item.purpose) == ("Marsh\nQuay", None)


def test_an_item_may_be_numbered_as_the_paragraphs_below_it() -> None:
    page = parse_page(
        "Minutes of the Parks Panel held on 10 July 2019\n\n1 Apologies for absence\n\n1.1 None.\n\n9 Meadow\n\n9.1 Members spoke.\n\n4a Bins: those missed\n\n4a.1 The Clerk spoke.\n\n4b Bins: new ones\n\n4b.1 The Clerk spoke."
    )
    assert [item.number for item in page.items] == ["1", "9", "4a", "4b"]


def test_a_table_drawn_with_lines_is_a_table_and_the_next_one_has_its_own_head() -> None:
    [item] = parse_page(
        "Minutes:\n\nMembers spoke.\n\n+-----+-----+\n| Route | Cost |\n+-----+-----+\n| 14 | 20 |\n+-----+-----+\n\n| Action | Owner | By |\n| --- | --- | --- |\n| Print the map | Clerk | 4 June |"
    ).items
    assert [point.kind for point in item.points] == ["paragraph", *["table"] * 4]
    assert [(action.owner, action.what) for action in item.actions] == [("Clerk", "Print the map")]


def test_attached_minutes_of_a_meeting_are_a_document_and_no_head() -> None:
    page = parse_page(
        "Parks Panel\nMonday, 6th March, 2023 6.30 pm\n\n24. Minutes of Previous Meeting pdf icon PDF 167 KB\n\nMinutes:\n\nRESOLVED to approve them.\n\n25. Elm Road\n\nMinutes:\n\nNoted."
    )
    assert [len(item.documents) for item in page.items] == [1, 0]
    assert parse_page(print_plainly(page.items)).items == page.items
