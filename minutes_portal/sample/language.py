"""Turns a sentence pattern into a sentence: picks wordings, draws figures, fills in names."""

import random
import re

_SLOT = re.compile(r"\{([^{}]*)\}")
_FIGURE = re.compile(r"(?:(?P<name>[a-z]+\d?):)?(?P<low>[\d,]+(?:\.\d+)?)\.\.(?P<high>[\d,]+(?:\.\d+)?)")


def fill(pattern: str, names: dict[str, str], rng: random.Random) -> str:
    """Return `pattern` with its slots filled, innermost first.

    `{a|b}` picks one wording, `{12..18}`, `{1.2..3.4}` and `{1,200..4,800}` draw a figure in that shape,
    `{n:12..18}` draws one and keeps it in `names` for a later `{n}`, and `{place}` is looked up there.
    Raises `KeyError` for a name that nobody gave.
    """

    def fill_slot(match: re.Match[str]) -> str:
        slot: str = match[1]
        if "|" in slot:
            return rng.choice(slot.split("|"))
        if figure := _FIGURE.fullmatch(slot):
            drawn = _draw(figure["low"], figure["high"], rng)
            if figure["name"]:
                names[figure["name"]] = drawn
            return drawn
        return names[slot]

    while _SLOT.search(pattern):
        pattern = _SLOT.sub(fill_slot, pattern)
    return pattern


def _draw(low: str, high: str, rng: random.Random) -> str:
    """Return a figure between two, written as they are: with their decimals or their thousands comma."""
    if "." in low:
        places = len(low.rpartition(".")[2])
        return f"{rng.uniform(float(low), float(high)):.{places}f}"
    first, last = int(low.replace(",", "")), int(high.replace(",", ""))
    drawn = rng.randint(first, last)
    if "," in high:
        drawn = max(first, drawn // 10 * 10)
    return f"{drawn:,}" if "," in high else str(drawn)


def sentence(text: str) -> str:
    """Return `text` with a capital at the start and a full stop at the end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", ":", ".”", ".’")) else ".")


_MAY_BE_LOWERED = frozenset(
    [
        "A",
        "About",
        "After",
        "Against",
        "All",
        "Although",
        "An",
        "Around",
        "As",
        "At",
        "Because",
        "Before",
        "Between",
        "Both",
        "By",
        "Demand",
        "Despite",
        "During",
        "Each",
        "Every",
        "Few",
        "Fewer",
        "For",
        "From",
        "Given",
        "Half",
        "If",
        "In",
        "Income",
        "It",
        "Its",
        "Last",
        "Members",
        "Most",
        "More",
        "Nearly",
        "No",
        "Of",
        "On",
        "Once",
        "One",
        "Only",
        "Other",
        "Our",
        "Over",
        "Residents",
        "Since",
        "Some",
        "Spending",
        "Staff",
        "Such",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Three",
        "Through",
        "To",
        "Two",
        "Under",
        "Until",
        "Waiting",
        "When",
        "Where",
        "While",
        "With",
        "Work",
    ]
)


def can_follow_that(text: str) -> bool:
    """Whether `text` may stand after "said that": it is one sentence that opens with a common word."""
    return text.split(" ", 1)[0] in _MAY_BE_LOWERED and ". " not in text


def lowered(text: str) -> str:
    """Return `text` without its capital, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


class Deck:
    """Lines that are dealt in random order, none again before all were dealt, and none again soon."""

    def __init__(self, lines: tuple[str, ...], rng: random.Random) -> None:
        self._lines, self._rng = lines, rng
        self._left: list[str] = []  # dealt from the end
        self._spent: list[str] = []  # the earliest first

    def deal(self, count: int) -> list[str]:
        """Return up to `count` different lines."""
        dealt: list[str] = []
        for _ in range(min(count, len(self._lines))):
            if not any(line not in dealt for line in self._left):
                self._refill()
            line = next(line for line in reversed(self._left) if line not in dealt)
            self._left.remove(line)
            self._spent.append(line)
            dealt.append(line)
        return dealt

    def _refill(self) -> None:
        """Put what was dealt longest ago on top, what was dealt last at the bottom."""
        spent = self._spent or list(self._lines)
        half = len(spent) // 2
        older, newer = spent[:half], spent[half:]
        self._rng.shuffle(older)
        self._rng.shuffle(newer)
        self._left, self._spent = newer + older + self._left, []
