"""Who may do what: the one place where the rules of the roles are written.

A clerk adds and changes what is not yet public. A publisher also publishes, withdraws, marks exempt and changes
what is public. An auditor reads everything and changes nothing. An administrator does all this and looks after
the borough's officers. A role holds for a whole borough or for one committee of it. An operator (Django's
superuser) runs the site and may do everything.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from meetings.models import Borough
from minutes_portal.accounts.models import Membership

Role = Membership.Role
SomeModel = TypeVar("SomeModel", bound=Model)


class Act(enum.Enum):
    """What an officer does with a record."""

    READ = "read"
    DRAFT = "draft"
    PUBLISH = "publish"
    ADMINISTER = "administer"


ROLES_FOR = {
    Act.READ: frozenset(Role),
    Act.DRAFT: frozenset({Role.CLERK, Role.PUBLISHER, Role.ADMINISTRATOR}),
    Act.PUBLISH: frozenset({Role.PUBLISHER, Role.ADMINISTRATOR}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Grant:
    """A role in a borough, or (with a committee) in that committee alone."""

    borough_id: int
    committee_id: int | None
    role: str


class Access:
    """What one officer may do. Get it with `Access.of(request.user)`.

    `borough_id` and `committee_id` are those of the record: `meeting.committee.borough_id, meeting.committee_id`.
    A record that belongs to a borough but to no committee (a person, an issue) has the committee None: every officer
    of the borough reads it, those with a role for the whole borough change it.
    """

    def __init__(self, *, is_operator: bool = False, grants: Iterable[Grant] = ()) -> None:
        self.is_operator = is_operator
        self.grants = frozenset(grants)

    @classmethod
    def of(cls, user: Any) -> "Access":
        """Return what `user` may do; asks the database at most once for each user object, so once a request.

        Nobody signed in, an account that is switched off and one without staff status may do nothing.
        """
        if not (user.is_authenticated and user.is_active and user.is_staff):
            return cls()
        if user.is_superuser:
            return cls(is_operator=True)
        known: Access | None = getattr(user, "_access", None)
        if known is None:
            rows = Membership.objects.filter(user=user).values_list("borough_id", "committee_id", "role")
            known = user._access = cls(grants=(Grant(*row) for row in rows))
        return known

    # -- Whether

    @property
    def is_officer(self) -> bool:
        """Whether there is anything at all that this user may read."""
        return self.is_operator or bool(self.grants)

    def may(self, act: Act, borough_id: int | None, committee_id: int | None = None) -> bool:
        """Say whether the officer may do `act` with a record of this borough and committee."""
        if self.is_operator:
            return True
        if borough_id is None:
            return False
        if borough_id in self._boroughs(act):
            return True
        if committee_id is None:
            return act is Act.READ and borough_id in self._boroughs_of_any_role()
        return committee_id in self._committees(act)

    def may_read(self, borough_id: int | None, committee_id: int | None = None) -> bool:
        return self.may(Act.READ, borough_id, committee_id)

    def may_draft(self, borough_id: int | None, committee_id: int | None = None) -> bool:
        """Say whether the officer may add records there that are not public."""
        return self.may(Act.DRAFT, borough_id, committee_id)

    def may_change(self, borough_id: int | None, committee_id: int | None = None, *, public: bool) -> bool:
        """Say whether the officer may change or delete a record there that is, or is not, `public` already."""
        return self.may(Act.PUBLISH if public else Act.DRAFT, borough_id, committee_id)

    def may_publish(self, borough_id: int | None, committee_id: int | None = None) -> bool:
        """Say whether the officer may publish, withdraw and mark exempt there."""
        return self.may(Act.PUBLISH, borough_id, committee_id)

    def may_administer(self, borough_id: int | None) -> bool:
        """Say whether the officer looks after the borough's own entry, its committees and its officers."""
        return self.may(Act.ADMINISTER, borough_id)

    def may_draft_somewhere_in(self, borough_id: int | None) -> bool:
        """Say whether the officer drafts for any committee of the borough, so may add its people, for example."""
        drafts = {grant.borough_id for grant in self.grants if grant.role in ROLES_FOR[Act.DRAFT]}
        return self.is_operator or borough_id in drafts

    def may_anywhere(self, act: Act) -> bool:
        return self.is_operator or any(grant.role in ROLES_FOR[act] for grant in self.grants)

    @property
    def may_read_shared(self) -> bool:
        """Whether the officer reads what all boroughs share (topics)."""
        return self.is_officer

    @property
    def may_change_shared(self) -> bool:
        """Whether the officer changes what all boroughs share (topics)."""
        return self.is_operator

    # -- Which

    def scope(
        self,
        queryset: QuerySet[SomeModel],
        borough_path: str,
        committee_path: str | None = None,
        act: Act = Act.READ,
    ) -> QuerySet[SomeModel]:
        """Return the rows of `queryset` with which the officer may do `act`; none for somebody without a role.

        The paths are those of a filter, and must be single-valued: `committee__borough` and `committee` for meetings,
        `borough` and `pk` for committees, `pk` alone for boroughs. Without `committee_path` the rows belong to
        boroughs as such (see the class).
        """
        if self.is_operator:
            return queryset
        boroughs, committees = self._boroughs(act), self._committees(act)
        if committee_path is None:
            boroughs, committees = self._boroughs_of_any_role() if act is Act.READ else boroughs, frozenset()
        if not boroughs and not committees:
            return queryset.none()
        condition = Q(**{f"{borough_path}__in": sorted(boroughs)})
        if committees:
            condition |= Q(**{f"{committee_path}__in": sorted(committees)})
        return queryset.filter(condition)

    @property
    def boroughs_to_administer(self) -> QuerySet[Borough]:
        return self.scope(Borough.objects.all(), "pk", act=Act.ADMINISTER)

    def _boroughs(self, act: Act) -> frozenset[int]:
        return frozenset(
            grant.borough_id
            for grant in self.grants
            if grant.committee_id is None and grant.role in ROLES_FOR[act]
        )

    def _committees(self, act: Act) -> frozenset[int]:
        return frozenset(
            grant.committee_id
            for grant in self.grants
            if grant.committee_id is not None and grant.role in ROLES_FOR[act]
        )

    def _boroughs_of_any_role(self) -> frozenset[int]:
        return frozenset(grant.borough_id for grant in self.grants)
