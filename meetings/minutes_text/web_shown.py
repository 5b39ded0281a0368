"""Which parts of a web page a browser shows, and the words of the parts that it does not."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

# What shows nothing, and what nobody wrote as words of the page.
SILENT = frozenset(
    "head script style -comment title meta link base iframe object embed audio video canvas svg datalist".split()  # noqa: SIM905 - reads better than fifteen lines
)
# Matter that a browser with scripts never shows, but that may hold sentences.
NEVER_SHOWN = frozenset(["template", "noscript"])
FORM_FIELDS = frozenset(["select", "textarea", "input"])
UNREAD_INPUTS = frozenset(["hidden", "password", "checkbox", "radio"])
HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
TAG = re.compile("<[^>]*>")
ICON = re.compile(r"(?:|.* )(?:icon|logo|pdf)", re.IGNORECASE)


def is_silent(node: LexborNode) -> bool:
    """Whether this element holds no words at all: a script, a style, a comment, the head of the page."""
    tag = node.tag or ""
    return tag in SILENT or tag.startswith(("-", "!"))


def is_hidden(node: LexborNode) -> bool:
    """Whether a browser does not show this element: by its kind, its `hidden` attribute or its own style."""
    attributes = node.attributes
    return (
        node.tag in NEVER_SHOWN
        or "hidden" in attributes
        or HIDING_STYLE.search(attributes.get("style") or "") is not None
        or (node.tag == "dialog" and "open" not in attributes)
    )


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
