"""What a correction replaced, of minutes and of decisions."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0001_the_record'),
        ('meetings', '0002_starter_topics'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='meetings.correction')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.minutepoint')),
                ('resolution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='decisions.resolution')),
                ('what', models.CharField(help_text='Paragraph 5.2, Title, Resolution 1 …', max_length=100)),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['correction', 'pk'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctedtext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_correctedtextevent" ("after", "before", "correction_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "resolution_id", "what") SELECT new_values."after", new_values."before", new_values."correction_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."point_id", new_values."resolution_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d2083c4111c72d092c58a66984a5ed186d7916e5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7b980', referencing='REFERENCING NEW TABLE AS new_values ', table='meetings_correctedtext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctedtext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_correctedtextevent" ("after", "before", "correction_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "resolution_id", "what") SELECT new_values."after", new_values."before", new_values."correction_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."point_id", new_values."resolution_id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='61cf87daf0d30a03a787f4dfd4b638a283ecf08c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fe2e9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='meetings_correctedtext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctedtext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_correctedtextevent" ("after", "before", "correction_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "resolution_id", "what") SELECT old_values."after", old_values."before", old_values."correction_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."point_id", old_values."resolution_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6a08cc940b9c9e40fe952638b746e67adc2989f5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cd4a5', referencing='REFERENCING OLD TABLE AS old_values ', table='meetings_correctedtext', when='AFTER')),
        ),
        migrations.CreateModel(
            name='CorrectedTextEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.correctedtext')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('correction', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.correction')),
                ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.minutepoint')),
                ('resolution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.resolution')),
                ('what', models.CharField(help_text='Paragraph 5.2, Title, Resolution 1 …', max_length=100)),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctedtextevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7857cce48771e3450c917060f9fa4436404944a0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8f049', table='meetings_correctedtextevent', when='BEFORE')),
        ),
    ]
