"""Names of meetings for calendars, what takes the place of a meeting put off; rules of call-in move to the constitution."""

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0004_what_became_of_them'),  # takes the days of call-in over
        ('meetings', '0005_list_indexes'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='borough',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='borough',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='borough',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='delete_delete',
        ),
        migrations.RemoveField(
            model_name='borough',
            name='call_in_days',
        ),
        migrations.RemoveField(
            model_name='boroughevent',
            name='call_in_days',
        ),
        migrations.AddField(
            model_name='meeting',
            name='moved_to',
            field=models.ForeignKey(blank=True, help_text='For a meeting that was put off: the one that takes its place.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moved_from', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, help_text='Its name in calendars, whatever becomes of its date.', unique=True),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='moved_to',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='For a meeting that was put off: the one that takes its place.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, help_text='Its name in calendars, whatever becomes of its date.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='borough',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_boroughevent" ("about", "accent", "contact_email", "contact_name", "council_name", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") SELECT new_values."about", new_values."accent", new_values."contact_email", new_values."contact_name", new_values."council_name", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug", new_values."website" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6fbf6f75d8eeaf1b6838f42d4441672fc59c7e7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc1a2', referencing='REFERENCING NEW TABLE AS new_values ', table='meetings_borough', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='borough',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_boroughevent" ("about", "accent", "contact_email", "contact_name", "council_name", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") SELECT new_values."about", new_values."accent", new_values."contact_email", new_values."contact_name", new_values."council_name", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slug", new_values."website" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='57a37a0ff74879b43b81b912feae4c2730a722c6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_77e49', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='meetings_borough', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='borough',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_boroughevent" ("about", "accent", "contact_email", "contact_name", "council_name", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") SELECT old_values."about", old_values."accent", old_values."contact_email", old_values."contact_name", old_values."council_name", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."slug", old_values."website" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f263faa9228b823c2f286d1d20c7c33d267d5d2b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d3bc', referencing='REFERENCING OLD TABLE AS old_values ', table='meetings_borough', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_meetingevent" ("agenda_published_at", "approval_note", "approved_at", "approved_by_id", "committee_id", "date", "decisions_published_at", "id", "minutes_published_at", "moved_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitting", "start_time", "status", "status_note", "uid", "venue", "webcast_url", "withdrawn_at", "withdrawn_notice", "withdrawn_reason") SELECT new_values."agenda_published_at", new_values."approval_note", new_values."approved_at", new_values."approved_by_id", new_values."committee_id", new_values."date", new_values."decisions_published_at", new_values."id", new_values."minutes_published_at", new_values."moved_to_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sitting", new_values."start_time", new_values."status", new_values."status_note", new_values."uid", new_values."venue", new_values."webcast_url", new_values."withdrawn_at", new_values."withdrawn_notice", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d31bda9b76c2e218258f886a121f1d680057c56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', referencing='REFERENCING NEW TABLE AS new_values ', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_meetingevent" ("agenda_published_at", "approval_note", "approved_at", "approved_by_id", "committee_id", "date", "decisions_published_at", "id", "minutes_published_at", "moved_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitting", "start_time", "status", "status_note", "uid", "venue", "webcast_url", "withdrawn_at", "withdrawn_notice", "withdrawn_reason") SELECT new_values."agenda_published_at", new_values."approval_note", new_values."approved_at", new_values."approved_by_id", new_values."committee_id", new_values."date", new_values."decisions_published_at", new_values."id", new_values."minutes_published_at", new_values."moved_to_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sitting", new_values."start_time", new_values."status", new_values."status_note", new_values."uid", new_values."venue", new_values."webcast_url", new_values."withdrawn_at", new_values."withdrawn_notice", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='72f6263ead6ab1f4c38c11b35ae1440666f8a089', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_495b8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "meetings_meetingevent" ("agenda_published_at", "approval_note", "approved_at", "approved_by_id", "committee_id", "date", "decisions_published_at", "id", "minutes_published_at", "moved_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitting", "start_time", "status", "status_note", "uid", "venue", "webcast_url", "withdrawn_at", "withdrawn_notice", "withdrawn_reason") SELECT old_values."agenda_published_at", old_values."approval_note", old_values."approved_at", old_values."approved_by_id", old_values."committee_id", old_values."date", old_values."decisions_published_at", old_values."id", old_values."minutes_published_at", old_values."moved_to_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sitting", old_values."start_time", old_values."status", old_values."status_note", old_values."uid", old_values."venue", old_values."webcast_url", old_values."withdrawn_at", old_values."withdrawn_notice", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='05066fe2d8a067e883323f524d88e4619d803ec0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', referencing='REFERENCING OLD TABLE AS old_values ', table='meetings_meeting', when='AFTER')),
        ),
    ]
