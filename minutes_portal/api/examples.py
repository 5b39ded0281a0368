"""Examples of every answer: those that the API gives of a small invented record (tests/api/test_examples.py keeps them true)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("examples.json")
BASE = "https://minutes.example"


@cache
def _examples() -> dict[str, Any]:
    examples: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return examples


def example(name: str) -> Any:
    """Return the example of this name: that of a kind of object, of an address of no one kind, or of a problem."""
    return _examples()[name]


def page_example(name: str, list_path: str) -> dict[str, Any]:
    """Return the page of a list that has the example of its kind on it, and goes on."""
    following = f"{BASE}/api/v1/{list_path}?cursor=pQ7vZk3T9w"
    return {"data": [example(name)], "links": {"next": following}}
