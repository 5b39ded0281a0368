"""The journal of public changes, what derives it from the record, and the triggers that keep it so.

`sql/` holds the definitions as they are now. A change of them is a new migration that loads the file again and then runs
`SELECT changes_derive_all('quiet')` (docs/decisions/0014-journal.md).
"""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

SQL = Path(__file__).resolve().parent.parent / "sql"


def from_file(name: str, reverse: str = "") -> migrations.RunSQL:
    """Return the operation that runs a file of `sql/`."""
    text = (SQL / name).read_text()
    return migrations.RunSQL([text], [(SQL / reverse).read_text()] if reverse else migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_corrected_texts"),
        ("decisions", "0001_the_record"),
        ("search", "0001_the_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("meeting", "Meeting"), ("item", "Item"), ("resolution", "Decision"), ("recommendation", "Recommendation"), ("issue", "Issue"), ("document", "Document"), ("notice", "Forward plan notice")])),
                ("record_id", models.BigIntegerField(help_text="The officers’ key of the row. Never shown.")),
                ("meeting_id", models.BigIntegerField(null=True)),
                ("borough", models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="meetings.borough")),
                ("committee", models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="meetings.committee")),
                ("path", models.TextField(help_text="Its address. Empty for what is gone and had words of it in its address.")),
                ("title", models.TextField(help_text="What a list calls it; empty once it is gone.")),
                ("stage", models.SmallIntegerField(choices=[(1, "Agenda"), (2, "Decisions"), (3, "Minutes"), (4, "Approved minutes")], help_text="How far it was published then.")),
                ("came", models.TextField(choices=[("new", "Published"), ("stage", "Next stage published"), ("changed", "Changed"), ("gone", "Withdrawn"), ("back", "Published again")], help_text="What brought this state.")),
                ("first_published_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(help_text="Since when it is as it is, for readers.")),
                ("gone_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(help_text="When the next state comes by itself.", null=True)),
                ("digest", models.UUIDField(help_text="Of all that readers see of it; none once it is gone.", null=True)),
                ("reference", models.UUIDField(help_text="What stands for it in feeds, for good: given once, telling nothing.")),
                ("along", models.BooleanField(default=False, help_text="Whether it came or went with its whole meeting, at one moment.")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["changed_at", "reference"], name="changes_newest"),
                    models.Index(condition=models.Q(("along", False)), fields=["changed_at", "reference"], name="changes_newest_alone"),
                    models.Index(fields=["kind", "changed_at", "reference"], name="changes_newest_of_kind"),
                    models.Index(fields=["borough", "changed_at", "reference"], name="changes_newest_of_borough"),
                    models.Index(fields=["kind", "record_id"], name="changes_of_record"),
                    models.Index(fields=["meeting_id"], name="changes_of_meeting"),
                    models.Index(fields=["reference"], name="changes_reference"),
                    models.Index(F("path"), F("kind"), condition=models.Q(("gone_at", None)), include=("changed_at", "until"), name="changes_by_path"),
                ],
            },
        ),
        from_file("tables.sql", reverse="undo.sql"),
        from_file("parts.sql"),
        from_file("timeline.sql"),
        from_file("following.sql"),
        from_file("deriving.sql"),
        from_file("triggers.sql"),
        # What the record holds already counts from the times that stand in it.
        migrations.RunSQL("SELECT changes_derive_all('recorded')", migrations.RunSQL.noop),
    ]
