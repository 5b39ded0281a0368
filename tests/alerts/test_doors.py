"""How readers ask for alerts, confirm, change and stop them: without an account, without a cookie, and nobody learns of whom."""

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.urls import reverse

from minutes_portal.alerts import limits, links
from minutes_portal.alerts.models import Counted, Mail, Subscriber, Subscription
from tests.alerts.postbox import Postbox, link_to, text_of
from tests.alerts.readers import make_alert, make_reader, send_alerts
from tests.makers import make_borough, make_committee, make_item, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "ada.fenwick@post.example"
FORM = {"of": "/decisions/", "address": ADDRESS, "every": "daily", "website": ""}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def ask(client: Client, **given: Any) -> Any:
    return client.post(reverse("alerts:ask"), FORM | given)


def confirmation(box: Postbox) -> EmailMessage:
    send_alerts()
    return box.mails[-1]


def test_page_of_a_list_leads_to_a_form_that_names_its_question(client: Client) -> None:
    make_meeting(committee=make_committee(borough=make_borough(name="Eastmere", slug="eastmere")))
    page = client.get(
        reverse("alerts:new") + "?of=" + quote("/decisions/?borough=eastmere&sort=oldest&page=3")
    )
    assert "decisions in Eastmere" in page.content.decode()
    assert 'value="/decisions/?borough=eastmere"' in page.content.decode()
    assert not page.cookies


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/about/",
        "/search/",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/meetings/a/b/2024-09-24/",
        "/admin/",
    ],
)
def test_there_is_no_alert_about_what_is_no_list_and_no_public_record(client: Client, address: str) -> None:
    make_meeting("nothing", committee=make_committee(slug="b", borough=make_borough(slug="a")))
    page = client.get(reverse("alerts:new"), {"of": address})
    assert "There is nothing to be told about" in page.content.decode()
    assert ask(client, of=address).status_code == 422
    assert not Subscriber.objects.exists()


def test_nothing_begins_before_the_button_behind_the_link_is_pressed(
    client: Client, postbox: Postbox
) -> None:
    ask(client)
    mail = confirmation(postbox)
    address = link_to(mail, "confirm")
    assert client.get(address).status_code == 200  # as programs do that look through mail
    assert Subscription.objects.get().confirmed_at is None
    assert "Your alert has begun" in client.post(address).content.decode()
    row = Subscription.objects.get()
    assert (row.question, row.every, row.confirmed_at is not None) == ("/decisions/", "daily", True)


def test_mail_that_asks_for_confirmation_says_what_for_and_no_link_holds_the_address(
    client: Client, postbox: Postbox
) -> None:
    ask(client, every="weekly")
    mail = confirmation(postbox)
    assert mail["To"] == ADDRESS
    assert "once a week, on Monday morning." in text_of(mail)
    assert "decisions" in mail["Subject"]
    assert "https://portal.example/decisions/" in text_of(mail)
    assert "post.example" not in text_of(mail) + text_of(mail, "html")


@pytest.mark.parametrize("page", ["/search/", "/decisions/"])
def test_mail_that_nobody_may_have_asked_for_carries_no_message_of_a_stranger(
    client: Client, postbox: Postbox, page: str
) -> None:
    ask(client, of=f"{page}?q=win+money+at+casino.example")
    mail = confirmation(postbox)
    assert "casino" not in str(mail["Subject"]) + text_of(mail) + text_of(mail, "html")
    assert "casino" in client.get(link_to(mail, "confirm")).content.decode()


def test_answer_is_the_same_whether_an_address_is_known_or_not(client: Client) -> None:
    make_alert("/decisions/", subscriber=make_reader(address=ADDRESS))
    known, unknown = ask(client), ask(client, address="nobody@post.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    link = reverse("alerts:link")
    known, unknown = (
        client.post(link, {"address": ADDRESS}),
        client.post(link, {"address": "other@post.example"}),
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert {mail.subscriber.address for mail in Mail.objects.filter(kind="link")} == {ADDRESS}


def test_address_is_one_whatever_its_capitals(client: Client) -> None:
    ask(client)
    ask(client, address="Ada.Fenwick@POST.example", of="/meetings/")
    assert Subscriber.objects.get().subscriptions.count() == 2


def test_asking_again_with_another_rhythm_changes_it_once_confirmed(client: Client, postbox: Postbox) -> None:
    make_alert("/decisions/", every="daily", subscriber=make_reader(address=ADDRESS))
    ask(client, every="weekly")
    assert Subscription.objects.get().every == "daily"
    client.post(link_to(confirmation(postbox), "confirm"))
    assert Subscription.objects.get().every == "weekly"


def test_form_that_only_a_program_fills_in_does_nothing_and_does_not_say_so(client: Client) -> None:
    assert ask(client, website="https://buy.example/")["Location"] == reverse("alerts:asked")
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_form_on_a_foreign_page_is_refused(client: Client, headers: dict[str, str]) -> None:
    for name in ("alerts:ask", "alerts:link"):
        assert client.post(reverse(name), FORM, headers=headers).status_code == 403
    assert not Subscriber.objects.exists()
    row = make_alert("/decisions/")
    for address in (links.manage_path(row.subscriber), links.confirm_path(row, "weekly")):
        assert client.post(address, {"act": "stop all"}, headers=headers).status_code == 403
    assert Subscription.objects.get().every == "at once"


def test_own_forms_need_no_cookie_and_set_none() -> None:
    strict = Client(enforce_csrf_checks=True)
    headers = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
    answer = strict.post(reverse("alerts:ask"), FORM, headers=headers)
    assert (answer.status_code, len(answer.cookies)) == (302, 0)
    row = Subscription.objects.get()
    for address in (
        links.confirm_path(row, "daily"),
        links.manage_path(row.subscriber),
        links.stop_path(row),
    ):
        answer = strict.post(address, {"act": "stop all"}, headers=headers)
        assert (answer.status_code, len(answer.cookies)) == (200, 0)


def test_address_is_written_to_a_few_times_a_day_and_nobody_learns_when_that_is_over(client: Client) -> None:
    answers = {ask(client, of=f"/decisions/?q=word{n}")["Location"] for n in range(limits.AN_ADDRESS + 3)}
    assert answers == {reverse("alerts:asked")}
    assert Mail.objects.count() == limits.AN_ADDRESS


def test_place_may_ask_for_so_many_mails_a_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "A_NETWORK", 2)
    statuses = [ask(client, address=f"reader{n}@post.example").status_code for n in range(3)]
    assert statuses == [302, 302, 429]
    assert Subscriber.objects.count() == 2


def test_neighbours_of_one_household_count_as_one_place() -> None:
    assert limits.network_of("2001:db8:1:2::7") == limits.network_of("2001:db8:1:2:9::1")
    assert limits.network_of("2001:db8:1:2::7") != limits.network_of("2001:db8:1:3::7")
    assert limits.network_of("203.0.113.7") != limits.network_of("203.0.113.8")
    assert limits.network_of("::ffff:203.0.113.7") == "203.0.113.7"


def test_who_asked_is_kept_as_a_number_beside_a_code(client: Client) -> None:
    client.post(reverse("alerts:ask"), FORM, REMOTE_ADDR="203.0.113.7")
    kept = list(Counted.objects.values_list("digest", "number"))
    assert [number for _, number in kept] == [1, 1]
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest, _ in kept)


def test_address_has_so_many_alerts_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutes_portal.alerts.subscribing.MOST_OF_ONE", 2)
    for n in range(3):
        ask(client, of=f"/decisions/?q=word{n}")
    assert Subscription.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"address": ""}, {"address": "ada"}, {"address": "a@b\r\nBcc: c@d"}, {"every": "hourly"}]
)
def test_form_that_is_not_right_says_what_is_missing_and_keeps_the_question(
    client: Client, wrong: dict[str, str]
) -> None:
    answer = ask(client, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errorlist"' in page
    assert 'value="/decisions/"' in page
    assert not Subscriber.objects.exists()


def test_one_click_of_a_mail_program_stops_an_alert_without_cookie_or_redirect() -> None:
    row = make_alert("/decisions/")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(links.stop_path(row), ONE_CLICK)
    assert (answer.status_code, len(answer.cookies)) == (200, 0)
    assert not Subscriber.objects.exists()
    assert strict.post(links.stop_path(row), ONE_CLICK).status_code == 200


def test_opening_the_link_that_stops_does_not_stop(client: Client) -> None:
    row = make_alert("/decisions/")
    assert "Stop this alert?" in client.get(links.stop_path(row)).content.decode()
    assert Subscription.objects.exists()


def test_stopping_one_alert_leaves_the_others(client: Client) -> None:
    row = make_alert("/decisions/")
    other = make_alert("/meetings/", subscriber=row.subscriber)
    client.post(links.stop_path(row))
    assert Subscription.objects.get() == other


def test_link_manages_the_alerts_of_its_reader_and_of_nobody_else(client: Client) -> None:
    row, foreign = make_alert("/decisions/"), make_alert("/meetings/")
    address = links.manage_path(row.subscriber)
    assert "decisions" in client.get(address).content.decode()
    client.post(address, {"act": "change", "alert": row.key, "every": "weekly"})
    for act in ("change", "stop"):
        client.post(address, {"act": act, "alert": foreign.key, "every": "weekly"})
    row.refresh_from_db()
    foreign.refresh_from_db()
    assert (row.every, foreign.every) == ("weekly", "at once")
    assert "erased" in client.post(address, {"act": "stop all"}).content.decode()
    assert list(Subscriber.objects.all()) == [foreign.subscriber]
    assert client.get(address).status_code == 200


def test_pages_behind_links_are_kept_by_nobody_and_show_no_address(client: Client) -> None:
    row = make_alert("/decisions/", subscriber=make_reader(address=ADDRESS))
    for address in (
        links.manage_path(row.subscriber),
        links.stop_path(row),
        links.confirm_path(row, "daily"),
    ):
        page = client.get(address)
        assert page["Cache-Control"] == "private, no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex"
        assert ADDRESS not in page.content.decode()


@pytest.mark.parametrize("page", ["confirm", "stop", "manage"])
def test_link_that_this_site_did_not_make_does_nothing(client: Client, page: str) -> None:
    row = make_alert("/decisions/")
    made = {
        "confirm": links.confirm_path(row, "weekly"),
        "stop": links.stop_path(row),
        "manage": links.manage_path(row.subscriber),
    }
    forged = [
        made[page][:-2] + "x/",
        reverse(f"alerts:{page}", args=[row.key.hex]),
        *(path.replace(other, page) for other, path in made.items() if other != page),
    ]
    for address in forged:
        assert client.get(address).status_code == 404
        assert client.post(address, {"act": "stop all"}).status_code == 404
    assert Subscription.objects.get().every == "at once"


def test_link_to_confirm_is_over_once_the_alert_is_erased(client: Client) -> None:
    row = make_alert("/decisions/", confirmed_at=None)
    address = links.confirm_path(row, "daily")
    row.subscriber.delete()
    assert (client.get(address).status_code, client.post(address).status_code) == (410, 410)
    assert not Subscription.objects.exists()


def test_alert_about_something_withdrawn_since_tells_nothing_of_it(client: Client) -> None:
    item = make_item(title="Contract for care")
    row = make_alert(item.get_absolute_url())
    assert "Contract for care" in client.get(links.manage_path(row.subscriber)).content.decode()
    item.meeting.withdrawn_at = item.meeting.agenda_published_at + timedelta(days=1)
    item.meeting.withdrawn_reason = "published in error"
    item.meeting.save()
    for address in (
        links.manage_path(row.subscriber),
        links.stop_path(row),
        links.confirm_path(row, "daily"),
    ):
        assert "Contract for care" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    "table", ["alerts_subscriber", "alerts_subscription", "alerts_mail", "alerts_counted"]
)
@pytest.mark.parametrize("schema", ["public", "published"])
def test_public_role_cannot_read_who_is_told_what(table: str, schema: str) -> None:
    refusal = "permission denied" if schema == "public" else "does not exist"
    with (
        pytest.raises(DatabaseError, match=refusal),
        transaction.atomic(),
        connections["public"].cursor() as cursor,
    ):
        cursor.execute(f"SELECT * FROM {schema}.{table}")
