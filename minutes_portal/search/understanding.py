"""How a search was understood: its words and filters together, as a sentence, as chips, and as the index takes it.

`?q=care borough:eastmere` and `?q=care&borough=eastmere` are the same question and come to the same `data`, from which
every link of the page is made.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.http import QueryDict

from meetings.filters import when
from minutes_portal.lists import Chip, Order, one_of
from minutes_portal.search.asked import Asked, Sort
from minutes_portal.search.cursors import cursor_of
from minutes_portal.search.lexemes import Words, words_of
from minutes_portal.search.names import Names
from minutes_portal.search.parameters import (
    DATES,
    KINDS,
    LABELS,
    MANY,
    MOST_VALUES,
    NAMED,
    NOT_ONE,
    PROCEDURAL,
    Notice,
    day_meant,
    shortened,
    texts_of,
    understood,
)
from minutes_portal.search.question import Given, Question, listed, parse

PAGE_SIZE = 20
PROCEDURAL_ASKED = {"": False, "all": None, "only": True}
OLD_KINDS = {"all": "all", "procedural": "only"}  # `kind` of addresses made before kinds of text were filters
ORDERS: dict[str, Sort] = {"": "relevance", "relevance": "relevance", "newest": "newest", "oldest": "oldest"}


@dataclass(frozen=True)
class Understanding:
    """A search as it was understood.

    question: its words. data: what is asked, one parameter a filter, without the place in the results.
    notices: what could not be used. at: the place in the results, as it stands in the address.
    """

    question: Question
    data: QueryDict
    names: Names
    notices: tuple[Notice, ...]
    at: str = ""

    @property
    def asks_anything(self) -> bool:
        return any(name != "sort" for name in self.data)

    @cached_property
    def words(self) -> Words:
        """Its words as the index has them (one query)."""
        return words_of(self.question)

    @cached_property
    def asked(self) -> Asked:
        """The question as the engine takes it."""
        first, last = self._days
        words = self.words
        return Asked(
            tsquery=words.tsquery, rank_query=words.rank_query, has_phrase=words.has_phrase,
            has_prefix=words.has_prefix, terms=words.terms, phrases=words.phrases,
            boroughs=self._keys("borough"), committees=self._keys("committee"), topics=self._keys("topic"),
            persons=self._keys("person"), kinds=tuple(self.data.getlist("kind")),
            outcomes=tuple(self.data.getlist("outcome")), years=tuple(map(int, self.data.getlist("year"))),
            after=first, before=last, procedural=PROCEDURAL_ASKED[self.data.get("procedural", "")],
            sort=ORDERS[self.data.get("sort", "")], cursor=cursor_of(self.at), page_size=PAGE_SIZE,
        )  # fmt: skip

    def _keys(self, name: str) -> tuple[int, ...]:
        return tuple(each.key for each in self.names.with_slugs(name, self.data.getlist(name)))

    @property
    def _days(self) -> tuple[date | None, date | None]:
        first, last = (self.data.get(name) for name in ("from", "to"))
        return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)

    # What a reader is told

    def sentence(self) -> str:
        """Return what was looked for: “Paragraphs, decisions and papers with “home care” but not “report”, in
        Eastmere, since 2022”.
        """
        kinds = [KINDS[kind] for kind in KINDS if kind in self.data.getlist("kind")]
        subject = listed([kinds[0], *map(str.lower, kinds[1:])]) if kinds else self._any_kind
        procedural = PROCEDURAL[self.data.get("procedural", "")] if self.data.get("procedural") else ""
        parts = [
            f"{subject} with {self.question.shown()}" if self.question.has_words else subject,
            *self._conditions(),
            procedural[:1].lower() + procedural[1:],
        ]
        return ", ".join(filter(None, parts))

    @property
    def _any_kind(self) -> str:
        return "Paragraphs, decisions and papers" if self.question.has_words else "Items"

    def _conditions(self) -> Iterator[str]:
        worded = {
            "topic": "about {}", "committee": "of {}", "borough": "in {}", "person": "by or before {}", "outcome": "decided: {}",
            "year": "in {}",
        }  # fmt: skip
        for name, words in worded.items():
            if texts := self.texts(name):
                yield words.format(one_of(list(texts.values())))
        yield when(*self._days)

    def texts(self, name: str) -> dict[str, str]:
        """Return how the applied values of a filter read."""
        return dict(texts_of(name, self.data.getlist(name), self.names))

    def said_of(self, names: Iterable[str]) -> str:
        """Return how some parameters of the question read, as one phrase."""
        said: list[str] = []
        for name in names:
            if name == "q":
                said.append(self.question.shown())
            elif name not in ("from", "to"):
                said.append(one_of(list(self.texts(name).values())))
        return " and ".join(said) or when(*self._days)

    def chips(self) -> Iterator[Chip]:
        """Yield everything that was asked for, each with the query string without it."""
        question = self.question
        for place, clause in enumerate(question.wanted):
            rest = replace(question, wanted=question.wanted[:place] + question.wanted[place + 1 :])
            yield Chip("Words", " or ".join(term.shown for term in clause), self.query(q=rest.typed()))
        for place, term in enumerate(question.unwanted):
            rest = replace(question, unwanted=question.unwanted[:place] + question.unwanted[place + 1 :])
            yield Chip("Words", f"not {term.shown}", self.query(q=rest.typed()))
        for name in MANY:
            for value, text in self.texts(name).items():
                yield Chip(LABELS[name], text, self.query_without(name, value))
        for name, day in zip(("from", "to"), self._days, strict=True):
            if day:
                yield Chip(LABELS[name], f"{LABELS[name]} {day:%-d %B %Y}", self.query_without(name))
        if choice := self.data.get("procedural"):
            yield Chip(LABELS["procedural"], PROCEDURAL[choice], self.query_without("procedural"))

    def orders(self) -> list[Order]:
        """Return the orders the results may be read in."""
        labels = {"": "Best match first", "newest": "Newest first", "oldest": "Oldest first"}
        if not self.words.tsquery:
            labels = {"": "Newest first", "oldest": "Oldest first"}
        chosen = self.data.get("sort", "")
        return [
            Order(label, self.query(sort=sort), sort == (chosen if chosen in labels else ""))
            for sort, label in labels.items()
        ]

    # Links to other questions

    def query(self, **changed: str | list[str]) -> str:
        """Return this question's query string with some parameters changed; an empty one is left out."""
        data = self.data.copy()
        for name, value in changed.items():
            data.setlist(name.rstrip("_"), [value] if isinstance(value, str) else value)
        for name in [name for name, values in data.lists() if not any(values)]:
            del data[name]
        return data.urlencode()

    def query_with(self, name: str, value: str) -> str:
        return self.query(**{name: [*self.data.getlist(name), value]})

    def query_without(self, name: str, value: str = "") -> str:
        """Return the query string without one value of a filter, or without the filter."""
        return self.query(**{name: [each for each in self.data.getlist(name) if value and each != value]})

    def query_cleared(self) -> str:
        """Return the query string of the words alone."""
        kept = {name: self.data.getlist(name) if name in ("q", "sort") else [] for name in self.data}
        return self.query(**kept)

    def kept(self) -> list[tuple[str, list[str]]]:
        """Return the parameters that the search field sends along with new words."""
        return [(name, values) for name, values in self.data.lists() if name != "q"]


def understand(given: QueryDict) -> Understanding:
    """Return how the parameters of an address are understood (one query, another for its words once they are looked at;
    people asked for need up to two more).
    """
    return _understood(given, Names())


def understand_all(questions: Collection[QueryDict]) -> list[Understanding]:
    """Return how several questions are understood (two queries for all, as long as nobody looks at their words)."""
    if not questions:
        return []
    names = Names()
    names.look_for_people({name for given in questions for name in _people_in(given)})
    return [_understood(given, names) for given in questions]


def _understood(given: QueryDict, names: Names) -> Understanding:
    reading = _Reading(given, names)
    return Understanding(reading.question, reading.data, names, tuple(reading.notices), reading.at)


def _people_in(given: QueryDict) -> list[str]:
    """Return what stands for people in a question."""
    typed = [
        each.value for text in given.getlist("q") for each in parse(text).filters if each.name == "person"
    ]
    asked = [value.strip() for value in given.getlist("person") if value.strip()]
    return [*asked, *typed][:MOST_VALUES]


class _Reading:
    """Reads the parameters of an address once, collecting notices on the way."""

    def __init__(self, given: QueryDict, names: Names) -> None:
        self.given = given
        self.notices: list[Notice] = []
        self.data = QueryDict(mutable=True)
        self.question = parse(self._one("q"))
        self.notices += map(Notice, self.question.notices)
        self.names = names
        self.data.setlist("q", list(filter(None, [self.question.typed()])))
        self._read_filters()
        self._read_days()
        self._read_choices()
        self.at = self._place()
        for name in [name for name, values in self.data.lists() if not values]:
            del self.data[name]

    def _one(self, name: str) -> str:
        """Return the last of a parameter's values that is not empty."""
        values = [value for value in dict.fromkeys(self.given.getlist(name)) if value.strip()]
        if len(values) > 1:
            self.notices.append(
                Notice(f"“{name}” was given {len(values)} times: only the last one was used.")
            )
        return values[-1] if values else ""

    def _values(self, name: str) -> list[Given]:
        """Return a filter's values from the form and from among the words."""
        typed = [each for each in self.question.filters if each.name == name]
        asked = [Given("", value.strip()) for value in self.given.getlist(name) if value.strip()]
        return list(dict.fromkeys([*asked, *typed]))

    def _read_filters(self) -> None:
        self.names.look_for_people([each.value for each in self._values("person")[:MOST_VALUES]])
        misses: list[tuple[str, Given]] = []
        for name in MANY:
            values = self._values(name)
            if len(values) > MOST_VALUES:
                self.notices.append(
                    Notice(f"“{name}” was given {len(values)} times: only the first {MOST_VALUES} were used.")
                )
            for each in values[:MOST_VALUES]:
                if name == "kind" and each.value in OLD_KINDS:
                    self.data["procedural"] = OLD_KINDS[each.value]
                elif meant := understood(name, each.value, self.names):
                    self.data.setlist(name, list(dict.fromkeys([*self.data.getlist(name), *meant])))
                else:
                    misses.append((name, each))
        self.notices += [self._miss(name, each) for name, each in misses]

    def _miss(self, name: str, each: Given) -> Notice:
        """Say that a value stands for nothing, and what may have been meant."""
        written = f"{each.name}:{each.value}" if each.name else each.value
        nearest = self.names.nearest(name, each.value) if name in NAMED else None
        text = f"“{shortened(written)}” is not {NOT_ONE[name]}. This filter was left out."
        if not nearest:
            return Notice(text)
        data = self.data.copy()
        data.appendlist(name, nearest.slug)
        return Notice(text, nearest.name, data.urlencode())

    def _read_days(self) -> None:
        days: dict[str, list[date]] = {"from": [], "to": []}
        given = [Given(name, value) for name in ("from", "to") if (value := self._one(name).strip())]
        for each in [*given, *(each for each in self.question.filters if each.name in DATES)]:
            if meant := day_meant(each.name, each.value):
                days[meant[0]].append(meant[1])
            else:
                self.notices.append(
                    Notice(f"“{shortened(each.value)}” is not {NOT_ONE['from']}. This filter was left out.")
                )
        if days["from"]:
            self.data["from"] = max(days["from"]).isoformat()
        if days["to"]:
            self.data["to"] = min(days["to"]).isoformat()
        if days["from"] and days["to"] and max(days["from"]) > min(days["to"]):
            self.notices.append(Notice("The first day lies after the last one: no day is in between."))

    def _read_choices(self) -> None:
        typed = [each.value for each in self.question.filters if each.name == "procedural"]
        for name, value, choices in (
            ("procedural", (typed or [self._one("procedural")])[-1], PROCEDURAL),
            ("sort", self._one("sort"), ORDERS),
        ):
            if value and value not in choices:
                self.notices.append(
                    Notice(f"“{shortened(value)}” is not {NOT_ONE[name]}. This filter was left out.")
                )
            elif value and not (name == "sort" and value == "relevance"):
                self.data[name] = value

    def _place(self) -> str:
        at = self._one("at")
        if at and cursor_of(at) is None:
            self.notices.append(
                Notice("That place in the results cannot be found: this is their first page.")
            )
            return ""
        page = self.given.get("page", "")
        if page not in ("", "1") and any(self.data.values()):
            self.notices.append(
                Notice(
                    f"Results have no page “{shortened(page)}” any more, but a next and a previous one: this is the first."
                )
            )
        return at
