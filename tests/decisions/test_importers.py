"""Importing minutes: what a file holds stands in the record, once, and a bad file leaves nothing behind."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from decisions.models import DismissedTie, Issue, Resolution
from decisions.ties import dismiss_tie
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, MinutePoint, Topic
from tests.makers import make_borough, make_person, make_topic

pytestmark = pytest.mark.django_db

PAGE = """Agenda item

Damp and Mould in Council Homes

Minutes:

7.1 The Head of Repairs introduced the report. The following points were noted:

· Reports of damp had doubled since 2021.
· Most visits took place within ten days.

7.2 Councillor Hartley asked who decides when a home is unfit.

RESOLVED: that the Cabinet Member be asked to
(a) publish the waiting times every quarter; and
(b) report back in March.

Supporting documents:
"""
ISSUE_PAGE = """Issue - meetings

Key Decision EM24/11-05 Repairs Contract

Meeting: 24/09/2024 - Housing Scrutiny (Item 31)

31 Repairs Contract (Key Decision - Forward Plan Ref EM24/11-05)

Minutes:

RESOLVED: that the contract be let.
"""
MODELS = (Borough, Committee, Meeting, AgendaItem, MinutePoint, Resolution, Document, Issue)


def run(*files: Path, **options: Any) -> str:
    out, err = StringIO(), StringIO()
    options = {"borough": "Eastmere", "committee": "Housing Scrutiny", "date": "2024-09-24"} | options
    arguments = [
        word
        for name, value in options.items()
        if value is not True
        for word in (f"--{name.replace('_', '-')}", value)
    ]
    flags = [f"--{name.replace('_', '-')}" for name, value in options.items() if value is True]
    call_command("import_minutes", *map(str, files), *arguments, *flags, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


@pytest.fixture
def item_page(tmp_path: Path) -> Path:
    path = tmp_path / "item-7.txt"
    path.write_text(PAGE)
    return path


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def texts(model: type[Model], field: str) -> list[str]:
    return list(model.objects.order_by("order").values_list(field, flat=True))


def test_page_becomes_the_record(item_page: Path) -> None:
    run(item_page, item="7", publish=True)
    item = AgendaItem.published.get()
    assert (item.number, item.slug, item.title) == ("7", "7", "Damp and Mould in Council Homes")
    points = [(point.anchor, point.kind, point.level) for point in item.points.order_by("order")]
    assert points == [
        ("7.1", "paragraph", 0),
        ("p1", "bullet", 1),
        ("p2", "bullet", 1),
        ("7.2", "paragraph", 0),
    ]
    whole = item.resolutions.get(parent=None)
    assert (whole.cue, whole.ordinal) == ("RESOLVED:", 1)
    assert [limb.mark for limb in whole.limbs.order_by("order")] == ["(a)", "(b)"]
    assert whole.order > item.points.order_by("order").last().order


def test_import_without_publish_stays_a_draft(item_page: Path) -> None:
    assert "not public" in run(item_page, item="7")
    assert not Meeting.published.exists()
    assert Meeting.objects.get().stage == Meeting.Stage.UNPUBLISHED


def test_repeating_an_import_changes_nothing(item_page: Path) -> None:
    run(item_page, item="7", publish=True)
    before = everything()
    output = run(item_page, item="7", publish=True)
    assert everything() == before
    assert "0 made, 0 changed, 0 removed" in output


def test_dry_run_tells_and_changes_nothing(item_page: Path) -> None:
    assert "dry run" in run(item_page, item="7", publish=True, dry_run=True)
    assert all(rows == [] for rows in everything().values())


def test_edited_text_keeps_the_identity_of_what_did_not_change(item_page: Path) -> None:
    run(item_page, item="7")
    kept = dict(MinutePoint.objects.values_list("text", "pk"))
    edited = PAGE.replace("doubled since 2021", "trebled since 2021").replace(
        "7.2 Councillor", "7.2 Councillor Osei thanked the team.\n\n7.3 Councillor"
    )
    item_page.write_text(edited)
    assert "1 made" in run(item_page, item="7")
    after = {point.text: point for point in MinutePoint.objects.all()}
    assert (
        after["Most visits took place within ten days."].pk == kept["Most visits took place within ten days."]
    )
    hartley = after["Councillor Hartley asked who decides when a home is unfit."]
    assert hartley.pk == kept[hartley.text]
    assert (hartley.number, hartley.anchor) == ("7.3", "7.3"), "nobody has cited it yet"
    assert after["Councillor Osei thanked the team."].anchor == "7.2"
    assert Resolution.objects.filter(parent=None).count() == 1


def test_renumbered_public_paragraph_goes_on_answering_to_its_old_mark(item_page: Path) -> None:
    run(item_page, item="7", publish=True)
    hartley = MinutePoint.objects.get(anchor="7.2")
    item_page.write_text(
        PAGE.replace("7.2 Councillor", "7.2 Councillor Osei thanked the team.\n\n7.3 Councillor")
    )
    run(item_page, item="7")
    hartley.refresh_from_db()
    assert (hartley.number, hartley.anchor) == ("7.3", "7.3")
    assert [mark.anchor for mark in hartley.former_anchors.all()] == ["7.2"]
    new = MinutePoint.objects.get(number="7.2")
    assert new.anchor not in ("", "7.2"), "a mark that readers had is never given to another paragraph"


def test_mark_of_a_deleted_public_paragraph_is_never_given_again(item_page: Path) -> None:
    run(item_page, item="7", publish=True)
    without = PAGE[: PAGE.index("7.2")] + PAGE[PAGE.index("RESOLVED") :]
    item_page.write_text(without)
    run(item_page, item="7")
    assert not MinutePoint.objects.filter(anchor="7.2").exists()
    item_page.write_text(without.replace("RESOLVED", "7.2 Quite another matter was raised.\n\nRESOLVED", 1))
    run(item_page, item="7")
    assert MinutePoint.objects.get(number="7.2").anchor not in ("", "7.2")


def test_officers_own_outcomes_survive_the_same_text_again(item_page: Path) -> None:
    run(item_page, item="7")
    Resolution.objects.filter(parent=None).update(outcomes=["referred"])
    run(item_page, item="7")
    assert Resolution.objects.get(parent=None).outcomes == ["referred"]


def test_removed_paragraph_is_removed(item_page: Path) -> None:
    run(item_page, item="7")
    item_page.write_text(PAGE.replace("· Most visits took place within ten days.\n", ""))
    assert "1 removed" in run(item_page, item="7")
    assert "Most visits" not in " ".join(texts(MinutePoint, "text"))


def test_import_never_deletes_an_exempt_part(item_page: Path) -> None:
    run(item_page, item="7")
    item = AgendaItem.objects.get()
    MinutePoint.objects.create(
        item=item, order=9, text="Only for members.", exempt=True, exempt_regime="confidential"
    )
    before = everything()
    with pytest.raises(CommandError, match="has exempt parts"):
        run(item_page, item="7")
    assert everything() == before


def test_bad_file_among_good_ones_leaves_nothing_behind(item_page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "Meeting: 03/11/2009 - Cabinet (Item 128)\n\n128 Adult services\n\nMinutes:\n\nIt was discussed at length.\n"
    )
    with pytest.raises(
        CommandError, match=r"other\.txt, line 1: the page says the meeting was on 3 November 2009"
    ):
        run(item_page, other)
    assert all(rows == [] for rows in everything().values())


def test_unreadable_file_names_itself_its_line_and_the_way_out(tmp_path: Path) -> None:
    word = tmp_path / "minutes.docx"
    word.write_bytes(b"PK\x03\x04" + bytes(200))
    with pytest.raises(CommandError, match=r"minutes\.docx, line 1: .*Word"):
        run(word)


def test_overlong_paragraph_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Agenda item\n\nA title\n\nMinutes:\n\n7.1 Short.\n\n7.2 " + "endless words " * 20_000)
    with pytest.raises(CommandError, match=r"long\.txt, line 9: text is 2\d\d,\d\d\d characters long"):
        run(path)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", "24/09/2024"])
def test_bad_date_is_told(item_page: Path, day: str) -> None:
    with pytest.raises(CommandError, match="Write year-month-day"):
        run(item_page, date=day)


def test_unknown_topic_lists_the_topics(item_page: Path) -> None:
    make_topic(name="Housing repairs", slug="housing-repairs")
    with pytest.raises(CommandError, match=r"no topic “Howsing”.*Housing repairs"):
        run(item_page, topic="Howsing")
    run(item_page, item="7", topic="housing repairs")
    assert list(AgendaItem.objects.get().topics.all()) == [Topic.objects.get(slug="housing-repairs")]


def test_decision_box_and_minutes_give_one_resolution_with_both_wordings(seeds: Path) -> None:
    path = next(seeds.glob("001_*.txt"))
    run(path, borough="Lewisham", committee="Overview and Scrutiny Committee", item="5", publish=True)
    resolution = Resolution.published.get()
    assert resolution.number == "5.7"
    assert resolution.wording.startswith("to recommend")
    assert resolution.notice_wording.startswith("To recommend")
    assert (resolution.outcomes, resolution.addressee, resolution.report_back) == (
        ["recommended"],
        "officers",
        True,
    )
    assert MinutePoint.published.filter(kind="bullet").count() == 35
    assert AgendaItem.published.get().heading == "Item 5"


def test_issue_page_fills_item_document_limbs_and_issue(seeds: Path) -> None:
    path = next(seeds.glob("003_*.txt"))
    run(path, borough="Cheshire East", committee="Cabinet", date="2009-11-03", publish=True)
    item = AgendaItem.published.get()
    assert (item.minute_number, item.slug, item.forward_plan_reference, item.key_decision) == (
        "128",
        "128",
        "CE09/10-28",
        True,
    )
    assert Document.published.get().size == 167 * 1024
    assert Resolution.published.get(parent=None).limbs.count() == 12
    assert item.issues.get().forward_plan_reference == "CE09/10-28"


def test_mover_is_nobody_where_two_people_have_the_printed_name(tmp_path: Path) -> None:
    """The record said that the one who was entered last had moved it."""
    borough = make_borough(name="Eastmere", slug="eastmere")
    for slug in ("ada-fenwick", "ada-fenwick-2"):
        make_person(borough=borough, name="Ada Fenwick", slug=slug)
    seconder = make_person(borough=borough, name="Bo Reed")
    path = tmp_path / "moved.txt"
    path.write_text(
        "7 Damp\n\nMoved by Councillor Ada Fenwick, seconded by Councillor Bo Reed.\n\nRESOLVED: that it be noted."
    )
    run(path)
    found = Resolution.objects.get()
    assert (found.mover, found.moved_by) == ("Councillor Ada Fenwick", None)
    assert found.seconded_by == seconder


def test_page_is_tied_to_the_only_issue_of_its_reference_unless_an_officer_said_no(tmp_path: Path) -> None:
    """Two issues of one reference ended the import, and a repeated one tied again what an officer had dismissed."""
    path = tmp_path / "issue.txt"
    path.write_text(ISSUE_PAGE)
    run(path)
    item, issue = AgendaItem.objects.get(), Issue.objects.get()
    assert list(item.issues.all()) == [issue]
    issue.items.remove(item)
    dismiss_tie(issue, item)
    run(path)
    assert not item.issues.exists()
    DismissedTie.objects.all().delete()
    Issue.objects.create(
        borough=issue.borough, title="Repairs", slug="repairs", forward_plan_reference="EM24/11-05"
    )
    run(path)
    assert not item.issues.exists()


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_seed_loses_no_word_on_its_way_to_the_public_record(seeds: Path, number: str) -> None:
    path = next(seeds.glob(f"{number}_*.txt"))
    day = "2009-11-03" if number == "003" else "2020-01-01"
    run(path, date=day, item="" if number == "003" else "9", publish=True)
    item = AgendaItem.published.get()
    held = [item.title, item.purpose, item.report_reference, str(item.particulars)]
    parts = [*item.points.all(), *item.resolutions.filter(parent=None)]
    for part in sorted(parts, key=lambda part: part.order):
        held.append(part.mark)
        held += (
            [part.text] if isinstance(part, MinutePoint) else [part.cue, part.wording, part.notice_wording]
        )
        held += (
            []
            if isinstance(part, MinutePoint)
            else [f"{limb.mark} {limb.wording}" for limb in part.limbs.all()]
        )
    held += [f"{issue.title}" for issue in item.issues.all()]
    furniture = {
        "Agenda",
        "item",
        "Minutes:",
        "Supporting",
        "documents:",
        "Decision:",
        "Menu",
        "Council",
        "meetings",
        "Report",
    }
    furniture |= {
        "Issue",
        "-",
        "Meeting:",
        "03/11/2009",
        "Cabinet",
        "(Item",
        "128)",
        "128",
        "pdf",
        "icon",
        "PDF",
        "167",
        "KB",
    }
    words = set(" ".join(held).split())
    missing = [word for word in path.read_text().split() if word not in words | furniture]
    assert missing == []
