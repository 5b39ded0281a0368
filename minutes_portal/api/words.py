"""The words of a resolution and of its limbs, as they stand in an item and by themselves."""

from typing import Any

from rest_framework import serializers

from minutes_portal.api.addresses import path_of
from minutes_portal.api.fields import WithExemption, day, integer, link, several_words, words, yes_or_no


class LimbOfLimb(WithExemption):
    """A part of a limb."""

    number = words("As printed, without a closing dot or bracket.")
    mark = words("Exactly as printed.")
    cue = words("The word that opens it, as printed.")
    wording = words("What it says.")
    outcomes = several_words("What it does: noted, approved, referred …")
    addressee = words("Who is to act.")
    due_date = day("By when.")


class Limb(LimbOfLimb):
    """A part of a resolution."""

    limbs = LimbOfLimb(many=True, read_only=True, source="limb_list", help_text="Its parts, in order.")


class ResolutionWords(WithExemption):
    """A resolution in the committee's own words."""

    id = serializers.SerializerMethodField(help_text="Its path; null where it is exempt.")
    place = integer("Its place among the points and resolutions of the item, from 1.")
    number = words("As printed, without a closing dot or bracket.")
    mark = words("Exactly as printed.")
    cue = words("The word that opens it, as printed: RESOLVED.")
    wording = words("What it says before its limbs.")
    notice_wording = words("The wording of the decision notice, where that differs.")
    outcomes = several_words("What it does: noted, approved, referred …")
    mover = words("As printed.")
    seconder = words("As printed.")
    moved_by = link("The mover’s page, where known.")
    seconded_by = link("The seconder’s page, where known.")
    votes_for = integer("Null where the minutes do not say.")
    votes_against = integer("Null where the minutes do not say.")
    votes_abstain = integer("Null where the minutes do not say.")
    addressee = words("Who is to act.")
    forwarded_to = words("Whom the addressee is to pass it on to.")
    report_back = yes_or_no("Whether the committee asked to hear back.")
    due_date = day("By when.")
    limbs = Limb(many=True, read_only=True, source="limb_list", help_text="Its parts, in order.")

    def get_id(self, row: Any) -> str | None:
        return path_of(row) or None
