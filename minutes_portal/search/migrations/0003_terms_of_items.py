"""What each item is about, in terms, so that items of other boroughs on the same matter can be found."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F

from_file = import_module("minutes_portal.search.migrations.0001_the_index").from_file

FILL = """SELECT search_derive_terms(array_agg(item)) FROM (
    SELECT id AS item, row_number() OVER (ORDER BY id) / 500 AS part FROM meetings_agendaitem
) parts GROUP BY part"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_pairs")]

    operations = [
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
        # What the index holds already.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
