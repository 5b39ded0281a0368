"""Indexes that lists are counted and sorted by, and the view of the register (docs/decisions/0013-fast-lists.md)."""

import django.contrib.postgres.fields
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0002_history_and_corrections'),
        ('meetings', '0005_list_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registered',
            fields=[
                ('id', models.BigIntegerField(help_text='The resolution.', primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('sitting', models.PositiveSmallIntegerField()),
                ('item_order', models.PositiveSmallIntegerField()),
                ('item_slug', models.CharField(max_length=40)),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('procedural', models.BooleanField()),
                ('outcomes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('cue', models.CharField(max_length=150)),
                ('wording', models.TextField()),
                ('number', models.CharField(help_text='Of the item, on the agenda.', max_length=20)),
                ('minute_number', models.CharField(help_text='Of the item.', max_length=20)),
                ('title', models.CharField(help_text='Of the item.', max_length=500)),
            ],
            options={
                'db_table': 'decisions_registered',
                'managed': False,
            },
            managers=[
                ('published', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(condition=models.Q(('progress__in', ('done', 'abandoned')), _negated=True), fields=['due_on'], name='recommendation_not_settled'),
        ),
        migrations.AddIndex(
            model_name='resolution',
            index=models.Index(condition=models.Q(('exempt', False), ('ordinal__isnull', False), ('parent__isnull', True)), fields=['item'], include=('id', 'outcomes'), name='resolution_registered'),
        ),
    ]
