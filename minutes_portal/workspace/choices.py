"""What an officer has chosen among the suggestions: confirmed, refused, or put in other words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

SHOWN, CONFIRMED, VALUE = "shown", "confirm", "value-"
LONGEST_VALUE = 4000


@dataclass(frozen=True)
class Choices:
    """The keys of suggestions that were confirmed or refused, and the values an officer wrote instead.

    A suggestion that stands in neither set was not shown yet: nothing of it is stored, and what the record holds in
    its place stays. `edited` holds values by the key of a suggestion, or of one of its details (`key.owner`).
    """

    confirmed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    edited: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_post(cls, posted: Any) -> Self:
        """Read a form: `shown` holds every key on the page, `confirm` those that are ticked, `value-KEY` its value."""
        shown, confirmed = set(posted.getlist(SHOWN)), set(posted.getlist(CONFIRMED))
        edited = {
            name.removeprefix(VALUE): posted[name].strip()[:LONGEST_VALUE]
            for name in posted
            if name.startswith(VALUE)
        }
        return cls(frozenset(confirmed), frozenset(shown - confirmed), edited)

    @classmethod
    def from_json(cls, stored: Any) -> Self:
        """Read what `as_json` gave; anything else gives no choices."""
        if not isinstance(stored, dict):
            return cls()
        edited = stored.get("edited")
        return cls(
            frozenset(map(str, stored.get("confirmed") or ())),
            frozenset(map(str, stored.get("refused") or ())),
            {str(key): str(value) for key, value in edited.items()} if isinstance(edited, dict) else {},
        )

    def as_json(self) -> dict[str, Any]:
        """Return the choices as plain lists and dictionaries, to be kept with a draft."""
        return {
            "confirmed": sorted(self.confirmed),
            "refused": sorted(self.refused),
            "edited": dict(self.edited),
        }

    def ticked(self, suggestion: Any) -> bool:
        """Say whether the box of a suggestion is to be shown ticked: as chosen, else as suggested."""
        if suggestion.key in self.confirmed:
            return True
        return suggestion.default and suggestion.key not in self.refused

    def value_of(self, suggestion: Any) -> str:
        """Return the value of a suggestion: as written by the officer, else as suggested."""
        return self.edited.get(suggestion.key, suggestion.value)

    def detail_of(self, suggestion: Any, name: str) -> str:
        """Return one detail of a suggestion: as written by the officer, else as suggested."""
        return self.edited.get(f"{suggestion.key}.{name}", dict(suggestion.details).get(name, ""))

    def with_defaults(self, suggestions: Any) -> Self:
        """Return the choices with everything that was not chosen yet taken as it is suggested: as a page shows it."""
        undecided = [each for each in suggestions if each.key not in self.confirmed | self.refused]
        return type(self)(
            self.confirmed | {each.key for each in undecided if each.default},
            self.refused | {each.key for each in undecided if not each.default},
            self.edited,
        )
