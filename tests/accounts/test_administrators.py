"""Administrators look after their borough's officers, and reach nobody else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from minutes_portal.accounts.models import Membership, SignIn
from tests.accounts.officers import add_role, give_password, make_officer, make_operator, signed_in
from tests.makers import make_borough, make_committee

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "herons-over-the-weir"


def new_officer(borough: Any, role: str = "clerk", **given: str) -> dict[str, str]:
    return {
        "username": "newcomer",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-borough": str(borough.pk),
        "memberships-0-role": role,
    } | given


def change_form(officer: Any, **given: str) -> dict[str, str]:
    rows = list(officer.memberships.all())
    data = {
        "username": officer.username,
        "memberships-TOTAL_FORMS": str(len(rows)),
        "memberships-INITIAL_FORMS": str(len(rows)),
        "is_active": "on",
    }
    for number, row in enumerate(rows):
        data |= {
            f"memberships-{number}-id": str(row.pk),
            f"memberships-{number}-user": str(officer.pk),
            f"memberships-{number}-borough": str(row.borough_id),
            f"memberships-{number}-role": row.role,
        }
    return data | given


@pytest.fixture
def borough() -> Any:
    return make_borough()


@pytest.fixture
def administrator(borough: Any) -> Client:
    return signed_in(make_officer("administrator", borough))


def test_an_administrator_creates_an_officer_who_can_sign_in(
    administrator: Client, client: Client, borough: Any
) -> None:
    answer = administrator.post(reverse("admin:auth_user_add"), new_officer(borough))

    assert answer.status_code == 302
    officer = get_user_model().objects.get(username="newcomer")
    assert officer.is_staff
    assert [(row.borough, row.role) for row in officer.memberships.all()] == [(borough, "clerk")]
    assert give_password(client, officer, NEW_PASSWORD).status_code == 302


def test_an_administrator_creates_no_superuser(administrator: Client, borough: Any) -> None:
    administrator.post(
        reverse("admin:auth_user_add"),
        new_officer(borough, is_superuser="on", groups="1", user_permissions="1"),
    )
    officer = get_user_model().objects.get(username="newcomer")
    assert not officer.is_superuser

    administrator.post(
        reverse("admin:auth_user_change", args=[officer.pk]),
        change_form(officer, is_superuser="on", email="a@b.example"),
    )
    officer.refresh_from_db()
    assert officer.email == "a@b.example"
    assert not officer.is_superuser
    assert not officer.user_permissions.exists()


def test_an_administrator_creates_no_officer_for_another_borough_or_for_none(
    administrator: Client, borough: Any
) -> None:
    for data in (
        new_officer(make_borough()),
        new_officer(borough) | {"memberships-0-committee": str(make_committee().pk)},
        new_officer(borough) | {"memberships-0-borough": "", "memberships-0-role": ""},
        new_officer(borough) | {"memberships-TOTAL_FORMS": "0"},
    ):
        assert administrator.post(reverse("admin:auth_user_add"), data).status_code == 200
    assert not get_user_model().objects.filter(username="newcomer").exists()


def test_an_administrator_finds_nobody_of_another_borough_not_even_by_address(administrator: Client) -> None:
    stranger = make_officer("clerk", make_borough(), username="stranger")
    row = stranger.memberships.get()
    operator = make_operator()
    make_officer(username="without-a-role")
    addresses = [
        reverse(f"admin:auth_user_{page}", args=[user.pk])
        for page in ("change", "history", "password_change", "delete")
        for user in (stranger, operator)
    ] + [
        reverse(f"admin:accounts_membership_{page}", args=[row.pk])
        for page in ("change", "history", "delete")
    ]

    assert [administrator.get(address).status_code for address in addresses] == [404] * len(addresses)
    posted = administrator.post(
        reverse("admin:auth_user_password_change", args=[stranger.pk]),
        {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert posted.status_code == 404
    for name in (
        "admin:auth_user_changelist",
        "admin:accounts_membership_changelist",
        "admin:accounts_membership_add",
    ):
        words = administrator.get(reverse(name)).content.decode()
        assert "stranger" not in words
        assert "without-a-role" not in words
        assert operator.username + "<" not in words


def test_an_operator_with_a_role_is_still_out_of_an_administrators_reach(
    administrator: Client, borough: Any
) -> None:
    operator = make_operator()
    role = add_role(operator, "clerk", borough)

    assert administrator.get(reverse("admin:auth_user_change", args=[operator.pk])).status_code == 404
    assert administrator.get(reverse("admin:accounts_membership_change", args=[role.pk])).status_code == 404


def test_an_officer_of_two_boroughs_is_seen_but_not_taken_over_by_one_administrator(
    administrator: Client, borough: Any
) -> None:
    officer = make_officer("clerk", borough)
    elsewhere = add_role(officer, "publisher", make_borough())
    page = reverse("admin:auth_user_change", args=[officer.pk])

    assert administrator.get(page).status_code == 200
    assert administrator.post(page, change_form(officer, username="mine")).status_code == 403
    assert administrator.get(reverse("admin:auth_user_password_change", args=[officer.pk])).status_code == 403
    assert str(elsewhere.borough) not in administrator.get(page).content.decode()
    signed_in(officer)
    administrator.post(
        reverse("admin:auth_user_changelist"),
        {"action": "set_up_second_factor_anew", "_selected_action": [officer.pk]},
    )
    assert officer.totpdevice_set.exists()


def test_an_administrator_gives_and_changes_roles_in_the_own_borough_only(
    administrator: Client, borough: Any
) -> None:
    officer = make_officer("clerk", borough)
    role = officer.memberships.get()
    committee, other = make_committee(borough=borough), make_borough()
    add, change = (
        reverse("admin:accounts_membership_add"),
        reverse("admin:accounts_membership_change", args=[role.pk]),
    )

    given = {
        "user": str(officer.pk),
        "borough": str(borough.pk),
        "committee": str(committee.pk),
        "role": "publisher",
    }
    assert administrator.post(add, given).status_code == 302
    assert administrator.post(change, {"borough": str(borough.pk), "role": "auditor"}).status_code == 302
    assert administrator.post(add, given | {"borough": str(other.pk), "committee": ""}).status_code == 200
    assert administrator.post(change, {"borough": str(other.pk), "role": "auditor"}).status_code == 200
    outsider = str(make_officer("clerk", other).pk)
    assert administrator.post(add, given | {"user": outsider}).status_code == 200

    roles = Membership.objects.of(officer).order_by("pk").values_list("borough", "committee", "role")
    assert list(roles) == [(borough.pk, None, "auditor"), (borough.pk, committee.pk, "publisher")]


@pytest.mark.parametrize("role", ["clerk", "publisher", "auditor"])
def test_other_roles_have_no_part_in_officers_accounts(role: str, borough: Any) -> None:
    client = signed_in(make_officer(role, borough))

    for name in ("auth_user", "accounts_membership", "accounts_signin"):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403
        if name != "accounts_signin":
            assert client.get(reverse(f"admin:{name}_add")).status_code == 403


def test_only_operators_see_the_tables_of_locks_and_devices(administrator: Client) -> None:
    operator = signed_in(make_operator())
    for name in ("axes_accessattempt", "otp_totp_totpdevice", "otp_static_staticdevice"):
        page = reverse(f"admin:{name}_changelist")
        assert administrator.get(page).status_code == 403
        assert page not in administrator.get("/admin/").content.decode()
        assert operator.get(page).status_code == 200


def test_an_administrator_reads_the_sign_ins_of_the_boroughs_officers_only(
    administrator: Client, borough: Any
) -> None:
    ours, theirs = make_officer("clerk", borough, username="ours"), make_officer("clerk", make_borough())
    add_role(ours, "publisher", borough, make_committee(borough=borough))
    row, hidden = (SignIn.objects.note(None, SignIn.Outcome.WRONG_CODE, user) for user in (ours, theirs))

    words = administrator.get(reverse("admin:accounts_signin_changelist")).content.decode()

    assert words.count(">ours<") == 1
    assert theirs.username not in words
    assert administrator.get(reverse("admin:accounts_signin_change", args=[row.pk])).status_code == 200
    assert administrator.get(reverse("admin:accounts_signin_change", args=[hidden.pk])).status_code == 404


def test_an_operator_looks_after_everybody(borough: Any) -> None:
    client = signed_in(make_operator())
    officer = make_officer("clerk", borough)

    answer = client.post(
        reverse("admin:auth_user_change", args=[officer.pk]),
        change_form(officer, is_staff="on", is_superuser="on", email="o@b.example"),
    )

    assert answer.status_code == 302
    officer.refresh_from_db()
    assert officer.is_superuser


def test_a_short_or_common_password_is_refused(administrator: Client, borough: Any) -> None:
    for poor in ("short", "password1234", "newcomer1234"):
        data = new_officer(borough, password1=poor, password2=poor)
        assert administrator.post(reverse("admin:auth_user_add"), data).status_code == 200
