-- Takes away what sql/ has made, but for the index itself.
DROP TABLE search_stale, search_due, search_changed CASCADE;
DROP FUNCTION search_flush, search_note, search_note_emptied CASCADE;
DROP FUNCTION search_derive, search_derived, search_tune, search_vector, search_source, search_exactly, search_references, search_words,
    search_folded, search_unaccented;
