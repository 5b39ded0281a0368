"""The outcomes of resolutions: which verbs and phrases state which outcome. One table; see `outcome_reading`."""

from __future__ import annotations

import re

# Outcome: (base forms, past forms). The outcomes are the words of the portal's outcome list, in lower case.
VERBS: dict[str, tuple[str, str]] = {
    "noted": ("note|notes", "noted"),
    "received": ("receive|receives", "received"),
    "approved": (
        "approve|approves|adopt|adopts|authorise|authorises|grant|grants|ratify|ratifies|confirm|confirms",
        "approved|adopted|authorised|granted|ratified|confirmed",
    ),
    "agreed": ("agree|agrees|accept|accepts", "agreed|accepted|carried"),
    "endorsed": (
        "endorse|endorses|support|supports|welcome|welcomes|commend|commends",
        "endorsed|supported|welcomed",
    ),
    "recommended": ("recommend|recommends", "recommended|commended"),
    "referred": ("refer|refers", "referred"),
    "requested": (
        "request|requests|ask|asks|invite|invites|instruct|instructs|urge|urges|call on|calls on|call upon|calls upon",
        "requested|asked|invited|instructed",
    ),
    "delegated": ("delegate|delegates", "delegated"),
    "established": ("establish|establishes|set up|form|forms|create|creates", "established|set up"),
    "appointed": (
        "appoint|appoints|elect|elects|nominate|nominates|re-appoint|reappoint|re-elect|co-opt",
        "appointed|elected|nominated|re-appointed|reappointed|re-elected|co-opted",
    ),
    "deferred": ("defer|defers|postpone|postpones|adjourn|adjourns", "deferred|postponed|adjourned"),
    "withdrawn": ("withdraw|withdraws", "withdrawn"),
    "rejected": ("reject|rejects|refuse|refuses|dismiss|dismisses", "rejected|refused|dismissed"),
    "reviewed": ("review|reviews", "reviewed"),
}
OUTCOME_OF = {
    form: outcome
    for outcome, forms in VERBS.items()
    for alternatives in forms
    for form in alternatives.split("|")
}
BASE = "|".join(base for base, _ in VERBS.values())
PAST = "|".join(past for _, past in VERBS.values())
PAST_FORMS = frozenset(PAST.split("|"))
ADVERB = r"(?:(?:also|hereby|formally|duly|further|therefore|now|fully|unanimously) )"
SUBJECT = r"(?:(?:the|this) (?:[\w&'’/-]{1,30} ){0,3}?(?:committee|sub-committee|cabinet|council|executive|board|panel|members) )"

ACTIVE = re.compile(
    r"(?:\([^()]{1,80}\) |by (?:a majority of )?\w+ (?:votes )?to \w+,? |(?:by (?:a|an|the) (?:\w+ )?majority|unanimously|in principle|by consensus|on a show of hands"
    r"|on the casting vote of the \w+|nem\.? con\.?),? )?"
    rf"(?:and )?(?:that )?{SUBJECT}?(?:to )?(?:\(?\w{{1,3}}[).] )?(?:to )?{ADVERB}?(?P<verb>{BASE}|{PAST})\b(?! by\b)",
    re.IGNORECASE,
)
# A verb joined to the first: "to note the report and refer it", but "the plan and review" holds a noun.
JOINED = re.compile(
    rf"(?:[,;]|\band\b) (?:also )?(?:that )?{SUBJECT}?(?:(?:to )(?P<infinitive>{BASE})"
    rf"|(?P<bare>request|requests|ask|asks|instruct|request that|thank and note|note|notes|approve|approves|agree|agrees|endorse|endorses|recommend|recommends|refer|refers|delegate"
    rf"|delegates|appoint|appoints|establish|establishes|defer|defers|reject|rejects|adopt|adopts|receive|receives"
    rf"|NOTED|AGREED|APPROVED|ENDORSED|RECOMMENDED|DEFERRED|REFERRED|REQUESTED|ASKED|noted|agreed|approved|endorsed|recommended|requested|asked|referred|deferred|delegated))\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    rf"\b(?P<not1>not )?(?:be|stands?) {ADVERB}{{0,2}}(?P<not2>not )?(?P<a>{PAST})\b"
    rf"(?:(?:,? and (?:be )?|, ){ADVERB}?(?P<b>{PAST})\b)?(?:,? and (?:be )?{ADVERB}?(?P<c>{PAST})\b)?",
    re.IGNORECASE,
)
INDICATIVE = re.compile(rf"\b(?:is|are) {ADVERB}?(?P<a>{PAST})\b(?! by\b)", re.IGNORECASE)
PERFECT = re.compile(
    rf"\b(?:was|were|has been|had been|have been) {ADVERB}?(?P<a>{PAST})\b(?: and {ADVERB}?(?P<b>{PAST})\b)?",
    re.IGNORECASE,
)
# "Following scrutiny, Members noted the report", "That Cabinet approves the scheme": a body and what it does.
BODY_ACTS = re.compile(
    rf"\b(?:members|councillors|(?:the |this )?(?:[A-Z][\w&'’-]* )*(?:committee|sub-committee|cabinet|council|executive|board|panel|commission|forum|meeting|group)) (?:(?:also|then|unanimously|therefore|duly|formally) ){{0,2}}"
    rf"(?:(?:considered|received|welcomed|discussed|debated|scrutinised) and )?(?P<verb>{BASE}|{PAST})\b(?! (?:that|by|with concern)\b)",
    re.IGNORECASE,
)
# "The Director of Housing decided to approve the works, and to delegate ...": the verbs behind it count.
DECIDED_TO = re.compile(r"(?:The|the) [A-Z][^.;:]{2,120}? (?:has |had )?(?:decided|resolved)(?= to\b) ")
ASKED_TO_RECOMMEND = re.compile(r"\b(?:is|are|be) (?:asked|requested|invited) to recommend\b", re.IGNORECASE)
NOTED_THAT_HAD_BEEN = re.compile(
    r"\b(?:had been|has been|have been|was|were|is|be) (?P<fact>deferred|withdrawn|postponed|adjourned)\b",
    re.IGNORECASE,
)
PHRASES = (
    ("no further action", re.compile(r"\bno (?:further )?action\b", re.IGNORECASE)),
    (
        "public excluded",
        re.compile(
            r"\bexclu(?:de|des|ding) the (?:press|public)|\b(?:press|public)\b.{0,60}\b(?:be|were|was|is) excluded",
            re.IGNORECASE,
        ),
    ),
    (
        "call-in not upheld",
        re.compile(r"\bcall-?in\b.{0,60}\b(?:not (?:be )?upheld|be (?:dismissed|rejected))", re.IGNORECASE),
    ),
    (
        "call-in upheld",
        re.compile(r"\bcall-?in\b.{0,60}(?<!not )(?<!not be )\bupheld|\buphold the call-?in", re.IGNORECASE),
    ),
    (
        "recommended",
        re.compile(
            r"\b(?:be|as) a recommendation to\b|\bfollowing recommendations? be (?:made|submitted|put) to\b",
            re.IGNORECASE,
        ),
    ),
    (
        "requested",
        re.compile(
            r"\b(?:(?:further|update|progress|follow-up|detailed|additional) (?:update )?reports?|reports? back)\b[^.;]{0,100}\bbe (?:submitted|presented|brought|provided|prepared)\b",
            re.IGNORECASE,
        ),
    ),
    ("requested", re.compile(r"\bwith (?:the|a) request that\b", re.IGNORECASE)),
    (
        "requested",
        re.compile(
            r"\bthis (?:council|committee|panel|board)\b[^.;]{0,300}\band (?:therefore |also )?(?:asks|calls (?:up)?on|urges|requests) (?:the )?[^.;]{1,100}? to\b",
            re.IGNORECASE,
        ),
    ),
    (
        "approved",
        re.compile(
            r"\b(?:approval|permission|consent|authority) (?:(?:be|is|was) )(?:hereby )?(?:given|granted)",
            re.IGNORECASE,
        ),
    ),
    (
        "referred back",
        re.compile(
            r"\b(?:decision|matter|call-?in)\b.{0,60}\b(?:be|is|was) referred back\b|\band the (?:decision|matter) referred back\b|\brefer (?:the )?(?:decision|matter) back\b",
            re.IGNORECASE,
        ),
    ),
    (
        "referred to council",
        re.compile(
            r"\b(?:decision|call-?in)\b.{0,60}\b(?:be|is|was) referred to (?:the )?(?:full )?council\b"
            r"|\brefer (?:the )?(?:decision|call-?in) to (?:the )?(?:full )?council\b",
            re.IGNORECASE,
        ),
    ),
    (
        "established",
        re.compile(
            r"\b(?:working|task|task and finish|steering|sub-?)[ -]?(?:group|committee|panel)s? be (?:formed|created|convened)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "appointed",
        re.compile(
            r"(?<!\bno )\bappointments? (?:\w+ ){0,6}be (?:made|confirmed|approved)\b|\bnominations? (?:\w+ ){0,6}be (?:made|confirmed)\b",
            re.IGNORECASE,
        ),
    ),
    ("rejected", re.compile(r"\b(?:approval|permission|consent) (?:be|is) refused", re.IGNORECASE)),
    (
        "delegated",
        re.compile(
            r"\bdelegated (?:authority|powers?) (?:be|is) (?:given|granted)|\b(?:be |is )?(?:given|give|gives|grant|granted) delegated (?:authority|powers?)"
            r"|\bdelegated authority to\b|\bdirprwyo\b|\bddirprwyo\b",
            re.IGNORECASE,
        ),
    ),
    ("noted", re.compile(r"\b(?:nodi|nodwyd)\b", re.IGNORECASE)),
    ("approved", re.compile(r"\b(?:cymeradwyo|cymeradwywyd|gymeradwyo)\b", re.IGNORECASE)),
    ("recommended", re.compile(r"\b(?:argymell|argymhellwyd)\b", re.IGNORECASE)),
    ("received", re.compile(r"\b(?:derbyn|dderbyn)\b", re.IGNORECASE)),
    ("deferred", re.compile(r"\b(?:gohirio|ohirio)\b", re.IGNORECASE)),
    ("discussed only", re.compile(r"\bno (?:formal )?decision (?:was|be) (?:taken|made)", re.IGNORECASE)),
)
# One cheap look spares most sentences the phrases above.
PHRASE_HINT = (
    "action",
    "report",
    "exclu",
    "call-in",
    "callin",
    "refer",
    "appointment",
    "nomination",
    "group",
    "committee",
    "panel",
    "power",
    "request that",
    "asks ",
    "calls ",
    "urges ",
    "requests ",
    "recommendation",
    "approval",
    "permission",
    "consent",
    "authority",
    "decision",
    "nodi",
    "nodwyd",
    "dirprwyo",
    "cymerad",
    "gymerad",
    "argym",
    "derbyn",
    "ohirio",
)
# "Report noted." holds its verb without another word.
BARE_REPORT = re.compile(rf"[\w’' -]{{3,60}} (?P<verb>{PAST})\.?", re.IGNORECASE)
# "was agreed by the contractor" tells; "was noted by the Panel" decides.
BY_SOMEBODY = re.compile(
    r" by (?!(?:the )?(?:[A-Z][\w&-]* ){0,5}(?:committee|sub-committee|panel|cabinet|council|board|commission|executive|members|councillors|all)\b)",
    re.IGNORECASE,
)
MINUTES = re.compile(r"\b(?:minutes?|notes|cofnodion)\b", re.IGNORECASE)
CORRECT_RECORD = re.compile(
    r"\b(?:correct|accurate|true)\b.{0,30}\brecord\b|\bcorrectly recorded\b|\bcofnod (?:cywir|gwir)|\bcofnodion\b.{0,160}\bcywir\b|\bminutes?\b[^.;]{0,160}\b(?:be|was|were) (?:duly |unanimously )?(?:agreed|approved|confirmed|signed)\b",
    re.IGNORECASE,
)
SIGNED_RECORD = re.compile(
    r"\b(?:signed|confirmed)\b.{0,60}\b(?:correct|accurate|true)\b.{0,30}\brecord\b", re.IGNORECASE
)
CORRECTED = re.compile(r"\bsubject to\b|\bamend(?:ed|ment|ments)\b|\bcorrect(?:ed|ion|ions)\b", re.IGNORECASE)
# Outcomes are read from this much of a wording; no real one is longer.
LONGEST_WORDING_READ = 20_000
SENTENCE_END = re.compile(r"(?<=[.;])\s|\n")
# What follows "recommended" or "requested" is what somebody else is to do, not what was decided here.
HANDED_ON = frozenset({"recommended", "requested"})
# What an outcome of the phrases says already.
INCLUDED = {
    "call-in not upheld": ("rejected",),
    "referred back": ("referred",),
    "referred to council": ("referred",),
    "established": ("established",),
    "appointed": ("approved",),
}
WORDS_OF_A_KEY = 3
AGREED_TO_ACT = frozenset({"agreed"})
CUE_OUTCOMES = (
    ("recommended", "recommended"),
    ("recommends", "recommended"),
    ("recommendation", "recommended"),
    ("argymhellwyd", "recommended"),
    ("noted", "noted"),
    ("nodwyd", "noted"),
    ("approved", "approved"),
    ("endorsed", "endorsed"),
    ("received", "received"),
    ("deferred", "deferred"),
    ("referred", "referred"),
    ("withdrawn", "withdrawn"),
    ("refused", "rejected"),
    ("rejected", "rejected"),
    ("adopted", "approved"),
    ("granted", "approved"),
    ("accepted", "agreed"),
    ("supported", "endorsed"),
    ("requested", "requested"),
    ("nododd", "noted"),
    ("argymhellodd", "recommended"),
    ("cymeradwywyd", "approved"),
    ("derbyniwyd", "received"),
    ("gohiriwyd", "deferred"),
)
# A cue alone in its paragraph ("Agreed.") states an outcome; before other words it only announces one.
LONE_AGREEMENT = re.compile(r"\b(?:agreed|cytunwyd)\b", re.IGNORECASE)
