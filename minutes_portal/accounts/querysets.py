"""Questions asked of officers, their roles and their sign-ins."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from minutes_portal.accounts.addresses import client_address

if TYPE_CHECKING:
    from minutes_portal.accounts.access import Access
    from minutes_portal.accounts.models import SignIn


class MembershipQuerySet(models.QuerySet[Any]):
    """Roles of officers."""

    def of(self, user: Any) -> "MembershipQuerySet":
        return self.filter(user=user).select_related("borough", "committee")

    def administered_by(self, access: "Access") -> "MembershipQuerySet":
        """Return the roles in the boroughs that an officer administers; operators' users are left to operators."""
        if access.is_operator:
            return self
        return self.filter(borough__in=access.boroughs_to_administer, user__is_superuser=False)


class SignInQuerySet(models.QuerySet[Any]):
    """The log of sign-ins."""

    def note(
        self, request: HttpRequest | None, outcome: "SignIn.Outcome", user: Any = None, username: str = ""
    ) -> "SignIn":
        """Write down what happened at the door; an unknown `user` is looked up by the name that was typed."""
        username, agent = _plain(username), request.META.get("HTTP_USER_AGENT", "") if request else ""
        if user is None and username:
            users = get_user_model()._default_manager
            user = users.filter(**{get_user_model().USERNAME_FIELD: username}).first()
        row: SignIn = self.create(
            user=user,
            username=(username or (user.get_username() if user else ""))[:150],
            address=client_address(request) if request else None,
            agent=_plain(agent)[:255],
            outcome=outcome,
        )
        return row

    def of(self, user: Any) -> "SignInQuerySet":
        return self.filter(user=user)

    def seen_by(self, access: "Access") -> "SignInQuerySet":
        """Return what an officer may know: everything for operators, their boroughs' officers for administrators."""
        if access.is_operator:
            return self
        return self.filter(user__in=officers_seen_by(access))


def _plain(text: str) -> str:
    """Return the text without what PostgreSQL cannot hold."""
    return text.replace("\0", "")


def officers_seen_by(access: "Access") -> models.QuerySet[Any]:
    """Return the users an officer may know: all for operators, for administrators those of their boroughs."""
    users = get_user_model()._default_manager.all()
    if access.is_operator:
        return users
    return users.filter(is_superuser=False).filter(Exists(_roles_of_user(borough__in=_administered(access))))


def officers_changed_by(access: "Access") -> models.QuerySet[Any]:
    """Return the users whose name, password and second factor an officer may change.

    An officer who also serves a borough that this administrator does not look after is left to operators:
    whoever sets a password could sign in as that officer there.
    """
    users = officers_seen_by(access)
    if access.is_operator:
        return users
    return users.exclude(Exists(_roles_of_user(~Q(borough__in=_administered(access)))))


def _administered(access: "Access") -> models.QuerySet[Any]:
    return access.boroughs_to_administer.values("pk")


def _roles_of_user(*conditions: Q, **lookups: Any) -> models.QuerySet[Any]:
    from minutes_portal.accounts.models import Membership

    return Membership.objects.filter(*conditions, user=OuterRef("pk"), **lookups)
