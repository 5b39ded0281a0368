"""The language of questions: what a reader typed, taken apart into words, phrases and filters, and written out again.

Pure Python: it knows neither the database nor the boroughs there are. Nothing that is typed is an error; what
cannot be used is named in a notice.

    home care               both words, in any form
    "home care"             next to each other
    -report -"day centre"   not these
    library or museum       either
    librar*                 every word that begins so
    CE09/10-28  CS 12066    references as printed
    borough:eastmere        a filter; committee:"health scrutiny", topic: person: outcome: kind: before: after: …
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 512  # characters; what is longer is a mistake or an attack
LONGEST_WORD = 1_000  # bytes: PostgreSQL refuses a lexeme of 2 kB
MOST_TERMS = 32
SHORTEST_PREFIX = 2  # letters before the asterisk: “a*” would be half of the dictionary
FILTERS = (
    "borough", "committee", "topic", "person", "outcome", "kind", "procedural",
    "before", "after", "from", "to", "since", "until",
)  # fmt: skip
QUOTES = str.maketrans("“”„«»″", '""""""')  # telephones write curly quotation marks
APOSTROPHES = str.maketrans("‘’ʼ`´", "'''''")
PIECE = re.compile(rf'(-?)(?:({"|".join(FILTERS)}):\s*)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
LOOKS_LIKE_A_FILTER = re.compile(rf"(?:{'|'.join(FILTERS)}):", re.IGNORECASE)
# CS 12066 is CS12066. Not “NHS 2030”, not “may 2024” and not “item 5”.
SPLIT_REFERENCE = re.compile(r"([A-Z]{1,4}) (?!(?:19|20)\d\d$)(\d{3,}[A-Z]?)|([A-Za-z]{1,3}) (\d{5,})")


@dataclass(frozen=True)
class Word:
    """A word, or the beginning of one."""

    text: str
    is_prefix: bool = False

    @property
    def shown(self) -> str:
        return f"“{self.text}…”" if self.is_prefix else f"“{self.text}”"

    @property
    def typed(self) -> str:
        if self.is_prefix:
            return f"{self.text}*"
        return f'"{self.text}"' if self.text.casefold() == "or" else self.text


@dataclass(frozen=True)
class Phrase:
    """Words next to each other."""

    text: str

    @property
    def shown(self) -> str:
        return f"“{self.text}”"

    @property
    def typed(self) -> str:
        return f'"{self.text}"'


Term = Word | Phrase
Clause = tuple[Term, ...]  # any of these


@dataclass(frozen=True)
class Given:
    """A filter that was typed among the words."""

    name: str
    value: str


@dataclass(frozen=True)
class Question:
    """What was asked: all clauses, none of the unwanted terms, under these filters."""

    wanted: tuple[Clause, ...] = ()
    unwanted: Clause = ()
    filters: tuple[Given, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def typed(self) -> str:
        """Return the words as a reader would type them: parsing this gives the same words again."""
        clauses = [" or ".join(term.typed for term in clause) for clause in self.wanted]
        return " ".join([*clauses, *(f"-{term.typed}" for term in self.unwanted)])

    def shown(self) -> str:
        """Return the words as a part of a sentence: “home care” and “library” or “museum” but not “report”."""
        clauses = [" or ".join(term.shown for term in clause) for clause in self.wanted]
        without = " or ".join(term.shown for term in self.unwanted)
        shown = listed(clauses)
        return f"{shown} but not {without}" if shown and without else shown or f"anything but {without}"

    def terms(self) -> Iterator[Term]:
        """Yield what is looked for, without what is not wanted."""
        for clause in self.wanted:
            yield from clause


def listed(texts: list[str]) -> str:
    """Join texts as a sentence does: a, b and c."""
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def parse(typed: str) -> Question:
    """Return what a text asks for, whatever the text is."""
    text, notices = _clean(typed)
    wanted: list[Clause] = []
    unwanted: list[Term] = []
    filters: list[Given] = []
    either = False
    for match in PIECE.finditer(text):
        minus, name, quoted, bare = match.groups()
        if name:
            _take_filter(match, filters, notices)
        elif bare and not minus and bare.casefold() in ("or", "|"):
            either = bool(wanted)
            continue
        elif term := _term(quoted, bare, notices):
            if minus:
                unwanted.append(term)
            elif either:
                wanted[-1] = tuple(dict.fromkeys((*wanted[-1], term)))
            else:
                wanted.append((term,))
        else:
            continue
        either = False
    return _limited(wanted, unwanted, filters, notices)


def _clean(typed: str) -> tuple[str, list[str]]:
    """Return the text without what no database and no page can hold, short enough, and what was cut off it."""
    notices = []
    if len(typed) > LONGEST:
        notices.append(f"A search has at most {LONGEST} characters: what came after them was left out.")
    text = typed[:LONGEST].encode("utf-8", "ignore").decode().translate(QUOTES).translate(APOSTROPHES)
    return "".join(map(_printable, unicodedata.normalize("NFC", text))), notices


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens and the like stand inside words
        return ""
    return " " if category[0] in "CZ" else character


def _take_filter(match: re.Match[str], filters: list[Given], notices: list[str]) -> None:
    minus, name, quoted, bare = match.groups()
    value = " ".join((bare if quoted is None else quoted).split())
    if minus:
        notices.append(f"“{match[0].strip()}” was left out: a filter cannot be turned round.")
    elif value:
        filters.append(Given(name.lower(), value))


def _term(quoted: str | None, bare: str | None, notices: list[str]) -> Term | None:
    """Return a piece as a word or a phrase; None where there is not a letter or digit in it."""
    text = " ".join((quoted or bare or "").split())
    if len(text.encode()) > LONGEST_WORD:
        notices.append(f"“{text[:30]}…” was left out: no word is as long as that.")
        return None
    word = _trimmed(text)
    if LOOKS_LIKE_A_FILTER.match(word):
        word = " ".join(word.replace(":", " ").split())
    if not word or " " in word:
        return _phrase(word) if word else None
    if bare and text.endswith("*"):
        if sum(each.isalnum() for each in word) >= SHORTEST_PREFIX:
            return Word(word, is_prefix=True)
        notices.append(f"“{word}*” is too short a beginning: it was read as the word “{word}”.")
    return Word(word)


def _phrase(text: str) -> Term:
    """Return words next to each other; a reference printed with a blank is one word."""
    reference = SPLIT_REFERENCE.fullmatch(text)
    return Word("".join(filter(None, reference.groups()))) if reference else Phrase(text)


def _trimmed(text: str) -> str:
    """Return a text without the punctuation round it."""
    ends = [place for place, each in enumerate(text) if unicodedata.category(each)[0] in "LNM"]
    inside = text[ends[0] : ends[-1] + 1] if ends else ""
    return inside if any(each.isalnum() for each in inside) else ""


def _limited(
    wanted: list[Clause], unwanted: list[Term], filters: list[Given], notices: list[str]
) -> Question:
    """Return the question without repetitions, and with no more words than can be looked for in time."""
    wanted, unwanted = _with_whole_references(wanted), list(dict.fromkeys(unwanted))
    kept: list[Clause] = []
    room = MOST_TERMS
    for clause in [*wanted, *((term,) for term in unwanted)]:
        kept.append(clause[: max(room, 0)])
        room -= len(clause)
    if room < 0:
        notices.append(f"A search has at most {MOST_TERMS} words: those after them were left out.")
    return Question(
        tuple(filter(None, kept[: len(wanted)])),
        tuple(term for clause in kept[len(wanted) :] for term in clause),
        tuple(dict.fromkeys(filters)),
        tuple(notices),
    )


def _with_whole_references(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses, each once, with references that were typed with a blank made whole."""
    clauses = list(dict.fromkeys(clauses))
    for place, pair in enumerate(pairwise(clauses)):
        reference = all(len(clause) == 1 and isinstance(clause[0], Word) for clause in pair) and (
            SPLIT_REFERENCE.fullmatch(" ".join(clause[0].typed for clause in pair))
        )
        if reference:
            whole: Clause = (Word("".join(filter(None, reference.groups()))),)
            return _with_whole_references([*clauses[:place], whole, *clauses[place + 2 :]])
    return clauses
