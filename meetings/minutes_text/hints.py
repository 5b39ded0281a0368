"""The cheap look before a costly one: whether a text holds any of some words."""

from __future__ import annotations


def says_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words, in lower case, stands anywhere in the text, in any case.

    Several times faster than a pattern of alternatives; it spares most paragraphs the patterns that read them.
    """
    folded = text.lower()
    for word in words:  # noqa: SIM110 - a generator would cost more than the look itself
        if word in folded:
            return True
    return False
