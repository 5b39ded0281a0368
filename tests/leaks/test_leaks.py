"""Nothing unpublished leaks: canaries in every secret text, and a world with secrets that looks like one without."""

from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.leaks.readers import ADDRESS
from tests.leaks.surfaces import ADDRESSES, addresses, links, public_patterns, visit
from tests.leaks.world import MARK, build
from tests.paper_text import everything_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib"),
]
MOST_LINKS = 150  # followed beside the addresses of the URLconf
LONGEST_SEARCH = 300


@pytest.fixture(autouse=True)
def _site() -> object:
    with override_settings(ALLOWED_HOSTS=["portal.example"]):
        yield


def test_every_public_address_pattern_is_on_the_list() -> None:
    assert public_patterns() == set(ADDRESSES), (
        "a new public page joins tests/leaks/surfaces.py in the same commit"
    )


def test_no_canary_on_any_public_surface(client: Client) -> None:
    canaries = build(secrets=True) | {ADDRESS: "Subscriber.address"}
    assert len(canaries) > 150
    queue = addresses()
    seen = set(queue)
    most = len(seen) + MOST_LINKS
    leaks: dict[str, set[str]] = {}
    pages = 0
    while queue:
        address = queue.pop(0)
        answer = visit(client, address)
        pages += 1
        text = (
            answer["content"].decode(errors="replace")
            + everything_in(answer["content"])
            + str(answer["headers"])
            + answer["cookies"]
        ).lower()
        if MARK in text.replace(address.lower(), ""):
            hits = {canary for canary in canaries if canary in text and canary not in address}
            leaks |= {address: hits} if hits else {}
        if (
            answer["status"] == 200
            and "html" in answer["headers"].get("Content-Type", "")
            and len(seen) < most
        ):
            new = [
                link
                for link in links(address, answer["content"])
                if link not in seen and not link.startswith("/static/")
            ]
            seen.update(new)
            queue += new
    assert leaks == {}
    assert pages > 200


def test_searching_for_a_secret_word_answers_as_for_any_other_word(client: Client) -> None:
    searches = list(_searches(build(secrets=True)))
    assert len(searches) > 20
    for address in ("/search/", "/decisions/", "/meetings/"):
        answers = {
            _without(words, visit(client, address + "?q=" + "+or+".join(words))["content"])
            for words in searches
        }
        assert len(answers) == 1, address


def _searches(canaries: Iterable[str]) -> Iterator[list[str]]:
    """Yield all canaries, as many at a time as one search may hold, and as many words that stand nowhere at all."""
    together = LONGEST_SEARCH // (max(map(len, canaries)) + len(" or "))
    words = [*canaries]
    words += [f"nowhere{n}" for n in range(-len(words) % together + together)]
    for first in range(0, len(words), together):
        yield words[first : first + together]


def _without(words: list[str], content: bytes) -> bytes:
    for word in sorted(words, key=len, reverse=True):
        content = content.replace(word.encode(), b"")
    return content


def test_public_cannot_tell_a_site_with_secrets_from_one_without(client: Client) -> None:
    answers: dict[bool, dict[str, object]] = {}
    queue: list[str] = []
    for secrets in (True, False):
        with transaction.atomic():
            build(secrets)
            # The sign-in form has a random token against forgery in it: it alone cannot be compared.
            queue = queue or [address for address in addresses() if address != "/admin/login/"]
            answers[secrets] = {address: visit(client, address) for address in queue}
            transaction.set_rollback(True)
    different = [address for address in queue if answers[True][address] != answers[False][address]]
    assert different == []
    assert len(queue) > 200


def test_the_crawl_would_see_a_leak(client: Client) -> None:
    """The proofs above can fail: a secret that is published by mistake is found by the same crawl."""
    from meetings.models import MinutePoint

    canaries = build(secrets=True)
    exempt = MinutePoint.objects.filter(item__slug="5", exempt=True, anchor="", public_summary="").get()
    MinutePoint.objects.filter(pk=exempt.pk).update(exempt=False)
    content = visit(client, "/meetings/eastmere/care-scrutiny/2024-09-24/5/")["content"].decode()
    assert exempt.text in canaries
    assert exempt.text in content
    for suffix in ("pdf", "docx"):
        file = visit(client, f"/meetings/eastmere/care-scrutiny/2024-09-24/5/record.{suffix}")["content"]
        assert exempt.text in everything_in(file), suffix
