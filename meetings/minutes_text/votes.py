"""Counted votes: in figures, in words, side by side on a line, a line for each side, or by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .hints import says_any
from .record import Votes
from .voters import names_in

NUMBER_WORDS = [
    "nil",
    "none",
    "no",
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBER_VALUES = {word: max(0, at - 3) for at, word in enumerate(NUMBER_WORDS)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
COUNT = rf"(?:\d{{1,3}}|(?:{'|'.join(TENS)})-(?:{'|'.join(NUMBER_WORDS[4:13])})|{'|'.join([*NUMBER_WORDS, *TENS])})"
# The three sides of a vote and the words that name them.
FOR = r"(?:for|in favour|in favor|ayes?|yes|yeas|o blaid)"
AGAINST = r"(?:against|noes|nays?|no|yn erbyn|opposed)"
ABSTAIN = r"(?:abst(?:ain(?:ed|ing|s)?|entions?|\.)?|not voting|did not vote|ymatal(?:iad|iadau)?|neutral)"
OBJECT = r"(?: (?:of )?(?:the|it|this)(?: (?:\w+ ){0,2}(?:motion|amendment|proposal|recommendations?|resolution|application|item))?)?"
GAP = r"[\s:;,.()=–—/|-]{1,6}"

VOTES = (
    # "For 18 Against 8 Abstain 1", "Votes for: 18; votes against: 8; abstentions: 1"
    re.compile(
        rf"\b{FOR}\b{OBJECT}{GAP}(?P<yes>{COUNT})\b(?: votes?)?{GAP}(?:and )?(?:votes? )?{AGAINST}\b{OBJECT}{GAP}(?P<no>{COUNT})\b"
        rf"(?:(?: votes?)?{GAP}(?:and )?{ABSTAIN}{GAP}(?P<abstain>{COUNT})\b)?",
        re.IGNORECASE,
    ),
    # "8 For, 2 Against", "twelve votes for, nil against and two abstentions", "with 8 members voting in favour and 2 against"
    re.compile(
        rf"\b(?P<yes>{COUNT}) (?:votes? |members? |councillors? )?(?:were |was )?(?:voted |voting |cast )?(?:for|in favour|in favor|ayes?|o blaid)\b"
        rf"(?:{OBJECT}| of [^,;.()]{{1,60}}?)(?:,? and (?:with )?|[,;./–-]? {{0,2}}(?:with )?|\) ?\(?)"
        rf"(?P<no>{COUNT}) (?:votes? |members? |councillors? )?(?:were |was )?(?:voted |voting |cast )?(?:against|noes|yn erbyn)\b{OBJECT}"
        rf"(?:(?:,? and |,? with |[,;./–-]? {{0,2}}(?:and )?(?:with )?)(?P<abstain>{COUNT}) (?:(?:members?|votes?|councillors?|were|was|recorded) ){{0,2}}{ABSTAIN})?",
        re.IGNORECASE,
    ),
    # "by 5 votes to 2 with 1 abstention", "by a majority of 8 to 2", "by 22 votes to one, with two abstentions"
    re.compile(
        rf"\b(?:by |majority of |vote of )?(?P<yes>{COUNT})(?: votes?)?(?: for| in favour)? to (?P<no>{COUNT})\b(?: votes?)?(?: against)?"
        rf"(?:,? ?\(?(?:with |and |there being )*(?P<abstain>{COUNT}) (?:members? )?{ABSTAIN})?",
        re.IGNORECASE,
    ),
)
# "Vote: 8/3/2"
SLASHED_VOTE = re.compile(
    r"\bvot(?:e|es|ing)(?: \(?for ?/ ?against(?: ?/ ?abst\w*)?\)?)?: ?(?P<yes>\d{1,3}) ?/ ?(?P<no>\d{1,3})(?: ?/ ?(?P<abstain>\d{1,3}))?(?![\d/])",
    re.IGNORECASE,
)
LABELLED_ABSTENTIONS = re.compile(rf"\b{ABSTAIN}{GAP}(?P<count>{COUNT})\b", re.IGNORECASE)
# Every counted vote says one of these; one cheap look spares most texts the search.
VOTE_WORDS = ("against", "vote", "voting", "majority", "noes", "erbyn", "nays", "nil")
VOTE_HINT = re.compile(
    r"\bvot(?:e|es|ing)\b.{0,30}: ?\d{1,3} ?/|\bagainst\b|\bvotes?\b.{0,12}\bto\b|\bmajority of\b|\bnoes\b|\byn erbyn\b|\bnays\b|\bnil\b",
    re.IGNORECASE,
)
IS_VOTE_OF_TO = re.compile(r"\bvot|majority", re.IGNORECASE)
WORDS_OF_A_VOTE_LINE = frozenset(
    [
        "voting",
        "vote",
        "votes",
        "voted",
        "recorded",
        "result",
        "results",
        "of",
        "the",
        "was",
        "were",
        "as",
        "follows",
        "carried",
        "by",
        "on",
        "a",
        "show",
        "hands",
        "being",
        "put",
        "to",
        "motion",
        "amendment",
        "proposal",
        "recommendation",
        "recommendations",
        "majority",
        "with",
        "and",
        "in",
        "favour",
        "declared",
        "named",
        "division",
        "taken",
        "there",
        "it",
        "pleidlais",
        "abstentions",
        "abstention",
        "members",
        "present",
        "not",
        "total",
        "no",
        "none",
        "nil",
        "lost",
        "upon",
    ]
)
LONGEST_VOTE_LINE = 160

SIDE_LINE = re.compile(
    rf"[(\[•*·-]? ?(?:(?:on|upon) (?:a|the) (?:recorded |named )?(?:vote|division)(?: being (?:taken|called))?,? )?(?:(?:councillors?|members?|those|votes?|voting|voted|cllrs?|number|there|the following) )*(?:(?P<for>{FOR})|(?P<against>{AGAINST})|(?P<abstain>{ABSTAIN}))\b"
    rf"(?:{OBJECT})(?: from voting)?(?: ?\((?P<stated>{COUNT})(?: votes?)?\))?(?: ?[:–—=-]+|\t| (?=\d))? ?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
STATED_AT_END = re.compile(
    rf"(?:\(|[.…_]{{3,}} ?|[–—:=-] ?|total:? ?)(?P<stated>{COUNT})(?: votes?)?\)?[.;]?\)?$", re.IGNORECASE
)
ONLY_COUNT = re.compile(rf"(?P<stated>{COUNT})(?: votes?| members?)?[.;,]?\)?", re.IGNORECASE)
COUNT_FIRST_LINE = re.compile(
    rf"(?P<stated>{COUNT}) (?:votes? |members? |councillors? )?(?:voted |voting )?(?:(?P<for>{FOR})|(?P<against>{AGAINST})|(?P<abstain>{ABSTAIN}))\b{OBJECT}[.;,)]?$",
    re.IGNORECASE,
)
# "Councillors Ash and Birch voted against the motion (2);"
NAMES_FIRST = re.compile(
    rf"(?P<names>[^:]{{3,2000}}?) (?:(?:having )?voted |voting )?(?:(?P<for>(?<=voted ){FOR})|(?P<against>(?<=voted ){AGAINST})|(?P<abstain>{ABSTAIN}))(?: from voting)?{OBJECT}(?: \((?P<stated>{COUNT})\))?[.;,]?$",
    re.IGNORECASE,
)
SIDES_HINT = ("voted ", "abst")
NOBODY = re.compile(r"(?:none|nil|0|no one|nobody|neb|dim|-)\W*$", re.IGNORECASE)
LONGEST_SIDE_LINE = 3000


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a vote on a line of its own: "for", "against" or "abstain", how many and, where named, who."""

    name: str
    count: int
    voters: tuple[str, ...] = ()


def count(word: str) -> int:
    """The value of a number in figures or in words up to ninety."""
    folded = word.lower()
    if folded.isdecimal():
        return int(folded)
    tens, _, ones = folded.partition("-")
    if tens in TENS:
        return TENS[tens] + (NUMBER_VALUES[ones] if ones else 0)
    return NUMBER_VALUES[folded]


def votes_in(text: str) -> Votes | None:
    """The first counted vote in the text, or None."""
    found = _find_votes(text)
    return _votes(found, text) if found else None


def _find_votes(text: str) -> re.Match[str] | None:
    if not says_any(text, VOTE_WORDS) or not VOTE_HINT.search(text):
        return None
    # "8 For, 2 Against, 1 Abstention" holds "For, 2 Against, 1" too: the reading that begins first is right.
    sides = [found for pattern in VOTES[:2] if (found := pattern.search(text))]
    if sides:
        return min(sides, key=lambda found: found.start())
    if slashed := SLASHED_VOTE.search(text):
        return slashed
    return next((found for found in VOTES[2].finditer(text) if _is_vote_of_to(text, found)), None)


def _is_vote_of_to(text: str, found: re.Match[str]) -> bool:
    """ "by 5 votes to 2", not "ages 5 to 11"."""
    around = text[max(0, found.start() - 25) : found.end() + 20]
    return IS_VOTE_OF_TO.search(around) is not None


def votes_of_line(text: str) -> Votes | None:
    """The vote that a line records when it records nothing else, or None."""
    found = _find_votes(text) if len(text) <= LONGEST_VOTE_LINE else None
    if found is None:
        return None
    others = re.findall(r"[^\W\d]+", (text[: found.start()] + " " + text[found.end() :]).lower())
    return _votes(found, text) if WORDS_OF_A_VOTE_LINE.issuperset(others) else None


def _votes(found: re.Match[str], text: str) -> Votes:
    abstain = found["abstain"]
    if abstain is None and (later := LABELLED_ABSTENTIONS.search(text, found.end(), found.end() + 60)):
        abstain = later["count"]
    return Votes(count(found["yes"]), count(found["no"]), count(abstain) if abstain else None)


def side_of_line(text: str) -> Side | None:
    """The side that a line of a division records: "Against: 8", "FOR (18)", "For the motion: Councillors A, B (2)"."""
    if len(text) > LONGEST_SIDE_LINE:
        return None
    found = COUNT_FIRST_LINE.fullmatch(text) or SIDE_LINE.match(text)
    if found is None:
        return _side_afternames_in(text)
    name = next(each for each in ("for", "against", "abstain") if found[each])
    if found["stated"]:
        rest = found.groupdict().get("rest") or ""
        names = names_in(rest)
        voters = () if NOBODY.fullmatch(rest) else tuple(names)
        return Side(name, count(found["stated"]), voters) if not rest or names else None
    rest = found["rest"].strip()
    held = count_of(rest)
    return Side(name, held, voters_of(rest)) if held is not None else None


def _side_afternames_in(text: str) -> Side | None:
    found = NAMES_FIRST.fullmatch(text) if says_any(text, SIDES_HINT) else None
    names = names_in(found["names"]) if found else []
    if found is None or not names:
        return None
    name = next(each for each in ("for", "against", "abstain") if found[each])
    return Side(name, count(found["stated"]) if found["stated"] else len(names), tuple(names))


def sides_in_line(text: str) -> Votes | None:
    """The vote of a line that holds all its sides: "FOR (2): Councillors A, B; AGAINST (1): Councillor C"."""
    if ";" not in text or len(text) > LONGEST_SIDE_LINE:
        return None
    sides = [side_of_line(part.strip()) for part in text.split(";") if part.strip()]
    return joined_sides([side for side in sides if side]) if all(sides) else None


def side_named_alone(text: str) -> str | None:
    """The side that a line names above its voters: "There voted against the motion:", "FOR (6)"; None for others."""
    found = SIDE_LINE.match(text) if len(text) <= LONGEST_VOTE_LINE else None
    if (
        found is None
        or found["rest"]
        or not (found["stated"] or text.endswith((":", "-", "–")) or text.isupper())
    ):
        return None
    return next(each for each in ("for", "against", "abstain") if found[each])


def count_of(rest: str) -> int | None:
    """How many voted on a side, from the stated number or else from the names."""
    if only := ONLY_COUNT.fullmatch(rest):
        return count(only["stated"])
    if NOBODY.fullmatch(rest):
        return 0
    said, stated = _with_count(rest)
    names = names_in(said)
    if not names:
        return None
    return count(stated) if stated else len(names)


def voters_of(rest: str) -> tuple[str, ...]:
    """Who voted on a side, as printed; nobody where the text only counts them."""
    said, _ = _with_count(rest)
    return () if ONLY_COUNT.fullmatch(rest) or NOBODY.fullmatch(said) else tuple(names_in(said))


def _with_count(rest: str) -> tuple[str, str | None]:
    """The names of a side and the number stated after them, if there is one."""
    stated = STATED_AT_END.search(rest)
    return (rest[: stated.start()].rstrip(" .…_("), stated["stated"]) if stated else (rest, None)


def joined_sides(sides: list[Side]) -> Votes | None:
    """One vote from the lines of its sides; None unless they hold those for and those against, once each."""
    held = {side.name: side.count for side in sides}
    if len(held) != len(sides) or not {"for", "against"} <= held.keys():
        return None
    named = tuple((side.name, voter) for side in sides for voter in side.voters)
    return Votes(held["for"], held["against"], held.get("abstain"), named)
