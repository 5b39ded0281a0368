"""Fills in the officers' forms as a browser would: what the page holds, with some fields changed."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client


def fields_of(response: HttpResponse) -> dict[str, Any]:
    """Return the names and values that the page's main form would send."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    forms = [
        form for form in page.iter("form") if form.get("method") == "post" and form.get("id") != "logout-form"
    ]
    form = next(form for form in forms if "theme" not in form.get("class", ""))
    fields: dict[str, Any] = {}
    for element in form.iter():
        name, value = element.get("name"), _value(element)
        if not name or value is None or "__prefix__" in name or element.get("type") in ("submit", "file"):
            continue
        if element.get("type") == "checkbox" and name in fields:
            fields[name] = [*fields[name], value] if isinstance(fields[name], list) else [fields[name], value]
        else:
            fields[name] = value
    return fields


def _value(element: Element) -> Any:
    if element.tag == "textarea":
        return (element.text or "").removeprefix("\n")
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        first = chosen or ([] if element.get("multiple") is not None else options[:1])
        values = [option.get("value", "") for option in first]
        return values if element.get("multiple") is not None else (values[0] if values else "")
    if element.tag != "input":
        return None
    if element.get("type") in ("checkbox", "radio"):
        return element.get("value", "on") if element.get("checked") is not None else None
    return element.get("value", "")


def submit(client: Client, address: str, **changed: Any) -> Any:
    """Open a page, change some fields of its form, send it, and return the answer, redirects followed."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, fields_of(page) | changed, follow=True)


def rows(prefix: str, start: int, *given: dict[str, Any], **common: Any) -> dict[str, Any]:
    """Return the fields of new rows of an inline, after the `start` that are there."""
    fields = {
        f"{prefix}-{start + n}-{name}": value
        for n, row in enumerate(given)
        for name, value in (common | row).items()
    }
    return fields | {f"{prefix}-TOTAL_FORMS": str(start + len(given))}
