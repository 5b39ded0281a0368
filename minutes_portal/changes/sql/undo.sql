-- Takes away what sql/ has made, but for the journal itself.
DROP TABLE IF EXISTS changes_stale, changes_due, changes_secret CASCADE;
DROP FUNCTION IF EXISTS changes_note, changes_note_emptied, changes_flush CASCADE;
DROP FUNCTION IF EXISTS changes_derive_all, changes_derive, changes_timeline, changes_parts_of_meetings, changes_parts_of_others, changes_moment,
    changes_take_turns, changes_come_due, changes_reference;
