"""Finds which part of a new text continues which part of the old one, so that each keeps its row and address.

Pure Python: nothing here asks the database. Time grows with the number of parts, not with its square.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

# Shares of common words, 1 for the same words. Two paragraphs of one item seldom share half of theirs.
ALIKE = 0.5
ALIKE_WITH_SAME_NUMBER = 0.2
ALIKE_ELSEWHERE = 0.6  # for a part that was moved as well as changed
NEARLY_THE_SAME = 0.85  # so alike that no neighbour in its new place can be meant
ALIKE_IN_ITS_PLACE = 0.25  # for the only part changed between two neighbours that were not
ALIKE_UNDER_SEAL = 0.75
LARGEST_TABLE = 2500  # pairs compared between two neighbours; a larger gap is searched by rare words only
RAREST_WORDS = 8
MOST_HOLDERS = 20  # a word that more parts hold tells none of them apart

Pairs = dict[int, int]  # from place in the new text to place in the old


@dataclass(frozen=True)
class Part:
    """One point, resolution or limb as far as telling it again goes.

    `shape` is what else must be the same for the part to be entirely the same (its kind, its mark). A `sealed` part
    is exempt: it continues in words that are nearly its own only, never because it stood in the same place.
    """

    text: str
    number: str = ""
    shape: Hashable = None
    sealed: bool = False

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(re.findall(r"\w+", self.text.casefold()))

    @cached_property
    def length(self) -> int:
        return self.words.total()


def likeness(one: Part, other: Part) -> float:
    """Return the share of words that two parts have in common, between 0 and 1."""
    longest, shortest = max(one.length, other.length), min(one.length, other.length)
    if not shortest:
        return 1.0 if one.text == other.text else 0.0
    if 2 * shortest < ALIKE_WITH_SAME_NUMBER * (longest + shortest):
        return 0.0
    return 2 * (one.words & other.words).total() / (longest + shortest)


def align(old: Sequence[Part], new: Sequence[Part]) -> list[int | None]:
    """Return for each new part the place of the old part that it continues, or None where it is new.

    First parts that are entirely the same, then those with the same number and words, then with the same words;
    of several the same, those whose neighbours continue too. Then parts that are nearly the same, wherever they stand;
    between two neighbours that continue, the parts that are most alike, in order; then parts that were moved and
    changed; last the only one changed in its place, and the one with the same printed number. Each old part is
    continued once.
    """
    alignment = _Alignment(old, new)
    for sealed in (False, True):  # what is public continues what was public, wherever it can
        alignment.pair_same(lambda part: (part.text, part.number, part.shape), sealed)
        alignment.pair_same(lambda part: (part.text, part.number), sealed)
        alignment.pair_same(lambda part: part.text, sealed)
    alignment.pair_moved(NEARLY_THE_SAME)
    for old_gap, new_gap in alignment.gaps():
        alignment.pair_alike(old_gap, new_gap)
    alignment.pair_moved(ALIKE_ELSEWHERE)
    for old_gap, new_gap in alignment.gaps():
        alignment.pair_in_place(old_gap, new_gap)
    return [alignment.pairs.get(place) for place in range(len(new))]


class _Alignment:
    """The pairs found so far."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self.old = old
        self.new = new
        self.pairs: Pairs = {}
        self.taken: dict[int, int] = {}  # from place in the old text to place in the new

    def pair(self, new_place: int, old_place: int) -> None:
        self.pairs[new_place] = old_place
        self.taken[old_place] = new_place

    # -- The same words

    def pair_same(self, key: Callable[[Part], Hashable], sealed: bool) -> None:
        """Pair parts of the same key: all of them in order where there are as many as before, else by neighbours."""
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for place, part in enumerate(self.old):
            if place not in self.taken and part.sealed == sealed:
                holders[key(part)].append(place)
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for place, part in enumerate(self.new):
            if place not in self.pairs and key(part) in holders:
                wanted[key(part)].append(place)
        uneven = []
        for each, places in wanted.items():
            if len(places) == len(holders[each]):
                for new_place, old_place in zip(places, holders[each], strict=True):
                    self.pair(new_place, old_place)
            else:
                uneven.append((places, holders[each]))
        for places, old_places in uneven:
            self._pair_beside(places, set(old_places), -1)
            self._pair_beside(places[::-1], set(old_places), 1)
        for places, old_places in uneven:
            self._pair_nearest(places, old_places)

    def _pair_beside(self, places: Sequence[int], candidates: set[int], side: int) -> None:
        """Pair a part whose neighbour on this side continues the neighbour of a candidate."""
        for place in places:
            if place in self.pairs:
                continue
            if place + side < 0 or place + side >= len(self.new):
                candidate = 0 if side < 0 else len(self.old) - 1
            else:
                candidate = self.pairs.get(place + side, -2) - side
            if candidate in candidates and candidate not in self.taken:
                self.pair(place, candidate)

    def _pair_nearest(self, places: Sequence[int], old_places: Sequence[int]) -> None:
        """Pair what is left in order, each with the first candidate after what its predecessor continues."""
        left = [place for place in old_places if place not in self.taken]
        for place in places:
            if place in self.pairs or not left:
                continue
            at = min(bisect_right(left, self._continued_before(place)), len(left) - 1)
            self.pair(place, left.pop(at))

    def _continued_before(self, place: int) -> int:
        return next(
            (
                self.pairs[before]
                for before in range(place - 1, max(place - 20, -1), -1)
                if before in self.pairs
            ),
            -1,
        )

    # -- The same place

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the old and new parts without a pair that stand between the same two neighbours."""
        loose = [place for place in range(len(self.old)) if place not in self.taken]
        before, run = -1, list[int]()
        for place in range(len(self.new) + 1):
            if place < len(self.new) and place not in self.pairs:
                run.append(place)
                continue
            after = self.pairs.get(place, len(self.old))
            if run and before < after:
                low, high = bisect_left(loose, before + 1), bisect_left(loose, after)
                # Between neighbours that stood far apart lies what was taken out there, and is no one's place.
                # Where parts were moved, two such places may overlap: what was paired in the first is not in the second.
                yield [place for place in loose[low:high] if place not in self.taken], run
            before, run = after, []

    def pair_alike(self, old_gap: list[int], new_gap: list[int]) -> None:
        """Pair the most alike in order, so that their likenesses add up to most."""
        if not old_gap or len(old_gap) * len(new_gap) > LARGEST_TABLE:
            return
        rows, columns = len(new_gap), len(old_gap)
        best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        worth = [[self._worth(old_place, new_place) for old_place in old_gap] for new_place in new_gap]
        for i in range(rows - 1, -1, -1):
            for j in range(columns - 1, -1, -1):
                with_pair = best[i + 1][j + 1] + worth[i][j] if worth[i][j] else 0.0
                best[i][j] = max(best[i + 1][j], best[i][j + 1], with_pair)
        i = j = 0
        while i < rows and j < columns:
            if worth[i][j] and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
                self.pair(new_gap[i], old_gap[j])
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _worth(self, old_place: int, new_place: int) -> float:
        old, new = self.old[old_place], self.new[new_place]
        alike = likeness(old, new)
        same_number = bool(new.number) and old.number == new.number
        least = ALIKE_UNDER_SEAL if old.sealed else ALIKE_WITH_SAME_NUMBER if same_number else ALIKE
        return alike + 0.3 * same_number if alike >= least else 0.0

    def pair_in_place(self, old_gap: list[int], new_gap: list[int]) -> None:
        """Pair the parts that kept their printed number, and the one part that alone was changed in its place."""
        old_gap = [place for place in old_gap if not self.old[place].sealed]
        by_number: dict[str, deque[int]] = defaultdict(deque)
        for place in old_gap:
            by_number[self.old[place].number].append(place)
        for place in new_gap:
            number = self.new[place].number
            if number and by_number[number]:
                self.pair(place, by_number[number].popleft())
        if len(old_gap) == len(new_gap) == 1 and new_gap[0] not in self.pairs:
            old, new = self.old[old_gap[0]], self.new[new_gap[0]]
            if likeness(old, new) >= ALIKE_IN_ITS_PLACE:
                self.pair(new_gap[0], old_gap[0])

    # -- Elsewhere

    def pair_moved(self, alike_enough: float) -> None:
        """Pair parts that are so alike, wherever they stand: candidates share a rare word, the most alike go first."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, part in enumerate(self.old):
            if place not in self.taken:
                for word in part.words:
                    holders[word].append(place)
        found = []
        for place, part in enumerate(self.new):
            if place not in self.pairs:
                for candidate in self._candidates(part, holders):
                    least = (
                        max(alike_enough, ALIKE_UNDER_SEAL) if self.old[candidate].sealed else alike_enough
                    )
                    if (alike := likeness(self.old[candidate], part)) >= least:
                        found.append((-alike, place, candidate))
        for _, place, candidate in sorted(found):
            if place not in self.pairs and candidate not in self.taken:
                self.pair(place, candidate)

    def _candidates(self, part: Part, holders: dict[str, list[int]]) -> set[int]:
        known = sorted((len(holders[word]), word) for word in part.words if word in holders)
        rare = [word for number, word in known[:RAREST_WORDS] if number <= MOST_HOLDERS]
        return {place for word in rare for place in holders[word]}
