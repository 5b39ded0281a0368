"""The examples of the description are true: they are what the API answers of a small invented record, word for word."""

import json
import os
import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from jsonschema import Draft202012Validator

from minutes_portal.api import examples
from minutes_portal.api.description import the_schema
from minutes_portal.api.problems import Problem, too_slow
from minutes_portal.api.resources import RESOURCES
from tests.api.example_record import build

pytestmark = pytest.mark.django_db
# What is another in every database and with every secret key.
REFERENCE = (re.compile(r"urn:uuid:[0-9a-f-]{36}"), "urn:uuid:0b8f9d6c-54a1-4c4e-9f1d-6d2f1c7f3a10")
CURSOR = (re.compile(r"cursor=[\w-]+"), "cursor=pQ7vZk3T9w")
SECONDS = (re.compile(r"in \d+ seconds"), "in 20 seconds")
LIMIT = (re.compile(r"At most \d+ requests"), "At most 300 requests")
OTHER = {
    "directory": "/api/v1/",
    "changes": "/api/v1/changes/?since=2024-10-01&kind=meeting",
    "search": "/api/v1/search/?q=care+visits",
}
PROBLEMS = {
    "400": "/api/v1/meetings/?bourough=eastmere",
    "404 name": "/api/v1/meetings/?borough=nowhere",
    "404": "/api/v1/meetings/eastmere/health-scrutiny-panel/2024-09-25/",
    "410": "/api/v1/meetings/eastmere/health-scrutiny-panel/2024-08-20/",
}


def read(client: Client, address: str) -> Any:
    content = client.get(address, secure=True, headers={"host": "minutes.example"}).content.decode()
    for pattern, instead in (REFERENCE, CURSOR, SECONDS, LIMIT):
        content = pattern.sub(instead, content)
    return json.loads(content)


def answers(client: Client, settings: Any) -> dict[str, Any]:
    """Return what the API answers of the record: of each kind its first object, and every kind of problem."""
    told = {each.name: read(client, f"/api/v1/{each.list_path}")["data"][0] for each in RESOURCES}
    told["topics"] = read(client, "/api/v1/topics/care-at-home/")  # a portal has others from the beginning
    told |= {name: read(client, address) for name, address in OTHER.items()}
    told |= {name: read(client, address) for name, address in PROBLEMS.items()}
    caches["default"].clear()
    settings.API_REQUESTS_A_MINUTE = 1
    asked = [read(client, "/api/v1/boroughs/") for _ in range(3)]  # at most two minutes
    return told | {"429": asked[-1], "503": as_json(too_slow())}


def as_json(problem: Problem) -> Any:
    return json.loads(problem.plain_response().content)


def test_examples_are_what_the_api_answers(client: Client, settings: Any) -> None:
    """Where an answer has changed on purpose, WRITE_EXAMPLES=1 has this test write the examples anew."""
    settings.ALLOWED_HOSTS = ["minutes.example"]
    build()
    told = answers(client, settings)
    if os.environ.get("WRITE_EXAMPLES"):
        examples.PATH.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert told == json.loads(examples.PATH.read_text("utf-8"))


def test_every_answer_has_an_example_that_is_as_its_schema_says() -> None:
    description = the_schema()
    checked = 0
    for path, methods in description["paths"].items():
        for status, answer in methods["get"]["responses"].items():
            for told in answer.get("content", {}).values():
                schema = told["schema"] | {"components": description["components"]}
                assert told["examples"], (path, status)
                for example in told["examples"].values():
                    Draft202012Validator(schema).validate(example["value"])
                    checked += 1
    assert checked > 100
