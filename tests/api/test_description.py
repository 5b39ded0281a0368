"""The description is true: what programs are told of the API is how it answers, whatever they ask within it or beyond."""

import re
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode

from minutes_portal.api.description import the_schema
from minutes_portal.api.resources import RESOURCES, Resource
from minutes_portal.wsgi import application
from tests.rich_record import build

pytestmark = pytest.mark.django_db
EXAMPLES = 2  # for each address and mode
OPERATIONS = sorted(the_schema()["paths"])
# A parameter may be well formed and still name nothing, or two days in the wrong order: that is told by 400 or 404.
ACCEPTED = {"2xx", "400", "404", "410"}


def test_description_is_openapi_3_1_with_words_for_everything(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response["Content-Type"] == "application/json"
    schema = response.json()
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["license"]["name"].startswith("Open Government Licence")
    for path, methods in schema["paths"].items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["summary"]
        for parameter in methods["get"].get("parameters", []):
            assert parameter["description"], (path, parameter["name"])
    undescribed = [
        (name, field)
        for name, component in schema["components"]["schemas"].items()
        for field, told in component["properties"].items()
        if "description" not in told
    ]
    assert undescribed == []


def test_description_is_the_same_every_time(client: Client) -> None:
    first = client.get("/api/v1/openapi.json").content
    the_schema.cache_clear()
    assert client.get("/api/v1/openapi.json").content == first


@pytest.fixture
def schema() -> Iterator[BaseSchema]:
    """The description and the site together. The site is asked as by a server, but must not close the test's connection."""
    build()
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    described = schemathesis.openapi.from_dict(the_schema())
    described.app = application
    described.config.checks.positive_data_acceptance.expected_statuses = list(ACCEPTED)
    yield described
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as told", "beyond"]
)
def test_api_answers_as_it_is_described(schema: BaseSchema, mode: GenerationMode) -> None:
    """Every check of schemathesis, on answers about a record with everything in it."""
    for path in OPERATIONS:
        if mode == GenerationMode.NEGATIVE and not schema[path]["GET"].definition.raw.get("parameters"):
            continue  # there is nothing to get wrong
        ask(schema[path]["GET"], mode)


def ask(operation: APIOperation, mode: GenerationMode) -> None:
    """Ask one address some questions."""

    @settings(
        max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case: Case) -> None:
        case.call_and_validate(base_url="http://testserver")

    answers()


def test_every_kind_of_object_is_as_it_is_described(schema: BaseSchema) -> None:
    """The answers that a fuzzer seldom meets: each object of the record against its schema, strictly."""
    seen = 0
    for resource in RESOURCES:
        list_path, one = f"/api/v1/{resource.list_path}", schema[described(resource)]["GET"]
        for each in schema[list_path]["GET"].Case().call(base_url="http://testserver").json()["data"]:
            values = resolve(f"/api/v1{each['id']}").kwargs
            case = one.Case(path_parameters={name: str(value) for name, value in values.items()})
            assert case.call_and_validate(base_url="http://testserver").status_code == 200
            seen += 1
    assert seen > 30


def described(resource: Resource) -> str:
    """Return the template of an address as the description has it."""
    return "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", resource.path)
