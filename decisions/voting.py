"""Votes by name as they come into the record: names that were read become votes, and votes find their members."""

import re
from collections.abc import Collection, Iterable

from decisions.models import Resolution, Vote
from meetings.models import Attendance, Person

Named = tuple[
    tuple[str, str], ...
]  # side of the minutes’ text (for, against, abstain), and the name as printed
CAST = {"for": Vote.Cast.FOR, "against": Vote.Cast.AGAINST, "abstain": Vote.Cast.ABSTAINED}
WITHOUT_A_VOTE = (Attendance.Capacity.OFFICER, Attendance.Capacity.GUEST)
TITLES = re.compile(
    r"^(?:(?:the (?:worshipful )?(?:deputy )?mayor|councillor|cllr|alderman|mr|mrs|ms|miss|mx|dr|sir|dame)\b[.,]?\s*\(?)+",
    re.IGNORECASE,
)


def whose(printed: str, members: Collection[Person]) -> Person | None:
    """Return the one of these members whom a printed name means, None where it fits nobody or several.

    Minutes print whole names, surnames, or surnames after initials: “Councillor A. Rahman”.
    """
    words = TITLES.sub("", printed).strip(" ()").replace(".", " ").casefold().split()
    if not words:
        return None
    whole = [member for member in members if member.name.casefold().split() == words]
    found = whole or [member for member in members if _fits(words, member.name.casefold().split())]
    return found[0] if len(found) == 1 else None


def _fits(words: list[str], name: list[str]) -> bool:
    """Whether a name ends with the printed surname, and begins with what is printed before it."""
    *given, surname = words
    if name[-1] != surname:
        return False
    return len(given) < len(name) and all(
        whole.startswith(begun) for whole, begun in zip(name, given, strict=False)
    )


def tie_votes(resolutions: Iterable[Resolution]) -> None:
    """Tie votes that name nobody yet to the members of the meeting, as its attendance lists them.

    A name that fits nobody there, or several, stays as printed for an officer to tie.
    """
    loose = list(
        Vote.objects.filter(resolution__in=list(resolutions), person=None).select_related("resolution__item")
    )
    meetings = {vote.resolution.item.meeting_id for vote in loose}
    members: dict[int, list[Person]] = {meeting: [] for meeting in meetings}
    listed = Attendance.objects.filter(meeting__in=meetings).exclude(capacity__in=WITHOUT_A_VOTE)
    for row in listed.select_related("person"):
        members[row.meeting_id].append(row.person)
    for vote in loose:
        vote.person = whose(vote.name, members[vote.resolution.item.meeting_id])
    Vote.objects.bulk_update([vote for vote in loose if vote.person], ["person"])


def record_votes(read: Iterable[tuple[Resolution, Named, bool]]) -> set[int]:
    """Store votes that were read by name, and return the keys of the items in which any are new.

    read: saved resolutions, each with its voters and whether its words are new. Votes of words that were there
    before stay as an officer has them: names are then only added where there are none.
    """
    wanted = [each for each in read if each[1]]
    have: dict[int, set[tuple[str, str]]] = {}
    stored = Vote.objects.filter(resolution__in=[row.pk for row, _, _ in wanted], casting=False)
    for key, name, cast in stored.values_list("resolution", "name", "cast"):
        have.setdefault(key, set()).add((name, cast))
    changed = [
        (row, list(_once(named)))
        for row, named, is_new in wanted
        if row.pk not in have or (is_new and set(_once(named)) != have[row.pk])
    ]
    Vote.objects.filter(resolution__in=[row.pk for row, _ in changed]).delete()
    Vote.objects.bulk_create(
        Vote(resolution=row, name=name, cast=cast) for row, named in changed for name, cast in named
    )
    tie_votes([row for row, _ in changed])
    return {row.item_id for row, _ in changed}


def _once(named: Named) -> Iterable[tuple[str, str]]:
    """Return each name with how it was cast. Where two members are printed alike, the second is numbered: neither is
    lost, and an officer sees that there are two.
    """
    seen: dict[str, int] = {}
    for side, name in named:
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), CAST[side]
