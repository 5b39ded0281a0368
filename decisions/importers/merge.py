"""Brings rows in line with a new text: what continues is changed, what is new is made, what is gone is removed.

Nothing is written until `Batch.write`: a whole meeting costs as many statements as one item.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar

from django.db.models import Model

from decisions.importers.tally import Tally

Row = TypeVar("Row", bound=Model)
Values = dict[str, Any]
ROWS_AT_ONCE = 1000
NOT_TOLD = frozenset(
    {"order", "anchor", "ordinal", "slug"}
)  # columns that move with other rows, not with the words


@dataclass
class Batch:
    """Rows to make, change and remove, of any model."""

    made: dict[tuple[int, type[Model]], list[Model]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[type[Model], dict[Any, Model]] = field(default_factory=lambda: defaultdict(dict))
    columns: dict[type[Model], set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: dict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))
    reworded: set[int] = field(default_factory=set)  # ids of changed rows that the tally tells of

    def make(self, row: Model, depth: int = 0) -> None:
        """Have a row made; one that hangs under another new row is made after it, at a greater `depth`."""
        self.made[depth, type(row)].append(row)

    def change(self, row: Model, values: Values) -> bool:
        """Set columns of a row, and say whether any was not so already. A new row is simply completed."""
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different and not row._state.adding:
            self.changed[type(row)][row.pk] = row
            self.columns[type(row)].update(different)
            if not NOT_TOLD.issuperset(different):
                self.reworded.add(id(row))
        return bool(different)

    def remove(self, row: Model) -> None:
        self.gone[type(row)].append(row)

    def tally(self, model: type[Model], rows: int) -> Tally:
        """Return what happens to the rows of a model, of which `rows` are there afterwards."""
        made = sum(len(each) for (_, kind), each in self.made.items() if kind is model)
        changed = sum(id(row) in self.reworded for row in self.changed[model].values())
        return Tally(made, changed, len(self.gone[model]), rows - made - changed)

    def write(self) -> None:
        """Write everything: first what goes, so that what takes its place meets nobody there."""
        for model, rows in self.gone.items():
            model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        for model, kept in self.changed.items():
            names = sorted(self.columns[model])
            if names:
                model._default_manager.bulk_update(kept.values(), names, batch_size=ROWS_AT_ONCE // 2)
        for (_, model), new in sorted(self.made.items(), key=lambda each: each[0][0]):
            model._default_manager.bulk_create(new, batch_size=ROWS_AT_ONCE)


def arranged(before: Sequence[Row], text: Sequence[Row], aside: Iterable[Row]) -> list[Row]:
    """Return the rows of a new text in order, with those it does not hold after what they stood behind.

    `before` is the old order of all rows, those `aside` included.
    """
    kept_aside = {id(row) for row in aside}
    stands = {id(row) for row in text}
    behind: dict[int, list[Row]] = defaultdict(list)
    last = 0  # no row: the very beginning
    for row in before:
        if id(row) in kept_aside:
            behind[last].append(row)
        elif id(row) in stands:
            last = id(row)
    result = list(behind[0])
    for row in text:
        result += [row, *behind[id(row)]]
    return result


def put_in_order(batch: Batch, rows: Sequence[Any]) -> None:
    """Number rows from 1 on, unless they stand in this order already."""
    orders = [row.order for row in rows]
    if any(row._state.adding for row in rows) or any(one >= next_one for one, next_one in pairwise(orders)):
        for order, row in enumerate(rows, 1):
            batch.change(row, {"order": order})


def continue_rows(
    batch: Batch,
    continued: Sequence[Row | None],
    wanted: Sequence[Values],
    make: Callable[[Values], Row],
    depth: int = 0,
) -> list[Row]:
    """Have rows hold `wanted`, in order: those of `continued` where there is one, new ones of `make` elsewhere."""
    rows = []
    for old, values in zip(continued, wanted, strict=True):
        row = old or make(values)
        if old is None:
            batch.make(row, depth)
        else:
            batch.change(row, values)
        rows.append(row)
    return rows
