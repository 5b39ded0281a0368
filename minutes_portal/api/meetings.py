"""Meetings, their items with everything said under them, and papers, as programs get them (OParl's names where they fit)."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from meetings.models import Document, Topic
from meetings.outline import hang_limbs
from minutes_portal.api.addresses import name_of, path_of
from minutes_portal.api.fields import (
    Correction,
    Dated,
    WithExemption,
    day,
    integer,
    link,
    links,
    moment,
    words,
    words_or_null,
    yes_or_no,
)
from minutes_portal.api.words import ResolutionWords


class Participant(serializers.Serializer):
    """Somebody on a meeting's list of those present, absent and in attendance."""

    name = words("As readers see it.", source="person")
    person = link("Their page, if they have one.")
    capacity = words("chair, vice-chair, member, co-opted, substitute, officer or guest.")
    presence = words("present, remote, apologies or absent.")
    substitute_for = link("Whose place they took.")
    note = words("From item 5; left at 20:15 …")


class DocumentObject(Dated, WithExemption):
    """A paper of a meeting or an item. Of one that is held elsewhere there may be only the title."""

    name = words("Its title.", source="title")
    paper_type = words("agenda, report, appendix, minutes, presentation, background or other.", source="kind")
    meeting = link("The meeting it belongs to.")
    item = link("The item it belongs to; null for a paper of the whole meeting.")
    access_url = serializers.SerializerMethodField(
        help_text="Where it opens; null where only its title is held."
    )
    external_url = words("The link, where it is kept on another site.", source="url")
    format = words("PDF, Word …")
    size = integer("Bytes.")
    pages = integer("Pages.")
    sha256 = words("Of the file’s bytes.", source="checksum")

    def get_access_url(self, row: Any) -> str | None:
        return self.get_web_url(row) if row.file or row.url else None


class MeetingObject(Dated):
    """A meeting of a committee, or one day’s decisions of somebody who decides alone."""

    name = serializers.SerializerMethodField(help_text="Committee and day.")
    organization = link("The committee.", source="committee")
    date = day("Its day.")
    sitting = integer("2 for the committee’s second meeting of the day, and so on.")
    start_time = words_or_null("By the clock of Europe/London: 19:00:00.")
    location = words("Where.", source="venue")
    meeting_state = words("scheduled, held, cancelled, postponed or inquorate.", source="status")
    state_note = words("Why it was cancelled or moved.", source="status_note")
    moved_to = link("Of a meeting that was put off: the one that takes its place.")
    webcast_url = words("Its recording.")
    calendar_uid = words("Its name in calendars, whatever becomes of its date.", source="uid")
    stage = words("How far it is published: agenda, decisions, draft minutes or approved.")
    agenda_published_at = moment("When the agenda was published, by the record.")
    decisions_published_at = moment("When the decisions were.")
    minutes_published_at = moment("When the minutes were, as a draft.")
    approved_at = moment("When the minutes were approved as a correct record.")
    approved_by = link("The item of the later meeting that approved them.")
    approval_note = words("Corrections made then.")
    participants = Participant(
        many=True, read_only=True, source="attendances", help_text="Who was there, absent or in attendance."
    )
    agenda_items = links("The items, in order of business.", source="items")
    documents = links(
        "The papers of the meeting and of its items that can be named.", source="open_documents"
    )
    corrections = Correction(many=True, read_only=True, help_text="What was changed since it was published.")

    def get_name(self, row: Any) -> str:
        return name_of(row)

    def to_representation(self, meeting: Any) -> dict[str, Any]:
        meeting.open_documents = open_ones(meeting.documents.all())
        told: dict[str, Any] = super().to_representation(meeting)
        return told


def open_ones(documents: Iterable[Document]) -> list[Document]:
    """Return the papers that have an address."""
    return [document for document in documents if document.slug and not document.exempt]


class Point(WithExemption):
    """One paragraph, bullet, heading, table or note of the minutes."""

    anchor = words_or_null("Its permanent mark in the item’s page; empty where it is exempt.")
    web_url = serializers.SerializerMethodField(help_text="Where it opens.")
    place = integer("Its place among the points and resolutions of the item, from 1.")
    number = words("As printed, without a closing dot or bracket.")
    mark = words("Number or bullet exactly as printed.")
    level = integer("0 for a paragraph, 1 for what is under it …")
    kind = words("paragraph, bullet, heading, table or note.")
    text = words("The words.")

    def get_web_url(self, row: Any) -> str | None:
        return f"{self.context['base']}{row.item_path}#{row.anchor}" if row.anchor else None


class ActionObject(serializers.Serializer):
    """What somebody undertook or was asked to do."""

    owner = words("Who.")
    what = words("What.")
    when = words("By when, as printed.")
    due_on = day("By when.")
    done_on = day("When it was done.")
    anchor = words_or_null("The paragraph that says so.")


class InterestObject(serializers.Serializer):
    """An interest that a member declared (Localism Act 2011 ss.30-31)."""

    name = words("Who, as readers see it.", source="person")
    person = link("Their page, if they have one.")
    kind = words("disclosable pecuniary, other registrable, non-registrable or unstated.")
    nature = words("As declared.")
    left_the_meeting = yes_or_no("Null where the minutes do not say.", allow_null=True)


class ItemObject(Dated, WithExemption):
    """An item of business, with its minutes and what was resolved, in the order in which they are printed."""

    meeting = link("The meeting.")
    organization = link("The committee.", source="meeting.committee")
    date = day("The day of the meeting.", source="meeting.date")
    number = words("Its agenda number, as printed.")
    minute_number = words("Its minute number, as printed.")
    name = words("Its title.", source="title")
    purpose = words("What the committee was asked to do.")
    procedural = yes_or_no("Apologies, declarations, minutes of the last meeting …")
    report_reference = words("The report’s number.")
    forward_plan_reference = words("The number in the forward plan.")
    key_decision = yes_or_no("Null where the papers do not say.", allow_null=True)
    wards = words("Wards affected, as printed.")
    particulars = serializers.DictField(
        child=serializers.CharField(), read_only=True, help_text="Other labels and values printed with it."
    )
    topics = links("What it is about.", source="told_topics")
    points = Point(many=True, read_only=True, source="told_points", help_text="Its minutes, in order.")
    resolutions = ResolutionWords(
        many=True, read_only=True, source="told_resolutions", help_text="What was resolved, in order."
    )
    actions = ActionObject(many=True, read_only=True, source="told_actions", help_text="What is to be done.")
    interests = InterestObject(many=True, read_only=True, help_text="Interests that were declared.")
    documents = links("Its papers that can be named.", source="open_documents")
    corrections = Correction(many=True, read_only=True, help_text="What was changed since it was published.")

    def to_representation(self, item: Any) -> dict[str, Any]:
        lay_out(item)
        told: dict[str, Any] = super().to_representation(item)
        return told


def lay_out(item: Any) -> None:
    """Give the parts of an item their places, limbs and marks as readers know them; nothing asks the database.

    Places are counted anew over what is shown: the record's own numbers would tell how much is not.
    """
    item.told_points = list(item.points.all())
    item.told_resolutions = hang_limbs(item.resolutions.all())
    parts = [*item.told_points, *item.told_resolutions]
    path = path_of(item)
    for place, part in enumerate(sorted(parts, key=lambda part: part.order), 1):
        part.place, part.item_path = place, path
    anchors = {point.pk: point.anchor for point in item.told_points}
    item.told_actions = [action | {"anchor": anchors.get(action["point"])} for action in item.undertaken]
    item.told_topics = [Topic(**subject) for subject in item.subjects]
    item.open_documents = open_ones(item.documents.all())
    for document in item.open_documents:
        document.meeting = item.meeting
