"""A small world with everything in it that the public may not see, each secret text a canary of its own.

`build(secrets=False)` makes the same world without the secret matter: the public must not be able to tell the two
apart. `build(secrets=True)` returns the canaries.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import User
from django.db.models import CharField, JSONField, Model, TextField, URLField

from decisions.models import (
    CallIn,
    DecisionRecord,
    Issue,
    Recommendation,
    Resolution,
    Response,
    Update,
    Vote,
)
from decisions.models.forward_plan import PlannedDecision
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    CorrectedText,
    Correction,
    Document,
    FormerAnchor,
    Interest,
    Meeting,
    MinutePoint,
    Person,
    Role,
    Topic,
)
from minutes_portal.changes.archive import take_times_of_the_record
from tests.leaks.planned import plan_decisions
from tests.leaks.readers import add_reader

THEN = datetime(2024, 10, 1, 9, tzinfo=UTC)
NEVER = datetime(2190, 1, 1, tzinfo=UTC)
MARK = "canary"
EXEMPT: dict[str, Any] = {
    "exempt": True,
    "exempt_regime": "england",
    "exempt_part": "1",
    "exempt_paragraphs": [3],
}
TOLD = EXEMPT | {
    "exempt_reason": "Prices are still being negotiated.",
    "public_summary": "A contract was discussed.",
}
PUBLISHED = {
    "agenda_published_at": THEN,
    "decisions_published_at": THEN,
    "minutes_published_at": THEN,
    "status": "held",
}
STAGES: dict[str, dict[str, Any]] = {
    "draft": {},
    "agenda": {"agenda_published_at": THEN},
    "scheduled": dict.fromkeys(
        ("agenda_published_at", "decisions_published_at", "minutes_published_at"), NEVER
    ),
    "decisions": {"agenda_published_at": THEN, "decisions_published_at": THEN},
}


class World:
    """Makes rows, with canaries in every text where asked."""

    def __init__(self, secrets: bool) -> None:
        self.secrets = secrets
        self.canaries: dict[str, str] = {}
        self.numbers = count(1)
        self.slugs = count(1)

    def secret(self, model: type[Model], field: Any) -> Any:
        """Return a canary that fits the field."""
        word = f"{MARK}{model._meta.model_name}{field.name.replace('_', '')}{next(self.numbers)}x"
        self.canaries[word] = f"{model.__name__}.{field.name}"
        if isinstance(field, URLField):
            return f"https://{word}.example/"
        if isinstance(field, JSONField):
            return {word: word}
        longest = field.max_length or 200
        if longest < len(word):
            short = f"{MARK}{next(self.numbers)}x"[:longest]
            self.canaries[short] = self.canaries.pop(word)
            return short
        return word

    def texts(self, model: type[Model], *public: str) -> dict[str, Any]:
        """Return a canary for every text field of the model that is not among the `public` ones."""
        return {
            field.name: self.secret(model, field)
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField)
            and not field.choices
            and field.name not in public
            if not (field.primary_key or field.generated)
            and field.name not in ("accent", "file", "exempt_part")
        }

    def hide(self, model: type[Model], **given: Any) -> Any:
        """Make a row that nobody may know of, in the world that has secrets."""
        if not self.secrets:
            return None
        return model.objects.create(**(self.texts(model) | given))

    def mask(self, model: type[Model], *public: str, **given: Any) -> Any:
        """Make a row that is public but for the texts not given: these are secret, or empty."""
        texts = self.texts(model, *public, *given) if self.secrets else {}
        return model.objects.create(**(texts | given))


def build(secrets: bool) -> dict[str, str]:
    """Make the world; return the canaries (text and where it is), none without secrets."""
    world = World(secrets)
    take_times_of_the_record()  # so that two worlds tell the same times
    borough = Borough.objects.create(
        name="Eastmere", slug="eastmere", council_name="Eastmere Council", contact_email="a@b.example"
    )
    committee = Committee.objects.create(
        borough=borough, name="Care Scrutiny", slug="care-scrutiny", remit="Care."
    )
    topic = Topic.objects.create(name="Care at home", slug="care-at-home")
    member = Person.objects.create(
        borough=borough, name="Ada Fenwick", slug="ada-fenwick", honorific="Councillor"
    )
    Role.objects.create(person=member, committee=committee, kind="chair", start=date(2024, 5, 1))
    _people(world, borough, committee)
    _accounts(world)
    for day, (stage, times) in enumerate(STAGES.items(), 1):
        _early_meeting(world, committee, member, topic, date(2024, 9, day), stage, times)
    meeting = Meeting.objects.create(
        committee=committee, date=date(2024, 9, 24), venue="Town Hall", **PUBLISHED,
        **({"approved_at": NEVER, "approval_note": world.secret(Meeting, Meeting._meta.get_field("approval_note")),
            "withdrawn_at": NEVER, "withdrawn_reason": "superseded",
            "withdrawn_notice": world.secret(Meeting, Meeting._meta.get_field("withdrawn_notice"))} if secrets else {}),
    )  # fmt: skip
    Attendance.objects.create(meeting=meeting, person=member, capacity="chair")
    _open_item(world, meeting, member, topic)
    _exempt_item(world, meeting, member, topic)
    _withdrawn(world, committee, meeting, member, topic)
    plan_decisions(world, committee)
    add_reader()
    _name_for_calendars()
    return world.canaries


def _name_for_calendars() -> None:
    """Give each meeting a name in calendars that is not left to chance, as two worlds are compared."""
    for meeting in Meeting.objects.select_related("committee__borough"):
        meeting.uid = uuid5(NAMESPACE_URL, meeting.get_absolute_url())
        meeting.save(update_fields=["uid"])


def _people(world: World, borough: Borough, committee: Committee) -> None:
    """A witness nobody has read of yet, with a role."""
    witness = world.hide(Person, borough=borough, kind="guest")
    if witness:
        world.hide(Role, person=witness, committee=committee, kind="officer")


def _accounts(world: World) -> None:
    if world.secrets:
        for field in ("username", "first_name", "last_name", "email"):
            world.canaries[f"{MARK}user{field.replace('_', '')}x"] = f"User.{field}"
        User.objects.create_user(
            username=f"{MARK}userusernamex", first_name=f"{MARK}userfirstnamex", last_name=f"{MARK}userlastnamex",
            email=f"{MARK}useremailx@eastmere.example",
        )  # fmt: skip


def _early_meeting(
    world: World,
    committee: Committee,
    member: Person,
    topic: Topic,
    day: date,
    stage: str,
    times: dict[str, Any],
) -> None:
    """A meeting whose minutes nobody may read yet; in the draft and scheduled ones, nothing at all."""
    public = stage in ("agenda", "decisions")
    make = world.mask if public else world.hide
    shown = {"venue": "Town Hall", "status_note": "", "webcast_url": ""} if public else {}
    meeting = make(Meeting, committee=committee, date=day, **shown, **times)
    if meeting is None:
        return
    title = {"title": "Respite care", "number": "4", "slug": "4", "purpose": "To comment."} if public else {}
    title |= (
        {
            "minute_number": "",
            "report_reference": "",
            "forward_plan_reference": "",
            "wards": "",
            "particulars": {},
        }
        if public
        else {}
    )
    item = make(AgendaItem, meeting=meeting, order=1, **title)
    item.topics.add(topic)
    _undertaken(world, item, world.hide(MinutePoint, item=item, order=1))
    world.hide(Action, item=item)
    world.hide(Document, meeting=meeting, kind="minutes")
    _hidden_decision(world, item) if stage != "decisions" else Resolution.objects.create(
        item=item,
        ordinal=1,
        order=2,
        cue="RESOLVED:",
        wording="That respite care be reviewed.",
        outcomes=["reviewed"],
    )
    if world.secrets:
        Attendance.objects.create(
            meeting=meeting, person=member, note=world.secret(Attendance, Attendance._meta.get_field("note"))
        )
        Interest.objects.create(
            item=item, person=member, nature=world.secret(Interest, Interest._meta.get_field("nature"))
        )
        if not public:
            _hidden_issue(world, committee.borough, item)
            world.hide(Correction, meeting=meeting, item=item)


def _undertaken(world: World, item: AgendaItem, point: MinutePoint | None) -> None:
    """A secret paragraph's action, and the mark it had before."""
    if point:
        world.hide(Action, item=item, point=point)
        world.hide(FormerAnchor, item=item, point=point)


def _hidden_decision(world: World, item: AgendaItem) -> None:
    """A resolution with limbs, a recommendation and an answer, all secret."""
    whole = world.hide(Resolution, item=item, order=2, ordinal=1, outcomes=["rejected"], votes_for=917)
    if whole:
        limb = world.hide(Resolution, item=item, parent=whole, order=1)
        world.hide(Resolution, item=item, parent=limb, order=1)
        world.hide(Vote, resolution=whole, cast="for")
        _hidden_record(world, whole)
        sent = world.hide(Recommendation, item=item, resolution=whole, ordinal=1, due_on=date(2024, 1, 1))
        world.hide(Response, recommendation=sent, date=date(2024, 1, 2), verdict="rejected")
        world.hide(Update, recommendation=sent, date=date(2024, 1, 3), progress="under way")


def _hidden_record(world: World, resolution: Any) -> None:
    """The statutory record and the call-in of a resolution that readers may not see."""
    world.hide(DecisionRecord, resolution=resolution, call_in="urgent", published_on=date(2024, 1, 3))
    world.hide(CallIn, resolution=resolution, requested_on=date(2024, 1, 4), outcome="withdrawn")


def _hidden_issue(world: World, borough: Borough, item: AgendaItem) -> None:
    issue = world.hide(Issue, borough=borough)
    if issue:
        issue.items.add(item)


def _open_item(world: World, meeting: Meeting, member: Person, topic: Topic) -> None:
    """A public item with secret parts among the public ones, some of which readers are told of."""
    notes = ("exempt_reason", "public_summary") if not world.secrets else ()
    item = world.mask(
        AgendaItem, *notes, meeting=meeting, order=2, number="5", slug="5", title="Home care", purpose="To review home care.",
        minute_number="", report_reference="CS100", forward_plan_reference="", wards="", particulars={}, withdrawn_notice="",
    )  # fmt: skip
    item.topics.add(topic)
    secret_first = world.hide(
        MinutePoint, item=item, order=0, **EXEMPT, exempt_reason="", public_summary="", anchor=""
    )
    point = world.mask(
        MinutePoint, item=item, order=1, number="5.1", mark="5.1", anchor="5.1", text="Visits were short."
    )
    world.mask(MinutePoint, item=item, order=2, anchor="", **TOLD)
    MinutePoint.objects.create(item=item, order=3, anchor="p1", text="Carers were thanked.")
    _undertaken(world, item, secret_first)
    FormerAnchor.objects.create(item=item, point=point, anchor="5.0")
    Action.objects.create(item=item, point=point, owner="Officers", what="time the visits", when="by May")
    secret = world.hide(
        Resolution,
        item=item,
        order=4,
        ordinal=None,
        outcomes=["deferred"],
        **EXEMPT,
        exempt_reason="",
        public_summary="",
    )
    if secret:
        world.hide(Vote, resolution=secret, person=member, cast="against")
        _hidden_record(world, secret)
    whole = Resolution.objects.create(
        item=item, order=5, ordinal=1, cue="RESOLVED:", wording="That the Cabinet", outcomes=["recommended"], votes_for=7,
        moved_by=member, mover="Councillor Ada Fenwick",
    )  # fmt: skip
    Vote.objects.create(resolution=whole, person=member, name="Councillor Ada Fenwick", cast="for")
    DecisionRecord.objects.create(
        resolution=whole, reasons="Visits were short.", interests="", call_in="subject", published_on=THEN.date(),
        call_in_until=date(2024, 10, 1),
    )  # fmt: skip
    CallIn.objects.create(
        resolution=whole, requested_on=date(2024, 9, 30), requested_by="Three councillors", outcome="not upheld",
        considered_at=secret.item if secret else item,
    )  # fmt: skip
    Resolution.objects.create(
        item=item, parent=whole, order=1, number="a", mark="(a)", wording="lengthen visits; and"
    )
    world.hide(Resolution, item=item, parent=whole, order=2, **EXEMPT, exempt_reason="", public_summary="")
    world.mask(Resolution, item=item, order=6, ordinal=None, **TOLD)
    sent = Recommendation.objects.create(
        item=item,
        resolution=whole,
        ordinal=1,
        sent_to="The Cabinet",
        sent_on=THEN.date(),
        due_on=date(2024, 12, 1),
    )
    elsewhere = world.hide(Meeting, committee=meeting.committee, date=date(2024, 11, 1))
    given_at = world.hide(AgendaItem, meeting=elsewhere, order=1)
    in_full = world.hide(Document, meeting=elsewhere)
    Recommendation.objects.filter(pk=sent.pk).update(
        to_person=world.hide(Person, borough=meeting.committee.borough, kind="guest")
    )
    Response.objects.create(
        recommendation=sent, date=date(2024, 11, 1), responder="The Cabinet", verdict="accepted", item=given_at, document=in_full
    )  # fmt: skip
    Update.objects.create(
        recommendation=sent, date=date(2024, 12, 1), progress="under way", note="Begun.", item=given_at, document=in_full
    )  # fmt: skip
    Document.objects.create(
        meeting=meeting, item=item, title="Care report", slug="care-report", url="https://care.example/"
    )
    world.hide(Document, meeting=meeting, item=item, **EXEMPT, exempt_reason="", public_summary="")
    world.mask(
        Document,
        meeting=meeting,
        item=item,
        order=2,
        slug="item-5-appendix" if not world.secrets else "canaryslug-appendix",
        **TOLD,
    )
    issue = Issue.objects.create(
        borough=meeting.committee.borough, title="Care at home", slug="care-at-home-2024"
    )
    issue.items.add(item)
    _corrections(world, meeting, item, point, secret_first)


def _corrections(
    world: World, meeting: Meeting, item: AgendaItem, point: MinutePoint, hidden: MinutePoint | None
) -> None:
    correction = Correction.objects.create(
        meeting=meeting, item=item, made_at=THEN, reason="A word was wrong."
    )
    CorrectedText.objects.create(
        correction=correction,
        point=point,
        what="Paragraph 5.1",
        before="Visits were long.",
        after="Visits were short.",
    )
    if hidden:
        world.hide(CorrectedText, correction=correction, point=hidden)


def _exempt_item(world: World, meeting: Meeting, member: Person, topic: Topic) -> None:
    item = world.mask(
        AgendaItem,
        meeting=meeting,
        order=3,
        number="6",
        slug="6",
        title="Contract for care",
        withdrawn_notice="",
        **TOLD,
    )
    if world.secrets:
        item.topics.add(topic)
        item.key_decision = True
        item.save()
    _undertaken(world, item, world.hide(MinutePoint, item=item, order=1))
    world.hide(Action, item=item)
    world.hide(Document, meeting=meeting, item=item)
    _hidden_decision(world, item)
    _hidden_issue(world, meeting.committee.borough, item)
    if world.secrets:
        Interest.objects.create(
            item=item, person=member, nature=world.secret(Interest, Interest._meta.get_field("nature"))
        )
        world.hide(Correction, meeting=meeting, item=item)


def _withdrawn(world: World, committee: Committee, meeting: Meeting, member: Person, topic: Topic) -> None:
    """A withdrawn meeting, item and document: of each, only the notice is public."""
    notice = {
        "withdrawn_at": THEN,
        "withdrawn_reason": "published in error",
        "withdrawn_notice": "Ask Democratic Services.",
    }
    gone = world.mask(Meeting, committee=committee, date=date(2024, 9, 20), **PUBLISHED, **notice)
    if world.secrets:
        item = world.hide(AgendaItem, meeting=gone, order=1, withdrawn_at=None, withdrawn_notice="")
        world.hide(MinutePoint, item=item, order=1)
        _hidden_decision(world, item)
    item = world.mask(AgendaItem, meeting=meeting, order=8, slug="8", **notice)
    item.topics.add(topic)
    _undertaken(world, item, world.hide(MinutePoint, item=item, order=1))
    world.hide(Action, item=item)
    _hidden_decision(world, item)
    world.mask(Document, meeting=meeting, slug="care-plan", **notice)


def rows() -> Iterator[Model]:
    """Yield every row of the record, secret or not, for trying its address."""
    for model in (
        Borough,
        Committee,
        Topic,
        Person,
        Meeting,
        AgendaItem,
        MinutePoint,
        Document,
        Resolution,
        Issue,
        PlannedDecision,
    ):
        yield from model.objects.all()
