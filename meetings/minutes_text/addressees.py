"""Whom a resolution addresses, to whom it is handed on, and whether something is to come back."""

from __future__ import annotations

import re

from .hints import says_any

ROLE = (
    r"(?:[Oo]fficers|Mayor and Cabinet|Full Council|full Council|Council(?:'s)? Executive|Cabinet Member(?: for [A-Z][\w’' ,&-]{0,60}?)?"
    r"|Executive Member(?: for [A-Z][\w’' ,&-]{0,60}?)?|Portfolio Holder(?: for [A-Z][\w’' ,&-]{0,60}?)?"
    r"|(?:[A-Z][\w&'’-]{0,30} (?:(?:of|for|and|to) (?:the )?)?){0,6}?(?:Committee|Sub-Committee|Board|Panel|Cabinet|Council"
    r"|Executive|Commission|Director|Officer|Holder|Leader|Mayor|Monitoring Officer|Minister|Authority|Assembly)"
    r"|(?:Strategic |Executive |Corporate |Assistant )?Director (?:of|for) [A-Z][\w’' ,&-]{0,60}?"
    r"|Head of [A-Z][\w’' ,&-]{0,60}?|Secretary of State(?: for [A-Z][\w’' ,&-]{0,60}?)?)"
)
BODIES = (
    "Sub-Committee",
    "Committee",
    "Cabinet",
    "Council",
    "Executive",
    "Board",
    "Panel",
    "Commission",
    "Mayor",
    "Authority",
)
SMALL_WORDS = re.compile(r"\b(?:And|Of|For|The|To|In|On)\b")
ENDS_ROLE = r"(?=[,.;:)]| (?:that|to|should|be|is|are|for|and|with|by|at|considers?|approves?|agrees?|must|will)\b|$|\n)"
ADDRESSEES = (
    re.compile(rf"\b(?i:recommend(?:s|ed|ation)?) (?:\w+ )?\(?to (?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"),
    re.compile(rf"\b(?i:recommend(?:s|ed)?)[: -]{{0,4}}(?i:that )?(?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"),
    re.compile(rf"\brecommend(?:s|ed)? that (?:[Tt]he )?(?P<who>{ROLE}) (?=[a-z])"),
    re.compile(
        rf"\b(?:RECOMMEND(?:S|ED|ATIONS?)?|REFERRED|COMMENDED) \(?TO (?:THE )?(?P<who>(?:[A-Z][A-Z&'’-]* ){{0,6}}(?:{'|'.join(BODIES).upper()}))\b"
    ),
    re.compile(rf"\b(?:[Tt]he )?(?P<who>{ROLE}) (?:be|is|are) (?:asked|requested|invited|recommended)\b"),
    re.compile(
        rf"\b(?i:refer(?:s|red)?)(?: (?:\w+ ){{0,5}}?)?(?:back )?to (?:[Tt]he )?(?P<who>{ROLE}){ENDS_ROLE}"
    ),
    re.compile(rf"\b(?i:request(?:s|ed)?|asks?|asked|invite[sd]?) (?:that )?(?:[Tt]he )?(?P<who>{ROLE}) "),
)
ADDRESSEE_HINT = ("recommend", "ask", "request", "invite", "refer", "commended")
FORWARDED = re.compile(
    rf"\b(?:asked|requested|invited) to recommend\b[^.;]{{0,160}}?\bto (?:[Tt]he )?(?P<who>{ROLE})(?=[,.;:)]| |$)"
)
REPORT_BACK = re.compile(
    r"\b(?:report(?:s|ed)?|come|brought|bring|brings|referred) back\b|\breturn(?:s|ed)? to (?:the|this|a future|its next)\b"
    r"|\b(?:further|update|progress|follow-up) report\b|\breport(?:s|ed)? (?:back )?to (?:the|this|its|a) (?:next|future|committee|meeting)",
    re.IGNORECASE,
)


def addressee_of(text: str) -> str | None:
    """Whom the resolution addresses: to whom it recommends, refers or puts a request; None when it does not say."""
    if not says_any(text, ADDRESSEE_HINT):
        return None
    matches = [found for pattern in ADDRESSEES if (found := pattern.search(text))]
    if not matches:
        return None
    who = min(matches, key=lambda found: found.start())["who"].strip(" ,").removeprefix("That ")
    return _in_small_letters(who) if who.isupper() else who


def _in_small_letters(who: str) -> str:
    """ "MAYOR AND CABINET" as it is written in a sentence."""
    return SMALL_WORDS.sub(lambda word: word.group().lower(), who.title())


def forwarded_to(text: str) -> str | None:
    """The second hop: to whom the addressee is asked to recommend in turn; None when there is none."""
    found = FORWARDED.search(text)
    return found["who"].strip(" ,") if found else None


def asks_report_back(text: str) -> bool:
    """Whether the resolution asks for something to come back to the committee."""
    return REPORT_BACK.search(text) is not None
