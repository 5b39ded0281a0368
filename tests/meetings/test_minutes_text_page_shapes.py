"""The top and the foot of saved pages, and headings whose numbers follow a pattern of the council's own."""

import pytest

from meetings.minutes_text import parse_page

ITEM = "Agenda item\n\n5. Elm Road\n\nMinutes:\n\nThe Clerk spoke.\n\nSupporting documents:\n\nMap pdf icon PDF 12 KB"
TOPS = [
    "You are here: Home > Council > Agenda item",
    "Home\n\nYour Council\n\nMeetings calendar",
    "English | Cymraeg",
    "Election results",
]
FEET = [
    "© Eastmere Council 2024",
    "Share\n\nFacebook\n\nX",
    "Privacy notice\n\nTerms and conditions",
    "Page 3 of 5",
    "Last updated 3 May 2024",
]


@pytest.mark.parametrize("top", TOPS)
def test_lines_above_the_first_marker_are_furniture(top: str) -> None:
    page = parse_page(f"{top}\n\n{ITEM}")
    assert [item.title for item in page.items] == ["Elm Road"]
    assert set(top.split("\n\n")) <= set(page.furniture)


@pytest.mark.parametrize("foot", FEET)
def test_the_foot_of_a_page_holds_no_documents(foot: str) -> None:
    page = parse_page(f"{ITEM}\n\n{foot}")
    assert [document.title for document in page.items[0].documents] == ["Map"]
    assert set(foot.split("\n\n")) <= set(page.furniture)


NUMBERS = [
    "A15 A16 A17",
    "LOC1-23/24 LOC2-23/24 LOC3-23/24",
    "HSC/12 HSC/13 HSC/14",
    "2019/12 2019/13 2019/14",
]


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize(
    "titles", [("MINUTES", "ELM ROAD", "NEXT MEETING"), ("Minutes", "Elm Road works", "Next meeting")]
)
def test_rising_numbers_of_one_pattern_begin_items(numbers: str, titles: tuple[str, ...]) -> None:
    printed = numbers.split()
    body = "".join(
        f"\n\n{number} {title}\n\nThe Clerk spoke." for number, title in zip(printed, titles, strict=True)
    )
    page = parse_page(f"PARKS PANEL\n\n24 September 2024\n\nPresent: Councillors Ash and Birch{body}")
    assert [(item.number, item.title) for item in page.items] == list(zip(printed, titles, strict=True))
    assert page.items[0].minute_number == printed[0]
    assert page.unplaced == ()


def test_a_title_in_capitals_may_have_its_text_on_its_line() -> None:
    page = parse_page(
        "PARKS PANEL\n\n22 January 2015\n\n311  MINUTES – Resolved – That the minutes be signed as a correct record.\n\n312  ELM ROAD – The Clerk reported that the road was open."
    )
    assert [(item.number, item.title) for item in page.items] == [("311", "MINUTES"), ("312", "ELM ROAD")]
    assert page.items[0].resolutions[0].cue == "Resolved –"
    assert page.items[1].points[0].text == "The Clerk reported that the road was open."


def test_the_agenda_number_below_a_title_is_the_number_of_the_item() -> None:
    page = parse_page(
        "1/23 MINUTES\n(Agenda No. 3)\n\nThe Clerk spoke.\n\n2/23 BUDGET\n(Agenda No. 6)\n\nThe Clerk spoke."
    )
    assert [(item.number, item.minute_number) for item in page.items] == [("3", "1/23"), ("6", "2/23")]


def test_a_number_may_stand_between_the_marker_and_the_title() -> None:
    [item] = parse_page("Agenda item\n\n5a\n\nElm Road\n\nMinutes:\n\nThe Clerk spoke.").items
    assert (item.number, item.title) == ("5a", "Elm Road")


def test_decision_announces_where_no_minutes_are_labelled() -> None:
    page = parse_page(
        "A15 MINUTES\n\nThe minutes were signed.\n\nA16 RISKS\n\nThe Clerk presented the list.\n\nDECISION:\n\n1. That the list be noted.\n\n2. That risk 4 be reported."
    )
    assert [point.text for point in page.items[1].points] == ["The Clerk presented the list."]
    assert (page.items[1].purpose, page.items[1].resolutions[0].cue) == (None, "DECISION:")


@pytest.mark.parametrize(
    "label",
    [
        "Meeting: Parks Panel\nDate: Tuesday 5 March 2019",
        "Name of meeting: Parks Panel\nDate of meeting: 5 March 2019",
    ],
)
def test_a_labelled_head_names_the_meeting_of_every_item(label: str) -> None:
    page = parse_page(
        f"{label}\n\n1. Apologies\n\nNone.\n\n2. Elm Road\n\nThe Clerk spoke.\n\n3. Next meeting\n\nIn May."
    )
    assert [item.number for item in page.items] == ["1", "2", "3"]
    assert all(item.meeting and item.meeting.committee == "Parks Panel" for item in page.items)
