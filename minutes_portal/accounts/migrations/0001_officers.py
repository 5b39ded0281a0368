"""Officers: what they may do in which borough, their sign-ins, and the history of both."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('meetings', '0001_the_record'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('borough', models.ForeignKey(help_text='The officer sees this borough’s records and no other’s.', on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='meetings.borough')),
                ('committee', models.ForeignKey(blank=True, help_text='Leave empty for the whole borough. Choose one to limit the officer to this committee’s records.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='meetings.committee')),
                ('role', models.CharField(choices=[('clerk', 'Clerk: drafts'), ('publisher', 'Publisher: drafts, publishes, withdraws, marks exempt'), ('auditor', 'Auditor: reads everything, changes nothing'), ('administrator', 'Administrator: all this, and looks after the officers')], help_text='A clerk changes what is not yet public; what is public only a publisher or administrator changes.', max_length=20)),
            ],
            options={
                'verbose_name': 'officer’s role',
                'ordering': ['borough__name', 'user__username'],
                'constraints': [models.UniqueConstraint(fields=('user', 'borough', 'committee'), name='membership_one_role_a_place', nulls_distinct=False, violation_error_message='This officer has a role there already: change that one.'), models.CheckConstraint(condition=models.Q(('role__in', ['clerk', 'publisher', 'auditor', 'administrator'])), name='membership_role_is_known', violation_error_message='Choose a role from the list.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'administrator'), _negated=True), ('committee__isnull', True), _connector='OR'), name='membership_administrators_have_whole_boroughs', violation_error_message='An administrator looks after a whole borough: leave the committee empty.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("borough_id", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT new_values."borough_id", new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5e6c9ce46624dd9e4e10fbeac3c8cc95aebe24ec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc05a', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("borough_id", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT new_values."borough_id", new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1275bc41751ed5ef24dac4f722c3f4e0b8efff39', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_20ab5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_membershipevent" ("borough_id", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT old_values."borough_id", old_values."committee_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cd5bcc1d1adaf7098ad5de844ef8f4994ac32372', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19a8f', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_membership', when='AFTER')),
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.membership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('borough', models.ForeignKey(db_constraint=False, help_text='The officer sees this borough’s records and no other’s.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.borough')),
                ('committee', models.ForeignKey(blank=True, db_constraint=False, help_text='Leave empty for the whole borough. Choose one to limit the officer to this committee’s records.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.committee')),
                ('role', models.CharField(choices=[('clerk', 'Clerk: drafts'), ('publisher', 'Publisher: drafts, publishes, withdraws, marks exempt'), ('auditor', 'Auditor: reads everything, changes nothing'), ('administrator', 'Administrator: all this, and looks after the officers')], help_text='A clerk changes what is not yet public; what is public only a publisher or administrator changes.', max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1f05704110766345bef638c18be4307af995a77', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9ee6c', table='accounts_membershipevent', when='BEFORE')),
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(blank=True, help_text='Empty if nobody has the user name that was typed.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('username', models.CharField(blank=True, help_text='As it was typed.', max_length=150, verbose_name='user name')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='when')),
                ('address', models.GenericIPAddressField(blank=True, help_text='The IP address it came from.', null=True)),
                ('agent', models.CharField(blank=True, help_text='As the browser names itself.', max_length=255, verbose_name='browser')),
                ('outcome', models.CharField(choices=[('signed in', 'Signed in with the password'), ('wrong password', 'Wrong password'), ('locked out', 'Locked out after too many wrong passwords'), ('code accepted', 'Second factor: code accepted'), ('recovery code used', 'Second factor: recovery code used'), ('wrong code', 'Second factor: wrong code'), ('signed out', 'Signed out')], max_length=20, verbose_name='what happened')),
            ],
            options={
                'verbose_name': 'sign-in',
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
