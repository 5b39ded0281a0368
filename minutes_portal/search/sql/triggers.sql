-- The tables and triggers behind sql/following.sql: made once.

-- Results touched by a transaction that still runs; and that it has some. No row ever outlives its transaction, so
-- nothing is lost with a crash.
CREATE UNLOGGED TABLE search_stale (transaction xid8 NOT NULL DEFAULT pg_current_xact_id(), result_id bigint NOT NULL);
CREATE INDEX search_stale_of_transaction ON search_stale (transaction);
CREATE UNLOGGED TABLE search_due (transaction xid8 PRIMARY KEY DEFAULT pg_current_xact_id());
-- Results that changed while rebuild_search fills the next table.
CREATE TABLE search_changed (result_id bigint NOT NULL);

CREATE CONSTRAINT TRIGGER search_index_follows AFTER INSERT ON search_due DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION search_flush();

-- The tables of the record that the index shows something of.
DO $$
DECLARE
    of_meetings text := 'SELECT i.id FROM changed JOIN public.meetings_agendaitem i ON i.meeting_id = %1$s UNION SELECT -d.id FROM changed JOIN public.meetings_document d ON d.meeting_id = %1$s AND d.item_id IS NULL';
    of_items text := 'SELECT item_id FROM changed';
    followed text[];
BEGIN
    FOREACH followed SLICE 1 IN ARRAY ARRAY[
        ['meetings_committee', 'id, borough_id, kind',
            'SELECT i.id FROM changed JOIN public.meetings_meeting m ON m.committee_id = changed.id JOIN public.meetings_agendaitem i ON i.meeting_id = m.id UNION SELECT -d.id FROM changed JOIN public.meetings_meeting m ON m.committee_id = changed.id JOIN public.meetings_document d ON d.meeting_id = m.id AND d.item_id IS NULL'],
        ['meetings_meeting', 'id, committee_id, date, agenda_published_at, decisions_published_at, minutes_published_at, withdrawn_at', format(of_meetings, 'changed.id')],
        ['meetings_attendance', 'meeting_id, person_id, presence', 'SELECT i.id FROM changed JOIN public.meetings_agendaitem i ON i.meeting_id = changed.meeting_id'],
        ['meetings_agendaitem', 'id, meeting_id, number, minute_number, title, purpose, procedural, report_reference, forward_plan_reference, wards, particulars, exempt, withdrawn_at', 'SELECT id FROM changed'],
        ['meetings_agendaitem_topics', 'agendaitem_id, topic_id', 'SELECT agendaitem_id FROM changed'],
        ['meetings_minutepoint', 'id, item_id, "order", anchor, level, kind, text, exempt', of_items],
        ['meetings_interest', 'item_id, person_id', of_items],
        ['decisions_resolution', 'id, item_id, parent_id, "order", ordinal, cue, wording, notice_wording, outcomes, mover, seconder, moved_by_id, seconded_by_id, addressee, forwarded_to, exempt', of_items],
        ['meetings_document', 'id, meeting_id, item_id, title, kind, exempt, withdrawn_at', 'SELECT coalesce(item_id, -id) FROM changed'],
        ['meetings_documentpage', 'document_id, number, text', 'SELECT coalesce(d.item_id, -d.id) FROM changed JOIN public.meetings_document d ON d.id = changed.document_id'],
        ['meetings_topic', 'id, name', 'SELECT l.agendaitem_id FROM changed JOIN public.meetings_agendaitem_topics l ON l.topic_id = changed.id'],
        ['meetings_person', 'id, name, kind, listed',
            'SELECT n.item_id FROM changed JOIN public.meetings_interest n ON n.person_id = changed.id UNION SELECT r.item_id FROM changed JOIN public.decisions_resolution r ON r.moved_by_id = changed.id UNION SELECT r.item_id FROM changed JOIN public.decisions_resolution r ON r.seconded_by_id = changed.id UNION SELECT i.id FROM changed JOIN public.meetings_attendance a ON a.person_id = changed.id JOIN public.meetings_meeting m ON m.id = a.meeting_id JOIN public.meetings_committee c ON c.id = m.committee_id AND c.kind = ''individual'' JOIN public.meetings_agendaitem i ON i.meeting_id = m.id']
    ] LOOP
        EXECUTE format('CREATE TRIGGER search_notes_new AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER search_notes_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER search_notes_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_note(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER search_notes_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION search_note_emptied()', followed[1]);
    END LOOP;
END $$;
