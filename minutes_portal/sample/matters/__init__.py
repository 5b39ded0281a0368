"""The subjects that the sample's committees discuss, read from the text files beside this module.

A file holds several matters. `== key` opens one; then come labels (`title:`, `purpose:`, `topics:` …), and lines
that start with `>` for a statement, `-` for a fact fit for a bullet, `?` for a question with its answer after `>>`
(`>> =` where somebody else than the officer answers),
and `!` for what may be resolved: `! noted: the progress made` or `! recommended cabinet: publish the plan`, where
` // ` parts the limbs of a limb. `{…}` is explained in `minutes_portal.sample.language`.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SIGNS = {">": "says", "-": "facts", "?": "asks", "!": "resolves"}
LABELS = {
    "title": "titles",
    "purpose": "purposes",
    "reason": "reasons",
    "option": "options",
    "summary": "summaries",
    "why": "grounds",
}


class MatterError(ValueError):
    """A line of a matters file that is not understood."""


@dataclass
class Matter:
    """One subject, and what is said about it."""

    key: str
    topics: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)  # the boroughs that it suits; all, if empty
    officer: str = "chief"
    bodies: list[str] = field(default_factory=lambda: ["scrutiny", "executive", "individual"])
    service: str = "the service"
    titles: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)  # what the public is told of an exempt item
    grounds: list[str] = field(default_factory=list)  # why it is exempt
    paragraph: int = 3  # of Schedule 12A, if it is exempt
    says: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    resolves: list[str] = field(default_factory=list)


def _read_line(matter: Matter, line: str) -> None:
    sign, _, text = line.partition(" ")
    if sign in SIGNS:
        getattr(matter, SIGNS[sign]).append(text)
        return
    label, _, value = line.partition(": ")
    if label in LABELS:
        getattr(matter, LABELS[label]).append(value)
    elif label in ("topics", "bodies", "places"):
        setattr(matter, label, value.split())
    elif label in ("officer", "service"):
        setattr(matter, label, value)
    elif label == "paragraph":
        matter.paragraph = int(value)
    else:
        raise ValueError(f"not understood: {line[:60]}")


def read_matters(path: Path) -> list[Matter]:
    """Return the matters of one file. Raises `MatterError`, naming file and line."""
    matters: list[Matter] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("== "):
                matters.append(Matter(key=line[3:].strip()))
            else:
                _read_line(matters[-1], line.strip())
        except (ValueError, IndexError) as error:
            raise MatterError(f"{path.name}, line {number}: {error}") from error
    return matters


@cache
def all_matters() -> dict[str, Matter]:
    """Return every matter by its key, in the order of the files' names."""
    paths = sorted(Path(__file__).parent.glob("*.txt"))
    return {matter.key: matter for path in paths for matter in read_matters(path)}
