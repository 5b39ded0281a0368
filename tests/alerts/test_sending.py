"""From what is published to the mail in somebody's hands: a real mail server, the real command, parsed mails, followed links."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import AgendaItem
from minutes_portal.alerts import links, sending
from minutes_portal.alerts.models import Mail, Subscriber, Subscription
from tests.alerts.postbox import Postbox, link_to, links_in, path_of, subject_of, text_of
from tests.alerts.readers import make_alert, make_reader, send_alerts
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point, make_resolution
from tests.markup import Page, fragment_of

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib"),
]
MOULD = "/search/?q=mould"


def publish(
    title: str = "Damp homes", words: str = "Members asked how damp and mould were treated."
) -> AgendaItem:
    """Publish an item with one paragraph, as a meeting of its own."""
    committee = make_committee(name="Care Panel", borough=make_borough())
    item = make_item(meeting=make_meeting(committee=committee), number="5", slug="5", title=title)
    make_point(item=item, number="5.1", anchor="5.1", text=words)
    return item


def only(box: Postbox) -> EmailMessage:
    (mail,) = box.mails
    return mail


def test_mail_says_why_it_came_and_quotes_the_paragraph_with_its_match_marked(postbox: Postbox) -> None:
    make_alert(MOULD)
    item = publish()
    send_alerts()
    mail = only(postbox)
    assert subject_of(mail) == "Damp homes – paragraphs, decisions and papers with “mould”"
    text, page = text_of(mail), text_of(mail, "html")
    assert "You asked to be told about paragraphs, decisions and papers with “mould”." in text
    assert "Why this came: you asked for it on https://portal.example/search/?q=mould" in text
    assert "> Members asked how damp and *mould* were treated." in text
    assert "<blockquote>Members asked how damp and <mark>mould</mark> were treated.</blockquote>" in page
    address = f"https://portal.example{item.get_absolute_url()}#5.1"
    assert address in text
    assert f'href="{address}"' in page
    assert "Draft minutes" in text
    assert "Care Panel · Tuesday 24 September 2024 · Item 5" in text


def test_every_link_of_a_mail_leads_to_its_place(client: Client, postbox: Postbox) -> None:
    make_alert(MOULD)
    make_resolution(item=publish(), wording="That mould be treated.")
    send_alerts()
    followed = [path_of(link) for link in links_in(only(postbox))]
    assert len(followed) >= 6
    for link in followed:
        path, mark = fragment_of(link)
        page = client.get(path)
        assert page.status_code == 200, link
        assert not mark or mark in Page(page).ids, link
    assert all(link.startswith("https://portal.example/") for link in links_in(only(postbox)))


def test_html_of_a_mail_fetches_nothing_and_is_ready_for_the_dark(postbox: Postbox) -> None:
    make_alert(MOULD)
    publish(title="Damp <homes> & gardens")
    send_alerts()
    page = text_of(only(postbox), "html")
    root = html5lib.parse(page, namespaceHTMLElements=False)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"img", "link", "script", "iframe", "table", "form", "input"}
    assert not [element for element in root.iter() if element.get("src") or element.get("style")]
    assert "url(" not in page
    assert "prefers-color-scheme: dark" in page
    assert "Damp &lt;homes&gt; &amp; gardens" in page
    assert "Damp <homes> & gardens" in text_of(only(postbox))


def test_mail_has_what_mail_programs_need_to_stop_it_with_one_click(postbox: Postbox) -> None:
    row = make_alert(MOULD)
    publish()
    send_alerts()
    mail = only(postbox)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip().removeprefix("<").removesuffix(">")
    assert address == f"https://portal.example{links.stop_path(row)}"
    answer = Client(enforce_csrf_checks=True).post(path_of(address), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Subscriber.objects.exists()


def test_mail_is_no_answer_to_be_answered_and_has_a_name_of_its_own(postbox: Postbox) -> None:
    make_alert(MOULD)
    publish()
    send_alerts()
    mail, row = only(postbox), Mail.objects.get()
    assert mail["Message-ID"] == f"<{row.key.hex}@portal.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Minutes Portal <alerts@portal.example>"
    assert postbox.recipients == [row.subscriber.address]
    assert row.subscriber.address not in text_of(mail) + text_of(mail, "html")


def test_nothing_comes_twice_and_what_comes_later_comes_later(postbox: Postbox) -> None:
    row = make_alert(MOULD)
    publish("The first")
    send_alerts()
    send_alerts()
    publish("The second")
    Subscription.objects.update(next_at=timezone.now())
    send_alerts()
    send_alerts()
    assert [subject_of(mail).split(" – ")[0] for mail in postbox.mails] == ["The first", "The second"]
    row.refresh_from_db()
    assert row.told_up_to > timezone.now() - timedelta(minutes=5)


def test_reader_hears_only_of_what_was_published_after_confirming(client: Client, postbox: Postbox) -> None:
    publish("The old one")
    row = make_alert(MOULD, confirmed_at=None)
    client.post(links.confirm_path(row, "at once"))
    publish("The new one")
    send_alerts()
    assert "The old one" not in text_of(only(postbox))
    assert "The new one" in text_of(only(postbox))


def test_correction_is_told_as_a_change(postbox: Postbox) -> None:
    item = publish()
    make_alert(MOULD, told_up_to=timezone.now())
    item.points.update(text="Members asked how mould was treated in May.")
    send_alerts()
    assert "Changed · Draft minutes" in text_of(only(postbox))
    assert "in May" in text_of(only(postbox))


def test_work_on_drafts_is_told_to_nobody(postbox: Postbox) -> None:
    make_alert(MOULD)
    make_alert("/meetings/")
    item = make_item(meeting=make_meeting("nothing"), title="Mould")
    make_point(item=item, text="Mould was found.")
    item.title = "Mould again"
    item.save()
    assert send_alerts() == "Nothing was due.\n"
    assert postbox.mails == []


def test_what_is_withdrawn_while_its_mail_waits_goes_to_nobody(postbox: Postbox, settings: Any) -> None:
    make_alert(MOULD)
    item = publish()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    send_alerts()
    assert Mail.objects.waiting().count() == 1
    item.withdrawn_at, item.withdrawn_reason = timezone.now(), "published in error"
    item.save()
    settings.EMAIL_PORT = port
    assert "1 mail had nothing left to tell." in send_alerts()
    assert postbox.mails == []


def test_what_becomes_exempt_while_its_mail_waits_is_not_in_it(postbox: Postbox, settings: Any) -> None:
    make_alert("/meetings/")
    make_alert(MOULD)
    item = publish("Contract for care")
    point = make_point(item=item, anchor="5.2", number="5.2", text="The price of mould is a secret.")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    send_alerts()
    item.points.filter(pk=point.pk).update(
        exempt=True, exempt_regime="england", exempt_part="1", exempt_paragraphs=[3]
    )
    settings.EMAIL_PORT = port
    send_alerts()
    send_alerts()  # the item has changed since its mail was queued, so it is told of by another one
    assert len(postbox.mails) == 2
    assert not [mail for mail in postbox.mails if "secret" in text_of(mail) + text_of(mail, "html")]


def test_server_that_is_down_loses_nothing_and_is_told_of_in_plain_words(
    postbox: Postbox, settings: Any
) -> None:
    make_alert(MOULD)
    publish()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    said = send_alerts()
    assert "The mail server does not answer" in said
    assert "1 mail still to be sent: the next run tries again." in said
    assert Mail.objects.get().attempts == 0  # it is not the mail's fault
    settings.EMAIL_PORT = port
    assert "1 mail sent." in send_alerts()
    assert len(postbox.mails) == 1


def test_outage_piles_no_mails_up(postbox: Postbox, settings: Any) -> None:
    make_alert(MOULD)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for title in ("The first", "The second"):
        publish(title)
        Subscription.objects.update(next_at=timezone.now())
        send_alerts()
    settings.EMAIL_PORT = port
    send_alerts()
    Subscription.objects.update(next_at=timezone.now())
    send_alerts()
    assert [subject_of(mail).split(" – ")[0] for mail in postbox.mails] == ["The first", "The second"]


def test_mail_not_taken_for_now_is_sent_later(postbox: Postbox) -> None:
    row = make_alert(MOULD)
    publish()
    postbox.replies[row.subscriber.address] = "451 try later"
    assert "1 mail not taken for now: tried again later." in send_alerts()
    assert send_alerts() == "Nothing was due.\n"
    postbox.replies.clear()
    Mail.objects.update(not_before=timezone.now())
    send_alerts()
    assert len(postbox.mails) == 1


def test_mail_that_is_never_taken_is_given_up_after_days(postbox: Postbox) -> None:
    row = make_alert(MOULD)
    publish()
    postbox.replies[row.subscriber.address] = "451 try later"
    for _ in range(len(sending.WAITS) + 1):
        send_alerts()
        Mail.objects.waiting().update(not_before=timezone.now())
    assert Mail.objects.get().outcome == Mail.Outcome.GIVEN_UP
    assert sum(sending.WAITS, timedelta()) > timedelta(days=3)


def test_address_that_is_refused_for_good_rests_until_its_reader_says_otherwise(
    client: Client, postbox: Postbox
) -> None:
    reader = make_reader()
    make_alert(MOULD, subscriber=reader)
    make_alert("/meetings/", subscriber=reader)
    publish()
    postbox.replies[reader.address] = "550 no such mailbox"
    said = send_alerts()
    assert "2 mails refused by the address’s mail server." in said
    assert "Reply codes of mail servers that took nothing: 550 (1)." in said  # the second was not even tried
    publish()
    assert send_alerts() == "Nothing was due.\n"
    page = client.get(links.manage_path(reader)).content.decode()
    assert "Your mail server has refused our mails (code 550)" in page
    postbox.replies.clear()
    client.post(links.manage_path(reader), {"act": "resume"})
    Subscription.objects.update(next_at=timezone.now())
    send_alerts()
    assert len(postbox.mails) == 2


def test_address_that_is_refused_before_it_is_confirmed_is_erased_at_once(
    client: Client, postbox: Postbox
) -> None:
    postbox.replies["nobody@post.example"] = "550 no such mailbox"
    client.post("/alerts/ask/", {"of": MOULD, "address": "nobody@post.example", "every": "daily"})
    send_alerts()
    assert not Subscriber.objects.exists()


def test_one_mail_that_is_not_taken_does_not_keep_the_others(postbox: Postbox) -> None:
    refused, put_off, fine = (make_alert(MOULD) for _ in range(3))
    publish()
    postbox.replies = {refused.subscriber.address: "550 no", put_off.subscriber.address: "450 later"}
    send_alerts()
    assert postbox.recipients == [fine.subscriber.address]


def test_content_that_the_server_rejects_is_tried_again_and_says_its_code(postbox: Postbox) -> None:
    row = make_alert(MOULD)
    publish()
    postbox.reply_to_data = "554 looks like spam"
    assert "Reply codes of mail servers that took nothing: 554 (1)." in send_alerts()
    row.subscriber.refresh_from_db()
    assert row.subscriber.refused_at is None


def test_whole_way_from_asking_to_stopping(client: Client, postbox: Postbox) -> None:
    client.post("/alerts/ask/", {"of": MOULD, "address": "ada@post.example", "every": "at once"})
    send_alerts()
    client.post(link_to(postbox.mails[0], "confirm"))
    publish()
    send_alerts()
    assert postbox.recipients == ["ada@post.example"] * 2
    client.post("/alerts/link/", {"address": "ADA@post.example"})
    send_alerts()
    manage = link_to(postbox.mails[2], "manage")
    assert manage == link_to(postbox.mails[1], "manage")
    client.post(manage, {"act": "stop all"})
    publish()
    assert send_alerts() == "Nothing was due.\n"
    assert not Subscriber.objects.exists()
    assert not Mail.objects.exists()


def test_very_much_at_once_is_one_mail_that_says_how_much_more_there_is(postbox: Postbox) -> None:
    make_alert("/search/?q=mould")
    item = publish()
    for n in range(45):
        make_item(meeting=item.meeting, title=f"Mould in house {n}")
    send_alerts()
    text = text_of(only(postbox))
    assert "40. " in text
    assert "And 6 more, not listed here: https://portal.example/search/?q=mould" in text
