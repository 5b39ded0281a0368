"""The judge of the parser: what it calls right and wrong, under which rule, and which gold texts it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.minutes_text import Item, Page, Point, Resolution, parse_page
from meetings.minutes_text.gold_texts import UnusableGoldText, read_gold_texts
from meetings.minutes_text.scoring import RULES, judge, report, stable, words_kept

TEXT = """Agenda item

9. Elm Survey

To hear of the elms.

Report CS12066

Minutes:

9.1 The ranger spoke of two things:
· The oldest elm fell in May.
9.2 Councillor Ash declared a personal interest. The ranger agreed to circulate a map by 3 May 2022.

It was moved by Councillor Moss and seconded by Councillor Quill that the survey be noted and paid for.

RESOLVED that:

(a) the survey be noted; and
(b) the fee be approved.

For 5 Against 2 Abstain 1

Supporting documents:

Elm survey pdf icon PDF 90 KB
"""


def right_expectation() -> dict[str, Any]:
    return {
        "page_kind": "agenda item",
        "furniture": ["Agenda item", "Minutes:"],
        "unplaced": [],
        "items": [
            {
                "number": "9",
                "title": "Elm Survey",
                "meeting": None,
                "purpose": "To hear of the elms.",
                "interests": 1,
                "procedural": False,
                "fields": {"Report": "CS12066", "Venue": None},
                "points": [
                    {"number": "9.1", "level": 0, "kind": "paragraph", "text": "The ranger spoke … things:"},
                    {
                        "number": None,
                        "level": 1,
                        "kind": "bullet",
                        "text": "The oldest elm fell in May.",
                    },
                    {"number": "9.2", "text": "Councillor Ash … 2022."},
                    {"text": "It was moved by …"},
                ],
                "resolutions": [
                    {
                        "cue": "RESOLVED",
                        "text": "that:",
                        "outcomes": ["approved", "noted"],
                        "moved_by": "Councillor Moss",
                        "votes": {"for": 5, "against": 2, "abstain": 1},
                        "limbs": [
                            {"number": "a", "text": "the survey be noted; and", "outcomes": ["noted"]},
                            {"number": "b", "text": "the fee be approved.", "outcomes": ["approved"]},
                        ],
                    }
                ],
                "actions": [{"what": "circulate a map by 3 May 2022", "when": "by 3 May 2022"}],
                "documents": [{"title": "Elm survey", "kind": "PDF", "size": "90 KB"}],
            }
        ],
    }


def stored(directory: Path, expected: object, text: str = TEXT, name: str = "elms") -> Path:
    (directory / f"{name}.txt").write_text(text, "utf-8")
    (directory / f"{name}.json").write_text(json.dumps(expected), "utf-8")
    return directory


def wrong_rules(directory: Path, expected: object) -> list[str]:
    [gold] = read_gold_texts(stored(directory, expected))
    return [check.rule for check in judge(gold).wrong]


def test_a_right_expectation_is_entirely_right(tmp_path: Path) -> None:
    assert wrong_rules(tmp_path, right_expectation()) == []


def item(page: dict[str, Any]) -> dict[str, Any]:
    return page["items"][0]  # type: ignore[no-any-return]


def resolution(page: dict[str, Any]) -> dict[str, Any]:
    return item(page)["resolutions"][0]  # type: ignore[no-any-return]


SPOILED: dict[str, list[Callable[[dict[str, Any]], object]]] = {
    "items": [lambda page: page["items"].append({"title": "Oaks"}), lambda page: page["items"].clear()],
    "item numbers": [lambda page: item(page).update(number="9.")],
    "titles": [lambda page: item(page).update(title="Elms")],
    "meeting": [
        lambda page: item(page).update(meeting={"date": "2022-05-03", "committee": "Parks Panel"}),
    ],
    "purpose": [lambda page: item(page).update(purpose=None)],
    "procedural": [lambda page: item(page).update(procedural=True)],
    "interests": [lambda page: item(page).update(interests=0)],
    "fields": [
        lambda page: item(page)["fields"].update(Report="CS12067"),
        lambda page: item(page)["fields"].update(Venue="Town Hall"),
    ],
    "points": [
        lambda page: item(page)["points"][1].update(text="The oldest elm fell … June."),
        lambda page: item(page)["points"][2].update(number="9.3"),
        lambda page: item(page)["points"].append({"text": "Nobody said this."}),
        lambda page: item(page)["points"].pop(),
    ],
    "levels": [lambda page: item(page)["points"][1].update(level=2)],
    "kinds": [lambda page: item(page)["points"][1].update(kind="paragraph")],
    "resolution texts": [
        lambda page: resolution(page).update(text="That:"),
        lambda page: resolution(page).update(notice_wording="To note the survey."),
        lambda page: item(page)["resolutions"].append({"text": "that oaks be planted."}),
    ],
    "cues": [lambda page: resolution(page).update(cue="RESOLVED that")],
    "outcomes": [
        lambda page: resolution(page).update(outcomes=["noted"]),
        lambda page: resolution(page)["limbs"][0].update(outcomes=["noted", "received"]),
    ],
    "limbs": [
        lambda page: resolution(page)["limbs"].pop(),
        lambda page: resolution(page)["limbs"][1].update(number="(b)"),
        lambda page: resolution(page)["limbs"][1].update(limbs=[{"text": "twice a year"}]),
    ],
    "movers": [
        lambda page: resolution(page).update(moved_by="Councillor Ash"),
        lambda page: resolution(page).update(seconded_by=None),
    ],
    "votes": [
        lambda page: resolution(page).update(votes=None),
        lambda page: resolution(page)["votes"].update(abstain=None),
        lambda page: resolution(page)["limbs"][0].update(votes={"for": 5, "against": 2, "abstain": 1}),
    ],
    "addressees": [lambda page: resolution(page).update(addressee="Cabinet")],
    "actions": [
        lambda page: item(page)["actions"].clear(),
        lambda page: item(page)["actions"][0].update(when="by May"),
    ],
    "documents": [lambda page: item(page)["documents"][0].update(size="91 KB")],
    "furniture/unplaced": [
        lambda page: page["furniture"].append("Decision:"),
        lambda page: page["unplaced"].append("Menu"),
    ],
}


@pytest.mark.parametrize(
    ("rule", "spoil"), [(rule, spoil) for rule, spoils in SPOILED.items() for spoil in spoils]
)
def test_a_wrong_expectation_is_wrong_under_its_own_rule_alone(
    tmp_path: Path, rule: str, spoil: Callable[[dict[str, Any]], object]
) -> None:
    expected = right_expectation()
    spoil(expected)
    assert set(wrong_rules(tmp_path, expected)) == {rule}


def test_every_rule_but_the_absolute_ones_was_spoiled() -> None:
    assert {*SPOILED, "words kept", "stable"} == set(RULES)


def test_one_missing_point_is_one_difference(tmp_path: Path) -> None:
    expected = right_expectation()
    del item(expected)["points"][0]
    assert wrong_rules(tmp_path, expected) == ["points"]


@pytest.mark.parametrize(
    ("pattern", "is_right"),
    [
        ("…", True),
        ("The oldest …", True),
        ("… in May.", True),
        ("The … elm … May.", True),
        ("The … elm … oldest … May.", False),
        ("oldest … May.", False),
        ("The oldest elm fell in May. … in May.", False),
    ],
)
def test_an_ellipsis_stands_for_any_words(tmp_path: Path, pattern: str, is_right: bool) -> None:
    expected = right_expectation()
    item(expected)["points"][1]["text"] = pattern
    assert (wrong_rules(tmp_path, expected) == []) is is_right


def test_a_word_that_the_record_lost_is_named() -> None:
    page = Page((Item(body=(Point("The elm fell."),)),), ("Menu",))
    check = words_kept("Menu\nThe old elm fell.\nThe", page)
    assert (check.is_right, check.got) == (False, ["The", "old"])
    assert words_kept("Menu\nThe elm fell.", page).is_right


def test_a_suggestion_does_not_stand_for_a_lost_word() -> None:
    moved = Resolution("that the elm be felled.", "RESOLVED", outcomes=("noted",), moved_by="Councillor Ash")
    page = Page((Item(body=(moved, Point("Talk.", "9.1", mark="9.1"))),))
    assert words_kept("Talk. 9.1 RESOLVED that the elm be felled.", page).is_right
    assert words_kept("noted Councillor Ash 9.1 9.1", page).got == ["9.1", "Ash", "Councillor", "noted"]


def test_a_record_that_its_print_reads_back_is_stable() -> None:
    assert stable(parse_page(TEXT)).is_right


def test_a_record_that_no_text_gives_is_not_stable() -> None:
    assert not stable(Page((Item(number="9", body=(Point("  padded  "),)),))).is_right


def test_the_report_counts_rules_and_shows_differences(tmp_path: Path) -> None:
    wrong = right_expectation()
    item(wrong)["title"] = "Elms"
    stored(tmp_path, wrong, name="wrong")
    judgements = [
        judge(gold) for gold in read_gold_texts(stored(tmp_path, right_expectation(), name="right"))
    ]
    lines = list(report(judgements))
    assert [line.split() for line in lines if line.startswith("titles ")] == [["titles", "1", "1"]]
    assert "right: entirely right" in lines
    at = lines.index("  titles, item 1, title")
    assert lines[at - 1].startswith("wrong: 1 wrong of ")
    assert lines[at + 1 : at + 3] == ["    expected: 'Elms'", "    got:      'Elm Survey'"]
    assert lines[-1] == "1 of 2 texts entirely right (50 %)"


def test_many_differences_are_cut_short_and_counted(tmp_path: Path) -> None:
    expected = right_expectation()
    item(expected)["points"] = [{"text": f"Nobody said {n}."} for n in range(10)]
    [gold] = read_gold_texts(stored(tmp_path, expected))
    lines = list(report([judge(gold)]))
    assert "  and 8 more" in lines


UNUSABLE = {
    "is not judged": {"page_kind": "agenda item", "items": [{"tittle": "Elms"}]},
    "resolutions 1 is not judged": {
        "page_kind": "agenda item",
        "items": [{"resolutions": [{"mover": "Councillor Ash"}]}],
    },
    "limbs 1, limbs 1 is not judged": {
        "page_kind": "agenda item",
        "items": [{"resolutions": [{"limbs": [{"limbs": [{"txt": "that"}]}]}]}],
    },
    "must be a list": {"page_kind": "agenda item", "items": {}},
    "must be an object": ["items"],
    "“page_kind” must be one of": {"page_kind": "agenda", "items": []},
    "“items” is missing": {"page_kind": "agenda item"},
}


@pytest.mark.parametrize(("complaint", "expected"), UNUSABLE.items())
def test_an_expectation_that_cannot_be_judged_is_refused(
    tmp_path: Path, complaint: str, expected: object
) -> None:
    with pytest.raises(UnusableGoldText) as caught:
        read_gold_texts(stored(tmp_path, expected))
    assert "elms.json" in str(caught.value)
    assert complaint in str(caught.value)


def test_half_a_pair_and_broken_json_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnusableGoldText, match="no such directory"):
        read_gold_texts(tmp_path / "nowhere")
    with pytest.raises(UnusableGoldText, match="no pairs"):
        read_gold_texts(tmp_path)
    (tmp_path / "elms.txt").write_text(TEXT, "utf-8")
    with pytest.raises(UnusableGoldText, match=r"elms\.txt.* is missing; write elms\.json"):
        read_gold_texts(tmp_path)
    (tmp_path / "elms.json").write_text('{"items":\n[,]}', "utf-8")
    with pytest.raises(UnusableGoldText, match=r"elms\.json, line 2: this is not valid JSON"):
        read_gold_texts(tmp_path)
    (tmp_path / "elms.json").write_bytes(b'{"items": "\xff"}')
    with pytest.raises(UnusableGoldText, match=r"elms\.json: it is not UTF-8"):
        read_gold_texts(tmp_path)
    (tmp_path / "elms.txt").unlink()
    with pytest.raises(UnusableGoldText, match=r"elms\.json: its text is missing"):
        read_gold_texts(tmp_path)


def test_the_command_prints_the_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parse_minutes", score=stored(tmp_path, right_expectation()))
    assert capsys.readouterr().out.endswith("1 of 1 texts entirely right (100 %)\n")


def test_the_command_refuses_an_unusable_pair_and_a_call_without_work(tmp_path: Path) -> None:
    stored(tmp_path, {"items": []})
    with pytest.raises(CommandError, match=r"elms\.json: “page_kind”"):
        call_command("parse_minutes", score=tmp_path)
    with pytest.raises(CommandError, match="Name the files to parse"):
        call_command("parse_minutes")
    with pytest.raises(CommandError, match="not both"):
        call_command("parse_minutes", tmp_path / "elms.txt", score=tmp_path)
