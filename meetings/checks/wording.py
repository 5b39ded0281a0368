"""Words that should rarely stand in public minutes: personal data, and talk of exempt matter. No database here."""

import re
from typing import NamedTuple


class Found(NamedTuple):
    """What was found in a text: the kind in words, the text itself, and where it begins."""

    kind: str
    text: str
    start: int


# A council's own addresses are meant for the public.
E_MAIL = re.compile(r"[\w.+'-]+@(?P<domain>(?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
PUBLIC_BODIES = re.compile(
    r"(?:^|\.)(?:gov\.uk|gov\.wales|nhs\.uk|nhs\.net|police\.uk|parliament\.uk)$", re.IGNORECASE
)
# National numbers have ten or eleven digits with their leading 0 (Ofcom's National Telephone Numbering Plan).
TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+44[ -]?(?:\(0\))?[ -]?|\(?0)\d(?:[ -]?\)?[ -]?\d){7,9}(?![\w/-])")
# Royal Mail's form of a postcode, outward and inward part.
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")
# HMRC's manual NIM39110: two letters, six digits, a last letter A to D; some first pairs are never given.
NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)
EXEMPT_WORDING = re.compile(
    r"\b(?:not for publication|exempt (?:information|report|appendix|minutes?|item|papers?)|confidential"
    r" (?:report|appendix|minutes?|item|information|papers?)|(?:private|closed) (?:session|part of the meeting)|part (?:2|ii|two) (?:report|agenda|item)"
    r"|schedule 12a|section 100a|restricted report|commercially sensitive|in camera)\b",
    re.IGNORECASE,
)


def national_insurance_numbers_in(text: str) -> list[Found]:
    """Return the National Insurance numbers in a text."""
    return [
        Found("a National Insurance number", found.group(), found.start())
        for found in NATIONAL_INSURANCE.finditer(text)
    ]


def personal_data_in(text: str) -> list[Found]:
    """Return e-mail addresses (other than public bodies’), telephone numbers and postcodes in a text, in order."""
    found = [
        Found("an e-mail address", each.group(), each.start())
        for each in E_MAIL.finditer(text)
        if not PUBLIC_BODIES.search(each["domain"])
    ]
    found += [Found("a telephone number", each.group(), each.start()) for each in TELEPHONE.finditer(text)]
    found += [Found("a postcode", each.group(), each.start()) for each in POSTCODE.finditer(text)]
    return sorted(found, key=lambda each: each.start)


def exempt_wording_in(text: str) -> list[Found]:
    """Return the words of a text that speak of exempt or confidential matter."""
    return [
        Found("wording of exempt matter", each.group(), each.start())
        for each in EXEMPT_WORDING.finditer(text)
    ]
