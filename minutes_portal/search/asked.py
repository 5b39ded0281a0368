"""A question as the search engine takes it: lexemes and keys, nothing that still has to be understood.

`question.py` makes it of what a reader typed and ticked; `engine.py` answers it.

**Words.** Text and question are folded alike before the dictionary sees them (`folding.py`): accents off, lower
case, the possessive 's and other apostrophes off, every other mark between letters and digits a space. So `O’Neill`
is the one word `oneill`, `zero-hour` the two words `zero hour`, `CE09/10-28` the three words `ce09 10 28`; what is several
words that way is asked for as a phrase. The words then go through PostgreSQL's own configuration `english`.

**Marks.** Besides the stemmed words each vector holds lexemes that begin with a mark no folded word can hold, so that no
word and no prefix a reader types can ever meet them: `=` and a reference (`=ce091028`, `=11223`, `=cs12066`: letters
and digits only, whether it was printed with a space or not) or a word of a person's name, unstemmed (`=will`, `=oneill`);
and those of the engine's own (`sql/`), among them the pairs of very common words: `<1>social care` instead of the phrase
`'social' <1> 'care'` (`sql/pairs.sql`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sort = Literal["relevance", "newest", "oldest"]
KINDS = ("title", "minutes", "resolution", "document")


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: behind the result with this day and key, or, `backwards`, before it.

    score: the result's score where results stand in order of relevance, else None.
    """

    date: date
    result: int
    score: float | None = None
    backwards: bool = False


@dataclass(frozen=True)
class Asked:
    """A question. Several values of one filter mean any of them; several filters mean all of them.

    tsquery: text of a `tsquery` over folded, stemmed lexemes, quoted (`'care' & 'home':*`), '' for no words.
    rank_query: what to rank by: the wanted words without those that must not occur, and without pairs, which have no
    place in the text; '' means as `tsquery`.
    phrases: those lexemes of each wanted phrase that directly follow one another (`social care` -> ('social', 'care')).
    terms: the wanted lexemes, each once, without marks, prefixes and unwanted words.
    kinds: of passage, from KINDS. outcomes: values of Outcome, of any resolution of the item.
    after, before: first and last day, both included. procedural: None for all items, False for business only.
    """

    tsquery: str = ""
    rank_query: str = ""
    has_phrase: bool = False
    has_prefix: bool = False
    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    boroughs: tuple[int, ...] = ()
    committees: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    after: date | None = None
    before: date | None = None
    procedural: bool | None = False
    sort: Sort = "relevance"
    cursor: Cursor | None = None
    page_size: int = 20

    @property
    def ranks(self) -> bool:
        """Whether results come in order of relevance; without words there is none."""
        return self.sort == "relevance" and bool(self.tsquery)
