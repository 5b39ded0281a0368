"""The permission matrix: every address × role × method × state of the record; and what officers of one borough see."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from tests.admin_forms import fields_of
from tests.leaks.officers_world import CANARY, OfficersWorld, patterns
from tests.leaks.permission_table import ACCOUNTS, CATCH_ALL, OFFICERS, SITE, TABLES, Outcome
from tests.leaks.surfaces import ADDRESSES, TAKING, links

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", *sorted(OFFICERS))
METHODS = ("GET", "POST")
WITHOUT_RECORD = ("changelist", "add")


@pytest.fixture
def world() -> OfficersWorld:
    return OfficersWorld()


def outcome(client: Client, method: str, address: str, sent: dict[str, Any] | None = None) -> Outcome:
    """Return what a request leads to; what it did is undone."""
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, sent or {})
        transaction.set_rollback(True)
    if response.status_code == 302:
        return "login" if "/login/" in response["Location"] else "ok"
    return "ok" if response.status_code in (200, 301) else response.status_code


def cases(world: OfficersWorld, role: str) -> Iterator[tuple[str, str, str, str, Outcome]]:
    """Yield every case of a role: pattern, state, method, address and what is expected."""
    for table, rules in (TABLES | ACCOUNTS).items():
        for page, rule in rules.items():
            states: dict[str, Any] = {"-": None} if page in WITHOUT_RECORD else world.rows[table]
            for state, row in states.items():
                address = address_of(table, page, row)
                for method in METHODS:
                    yield f"{table} {page}", state, method, address, rule(role, method, state)
    for name, (kwargs, site_rule) in SITE.items():
        for method in METHODS:
            yield name, "-", method, reverse(name, kwargs=kwargs), site_rule(role, method, "-")
    for method in METHODS:
        yield CATCH_ALL, "-", method, "/admin/nothing/here/", "login" if role == "anonymous" else 404


def address_of(table: str, page: str, row: Any) -> str:
    if not page:
        return reverse(f"admin:{table}_changelist") + f"{row.pk}/"
    return reverse(f"admin:{table}_{page}", args=[] if row is None else [row.pk])


@pytest.mark.parametrize("role", ROLES)
def test_matrix_of_the_officers_site(
    world: OfficersWorld, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Template, "render", lambda *args, **given: ""
    )  # pages are read below: here, who gets one
    wrong = []
    for name, state, method, address, expected in cases(world, role):
        client = Client() if name in ("admin:logout", "accounts:recovery-codes") else world.clients[role]
        if client is not world.clients[role] and role != "anonymous":
            client.force_login(world.officers[role])
        got = outcome(client, method, address)
        if expected not in (got, "any"):
            wrong.append(f"{name} ({state}) {method}: expected {expected}, got {got}")
    assert not wrong, f"{len(wrong)} of {role}:\n" + "\n".join(wrong)


def test_every_address_of_the_site_has_a_row() -> None:
    known = {
        f"admin:{table}_{page}" for table, rules in (TABLES | ACCOUNTS).items() for page in rules if page
    }
    old = {
        f"admin/{table.rpartition('_')[0]}/{table.rpartition('_')[2]}/<path:object_id>/"
        for table in TABLES | ACCOUNTS
    }
    known |= old | set(SITE) | set(ADDRESSES) | {CATCH_ALL}
    missing = [f"{name} ({route})" for name, route in patterns() if name not in known]
    assert not missing, missing
    gone = (set(SITE) | set(ADDRESSES)) - {name for name, _ in patterns()}
    assert not gone, gone


def test_public_pages_are_the_same_for_every_role_and_take_nothing(
    world: OfficersWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every role asks for the first row of a pattern; the others, and what would change something, go round them."""
    monkeypatch.setattr(Template, "render", lambda *args, **given: "")
    turns = cycle(world.clients)
    wrong = []
    for name, rows in public_addresses():
        for place, address in enumerate(rows):
            expected = outcome(Client(), "GET", address)
            for role in world.clients if place == 0 else [next(turns)]:
                got = outcome(world.clients[role], "GET", address)
                if got != expected:
                    wrong.append(f"{name} {address}: {expected} for readers, {got} for {role}")
            role = next(turns)
            if (sent := outcome(world.clients[role], "POST", address)) != 405:
                wrong.append(f"{name} POST {address}: {sent} for {role}")
    assert not wrong, wrong


def public_addresses() -> Iterator[tuple[str, list[str]]]:
    """Yield every public pattern with the addresses of a few rows under it, published or not."""
    for name, (model, kwargs_of) in ADDRESSES.items():
        if name not in TAKING:
            rows = [None] if model is None else model.objects.order_by("pk")[:3]
            given = [kwargs_of(row) for row in rows]
            yield name, [reverse(name, kwargs=kwargs) for kwargs in given if kwargs is not None]


FIELDS = (
    ("meetings", "meeting", "committee"), ("meetings", "agendaitem", "meeting"), ("meetings", "document", "meeting"),
    ("meetings", "document", "item"), ("meetings", "minutepoint", "item"), ("meetings", "attendance", "person"),
    ("meetings", "interest", "person"), ("meetings", "role", "committee"), ("meetings", "person", "borough"),
    ("meetings", "committee", "borough"), ("meetings", "committee", "predecessor"), ("meetings", "committee", "partners"),
    ("decisions", "resolution", "item"), ("decisions", "resolution", "moved_by"), ("decisions", "issue", "items"),
    ("decisions", "planneddecision", "borough"), ("decisions", "planneddecision", "committee"), ("decisions", "planneddecision", "issue"),
    ("decisions", "issue", "borough"), ("decisions", "recommendation", "resolution"),
)  # fmt: skip


@pytest.mark.parametrize("role", ["clerk", "publisher", "auditor", "administrator"])
def test_autocomplete_offers_nothing_of_another_borough(world: OfficersWorld, role: str) -> None:
    client = world.clients[role]
    for app, model, field in FIELDS:
        for term in ("", CANARY, "Panel"):
            asked = {"app_label": app, "model_name": model, "field_name": field, "term": term}
            response = client.get(reverse("admin:autocomplete"), asked)
            assert response.status_code == 200, (model, field)
            assert CANARY not in response.content.decode(), (model, field)
    asked = {"app_label": "meetings", "model_name": "agendaitem", "field_name": "meeting", "term": ""}
    assert "Transport Panel" in client.get(reverse("admin:autocomplete"), asked).content.decode()


def test_officers_pages_show_nothing_of_another_borough(world: OfficersWorld) -> None:
    client, seen, found = world.clients["administrator"], set[str](), []
    waiting = [
        "/admin/",
        *(address for _, _, method, address, _ in cases(world, "administrator") if method == "GET"),
    ]
    waiting += [
        reverse(f"admin:{table}_changelist") + f"?q={words}"
        for table in TABLES
        for words in ("uokk", "noted", "2023")
    ]
    while waiting:
        address = waiting.pop()
        if address in seen or any(part in address for part in ("logout", "/nothing/", "?o=", "&")):
            continue
        seen.add(address)
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if CANARY in content.decode(errors="replace") or CANARY in str(response.headers):
            found.append(address)
        if "?" not in address and response.status_code == 200:
            waiting += [each for each in links(address, content) if each.startswith("/admin/")]
    assert not found, found
    assert len(seen) > 250


def test_an_officer_of_the_other_borough_does_find_the_canary(world: OfficersWorld) -> None:
    for table in ("meetings_meeting", "meetings_agendaitem", "decisions_resolution", "meetings_person"):
        page = world.clients["outsider"].get(reverse(f"admin:{table}_changelist")).content.decode()
        assert CANARY in page, table


@pytest.mark.parametrize("role", ["clerk", "administrator"])
def test_rows_of_another_borough_are_not_there_by_typed_address(
    world: OfficersWorld, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Template, "render", lambda *args, **given: "")
    client = world.clients[role]
    for row in world.others():
        table = f"{row._meta.app_label}_{row._meta.model_name}"
        for page in TABLES[table]:
            if page and page not in WITHOUT_RECORD:
                for method in METHODS:
                    address = reverse(f"admin:{table}_{page}", args=[row.pk])
                    assert outcome(client, method, address, {"post": "yes"}) == 404, (address, method)


def test_actions_on_chosen_rows_reach_no_other_borough(world: OfficersWorld) -> None:
    for row in world.others():
        table = f"{row._meta.app_label}_{row._meta.model_name}"
        for action in ("delete_selected", "mark_all_exempt"):
            sent = {
                "action": action,
                "_selected_action": [row.pk],
                "post": "yes",
                "said": "1",
                "exempt_under": "england:3",
            }
            world.clients["administrator"].post(reverse(f"admin:{table}_changelist"), sent)
        before = row.__class__.objects.get(pk=row.pk)
        assert getattr(before, "exempt", None) == getattr(row, "exempt", None)


@pytest.mark.parametrize("role", ["clerk", "auditor"])
def test_action_that_is_not_offered_is_refused(world: OfficersWorld, role: str) -> None:
    for table in ("meetings_minutepoint", "decisions_resolution"):
        row = world.rows[table]["draft"]
        sent = {
            "action": "mark_all_exempt",
            "_selected_action": [row.pk],
            "said": "1",
            "exempt_under": "england:3",
        }
        assert outcome(world.clients[role], "POST", reverse(f"admin:{table}_changelist"), sent) == 403
        assert not type(row).objects.get(pk=row.pk).exempt


def test_nothing_can_be_added_to_another_borough(world: OfficersWorld) -> None:
    meeting = world.other_committee.meetings.get(date__day=1)
    item = meeting.items.get()
    sent: dict[str, dict[str, Any]] = {
        "meetings_meeting": {"committee": world.other_committee.pk, "date": "2024-12-01", "sitting": 1, "status": "held"},
        "meetings_agendaitem": {"meeting": meeting.pk, "title": "Smuggled"},
        "meetings_document": {"meeting": meeting.pk, "kind": "report", "title": "Smuggled", "order": 0},
        "meetings_person": {"borough": world.other.pk, "name": "Smuggled", "slug": "smuggled", "kind": "guest"},
        "meetings_committee": {"borough": world.other.pk, "name": "Smuggled", "slug": "smuggled", "kind": "joint"},
        "decisions_resolution": {"item": item.pk, "wording": "Smuggled", "order": 1},
        "decisions_planneddecision": {"borough": world.other.pk, "title": "Smuggled", "slug": "smuggled"},
        "decisions_issue": {"borough": world.other.pk, "title": "Smuggled", "slug": "smuggled"},
        "decisions_recommendation": {"resolution": item.resolutions.filter(parent__isnull=False).get().pk, "sent_to": "Smuggled"},
    }  # fmt: skip
    client = world.clients["administrator"]
    for table, fields in sent.items():
        address = reverse(f"admin:{table}_add")
        response = client.post(address, fields_of(client.get(address)) | fields)
        assert "Select a valid choice" in response.content.decode(), table
