"""Where a paragraph announces a resolution: the tables of `cues` applied to one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .cues import (
    AFTER_SUBJECT,
    AT_START,
    CUE_HINT,
    ENDS_WITH_QUOTATION,
    FOLLOWED_BY_ACT,
    FOLLOWING,
    FOLLOWING_HINT,
    GLUED,
    IN_CLAUSE,
    INITIALS,
    OBJECT_OF_CUE,
    QUOTES_FOLLOW,
    REPORTED,
    SENTENCE_START,
    STRONG,
    TITLES,
)
from .hints import says_any
from .lines import Line

MOST_SENTENCES_TRIED = 20
INDIVIDUAL = re.compile(r"\b(?:Member|Holder|Leader|Mayor|Chair\w*)(?: for [\w, &’'-]+| of the Council)?$")
DECIDING = re.compile(
    r"to (?:note|approve|adopt|agree|defer|refer|endorse|receive|recommend|delegate|appoint|award|grant|refuse|accept|extend|enter|proceed"
    r"|make|authorise|renew|set|introduce|procure|establish|allocate|release|dispose|close|open|consult|implement)\b"
)
LOOK_AHEAD = 500
OPENING_WORDS = re.compile(
    r"(?:after|following|having|on|upon|in (?:light|view|conclusion|response|considering)|accordingly|therefore|thereafter|with|at the|"
    r"it was (?:moved|proposed)|(?:councillor|cllr|the chair|mr|mrs|ms)\b.*\b(?:moved|proposed|seconded)|moved|proposed|by|when|subject|the motion"
    r"|in the absence|there being|members|as|put to|being|a vote|during|finally|consequently|taking|in accordance|ar ôl|yn dilyn)\b",
    re.IGNORECASE,
)
JOINS = re.compile(r"(?:,|;|\)|\band|\bso|\bthen|[–-]) $")


@dataclass(frozen=True, slots=True)
class Cue:
    """A resolution announced in a paragraph: the text before it, the cue as printed, and the text after it.

    `is_weak`: wording that also tells what members did ("Members agreed to visit"); beside a plain RESOLVED it does.
    """

    before: str
    cue: str
    rest: str
    is_weak: bool = False


def find_cue(line: Line, previous: str = "") -> Cue | None:
    """The cue of this paragraph, or None. `previous` is the paragraph before it, which may introduce a quotation.

    A cue stands at the start of the paragraph (after its number), after one opening clause ("After a vote, it was
    RESOLVED"), or at the start of a later sentence. Not cues: anything quoted, reported from another meeting, put
    hypothetically, or part of a motion; "noted" in a narrative (see `closing`).
    """
    if line.is_row or not says_any(line.text, CUE_HINT) or introduces_quotation(previous):
        return None
    return cue_at_start(line.text, line) or _cue_in_clause(line.text, line) or _cue_in_later_sentence(line)


def starts_with_cue(line: Line) -> bool:
    """Whether the paragraph opens with a cue."""
    return cue_at_start(line.text, line) is not None


def cue_at_start(text: str, line: Line) -> Cue | None:
    """The cue that the text opens with; `line` tells how the paragraph stood on the page."""
    if not says_any(text[:LOOK_AHEAD], CUE_HINT):
        return None
    found = AT_START.match(text[:LOOK_AHEAD])
    if found is None:
        return _glued_or_following(text)
    rest = text[found.end() :].strip()
    if not _announces(found, rest, line):
        return _glued_or_following(text)
    return Cue("", found.group().rstrip(), rest, _is_weak(found, rest))


def _glued_or_following(text: str) -> Cue | None:
    glued = GLUED.match(text)
    if glued:
        return Cue("", glued["cue"], text)
    following = FOLLOWING.match(text) if says_any(text[:LOOK_AHEAD], FOLLOWING_HINT) else None
    return Cue("", following["cue"], following["rest"].strip()) if following else None


def _is_weak(found: re.Match[str], rest: str) -> bool:
    key = found["key"] or ""
    impersonal = (found["lead"] or "").lower().startswith("it ")
    stops = any(ch in ":–—-" for ch in found["punctuation"])
    return bool(found["lead"]) and key.islower() and key not in STRONG and not impersonal and not stops


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
        return False
    return stops or acts or ("." in found["punctuation"] and key.lower() in STRONG)


def _lesser_announces(found: re.Match[str], rest: str, acts: bool, stops: bool) -> bool:
    lesser = found["lesser"]
    if lesser.lower() in TITLES:
        return not found["lead"] and (stops or (not rest and not lesser.islower()))
    if found["lead"]:
        return lesser.isupper() or (stops and ":" in found["punctuation"] and not lesser.islower())
    if not rest:
        return not lesser.islower()
    if not lesser.isupper():
        return stops and not lesser.islower()
    return acts or stops or OBJECT_OF_CUE.match(rest) is not None


def _led_announces(found: re.Match[str], acts: bool, stops: bool, line: Line) -> bool:
    if found["key"].isupper():
        return True
    if not (acts or stops) or (not stops and _is_undertaking(found)):
        return False
    in_bullet = (line.style or "").startswith("bullet")
    return found["key"].lower() in STRONG or not in_bullet


def _is_undertaking(found: re.Match[str]) -> bool:
    """ "The Cabinet Member agreed to write to the companies": one person who agrees to do something."""
    if INDIVIDUAL.search(found["lead"] or "") is None or found["key"].lower() in STRONG:
        return False
    rest = found.string[found.end() :].strip()
    return rest.startswith("to ") and DECIDING.match(rest) is None


def _cue_in_clause(text: str, line: Line) -> Cue | None:
    # The dots of initials and titles do not end a clause: "Cllr. B. Ash".
    opening = INITIALS.sub(lambda dotted: dotted.group().replace(".", "\u2024"), text[:LOOK_AHEAD])
    found = AFTER_SUBJECT.match(opening) or IN_CLAUSE.match(opening)
    if found is None or REPORTED.search(opening[: found.start("key") if found["key"] else found.end()]):
        return None
    rest = text[found.end() :].strip()
    acts = not rest or FOLLOWED_BY_ACT.match(rest) is not None
    stops = any(ch in ":–—-" for ch in found["punctuation"])
    key = found["key"] or found["lesser"]
    names_object = key.isupper() and OBJECT_OF_CUE.match(rest) is not None
    if not (acts or stops or names_object) or key.lower() in TITLES:
        return None
    if not key.isupper() and (found["lesser"] or not _clause_leads(found, key)):
        return None
    if not rest and (found["lesser"] or "." in found["punctuation"]):
        return None
    if found["key"] and not _led_announces(found, acts, stops, line):
        return None
    return Cue("", text[: found.end()].rstrip(), rest, _is_weak(found, rest))


def _clause_leads(found: re.Match[str], key: str) -> bool:
    """Whether a cue in small letters follows an opening clause rather than some statement."""
    before, lead = found["before"], found["lead"].lower()
    if not before:
        return True
    if lead == "and":
        return re.search(r"\b(?:moved|proposed|seconded)\b", before, re.IGNORECASE) is not None
    return OPENING_WORDS.match(before) is not None and JOINS.search(before) is not None


def _cue_in_later_sentence(line: Line) -> Cue | None:
    """The cue of a later sentence: a capital cue anywhere, one in small letters only in the last sentence."""
    text = line.text
    if (line.style or "").startswith("bullet"):
        return None
    opened = closed = straight = start = 0
    starts = [each.end() for each in SENTENCE_START.finditer(text)]
    for at in starts[:MOST_SENTENCES_TRIED] + starts[MOST_SENTENCES_TRIED:][-2:]:
        opened += text.count("“", start, at)
        closed += text.count("”", start, at)
        straight += text.count('"', start, at)
        start = at
        if opened > closed or straight % 2:
            continue
        found = _cue_of_sentence(text, at, line, is_last=at == starts[-1])
        if found and not introduces_quotation(text[max(0, at - LOOK_AHEAD) : at - 1]):
            return Cue(text[: at - 1], found.cue, found.rest, found.is_weak)
    return None


def _cue_of_sentence(text: str, at: int, line: Line, is_last: bool) -> Cue | None:
    sentence = text[at:]
    if not says_any(text[at : at + LOOK_AHEAD], CUE_HINT):
        return None
    found = cue_at_start(sentence, line) or _cue_in_clause(sentence, line)
    if found is None:
        return None
    words = found.cue.rstrip(" :;.,–—-").split()
    key = next((word.strip(":;.,–—-()") for word in reversed(words) if word.strip(":;.,–—-()").isalpha()), "")
    capital = any(word.strip(":;.,–—-()").isupper() and len(word) > 4 for word in words)
    strong = any(word.strip(":;.,–—-()").lower() in STRONG for word in words)
    if capital or strong:
        return found
    return (
        found
        if is_last and words[0] == "It" and key.lower() in ("agreed", "decided", "recommended", "unanimously")
        else None
    )


def introduces_quotation(previous: str) -> bool:
    """Whether a paragraph ends by introducing the words of somebody else: another meeting, a motion, a report."""
    tail = previous[-LOOK_AHEAD:].rstrip()
    return tail.endswith(ENDS_WITH_QUOTATION) and QUOTES_FOLLOW.search(tail) is not None
