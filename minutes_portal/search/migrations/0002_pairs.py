"""Pairs of common words as lexemes of their own. No word is common until `rebuild_search` has chosen some.

Where 0001 ran with the definitions of today, nothing is left to do but to tell Django of the table.
"""

from importlib import import_module

from django.db import migrations, models

from_file = import_module("minutes_portal.search.migrations.0001_the_index").from_file


class Migration(migrations.Migration):
    dependencies = [("search", "0001_the_index")]

    operations = [
        from_file("pairs.sql"),
        migrations.RunSQL("DROP FUNCTION IF EXISTS search_derived(bigint[], uuid[])", migrations.RunSQL.noop),
        from_file("rows.sql"),
        from_file("following.sql"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="CommonWord",
                    fields=[("lexeme", models.TextField(primary_key=True, serialize=False))],
                ),
            ],
        ),
    ]
