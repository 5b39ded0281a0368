"""How a change is told to readers: what happened to what, in a few words."""

from django.utils.text import capfirst

from minutes_portal.changes.models import Change

Came, Kind, Stage = Change.Came, Change.Kind, Change.Stage
STAGES = {
    Stage.AGENDA: "Agenda published",
    Stage.DECISIONS: "Decisions published",
    Stage.MINUTES: "Draft minutes published",
    Stage.APPROVED: "Minutes approved",
}
NOUNS = {
    Kind.MEETING: ("meeting", "meetings"),
    Kind.ITEM: ("item", "items"),
    Kind.RESOLUTION: ("decision", "decisions"),
    Kind.RECOMMENDATION: ("recommendation", "recommendations"),
    Kind.ISSUE: ("issue", "issues"),
    Kind.DOCUMENT: ("document", "documents"),
    Kind.NOTICE: ("forward plan notice", "forward plan notices"),
}


def happened(change: Change) -> str:
    """Return what came to pass, as the beginning of a line: “Draft minutes published”, “Decision changed”."""
    kind, stage = Kind(change.kind), Stage(change.stage)
    noun = capfirst(NOUNS[kind][0])
    if change.came == Came.GONE:
        return f"{noun} no longer published"
    if change.came == Came.BACK:
        return f"{noun} published again"
    if change.came == Came.CHANGED:
        return f"{noun} changed"
    if kind == Kind.MEETING:
        return (
            STAGES[stage]
            if stage != Stage.APPROVED or change.came == Came.STAGE
            else "Approved minutes published"
        )
    if change.came == Came.STAGE:
        return f"{noun}: {STAGES[stage].lower()}"
    return f"{noun} published"


def subject(change: Change) -> str:
    """Return what it happened to; of what is gone only where it was."""
    if change.title:
        return change.title
    if change.committee:
        return f"Of the {change.committee.name}, {change.committee.borough.name}"
    return f"Of {change.borough.name}" if change.borough else "Of a council that published here"


def in_numbers(numbers: dict[str, int]) -> str:
    """Return numbers of units by kind as words: “12 items, 1 decision”, in the order of their kinds."""
    return ", ".join(
        f"{numbers[kind]:,} {NOUNS[kind][0 if numbers[kind] == 1 else 1]}"
        for kind in NOUNS
        if numbers.get(kind)
    )
