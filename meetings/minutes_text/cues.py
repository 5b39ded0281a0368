"""The wording that announces a resolution, and the wording that looks like it but does not: the tables.

To add a cue, add its word to the row of `KEYS` that says how much it takes to announce a resolution.
"""

from __future__ import annotations

import re

# STRONG words announce wherever they open a paragraph; MIDDLE ones also need punctuation, capitals or an act after
# them; LESSER ones are common in narrative and need capitals or a colon; TITLES need their punctuation.
STRONG = ("resolved", "r e s o l v e d", "ordered", "penderfynwyd", "penderfynodd", "enacted")
MIDDLE = ("agreed", "recommended", "decided", "cytunwyd", "argymhellwyd", "cytunodd", "argymhellodd")
LESSER = (
    "noted",
    "approved",
    "endorsed",
    "received",
    "deferred",
    "referred",
    "withdrawn",
    "rejected",
    "refused",
    "adopted",
    "accepted",
    "granted",
    "supported",
    "requested",
    "resolves",
    "recommends",
    "agrees",
    "nodwyd",
    "nododd",
    "cymeradwywyd",
    "derbyniwyd",
    "gohiriwyd",
)
TITLES = ("decision", "decisions", "resolution", "resolutions", "penderfyniad", "penderfyniadau")

BODY_NOUN = (
    "Committee|Sub-Committee|Sub-committee|Subcommittee|Cabinet|Council|Executive|Board|Panel|Commission|Forum|Members"
    "|Group|Authority|Mayor|Leader|Holder|Member|Assembly|Scrutiny|Partnership|Meeting|Councillors|Trustees|Governors"
    "|Pwyllgor|Cyngor|Bwrdd|Aelodau"
)
A_BODY = (
    r"(?:(?:[Tt]he|THE|This|That the|Y|Yr) (?:(?:[A-Z][\w&'’/()-]{0,30},?|of|for|and|the|on|&) ){0,9}?"
    rf"(?:{BODY_NOUN}|{BODY_NOUN.upper()}|meeting|members)|Members|MEMBERS|Cabinet|CABINET|Council|COUNCIL|Councillors)"
)
ADVERB = (
    r"(?:(?i:unanimously|then|also|therefore|accordingly|hereby|further|subsequently|formally|duly|thereupon|both|thereby"
    r"|collectively|by consensus|nem\.? con\.?),? )"
)
IMPERSONAL = r"(?i:it (?:was|is|be)|it has been|it was then|cafodd ei|fe)"
# What may stand in brackets between a cue and its text: how the vote went.
MANNER = (
    r"(?:,? (?i:unanimously|further|nem\.? ?con\.?|nem\.? ?dis\.?|yn unfrydol)(?!\w))?"
    r"(?: \((?=[^()\d]{0,60}(?i:unanim|nem|consensus|unfrydol))[^()\d]{1,60}\))?"
)


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(words)


KEY = rf"(?P<key>(?i:{_alternatives(STRONG + MIDDLE)}))(?!\w)"
LESSER_KEY = rf"(?P<lesser>(?i:{_alternatives(LESSER + TITLES)}))(?!\w)(?:\(s\)|\(S\))?"
# "RECOMMENDED TO COUNCIL", "RECOMMENDED (to the Executive):": whom the cue names before its text begins.
TO_BODY = (
    rf"(?: (?:\((?i:to) (?:(?i:the) )?(?:[A-Z][\w&'’-]*(?: (?:and|of|for))? ?){{1,7}}\)"
    rf"|(?i:to) (?:(?i:the) )?(?:[A-Z][\w&'’-]* (?:and |of |for )?){{0,6}}(?:{BODY_NOUN}|{BODY_NOUN.upper()})(?= ?[:–—-]|$| That\b)))?"
)
# "**RESOLVED:**": what a text in Markdown prints in bold.
BOLD = r"\*{0,2}"
PUNCTUATION = rf"{BOLD}(?P<punctuation>(?: ?[:;.,/–—-]){{0,3}}){BOLD}(?= |$)"

IN_TWO_LANGUAGES = rf"(?: ?/ ?(?i:{_alternatives(STRONG + MIDDLE + TITLES)})(?!\w))?"
AT_START = re.compile(
    rf"{BOLD}(?:(?P<lead>{IMPERSONAL}|{A_BODY}),? )?{ADVERB}{{0,3}}(?:{KEY}|{LESSER_KEY}){IN_TWO_LANGUAGES}{MANNER}{TO_BODY}{PUNCTUATION}"
)
# "After a short discussion, it was unanimously RESOLVED that": the cue closes one opening clause.
IN_CLAUSE = re.compile(
    rf"(?P<before>[^.:;“”\"‘]{{1,300}}?(?:,|\band|[^\s,]) )(?P<lead>{IMPERSONAL}|(?i:it was moved and )|{A_BODY}|and|AND)"
    rf"(?:, [^.:;“”\",]{{1,120}}, | ){ADVERB}{{0,3}}(?:{KEY}|{LESSER_KEY}){MANNER}{TO_BODY}{PUNCTUATION}"
)
# "The Committee, having considered the report, RESOLVED to", "Cabinet considered the report and agreed that".
AFTER_SUBJECT = re.compile(
    rf"(?P<before>)(?P<lead>{A_BODY})(?:, [^.:;“”\"]{{1,250}}?,| [^.:;“”\"]{{1,250}}? and) {ADVERB}{{0,3}}(?:{KEY}|{LESSER_KEY}){MANNER}{TO_BODY}{PUNCTUATION}"
)
INITIALS = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Cllr|Cllrs|No|St)\.(?= ?[A-Z])")
GLUED = re.compile(
    rf"(?P<cue>(?i:{_alternatives(STRONG + MIDDLE + TITLES)}|noted):[:–—-]{{0,2}}|(?:{_alternatives(STRONG + MIDDLE).upper()})[–—-]{{1,2}}(?=[A-Z]))\S"
)
FOLLOWING = re.compile(
    rf"(?P<cue>(?:{A_BODY}|Members) (?:then |also |therefore )?(?:made|agreed|put forward|adopted|took|passed|approved) the following"
    rf" (?:recommendation|decision|resolution|action|proposal)s?(?: to [^.:]{{1,80}})? ?:(?: ?-)?"
    r"|CARRIED(?: UNANIMOUSLY)?(?: ?[:–-]{1,2})?(?= that\b| That\b)"
    r"|(?:RECOMMENDATIONS?|Recommendations?) (?i:to) (?:(?i:the) )?[A-Z][\w &’'-]{2,60}:(?: ?-)?)(?P<rest>.*)",
    re.DOTALL,
)
SENTENCE_START = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
# Cheap looks that spare most paragraphs the searches above.
CUE_HINT = (*STRONG, *MIDDLE, *LESSER, *TITLES, "carried", "the following ", "recommendation")
FOLLOWING_HINT = ("carried", "the following ", "recommendation to ", "recommendations to ")
FOLLOWED_BY_ACT = re.compile(
    r"(?i:that|to|as follows|unanimously|fod|bod|i|y|the following|not to|by \w+ votes?|by a majority)\b|\(|[A-Za-z]\)|\d{1,2}[.)]"
)
# "It was agreed that ... be ..." decides; "the figure that was agreed by ..." tells.
OBJECT_OF_CUE = re.compile(r"(?i:the|a|an|all|this|its|their|and|with|in)\b")

# The clause before a cue that tells of another meeting or of what might have been.
REPORTED = re.compile(
    r"\b(?:meeting (?:of|held)|at (?:its|their|the|a|an) (?:last |previous |earlier |\w+ )?meeting|previous(?:ly)?|earlier|last (?:year|month)"
    r"|if|whether|unless|until|in \d{4}|had it|suggest(?:ed|s)|would|could|should|might|on \d{1,2}(?:st|nd|rd|th)? \w+)\b"
    r"|\b(?:said|stated|explained|confirmed|reported|advised|reminded|recalled|informed|understood|queried|asked|clarified|"
    r"outlined|commented)\b.*\bthat\b",
    re.IGNORECASE,
)
# A paragraph that ends by introducing the words of somebody else: another meeting, a motion, a report.
QUOTES_FOLLOW = re.compile(
    r"\b(?:at (?:its|their|the) (?:\w+ )?meeting (?:of|on|held)|meeting (?:of|held on)|(?:had|has|have) (?:previously |already |also )?(?:resolved|agreed|recommended|decided)"
    r"|previously|following (?:motion|amendment|notice of motion)|amendment|motion|minute (?:no\.? ?)?\d|minutes? (?:read|reads|stated)"
    r"|report (?:had )?(?:recommend(?:s|ed|ation)|propos(?:es|ed)|ask(?:s|ed))|recommendations? (?:of|in|contained in|set out in|from) (?:the|this|their) (?:\w+ )?(?:report|officers?|review)"
    r"|(?:officers?|report|paper|review|chief executive|director)(?:['’]s?)? (?:had )?recommend(?:ation|ations|ed|s)"
    r"|minded to|alternative (?:wording|motion|resolution|recommendation)|draft (?:resolution|wording)|wording (?:was|would|might|could)|example"
    r"|would (?:be|read)|could (?:be|read)|might (?:be|read)|invited to (?:agree|resolve|approve|note|consider)|asked to (?:agree|resolve|approve|note|consider))\b",
    re.IGNORECASE,
)
ENDS_WITH_QUOTATION = (":", ": -", ":-", "“", ":–", ": –")
