"""What council sites print around the record without a fixed wording: navigation above a page, footers below it."""

from __future__ import annotations

import re

from .cue_finding import starts_with_cue
from .lines import Line

LONGEST_TOP = 150
# The lines that stand below the list of documents, when no label tells that the record is over.
FOOTER = re.compile(
    r"(?:©|\(c\) |copyright\b).*|(?:share|facebook|twitter|linkedin|instagram|youtube|whatsapp|email|e-mail|print|x|rss|tweet|feedback)(?: (?:on|this|via|to|with) .{1,40})?"
    r"|(?:privacy|cookies?|accessibility|terms|legal|disclaimer|site ?map|website)\b.{0,60}|contact (?:us|the council|details).{0,40}|follow us\b.{0,40}|a to z.{0,20}"
    r"|(?:page )?last (?:updated|modified|reviewed)\b.{0,60}|page \d{1,3}(?: of \d{1,3})?|(?!minutes\b).{0,12}(?:previous|next) (?:item|page|meeting)\b.{0,40}"
    r"|(?:council )?(?:meetings? )?calendar(?: of meetings)?|council meetings calendar|powered by .{1,60}|.{0,60}\bcouncil,? .{0,120}\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|back to .{1,40}|jobs|news|top of page"
    r"|(?:tel|telephone|phone|fax|minicom)\b[ .:].{0,40}|www\..{1,80}|https?://.{1,120}|(?:sign up|subscribe)\b.{0,60}|english(?: \| cymraeg)?|cymraeg|find (?:us|your)\b.{0,40}|report it|pay it|my account",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[a-z]{3,}[.;:?!]$")


def is_page_top(line: Line) -> bool:
    """Whether a line above the first marker of a page may be navigation: short, no number of an item, no sentence."""
    if line.is_row:
        return True
    return (
        (line.mark is None or line.number is None)
        and len(line.whole) <= LONGEST_TOP
        and SENTENCE.search(line.whole.removesuffix("here:")) is None
        and not starts_with_cue(line)
    )


def is_footer(line: Line) -> bool:
    """Whether a line below the documents is the foot of the page: copyright, sharing, the council's address."""
    return (line.mark is None or line.number is None) and FOOTER.fullmatch(
        line.text.strip(" []«»")
    ) is not None
