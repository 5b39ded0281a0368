"""What a decision is recorded with, how it was voted on and called in, what was announced, and what became of it."""

import datetime
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# A recommendation belongs to the item of its resolution and is numbered there; what was noted of its progress becomes
# an update. The history has both from now on: what it held before is filled in the same way.
FILL = """
WITH numbered AS (
    SELECT n.id, r.item_id, row_number() OVER (PARTITION BY r.item_id ORDER BY r."order", r.id) AS ordinal
    FROM decisions_recommendation n JOIN decisions_resolution r ON r.id = n.resolution_id
)
UPDATE decisions_recommendation t SET item_id = numbered.item_id, ordinal = numbered.ordinal FROM numbered WHERE numbered.id = t.id;
ALTER TABLE decisions_recommendationevent DISABLE TRIGGER USER;
UPDATE decisions_recommendationevent t SET item_id = coalesce(n.item_id, 0), ordinal = coalesce(n.ordinal, 0)
FROM decisions_recommendationevent e LEFT JOIN decisions_recommendation n ON n.id = e.id WHERE e.pgh_id = t.pgh_id;
ALTER TABLE decisions_recommendationevent ENABLE TRIGGER USER;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
NOTES = """
INSERT INTO decisions_update (recommendation_id, date, progress, note)
SELECT n.id, coalesce((SELECT max(date) FROM decisions_response a WHERE a.recommendation_id = n.id), n.sent_on, m.date), n.progress, n.progress_note
FROM decisions_recommendation n JOIN meetings_agendaitem i ON i.id = n.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
WHERE n.progress_note <> '';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# What boroughs said of call-in so far holds from before the first record.
RULES = """
INSERT INTO decisions_constitution (borough_id, in_force_from, call_in_days, call_in_closes_at, call_in_by, call_in_excludes, response_months)
SELECT id, '1974-04-01', call_in_days, '17:00', '', '', 2 FROM meetings_borough;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0003_list_indexes'),
        ('meetings', '0005_list_indexes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requested_on', models.DateField()),
                ('requested_by', models.TextField(help_text='Who asked for it, as printed. Readers see this.')),
                ('grounds', models.TextField(blank=True, help_text='The reasons given. Readers see this.')),
                ('outcome', models.CharField(choices=[('awaiting', 'Called in'), ('invalid', 'Invalid'), ('not upheld', 'Not upheld'), ('referred back', 'Referred back'), ('referred to council', 'Referred to Council'), ('withdrawn', 'Withdrawn')], default='awaiting', max_length=20)),
                ('outcome_note', models.TextField(blank=True, help_text='Readers see this.')),
                ('considered_on', models.DateField(blank=True, null=True)),
                ('result', models.CharField(blank=True, choices=[('', 'Not yet'), ('confirmed', 'Confirmed'), ('amended', 'Amended'), ('rescinded', 'Rescinded')], default='', help_text='What the decision maker did after it came back.', max_length=20)),
            ],
            options={
                'ordering': ['resolution', 'requested_on'],
            },
        ),
        migrations.CreateModel(
            name='CallInEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('requested_on', models.DateField()),
                ('requested_by', models.TextField(help_text='Who asked for it, as printed. Readers see this.')),
                ('grounds', models.TextField(blank=True, help_text='The reasons given. Readers see this.')),
                ('outcome', models.CharField(choices=[('awaiting', 'Called in'), ('invalid', 'Invalid'), ('not upheld', 'Not upheld'), ('referred back', 'Referred back'), ('referred to council', 'Referred to Council'), ('withdrawn', 'Withdrawn')], default='awaiting', max_length=20)),
                ('outcome_note', models.TextField(blank=True, help_text='Readers see this.')),
                ('considered_on', models.DateField(blank=True, null=True)),
                ('result', models.CharField(blank=True, choices=[('', 'Not yet'), ('confirmed', 'Confirmed'), ('amended', 'Amended'), ('rescinded', 'Rescinded')], default='', help_text='What the decision maker did after it came back.', max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClosureDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('reason', models.CharField(blank=True, help_text='Offices closed between the holidays.', max_length=150)),
            ],
            options={
                'ordering': ['borough', 'date'],
            },
        ),
        migrations.CreateModel(
            name='ClosureDayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField()),
                ('reason', models.CharField(blank=True, help_text='Offices closed between the holidays.', max_length=150)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Constitution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_force_from', models.DateField(help_text='From this day on, until a later one takes its place.')),
                ('call_in_days', models.PositiveSmallIntegerField(default=5, help_text='Working days after publication in which a decision may be called in.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='call-in period')),
                ('call_in_closes_at', models.TimeField(default=datetime.time(17, 0), help_text='The hour at which the last of these days ends: 17:00.')),
                ('call_in_by', models.TextField(blank=True, help_text='Any three councillors, or the chair of the scrutiny committee. Readers see this.', verbose_name='who may call in')),
                ('call_in_excludes', models.TextField(blank=True, help_text='Urgent decisions, matters reserved to Council … Readers see this.', verbose_name='what cannot be called in')),
                ('response_months', models.PositiveSmallIntegerField(default=2, help_text='In which scrutiny’s recommendations are answered; two by law (Local Government Act 2000 s.9FE).', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='months to answer')),
            ],
            options={
                'ordering': ['borough', '-in_force_from'],
            },
        ),
        migrations.CreateModel(
            name='ConstitutionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('in_force_from', models.DateField(help_text='From this day on, until a later one takes its place.')),
                ('call_in_days', models.PositiveSmallIntegerField(default=5, help_text='Working days after publication in which a decision may be called in.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='call-in period')),
                ('call_in_closes_at', models.TimeField(default=datetime.time(17, 0), help_text='The hour at which the last of these days ends: 17:00.')),
                ('call_in_by', models.TextField(blank=True, help_text='Any three councillors, or the chair of the scrutiny committee. Readers see this.', verbose_name='who may call in')),
                ('call_in_excludes', models.TextField(blank=True, help_text='Urgent decisions, matters reserved to Council … Readers see this.', verbose_name='what cannot be called in')),
                ('response_months', models.PositiveSmallIntegerField(default=2, help_text='In which scrutiny’s recommendations are answered; two by law (Local Government Act 2000 s.9FE).', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='months to answer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_on', models.DateField(blank=True, help_text='Empty: the day of the meeting.', null=True)),
                ('maker', models.CharField(blank=True, help_text='As printed. Empty: the committee.', max_length=250, verbose_name='decision maker')),
                ('reasons', models.TextField(blank=True, help_text='Why it was decided so.', null=True)),
                ('alternatives', models.TextField(blank=True, help_text='Alternative options that were considered, and why they were rejected.', null=True)),
                ('interests', models.TextField(blank=True, help_text='Conflicts of interest that were declared.', null=True)),
                ('dispensations', models.TextField(blank=True, help_text='Dispensations granted for such an interest.', null=True)),
                ('consultees', models.TextField(blank=True, help_text='Who was consulted.', null=True)),
                ('wards', models.TextField(blank=True, help_text='The wards that it affects.', null=True)),
                ('officer', models.CharField(blank=True, help_text='The officer to ask, as printed.', max_length=250)),
                ('published_on', models.DateField(blank=True, help_text='When the decision was published; call-in is counted from here.', null=True)),
                ('call_in', models.CharField(blank=True, choices=[('', 'Not recorded'), ('subject', 'Subject to call-in'), ('not subject', 'Not subject to call-in'), ('urgent', 'Exempt from call-in: urgent')], default='', max_length=20, verbose_name='call-in')),
                ('urgency_reason', models.TextField(blank=True, help_text='Why call-in does not apply. Readers see this.')),
                ('call_in_until', models.DateField(editable=False, help_text='The last day of the call-in period, as computed.', null=True)),
                ('effective_on', models.DateField(blank=True, help_text='As the council states it. Empty: as computed.', null=True, verbose_name='effective from')),
            ],
        ),
        migrations.CreateModel(
            name='DecisionRecordEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('decided_on', models.DateField(blank=True, help_text='Empty: the day of the meeting.', null=True)),
                ('maker', models.CharField(blank=True, help_text='As printed. Empty: the committee.', max_length=250, verbose_name='decision maker')),
                ('reasons', models.TextField(blank=True, help_text='Why it was decided so.', null=True)),
                ('alternatives', models.TextField(blank=True, help_text='Alternative options that were considered, and why they were rejected.', null=True)),
                ('interests', models.TextField(blank=True, help_text='Conflicts of interest that were declared.', null=True)),
                ('dispensations', models.TextField(blank=True, help_text='Dispensations granted for such an interest.', null=True)),
                ('consultees', models.TextField(blank=True, help_text='Who was consulted.', null=True)),
                ('wards', models.TextField(blank=True, help_text='The wards that it affects.', null=True)),
                ('officer', models.CharField(blank=True, help_text='The officer to ask, as printed.', max_length=250)),
                ('published_on', models.DateField(blank=True, help_text='When the decision was published; call-in is counted from here.', null=True)),
                ('call_in', models.CharField(blank=True, choices=[('', 'Not recorded'), ('subject', 'Subject to call-in'), ('not subject', 'Not subject to call-in'), ('urgent', 'Exempt from call-in: urgent')], default='', max_length=20, verbose_name='call-in')),
                ('urgency_reason', models.TextField(blank=True, help_text='Why call-in does not apply. Readers see this.')),
                ('call_in_until', models.DateField(editable=False, help_text='The last day of the call-in period, as computed.', null=True)),
                ('effective_on', models.DateField(blank=True, help_text='As the council states it. Empty: as computed.', null=True, verbose_name='effective from')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DismissedTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='DismissedTieEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlannedDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(blank=True, help_text='KD5694, for example.', max_length=50)),
                ('slug', models.SlugField(help_text='Part of its address. Never change it once public.', max_length=150)),
                ('title', models.CharField(help_text='What is to be decided, in a line.', max_length=500)),
                ('matter', models.TextField(blank=True, help_text='The matter in respect of which the decision is to be made.')),
                ('key', models.BooleanField(default=True, verbose_name='key decision')),
                ('key_reason', models.CharField(blank=True, choices=[('', 'Not stated'), ('spending', 'Significant spending or saving'), ('wards', 'Significant effect in two or more wards'), ('both', 'Both')], default='', max_length=20)),
                ('maker', models.CharField(blank=True, help_text='For a single person: name and title, as printed.', max_length=250, verbose_name='decision maker')),
                ('members', models.TextField(blank=True, help_text='For a body: the list of its members.')),
                ('decide_from', models.DateField(blank=True, help_text='The day of the decision, or the first day of the period.', null=True)),
                ('decide_until', models.DateField(blank=True, help_text='The last day of a period.', null=True)),
                ('documents', models.TextField(blank=True, help_text='The documents that are to be submitted to the decision maker.')),
                ('documents_from', models.TextField(blank=True, help_text='The address from which copies of the documents can be had.', verbose_name='copies from')),
                ('further_documents', models.TextField(blank=True, help_text='That other relevant documents may be submitted, or that there are none.')),
                ('how_to_ask', models.TextField(blank=True, help_text='How to ask for details of such documents as they come.')),
                ('private', models.BooleanField(default=False, help_text='The public is to be excluded (reg. 5).', verbose_name='decided in private')),
                ('private_reason', models.TextField(blank=True, help_text='Why. Readers see this.')),
                ('wards', models.CharField(blank=True, max_length=250, verbose_name='wards affected')),
                ('consultation', models.TextField(blank=True, help_text='Who is consulted, how and until when.')),
                ('contact', models.CharField(blank=True, help_text='The officer to ask.', max_length=250)),
                ('exception', models.CharField(blank=True, choices=[('', 'None: 28 clear days’ notice'), ('general exception', 'General exception (reg. 10)'), ('special urgency', 'Special urgency (reg. 11)')], default='', max_length=20, verbose_name='shorter notice')),
                ('exception_reason', models.TextField(blank=True, help_text='Why 28 clear days are impracticable. Readers see this.')),
                ('exception_agreed_by', models.CharField(blank=True, help_text='Who was told (general exception) or agreed (special urgency).', max_length=250)),
                ('published_at', models.DateTimeField(blank=True, help_text='Readers see it from this moment; the 28 days are counted from here.', null=True)),
                ('dropped_on', models.DateField(blank=True, help_text='When the plan to decide was given up.', null=True)),
                ('dropped_reason', models.TextField(blank=True, help_text='Why. Readers see this.')),
            ],
            options={
                'ordering': ['borough', 'decide_from', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='PlannedDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(blank=True, help_text='KD5694, for example.', max_length=50)),
                ('slug', models.SlugField(db_index=False, help_text='Part of its address. Never change it once public.', max_length=150)),
                ('title', models.CharField(help_text='What is to be decided, in a line.', max_length=500)),
                ('matter', models.TextField(blank=True, help_text='The matter in respect of which the decision is to be made.')),
                ('key', models.BooleanField(default=True, verbose_name='key decision')),
                ('key_reason', models.CharField(blank=True, choices=[('', 'Not stated'), ('spending', 'Significant spending or saving'), ('wards', 'Significant effect in two or more wards'), ('both', 'Both')], default='', max_length=20)),
                ('maker', models.CharField(blank=True, help_text='For a single person: name and title, as printed.', max_length=250, verbose_name='decision maker')),
                ('members', models.TextField(blank=True, help_text='For a body: the list of its members.')),
                ('decide_from', models.DateField(blank=True, help_text='The day of the decision, or the first day of the period.', null=True)),
                ('decide_until', models.DateField(blank=True, help_text='The last day of a period.', null=True)),
                ('documents', models.TextField(blank=True, help_text='The documents that are to be submitted to the decision maker.')),
                ('documents_from', models.TextField(blank=True, help_text='The address from which copies of the documents can be had.', verbose_name='copies from')),
                ('further_documents', models.TextField(blank=True, help_text='That other relevant documents may be submitted, or that there are none.')),
                ('how_to_ask', models.TextField(blank=True, help_text='How to ask for details of such documents as they come.')),
                ('private', models.BooleanField(default=False, help_text='The public is to be excluded (reg. 5).', verbose_name='decided in private')),
                ('private_reason', models.TextField(blank=True, help_text='Why. Readers see this.')),
                ('wards', models.CharField(blank=True, max_length=250, verbose_name='wards affected')),
                ('consultation', models.TextField(blank=True, help_text='Who is consulted, how and until when.')),
                ('contact', models.CharField(blank=True, help_text='The officer to ask.', max_length=250)),
                ('exception', models.CharField(blank=True, choices=[('', 'None: 28 clear days’ notice'), ('general exception', 'General exception (reg. 10)'), ('special urgency', 'Special urgency (reg. 11)')], default='', max_length=20, verbose_name='shorter notice')),
                ('exception_reason', models.TextField(blank=True, help_text='Why 28 clear days are impracticable. Readers see this.')),
                ('exception_agreed_by', models.CharField(blank=True, help_text='Who was told (general exception) or agreed (special urgency).', max_length=250)),
                ('published_at', models.DateTimeField(blank=True, help_text='Readers see it from this moment; the 28 days are counted from here.', null=True)),
                ('dropped_on', models.DateField(blank=True, help_text='When the plan to decide was given up.', null=True)),
                ('dropped_reason', models.TextField(blank=True, help_text='Why. Readers see this.')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('progress', models.CharField(choices=[('not started', 'Not started'), ('under way', 'Under way'), ('done', 'Implemented'), ('abandoned', 'Closed')], max_length=20)),
                ('note', models.TextField(blank=True, help_text='What has been done, or why it was closed. Readers see this.')),
            ],
            options={
                'ordering': ['date', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='UpdateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField()),
                ('progress', models.CharField(choices=[('not started', 'Not started'), ('under way', 'Under way'), ('done', 'Implemented'), ('abandoned', 'Closed')], max_length=20)),
                ('note', models.TextField(blank=True, help_text='What has been done, or why it was closed. Readers see this.')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As printed.', max_length=150)),
                ('cast', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstained', 'Abstained')], max_length=10)),
                ('casting', models.BooleanField(default=False, help_text='The chair’s second vote, where votes were equal.', verbose_name='casting vote')),
            ],
            options={
                'ordering': ['resolution', 'cast', 'name'],
            },
        ),
        migrations.CreateModel(
            name='VoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='As printed.', max_length=150)),
                ('cast', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstained', 'Abstained')], max_length=10)),
                ('casting', models.BooleanField(default=False, help_text='The chair’s second vote, where votes were equal.', verbose_name='casting vote')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='recommendation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='recommendation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='recommendation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='recommendation',
            name='addressee',
            field=models.CharField(choices=[('committee', 'A committee'), ('portfolio holder', 'A portfolio holder'), ('officers', 'Officers'), ('outside body', 'An outside body')], default='committee', max_length=20, verbose_name='kind of addressee'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='due_by',
            field=models.CharField(choices=[('law', 'Two months, by law'), ('rule', 'The borough’s own rule'), ('resolution', 'A date in the resolution'), ('agreed', 'A date agreed since')], default='law', max_length=20, verbose_name='due by'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='item',
            field=models.ForeignKey(null=True, editable=False, help_text='That of its resolution.', on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='ordinal',
            field=models.PositiveSmallIntegerField(null=True, editable=False, help_text='Its number in the address: given once, never used again.'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='to_committee',
            field=models.ForeignKey(blank=True, help_text='The committee or single decision maker who is to answer, where it is one of the borough’s.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recommendations_received', to='meetings.committee'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='to_person',
            field=models.ForeignKey(blank=True, help_text='The portfolio holder or officer who is to answer, where known.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recommendations_received', to='meetings.person'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='addressee',
            field=models.CharField(choices=[('committee', 'A committee'), ('portfolio holder', 'A portfolio holder'), ('officers', 'Officers'), ('outside body', 'An outside body')], default='committee', max_length=20, verbose_name='kind of addressee'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='due_by',
            field=models.CharField(choices=[('law', 'Two months, by law'), ('rule', 'The borough’s own rule'), ('resolution', 'A date in the resolution'), ('agreed', 'A date agreed since')], default='law', max_length=20, verbose_name='due by'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='item',
            field=models.ForeignKey(null=True, db_constraint=False, editable=False, help_text='That of its resolution.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='ordinal',
            field=models.PositiveSmallIntegerField(null=True, editable=False, help_text='Its number in the address: given once, never used again.'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='to_committee',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The committee or single decision maker who is to answer, where it is one of the borough’s.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.committee'),
        ),
        migrations.AddField(
            model_name='recommendationevent',
            name='to_person',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The portfolio holder or officer who is to answer, where known.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.person'),
        ),
        migrations.AddField(
            model_name='response',
            name='document',
            field=models.ForeignKey(blank=True, help_text='The answer in full.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='response',
            name='item',
            field=models.ForeignKey(blank=True, help_text='The item of the meeting that answered.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='responses_given', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='responseevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The answer in full.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='responseevent',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The item of the meeting that answered.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='recommendation',
            name='item',
            field=models.ForeignKey(editable=False, help_text='That of its resolution.', on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='meetings.agendaitem'),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='ordinal',
            field=models.PositiveSmallIntegerField(editable=False, help_text='Its number in the address: given once, never used again.'),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='item',
            field=models.ForeignKey(db_constraint=False, editable=False, help_text='That of its resolution.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='ordinal',
            field=models.PositiveSmallIntegerField(editable=False, help_text='Its number in the address: given once, never used again.'),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='due_on',
            field=models.DateField(blank=True, help_text='Empty: counted by the borough’s rule from the day it was sent.', null=True, verbose_name='answer due'),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='progress',
            field=models.CharField(choices=[('not started', 'Not started'), ('under way', 'Under way'), ('done', 'Implemented'), ('abandoned', 'Closed')], default='not started', help_text='As of the last update.', max_length=20),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='resolution',
            field=models.ForeignKey(help_text='Or the limb that recommends it.', on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='decisions.resolution'),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='sent_to',
            field=models.CharField(help_text='As readers see it: the Cabinet, a partner, an officer.', max_length=250),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='due_on',
            field=models.DateField(blank=True, help_text='Empty: counted by the borough’s rule from the day it was sent.', null=True, verbose_name='answer due'),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='progress',
            field=models.CharField(choices=[('not started', 'Not started'), ('under way', 'Under way'), ('done', 'Implemented'), ('abandoned', 'Closed')], default='not started', help_text='As of the last update.', max_length=20),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='resolution',
            field=models.ForeignKey(db_constraint=False, help_text='Or the limb that recommends it.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.resolution'),
        ),
        migrations.AlterField(
            model_name='recommendationevent',
            name='sent_to',
            field=models.CharField(help_text='As readers see it: the Cabinet, a partner, an officer.', max_length=250),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_recommendationevent" ("addressee", "due_by", "due_on", "id", "item_id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "resolution_id", "sent_on", "sent_to", "to_committee_id", "to_person_id") SELECT new_values."addressee", new_values."due_by", new_values."due_on", new_values."id", new_values."item_id", new_values."ordinal", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."progress", new_values."resolution_id", new_values."sent_on", new_values."sent_to", new_values."to_committee_id", new_values."to_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54ffa971c0e6b28be08dbac3d9dda1ad5de487a9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4edc9', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_recommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_recommendationevent" ("addressee", "due_by", "due_on", "id", "item_id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "resolution_id", "sent_on", "sent_to", "to_committee_id", "to_person_id") SELECT new_values."addressee", new_values."due_by", new_values."due_on", new_values."id", new_values."item_id", new_values."ordinal", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."progress", new_values."resolution_id", new_values."sent_on", new_values."sent_to", new_values."to_committee_id", new_values."to_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='13ed53e41f84d524dca3a9c02b6b415f8ba7f834', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_339b5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_recommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_recommendationevent" ("addressee", "due_by", "due_on", "id", "item_id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "resolution_id", "sent_on", "sent_to", "to_committee_id", "to_person_id") SELECT old_values."addressee", old_values."due_by", old_values."due_on", old_values."id", old_values."item_id", old_values."ordinal", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."progress", old_values."resolution_id", old_values."sent_on", old_values."sent_to", old_values."to_committee_id", old_values."to_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7c8cc548168ecbc29d24776caaf3762d9dc20e8d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_830af', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_recommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='response',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_responseevent" ("date", "document_id", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responder", "verdict") SELECT new_values."date", new_values."document_id", new_values."id", new_values."item_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recommendation_id", new_values."responder", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0be1d9622baf8fbf2762485275dc8e13c9702e9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_db750', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_response', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='response',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_responseevent" ("date", "document_id", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responder", "verdict") SELECT new_values."date", new_values."document_id", new_values."id", new_values."item_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recommendation_id", new_values."responder", new_values."verdict" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7214e2a23f6d6591df17e2956f803cdf09d3c321', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_07f67', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_response', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='response',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_responseevent" ("date", "document_id", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recommendation_id", "responder", "verdict") SELECT old_values."date", old_values."document_id", old_values."id", old_values."item_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recommendation_id", old_values."responder", old_values."verdict" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='949aff79cdb1777841672de3b67e639e441b6b28', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_94da9', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_response', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(fields=('item', 'ordinal'), name='recommendation_ordinal_unique_in_item', violation_error_message='Another recommendation of this item has this number in its address.'),
        ),
        migrations.AddField(
            model_name='callin',
            name='considered_at',
            field=models.ForeignKey(blank=True, help_text='The item of the meeting that considered it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='considered_call_ins', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='callin',
            name='reconsidered_at',
            field=models.ForeignKey(blank=True, help_text='The item at which the decision was looked at again.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reconsidered_call_ins', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='callin',
            name='resolution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_ins', to='decisions.resolution'),
        ),
        migrations.AddField(
            model_name='callinevent',
            name='considered_at',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The item of the meeting that considered it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='callinevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='callinevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.callin'),
        ),
        migrations.AddField(
            model_name='callinevent',
            name='reconsidered_at',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The item at which the decision was looked at again.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='callinevent',
            name='resolution',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.resolution'),
        ),
        migrations.AddField(
            model_name='closureday',
            name='borough',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closure_days', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='closuredayevent',
            name='borough',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='closuredayevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='closuredayevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.closureday'),
        ),
        migrations.AddField(
            model_name='constitution',
            name='borough',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='constitutions', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='constitutionevent',
            name='borough',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='constitutionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='constitutionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.constitution'),
        ),
        migrations.AddField(
            model_name='decisionrecord',
            name='report',
            field=models.ForeignKey(blank=True, help_text='The report decided upon.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='decisionrecord',
            name='resolution',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='decisions.resolution'),
        ),
        migrations.AddField(
            model_name='decisionrecordevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='decisionrecordevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.decisionrecord'),
        ),
        migrations.AddField(
            model_name='decisionrecordevent',
            name='report',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The report decided upon.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='decisionrecordevent',
            name='resolution',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.resolution'),
        ),
        migrations.AddField(
            model_name='dismissedtie',
            name='issue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_ties', to='decisions.issue'),
        ),
        migrations.AddField(
            model_name='dismissedtie',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_ties', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='dismissedtieevent',
            name='issue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.issue'),
        ),
        migrations.AddField(
            model_name='dismissedtieevent',
            name='item',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='dismissedtieevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='dismissedtieevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.dismissedtie'),
        ),
        migrations.AddField(
            model_name='planneddecision',
            name='borough',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_decisions', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='planneddecision',
            name='committee',
            field=models.ForeignKey(blank=True, help_text='The body or single person who is to decide.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='planned_decisions', to='meetings.committee'),
        ),
        migrations.AddField(
            model_name='planneddecision',
            name='issue',
            field=models.ForeignKey(blank=True, help_text='The matter that it belongs to, where that is followed across meetings.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='decisions.issue'),
        ),
        migrations.AddField(
            model_name='decisionrecordevent',
            name='notice',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The entry of the forward plan that announced it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.planneddecision'),
        ),
        migrations.AddField(
            model_name='decisionrecord',
            name='notice',
            field=models.ForeignKey(blank=True, help_text='The entry of the forward plan that announced it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='records', to='decisions.planneddecision'),
        ),
        migrations.AddField(
            model_name='planneddecisionevent',
            name='borough',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.borough'),
        ),
        migrations.AddField(
            model_name='planneddecisionevent',
            name='committee',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The body or single person who is to decide.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.committee'),
        ),
        migrations.AddField(
            model_name='planneddecisionevent',
            name='issue',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The matter that it belongs to, where that is followed across meetings.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.issue'),
        ),
        migrations.AddField(
            model_name='planneddecisionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='planneddecisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.planneddecision'),
        ),
        migrations.AddField(
            model_name='update',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='update',
            name='item',
            field=models.ForeignKey(blank=True, help_text='The item of the meeting that was told.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='updates_given', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='update',
            name='recommendation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='decisions.recommendation'),
        ),
        migrations.AddField(
            model_name='updateevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.document'),
        ),
        migrations.AddField(
            model_name='updateevent',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The item of the meeting that was told.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem'),
        ),
        migrations.AddField(
            model_name='updateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='updateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.update'),
        ),
        migrations.AddField(
            model_name='updateevent',
            name='recommendation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.recommendation'),
        ),
        migrations.AddField(
            model_name='vote',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='meetings.person'),
        ),
        migrations.AddField(
            model_name='vote',
            name='resolution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='decisions.resolution'),
        ),
        migrations.AddField(
            model_name='voteevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.person'),
        ),
        migrations.AddField(
            model_name='voteevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='voteevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='decisions.vote'),
        ),
        migrations.AddField(
            model_name='voteevent',
            name='resolution',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.resolution'),
        ),
        migrations.AddConstraint(
            model_name='callin',
            constraint=models.CheckConstraint(condition=models.Q(('considered_on__isnull', True), ('considered_on__gte', models.F('requested_on')), _connector='OR'), name='callin_considered_after_it_was_asked_for', violation_error_message='The call-in was considered before it was asked for.'),
        ),
        migrations.AddConstraint(
            model_name='callin',
            constraint=models.CheckConstraint(condition=models.Q(('result', ''), ('outcome__in', ('referred back', 'referred to council')), _connector='OR'), name='callin_result_follows_a_referral', violation_error_message='Only a decision that was referred back or to Council is confirmed, amended or rescinded.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callin',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_callinevent" ("considered_at_id", "considered_on", "grounds", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconsidered_at_id", "requested_by", "requested_on", "resolution_id", "result") SELECT new_values."considered_at_id", new_values."considered_on", new_values."grounds", new_values."id", new_values."outcome", new_values."outcome_note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reconsidered_at_id", new_values."requested_by", new_values."requested_on", new_values."resolution_id", new_values."result" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='24fc82afc0ce456ab50d8872bb1d990af9b9c524', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a7a91', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_callin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callin',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_callinevent" ("considered_at_id", "considered_on", "grounds", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconsidered_at_id", "requested_by", "requested_on", "resolution_id", "result") SELECT new_values."considered_at_id", new_values."considered_on", new_values."grounds", new_values."id", new_values."outcome", new_values."outcome_note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reconsidered_at_id", new_values."requested_by", new_values."requested_on", new_values."resolution_id", new_values."result" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ebc3f3eda7b6b276f760c5a0e709b185fbf1ddca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b1de2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_callin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callin',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_callinevent" ("considered_at_id", "considered_on", "grounds", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconsidered_at_id", "requested_by", "requested_on", "resolution_id", "result") SELECT old_values."considered_at_id", old_values."considered_on", old_values."grounds", old_values."id", old_values."outcome", old_values."outcome_note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reconsidered_at_id", old_values."requested_by", old_values."requested_on", old_values."resolution_id", old_values."result" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a989d7389dab1e5cc4add410746442891557abab', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2fca8', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_callin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callinevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='794c870c9b94e2569bf9453135b205b3b6a21421', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee232', table='decisions_callinevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='closureday',
            constraint=models.UniqueConstraint(fields=('borough', 'date'), name='closureday_once', violation_error_message='This day is on the list already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closureday',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_closuredayevent" ("borough_id", "date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."borough_id", new_values."date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='28dda431012936100516a831d410b97fd78d4901', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_85309', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_closureday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closureday',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_closuredayevent" ("borough_id", "date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."borough_id", new_values."date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='067a5b81e9db29ce48166db671e02688d9380449', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_34a0c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_closureday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closureday',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_closuredayevent" ("borough_id", "date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."borough_id", old_values."date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c3f19867d1948dd00b0b0a1cc07ef9e52a9e49f8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_64087', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_closureday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closuredayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2c0eff5bb7fb24fc4d6d9ef9cb633c3b89056d43', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50cca', table='decisions_closuredayevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='constitution',
            constraint=models.UniqueConstraint(fields=('borough', 'in_force_from'), name='constitution_once_a_day', violation_error_message='This borough has rules from that day already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constitution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_constitutionevent" ("borough_id", "call_in_by", "call_in_closes_at", "call_in_days", "call_in_excludes", "id", "in_force_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_months") SELECT new_values."borough_id", new_values."call_in_by", new_values."call_in_closes_at", new_values."call_in_days", new_values."call_in_excludes", new_values."id", new_values."in_force_from", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."response_months" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d63a3ab3b6982a36b47bf7edcee991c21ecdca9f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8bba5', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_constitution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constitution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_constitutionevent" ("borough_id", "call_in_by", "call_in_closes_at", "call_in_days", "call_in_excludes", "id", "in_force_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_months") SELECT new_values."borough_id", new_values."call_in_by", new_values."call_in_closes_at", new_values."call_in_days", new_values."call_in_excludes", new_values."id", new_values."in_force_from", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."response_months" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4a2c7f938b539242ded9541721bf7c676f967cba', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4c52b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_constitution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constitution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_constitutionevent" ("borough_id", "call_in_by", "call_in_closes_at", "call_in_days", "call_in_excludes", "id", "in_force_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_months") SELECT old_values."borough_id", old_values."call_in_by", old_values."call_in_closes_at", old_values."call_in_days", old_values."call_in_excludes", old_values."id", old_values."in_force_from", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."response_months" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4e72db6822094f61082988346d58605ad879140c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_20c9d', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_constitution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constitutionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ae974ac64570258cb8d890429549e85175128185', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_996fd', table='decisions_constitutionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='dismissedtie',
            constraint=models.UniqueConstraint(fields=('issue', 'item'), name='dismissedtie_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissedtie',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_dismissedtieevent" ("id", "issue_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."issue_id", new_values."item_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b35a1d8ee74f924993617d87f7d2a59937bfe968', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_87652', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_dismissedtie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissedtie',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_dismissedtieevent" ("id", "issue_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."issue_id", new_values."item_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='713d01be807b37ae59cd75b128e93ec1958ede60', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5670', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_dismissedtie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissedtie',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_dismissedtieevent" ("id", "issue_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."issue_id", old_values."item_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d4347b76aedfadaa524cdeae61e59b477624f405', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_16ec7', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_dismissedtie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dismissedtieevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6fd7a8fcc0edf624ef64245b4c88e5bcc200447', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8e7ba', table='decisions_dismissedtieevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='planneddecision',
            index=models.Index(fields=['decide_from'], name='planneddecision_soonest'),
        ),
        migrations.AddConstraint(
            model_name='planneddecision',
            constraint=models.UniqueConstraint(fields=('borough', 'slug'), name='planneddecision_slug_unique_in_borough', violation_error_message='This borough has another entry with this address.'),
        ),
        migrations.AddConstraint(
            model_name='planneddecision',
            constraint=models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('borough', 'reference'), name='planneddecision_reference_unique_in_borough', violation_error_message='This borough has another entry with this reference.'),
        ),
        migrations.AddConstraint(
            model_name='planneddecision',
            constraint=models.CheckConstraint(condition=models.Q(('decide_until__isnull', True), models.Q(('decide_from__isnull', False), ('decide_until__gte', models.F('decide_from'))), _connector='OR'), name='planneddecision_period_in_order', violation_error_message='The period ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='planneddecision',
            constraint=models.CheckConstraint(condition=models.Q(('exception', ''), ('key', True), _connector='OR'), name='planneddecision_only_key_decisions_have_exceptions', violation_error_message='Only a key decision needs 28 days’ notice, or an exception from it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planneddecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_planneddecisionevent" ("borough_id", "committee_id", "consultation", "contact", "decide_from", "decide_until", "documents", "documents_from", "dropped_on", "dropped_reason", "exception", "exception_agreed_by", "exception_reason", "further_documents", "how_to_ask", "id", "issue_id", "key", "key_reason", "maker", "matter", "members", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "private", "private_reason", "published_at", "reference", "slug", "title", "wards") SELECT new_values."borough_id", new_values."committee_id", new_values."consultation", new_values."contact", new_values."decide_from", new_values."decide_until", new_values."documents", new_values."documents_from", new_values."dropped_on", new_values."dropped_reason", new_values."exception", new_values."exception_agreed_by", new_values."exception_reason", new_values."further_documents", new_values."how_to_ask", new_values."id", new_values."issue_id", new_values."key", new_values."key_reason", new_values."maker", new_values."matter", new_values."members", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."private", new_values."private_reason", new_values."published_at", new_values."reference", new_values."slug", new_values."title", new_values."wards" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='569e53d5cabbb9fbdc1fea3246e821ecc59114f8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c8add', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_planneddecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planneddecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_planneddecisionevent" ("borough_id", "committee_id", "consultation", "contact", "decide_from", "decide_until", "documents", "documents_from", "dropped_on", "dropped_reason", "exception", "exception_agreed_by", "exception_reason", "further_documents", "how_to_ask", "id", "issue_id", "key", "key_reason", "maker", "matter", "members", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "private", "private_reason", "published_at", "reference", "slug", "title", "wards") SELECT new_values."borough_id", new_values."committee_id", new_values."consultation", new_values."contact", new_values."decide_from", new_values."decide_until", new_values."documents", new_values."documents_from", new_values."dropped_on", new_values."dropped_reason", new_values."exception", new_values."exception_agreed_by", new_values."exception_reason", new_values."further_documents", new_values."how_to_ask", new_values."id", new_values."issue_id", new_values."key", new_values."key_reason", new_values."maker", new_values."matter", new_values."members", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."private", new_values."private_reason", new_values."published_at", new_values."reference", new_values."slug", new_values."title", new_values."wards" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a871bb147ae1dea11e284b39e5d727eddb5d50de', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e626c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_planneddecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planneddecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_planneddecisionevent" ("borough_id", "committee_id", "consultation", "contact", "decide_from", "decide_until", "documents", "documents_from", "dropped_on", "dropped_reason", "exception", "exception_agreed_by", "exception_reason", "further_documents", "how_to_ask", "id", "issue_id", "key", "key_reason", "maker", "matter", "members", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "private", "private_reason", "published_at", "reference", "slug", "title", "wards") SELECT old_values."borough_id", old_values."committee_id", old_values."consultation", old_values."contact", old_values."decide_from", old_values."decide_until", old_values."documents", old_values."documents_from", old_values."dropped_on", old_values."dropped_reason", old_values."exception", old_values."exception_agreed_by", old_values."exception_reason", old_values."further_documents", old_values."how_to_ask", old_values."id", old_values."issue_id", old_values."key", old_values."key_reason", old_values."maker", old_values."matter", old_values."members", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."private", old_values."private_reason", old_values."published_at", old_values."reference", old_values."slug", old_values."title", old_values."wards" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='65bf123225cde92eb51eb9de15d463307e0d6940', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c3e49', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_planneddecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrecordevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d823d52a6e1a34ff4318a5fe0da72baf60306ef3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b82b2', table='decisions_decisionrecordevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='decisionrecord',
            index=models.Index(fields=['call_in_until'], name='decisionrecord_until'),
        ),
        migrations.AddConstraint(
            model_name='decisionrecord',
            constraint=models.CheckConstraint(condition=models.Q(('urgency_reason', ''), ('call_in', 'urgent'), _connector='OR'), name='decisionrecord_urgency_has_a_reason_only_where_urgent', violation_error_message='A reason for urgency is given only where call-in does not apply for urgency.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrecord',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_decisionrecordevent" ("alternatives", "call_in", "call_in_until", "consultees", "decided_on", "dispensations", "effective_on", "id", "interests", "maker", "notice_id", "officer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reasons", "report_id", "resolution_id", "urgency_reason", "wards") SELECT new_values."alternatives", new_values."call_in", new_values."call_in_until", new_values."consultees", new_values."decided_on", new_values."dispensations", new_values."effective_on", new_values."id", new_values."interests", new_values."maker", new_values."notice_id", new_values."officer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."reasons", new_values."report_id", new_values."resolution_id", new_values."urgency_reason", new_values."wards" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ba5c8fa15c1bf13e380e28f8a2051d6deb841414', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7bd9f', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_decisionrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrecord',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_decisionrecordevent" ("alternatives", "call_in", "call_in_until", "consultees", "decided_on", "dispensations", "effective_on", "id", "interests", "maker", "notice_id", "officer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reasons", "report_id", "resolution_id", "urgency_reason", "wards") SELECT new_values."alternatives", new_values."call_in", new_values."call_in_until", new_values."consultees", new_values."decided_on", new_values."dispensations", new_values."effective_on", new_values."id", new_values."interests", new_values."maker", new_values."notice_id", new_values."officer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_on", new_values."reasons", new_values."report_id", new_values."resolution_id", new_values."urgency_reason", new_values."wards" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='04d9a24a7e5684c9f556e73eff90a597d65e2b3e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_40b65', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_decisionrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrecord',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_decisionrecordevent" ("alternatives", "call_in", "call_in_until", "consultees", "decided_on", "dispensations", "effective_on", "id", "interests", "maker", "notice_id", "officer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reasons", "report_id", "resolution_id", "urgency_reason", "wards") SELECT old_values."alternatives", old_values."call_in", old_values."call_in_until", old_values."consultees", old_values."decided_on", old_values."dispensations", old_values."effective_on", old_values."id", old_values."interests", old_values."maker", old_values."notice_id", old_values."officer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."reasons", old_values."report_id", old_values."resolution_id", old_values."urgency_reason", old_values."wards" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d8752c332e62d1d2cc85cfc3532db781b1784c74', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_719b6', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_decisionrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planneddecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94ceb50b08881a2f3d56bf4014fcc3c8a10b2c48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68d5c', table='decisions_planneddecisionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('progress', 'abandoned'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='update_closing_has_a_reason', violation_error_message='Say why it is closed without being implemented.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='update',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_updateevent" ("date", "document_id", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "recommendation_id") SELECT new_values."date", new_values."document_id", new_values."id", new_values."item_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."progress", new_values."recommendation_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5e61a09783f0ae59a095707b74b34e93190e51d5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_59fca', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_update', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='update',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_updateevent" ("date", "document_id", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "recommendation_id") SELECT new_values."date", new_values."document_id", new_values."id", new_values."item_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."progress", new_values."recommendation_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c024c53fefcbff771662d41287da0054e3a6dfd2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_74f24', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_update', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='update',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_updateevent" ("date", "document_id", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "recommendation_id") SELECT old_values."date", old_values."document_id", old_values."id", old_values."item_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."progress", old_values."recommendation_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a739ba360c5b098edb3562fa3ceae3d807f4c840', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e948c', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_update', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='updateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4b5dd887a83a8bc04861fdaac72c1538cf19b88', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_85626', table='decisions_updateevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('resolution', 'name', 'casting'), name='vote_once_a_member', violation_error_message='This member’s vote is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('casting', False), models.Q(('cast', 'abstained'), _negated=True), _connector='OR'), name='vote_casting_is_for_or_against', violation_error_message='A casting vote is for or against.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_voteevent" ("cast", "casting", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id") SELECT new_values."cast", new_values."casting", new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."resolution_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1b179902fb0f123e075e35d6193b098fabd53f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3bb69', referencing='REFERENCING NEW TABLE AS new_values ', table='decisions_vote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_voteevent" ("cast", "casting", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id") SELECT new_values."cast", new_values."casting", new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."resolution_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a5db21a13b5218ed6a9c5f74fee43d833ea1ca2e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fe7e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='decisions_vote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "decisions_voteevent" ("cast", "casting", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id") SELECT old_values."cast", old_values."casting", old_values."id", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."resolution_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='40b1852c2fa28e9c0efe47865810faf18f16995e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f6d69', referencing='REFERENCING OLD TABLE AS old_values ', table='decisions_vote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voteevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4cb4a485cf55e9a3bc33c35e87cdbbb774bef429', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_57047', table='decisions_voteevent', when='BEFORE')),
        ),
        migrations.RunSQL(NOTES, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='recommendation',
            name='progress_note',
        ),
        migrations.RemoveField(
            model_name='recommendationevent',
            name='progress_note',
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
