"""Councils, committees, people and topics as programs get them (Popolo's names where they fit: docs/api.md)."""

from rest_framework import serializers

from minutes_portal.api.fields import PublicObject, day, link, links, words


class BoroughObject(PublicObject):
    """A council that publishes here."""

    name = words("The place, as people say it.")
    council_name = words("The council in full.")
    about = words("A sentence or two for readers.")
    website = words("The council’s own web site.")
    contact_name = words("Whom to ask about the records.")
    contact_email = words("Their address.")


class CommitteeObject(PublicObject):
    """A body that meets, or one person who decides alone (classification “individual”)."""

    name = words("In full.")
    classification = words(
        "council, executive, scrutiny, regulatory, joint, advisory or individual.", source="kind"
    )
    borough = link("Its council; of a joint committee the lead one.")
    partners = links("The other councils of a joint committee.")
    description = words("What it looks after.", source="remit")
    founding_date = day("Its first day, where known.", source="active_from")
    dissolution_date = day("Its last day; null while it exists.", source="active_until")
    predecessor = link("The committee whose work it took over.")


class Membership(serializers.Serializer):
    """A post that a person holds or held."""

    organization = link("The committee; null for a post in the council.", source="committee")
    role = words("chair, vice-chair, member, co-opted, portfolio or officer.", source="kind")
    title = words("The post’s own name.")
    start_date = day("Its first day.", source="start")
    end_date = day("Its last day; null while it lasts.", source="end")


class PersonObject(PublicObject):
    """A councillor, officer or other person with a page here."""

    name = words("Given name and surname.")
    honorific_prefix = words("Councillor, Alderman, Dr …", source="honorific")
    classification = words("councillor, co-opted, officer or guest.", source="kind")
    borough = link("The council.")
    post = words("Of officers and guests: their post.")
    party = words("As the council states it.")
    ward = words("As the council states it.")
    memberships = Membership(
        many=True, read_only=True, source="roles", help_text="Posts held, the present ones first."
    )


class TopicObject(PublicObject):
    """A subject of council business, the same for all councils."""

    name = words("What it is called.")
    description = words("What belongs to it.")
