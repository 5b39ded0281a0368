"""Who moved and seconded the lines of the register, as a view (docs/decisions/0023-votes-and-people.md)."""

import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0004_what_became_of_them'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mover',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('slug', models.SlugField(help_text='The last part of the address of their page.', max_length=150)),
            ],
            options={
                'db_table': 'decisions_mover',
                'managed': False,
            },
            managers=[
                ('published', django.db.models.manager.Manager()),
            ],
        ),
    ]
