"""Describes what the API answers: pages of lists, problems, headers, each with an example."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from minutes_portal.api.examples import example
from minutes_portal.api.fields import several_words, words, words_or_null
from minutes_portal.api.problems import PROBLEM

WHY = {
    400: "A parameter cannot be used.",
    404: "Nothing has this name or address here.",
    410: "It was withdrawn; the notice says since when and why.",
    429: "Too many requests; Retry-After says when to go on.",
    503: "The answer would take too long, or the site is being looked after.",
}
EVERY = [200, 304, *WHY]
HEADERS = {
    "ETag": ("Stands for this answer; send it back as If-None-Match.", [200, 304]),
    "RateLimit-Policy": ("How many requests a minute anybody may ask: \"anonymous\";q=300;w=60.", EVERY),
    "RateLimit": ("How many are left and in how many seconds all are back: \"anonymous\";r=299;t=12.", EVERY),
    "Access-Control-Allow-Origin": ("*: pages of other sites may read it.", EVERY),
    "Retry-After": ("In how many seconds to ask again.", [429, 503]),
}  # fmt: skip
ALWAYS = ("ETag", "Access-Control-Allow-Origin")


class ProblemDetails(serializers.Serializer):
    """Why there is no answer, and what to do next (RFC 9457)."""

    type = words("about:blank: the status says what kind it is.")
    title = words("What kind of problem it is.")
    status = serializers.IntegerField(read_only=True, help_text="The status of the answer.")
    detail = words("What is the matter and what to do next.")
    withdrawn_at = serializers.DateTimeField(read_only=True, help_text="Of what was withdrawn: since when.")
    reason = words("Of what was withdrawn: the kind of reason.")


class PageLinks(serializers.Serializer):
    """Where a list goes on."""

    next = words_or_null("The next page; null on the last one.")


class ChangeLinks(PageLinks):
    """Where the journal goes on."""

    later = words("Keep this address, and ask it later for what came since.")


class Directory(serializers.Serializer):
    """What there is to read."""

    lists = serializers.DictField(
        child=serializers.CharField(), read_only=True, help_text="Each list by its name."
    )
    description = words("The OpenAPI document.")
    web_url = words("The same for people.")
    license = words("The licence of the data.")


def page_of(told: Any, links: type[serializers.Serializer] = PageLinks, **more: Any) -> Any:
    """Return a page of a list of these objects, with where it goes on."""
    fields = {
        "data": told(many=True, read_only=True, help_text="The objects on this page, in the order of the list."),
        "links": links(read_only=True, help_text="Where it goes on."),
    }  # fmt: skip
    return inline_serializer(f"{told.__name__}Page", more | fields)


def found_page(told: Any) -> Any:
    """Return a page of results, with what the question was understood to be."""
    return page_of(
        told, understood=words("How the question was understood."), notices=several_words("What of it could not be used.")
    )  # fmt: skip


def answers(answer: Any, shown: Any, *problems: int, not_found: str = "404") -> dict[Any, Any]:
    """Return what an address may answer. shown: an example of it. problems: the statuses that it may have beside those
    of every address. not_found: the name of the example of what is not there.
    """
    names = {404: not_found}
    told = {
        (status, PROBLEM): OpenApiResponse(
            ProblemDetails,
            WHY[status],
            [OpenApiExample("problem", example(names.get(status, str(status))))],
        )
        for status in (*problems, 429, 503)
    }
    found = OpenApiResponse(answer, "What was asked for.", [OpenApiExample("answer", shown)])
    unchanged = OpenApiResponse(None, "It is as it was when the ETag sent along was given.")
    return {(200, "application/json"): found, 304: unchanged, **told}


def headers(*, dated: bool) -> list[OpenApiParameter]:
    """Return the headers of answers. dated: whether the journal knows when the object changed."""
    every = HEADERS | (
        {
            "Last-Modified": (
                "Since when it is as it is, by the journal. Names of others in it may change without it; the ETag is exact.",
                [200, 304],
            )
        }
        if dated
        else {}
    )
    return [
        OpenApiParameter(
            name,
            str,
            OpenApiParameter.HEADER,
            description=told,
            response=list(statuses),
            required=name in ALWAYS,
        )
        for name, (told, statuses) in every.items()
    ]
