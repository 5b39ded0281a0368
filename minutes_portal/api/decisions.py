"""Decisions, what became of them, and decisions to come, as programs get them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from minutes_portal.api.fields import (
    Dated,
    Reference,
    day,
    link,
    links,
    moment,
    words,
    words_or_null,
    yes_or_no,
)
from minutes_portal.api.words import ResolutionWords

THREE = " Null: not recorded. Empty: recorded as none."


class VoteObject(serializers.Serializer):
    """How a member voted."""

    name = words("As printed.")
    voter = link("Their page, where known.", source="person")
    option = words("for, against or abstained.", source="cast")
    casting = yes_or_no("Whether it was the chair’s second vote.")


class CallInObject(serializers.Serializer):
    """A request that the decision be looked at again, and what came of it."""

    requested_on = day("When.")
    requested_by = words("Who asked for it, as printed.")
    grounds = words("The reasons given.")
    outcome = words("awaiting, invalid, not upheld, referred back, referred to council or withdrawn.")
    outcome_note = words("What is said of it.")
    considered_on = day("When it was considered.")
    result = words("confirmed, amended or rescinded; empty while there is none.")


class RecordObject(serializers.Serializer):
    """What the law asks to be recorded of a decision (SI 2012/2089 regs 12-13)."""

    notice = link("The entry of the forward plan that announced it.")
    decided_on = day("When; null: on the day of the meeting.")
    maker = words("Who decided, as printed; empty: the committee.")
    reasons = words_or_null("Why." + THREE)
    alternatives = words_or_null("Alternatives considered and rejected." + THREE)
    interests = words_or_null("Conflicts of interest declared." + THREE)
    dispensations = words_or_null("Dispensations granted." + THREE)
    consultees = words_or_null("Who was consulted." + THREE)
    wards = words_or_null("Wards affected." + THREE)
    officer = words("The officer to ask.")
    published_on = day("When the decision was published.")
    call_in = words("subject, not subject, urgent; empty: not recorded.")
    urgency_reason = words("Why call-in does not apply.")
    call_in_until = day("The last day of the call-in period.")
    effective_on = day("From when it has effect, as the council states it.")


class DecisionObject(Dated, ResolutionWords):
    """A resolution with its votes, statutory record and call-ins."""

    place = None  # type: ignore[assignment]  # is told in its item only
    item = link("The item it was made under.")
    meeting = link("The meeting.", source="item.meeting")
    organization = link("The committee.", source="item.meeting.committee")
    date = day("The day of the meeting.", source="item.meeting.date")
    key_decision = yes_or_no("Null where the papers do not say.", source="item.key_decision", allow_null=True)
    votes = VoteObject(many=True, read_only=True, help_text="Votes by name, where they were recorded.")
    record = serializers.SerializerMethodField(help_text="Null where nothing of it is recorded.")
    call_ins = CallInObject(
        many=True, read_only=True, help_text="Requests to look at it again, in order of time."
    )

    @extend_schema_field(RecordObject(allow_null=True))
    def get_record(self, row: Any) -> dict[str, Any] | None:
        record = getattr(row, "record", None)
        return RecordObject(record, context=self.context).data if record else None


class ResponseObject(serializers.Serializer):
    """An answer to a recommendation."""

    date = day("When.")
    responder = words("Who answers.")
    verdict = words("accepted, partly accepted, rejected or noted.")
    reason = words("Why.")


class UpdateObject(serializers.Serializer):
    """What has been done about a recommendation."""

    date = day("When.")
    progress = words("not started, under way, done or abandoned.")
    note = words("What was done, or why it was closed.")


class RecommendationObject(Dated):
    """What was recommended to whom, what they answered, and how far it has come."""

    item = link("The item it was made under.")
    resolution = serializers.SerializerMethodField(help_text="The resolution that recommends it.")
    wording = serializers.SerializerMethodField(
        help_text="The words of the resolution or limb that recommends it."
    )
    addressee_kind = words("committee, portfolio holder, officers or outside body.", source="addressee")
    addressee = words("Who is to answer.", source="sent_to")
    to_committee = link("The committee that is to answer.")
    to_person = link("The person who is to answer.")
    sent_on = day("When it was sent.")
    due_on = day("When an answer is due.")
    due_by = words("Why by then: law, rule, resolution or agreed.")
    progress = words("not started, under way, done or abandoned.")
    responses = ResponseObject(many=True, read_only=True, help_text="What was answered.")
    updates = UpdateObject(many=True, read_only=True, help_text="How far it has come.")

    @extend_schema_field(Reference)
    def get_resolution(self, row: Any) -> dict[str, Any] | None:
        whole = row.resolution
        while whole.parent:
            whole = whole.parent
        whole.item = row.item
        return Reference(context=self.context).to_representation(whole)

    def get_wording(self, row: Any) -> str:
        return f"{row.resolution.cue} {row.resolution.wording}".strip()


class IssueObject(Dated):
    """A matter that comes back, with its items across meetings."""

    borough = link("The council.")
    name = words("What it is about.", source="title")
    summary = words("Where it stands.")
    forward_plan_reference = words("The number in the forward plan.")
    items = links("Its items, in order of time.")


class NoticeObject(Dated):
    """An entry of the forward plan: the notice of a decision to come (SI 2012/2089 reg. 9)."""

    borough = link("The council.")
    reference = words("As printed: KD5694.")
    name = words("What is to be decided, in a line.", source="title")
    matter = words("The matter.")
    key_decision = yes_or_no("Whether it is a key decision.", source="key")
    key_reason = words("spending, wards, both; empty: not stated.")
    organization = link("Who is to decide.", source="committee")
    maker = words("A single decision maker, as printed.")
    members = words("Of a body: the list of its members.")
    decide_from = day("The day of the decision, or the first of a period.")
    decide_until = day("The last day of a period.")
    documents = words("What is to be submitted.")
    documents_from = words("Where copies can be had.")
    further_documents = words("Whether more may be submitted.")
    how_to_ask = words("How to ask for them.")
    private = yes_or_no("Whether the public is to be excluded.")
    private_reason = words("Why.")
    wards = words("Wards affected.")
    consultation = words("Who is consulted, how and until when.")
    contact = words("The officer to ask.")
    exception = words("general exception or special urgency; empty: 28 clear days’ notice.")
    exception_reason = words("Why 28 clear days are impracticable.")
    exception_agreed_by = words("Who was told or agreed.")
    published_at = moment("When it was published.")
    dropped_on = day("When the plan was given up.")
    dropped_reason = words("Why.")
