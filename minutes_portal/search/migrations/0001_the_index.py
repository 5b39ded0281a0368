"""The search index, what derives it from the record, and the triggers that keep it so.

`sql/` holds the definitions as they are now. A change of them is a new migration that loads the file again, and
`rebuild_search` after it (docs/decisions/0009-search-index.md).
"""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F

SQL = Path(__file__).resolve().parent.parent / "sql"


def from_file(name: str, reverse: str = "") -> migrations.RunSQL:
    """Return the operation that runs a file of `sql/`."""
    text = (SQL / name).read_text()
    return migrations.RunSQL([text], [(SQL / reverse).read_text()] if reverse else migrations.RunSQL.noop)


PASSAGES = """SELECT search_derive(array_agg(result)) FROM (
    SELECT result, row_number() OVER (ORDER BY result) / 500 AS part FROM (
        SELECT id AS result FROM meetings_agendaitem
        UNION ALL SELECT -id FROM meetings_document WHERE item_id IS NULL) results
) parts GROUP BY part"""
TERMS = """SELECT search_derive_terms(array_agg(item)) FROM (
    SELECT id AS item, row_number() OVER (ORDER BY id) / 500 AS part FROM meetings_agendaitem
) parts GROUP BY part"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_corrected_texts"),
        ("decisions", "0001_the_record"),
    ]

    operations = [
        from_file("words.sql"),
        from_file("frames.sql"),
        from_file("source.sql"),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("result_id", models.BigIntegerField(help_text="The item, or minus the paper of a whole meeting.")),
                ("item_id", models.BigIntegerField(null=True)),
                ("meeting_id", models.BigIntegerField()),
                ("borough_id", models.IntegerField()),
                ("committee_id", models.IntegerField()),
                ("date", models.DateField()),
                ("topic_ids", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("person_ids", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text="Movers, seconders, who declared an interest, who decided.", size=None)),
                ("outcomes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text="Of all resolutions of the item.", size=None)),
                ("procedural", models.BooleanField()),
                ("kind", models.TextField(choices=[("title", "Title and purpose"), ("minutes", "Minutes"), ("resolution", "Resolution"), ("document", "Paper")])),
                ("position", models.IntegerField(help_text="Its place in the item.")),
                ("anchor", models.TextField()),
                ("parts", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text="The minutes, or the resolution and its limbs, in order.", size=None)),
                ("document_id", models.BigIntegerField(null=True)),
                ("page", models.IntegerField(help_text="Of the paper; none for its title.", null=True)),
                ("visible_from", models.DateTimeField()),
                ("visible_until", models.DateTimeField(null=True)),
                ("sample", models.SmallIntegerField(help_text="0 to 1023, the same for all passages of a result.")),
                ("digest", models.UUIDField(help_text="Of all that the row was derived from.")),
                ("tsv", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["tsv"], name="search_passage_words"),
                    django.contrib.postgres.indexes.GinIndex(condition=models.Q(("sample__lt", 64)), fields=["tsv"], name="search_passage_words_16th"),
                    django.contrib.postgres.indexes.GinIndex(condition=models.Q(("sample__lt", 16)), fields=["tsv"], name="search_passage_words_64th"),
                    django.contrib.postgres.indexes.GinIndex(condition=models.Q(("sample__lt", 4)), fields=["tsv"], name="search_passage_words_256th"),
                    models.Index(condition=models.Q(("sample__lt", 64)), fields=["borough_id"], name="search_passage_borough_16th"),
                    models.Index(F("date").desc(), F("result_id").desc(), name="search_passage_newest"),
                    models.Index("borough_id", F("date").desc(), F("result_id").desc(), name="search_passage_borough"),
                    models.Index("committee_id", F("date").desc(), F("result_id").desc(), name="search_passage_committee"),
                    models.Index(fields=["result_id"], name="search_passage_result"),
                ],
            },
        ),
        from_file("pairs.sql"),
        migrations.SeparateDatabaseAndState(  # pairs.sql makes the table
            state_operations=[
                migrations.CreateModel(
                    name="CommonWord",
                    fields=[("lexeme", models.TextField(primary_key=True, serialize=False))],
                ),
            ],
        ),
        from_file("rows.sql"),
        migrations.RunSQL("SELECT search_tune('search_passage')", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ItemTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_id", models.BigIntegerField()),
                ("borough_id", models.IntegerField()),
                ("date", models.DateField()),
                ("decided", models.BooleanField(help_text="Whether readers see an outcome.")),
                ("visible_from", models.DateTimeField()),
                ("visible_until", models.DateTimeField(null=True)),
                ("terms", django.contrib.postgres.search.SearchVectorField(help_text="Each term once, with a weight from A to D: how much of the item it tells.")),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["terms"], name="search_itemterms_terms"),
                    models.Index(F("date").desc(), F("item_id").desc(), name="search_itemterms_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("item_id", "visible_from"), name="search_itemterms_of_item"),
                ],
            },
        ),
        from_file("terms.sql"),
        from_file("following.sql"),
        from_file("triggers.sql", reverse="undo.sql"),
        # What the record holds already.
        migrations.RunSQL(PASSAGES, migrations.RunSQL.noop),
        migrations.RunSQL(TERMS, migrations.RunSQL.noop),
    ]
