"""The names in a list of voters: which texts are such a list, and where one name ends."""

from __future__ import annotations

import re

NAMES_TITLE = re.compile(
    r"^(?:(?:the )?(?:worshipful )?(?:councillors?|cllrs?\.?|members|the mayor|deputy mayor|aldermen|alderman|y cynghorwyr|cynghorwyr):? )",
    re.IGNORECASE,
)
NAME_PARTS = re.compile(r"\s*(?:,|;|\band\b|&|\ba\b(?= [A-Z])|\n)\s*")
A_NAME = re.compile(
    r"(?:(?:Councillor|Cllr\.?|Mr|Mrs|Ms|Miss|Dr|Sir|the Mayor|Alderman|Mayor) )?[A-Z][\w.'’-]*(?: (?:[A-Z(][\w.'’()-]*|de|van|von|le|la|of|the)){0,5}"
)
LONGEST_NAME = 120


def names_in(text: str) -> list[str]:
    """The names of a list; empty when the text is anything but a list of names."""
    rest = NAMES_TITLE.sub("", text.strip(" .;:)(-–")).strip(" )(")
    parts = [part for part in NAME_PARTS.split(rest) if part]
    return (
        parts if parts and all(len(part) <= LONGEST_NAME and A_NAME.fullmatch(part) for part in parts) else []
    )
