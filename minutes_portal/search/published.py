"""What the public may see of the search index: what it holds is public, from its moment on and until its moment."""

from minutes_portal.database.published import PublishedView
from minutes_portal.search.models import CommonWord, ItemTerms, Passage

VISIBLE = "t.visible_from <= now() AND (t.visible_until IS NULL OR t.visible_until > now())"

VIEWS = [
    PublishedView(
        Passage,
        rows=VISIBLE,
        columns=(
            "result_id", "item_id", "meeting_id", "borough_id", "committee_id", "date", "topic_ids", "person_ids", "outcomes",
            "procedural", "kind", "position", "anchor", "parts", "document_id", "page", "sample", "tsv",
        ),
        shown={"digest": "md5('')"},
    ),
    PublishedView(ItemTerms, rows=VISIBLE, columns=("item_id", "borough_id", "date", "decided", "terms")),
    PublishedView(CommonWord, columns=("lexeme",)),
]  # fmt: skip
