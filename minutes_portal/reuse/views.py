"""Answers with a list in another form than its page."""

from collections.abc import Callable, Iterator
from io import StringIO
from itertools import chain
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify
from django.views.generic import View
from psycopg.errors import QueryCanceled

from minutes_portal.reuse.asking import Question
from minutes_portal.reuse.calendars import calendar
from minutes_portal.reuse.feeds import feed
from minutes_portal.reuse.objects import objects
from minutes_portal.reuse.pages import FORMS, Form, asked, name_of
from minutes_portal.reuse.sheets import sheet
from minutes_portal.site import site_of

LARGEST_WHOLE = 4_000_000  # characters: what has no more is sent whole, and compared by its bytes like a page
LONGEST_NAME = 80  # characters of a file's name
QUOTATION_MARKS = str.maketrans("“”‘’", "\"\"''")
TEXT = "text/plain; charset=utf-8"
TOO_SLOW = (
    "What you asked for covers so much of the record that it could not be gathered in time. Nothing is wrong with the record."
    " Narrow it: choose a borough or a committee, a shorter span of time, or a rarer word, and try again.\n"
)


class ListForm(View):
    """One form of one list. A list that is longer than what is read at once is sent as it is read."""

    http_method_names = ("get", "head", "options")
    page: str = ""
    suffix: str = ""

    @property
    def form(self) -> Form:
        return FORMS[self.suffix]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            question = asked(self.page, self.suffix, request, kwargs)
            if question is None:
                return HttpResponse("There is no such list here.\n", content_type=TEXT, status=404)
            return self.answer(question)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            return HttpResponse(TOO_SLOW, content_type=TEXT, status=503, headers={"Retry-After": "60"})

    def answer(self, question: Question) -> HttpResponseBase:
        pieces = self.pieces(question)
        begun, is_whole = beginning(pieces)
        media_type = f"{self.form.media_type}; charset=utf-8"
        response: HttpResponseBase = (
            HttpResponse(begun, content_type=media_type)
            if is_whole
            else StreamingHttpResponse(chain([begun], pieces), content_type=media_type)
        )
        manner = "attachment" if self.form.is_saved else "inline"
        response["Content-Disposition"] = f'{manner}; filename="{self.file_name(question)}"'
        response["Access-Control-Allow-Origin"] = "*"  # public data: scripts of other sites may read it
        if question.notices:
            response["X-Notice"] = in_one_line(" ".join(question.notices))
        return response

    def pieces(self, question: Question) -> Iterator[str]:
        request = self.request
        site = site_of(request)
        page = _with(reverse(self.page, kwargs=self.kwargs), question.query)
        if self.suffix == "atom":
            own = _with(reverse(name_of(self.page, "atom"), kwargs=self.kwargs), question.query)
            return iter([feed(question, request.GET.get("at", ""), page, own, site).writeString("utf-8")])
        ways: dict[str, Callable[[], Iterator[str]]] = {
            "csv": lambda: sheet(question, site),
            "json": lambda: objects(question, site + page, site),
            "ics": lambda: calendar(question, site),
        }
        return ways[self.suffix]()

    def file_name(self, question: Question) -> str:
        """Return a name that tells what was asked: `decisions-about-housing-in-eastmere.csv`."""
        said = slugify(question.said)[:LONGEST_NAME].strip("-")
        return f"{said or question.kind.name}.{self.suffix}"


def beginning(pieces: Iterator[str]) -> tuple[str, bool]:
    """Return as much as is sent whole, and whether that is all."""
    begun = StringIO(newline="")
    for piece in pieces:
        begun.write(piece)
        if begun.tell() > LARGEST_WHOLE:
            return begun.getvalue(), False
    return begun.getvalue(), True


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def in_one_line(text: str) -> str:
    """Return a text that can stand in a header: printable, on one line, of the letters that headers may have."""
    line = "".join(each if each.isprintable() else " " for each in text.translate(QUOTATION_MARKS))
    return line.encode("ascii", "replace").decode()[:1_000]
