"""Brings the rows under one parent in line with a new text, keeping every row whose text is still there."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from decisions.importers.tally import Tally

Row = TypeVar("Row", bound=Model)
Values = dict[str, Any]


def pair_up(rows: Sequence[Row], wanted: Sequence[Values], text: str) -> list[Row | None]:
    """Return for each of the wanted values the row it continues, or None where it is new.

    First rows that are the same in every wanted value, then those with the same words, then those with the same
    printed number, then the row that followed the same neighbour: each used once, in time linear in their number.
    `text` names the column that holds the words.
    """
    if not wanted:
        return []
    chosen: list[Row | None] = [None] * len(wanted)
    names = list(wanted[0])
    left = dict.fromkeys(range(len(rows)))
    taken: dict[int, int] = {}  # from place among the wanted to place among the rows
    for key in (
        lambda values: tuple(values.items()),
        lambda values: values[text],
        lambda values: values["number"],
    ):
        waiting: dict[Any, deque[int]] = defaultdict(deque)
        for place in left:
            waiting[key({name: getattr(rows[place], name) for name in names})].append(place)
        for index, values in enumerate(wanted):
            if index not in taken and key(values) and waiting[key(values)]:
                taken[index] = waiting[key(values)].popleft()
                del left[taken[index]]
    for index in range(len(wanted)):
        follower = taken.get(index - 1, -1) + 1
        if index not in taken and follower in left and (index == 0 or index - 1 in taken):
            taken[index] = follower
            del left[follower]
    for index, place in taken.items():
        chosen[index] = rows[place]
    return chosen


def merge(
    model: type[Row],
    rows: Sequence[Row],
    wanted: Sequence[Values],
    text: str,
    common: Callable[[int], Values],
    suggested: Callable[[int], Values] = lambda index: {},
    prepare: Callable[[list[Row]], None] = lambda kept: None,
) -> tuple[list[Row], Tally]:
    """Make, change and remove rows of `model` so that they hold `wanted`, in order.

    `common` gives the columns that place the wanted row number n (its parent, its order); `suggested` those that are
    set only when the words are new, so that what an officer has settled stays. `prepare` sees all rows before they
    are saved, to give addresses. Returns the rows in order, and the tally.
    """
    chosen = pair_up(rows, wanted, text)
    kept: list[Row] = []
    made: list[Row] = []
    changed: list[Row] = []
    for index, (found, values) in enumerate(zip(chosen, wanted, strict=True)):
        placed = values | common(index)
        row = found
        if row is None:
            row = model(**placed, **suggested(index))
            made.append(row)
        elif any(getattr(row, name) != value for name, value in placed.items()):
            if getattr(row, text) != values[text]:
                placed |= suggested(index)
            for name, value in placed.items():
                setattr(row, name, value)
            changed.append(row)
        kept.append(row)
    surviving = {id(row) for row in kept}
    gone = [row.pk for row in rows if id(row) not in surviving]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    prepare(kept)
    model._default_manager.bulk_create(made, batch_size=1000)
    if changed:
        names = [f.name for f in model._meta.local_concrete_fields if not f.primary_key and not f.generated]
        model._default_manager.bulk_update(changed, names, batch_size=500)
    tally = Tally(len(made), len(changed), len(gone), len(kept) - len(made) - len(changed))
    return kept, tally
