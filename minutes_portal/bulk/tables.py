"""The record as tables in files: exactly those rows and columns that the published views show, so that none is forgotten.

A row is told with its number in the file instead of its key, and with the numbers of the rows that it refers to: keys
would tell how much there is that readers may not see.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Field, Model

from meetings.models import WithdrawnRecord
from minutes_portal.changes.models import Change
from minutes_portal.database.published import PublishedView, declared_views
from minutes_portal.database.taken_back import watched

FOLDER, SCHEMA = "record", "record/schema.json"
NUMBER = "line"

# What the journal calls the units of these tables.
OF_KIND = {
    "meeting": "meetings_meeting",
    "item": "meetings_agendaitem",
    "document": "meetings_document",
    "resolution": "decisions_resolution",
    "recommendation": "decisions_recommendation",
    "issue": "decisions_issue",
    "notice": "decisions_planneddecision",
}


@dataclass(frozen=True)
class Column:
    """A column of a table in a file.

    name: as it stands in the file. field: of the model. table: the table whose numbers it holds, '' for a plain value.
    by_kind: the table is that of the row's `kind`.
    """

    name: str
    field: Field
    table: str = ""
    by_kind: bool = False

    @property
    def refers(self) -> bool:
        return self.by_kind or bool(self.table)

    def target(self, row: Mapping[str, Any]) -> str:
        """Return the table that a row refers to here; '' where its kind is none we know."""
        return OF_KIND.get(str(row.get("kind")), "") if self.by_kind else self.table


@dataclass(frozen=True)
class Table:
    """A table of the record: its model, its columns, and the order its rows are numbered in."""

    model: type[Model]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("pk",)

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self.name}.ndjson"


@cache
def record_tables() -> tuple[Table, ...]:
    """Return the tables that officers write and readers see something of, each behind those that it builds on."""
    return tuple(_table(view) for view in watched(declared_views()))


@cache
def notices_table() -> Table:
    """Return the table of what was withdrawn: where it stood, and what readers are told."""
    names = (
        "committee",
        "date",
        "sitting",
        "item_slug",
        "document_slug",
        "withdrawn_at",
        "withdrawn_reason",
        "withdrawn_notice",
    )
    return Table(WithdrawnRecord, tuple(_column(WithdrawnRecord, name) for name in names), names[:5])


@cache
def journal_table() -> Table:
    """Return the table of when readers got to see what; titles and words of it are those of the record."""
    plain = (
        "kind",
        "stage",
        "came",
        "first_published_at",
        "changed_at",
        "gone_at",
        "reference",
        "along",
        "path",
    )
    fields: Any = Change._meta.get_field
    return Table(
        Change,
        (
            Column("record", fields("record_id"), by_kind=True),
            Column("meeting", fields("meeting_id"), table=OF_KIND["meeting"]),
            _column(Change, "borough"),
            _column(Change, "committee"),
            *(Column(name, fields(name)) for name in plain),
        ),
        ("changed_at", "reference"),
    )


def all_tables() -> tuple[Table, ...]:
    return (*record_tables(), notices_table(), journal_table())


def _table(view: PublishedView) -> Table:
    shown = {*view.columns, *view.shown}
    fields = (field for field in view.model._meta.local_concrete_fields if field.column in shown)
    return Table(
        view.model,
        tuple(
            _column(view.model, field.name) for field in fields if not (field.primary_key or field.generated)
        ),
    )


def _column(model: type[Model], name: str) -> Column:
    field: Any = model._meta.get_field(name)
    return Column(name, field, field.related_model._meta.db_table if field.is_relation else "")


def described() -> dict[str, Any]:
    """Return the description of the files of the record: each with its columns and what they refer to."""
    return {
        "about": f"“{NUMBER}” is the line of a row in its file. Other columns hold values, or the line of another row.",
        "tables": [{"file": table.file, "columns": list(_described(table))} for table in all_tables()],
    }


def _described(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        refers = "kind" if column.by_kind else column.table
        kind = "line" if column.refers else column.field.get_internal_type()
        yield {
            "name": column.name,
            "type": kind,
            "null": column.field.null,
            "help": str(getattr(column.field, "help_text", "")),
        } | ({"refers_to": refers} if refers else {})
