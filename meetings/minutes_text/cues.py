"""The wording that announces a resolution, and the wording that looks like it but does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Line

BODY_NOUN = (
    "Committee|Sub-Committee|Sub-committee|Subcommittee|Cabinet|Council|Executive|Board|Panel|Commission|Forum|Members"
    "|Group|Authority|Mayor|Leader|Holder|Member|Assembly|Scrutiny"
)
A_BODY = (
    r"(?:(?:[Tt]he|THE|This|That the) (?:(?:[A-Z][\w&'’/-]{0,30},?|of|for|and|the|on|&) ){0,9}?"
    rf"(?:{BODY_NOUN}|{BODY_NOUN.upper()})|Members|MEMBERS|Cabinet|Council)"
)
ADVERB = r"(?:(?i:unanimously|then|also|therefore|accordingly|hereby|further|subsequently|formally|duly) )"
KEY = r"(?P<key>(?i:resolved|agreed|ordered|recommended|penderfynwyd|cytunwyd|nodwyd|argymhellwyd))"
LESSER_KEY = r"(?P<lesser>(?i:noted|approved|endorsed|received|deferred|referred|withdrawn|decisions?))"
AFTER_KEY = r"(?: (?i:unanimously)(?![\w]))?"
PUNCTUATION = r"(?P<punctuation>(?: ?[:.,–—-]){0,3})(?= |$)"

AT_START = re.compile(
    rf"(?:(?P<lead>(?i:it (?:was|is|be)|it has been)|{A_BODY}) )?{ADVERB}{{0,3}}(?:{KEY}|{LESSER_KEY}){AFTER_KEY}{PUNCTUATION}"
)
# "After a short discussion, it was unanimously RESOLVED that": the cue closes one opening clause.
IN_CLAUSE = re.compile(
    rf"(?P<before>[^.:;“”\"‘]{{1,160}}?,? (?P<lead>it was|IT WAS|{A_BODY}) ){ADVERB}{{0,3}}{KEY}{AFTER_KEY}{PUNCTUATION}"
)
GLUED = re.compile(r"(?P<cue>(?i:resolved|agreed|ordered|recommended|penderfynwyd|decisions?):[:–—-]{0,2})\S")
SENTENCE_WITH_CUE = re.compile(
    r"(?<=[.!?]) (?=(?:It was (?:\w{1,20} )?(?:RESOLVED|resolved)|RESOLVED|Resolved)\b)"
)
FOLLOWED_BY_ACT = re.compile(r"(?i:that|to|as follows|unanimously|fod|bod|i)\b|\(|[A-Za-z]\)|\d{1,2}[.)]")
# The clause before a cue that tells of another meeting or of what might have been.
REPORTED = re.compile(
    r"\b(?:meeting (?:of|held)|at (?:its|their|the) (?:last |previous )?meeting|previous|earlier|if|whether|had|should"
    r"|unless|until|report|motion|amendment)\b",
    re.IGNORECASE,
)
QUOTES_FOLLOW = re.compile(
    r"\b(?:at (?:its|their) meeting|meeting (?:of|held on)|(?:had|has|have) (?:previously )?(?:resolved|agreed|recommended)"
    r"|previously|as follows|following (?:motion|amendment|resolution|recommendation)|amendment|motion"
    r"|report recommend(?:s|ed)|minded to)\b",
    re.IGNORECASE,
)
STRONG = frozenset({"resolved", "ordered", "penderfynwyd"})
MOST_SENTENCES_TRIED = 20
LOOK_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Cue:
    """A resolution announced in a paragraph: the text before it, the cue as printed, and the text after it."""

    before: str
    cue: str
    rest: str


def find_cue(line: Line, previous: str = "") -> Cue | None:
    """The cue of this paragraph, or None. `previous` is the paragraph before it, which may introduce a quotation.

    A cue stands at the start of the paragraph (after its number), after one opening clause ("After a vote, it was
    RESOLVED"), or at the start of a later sentence when it is RESOLVED. Not cues: anything quoted, reported from
    another meeting, put hypothetically, or part of a motion; "noted" in a narrative (see `body`).
    """
    if line.is_row or _introduces_quotation(previous):
        return None
    found = cue_at_start(line.text, line) or _cue_in_clause(line)
    return found or _cue_in_later_sentence(line)


def starts_with_cue(line: Line) -> bool:
    """Whether the paragraph opens with a cue."""
    return cue_at_start(line.text, line) is not None


def cue_at_start(text: str, line: Line) -> Cue | None:
    """The cue that the text opens with; `line` tells how the paragraph stood on the page."""
    found = AT_START.match(text[:LOOK_AHEAD])
    if found is None:
        glued = GLUED.match(text)
        return Cue("", glued["cue"], text) if glued else None
    rest = text[found.end() :].strip()
    if not _announces(found, rest, line):
        return None
    return Cue("", found.group().rstrip(), rest)


def _announces(found: re.Match[str], rest: str, line: Line) -> bool:
    key = found["key"] or found["lesser"]
    acts = not rest or FOLLOWED_BY_ACT.match(rest) is not None
    stops = any(ch in ":–—-" for ch in found["punctuation"])
    if rest[:80].isupper() and key.isupper() and not stops:
        return acts  # "AGREED ACTIONS AND NEXT STEPS" is a heading
    if found["lesser"]:
        return _lesser_announces(found, rest, acts, stops)
    if found["lead"]:
        return _led_announces(found, acts, stops, line)
    if key.isupper():
        return "," not in found["punctuation"] or key.lower() in STRONG or acts
    if key.islower() and not (stops or not rest):
        return acts and line.blank_before and found["lead"] is not None
    return stops or acts


def _lesser_announces(found: re.Match[str], rest: str, acts: bool, stops: bool) -> bool:
    if found["lead"]:
        return found["lesser"].isupper() and found["lesser"] not in ("DECISION", "DECISIONS")
    if not rest:
        return not found["lesser"].islower()
    if found["lesser"].lower().startswith("decision"):
        return stops
    if not found["lesser"].isupper():
        return stops and not found["lesser"].islower()
    return acts or stops or rest.split(" ", 1)[0] in ("the", "and", "with", "a")


def _led_announces(found: re.Match[str], acts: bool, stops: bool, line: Line) -> bool:
    if found["key"].isupper():
        return True
    if not (acts or stops):
        return False
    in_bullet = (line.style or "").startswith("bullet")
    return found["key"].lower() in STRONG or not in_bullet


def _cue_in_clause(line: Line) -> Cue | None:
    found = IN_CLAUSE.match(line.text[:LOOK_AHEAD])
    if found is None or REPORTED.search(found["before"]):
        return None
    if found["lead"].lower() != "it was" and not found["key"].isupper():
        return None
    rest = line.text[found.end() :].strip()
    acts = not rest or FOLLOWED_BY_ACT.match(rest) is not None
    stops = any(ch in ":–—-" for ch in found["punctuation"])
    return Cue("", found.group().rstrip(), rest) if _led_announces(found, acts, stops, line) else None


def _cue_in_later_sentence(line: Line) -> Cue | None:
    text = line.text
    if (line.style or "").startswith("bullet"):
        return None
    opened = closed = straight = start = 0
    for tried, sentence in enumerate(SENTENCE_WITH_CUE.finditer(text)):
        if tried == MOST_SENTENCES_TRIED:
            return None
        at = sentence.end()
        opened += text.count("“", start, at)
        closed += text.count("”", start, at)
        straight += text.count('"', start, at)
        start = at
        if opened > closed or straight % 2:
            continue
        found = cue_at_start(text[at:], line)
        if found and not _introduces_quotation(text[max(0, at - LOOK_AHEAD) : at - 1]):
            return Cue(text[: at - 1], found.cue, found.rest)
    return None


def _introduces_quotation(previous: str) -> bool:
    """Whether a paragraph ends by introducing the words of somebody else: another meeting, a motion, a report."""
    tail = previous[-LOOK_AHEAD:].rstrip()
    return tail.endswith((":", ": -", ":-", "“")) and QUOTES_FOLLOW.search(tail) is not None
