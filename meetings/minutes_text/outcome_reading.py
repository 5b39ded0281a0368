"""Suggested outcomes of a resolution and its limbs, read from the operative verbs of their wording."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .cues import TITLES
from .hints import says_any
from .outcomes import (
    ACTIVE,
    AGREED_TO_ACT,
    ASKED_TO_RECOMMEND,
    BARE_REPORT,
    BODY_ACTS,
    BY_SOMEBODY,
    CORRECT_RECORD,
    CORRECTED,
    CUE_OUTCOMES,
    DECIDED_TO,
    HANDED_ON,
    INCLUDED,
    INDICATIVE,
    JOINED,
    LONGEST_WORDING_READ,
    MINUTES,
    NOTED_THAT_HAD_BEEN,
    OUTCOME_OF,
    PASSIVE,
    PAST_FORMS,
    PERFECT,
    PHRASE_HINT,
    PHRASES,
    SENTENCE_END,
    SIGNED_RECORD,
    WORDS_OF_A_KEY,
)

TO_WHOM = re.compile(r" \(?to (?!(?:recommend|refer|note|request)).*")


def outcomes_of(text: str, cue: str | None = None) -> tuple[str, ...]:
    """The outcomes that this wording states itself, in the order they stand; empty when it states none."""
    text = text[:LONGEST_WORDING_READ]
    told_by_cue = outcome_of_cue(cue)
    if told_by_cue == "noted" or text.casefold().startswith("noted"):
        fact = NOTED_THAT_HAD_BEEN.search(text)
        if fact:
            return (OUTCOME_OF[fact["fact"].lower()],)
    if told_by_cue in HANDED_ON:
        return (told_by_cue,)
    if (MINUTES.search(text) and CORRECT_RECORD.search(text)) or SIGNED_RECORD.search(text):
        return ("minutes approved", "minutes corrected") if CORRECTED.search(text) else ("minutes approved",)
    stated = [told_by_cue] if told_by_cue else []
    tells_past = told_by_cue is not None and not (cue or "").rstrip(" :.–-").split(" ")[-1].isupper()
    for sentence in SENTENCE_END.split(text):
        stated += _outcomes_of_sentence(sentence, tells_past)
        tells_past = False
    if not stated and (cue is None or cue.casefold().rstrip(" :") in TITLES):
        stated = [
            OUTCOME_OF[found[group].lower()]
            for found in PERFECT.finditer(text)
            for group in ("a", "b")
            if found[group] and BY_SOMEBODY.match(text, found.end(group)) is None
        ]
    if not stated and cue is None and (bare := BARE_REPORT.fullmatch(text)):
        stated = [OUTCOME_OF[bare["verb"].lower()]]
    if not stated:
        stated = [OUTCOME_OF[found["verb"].lower()] for found in BODY_ACTS.finditer(text)]
    return in_order(stated)


def outcome_of_cue(cue: str | None) -> str | None:
    """The outcome that the cue itself states (RECOMMENDED, NOTED), or None (RESOLVED, AGREED)."""
    before_addressee = TO_WHOM.sub("", (cue or "").casefold())
    folded = " ".join(before_addressee.split()[-WORDS_OF_A_KEY:])
    if folded.startswith("recommendation"):
        return "recommended"
    return next((outcome for word, outcome in CUE_OUTCOMES if word in folded), None)


def in_order(outcomes: Iterable[str]) -> tuple[str, ...]:
    """The outcomes without repetition, in the order they first stand."""
    return tuple(dict.fromkeys(outcomes))


def _outcomes_of_sentence(sentence: str, is_past: bool = False) -> list[str]:
    if ASKED_TO_RECOMMEND.search(sentence):
        return ["recommended"]
    phrases = PHRASES if says_any(sentence, PHRASE_HINT) else ()
    found = [(match.start(), outcome) for outcome, pattern in phrases if (match := pattern.search(sentence))]
    special = {outcome for _, outcome in found}
    active = ACTIVE.match(sentence)
    if active and OUTCOME_OF[active["verb"].lower()] not in {
        each for name in special for each in INCLUDED.get(name, ())
    }:
        found += _active(sentence, active)
    found += _passive(sentence, special)
    if found or is_past:
        found += _joined(sentence, min(found)[0] if found else 0, is_past)
    if not found and (decided := DECIDED_TO.match(sentence)):
        return _outcomes_of_sentence(sentence[decided.end() :], is_past)
    if not found:
        found = [(m.start("a"), OUTCOME_OF[m["a"].lower()]) for m in INDICATIVE.finditer(sentence)]
    ordered = [outcome for _, outcome in sorted(found)]
    for at, outcome in enumerate(ordered):
        if outcome in HANDED_ON:
            return ordered[: at + 1]
    return ordered


def _active(sentence: str, active: re.Match[str]) -> list[tuple[int, str]]:
    """The operative verb; of "agreed to defer" and "agreed that ... be deferred" the second one alone."""
    verb = active["verb"].lower()
    rest = sentence[active.end() :]
    if verb in AGREED_TO_ACT and (act := ACTIVE.match(rest.strip())) and rest.startswith(" to "):
        return [(active.start("verb"), OUTCOME_OF[act["verb"].lower()])]
    if verb in AGREED_TO_ACT and rest.startswith(" that ") and PASSIVE.search(rest):
        return []
    return [(active.start("verb"), OUTCOME_OF[verb])]


def _passive(sentence: str, special: set[str]) -> list[tuple[int, str]]:
    found = []
    for match in PASSIVE.finditer(sentence):
        for group in ("a", "b", "c"):
            if match[group]:
                outcome = OUTCOME_OF[match[group].lower()]
                if match["not1"] or match["not2"]:
                    outcome = "rejected"
                if outcome not in {each for name in special for each in INCLUDED.get(name, ())}:
                    found.append((match.start(group), outcome))
    return found


def _joined(sentence: str, after: int, is_past: bool) -> list[tuple[int, str]]:
    found = []
    for match in JOINED.finditer(sentence, after):
        verb = match["infinitive"] or match["bare"]
        if match["bare"] and verb.lower() in PAST_FORMS and not verb.isupper() and not is_past:
            continue
        found.append((match.start(), OUTCOME_OF[verb.lower()]))
    return found
