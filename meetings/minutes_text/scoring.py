"""How well the parser reads: its output judged against gold texts, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .as_json import page_to_json
from .decoding import decode_page
from .gold_texts import GoldText
from .parsing import parse_page
from .printing import print_plainly
from .record import Page

# Key of the contract: the rule that it is judged under.
RULES_OF_ITEMS = {
    "number": "item numbers",
    "minute_number": "item numbers",
    "title": "titles",
    "meeting": "meeting",
    "purpose": "purpose",
    "procedural": "procedural",
    "interests": "interests",
}
RULES_OF_POINTS = {"text": "points", "number": "points", "level": "levels", "kind": "kinds"}
RULES_OF_RESOLUTIONS = {
    "text": "resolution texts",
    "number": "resolution texts",
    "notice_wording": "resolution texts",
    "cue": "cues",
    "outcomes": "outcomes",
    "moved_by": "movers",
    "seconded_by": "movers",
    "votes": "votes",
    "addressee": "addressees",
    "forwarded_to": "addressees",
    "report_back": "addressees",
}
RULES_OF_LIMBS = {"text": "limbs", "number": "limbs", "outcomes": "outcomes", "votes": "votes"}
RULES_OF_ACTIONS = dict.fromkeys(("text", "owner", "what", "when"), "actions")
RULES_OF_DOCUMENTS = dict.fromkeys(("title", "kind", "size"), "documents")
RULES = (
    "items",
    *dict.fromkeys(RULES_OF_ITEMS.values()),
    *dict.fromkeys(RULES_OF_POINTS.values()),
    *dict.fromkeys(RULES_OF_RESOLUTIONS.values()),
    "limbs",
    "actions",
    "documents",
    "fields",
    "furniture/unplaced",
    "words kept",
    "stable",
)
# What these hold stands elsewhere in the output or nowhere in the text: it proves no word kept.
COPIED_KEYS = frozenset(
    ["actions", "addressee", "forwarded_to", "kind", "meeting", "moved_by", "outcomes", "seconded_by"]
)
# In an expected text this stands for any words: "The panel heard … in spring."
ANY_WORDS = "…"
DIFFERENCES_SHOWN = 6
LONGEST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Check:
    """One thing judged: under which rule, where in the page, what was expected and what the parser gave."""

    rule: str
    where: str
    expected: object
    got: object
    is_right: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that was judged of one gold text."""

    name: str
    checks: tuple[Check, ...]

    @property
    def wrong(self) -> tuple[Check, ...]:
        """The checks that the parser's output does not meet."""
        return tuple(check for check in self.checks if not check.is_right)


def judge(gold: GoldText) -> Judgement:
    """Parse a gold text and judge the output. Raises `UnreadableText` where the text itself is refused."""
    text = decode_page(gold.raw).text
    page = parse_page(text)
    checks = [*judge_structure(gold.expected, page_to_json(page)), words_kept(text, page), stable(page)]
    return Judgement(gold.name, tuple(checks))


def judge_structure(expected: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[Check]:
    """Compare the expected keys of a page with the parser's JSON; keys that are not expected are not judged."""
    for want, have, where in _pairs(expected["items"], got["items"], "item", "title"):
        yield _presence("items", where, want, have, "title")
        if want is not None and have is not None:
            yield from _judge_item(want, have, where)
    for line in expected.get("furniture", ()):
        held = any(_matches(line, each) for each in got["furniture"])
        yield Check("furniture/unplaced", "furniture", line, "not among the furniture", held)
    if "unplaced" in expected:
        yield _check("furniture/unplaced", "unplaced", expected["unplaced"], got["unplaced"])


def _judge_item(want: Mapping[str, Any], have: Mapping[str, Any], where: str) -> Iterator[Check]:
    yield from _values(want, have, RULES_OF_ITEMS, where)
    for label, value in want.get("fields", {}).items():
        yield _check("fields", f"{where}, field {label}", value, have["fields"].get(label))
    yield from _parts(want, have, "points", "points", RULES_OF_POINTS, where)
    yield from _parts(want, have, "resolutions", "resolution texts", RULES_OF_RESOLUTIONS, where)
    yield from _parts(want, have, "actions", "actions", RULES_OF_ACTIONS, where)
    yield from _parts(want, have, "documents", "documents", RULES_OF_DOCUMENTS, where, "title")


def _parts(
    want: Mapping[str, Any],
    have: Mapping[str, Any],
    key: str,
    rule: str,
    rules: Mapping[str, str],
    where: str,
    name: str = "text",
) -> Iterator[Check]:
    """Judge a list of parts (points, resolutions, limbs …) and what hangs below each of them."""
    if key not in want:
        return
    for expected, got, part in _pairs(want[key], have[key], key.removesuffix("s"), name):
        place = f"{where}, {part}"
        yield _presence(rule, place, expected, got, name)
        if expected is not None and got is not None:
            yield from _values(expected, got, rules, place)
            yield from _parts(expected, got, "limbs", "limbs", RULES_OF_LIMBS, place)


def _values(
    want: Mapping[str, Any], have: Mapping[str, Any], rules: Mapping[str, str], where: str
) -> Iterator[Check]:
    for key, rule in rules.items():
        if key not in want:
            continue
        expected, got = want[key], have.get(key)
        if key == "outcomes":  # a set: its order tells nothing
            expected, got = sorted(expected), sorted(got or ())
        yield _check(rule, f"{where}, {key}", expected, got)


def _presence(rule: str, where: str, want: Mapping[str, Any] | None, have: Any, name: str) -> Check:
    """The check that a part which was expected is there, and that no other part is."""
    expected = "nothing" if want is None else want.get(name) or "a part"
    got = "nothing" if have is None else have.get(name) or "a part"
    return Check(rule, where, expected, got, want is not None and have is not None)


def _check(rule: str, where: str, expected: object, got: object) -> Check:
    return Check(rule, where, expected, got, _matches(expected, got))


def _matches(expected: object, got: object) -> bool:
    if isinstance(expected, str) and isinstance(got, str) and ANY_WORDS in expected:
        return _matches_around(expected.split(ANY_WORDS), got)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(_matches, expected, got))
    return expected == got


def _matches_around(pieces: Sequence[str], got: str) -> bool:
    """Whether the text starts with the first piece, ends with the last and holds the others between in order."""
    first, *middle, last = (piece.strip() for piece in pieces)
    if len(got) < len(first) + len(last) or not (got.startswith(first) and got.endswith(last)):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in middle:
        found = got.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


Pair = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None, str]


def _pairs(
    expected: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]], what: str, name: str
) -> Iterator[Pair]:
    """Each expected part with the part it is judged against, then the parts that nobody expected.

    As many as expected: one after the other. Otherwise each goes with the next one of the same text, title or number.
    """
    if len(expected) == len(got):
        for at, (want, have) in enumerate(zip(expected, got, strict=True), 1):
            yield want, have, f"{what} {at}"
        return
    unused = dict(enumerate(got))
    for at, want in enumerate(expected, 1):
        partner = next((each for each, have in unused.items() if _same_part(want, have, name)), None)
        yield want, None if partner is None else unused.pop(partner), f"{what} {at}"
    for at, have in unused.items():
        yield None, have, f"{what} {at + 1} of the output"


def _same_part(want: Mapping[str, Any], have: Mapping[str, Any], name: str) -> bool:
    key = name if name in want else next((key for key in ("number", "minute_number") if key in want), name)
    return _matches(want.get(key), have.get(key))


def words_kept(text: str, page: Page) -> Check:
    """The check that every word of the text stands in the output, as often as it was printed.

    Suggestions, which only copy words of the text, and the account of the repairs do not count.
    """
    output = page_to_json(page)
    held = Counter(_words([output["items"], output["furniture"], output["unplaced"]]))
    missing = sorted((Counter(text.replace("\u00ad", "").split()) - held).elements())
    return Check("words kept", "the page", [], missing, not missing)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, Mapping):
        copies = COPIED_KEYS | ({"number"} if "mark" in value else set())
        yield from _words([each for key, each in value.items() if key not in copies])
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def stable(page: Page) -> Check:
    """The check that the page, printed as plain minutes, reads back as the same record.

    `print_page` always reads back, in its exact form where the plain one does not; officers edit plain minutes, so
    only these count here.
    """
    is_same = parse_page(print_plainly(page.items)).items == page.items
    return Check("stable", "the page", "the same record", "another record", is_same)


def report(judgements: Sequence[Judgement]) -> Iterator[str]:
    """The lines of the report: right and wrong for each rule, each text in turn, the share entirely right."""
    right, wrong = _tally(judgements, True), _tally(judgements, False)
    width = max(map(len, RULES))
    yield f"{'rule':<{width}}  right  wrong"
    for rule in RULES:
        yield f"{rule:<{width}}  {right[rule]:>5}  {wrong[rule]:>5}"
    yield ""
    for judgement in judgements:
        yield from _report_text(judgement)
    done = sum(not judgement.wrong for judgement in judgements)
    share = 100 * done / len(judgements) if judgements else 0
    yield ""
    yield f"{done} of {len(judgements)} texts entirely right ({share:.0f} %)"


def _tally(judgements: Iterable[Judgement], right: bool) -> Counter[str]:
    return Counter(check.rule for each in judgements for check in each.checks if check.is_right is right)


def _report_text(judgement: Judgement) -> Iterator[str]:
    if not judgement.wrong:
        yield f"{judgement.name}: entirely right"
        return
    yield f"{judgement.name}: {len(judgement.wrong)} wrong of {len(judgement.checks)}"
    for check in judgement.wrong[:DIFFERENCES_SHOWN]:
        yield f"  {check.rule}, {check.where}"
        yield f"    expected: {_shown(check.expected)}"
        yield f"    got:      {_shown(check.got)}"
    if len(judgement.wrong) > DIFFERENCES_SHOWN:
        yield f"  and {len(judgement.wrong) - DIFFERENCES_SHOWN} more"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"
