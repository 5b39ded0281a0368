"""Gold texts: minutes with the structure that an officer reads in them, as pairs of files NAME.txt and NAME.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE_KINDS = ("agenda item", "whole meeting", "issue history", "decision", "several meetings")

LIMB_KEYS: Mapping[str, Any] = {
    "number": None,
    "text": None,
    "outcomes": None,
    "votes": None,
    "limbs": "limbs",
}
# What may be expected at each place; a key with a mapping holds a list of such parts, "limbs" holds limbs again.
PAGE_KEYS: Mapping[str, Any] = {
    "page_kind": None,
    "furniture": None,
    "unplaced": None,
    "items": {
        "number": None,
        "minute_number": None,
        "title": None,
        "meeting": None,
        "purpose": None,
        "interests": None,
        "procedural": None,
        "fields": None,
        "points": {"number": None, "text": None, "level": None, "kind": None},
        "resolutions": {
            "number": None,
            "cue": None,
            "text": None,
            "notice_wording": None,
            "outcomes": None,
            "addressee": None,
            "forwarded_to": None,
            "report_back": None,
            "moved_by": None,
            "seconded_by": None,
            "votes": None,
            "limbs": "limbs",
        },
        "actions": {"text": None, "owner": None, "what": None, "when": None},
        "documents": {"title": None, "kind": None, "size": None},
    },
}
DEEPEST_LIMBS = 8


class UnusableGoldText(Exception):
    """A pair of files that cannot be judged; its words name the file and say what to change."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text as it was stored, byte for byte, and the structure expected of it, of which only the keys present count."""

    name: str
    raw: bytes
    expected: Mapping[str, Any]

    @property
    def page_kind(self) -> str:
        """What kind of page this is, one of `PAGE_KINDS`."""
        return str(self.expected["page_kind"])


def read_gold_texts(directory: Path) -> list[GoldText]:
    """Every pair of the directory, by name. Raises `UnusableGoldText` for the first pair that cannot be judged."""
    if not directory.is_dir():
        raise UnusableGoldText(f"{directory}: there is no such directory of gold texts.")
    texts = {path.stem: path for path in sorted(directory.glob("*.txt"))}
    expectations = {path.stem: path for path in sorted(directory.glob("*.json"))}
    for name, path in texts.items():
        if name not in expectations:
            raise UnusableGoldText(f"{path}: its expected structure is missing; write {name}.json beside it.")
    for name, path in expectations.items():
        if name not in texts:
            raise UnusableGoldText(f"{path}: its text is missing; write {name}.txt beside it.")
    if not texts:
        raise UnusableGoldText(f"{directory}: it holds no pairs of NAME.txt and NAME.json.")
    return [GoldText(name, path.read_bytes(), _expected(expectations[name])) for name, path in texts.items()]


def _expected(path: Path) -> Mapping[str, Any]:
    try:
        expected = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise UnusableGoldText(f"{path}: it is not UTF-8 text; save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise UnusableGoldText(
            f"{path}, line {error.lineno}: this is not valid JSON ({error.msg})."
        ) from error
    for complaint in _complaints(expected, PAGE_KEYS, "the page", 0):
        raise UnusableGoldText(f"{path}: {complaint}")
    if expected.get("page_kind") not in PAGE_KINDS:
        raise UnusableGoldText(f"{path}: “page_kind” must be one of: {', '.join(PAGE_KINDS)}.")
    if "items" not in expected:
        raise UnusableGoldText(f"{path}: “items” is missing; list what is expected of each item.")
    return expected  # type: ignore[no-any-return]


def _complaints(part: object, keys: Mapping[str, Any], where: str, depth: int) -> Iterator[str]:
    """What is wrong with the shape of an expectation: a part that is no object, a key that is not judged."""
    if not isinstance(part, dict):
        yield f"{where} must be an object in curly brackets."
        return
    for key, value in part.items():
        if key not in keys:
            yield f"“{key}” in {where} is not judged; the keys are: {', '.join(keys)}."
            return
        below = LIMB_KEYS if keys[key] == "limbs" else keys[key]
        if below is None:
            continue
        if not isinstance(value, list) or depth > DEEPEST_LIMBS:
            yield f"“{key}” in {where} must be a list in square brackets."
            return
        for at, each in enumerate(value, 1):
            yield from _complaints(each, below, f"{where}, {key} {at}", depth + 1)
