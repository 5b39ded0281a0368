"""What each role may do at each address of the site: the rules, written down by hand, not taken from the code.

An outcome is one of: "ok" (a page, or a redirect after an act), "login" (sent to the sign-in page), 403, 404, 405.
"""

from collections.abc import Callable
from typing import Any

Outcome = int | str
# Role, method, state of the record -> what is expected.
Rule = Callable[[str, str, str], Outcome]

OFFICERS = frozenset({"clerk", "publisher", "auditor", "outsider", "administrator", "operator"})
READERS = OFFICERS - {"outsider"}  # of a record of the own borough
PUBLISHERS = frozenset({"publisher", "administrator", "operator"})
DRAFTERS = PUBLISHERS | {"clerk"}
ADMINISTRATORS = frozenset({"administrator", "operator"})
OPERATORS = frozenset({"operator"})
STAGES = ("draft", "agenda", "decisions", "minutes")


def reached(state: str, stage: str) -> bool:
    """Whether a record in this state was published up to a stage; what is withdrawn or exempt was, to the last."""
    return STAGES.index(state if state in STAGES else "minutes") >= STAGES.index(stage)


def record(rule: Rule) -> Rule:
    """A page of one record: nobody outside the borough learns that it is there."""

    def asked(role: str, method: str, state: str) -> Outcome:
        if role == "anonymous":
            return "login"
        return 404 if role == "outsider" else rule(role, method, state)

    return asked


def only(roles: frozenset[str]) -> Rule:
    return lambda role, method, state: "login" if role == "anonymous" else "ok" if role in roles else 403


def read_by(readers: frozenset[str], changed_by: Callable[[str], frozenset[str]]) -> Rule:
    """Everybody may open it, some may send its form."""

    def asked(role: str, method: str, state: str) -> Outcome:
        allowed = readers if method == "GET" else changed_by(state)
        return "ok" if role in allowed else 403

    return record(asked)


def closed_from(stage: str | None) -> Callable[[str], frozenset[str]]:
    """A clerk works on it until a stage is published, a publisher at any time."""
    return lambda state: PUBLISHERS if stage is None or reached(state, stage) else DRAFTERS


def gone_from(stage: str) -> Callable[[str], frozenset[str]]:
    """It can be deleted until a stage is published; by nobody afterwards."""
    return lambda state: frozenset() if reached(state, stage) else DRAFTERS


def redirect(role: str, method: str, state: str) -> Outcome:
    """The old address of a change page leads to the present one, which asks; so it does for what is not there."""
    return "login" if role == "anonymous" else "ok"


def pages(change: Any, delete: Any, add: frozenset[str], shared: bool = False) -> dict[str, Rule]:
    """The rules of a table of the record."""
    outside = OFFICERS if shared else READERS
    each: dict[str, Rule] = {
        "changelist": only(OFFICERS),
        "add": only(add),
        "history": read_by(outside, lambda state: outside),
        "delete": record(lambda role, method, state: "ok" if role in delete(state) else 403),
        "change": read_by(outside, change),
        "": redirect,
    }
    if shared:
        return each | {
            "change": lambda role, method, state: only(OFFICERS if method == "GET" else OPERATORS)(
                role, method, state
            ),
            "history": only(OFFICERS),
            "delete": only(OPERATORS),
        }
    return each


def always(roles: frozenset[str]) -> Callable[[str], frozenset[str]]:
    return lambda state: roles


def of_text(get: Outcome) -> Rule:
    """The workspace: a clerk writes until the minutes are public; whoever is signed out gets the text back (403)."""

    def asked(role: str, method: str, state: str) -> Outcome:
        if method == "GET":
            return get
        return "ok" if role in closed_from("minutes")(state) else 403

    inside = record(asked)
    return lambda role, method, state: (
        403 if (role, method) == ("anonymous", "POST") else inside(role, method, state)
    )


TEXT = {
    "minutes-text": of_text("ok"),
    "minutes-text-draft": of_text("ok"),
    "minutes-text-read": of_text(405),
    "minutes-text-preview": of_text(405),
}
ACT = record(lambda role, method, state: "ok" if role in PUBLISHERS else 403)
EXEMPTING = {"exempt": ACT, "lift-exemption": ACT}
WITHDRAWING = {"withdraw": ACT, "restore": ACT}


def written_until(stage: str | None) -> Rule:
    """An act that is a clerk’s as well, until a stage is public."""
    return record(lambda role, method, state: "ok" if role in closed_from(stage)(state) else 403)


ADDERS = DRAFTERS | {"outsider"}  # who may draft in some borough, then chooses among the own committees only
TABLES: dict[str, dict[str, Rule]] = {
    "meetings_meeting": pages(closed_from("minutes"), gone_from("agenda"), ADDERS)
    | WITHDRAWING
    | TEXT
    | dict.fromkeys(("publish", "unschedule", "approve", "undo-approval"), ACT)
    | {
        "agenda": written_until("agenda"),
        "papers": written_until("agenda"),
        "attendance": written_until("minutes"),
        "another": record(lambda role, method, state: "ok" if role in DRAFTERS else 403),
    },
    "meetings_agendaitem": pages(closed_from("minutes"), gone_from("agenda"), ADDERS)
    | EXEMPTING
    | WITHDRAWING
    | TEXT
    | {"papers": written_until("agenda"), "answers": ACT},
    "meetings_minutepoint": pages(closed_from("minutes"), gone_from("minutes"), frozenset()) | EXEMPTING,
    "meetings_document": pages(closed_from("agenda"), gone_from("agenda"), ADDERS) | EXEMPTING | WITHDRAWING,
    "decisions_resolution": pages(closed_from("decisions"), gone_from("decisions"), ADDERS)
    | EXEMPTING
    | {"follow-up": written_until("decisions")},
    "decisions_recommendation": pages(closed_from("decisions"), closed_from("decisions"), ADDERS)
    | {"progress": written_until("decisions")},
    "decisions_issue": pages(closed_from("agenda"), closed_from("agenda"), ADDERS)
    | {"ties": written_until("agenda")},
    "decisions_planneddecision": pages(closed_from("agenda"), gone_from("agenda"), ADDERS) | {"made": ACT},
    "meetings_person": pages(closed_from("agenda"), closed_from("agenda"), ADDERS),
    "meetings_committee": pages(always(ADMINISTRATORS), always(ADMINISTRATORS), ADMINISTRATORS)
    | {"standing-items": record(lambda role, method, state: "ok" if role in ADMINISTRATORS else 403)},
    "meetings_borough": pages(always(ADMINISTRATORS), always(OPERATORS), OPERATORS),
    "decisions_constitution": pages(always(ADMINISTRATORS), always(ADMINISTRATORS), ADMINISTRATORS),
    "decisions_closureday": pages(always(ADMINISTRATORS), always(ADMINISTRATORS), ADMINISTRATORS),
    "meetings_topic": pages(always(OPERATORS), always(OPERATORS), OPERATORS, shared=True),
}


def hidden(roles: frozenset[str], sent_by: frozenset[str] | None = None) -> Rule:
    """One officer, role or sign-in: 404 for whoever does not look after the borough's officers."""

    def asked(role: str, method: str, state: str) -> Outcome:
        if role == "anonymous":
            return "login"
        if role not in roles:
            return 404
        return "ok" if method == "GET" or sent_by is None or role in sent_by else 403

    return asked


def unseen(role: str, method: str, state: str) -> Outcome:
    """Tables that are the operators’: others are refused (whatever these apps answer operators)."""
    return "login" if role == "anonymous" else "any" if role == "operator" else 403


NOBODY: frozenset[str] = frozenset()
ACCOUNTS: dict[str, dict[str, Rule]] = {
    "accounts_membership": {
        "changelist": only(ADMINISTRATORS), "add": only(ADMINISTRATORS), "history": hidden(ADMINISTRATORS),
        "delete": hidden(ADMINISTRATORS), "change": hidden(ADMINISTRATORS), "": redirect,
    },
    "auth_user": {
        "changelist": only(ADMINISTRATORS), "add": only(ADMINISTRATORS), "history": hidden(ADMINISTRATORS),
        "delete": lambda role, method, state: 403 if role == "administrator" else hidden(OPERATORS)(role, method, state),
        "change": hidden(ADMINISTRATORS), "": redirect, "password_change": hidden(ADMINISTRATORS),
    },
    "accounts_signin": {
        "changelist": only(ADMINISTRATORS), "add": only(NOBODY), "history": hidden(ADMINISTRATORS),
        "delete": lambda role, method, state: 403 if role in ADMINISTRATORS else hidden(NOBODY)(role, method, state),
        "change": hidden(ADMINISTRATORS, NOBODY), "": redirect,
    },
}  # fmt: skip
OPERATORS_TABLES = (
    "axes_accessattempt",
    "axes_accesslog",
    "axes_accessfailurelog",
    "otp_totp_totpdevice",
    "otp_static_staticdevice",
)
for _table in OPERATORS_TABLES:
    ACCOUNTS[_table] = dict.fromkeys(("changelist", "add", "history", "delete", "change"), unseen) | {
        "": redirect
    }
ACCOUNTS["otp_totp_totpdevice"] |= {"config": unseen, "qrcode": unseen}


def _by_method(get: Rule, post: Rule) -> Rule:
    return lambda role, method, state: (get if method == "GET" else post)(role, method, state)


def says(outcome: Outcome) -> Rule:
    return lambda role, method, state: outcome


def unsent(role: str, method: str, state: str) -> Outcome:
    return "login" if role == "anonymous" else 405


OFFICER = only(OFFICERS)
# Addresses of the officers' site that belong to no table: the name, what reverse() needs, the rule.
SITE: dict[str, tuple[dict[str, Any], Rule]] = {
    "admin:index": ({}, OFFICER),
    "admin:worklist": ({}, _by_method(OFFICER, unsent)),
    "admin:alerts": ({}, _by_method(OFFICER, unsent)),
    "admin:login": ({}, says("ok")),
    "admin:logout": (
        {},
        _by_method(lambda role, method, state: "ok" if role == "anonymous" else 405, says("ok")),
    ),
    "admin:password_change": ({}, OFFICER),
    "admin:password_change_done": ({}, _by_method(OFFICER, unsent)),
    "admin:autocomplete": (
        {},
        _by_method(lambda role, method, state: "login" if role == "anonymous" else 403, unsent),
    ),
    "admin:jsi18n": ({}, _by_method(OFFICER, unsent)),
    "admin:app_list": ({"app_label": "meetings"}, OFFICER),
    "accounts:account": ({}, _by_method(OFFICER, says(405))),
    "accounts:set-up": ({}, OFFICER),
    "accounts:qr-code": ({}, _by_method(OFFICER, says(405))),
    "accounts:verify": ({}, OFFICER),
    "accounts:recover": ({}, OFFICER),
    "accounts:recovery-codes": ({}, OFFICER),
    "accounts:download-codes": ({}, _by_method(says(405), OFFICER)),
}
CATCH_ALL = "admin/(?P<url>.*)$"
