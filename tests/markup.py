"""Reads pages as a strict browser does: what is wrong with them, and what stands where."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

SITE = "http://testserver"


class Page:
    """One parsed answer."""

    def __init__(self, response: Any) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(response.content.decode())
        self.errors = [f"{place}: {code} {details}" for place, code, details in parser.errors]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with this tag (or "*") and these attributes; `_class` is one of several."""
        return [
            element for element in self.elements() if tag in ("*", element.tag) and _has(element, attributes)
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} {tag} {attributes}"
        return found[0]

    def elements(self) -> Iterator[Element]:
        return (element for element in self.root.iter() if isinstance(element.tag, str))

    @property
    def title(self) -> str:
        return text_of(self.one("title"))

    @property
    def heading(self) -> str:
        return text_of(self.one("h1"))

    @property
    def main(self) -> str:
        return text_of(self.one("main"))

    @property
    def entries(self) -> list[str]:
        """The rows of a list, each as text."""
        return [text_of(element) for element in self.all("li", _class="entry")]

    @property
    def entry_links(self) -> list[str]:
        """Where the rows of a list lead, in order."""
        titles = self.all("p", _class="entry__title")
        return [next(link.get("href", "") for link in title.iter("a")) for title in titles]

    @property
    def notices(self) -> list[str]:
        """What the reader is told about parts of the address that could not be used."""
        boxes = self.all("div", _class="notice--warning")
        return [text_of(line) for box in boxes for line in box.iter("p")]

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.elements() if element.get("id")]

    def links(self, address: str) -> dict[str, str]:
        """Return the same-site links of the page at `address`: as a full path, with the words of the link."""
        found = {}
        for element in self.elements():
            target = urlsplit(urljoin(SITE + address, element.get("href", "#")))
            if element.get("href") and f"{target.scheme}://{target.netloc}" == SITE:
                found[target._replace(scheme="", netloc="").geturl() or "/"] = text_of(element)
        return found

    def inline_code(self) -> list[str]:
        """Return everything that the content security policy would refuse to run or to apply."""
        found = []
        for element in self.elements():
            found += [
                f"{element.tag} {name}="
                for name in element.attrib
                if name == "style" or name.startswith("on")
            ]
            runs = element.tag == "script" and element.get("type") != "application/ld+json"  # data never runs
            if element.tag == "style" or (runs and not element.get("src")):
                found.append(f"<{element.tag}>")
            if element.get("href", "").lower().startswith("javascript:"):
                found.append("javascript:")
        return found


def _has(element: Element, attributes: dict[str, str]) -> bool:
    for name, value in attributes.items():
        if name == "_class":
            if value not in element.get("class", "").split():
                return False
        elif element.get(name.replace("_", "-")) != value:
            return False
    return True


def text_of(element: Element) -> str:
    """Return an element's words, white space as one blank."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def fragment_of(link: str) -> tuple[str, str]:
    """Return a link's page and the place in it."""
    address, fragment = urldefrag(link)
    return str(address), str(fragment)
