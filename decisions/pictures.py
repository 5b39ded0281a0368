"""Pictures of the register: decisions a month, by what they do."""

from collections.abc import Mapping
from datetime import date

from decisions.models.outcomes import Outcome
from minutes_portal.charts import Column, Columns, Segment, month_labels, months_until

MONTHS = 12
NOTED = "Noted or discussed only"
# A decision may have several outcomes and is counted once: by the first of these kinds that it has one of.
KINDS: dict[str, tuple[str, ...]] = {
    "Rejected or put off": (
        Outcome.REJECTED, Outcome.DEFERRED, Outcome.WITHDRAWN, Outcome.CALL_IN_UPHELD, Outcome.REFERRED_BACK,
        Outcome.NO_FURTHER_ACTION,
    ),
    "Recommended or referred": (
        Outcome.RECOMMENDED, Outcome.REFERRED, Outcome.REFERRED_TO_COUNCIL, Outcome.REQUESTED,
    ),
    "Agreed or approved": (
        Outcome.AGREED, Outcome.APPROVED, Outcome.ENDORSED, Outcome.DELEGATED, Outcome.APPOINTED, Outcome.ESTABLISHED,
        Outcome.REVIEWED, Outcome.CALL_IN_NOT_UPHELD, Outcome.MINUTES_APPROVED, Outcome.MINUTES_CORRECTED,
        Outcome.PUBLIC_EXCLUDED,
    ),
}  # fmt: skip
FROM_THE_GROUND = ("Agreed or approved", "Recommended or referred", "Rejected or put off", NOTED)


def decisions_a_month(counts: Mapping[tuple[date, str], int], last: date) -> Columns:
    """Return the picture of twelve months up to the one of the last day; `counts` are by the first day of a month and kind."""
    months = months_until(last, MONTHS)
    columns = [
        Column(
            label.label,
            [Segment(kind, counts.get((month, kind), 0)) for kind in FROM_THE_GROUND],
            label.note,
            label.full,
        )
        for month, label in zip(months, month_labels(months), strict=True)
    ]
    return Columns("Decisions a month, by what they do", _described(columns), columns, "decisions")


def _described(columns: list[Column]) -> str:
    """Return what the picture shows in a sentence or two, for who cannot see it."""
    total = sum(column.total for column in columns)
    kinds = [
        f"{kind.lower()}: {sum(column.number_of(kind) for column in columns):,}" for kind in FROM_THE_GROUND
    ]
    most = max(columns, key=lambda column: column.total)
    return (
        f"{total:,} decision{'' if total == 1 else 's'} from {columns[0].full} to {columns[-1].full}; "
        f"{', '.join(kinds)}. Most in one month: {most.total:,}, in {most.full}."
    )
