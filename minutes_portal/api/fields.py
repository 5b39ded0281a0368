"""The parts that public objects are made of: who they are, links to others, what is said of exempt matter."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from minutes_portal.api.addresses import API, name_of, path_of


def words(help_text: str, **options: Any) -> serializers.CharField:
    return serializers.CharField(read_only=True, help_text=help_text, **options)


def words_or_null(help_text: str, **options: Any) -> serializers.CharField:
    return serializers.CharField(read_only=True, allow_null=True, help_text=help_text, **options)


def several_words(help_text: str, **options: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=help_text, **options
    )


def yes_or_no(help_text: str, **options: Any) -> serializers.BooleanField:
    return serializers.BooleanField(read_only=True, help_text=help_text, **options)


def integer(help_text: str, **options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(read_only=True, allow_null=True, help_text=help_text, **options)


def day(help_text: str, **options: Any) -> serializers.DateField:
    return serializers.DateField(read_only=True, allow_null=True, help_text=help_text, **options)


def moment(help_text: str, **options: Any) -> serializers.DateTimeField:
    return serializers.DateTimeField(read_only=True, allow_null=True, help_text=help_text, **options)


class Reference(serializers.Serializer):
    """Another public object."""

    id = words("Its path: the same for ever, on the site and behind /api/v1.")
    url = words("Where programs read it.")
    name = words("What a link to it says.")

    def to_representation(self, row: Any) -> dict[str, Any] | None:  # type: ignore[override]
        path = path_of(row)
        return (
            {"id": path, "url": f"{self.context['base']}{API}{path}", "name": name_of(row)} if path else None
        )


def link(help_text: str, **options: Any) -> Reference:
    return Reference(read_only=True, allow_null=True, help_text=help_text, **options)


def links(help_text: str, **options: Any) -> Any:
    return Reference(many=True, read_only=True, help_text=help_text, **options)


class Exemption(serializers.Serializer):
    """What is told of matter that is kept from the public (Local Government Act 1972, Schedule 12A)."""

    regime = words("Under which law.", source="exempt_regime")
    part = words("Part of the schedule.", source="exempt_part")
    paragraphs = serializers.ListField(
        child=serializers.IntegerField(), read_only=True, source="exempt_paragraphs",
        help_text="The paragraphs relied on.",
    )  # fmt: skip
    reason = words("Why keeping it private serves the public more.", source="exempt_reason")
    public_summary = words("What the public may know of it.")


class WithExemption(serializers.Serializer):
    """A part that may be exempt."""

    exempt = yes_or_no("Whether it is kept from the public; then only what `exemption` says is told.")
    exemption = serializers.SerializerMethodField(help_text="Null where nothing is exempt.")

    @extend_schema_field(Exemption(allow_null=True))
    def get_exemption(self, row: Any) -> dict[str, Any] | None:
        return dict(Exemption(row).data) if row.exempt else None


class PublicObject(serializers.Serializer):
    """An object with addresses of its own."""

    id = serializers.SerializerMethodField(
        help_text="Its path: the same for ever. Null where it has no page."
    )
    url = serializers.SerializerMethodField(help_text="Where programs read it.")
    web_url = serializers.SerializerMethodField(help_text="Where people read it.")

    def get_id(self, row: Any) -> str | None:
        return path_of(row) or None

    def get_url(self, row: Any) -> str | None:
        path = path_of(row)
        return f"{self.context['base']}{API}{path}" if path else None

    def get_web_url(self, row: Any) -> str | None:
        path = path_of(row)
        return f"{self.context['base']}{path}" if path else None


class Dated(PublicObject):
    """An object of which the journal knows since when readers have it, and since when as it is."""

    created = serializers.SerializerMethodField(help_text="When it was first published here.")
    modified = serializers.SerializerMethodField(help_text="Since when it is as it is, for readers.")

    def get_created(self, row: Any) -> datetime | None:
        change = self.context["changes"].get(row.pk)
        return change.first_published_at if change else None

    def get_modified(self, row: Any) -> datetime | None:
        change = self.context["changes"].get(row.pk)
        return change.changed_at if change else None


class Correction(serializers.Serializer):
    """A change of the published record, with its reason."""

    class Text(serializers.Serializer):
        """One text that was changed."""

        what = words("Which part.")
        before = words("What it said.")
        after = words("What it says since.")

        class Meta:
            ref_name = "CorrectedText"

    made_at = moment("When.")
    reason = words("Why.")
    texts = Text(many=True, read_only=True, help_text="The texts that were changed.")
