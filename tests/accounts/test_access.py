"""The rules of the roles: who may do what with which record."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from decisions.models import Resolution
from meetings.models import AgendaItem, Borough, Committee, Meeting, Person
from minutes_portal.accounts.access import Access, Act, Grant
from minutes_portal.accounts.models import Membership
from tests.accounts.officers import add_role, make_officer, make_operator
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_person, make_resolution

HERE, ELSEWHERE = 1, 2
THIS_COMMITTEE, OTHER_COMMITTEE = 10, 20

# role: reads, drafts, changes what is not public, changes what is public, publishes, administers
RULES = {
    "clerk": (True, True, True, False, False, False),
    "publisher": (True, True, True, True, True, False),
    "auditor": (True, False, False, False, False, False),
    "administrator": (True, True, True, True, True, True),
}


def answers(access: Access, borough: int | None, committee: int | None) -> tuple[bool, ...]:
    return (
        access.may_read(borough, committee),
        access.may_draft(borough, committee),
        access.may_change(borough, committee, public=False),
        access.may_change(borough, committee, public=True),
        access.may_publish(borough, committee),
        access.may_administer(borough),
    )


@pytest.mark.parametrize(("role", "expected"), RULES.items())
def test_a_role_for_a_borough_holds_for_all_its_records_and_no_others(
    role: str, expected: tuple[bool, ...]
) -> None:
    access = Access(grants=[Grant(HERE, None, role)])

    assert answers(access, HERE, THIS_COMMITTEE) == expected
    assert answers(access, HERE, None) == expected
    assert not any(answers(access, ELSEWHERE, OTHER_COMMITTEE))
    assert not any(answers(access, ELSEWHERE, None))
    assert not any(answers(access, None, None))


@pytest.mark.parametrize("role", ["clerk", "publisher", "auditor"])
def test_a_role_for_a_committee_holds_for_that_committee_alone(role: str) -> None:
    access = Access(grants=[Grant(HERE, THIS_COMMITTEE, role)])

    assert answers(access, HERE, THIS_COMMITTEE) == RULES[role]
    assert not any(answers(access, HERE, OTHER_COMMITTEE))
    assert answers(access, HERE, None) == (True, False, False, False, False, False)
    assert not access.may_read(ELSEWHERE)


def test_the_wider_role_counts_where_an_officer_has_two() -> None:
    access = Access(grants=[Grant(HERE, None, "auditor"), Grant(HERE, THIS_COMMITTEE, "publisher")])

    assert access.may_publish(HERE, THIS_COMMITTEE)
    assert not access.may_draft(HERE, OTHER_COMMITTEE)
    assert access.may_read(HERE, OTHER_COMMITTEE)


def test_a_clerk_of_one_committee_adds_people_of_the_borough_but_an_auditor_does_not() -> None:
    assert Access(grants=[Grant(HERE, THIS_COMMITTEE, "clerk")]).may_draft_somewhere_in(HERE)
    assert not Access(grants=[Grant(HERE, THIS_COMMITTEE, "clerk")]).may_draft_somewhere_in(ELSEWHERE)
    assert not Access(grants=[Grant(HERE, None, "auditor")]).may_draft_somewhere_in(HERE)


def test_topics_are_read_by_every_officer_and_changed_by_operators() -> None:
    officer = Access(grants=[Grant(HERE, None, "administrator")])

    assert officer.may_read_shared
    assert not officer.may_change_shared
    assert Access(is_operator=True).may_change_shared
    assert not Access().may_read_shared


def test_an_operator_may_do_everything_and_nobody_may_do_nothing() -> None:
    assert all(answers(Access(is_operator=True), HERE, THIS_COMMITTEE))
    assert not any(answers(Access(), HERE, THIS_COMMITTEE))


@pytest.mark.django_db
def test_scope_holds_the_officers_records_and_no_others() -> None:
    ours, theirs = make_resolution(), make_resolution()
    committee = ours.item.meeting.committee
    access = Access.of(make_officer("clerk", committee.borough))

    paths: list[tuple[type, str, str | None]] = [
        (Borough, "pk", None),
        (Committee, "borough", "pk"),
        (Meeting, "committee__borough", "committee"),
        (AgendaItem, "meeting__committee__borough", "meeting__committee"),
        (Resolution, "item__meeting__committee__borough", "item__meeting__committee"),
    ]
    for model, borough_path, committee_path in paths:
        assert access.scope(model.objects.all(), borough_path, committee_path).count() == 1  # type: ignore[attr-defined]
        assert model.objects.count() == 2  # type: ignore[attr-defined]
    assert theirs not in access.scope(
        Resolution.objects.all(), "item__meeting__committee__borough", "item__meeting__committee"
    )


@pytest.mark.django_db
def test_scope_of_a_committees_officer_is_that_committee_and_the_boroughs_people() -> None:
    borough = make_borough()
    mine, other = make_committee(borough=borough), make_committee(borough=borough)
    meeting = make_meeting(committee=mine)
    make_meeting(committee=other)
    person, stranger = make_person(borough=borough), make_person()
    access = Access.of(make_officer("clerk", borough, mine))

    assert list(access.scope(Meeting.objects.all(), "committee__borough", "committee")) == [meeting]
    assert list(access.scope(Committee.objects.all(), "borough", "pk")) == [mine]
    assert list(access.scope(Borough.objects.all(), "pk")) == [borough]
    people = access.scope(Person.objects.all(), "borough")
    assert person in people
    assert stranger not in people
    assert not access.scope(Person.objects.all(), "borough", act=Act.DRAFT).exists()


@pytest.mark.django_db
def test_scope_joins_several_roles_and_each_act_has_its_own() -> None:
    here, there = make_borough(), make_borough()
    committee = make_committee(borough=there)
    both = {make_meeting(committee=make_committee(borough=here)), make_meeting(committee=committee)}
    make_meeting(committee=make_committee(borough=there))
    officer = make_officer("auditor", here)
    add_role(officer, "publisher", there, committee)
    access = Access.of(officer)

    def meetings(act: Act) -> set[Meeting]:
        return set(access.scope(Meeting.objects.all(), "committee__borough", "committee", act))

    assert meetings(Act.READ) == both
    assert {meeting.committee for meeting in meetings(Act.PUBLISH)} == {committee}
    assert not meetings(Act.ADMINISTER)


@pytest.mark.django_db
@pytest.mark.parametrize("switched_off", ["is_active", "is_staff"])
def test_an_account_that_is_switched_off_may_do_nothing(switched_off: str) -> None:
    borough = make_committee().borough
    officer = make_officer("administrator", borough, **{switched_off: False})

    access = Access.of(officer)

    assert not access.may_read(borough.pk)
    assert not access.scope(Borough.objects.all(), "pk").exists()
    assert not officer.get_all_permissions()


def test_somebody_not_signed_in_may_do_nothing() -> None:
    assert not Access.of(AnonymousUser()).is_officer


@pytest.mark.django_db
def test_access_costs_one_query_however_often_it_is_asked(django_assert_num_queries: object) -> None:
    item = make_item()
    officer = make_officer("clerk", item.meeting.committee.borough)
    officer = get_user_model().objects.get(pk=officer.pk)

    with django_assert_num_queries(1):  # type: ignore[operator]
        for _ in range(3):
            assert Access.of(officer).may_read(item.meeting.committee.borough_id)
            assert officer.has_perm("meetings.change_meeting")
            assert officer.has_module_perms("decisions")


@pytest.mark.django_db
def test_an_operator_costs_no_query(django_assert_num_queries: object) -> None:
    operator = make_operator()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert Access.of(operator).is_operator


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["meetings.view_meeting", "decisions.view_resolution", "meetings.view_topic"])
@pytest.mark.parametrize("role", RULES)
def test_every_role_opens_the_tables_of_the_record(role: str, app: str) -> None:
    assert make_officer(role, make_borough()).has_perm(app)


@pytest.mark.django_db
def test_permissions_follow_the_roles() -> None:
    borough = make_borough()
    officers = {role: make_officer(role, borough) for role in RULES}

    def holders(permission: str) -> set[str]:
        return {role for role, officer in officers.items() if officer.has_perm(permission)}

    assert holders("meetings.change_meeting") == {"clerk", "publisher", "administrator"}
    assert holders("decisions.delete_resolution") == {"clerk", "publisher", "administrator"}
    assert holders("meetings.add_committee") == {"administrator"}
    assert holders("meetings.change_borough") == {"administrator"}
    assert holders("meetings.add_borough") == set()
    assert holders("meetings.change_topic") == set()
    assert holders("accounts.change_membership") == {"administrator"}
    assert holders("accounts.view_signin") == {"administrator"}
    assert holders("auth.change_user") == {"administrator"}
    for hidden in (
        "auth.delete_user",
        "axes.view_accessattempt",
        "otp_totp.view_totpdevice",
        "auth.view_group",
    ):
        assert holders(hidden) == set()


@pytest.mark.django_db
def test_history_is_changed_by_no_role() -> None:
    permissions = make_officer("administrator", make_borough()).get_all_permissions()

    assert not [name for name in permissions if name.endswith("event") and ".view_" not in name]


@pytest.mark.django_db
def test_giving_and_taking_roles_leaves_a_history() -> None:
    role = add_role(make_officer(), "clerk", make_borough())
    key = role.pk
    role.role = "publisher"
    role.save()
    Membership.objects.all().delete()

    events = apps.get_model("accounts", "MembershipEvent").objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "role")) == [
        ("insert", "clerk"), ("update", "publisher"), ("delete", "publisher"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_officer_without_a_role_opens_no_table() -> None:
    assert make_officer().get_all_permissions() == set()


@pytest.mark.django_db
def test_an_officer_has_one_role_a_place() -> None:
    borough = make_borough()
    officer = make_officer("clerk", borough)

    with pytest.raises(IntegrityError), transaction.atomic():
        add_role(officer, "publisher", borough)


@pytest.mark.django_db
def test_a_role_names_a_committee_of_its_own_borough() -> None:
    role = Membership(user=make_officer(), borough=make_borough(), committee=make_committee(), role="clerk")

    with pytest.raises(ValidationError, match="not a committee of this borough"):
        role.full_clean()


@pytest.mark.django_db
def test_an_administrator_has_a_whole_borough() -> None:
    committee = make_committee()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_officer("administrator", committee.borough, committee)
