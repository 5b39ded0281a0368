"""Decision pages fill the statutory record of the decision they hold."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from decisions.importers.records import record_values
from decisions.models import DecisionRecord, Resolution
from meetings.models import AgendaItem
from tests.decisions.record_makers import make_constitution
from tests.makers import make_borough

pytestmark = pytest.mark.django_db

PAGE = """Decision details

KD5694 - Extension of the leisure management contract

Decision Maker: Executive Director Resources

Decision status: Implemented

Is Key decision?: Yes

Is subject to call in?: Yes

Decision:

To extend the leisure management contract with the present operator for twelve months.

Reasons for the decision:

1. The procurement of a new operator was delayed by a legal challenge.

2. Closing the pools for a year would cost more than the extension.

Alternative options considered:

Do nothing - rejected, as the pools would close.

Interests and Nature of Interests Declared:

None

Publication date: 13/09/2024

Date of decision: 12/09/2024
"""


def run(path: Path, text: str = PAGE) -> str:
    file = path / "decision.txt"
    file.write_text(text)
    said = StringIO()
    call_command(
        "import_minutes", str(file), "--borough", "Eastmere", "--committee", "Executive Director Resources",
        "--date", "2024-09-12", stdout=said, stderr=said,
    )  # fmt: skip
    return said.getvalue()


def test_decision_page_fills_the_record(tmp_path: Path) -> None:
    make_constitution(borough=make_borough(name="Eastmere", slug="eastmere"))
    run(tmp_path)
    record = DecisionRecord.objects.get()
    assert record.reasons is not None
    assert record.reasons.startswith("1. The procurement")
    assert record.reasons.endswith("cost more than the extension.")
    assert record.alternatives == "Do nothing - rejected, as the pools would close."
    assert (record.interests, record.dispensations) == ("", None)
    assert (record.maker, record.call_in) == ("Executive Director Resources", "subject")
    assert (record.decided_on, record.published_on) == (date(2024, 9, 12), date(2024, 9, 13))
    assert record.call_in_until == date(2024, 9, 20)
    assert AgendaItem.objects.get().particulars["Reasons for the decision"] == record.reasons


def test_repeated_import_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    before = DecisionRecord.objects.values().get()
    assert "0 made, 0 changed" in run(tmp_path)
    assert DecisionRecord.objects.values().get() == before


def test_what_an_officer_recorded_stays_and_what_is_missing_is_filled(tmp_path: Path) -> None:
    run(tmp_path)
    DecisionRecord.objects.update(interests="Councillor Reed, as a swimmer.", alternatives="", reasons=None)
    run(tmp_path)
    record = DecisionRecord.objects.get()
    assert (record.interests, record.alternatives) == ("Councillor Reed, as a swimmer.", "")
    assert record.reasons is not None


def test_labels_of_an_item_with_several_decisions_belong_to_none_of_them(tmp_path: Path) -> None:
    run(tmp_path)
    DecisionRecord.objects.all().delete()
    item = AgendaItem.objects.get()
    Resolution.objects.create(
        item=item,
        order=99,
        ordinal=9,
        wording="That the pools be heated.",
        exempt=True,
        exempt_regime="EN1972",
        exempt_paragraphs=[3],
    )
    with pytest.raises(Exception, match="exempt parts"):
        run(tmp_path)
    assert not DecisionRecord.objects.exists()


@pytest.mark.parametrize(
    ("label", "printed", "values"),
    [
        ("Reasons for the decision:", "Not applicable", {"reasons": ""}),
        ("Alternative options considered and rejected", "None.", {"alternatives": ""}),
        ("Alternative options considered", "None that would keep the pools open.", {"alternatives": "None that would keep the pools open."}),
        ("Interests and Nature of Interests Declared", "N/A", {"interests": ""}),
        ("Is subject to call in?", "No", {"call_in": "not subject"}),
        ("Is subject to call-in?", "See the report", {}),
        ("Publication date", "13 September 2024", {"published_on": date(2024, 9, 13)}),
        ("Effective from", "after call-in, on a day between 13/09/2024 and 20/09/2024", {}),
        ("Reasons for the decision", "", {}),
        ("Reason key", "Savings", {}),
    ],
)  # fmt: skip
def test_printed_values_are_read_as_what_they_say(
    label: str, printed: str, values: dict[str, object]
) -> None:
    assert record_values([(label, printed)]) == values
