"""Which parts of a web page a browser shows, and the words of the parts that it does not."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from .notices import NoticeKind

# What shows nothing, and what nobody wrote as words of the page.
SILENT = frozenset(
    "head script style -comment title meta link base iframe object embed audio video canvas svg datalist".split()  # noqa: SIM905 - reads better than fifteen lines
)
# Matter that a browser with scripts never shows, but that may hold sentences.
NEVER_SHOWN = frozenset(["template", "noscript"])
FORM_FIELDS = frozenset(["select", "textarea", "input"])
UNREAD_INPUTS = frozenset(["hidden", "password", "checkbox", "radio"])
HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b",
    re.IGNORECASE,
)
# Word marks its comments, headers and footers so, with `Save as web page`.
WORD_ELEMENT = re.compile(r"mso-element\s*:\s*(comment|header|footer)\b", re.IGNORECASE)
KINDS_OF_WORD: dict[str, NoticeKind] = {
    "comment": "comment",
    "header": "header or footer",
    "footer": "header or footer",
}
TAG = re.compile("<[^>]*>")
ICON = re.compile(r"(?:|.* )(?:icon|logo|pdf)", re.IGNORECASE)


def is_silent(node: LexborNode) -> bool:
    """Whether this element holds no words at all: a script, a style, a comment, the head of the page."""
    tag = node.tag or ""
    return tag in SILENT or tag.startswith(("-", "!"))


def kind_left_out(node: LexborNode) -> NoticeKind | None:
    """As what an element is left out: hidden, deleted, a form field, or what Word adds to the pages it saves."""
    attributes = node.attributes
    style = attributes.get("style") or ""
    if (
        node.tag in NEVER_SHOWN
        or "hidden" in attributes
        or HIDING_STYLE.search(style)
        or (node.tag == "dialog" and "open" not in attributes)
    ):
        return "hidden text"
    if node.tag == "del":
        return "deletion"
    if node.tag in FORM_FIELDS:
        return "form field"
    element_of_word = WORD_ELEMENT.search(style)
    return KINDS_OF_WORD[element_of_word[1].lower()] if element_of_word else None


def may_show_words(picture: LexborNode) -> bool:
    """Whether a picture may be more than decoration (an empty `alt`) or the sign of a kind of file."""
    attributes = picture.attributes
    if "alt" not in attributes:
        return True
    alt = (attributes["alt"] or "").strip()
    return bool(alt) and not ICON.fullmatch(alt)


def words_of(node: LexborNode) -> str:
    """The words of a part that is left out, with single spaces; scripts and styles are no words."""
    if node.is_text_node:
        return " ".join((node.text_content or "").split())
    pieces = [
        each.text_content or ""
        for each in node.traverse(include_text=True)
        if each.is_text_node and not (each.parent is not None and is_silent(each.parent))
    ]
    if node.tag == "template":  # its content is no part of the tree
        pieces.append(TAG.sub(" ", node.html or ""))
    if node.tag == "input" and node.attributes.get("type") not in UNREAD_INPUTS:
        pieces.append(node.attributes.get("value") or "")
    return " ".join(" ".join(pieces).split())
