"""How officers prove their password, and which tables the admin shows them.

The permissions follow from the roles alone (see `access`); Django's own groups and permissions are not used. They say
which tables an officer may open at all: which rows, the admin classes decide with `Access`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.backends import ModelBackend

from minutes_portal.accounts.access import Access, Act

RECORD_APPS = ("meetings", "decisions")
# Which act a permission needs, for tables where it is not drafting; None is for operators only.
EXCEPTIONS: dict[str, dict[str, Act | None]] = {
    "meetings.topic": {"add": None, "change": None, "delete": None},
    "meetings.borough": {"add": None, "change": Act.ADMINISTER, "delete": None},
    "meetings.committee": {"add": Act.ADMINISTER, "change": Act.ADMINISTER, "delete": Act.ADMINISTER},
    "decisions.constitution": {"add": Act.ADMINISTER, "change": Act.ADMINISTER, "delete": Act.ADMINISTER},
    "decisions.closureday": {"add": Act.ADMINISTER, "change": Act.ADMINISTER, "delete": Act.ADMINISTER},
}
FOR_ADMINISTRATORS = frozenset(
    {
        "accounts.view_membership",
        "accounts.add_membership",
        "accounts.change_membership",
        "accounts.delete_membership",
        "accounts.view_signin",
        "auth.view_user",
        "auth.add_user",
        "auth.change_user",
    }
)


class RoleBackend(ModelBackend):
    """Checks passwords as Django does, and gives the permissions of the officer's roles."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_all_permissions(user_obj, obj)

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return permissions_of(Access.of(user_obj))


def permissions_of(access: Access) -> set[str]:
    """Return the admin's permissions, like `meetings.change_meeting`, that an officer's roles bring."""
    return set(_permissions_for(frozenset(act for act in Act if access.may_anywhere(act))))


@cache
def _permissions_for(acts: frozenset[Act]) -> frozenset[str]:
    """Return the permissions of whoever may do these acts somewhere: kept, as a page of the admin asks often."""
    permissions = frozenset(permission for permission, act in _record_permissions() if act in acts)
    return permissions | FOR_ADMINISTRATORS if Act.ADMINISTER in acts else permissions


def _record_permissions() -> Iterator[tuple[str, Act | None]]:
    """Yield each permission on the tables of the record with the act that it needs."""
    usual: dict[str, Act | None] = dict.fromkeys(("add", "change", "delete"), Act.DRAFT)
    for app in RECORD_APPS:
        for model in apps.get_app_config(app).get_models():
            name = model._meta.model_name
            yield f"{app}.view_{name}", Act.READ
            if model._meta.pk is not None and model._meta.pk.name == "pgh_id":
                continue  # a row of history is written by the database alone
            for action, act in EXCEPTIONS.get(f"{app}.{name}", usual).items():
                yield f"{app}.{action}_{name}", act
