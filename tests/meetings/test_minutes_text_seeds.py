"""The facts that must come out of five real pages; skipped where the pages are not at hand."""

from pathlib import Path
from typing import Any

import pytest

from meetings.minutes_text import decode_page, page_to_json, parse_page, print_page

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NUMBERS = ["000", "001", "002", "003", "004"]


def seed_text(number: str) -> str:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the five real pages are not beside this checkout (../shared/seeds)")
    return decode_page(found[0].read_bytes()).text


def only_item(number: str) -> dict[str, Any]:
    page = page_to_json(parse_page(seed_text(number)))
    assert len(page["items"]) == 1
    assert page["unplaced"] == []
    item: dict[str, Any] = page["items"][0]
    return item


def bullets_under(item: dict[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    number = ""
    for point in item["points"]:
        if point["kind"] == "bullet":
            assert point["level"] == 1
            counts[number] = counts.get(number, 0) + 1
        else:
            assert point["level"] == 0
            number = point["number"]
    return counts


@pytest.mark.parametrize("number", NUMBERS)
def test_a_real_page_prints_plainly_and_reads_back(number: str) -> None:
    page = parse_page(seed_text(number))
    printed = print_page(page)
    assert parse_page(printed).items == page.items
    assert "exact form" not in printed


def test_numbered_paragraphs_without_a_resolution() -> None:
    item = only_item("000")
    assert item["title"].startswith("The Future of Day Care")
    assert [point["number"] for point in item["points"]] == [f"9.{n}" for n in range(1, 10)]
    assert item["resolutions"] == []
    assert item["documents"] == []


def test_decision_box_and_minutes_give_one_resolution_in_two_wordings() -> None:
    item = only_item("001")
    numbers = [point["number"] for point in item["points"] if point["number"]]
    assert numbers == [f"5.{n}" for n in range(1, 8)]
    assert bullets_under(item) == {"5.2": 16, "5.5": 16, "5.6": 3}
    [resolution] = item["resolutions"]
    assert resolution["number"] == "5.7"
    assert resolution["cue"] == "Resolved:"
    assert resolution["text"].startswith("to recommend that officers")
    assert resolution["notice_wording"].startswith("To recommend that officers")
    assert resolution["outcomes"] == ["recommended"]
    assert resolution["addressee"] == "officers"
    assert resolution["report_back"] is True


def test_report_number_prose_actions_and_a_recommendation_in_two_hops() -> None:
    item = only_item("002")
    assert item["fields"] == {"Report": "CS12066"}
    assert [point["number"] for point in item["points"]] == [None] * 7
    [resolution] = item["resolutions"]
    assert resolution["outcomes"] == ["recommended"]
    assert resolution["addressee"] == "Portfolio Holder"
    assert resolution["forwarded_to"] == "Council Executive"
    texts = [action["text"] for action in item["actions"]]
    assert any(text.startswith("Officers agreed to provide a list") for text in texts)
    assert any(text.startswith("The Chairman requested a report back") for text in texts)


def test_issue_page_with_a_lead_in_and_twelve_limbs() -> None:
    item = only_item("003")
    assert item["fields"]["Issue"].endswith("Adult Services Redesign")
    assert item["fields"]["Forward plan reference"] == "CE09/10-28"
    assert item["fields"]["Key decision"] == "Yes"
    assert item["meeting"] == {"date": "2009-11-03", "committee": "Cabinet"}
    assert (item["number"], item["minute_number"]) == (None, "128")
    assert item["title"].startswith("Transformation of Services")
    assert item["title"].endswith("CE09/10-28)")
    assert item["purpose"].startswith("To update Cabinet")
    assert item["documents"] == [{"title": item["title"], "kind": "PDF", "size": "167 KB"}]
    assert len(item["points"]) == 1
    [resolution] = item["resolutions"]
    assert resolution["cue"] == "RESOLVED"
    reasons, lead_in = resolution["text"].split("\n")
    assert reasons.startswith("For the reasons")
    assert lead_in.endswith("be given to")
    assert [limb["number"] for limb in resolution["limbs"]] == [str(n) for n in range(1, 13)]
    outcomes = [limb["outcomes"] for limb in resolution["limbs"]]
    assert outcomes[0] == ["approved"]
    assert outcomes[2] == ["reviewed"]
    assert outcomes[4:8] == [["agreed"]] * 4
    assert outcomes[9] == ["approved"]
    assert outcomes[11] == ["noted"]
    assert resolution["outcomes"] == ["approved", "reviewed", "agreed", "noted"]


def test_padded_bullets_a_later_correction_and_page_furniture() -> None:
    page = parse_page(seed_text("004"))
    assert {"Menu", "Council meetings", "Agenda item"} <= set(page.furniture)
    item = only_item("004")
    assert bullets_under(item) == {"4.1": 5, "4.2": 11}
    assert any("clarified after the meeting" in point["text"] for point in item["points"])
    [resolution] = item["resolutions"]
    assert (resolution["cue"], resolution["text"]) == ("RESOLVED:", "to note the report.")
    assert resolution["outcomes"] == ["noted"]
