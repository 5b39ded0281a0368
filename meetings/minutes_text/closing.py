"""Decisions without a cue: minutes approved, "The report was noted.", "The Committee noted the report."."""

from __future__ import annotations

import re
from dataclasses import replace

from .cues import A_BODY
from .record import Point, Resolution
from .resolutions import with_outcomes

MINUTES_APPROVED = re.compile(
    r"(?:resolved )?(?:(?:that )?(?:the )?)?(?:\w{1,20} ){0,3}(?:minutes|notes|record)\b.{0,300}?\b(?:was|were|be|been|is|are) (?:\w+ ){0,2}?(?:agreed|approved|confirmed|accepted|signed"
    r"|taken|adopted|received)\b.{0,120}?(?:\b(?:correct|accurate|true)\b|$)"
    r"|(?:derbyniwyd|cymeradwywyd|cadarnhawyd)\b.{0,120}\bcofnodion\b",
    re.IGNORECASE,
)
RECORD_APPROVED = re.compile(
    r"\b(?:correct|accurate|true)\b.{0,30}\brecord\b|\bas (?:a )?(?:true|correct|accurate)\b|\bsigned\b|\bcofnod (?:cywir|gwir)",
    re.IGNORECASE,
)
AGREES_RECORD = re.compile(
    r"\b(?:agreed|approved|confirmed|accepted|adopted|signed|taken)\b.{0,80}\b(?:correct|accurate|true)\b.{0,30}\brecord\b",
    re.IGNORECASE,
)
NOTHING_DECIDED = re.compile(
    r"(?:there (?:was|were) (?:no\b|none)|none\b|nil\b|not applicable|n/a\b|dim\b|no (?:\w+ ){1,12}(?:received|declared|made|submitted|raised|reported|notified|disclosed)"
    r"|apolog(?:y|ies) (?:for absence )?(?:was|were|had been) |(?:councillors?|cllrs?) .{1,80} declared )",
    re.IGNORECASE,
)
MINUTES_TITLE = re.compile(r"\b(?:minutes|notes|record|cofnodion)\b", re.IGNORECASE)
# What a council decides about in so many words; a figure or a point that "was noted" is narrative.
THING = (
    r"(?:reports?|recommendations?|updates?|presentations?|minutes|notes|plans?|programmes?|strateg(?:y|ies)|polic(?:y|ies)|budgets?|applications?|proposals?|"
    r"items?|requests?|reference|nominations?|appointments?|accounts?|statements?|information|petitions?|position|contents?|matter|schedules?|"
    r"list|actions?|draft|response|referral|appeal|grant|dates?|verbal update|review|findings|paper|briefing|framework|agreement|licen[cs]e|variation|order|"
    r"call-?in|precept|expenditure|payments?|cofnodion|adroddiad)"
)
VERBS = (
    "noted|agreed|approved|received|endorsed|accepted|adopted|deferred|withdrawn|refused|rejected|supported|referred|confirmed"
    "|ratified|granted|carried|upheld|not upheld|dismissed"
)
ADVERBS = r"(?:unanimously |then |duly |therefore |accordingly |formally |also |hereby |subsequently )*"
# "The Committee noted the report.": a resolution where it closes an item or names what was put before the committee.
BODY_CLOSES = re.compile(
    rf"(?P<cue>(?:[A-Z][^.:;,]{{0,80}}, )?{A_BODY},? {ADVERBS}(?:{VERBS}|welcomed and noted|considered and noted|resolved|thanked [^.]{{1,60}} and noted))(?P<rest> .+)",
    re.DOTALL,
)
OBJECT_IS_THING = re.compile(
    rf"(?:and (?:noted|received|endorsed|approved|welcomed|agreed) )?(?:the |a |an |its |this |both |all |these )?(?:[\w’'&/-]+ ){{0,9}}?{THING}\b",
    re.IGNORECASE,
)
THING_DECIDED = re.compile(
    rf"(?:the |this |these |both |all |an? |its |members['’]? )?[^.:;]{{0,200}}?\b{THING}\b[^.:;]{{0,120}}?\b(?:was|were) {ADVERBS}(?:{VERBS})\b"
    rf"(?! that\b)(?P<rest>[^.:]{{0,160}})[.]?",
    re.IGNORECASE,
)
BARE_DECIDED = re.compile(
    rf"(?:the |this )?(?:[\w’'-]+ ){{0,3}}{THING} {ADVERBS}(?:noted|agreed|approved|received|endorsed|deferred|withdrawn)\.?",
    re.IGNORECASE,
)
PERSON_CHOSEN = re.compile(
    r"(?:(?:Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Miss|Dr|Alderman|The Reverend)\.? )?[A-Z][\w.’'-]*[^.:;]{0,120}? (?:was|were) "
    r"(?:duly |unanimously |then |therefore )*(?:elected|appointed|re-elected|re-appointed|nominated)\b[^:]{0,160}",
)
TOLD = re.compile(
    r"\b(?:last (?:year|month|week)|previously|in (?:19|20)\d\d\b|had been|have been|has been|if|when|because|which|whether|already|until .* was)\b",
    re.IGNORECASE,
)
MAY_FOLLOW = re.compile(
    r"^(?:,? (?:and|by the|by \w+ votes|by members|by all|subject|for|from the agenda|with|until|to|as|unanimously|in|at|on|nem|without|pending|following|\())|^$|^,",
    re.IGNORECASE,
)
CLOSING_HINT = re.compile(
    rf"\b(?:{VERBS}|elected|appointed|nominated|re-elected|signed|taken|derbyniwyd|cymeradwywyd|cadarnhawyd)\b",
    re.IGNORECASE,
)
# The item taken off, the recommendation put and approved, "Agreed as recommended.", "... and it was so resolved."
SETTLED = re.compile(
    r"(?:this |the )?(?:item|report|application|petition)(?: on [^.;]{1,80})? (?:had been|has been|was|be|had) (?:formally )?withdrawn(?: from the agenda| by [^.;]{1,80})?\."
    r"|(?:the )?(?:recommendations?|motion|proposal|substantive motion)(?: in the report)? (?:was|were) (?:then )?(?:duly )?(?:put(?: to the (?:vote|meeting))?,? and )(?:was |were )?(?:declared )?(?:approved|agreed|carried)\b[^.;]{0,120}\.?"
    r"|(?:agreed|approved|noted) (?:as (?:recommended|set out(?: in the report)?|printed|circulated|per (?:the )?(?:report|recommendations?))|unanimously|without (?:debate|discussion|dissent))\.?"
    r"|[^.;]{10,200},? and it was so (?:resolved|agreed|ordered)\.?",
    re.IGNORECASE,
)
LAST_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
LONGEST_CLOSING = 300

Parts = list[Point | Resolution]


def with_closing_resolution(parts: Parts, title: str | None) -> Parts:
    """The same parts, one of them read as a resolution where its wording decides and no cue announced anything.

    In order: minutes approved as a correct record; "The Committee noted the report"; "The report was noted";
    somebody elected. The last such paragraph counts; a sentence that ends the last paragraph is parted from it.
    """
    about_minutes = MINUTES_TITLE.search(title) is not None if title is not None else len(parts) <= 2
    for at, part in enumerate(parts):
        if about_minutes and _is_plain(part) and approves_minutes(part.text):
            return [*parts[:at], _without_cue(part), *parts[at + 1 :]]
        if title is not None and about_minutes and _is_plain(part) and _agrees_record(part.text):
            approved = replace(_without_cue(part), outcomes=("minutes approved",))
            return [*parts[:at], approved, *parts[at + 1 :]]
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if not _is_plain(part) or not CLOSING_HINT.search(part.text[-LONGEST_CLOSING * 2 :]):
            continue
        is_last = all(isinstance(each, Point) and each.kind in ("note", "table") for each in parts[at + 1 :])
        if (found := _decides(part, is_last)) is not None:
            return [*parts[:at], found, *parts[at + 1 :]]
        if is_last and (split := _decides_at_its_end(part)) is not None:
            return [*parts[:at], *split, *parts[at + 1 :]]
    return parts


def approves_minutes(text: str) -> bool:
    """Whether a paragraph without a cue approves minutes as a correct record."""
    found = MINUTES_APPROVED.match(text[: LONGEST_CLOSING * 2])
    return found is not None and RECORD_APPROVED.search(text[: LONGEST_CLOSING * 2]) is not None


def _agrees_record(text: str) -> bool:
    """Below a title about minutes: "Proposed by A, seconded by B and agreed as a true record"."""
    return len(text) <= LONGEST_CLOSING and AGREES_RECORD.search(text) is not None


def decides_nothing(resolution: Resolution) -> bool:
    """Whether what stands in a decision box is no decision: "There were none.", "Apologies were received ..."."""
    if resolution.cue is not None or resolution.limbs:
        return False
    return NOTHING_DECIDED.match(resolution.text) is not None


def decides_without_cue(text: str) -> bool:
    """Whether a sentence says that something was decided: "The report was noted.", "Councillor Ash was elected Chair."."""
    if len(text) <= LONGEST_CLOSING and SETTLED.fullmatch(text):
        return True
    if len(text) > LONGEST_CLOSING or LAST_SENTENCE.search(text) or TOLD.search(text):
        return False
    if BARE_DECIDED.fullmatch(text):
        return True
    found = THING_DECIDED.fullmatch(text)
    if found:
        return MAY_FOLLOW.match(found["rest"]) is not None
    return PERSON_CHOSEN.fullmatch(text) is not None


def _decides(part: Point | Resolution, is_last: bool) -> Resolution | None:
    if not isinstance(part, Point) or len(part.text) > LONGEST_CLOSING:
        return None
    if LAST_SENTENCE.search(part.text) is None:
        found = BODY_CLOSES.fullmatch(part.text)
        rest = found["rest"].strip() if found else ""
        if found and (
            (OBJECT_IS_THING.match(rest) and not rest.startswith("that "))
            or (is_last and part.mark is None and not rest.startswith("to "))
        ):
            return with_outcomes(Resolution(rest, found["cue"], part.number, part.mark))
    return _without_cue(part) if decides_without_cue(part.text) else None


def _decides_at_its_end(part: Point | Resolution) -> tuple[Point, Resolution] | None:
    """A paragraph whose last sentence decides, parted into the talk and the decision."""
    if not isinstance(part, Point):
        return None
    starts = [found.end() for found in LAST_SENTENCE.finditer(part.text)]
    if not starts:
        return None
    before, last = part.text[: starts[-1] - 1], part.text[starts[-1] :]
    found = _decides(Point(last), True) if not TOLD.search(last) else None
    return (replace(part, text=before), found) if found else None


def _without_cue(part: Point | Resolution) -> Resolution:
    return with_outcomes(Resolution(part.text, None, part.number, part.mark))


def _is_plain(part: Point | Resolution) -> bool:
    return isinstance(part, Point) and part.kind == "paragraph"
