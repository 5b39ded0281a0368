"""The description is true: what programs are told of the API is how it answers, whatever they ask within it or beyond."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import QueryDict
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode, HookContext

from meetings.models import Person
from minutes_portal.api.asking import parameters_of
from minutes_portal.api.description import the_schema
from minutes_portal.api.resources import RESOURCES, Resource
from minutes_portal.filters import AnyOf
from minutes_portal.wsgi import application
from tests.rich_record import build

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
AS_TOLD, BEYOND = 6, 3  # questions to each address
OPERATIONS = sorted(the_schema()["paths"])


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
    described.config.checks.positive_data_acceptance.expected_statuses = ["200"]
    described.config.checks.negative_data_rejection.expected_statuses = ["400", "404"]
    yield described
    for signal in signals:
        signal.connect(close_old_connections)


def test_whatever_is_asked_within_the_description_gets_what_it_says(schema: BaseSchema) -> None:
    """Every check of schemathesis, on answers about a record with everything in it: 200 and nothing else."""
    there = Record(schema)

    @schema.hook
    def flatmap_path_parameters(context: HookContext, values: Any) -> SearchStrategy[Any]:
        return there.address(context.operation.path, values)

    @schema.hook
    def flatmap_query(context: HookContext, query: Any) -> SearchStrategy[Any]:
        return there.question(context.operation.path, query)

    for path in OPERATIONS:
        ask(schema[path]["GET"], GenerationMode.POSITIVE, AS_TOLD)


def test_whatever_is_asked_beyond_the_description_is_refused_as_it_says(schema: BaseSchema) -> None:
    for path in OPERATIONS:
        if schema[path]["GET"].definition.raw.get("parameters"):  # else there is nothing to get wrong
            ask(schema[path]["GET"], GenerationMode.NEGATIVE, BEYOND)


def ask(operation: APIOperation, mode: GenerationMode, number: int) -> None:
    """Ask one address some questions; what was answered is not sent again while it stands, and goes on as it says."""

    @settings(
        max_examples=number, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case: Case) -> None:
        response = case.call_and_validate(base_url=SITE)
        if mode == GenerationMode.POSITIVE:
            again = case.call(base_url=SITE, headers={"If-None-Match": response.headers["etag"][0]})
            assert (again.status_code, again.content) == (304, b"")
            if further := response.json().get("links", {}).get("next"):
                follow(case, further)

    answers()


def follow(case: Case, address: str) -> None:
    """Read the next page, where the answer says that it is."""
    case.query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    case.call_and_validate(base_url=SITE)


class Record:
    """What there is to ask for: the addresses of all objects, the names that filters know, and a place in each list."""

    def __init__(self, schema: BaseSchema) -> None:
        self.addresses: dict[str, list[dict[str, Any]]] = {}
        self.names: dict[str, dict[str, list[str]]] = {}
        self.cursors: dict[str, str] = {}
        people = list(Person.published.listed().values_list("slug", flat=True))
        for resource in RESOURCES:
            path = f"/api/v1/{resource.list_path}"
            whole = schema[path]["GET"].Case().call_and_validate(base_url=SITE).json()["data"]
            self.addresses[described(resource)] = [
                {name: str(value) for name, value in resolve(each["url"].removeprefix(SITE)).kwargs.items()}
                for each in whole
            ]
            filters = parameters_of(resource.filters(QueryDict(), resource.listed()))
            self.names[path] = {
                name: [option.value for option in filter_.options()]
                for name, filter_ in filters.items()
                if isinstance(filter_, AnyOf)
            } | {"person": people}
            page = schema[path]["GET"].Case(query={"page_size": 1}).call(base_url=SITE).json()
            if page["links"]["next"]:
                self.cursors[path] = parse_qs(urlsplit(page["links"]["next"]).query)["cursor"][0]

    def address(self, path: str, values: Any) -> SearchStrategy[Any]:
        """Ask for objects that there are."""
        return st.sampled_from(self.addresses[path]) if "{" in path else st.just(values)

    def question(self, path: str, query: dict[str, Any] | None) -> SearchStrategy[Any]:
        """Ask for names that there are, and go on from places that were given out."""
        asked = dict(query or {})
        drawn = {
            name: st.sampled_from(names) if name == "person" else st.lists(st.sampled_from(names), max_size=3)
            for name, names in self.names.get(path, {}).items()
            if name in asked
        }
        if asked.pop("cursor", None) and path in self.cursors and "sort" not in asked:
            drawn["cursor"] = st.just(self.cursors[path])
        if path.endswith("/search/"):
            drawn["q"] = st.sampled_from(["care", "visits", '"home care" -budget', "CS12066", "hom*"])
        return st.fixed_dictionaries(drawn).map(lambda real: (asked | real) or None)


def described(resource: Resource) -> str:
    """Return the template of an address as the description has it."""
    return "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", resource.path)
