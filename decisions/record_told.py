"""What the page of a decision tells of its statutory record and its call-in."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from decisions.call_in import Clock
from decisions.models import DecisionRecord, Resolution
from decisions.statutory import REGULATIONS, entries, is_executive
from meetings.outline import hang_limbs


def record_told(resolution: Resolution, now: datetime) -> dict[str, Any]:
    """Return the context of the record's part of a page.

    resolution: as `ResolutionQuerySet.with_record` loads it; now: in the council's own time.
    """
    record = getattr(resolution, "record", None)
    executive = is_executive(resolution.item.meeting, resolution.item)
    clock = clock_of(resolution, record)
    return {
        "decision": record,
        "executive": executive,
        "statutory": list(entries(record, executive)),
        "regulations": REGULATIONS,
        "call_in_told": clock.told(now),
        "call_in_open": clock.is_open(now),
        "may_call_in": (_rules(resolution) or {}).get("by", ""),
    }


def decided_together(resolution: Any, parts: Iterable[Any]) -> list[Any]:
    """Return the whole resolutions of an item, each with its limbs; the resolution itself gets its limbs too."""
    whole = [each for each in hang_limbs(parts) if each.ordinal]
    for each in whole:
        each.item = resolution.item
        if each == resolution:
            resolution.limb_list = each.limb_list
    return whole


def clock_of(resolution: Resolution, record: DecisionRecord | None) -> Clock:
    """Return the call-in clock of a decision."""
    if record is None:
        return Clock("")
    rules = _rules(resolution)
    return Clock(
        record.call_in,
        record.call_in_until,
        time.fromisoformat(rules["closes_at"]) if rules else None,
        record.effective_on,
        bool(resolution.call_ins.all()),
    )


def _rules(resolution: Any) -> dict[str, str] | None:
    """Return what the borough's rules said on the day of publication, where there were any."""
    return resolution.rules  # type: ignore[no-any-return]
