-- Takes away what sql/ has made, but for the index itself.
DROP TABLE IF EXISTS search_stale, search_due, search_changed, search_commonword CASCADE;
DROP FUNCTION IF EXISTS search_flush, search_note, search_note_emptied CASCADE;
DROP FUNCTION IF EXISTS search_terms, search_derive_terms, search_derive, search_derived, search_tune, search_with_pairs, search_vector, search_source, search_frame, search_names, search_exactly, search_references, search_words,
    search_folded, search_unaccented;
