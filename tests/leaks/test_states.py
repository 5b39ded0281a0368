"""Whatever officers do, in whatever order, readers see what they may see and nothing else (a state machine)."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from decisions import acts as _register_resolutions  # noqa: F401 (mark_exempt knows resolutions from there)
from meetings.acts import approve_minutes, lift_exemption, mark_exempt, publish_stage, restore, withdraw
from meetings.corrections import record_correction, snapshot
from meetings.models import AgendaItem, Document, Meeting, MinutePoint
from minutes_portal import kept_counts
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_point,
    make_resolution,
)
from tests.paper_text import everything_in

STAGES = ["agenda", "decisions", "draft minutes"]
PARTS = ["item", "point", "other_point", "resolution", "limb", "document"]
RECORDS = ["meeting", "item", "document"]


class Publication(RuleBasedStateMachine):
    """One meeting with one item, and a plain model of what readers may see of it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = (f"zq{n}word" for n in count(1))
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.client = Client(raise_request_exception=True)
        committee = make_committee(borough=make_borough())
        self.meeting = make_meeting("nothing", committee=committee, date=date(2024, 9, 24))
        self.later = make_item(meeting=make_meeting("minutes", committee=committee, date=date(2024, 10, 24)))
        word = self.words.__next__
        self.item = make_item(meeting=self.meeting, title=f"Care {word()}", purpose=f"To hear of {word()}.")
        self.point = make_point(item=self.item, text=f"Members asked of {word()}.")
        self.other_point = make_point(item=self.item, text=f"Officers answered of {word()}.")
        self.resolution = make_resolution(item=self.item, wording=f"That {word()} be", outcomes=["agreed"])
        self.limb = make_resolution(
            item=self.item, parent=self.resolution, wording=f"kept {word()}", outcomes=["rejected"]
        )
        self.document = make_document(item=self.item, title=f"Paper {word()}", url="https://care.example/")
        self.stage, self.approved = 0, False
        self.withdrawn: set[str] = set()
        self.exempt: dict[str, str] = {}  # part -> what readers are told of it
        self.quoted: list[str] = []  # former texts of the point that a correction tells readers

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        # Taken back with the rest is the version of the record: nobody but a test ever sees one twice.
        caches["pages"].clear()
        kept_counts.forget()

    def _try(self, allowed: bool, act: Callable[[], Any]) -> bool:
        """Perform an act; it must be refused just where the model says so."""
        try:
            with transaction.atomic():
                act()
        except ValidationError:
            assert not allowed, "an act that should be possible was refused"
            return False
        assert allowed, "an act that should be refused was possible"
        return True

    @initialize(stage=st.sampled_from([None, *STAGES]))
    def begin(self, stage: str | None) -> None:
        if stage:
            self.publish(stage)

    @rule(stage=st.sampled_from(STAGES))
    def publish(self, stage: str) -> None:
        step = STAGES.index(stage) + 1
        fits = "meeting" not in self.withdrawn and step > self.stage
        if self._try(fits, lambda: publish_stage(self.meeting, stage)):
            self.stage = step

    @rule()
    def approve(self) -> None:
        fits = self.stage == 3 and not self.approved and "meeting" not in self.withdrawn
        if self._try(fits, lambda: approve_minutes(self.meeting, self.later)):
            self.approved = True

    @rule(record=st.sampled_from(RECORDS))
    def take_back(self, record: str) -> None:
        fits = self.stage > 0 and record not in self.withdrawn
        if self._try(fits, lambda: withdraw(getattr(self, record), "published in error", "zqnotice")):
            self.withdrawn.add(record)

    @rule(record=st.sampled_from(RECORDS))
    def give_back(self, record: str) -> None:
        if self._try(record in self.withdrawn, lambda: restore(getattr(self, record))):
            self.withdrawn.discard(record)

    @rule(part=st.sampled_from(PARTS), told=st.booleans())
    def hide(self, part: str, told: bool) -> None:
        summary = f"Summary {next(self.words)}." if told else ""
        mark_exempt(getattr(self, part), regime="england", paragraphs=[3], summary=summary)
        self.exempt[part] = summary
        if part == "resolution":
            self.exempt.setdefault("limb", "")

    @rule(part=st.sampled_from(PARTS))
    def show(self, part: str) -> None:
        if self._try(part in self.exempt, lambda: lift_exemption(getattr(self, part))):
            del self.exempt[part]

    @rule()
    def correct(self) -> None:
        before, old = snapshot(self.meeting, self.item), MinutePoint.objects.get(pk=self.point.pk).text
        MinutePoint.objects.filter(pk=self.point.pk).update(text=f"Members asked of {next(self.words)}.")
        self.point.refresh_from_db()
        if self.stage == 3 and not self.withdrawn & {"meeting", "item"}:
            record_correction(
                self.meeting, self.item, "A word was wrong.", before, snapshot(self.meeting, self.item)
            )
            if not self.exempt.keys() & {"item", "point"}:
                self.quoted.append(old)

    def _expected(self) -> dict[str, bool]:
        """Return every text there is, and whether the item's page may show it."""
        item = self.stage > 0 and not self.withdrawn & {"meeting", "item"}
        inside = item and "item" not in self.exempt
        minutes, decisions = inside and self.stage == 3, inside and self.stage >= 2
        expected = {
            AgendaItem.objects.get(pk=self.item.pk).title: item,
            self.item.purpose: inside,
            self.point.text: minutes and "point" not in self.exempt,
            self.other_point.text: minutes and "other_point" not in self.exempt,
            self.resolution.wording: decisions and "resolution" not in self.exempt,
            self.limb.wording: decisions and not self.exempt.keys() & {"resolution", "limb"},
            self.document.title: inside
            and "document" not in self.exempt
            and "document" not in self.withdrawn,
        }
        stage_of = {"item": item, "point": minutes, "other_point": minutes, "resolution": decisions}
        stage_of["limb"] = decisions and "resolution" not in self.exempt
        stage_of["document"] = inside and "document" not in self.withdrawn
        expected |= {told: bool(stage_of[part]) for part, told in self.exempt.items() if told}
        return expected | dict.fromkeys(self.quoted, minutes and "point" not in self.exempt)

    def _words_of_file(self, record: Any) -> str:
        answer = self.client.get(f"{record.get_absolute_url()}record.docx")
        return everything_in(b"".join(answer.streaming_content)) if answer.streaming else ""  # type: ignore[arg-type]

    def _status(self) -> int:
        if self.stage == 0:
            return 404
        return 410 if self.withdrawn & {"meeting", "item"} else 200

    @invariant()
    def readers_see_what_they_may(self) -> None:
        address = self.item.get_absolute_url()
        answer = self.client.get(address)
        assert answer.status_code == self._status()
        page = answer.content.decode()
        for text, may in self._expected().items():
            assert (_word(text) in page) == may, (
                f"{text!r} should {'' if may else 'not '}be on the item's page"
            )

    @invariant()
    def lists_and_search_hold_nothing_more(self) -> None:
        expected = self._expected()
        pages = [
            self.meeting.get_absolute_url(),
            f"{self.meeting.get_absolute_url()}print/",
            f"{self.item.get_absolute_url()}print/",
            "/decisions/",
            "/",
        ]
        text_of = [self.client.get(page).content.decode() for page in pages]
        text_of += [self._words_of_file(self.item), self._words_of_file(self.meeting)]
        hidden = [_word(text) for text, may in expected.items() if not may]
        leaked = [word for word in hidden if any(word in page for page in text_of)]
        assert leaked == [], "words that readers may not see are in a list"
        found = self.client.get("/search/", {"q": " or ".join(hidden)}).content.decode()
        assert not hidden or f'href="{self.item.get_absolute_url()}' not in found, f"one of {hidden} is found"

    @invariant()
    def outcome_of_a_hidden_limb_is_not_told(self) -> None:
        if "limb" in self.exempt and "resolution" not in self.exempt:
            self.resolution.refresh_from_db()
            assert "rejected" not in self.resolution.outcomes


def _word(text: str) -> str:
    """Return the one word that only this text has."""
    return next(word for word in text.split() if word.startswith("zq")).rstrip(".,")


@pytest.mark.django_db
def test_readers_always_see_what_they_may_and_nothing_else() -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        run_state_machine_as_test(
            Publication,
            settings=settings(
                max_examples=10,
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )


def test_machine_names_every_record_that_can_be_withdrawn_or_exempt() -> None:
    from decisions.models import Resolution
    from meetings.models import Exemption, Withdrawal

    assert {model for model in (Meeting, AgendaItem, Document, MinutePoint, Resolution) if issubclass(model, Withdrawal)} == {
        Meeting, AgendaItem, Document,
    }  # fmt: skip
    assert set(Exemption.__subclasses__()) == {AgendaItem, MinutePoint, Resolution, Document}
