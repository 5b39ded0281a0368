"""Suggested actions: undertakings, requests and labelled actions, with owner, task and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .hints import says_any
from .record import Action, Point, Resolution

PERSON = (
    r"(?:[Tt]he )?(?:[Oo]fficers?|[Mm]embers?|Chair(?:man|woman|person)?|(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?"
    r"(?: [A-Z][\w'’-]{0,30}\.?){1,3}|[A-Z][\w&'’-]{0,30}(?:,? (?:of (?:the )?|for |and |to the )?[A-Z][\w&'’-]{0,30}){0,8}|the [a-z]+ (?:officer|manager|team|director|clerk))"
)
OWNER = re.compile(
    rf"(?P<owner>{PERSON}) ?(?:\([^()]{{0,60}}\),? ?)?(?:also |then |further |had |has |therefore |duly |kindly )*$"
)
# Who undertakes: any task may follow, but for the words that decide ("agreed to note the report").
UNDERTAKING = re.compile(
    r"\b(?:agreed|undertook|undertakes|offered|promised|committed|pledged|(?:was|were) (?:asked|requested|tasked|instructed|to be asked)) to"
    r" (?P<what>(?!(?:note|approve|adopt|defer|refer|endorse|receive|recommend|support|delegate|appoint|elect|accept|be|exclude|withdraw"
    r"|reject|refuse|extend|suspend|proceed|amend|move|vote|second|take|differ|disagree)\b)[a-z][\w-]*\b)"
)
# "The Director said that she would circulate the figures": somebody speaks for themselves.
# A committee that agreed decided something, here or at another meeting.
DECIDED_BEFORE = re.compile(
    r"(?:\bhad|\b(?:Committee|Sub-Committee|Cabinet|Council|Board|Panel|Commission|Executive)(?: had| has| have)?) $|[“\"][^”\"]*$|\bheard from [^.;]*$"
)
WOULD = re.compile(
    rf"(?P<owner>{PERSON}) (?:\([^()]{{0,60}}\) )?(?:said|confirmed|agreed|stated|replied|advised|explained|responded|undertook)(?: that)? (?:he|she|they|it|officers|this|a [\w ]{{3,30}}) would"
    r" (?P<what>(?:(?:be )?(?:provide|provided|circulate|circulated|report back|send|sent|share|shared|bring|brought|write|arrange|check|find out|look into|come back|supply|follow|email|let|pass)"
    r")\b.*)",
    re.DOTALL,
)
AGREED_THAT = re.compile(
    rf"\bagreed that (?P<owner>{PERSON}) (?:would|will|should) (?P<what>[a-z][\w-]*\b.*)", re.DOTALL
)
# "The Chair requested a report back", "Members asked that the Director circulate the figures".
ASKER = (
    r"(?:The Chair(?:man|woman|person)?|Members|The (?:[A-Z][\w&-]+ ){0,5}(?:Committee|Panel|Board|Sub-Committee|Commission|Cabinet|Council)|It was"
    r"|(?:Councillor|Cllr)s? [A-Z][\w'’-]{0,30}(?: [A-Z][\w'’-]{0,30}){0,2}|A [Mm]ember|The Vice-Chair(?:man)?|One [Mm]ember)"
)
REQUEST = re.compile(
    rf"(?P<who>{ASKER}) (?:then |also |therefore |further )?(?:requested|asked) (?P<what>(?:for )?(?:a|an|that|the|further|more|to be|additional|details|information|figures|officers|sight|copies)\b .*)",
    re.DOTALL,
)
ASKED_OF = re.compile(
    rf"(?:that )?(?P<owner>{PERSON}) (?:to |be asked to |should |would |could )?(?P<what>(?:to )?(?:provide|circulate|report|supply|send|share|bring|write|arrange|prepare|produce|check|confirm"
    r"|investigate|look|follow|contact|update|obtain|find|publish|explore|consider|review|submit|present|speak|meet|add|include|invite|ask|draft|take|give|raise|seek|make|work|attend|set)\b.*)",
    re.DOTALL,
)
ACTION_WORD = r"(?:AP(?= ?\d)|actions?(?! (?:[Pp]lans?|[Gg]roups?|[Tt]eams?|[Ff]unds?|[Zz]ones?|[Ll]ogs?|[Tt]rackers?)\b)(?: points?| required| agreed)?|cam(?:au)? gweithredu|gweithredu)(?: ?\d{1,3})?"
ACTION_LABEL = re.compile(
    rf"[(\[*]{{0,2}}{ACTION_WORD}(?P<by> by| for| owner)?(?: ?\((?P<bracketed>[^()]{{2,80}})\)|(?: (?P<person>[A-Z][\w'’ ,&-]{{0,80}}?)))? ?[:–-]+ ?(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
ACTION_INSIDE = re.compile(
    r"[(\[]?\b(?:ACTION|Action)(?! (?:Plan|Group|Team|Fund|Zone|Log|Tracker)s?\b)(?: POINT| Point| point)?(?: by)?(?: ?\([^()]{2,60}\))?(?: [A-Z][\w ]{1,40})? ?(?::|–|-(?= )) ?"
)
PART = re.compile(
    r"[;,.|\t(\[]? ?\b(?P<label>action|task|owner|lead|lead officer|responsible|responsibility|who|by whom|officer|assigned to|by when|by|due|due date|deadline|when|date|target date|timescale|target)\b ?[:–] ?",
    re.IGNORECASE,
)
OWNER_LABELS = frozenset(
    [
        "owner",
        "lead",
        "lead officer",
        "responsible",
        "responsibility",
        "who",
        "by whom",
        "officer",
        "assigned to",
    ]
)
WHEN_LABELS = frozenset(
    ["by when", "by", "due", "due date", "deadline", "when", "date", "target date", "timescale", "target"]
)
WHO_TO = re.compile(
    r"(?P<owner>(?:The |the )?[A-Z][\w'’&.()-]*(?: [\w'’&.()-]+){0,8}?) (?:to|will|would|shall|is to|are to|should) (?P<what>[a-z].+)",
    re.DOTALL,
)
OWNER_AT_END = re.compile(
    r"(?P<what>.+?)[.;]? ?(?:\((?P<owner>(?:Action:? ?)?[A-Z][^()]{1,60})\)|\[(?P<owner2>[A-Z][^\[\]]{1,60})\]| [–—-] (?P<owner3>[A-Z][\w.'’ ]{1,50}))\.?$",
    re.DOTALL,
)
PLAIN_OWNER = re.compile(
    rf"(?:Action:? ?(?:by )?)?(?P<owner>{PERSON}|[A-Z]{{2,4}})(?:,? (?P<when>(?:by|before) .+))?$"
)
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = re.compile(
    r"\b(?P<when>(?:by|before|at|in|within|after|on|for|no later than|until) (?:"
    rf"(?:the )?(?:end|beginning|start|middle) of (?:the )?(?:[\w/]+ ?){{1,3}}|(?:{WEEKDAY},? )?(?:(?:mid|early|late)[- ])?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH})\b(?:/(?:{MONTH}))?(?: \d{{4}})?"
    rf"|(?:the|its|a|their|our) (?:next|future|following|(?:{MONTH})|annual)(?: [\w-]+){{0,3}} ?meeting(?: in (?:{MONTH})(?: \d{{4}})?| of the [A-Z][\w ]+)?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|{WEEKDAY}(?: (?:next|week))?|(?:\d{{1,3}}|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen) (?:working |calendar |clear )?(?:days|weeks|months|week|month|year|years)(?:['’]? time)?"
    r"|(?:the )?(?:next )?(?:spring|summer|autumn|winter|new year|year end|week)(?: \d{4})?))(?=\W|$)",
)
# "Officers to confirm whether the depot will stay open.": a post or a person and the task, a whole paragraph.
POST = (
    r"(?:The |the )?(?:[Oo]fficers|(?:[A-Z][\w&’'-]* (?:of |for |and |the |to )*){0,7}(?:Officers?|Director|Manager|Clerk|Chair|Chairman|Leader|Lead|Solicitor|Secretary|Treasurer|Services|Team|Executive Director"
    r"|Housing|Finance|Education|Planning|Highways|Member|Holder|Engineer|Surveyor|Auditor|Adviser)|(?:Head|Director|Cabinet Member|Chief Officer|Assistant Director) (?:of|for) (?:[A-Z][\w&’'-]*,? ?(?:and |for |of )*){1,7}"
    r"|(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?(?: [A-Z][\w'’-]{0,30}\.?){1,3})"
)
TASK = (
    r"(?:provide|circulate|report back|supply|send|share|bring|write|arrange|prepare|produce|check|confirm|investigate|look into|follow up|contact|update|obtain|find out|publish|explore|submit|add|include"
    r"|invite|draft|chase|raise|liaise|speak|organise|amend|forward|pass|e-?mail|clarify|attend|seek|schedule|notify|inform|let|review)"
)
TO_DO = re.compile(rf"(?P<owner>{POST}) to (?P<what>{TASK}\b.*)", re.DOTALL)
# "The Head of Housing would circulate the figures after the meeting."
WOULD_LATER = re.compile(
    rf"(?:It was agreed that )?(?P<owner>{POST}) (?:would|will) (?P<what>{TASK}\b.*?\b(?:after|following|outside|before the next|to the next|in writing|by \d{{1,2}}(?:st|nd|rd|th)? [A-Z]|to all members|to members|the committee)\b.*)",
    re.DOTALL,
)
# "The Clerk to submit nominations was absent.": a statement, where nothing like "whether" comes before its verb.
TELLS = re.compile(
    r"(?:(?!\b(?:whether|how|that|which|what|if|where|when|who|why|as|because|once|until)\b).)*?\b(?:was|were|had|is|gave)\b",
    re.DOTALL,
)
LONGEST_TASK = 400
TO_DO_HINT = (" to ", " would ", " will ")
LOOK_BACK = 160
LONGEST_ACTION = 1200
# A paragraph below which every numbered or bulleted one is an action.
LISTS_ACTIONS = re.compile(
    r"\b(?:following actions?\b.{0,60}|actions?(?: points?| agreed| arising)?) ?:\W*$", re.IGNORECASE
)
# Not for anybody to do: a wish about the minutes themselves.
WISH = re.compile(
    r"\b(?:votes?|dissent|abstention|opposition|thanks) .{0,60}\bbe recorded\b|\b(?:recorded|named) (?:vote|division)\b|\b(?:put|taken|voted (?:up)?on) (?:separately|to the vote)\b"
    r"|^.{0,120}\basked (?:the|a|an) (?:\w+ ){0,3}question|\bbe (?:deferred|adjourned|put)\b|\band (?:was|were) (?:told|informed|advised|assured)\b|\bit (?:to )?be (?:recorded|noted|minuted)\b",
    re.IGNORECASE,
)
HINT = (
    "action",
    "agreed",
    "undert",
    "offered",
    "promised",
    "committed",
    "pledged",
    "asked",
    "requested",
    "tasked",
    "instructed",
    "would ",
    "owner",
    "gweithred",
)
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"(\[])")


def actions_in(parts: Sequence[Point | Resolution]) -> tuple[Action, ...]:
    """The undertakings, requests, labelled actions and rows of action tables in these parts, in the order they stand."""
    found: list[Action] = []
    head: list[str] | None = None
    previous: Point | None = None
    listing = False
    for part in parts:
        if not isinstance(part, Point):
            head = previous = None
            continue
        if part.kind == "table":
            cells = _cells(part.text)
            if head is None or _head_of(cells):
                head = _head_of(cells)
            elif head and (action := _row_action(part.text, cells, head)):
                found.append(action)
        else:
            head = None
            if not _owns_above(part, previous, found):
                told = list(_actions_of_paragraph(part.text))
                found += told or (
                    [_owned_action(part.text, part.text.rstrip(" ."), None)]
                    if listing and (part.mark or WHO_TO.match(part.text))
                    else []
                )
            listing = (
                listing and (part.mark is not None or WHO_TO.match(part.text) is not None)
            ) or LISTS_ACTIONS.search(part.text) is not None
        previous = part
    return tuple(found)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\t|\|", row) if cell.strip()]


def _head_of(cells: list[str]) -> list[str]:
    """What each column of an action table holds; empty for any other table."""
    names = [_column(cell.casefold().strip(" :.")) for cell in cells]
    return names if "what" in names and "owner" in names else []


def _column(name: str) -> str:
    if name in OWNER_LABELS or name in (
        "action by",
        "action owner",
        "responsible officer",
        "officer responsible",
        "person responsible",
    ):
        return "owner"
    if name in WHEN_LABELS or name in ("by date", "completion date", "target completion", "complete by"):
        return "when"
    return (
        "what"
        if name in ("action", "actions", "task", "action required", "action agreed", "what", "action point")
        else ""
    )


def _row_action(text: str, cells: list[str], head: list[str]) -> Action | None:
    if len(cells) < 2 or len(cells) > len(head):
        return None
    held = dict(zip(head, cells, strict=False))
    return Action(text, held.get("owner"), held.get("what"), held.get("when"))


def _owns_above(part: Point, previous: Point | None, found: list[Action]) -> bool:
    """ "Action by: Name" below an action without an owner gives that action its owner."""
    labelled = ACTION_LABEL.match(part.text[:LONGEST_ACTION])
    if labelled is None or not labelled["by"] or not found or previous is None:
        return False
    last = found[-1]
    if last.owner is not None or last.text not in previous.text:
        return False
    found[-1] = Action(last.text, labelled["what"].strip(" .)]") or labelled["person"], last.what, last.when)
    return True


def _actions_of_paragraph(text: str) -> Iterator[Action]:
    if (
        len(text) <= LONGEST_TASK
        and says_any(text, TO_DO_HINT)
        and (task := TO_DO.match(text) or WOULD_LATER.match(text))
        and not TELLS.match(task["what"])
    ):
        what = task["what"].rstrip(" .")
        yield Action(text, task["owner"].strip(" ,"), what, when_of(what))
        return
    if not (says_any(text, HINT) or text.startswith("AP")):
        return
    labelled = ACTION_LABEL.match(text[:LONGEST_ACTION])
    if labelled:
        action = _labelled_action(text, labelled)
        if action.owner or action.what:
            yield action
        return
    for sentence in SENTENCE.split(text):
        yield from _actions_of_sentence(sentence)


def _actions_of_sentence(sentence: str) -> Iterator[Action]:
    if len(sentence) > LONGEST_ACTION or not says_any(sentence, HINT):
        return
    inside = ACTION_INSIDE.search(sentence)
    if inside and (labelled := ACTION_LABEL.match(sentence[inside.start() :])):
        yield _labelled_action(sentence, labelled, sentence[: inside.start()])
    elif (undertaking := UNDERTAKING.search(sentence)) and not DECIDED_BEFORE.search(
        sentence, 0, undertaking.start()
    ):
        owner = OWNER.search(sentence[max(0, undertaking.start() - LOOK_BACK) : undertaking.start()])
        what = sentence[undertaking.start("what") :].rstrip(" .")
        yield Action(sentence, owner["owner"] if owner else None, what, when_of(what))
    elif told := WOULD.search(sentence) or AGREED_THAT.search(sentence):
        what = told["what"].rstrip(" .")
        yield Action(sentence, told["owner"], what, when_of(what))
    elif (request := REQUEST.match(sentence)) and not WISH.search(sentence):
        yield _requested(sentence, request["what"].rstrip(" ."))


def _requested(sentence: str, what: str) -> Action:
    asked = ASKED_OF.match(what)
    if asked:
        task = asked["what"].removeprefix("to ")
        return Action(sentence, asked["owner"], task, when_of(task))
    what = what.removeprefix("for ").removeprefix("that ")
    return Action(sentence, None, what, when_of(what))


def _labelled_action(text: str, labelled: re.Match[str], before: str = "") -> Action:
    """An action behind its label: "ACTION: Officers to ...", "Action (Clerk): ...", "Action: X  Owner: Y  By: Z"."""
    what = labelled["what"].strip(" .]") if "(" in labelled["what"] else labelled["what"].strip(" .)]")
    named = labelled["person"] or labelled["bracketed"]
    parts = _parted(what)
    if parts.get("owner") or parts.get("when"):
        return Action(
            text, parts.get("owner") or named, parts.get("what"), parts.get("when") or when_of(what)
        )
    if labelled["by"] and not named:
        return Action(text, what or None, before.strip(" .(") or None, when_of(before))
    alone = PLAIN_OWNER.match(what) if before and not named else None
    if alone:
        return Action(text, alone["owner"], before.rstrip(" .(["), alone["when"] or when_of(before))
    return _owned_action(text, what, named)


def _owned_action(text: str, what: str, named: str | None) -> Action:
    who = None if named else WHO_TO.match(what)
    if who:
        return Action(text, who["owner"], who["what"], when_of(what))
    ending = None if named else OWNER_AT_END.match(what)
    plain = PLAIN_OWNER.match(next(filter(None, ending.groups()[1:]))) if ending else None
    if ending and plain:
        return Action(text, plain["owner"], ending["what"], plain["when"] or when_of(ending["what"]))
    return Action(text, named, what.removeprefix("to ") or None, when_of(what))


def _parted(text: str) -> dict[str, str]:
    """The parts of "circulate the map  Owner: Clerk  By: 3 May" by what they are."""
    held: dict[str, str] = {}
    name, start = "what", 0
    for found in PART.finditer(text):
        held.setdefault(name, text[start : found.start()].strip(" .;,)(]["))
        label = found["label"].casefold()
        name = "owner" if label in OWNER_LABELS else "when" if label in WHEN_LABELS else "what"
        start = found.end()
    held.setdefault(name, text[start:].strip(" .;,)(]["))
    return {key: value for key, value in held.items() if value}


def when_of(text: str) -> str | None:
    """By when, as the text says it ("by 3 May 2022", "within two weeks"); None when it does not."""
    found = WHEN.search(text)
    return found["when"].strip() if found else None
