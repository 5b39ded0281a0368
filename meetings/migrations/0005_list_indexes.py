"""What lists of items and decisions count by (docs/decisions/0013-fast-lists.md)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_preparing_and_papers'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(condition=models.Q(('exempt', False)), fields=['id'], include=('meeting', 'procedural', 'withdrawn_at'), name='agendaitem_listed'),
        ),
    ]
