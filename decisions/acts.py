"""What officers do to resolutions: keep them from the public with their limbs, number them, gather outcomes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import count

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from decisions.models import Outcome, Recommendation, Resolution
from meetings import acts
from meetings.addresses import give_ordinals
from meetings.models import AgendaItem, Exemption

Limbs = dict[int, list[Resolution]]


def limbs_below(resolution: Resolution) -> Limbs:
    """Return all limbs of a resolution, however deep, by the key of what they hang under, in order."""
    limbs: Limbs = defaultdict(list)
    level = [resolution.pk]
    while level:
        below = list(Resolution.objects.filter(parent__in=level).order_by("order", "pk"))
        for limb in below:
            limbs[limb.parent_id or 0].append(limb)
        level = [limb.pk for limb in below]
    return limbs


@acts.mark_exempt.register
@transaction.atomic
def _mark_exempt(
    part: Resolution,
    *,
    regime: str,
    part_number: str = "",
    paragraphs: Collection[int] = (),
    reason: str = "",
    summary: str = "",
) -> None:
    """Keep a resolution and all its limbs from the public. What it hangs under no longer shows its outcomes.

    A limb that is exempt for a reason of its own keeps that reason.
    """
    mark = acts.mark_exempt.dispatch(Exemption)
    mark(part, regime=regime, part_number=part_number, paragraphs=paragraphs, reason=reason, summary=summary)
    for limb in _flat(limbs_below(part)):
        if not limb.exempt:
            mark(limb, regime=regime, part_number=part_number, paragraphs=paragraphs)
    gather_outcomes_above(part)


@acts.lift_exemption.register
@transaction.atomic
def _lift_exemption(part: Resolution, *, with_limbs: bool = False) -> None:
    """Give a resolution to the public; its limbs stay exempt unless `with_limbs` says otherwise."""
    lift = acts.lift_exemption.dispatch(Exemption)
    lift(part)
    for limb in _flat(limbs_below(part)):
        if with_limbs and limb.exempt:
            lift(limb)
    gather_outcomes(part)
    gather_outcomes_above(part)
    number_resolutions(part.item)
    part.refresh_from_db()


def _flat(limbs: Limbs) -> Iterable[Resolution]:
    return [limb for siblings in limbs.values() for limb in siblings]


def gather_outcomes(resolution: Resolution) -> None:
    """Give a resolution the outcomes of its public limbs beside its own, and take away those that only exempt
    limbs have: they would tell what was decided there. An outcome of its own that an exempt limb shares goes too;
    officers can tick it again.
    """
    if resolution.exempt:
        return
    limbs = limbs_below(resolution)
    shown: set[str] = set()
    hidden: set[str] = set()
    _sort_outcomes(limbs, resolution.pk, False, shown, hidden)
    outcomes = (set(resolution.outcomes) - (hidden - shown)) | shown
    if outcomes != set(resolution.outcomes):
        resolution.outcomes = [outcome for outcome in Outcome.values if outcome in outcomes]
        resolution.save(update_fields=["outcomes"])


def _sort_outcomes(limbs: Limbs, parent: int, exempt: bool, shown: set[str], hidden: set[str]) -> None:
    for limb in limbs.get(parent, []):
        (hidden if exempt or limb.exempt else shown).update(limb.outcomes)
        _sort_outcomes(limbs, limb.pk, exempt or limb.exempt, shown, hidden)


def gather_outcomes_above(limb: Resolution) -> None:
    """Gather the outcomes of everything that a limb hangs under, from the nearest up."""
    seen = {limb.pk}
    while limb.parent_id and limb.parent_id not in seen:
        limb = Resolution.objects.select_for_update().get(pk=limb.parent_id)
        seen.add(limb.pk)
        gather_outcomes(limb)


def number_resolutions(item: AgendaItem) -> None:
    """Give the public resolutions of an item the numbers of their addresses, in order."""
    resolutions = list(Resolution.objects.filter(item=item, parent=None).order_by("order", "pk"))
    waiting = [resolution for resolution in resolutions if resolution.ordinal is None]
    give_ordinals(resolutions)
    Resolution.objects.bulk_update(waiting, ["ordinal"])


def place_recommendations(part: Resolution, recommendations: Iterable[Recommendation]) -> None:
    """Give recommendations of a resolution or limb its item, and to those that are new there the numbers of their
    addresses, before they are saved; inside the caller's transaction.

    A number is never given again, not even that of a recommendation that was deleted: the history remembers it.
    """
    item = part.item
    AgendaItem.objects.select_for_update(no_key=True).only("pk").get(pk=item.pk)  # two officers take turns
    given = apps.get_model("decisions", "RecommendationEvent").objects.filter(item=item)
    last = given.aggregate(last=Max("ordinal"))["last"] or 0
    new = [each for each in recommendations if each.item_id != item.pk or each.ordinal is None]
    for recommendation, ordinal in zip(new, count(last + 1), strict=False):
        recommendation.item, recommendation.ordinal = item, ordinal
