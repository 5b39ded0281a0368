"""Puts what a matter's `!` line says into the words of a resolution, in either of the two voices councils use."""

import re

from minutes_portal.sample.houses import House
from minutes_portal.sample.language import fill
from minutes_portal.sample.matters import Matter
from minutes_portal.sample.people import POSTS
from minutes_portal.sample.writing import Limb

SCRUTINY_VERBS = {
    "noted",
    "recommended",
    "requested",
    "endorsed",
    "established",
    "reviewed",
    "referred",
    "received",
}
EXECUTIVE_VERBS = {"approved", "agreed", "delegated", "appointed"}

# verb -> (outcome, "that …", "to …"); {x} is what it is about, {a} whom it is addressed to
VOICES = {
    "noted": ("noted", "{x} be noted", "note {x}"),
    "received": ("received", "{x} be received", "receive {x}"),
    "approved": ("approved", "{x} be approved", "approve {x}"),
    "agreed": ("agreed", "{x} be agreed", "agree {x}"),
    "endorsed": ("endorsed", "{x} be endorsed", "endorse {x}"),
    "appointed": ("appointed", "{x} be appointed", "appoint {x}"),
    "established": ("established", "{x} be established", "establish {x}"),
    "reviewed": ("reviewed", "{x} be reviewed in {w} months’ time", "review {x} in {w} months’ time"),
    "deferred": ("deferred", "{x} be deferred", "defer {x}"),
    "withdrawn": ("withdrawn", "{x} be withdrawn", "withdraw {x}"),
    "refused": ("rejected", "{x} be refused", "refuse {x}"),
    "rejected": ("rejected", "{x} be not approved", "reject {x}"),
    "closed": ("no further action", "no further action be taken on {x}", "take no further action on {x}"),
    "referred": ("referred", "{x} be referred to {a}", "refer {x} to {a}"),
    "requested": ("requested", "{a} be {r} to {x}", "ask {a} to {x}"),
    "recommended": ("recommended", "{a} be recommended to {x}", "recommend that {a} {x}"),
    "delegated": (
        "delegated",
        "authority be delegated to {a} to {x}",
        "delegate authority to {a} to {x}",
    ),
}


_TAIL = re.compile(r", (?=(?:with|as|subject|for|met|because|until|so that) )")


def parts(line: str) -> tuple[str, str, str]:
    """Return verb, addressee and matter of a `!` line."""
    head, _, text = line.partition(": ")
    verb, _, addressee = head.partition(" ")
    return verb, addressee, text


def addressed(addressee: str, matter: Matter, house: House) -> str:
    """Return whom a resolution is addressed to, in full."""
    post, portfolio = POSTS[matter.officer]
    return {
        "": f"the {post}",
        "director": f"the {post}",
        "cabinet": f"the {house.plan.executive}",
        "member": f"the {portfolio}",
        "council": "Council",
        "partner": house.plan.partner,
        "consult": f"the {post}, in consultation with the {portfolio},",
    }.get(addressee, addressee)


def limb(line: str, matter: Matter, house: House, names: dict[str, str]) -> Limb:
    """Return the limb that a `!` line asks for, its limbs too."""
    verb, addressee, text = parts(fill(line, names, house.rng))
    outcome, passive, infinitive = VOICES[verb]
    whom = addressed(addressee, matter, house)
    about, *under = text.split(" // ")
    head, tail = _TAIL.split(about, 1) if _TAIL.search(about) and not under else (about, "")
    words = {
        "x": head,
        "a": whom,
        "w": house.rng.choice(("six", "twelve", "nine")),
        "r": house.rng.choice(("requested", "asked")),
    }
    comma = " " if tail.split(" ")[0] in ("for", "until", "so") else ", "
    voices = (
        passive.format(**words) + (tail and f", {tail}"),
        infinitive.format(**words) + (tail and comma + tail),
    )
    passive, infinitive = voices
    voices = (infinitive, f"that {passive}") if house.habit.infinitive else (passive, f"to {infinitive}")
    tells = verb in ("referred", "requested", "recommended", "delegated")
    return Limb(
        outcomes=[outcome],
        wording=voices[0],
        limbs=[Limb([outcome], words) for words in under],
        addressee=whom.removesuffix(",").split(", in consultation")[0] if tells else "",
        other_wording=voices[1],
    )
