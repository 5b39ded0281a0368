"""What the public may see of the journal: of each unit the state of this moment, or that it is gone."""

from minutes_portal.changes.models import Change
from minutes_portal.database.published import PublishedView

# The clock of the statement: what a transaction has written is of a later moment than its own beginning.
_PRESENT = (
    "{t}.changed_at <= statement_timestamp() AND ({t}.until IS NULL OR {t}.until > statement_timestamp())"
)
PRESENT = _PRESENT.format(t="t")
# An address that leads to something again is not told to be gone.
LIVES_AGAIN = f"""EXISTS (SELECT FROM public.changes_change o WHERE o.path = t.path AND o.kind = t.kind AND o.gone_at IS NULL
    AND o.id <> t.id AND {_PRESENT.format(t="o")})"""

VIEWS = [
    PublishedView(
        Change,
        rows=f"{PRESENT} AND (t.gone_at IS NULL OR NOT {LIVES_AGAIN})",
        columns=(
            "kind", "record_id", "meeting_id", "borough_id", "committee_id", "title", "stage", "came", "first_published_at", "changed_at",
            "gone_at", "reference", "along", "path",
        ),
    ),
]  # fmt: skip
