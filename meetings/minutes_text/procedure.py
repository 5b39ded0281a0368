"""Business about the meeting itself: which titles are procedural."""

from __future__ import annotations

import re

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
    r"|ymddiheuriadau.*|datgan(?:iadau?)? .*|datgelu.*|datgeliadau.*|cofnodion.*|materion (?:brys|yn codi).*|cyhoeddiadau.*|rhaglen waith.*|dyddiad .*cyfarfod nesaf.*|(?:gwahardd|eithrio|cau allan).*cyhoedd.*|cwestiynau .*cyhoedd.*|datganiad(?:au)? chwip.*"
    r"|election of (?:a )?(?:vice[- ])?chair(?:man|woman|person)?.*|appointment of (?:a )?(?:vice[- ])?chair(?:man|woman|person)?.*)[.:]?",
    re.IGNORECASE,
)
LONGEST_TITLE_READ = 200


def is_procedural(title: str | None) -> bool:
    """Whether an item of this title is business about the meeting itself (apologies, declarations, minutes ...)."""
    return title is not None and PROCEDURAL.fullmatch(title[:LONGEST_TITLE_READ].strip(" .:")) is not None
