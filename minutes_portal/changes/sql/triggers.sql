-- The triggers behind sql/following.sql: made once.

CREATE CONSTRAINT TRIGGER changes_journal_follows AFTER INSERT ON changes_due DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION changes_flush();

-- The tables of the record, with the columns that readers see something of, and which meetings, issues and notices they touch.
DO $$
DECLARE
    exemption text := 'exempt, exempt_regime, exempt_part, exempt_paragraphs, exempt_reason, public_summary';
    of_item text := 'SELECT ''meeting'', i.meeting_id FROM changed JOIN public.meetings_agendaitem i ON i.id = changed.item_id';
    of_resolution text := 'SELECT ''meeting'', i.meeting_id FROM changed JOIN public.decisions_resolution r ON r.id = changed.resolution_id JOIN public.meetings_agendaitem i ON i.id = r.item_id';
    of_recommendation text := 'SELECT ''meeting'', i.meeting_id FROM changed JOIN public.decisions_recommendation x ON x.id = changed.recommendation_id JOIN public.decisions_resolution r ON r.id = x.resolution_id JOIN public.meetings_agendaitem i ON i.id = r.item_id';
    followed text[];
BEGIN
    FOREACH followed SLICE 1 IN ARRAY ARRAY[
        ['meetings_borough', 'id, slug', 'SELECT ''meeting'', m.id FROM changed JOIN public.meetings_committee c ON c.borough_id = changed.id JOIN public.meetings_meeting m ON m.committee_id = c.id UNION SELECT ''notice'', p.id FROM changed JOIN public.decisions_planneddecision p ON p.borough_id = changed.id'],
        ['meetings_committee', 'id, borough_id, slug, name', 'SELECT ''meeting'', m.id FROM changed JOIN public.meetings_meeting m ON m.committee_id = changed.id'],
        ['meetings_meeting', 'id, committee_id, date, start_time, sitting, venue, status, status_note, webcast_url, agenda_published_at, decisions_published_at, minutes_published_at, approved_at, approval_note, withdrawn_at', 'SELECT ''meeting'', id FROM changed'],
        ['meetings_attendance', 'meeting_id, person_id, capacity, presence, note', 'SELECT ''meeting'', meeting_id FROM changed'],
        ['meetings_agendaitem', 'id, meeting_id, "order", number, slug, minute_number, title, purpose, procedural, report_reference, forward_plan_reference, key_decision, wards, particulars, withdrawn_at, ' || exemption, 'SELECT ''meeting'', meeting_id FROM changed'],
        ['meetings_agendaitem_topics', 'agendaitem_id AS item_id, topic_id', of_item],
        ['meetings_minutepoint', 'item_id, "order", anchor, number, mark, level, kind, text, ' || exemption, of_item],
        ['meetings_action', 'item_id, point_id, "order", owner, what, "when", due_on, done_on', of_item],
        ['meetings_interest', 'item_id, person_id, kind, nature, left_the_meeting', of_item],
        ['meetings_person', 'id, kind, listed', 'SELECT ''meeting'', i.meeting_id FROM changed JOIN public.meetings_interest n ON n.person_id = changed.id JOIN public.meetings_agendaitem i ON i.id = n.item_id'],
        ['meetings_document', 'id, meeting_id, item_id, "order", title, slug, kind, file, url, checksum, withdrawn_at, ' || exemption, 'SELECT ''meeting'', meeting_id FROM changed'],
        ['meetings_correction', 'meeting_id, item_id, made_at, reason', 'SELECT ''meeting'', meeting_id FROM changed'],
        ['decisions_resolution', 'id, item_id, parent_id, "order", ordinal, number, mark, cue, wording, notice_wording, outcomes, mover, seconder, votes_for, votes_against, votes_abstain, addressee, forwarded_to, report_back, due_date, ' || exemption, of_item],
        ['decisions_decisionrecord', 'resolution_id, decided_on, maker, reasons, alternatives, interests, dispensations, consultees, wards, officer, published_on, call_in, urgency_reason, effective_on', of_resolution],
        ['decisions_callin', 'resolution_id, requested_on, requested_by, grounds, outcome, outcome_note, considered_on, result', of_resolution],
        ['decisions_vote', 'resolution_id, name, "cast", casting', of_resolution],
        ['decisions_recommendation', 'id, resolution_id, ordinal, addressee, sent_to, sent_on, due_on, due_by, progress', of_resolution],
        ['decisions_response', 'recommendation_id, date, responder, verdict, reason', of_recommendation],
        ['decisions_update', 'recommendation_id, date, progress, note', of_recommendation],
        ['decisions_issue', 'id, borough_id, title, slug, summary, forward_plan_reference', 'SELECT ''issue'', id FROM changed'],
        ['decisions_issue_items', 'issue_id, agendaitem_id AS item_id', 'SELECT ''issue'', issue_id FROM changed UNION ' || of_item],
        ['decisions_planneddecision', 'id, borough_id, reference, slug, title, matter, key, key_reason, committee_id, maker, members, decide_from, decide_until, documents, documents_from, further_documents, how_to_ask, private, private_reason, wards, consultation, contact, exception, exception_reason, exception_agreed_by, published_at, dropped_on, dropped_reason', 'SELECT ''notice'', id FROM changed']
    ] LOOP
        EXECUTE format('CREATE TRIGGER changes_notes_new AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION changes_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER changes_notes_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION changes_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER changes_notes_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION changes_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER changes_notes_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION changes_note_emptied()', followed[1]);
    END LOOP;
END $$;
