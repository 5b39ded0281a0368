"""Suggestions read from wording: movers, votes, addressees, actions, interests and procedural items."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .record import Action, Votes

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
COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"

VOTES = (
    re.compile(
        rf"\b(?:for|in favour)\b\W{{0,4}}(?P<yes>{COUNT})\b\W{{1,5}}(?:and )?against\b\W{{0,4}}(?P<no>{COUNT})\b"
        rf"(?:\W{{1,5}}(?:and )?(?:abst\w{{0,12}}|not voting)\b\W{{0,4}}(?P<abstain>{COUNT})\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<yes>{COUNT}) (?:votes? |members? )?(?:voted |voting )?(?:for|in favour)\b(?: of [^,;.()]{{1,60}}?)?"
        rf"(?:,? and |[,;.]? ?)(?P<no>{COUNT}) (?:votes? |members? )?(?:voted |voting )?against\b(?: it| the motion)?"
        rf"(?:(?:,? and |,? with |[,;.]? ?)(?P<abstain>{COUNT}) (?:\w{{1,8}} )?abst\w{{0,12}})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:by )?(?P<yes>{COUNT}) votes? to (?P<no>{COUNT})\b"
        rf"(?:,? ?(?:with|and)? ?(?P<abstain>{COUNT}) abst\w{{0,12}})?",
        re.IGNORECASE,
    ),
)
# Every counted vote says one of these; one cheap look spares most texts the search.
VOTE_HINT = re.compile(r"\bagainst\b|\bvotes? to\b", re.IGNORECASE)
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
    ]
)
LONGEST_VOTE_LINE = 160

NAME_WORD = r"(?:[A-Z][\w'’-]{0,30}\.?|de|van|von|der|la|le|al)"
NAME = (
    r"(?P<name>(?:(?:Councillors?|Cllrs?\.?|COUNCILLOR|Alderman|The|the|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|Lady|Dame) )?"
    rf"{NAME_WORD}(?: {NAME_WORD}){{0,6}})"
)
MOVED = re.compile(r"\b(?i:moved|proposed)(?: (?i:by))?:? " + NAME)
SECONDED = re.compile(r"\b(?i:seconded)(?: (?i:by))?:? " + NAME)
MOTION_OF = re.compile(r"\b[Oo]n the (?:motion|proposal|proposition) of " + NAME)
NAME_MOVED = re.compile(NAME + r" (?:moved|proposed)\b")
NAME_SECONDED = re.compile(NAME + r" seconded\b")
MOVER_HINT = re.compile(r"moved|proposed|seconded|\bon the (?:motion|propos)", re.IGNORECASE)
MOVER_LINE = re.compile(
    r"[(\[]?(?:it was )?(?:moved|proposed|seconded|on the (?:motion|proposal) of)\b", re.IGNORECASE
)
LOST = re.compile(r"\b(?:lost|amendment|fell|withdrawn|defeated)\b", re.IGNORECASE)

ROLE = (
    r"(?:[Oo]fficers|Mayor and Cabinet|Full Council|full Council|Council(?:'s)? Executive|Cabinet Member(?: for [A-Z][\w’' ,&-]{0,60}?)?"
    r"|Executive Member(?: for [A-Z][\w’' ,&-]{0,60}?)?|Portfolio Holder(?: for [A-Z][\w’' ,&-]{0,60}?)?"
    r"|(?:[A-Z][\w&'’-]{0,30} (?:(?:of|for|and|to) (?:the )?)?){0,6}?(?:Committee|Sub-Committee|Board|Panel|Cabinet|Council"
    r"|Executive|Commission|Director|Officer|Holder|Leader|Mayor|Monitoring Officer|Minister|Authority|Assembly)"
    r"|(?:Strategic |Executive |Corporate |Assistant )?Director (?:of|for) [A-Z][\w’' ,&-]{0,60}?"
    r"|Head of [A-Z][\w’' ,&-]{0,60}?|Secretary of State(?: for [A-Z][\w’' ,&-]{0,60}?)?)"
)
ENDS_ROLE = r"(?=[,.;:)]| (?:that|to|should|be|is|are|for|and|with|by|at|considers?|approves?|agrees?|must|will)\b|$|\n)"
ADDRESSEES = (
    re.compile(rf"\b(?i:recommend(?:s|ed|ation)?) (?:\w+ )?to (?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"),
    re.compile(rf"\b(?i:recommend(?:s|ed)?)[: -]{{0,4}}(?i:that )?(?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"),
    re.compile(rf"\b(?:[Tt]he )?(?P<who>{ROLE}) (?:be|is|are) (?:asked|requested|invited|recommended)\b"),
    re.compile(
        rf"\b(?i:refer(?:s|red)?)(?: (?:\w+ ){{0,5}}?)?(?:back )?to (?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"
    ),
    re.compile(rf"\b(?i:request(?:s|ed)?|asks?|asked|invite[sd]?) (?:that )?(?:[Tt]he )?(?P<who>{ROLE}) "),
)
ADDRESSEE_HINT = re.compile(r"recommend|asked|\basks?\b|request|invite|refer", re.IGNORECASE)
FORWARDED = re.compile(
    rf"\b(?:asked|requested|invited) to recommend\b[^.;]{{0,160}}?\bto (?:[Tt]he )?(?P<who>{ROLE})(?=[,.;:)]| |$)"
)
REPORT_BACK = re.compile(
    r"\b(?:report(?:s|ed)?|come|brought|bring|brings|referred) back\b|\breturn(?:s|ed)? to (?:the|this|a future|its next)\b"
    r"|\b(?:further|update|progress|follow-up) report\b|\breport(?:s|ed)? (?:back )?to (?:the|this|its|a) (?:next|future|committee|meeting)",
    re.IGNORECASE,
)

OWNER = re.compile(
    r"(?P<owner>(?:[Tt]he )?(?:[Oo]fficers?|[Mm]embers?|Chair(?:man|woman|person)?|(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?"
    r"(?: [A-Z][\w'’-]{0,30}){1,3}|[A-Z][\w&'’-]{0,30}(?: (?:of |for |and )?[A-Z][\w&'’-]{0,30}){0,6})) ?(?:\([^()]{0,60}\) ?)?"
    r"(?:also |then |further )?$"
)
UNDERTAKING = re.compile(
    r"\b(?:agreed|undertook|offered|promised|committed|(?:was|were) (?:asked|requested)) to"
    r" (?P<what>(?:provide|circulate|report|supply|send|share|bring|write|arrange|prepare|produce|check|confirm|investigate"
    r"|look into|follow up|contact|update|obtain|find out|publish|explore|consider|review|submit|present|speak|meet)\b)"
)
REQUEST = re.compile(
    r"(?P<who>The Chair(?:man|woman|person)?|Members|The (?:Committee|Panel|Board|Sub-Committee|Commission)"
    r"|(?:Councillor|Cllr) [A-Z][\w'’-]{0,30}(?: [A-Z][\w'’-]{0,30}){0,2}) "
    r"(?:requested|asked) (?P<what>(?:for )?(?:a|an|that|the|further|more) .*)",
    re.DOTALL,
)
ACTION_LABEL = re.compile(
    r"[(\[]?actions?(?: points?)?(?P<by> by| for| owner)?(?: (?P<person>[A-Z][\w'’ ,&-]{0,80}?))? ?[:–-]+ ?(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
WHO_TO = re.compile(
    r"(?P<owner>(?:The |the )?[A-Z][\w'’&-]*(?: [\w'’&-]+){0,8}?) (?:to|will) (?P<what>.+)", re.DOTALL
)
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
WHEN = re.compile(
    r"\b(?P<when>(?:by|before|at|in|within|after) (?:"
    rf"(?:the )?(?:end|beginning|start) of (?:the )?(?:[\w/]+ ?){{1,3}}|(?:(?:mid|early|late)[- ])?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH})(?:/(?:{MONTH}))?(?: \d{{4}})?"
    r"|(?:its|the|a|their) (?:next|future|following)(?: [\w-]+)? ?meeting|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|(?:\d{1,3}|one|two|three|four|six|twelve) (?:working )?(?:days|weeks|months)|(?:the )?(?:spring|summer|autumn|winter)(?: \d{4})?))",
)
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"(\[])")

DECLARED = re.compile(
    r"\bdeclar(?:ed|es) (?:that )?(?P<no>no\b)?[^.;\n]{0,160}?\binterests?\b", re.IGNORECASE
)
LOOK_BACK = 160
NONE_DECLARED = re.compile(r"\b(?:no|none|nil)\b", re.IGNORECASE)
SEVERAL = re.compile(r", (?=[A-Z])|,? and (?=[A-Z])")
PARENTHESIS = re.compile(r"\([^()]{0,120}\)")

PROCEDURAL = re.compile(
    r"(?:to (?:receive|note|consider|approve|confirm|agree) (?:any |the )?)?(?:"
    r"(?:chair(?:man|woman|person)?|mayor)?(?:['’]s)? ?(?:announcements?|communications?)"
    r"|(?:welcome|introductions?|apolog(?:y|ies)|attendance|substitut(?:es|ions?)|membership changes)\b.*"
    r"|(?:disclosures?|declarations?|disclosable).*\binterests?\b.*|declarations?(?: of the party whip)?"
    r"|(?:draft )?(?:minutes|notes)(?: (?:of|from) (?:the )?(?:last|previous|meeting|proceedings|committee|cabinet|council|.{0,80}meeting).*|.{0,3}| \(.*)"
    r"|(?:confirmation|approval|signing) of (?:the )?minutes.*|minutes .*\d{4}"
    r"|(?:any )?(?:other )?(?:items of )?(?:urgent )?business(?: .{0,80})?|urgent (?:items?|matters?|business).*|matters of urgency.*"
    r"|(?:exclusion|exempting) of (?:the )?(?:press|public).*|exempt (?:information|items|business|matters?).*"
    r"|(?:date|dates|time)(?:,? (?:and )?(?:time|place|venue))* of (?:the )?(?:next|future|forthcoming) meetings?.*|(?:next|future) meetings?"
    r"|(?:.{0,40} )?(?:forward |annual )?work (?:programme|plan|program)(?: (?:and|for the|\d|update|report|-|–|\().*)?|forward plan.*|matters arising.*"
    r"|public (?:question|speaking|participation)s?(?: time)?.*|petitions|deputations|filming.*|evacuation.*|housekeeping.*"
    r"|election of (?:a )?(?:vice[- ])?chair(?:man|woman|person)?.*|appointment of (?:a )?(?:vice[- ])?chair(?:man|woman|person)?.*)[.:]?",
    re.IGNORECASE,
)
LONGEST_TITLE_READ = 200


def count(word: str) -> int:
    """The value of a number in figures or in words up to twenty."""
    return int(word) if word.isdecimal() else NUMBER_VALUES[word.lower()]


def votes_in(text: str) -> Votes | None:
    """The first counted vote in the text, or None."""
    if not VOTE_HINT.search(text):
        return None
    for pattern in VOTES:
        found = pattern.search(text)
        if found:
            return _votes(found)
    return None


def votes_of_line(text: str) -> Votes | None:
    """The vote that a line records when it records nothing else, or None."""
    if len(text) > LONGEST_VOTE_LINE:
        return None
    for pattern in VOTES:
        found = pattern.search(text)
        if found:
            others = re.findall(r"\w+", (text[: found.start()] + " " + text[found.end() :]).lower())
            return _votes(found) if WORDS_OF_A_VOTE_LINE.issuperset(others) else None
    return None


def _votes(found: re.Match[str]) -> Votes:
    abstain = found["abstain"]
    return Votes(count(found["yes"]), count(found["no"]), count(abstain) if abstain else None)


def movers_in(text: str) -> tuple[str | None, str | None]:
    """The mover and the seconder that the text names, None for each that it does not."""
    if not MOVER_HINT.search(text):
        return None, None
    mover = MOVED.search(text) or MOTION_OF.search(text) or NAME_MOVED.search(text)
    seconder = SECONDED.search(text) or NAME_SECONDED.search(text)
    return _name(mover), _name(seconder)


def _name(found: re.Match[str] | None) -> str | None:
    return found["name"].rstrip(".") if found else None


def is_mover_line(text: str) -> bool:
    """Whether the paragraph only says who moved and seconded what stands next to it."""
    return len(text) <= LONGEST_VOTE_LINE and bool(MOVER_LINE.match(text)) and not LOST.search(text)


def introduces_motion(text: str) -> bool:
    """Whether the paragraph ends by naming a mover and a seconder of what follows, and what follows was not lost."""
    tail = text[-LONGEST_VOTE_LINE * 2 :]
    return SECONDED.search(tail) is not None and not LOST.search(tail)


def addressee_of(text: str) -> str | None:
    """Whom the resolution addresses: to whom it recommends, refers or puts a request; None when it does not say."""
    if not ADDRESSEE_HINT.search(text):
        return None
    matches = [found for pattern in ADDRESSEES if (found := pattern.search(text))]
    return min(matches, key=lambda found: found.start())["who"].strip(" ,") if matches else None


def forwarded_to(text: str) -> str | None:
    """The second hop: to whom the addressee is asked to recommend in turn; None when there is none."""
    found = FORWARDED.search(text)
    return found["who"].strip(" ,") if found else None


def asks_report_back(text: str) -> bool:
    """Whether the resolution asks for something to come back to the committee."""
    return REPORT_BACK.search(text) is not None


def actions_in(texts: Iterable[str]) -> tuple[Action, ...]:
    """The undertakings, requests and labelled actions in these paragraphs, in the order they stand."""
    return tuple(action for text in texts for action in _actions_of_paragraph(text))


def _actions_of_paragraph(text: str) -> Iterable[Action]:
    labelled = ACTION_LABEL.match(text)
    if labelled:
        yield _labelled_action(text, labelled)
        return
    for sentence in SENTENCE.split(text):
        if "ACTION:" in sentence and (inner := ACTION_LABEL.match(sentence[sentence.index("ACTION:") :])):
            yield _labelled_action(sentence, inner)
        elif undertaking := UNDERTAKING.search(sentence):
            owner = OWNER.search(sentence[max(0, undertaking.start() - LOOK_BACK) : undertaking.start()])
            what = sentence[undertaking.start("what") :].rstrip(" .")
            yield Action(sentence, owner["owner"] if owner else None, what, _when(what))
        elif request := REQUEST.match(sentence):
            what = request["what"].rstrip(" .").removeprefix("for ").removeprefix("that ")
            yield Action(sentence, None, what, _when(what))


def _labelled_action(text: str, labelled: re.Match[str]) -> Action:
    what = labelled["what"].strip(" .)]")
    if labelled["by"] and not labelled["person"]:
        return Action(text, what or None, None, _when(what))
    who = WHO_TO.match(what)
    owner = labelled["person"] or (who["owner"] if who else None)
    return Action(text, owner, (who["what"] if who else what) or None, _when(what))


def _when(text: str) -> str | None:
    found = WHEN.search(text)
    return found["when"].strip() if found else None


def interests_in(texts: Iterable[str]) -> int:
    """How many declarations of interest these paragraphs record; "none" counts none."""
    return sum(_declared(text, found) for text in texts for found in DECLARED.finditer(text))


def _declared(text: str, found: re.Match[str]) -> int:
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    who = before[max(before.rfind(end) for end in ".;\n") + 1 :]
    if found["no"] or NONE_DECLARED.search(who):
        return 0
    return 1 + len(SEVERAL.findall(PARENTHESIS.sub("", who)))


def is_procedural(title: str | None) -> bool:
    """Whether an item of this title is business about the meeting itself (apologies, declarations, minutes ...)."""
    return title is not None and PROCEDURAL.fullmatch(title[:LONGEST_TITLE_READ].strip(" .:")) is not None
