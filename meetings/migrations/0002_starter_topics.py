"""The starter list of topics, which officers may edit: the subjects that scrutiny officers use."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TOPICS = (
    ("adult-social-care", "Adult social care", "Care and support for older and disabled adults and for their carers."),
    ("budget-and-finance", "Budget and finance", "The budget, savings, borrowing, accounts and audit."),
    ("childrens-social-care", "Children’s social care", "Help and protection for children, fostering, care leavers."),
    ("climate-and-environment", "Climate and environment", "Carbon, nature, air, water and floods."),
    ("community-safety", "Community safety", "Crime, antisocial behaviour, domestic abuse and emergencies."),
    ("council-tax-and-benefits", "Council tax and benefits", "Council tax, its collection, and help for people who cannot pay."),
    ("digital-and-customer-services", "Digital and customer services", "How residents reach the council, and its systems and data."),
    ("economy-and-jobs", "Economy and jobs", "Local business, markets, skills and work."),
    ("equalities", "Equalities", "Fair treatment of everyone, and the groups that are left behind."),
    ("governance", "Governance", "The constitution, elections, scrutiny itself, standards and complaints."),
    ("highways-and-transport", "Highways and transport", "Roads, buses, walking, cycling and road safety."),
    ("homelessness", "Homelessness", "Rough sleeping, temporary accommodation and prevention."),
    ("housing", "Housing", "Council homes, repairs, private renting and new building."),
    ("leisure-and-parks", "Leisure and parks", "Sports centres, pools, parks, play and open spaces."),
    ("libraries-and-culture", "Libraries and culture", "Libraries, museums, heritage, arts and events."),
    ("licensing", "Licensing", "Alcohol, taxis, gambling, street trading and other licences."),
    ("parking", "Parking", "Car parks, permits, charges and enforcement."),
    ("planning", "Planning", "Planning applications, the local plan, conservation and enforcement."),
    ("procurement-and-contracts", "Procurement and contracts", "What the council buys, from whom, and how contracts perform."),
    ("public-health", "Public health", "Prevention, health inequalities and the local health service."),
    ("regeneration", "Regeneration", "Town centres, estates and large sites that are being renewed."),
    ("schools-and-education", "Schools and education", "School places, results, attendance and adult learning."),
    ("send", "SEND", "Special educational needs and disabilities, their plans and transport."),
    ("voluntary-sector", "Voluntary sector", "Charities, community groups, grants and volunteering."),
    ("waste-and-recycling", "Waste and recycling", "Collections, recycling, street cleaning and fly-tipping."),
    ("young-people", "Young people", "Youth services, play, and young people’s say in decisions."),
)


def add_topics(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    topics = apps.get_model("meetings", "Topic").objects.using(schema_editor.connection.alias)
    for slug, name, description in TOPICS:
        topics.get_or_create(slug=slug, defaults={"name": name, "description": description})


def remove_unused_topics(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the starter list away again, save what an item uses by now."""
    topics = apps.get_model("meetings", "Topic").objects.using(schema_editor.connection.alias)
    topics.filter(slug__in=[slug for slug, _, _ in TOPICS], items__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_the_record")]

    operations = [migrations.RunPython(add_topics, remove_unused_topics)]
