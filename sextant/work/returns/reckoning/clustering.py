"""Working out what libraries of a year are compared by, and the groups of those alike: for jobs, for it needs the extra `lab`."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any

from sextant.lab.returns.peer_groups.protection import Protection, reason
from sextant.lab.returns.peer_groups.traits import TRAITS, Library, scale
from sextant.work.returns.models import LibraryReturn, YearRelease

FEWEST = 30
"""Libraries with all traits below which no groups are made."""
NUMBERS = range(3, 9)
"""How many groups are tried."""


@dataclass
class Worked:
    """Traits of every library of a year and, where there are enough of them, groups; keys are those of `models.Library`."""

    traits: dict[int, dict[str, float]] = field(default_factory=dict)
    middles: dict[str, float] = field(default_factory=dict)
    ranges: dict[str, float] = field(default_factory=dict)
    cluster: dict[int, int] = field(default_factory=dict)
    places: dict[int, dict[str, float]] = field(default_factory=dict)
    groups: list[dict[str, Any]] = field(default_factory=list)
    tried: list[list[float]] = field(default_factory=list)
    silhouette: float | None = None
    protection: dict[str, Any] | None = None


def work_out(release: YearRelease, protection: Protection | None) -> Worked:
    """Traits, scale, groups, and each library's percentile in its group."""
    found = Worked(protection=asdict(protection) if protection else None)
    figures: dict[int, dict[str, float]] = {}
    rows = LibraryReturn.objects.filter(release=release, is_current=True).order_by("library_id")
    for key, values, computed in rows.values_list("library_id", "values", "indicators").iterator(chunk_size=500):
        found.traits[key] = {trait: float(values[trait]) for trait in TRAITS if (values.get(trait) or 0) > 0}
        figures[key] = computed
    counts = Counter(trait for values in found.traits.values() for trait in values)
    compared = [trait for trait in TRAITS if counts[trait] * 2 >= len(found.traits) and counts[trait] > 1]
    held = [Library(str(key), {trait: values[trait] for trait in compared if trait in values}) for key, values in found.traits.items()]
    on = scale(held)
    found.middles, found.ranges = on.middles, on.ranges
    whole = [one for one in held if compared and len(one.values) == len(compared)]
    if len(whole) >= FEWEST and _divide(found, whole, protection):
        for number, group in enumerate(found.groups):
            _place(found, group, [key for key, own in found.cluster.items() if own == number], figures, protection)
    return found


def _divide(found: Worked, whole: list[Library], protection: Protection | None) -> bool:
    """The division with the greatest silhouette; the smaller number of groups where they are equal. False without the extra `lab`."""
    try:  # numpy is an extra, and no page of the site needs it
        from sextant.lab.returns.peer_groups.clusters import clusters
    except ModuleNotFoundError:
        return False
    divisions = [(number, clusters(whole, number)) for number in NUMBERS]
    found.tried = [[number, one.silhouette] for number, one in divisions]
    chosen = max((one for _number, one in divisions), key=lambda one: round(one.silhouette, 9))
    found.silhouette = chosen.silhouette
    found.cluster = {int(key): number for key, number in chosen.groups.items()}
    sizes = Counter(chosen.groups.values())
    for number, medoid in enumerate(chosen.medoids):
        members = [one.values for one in whole if chosen.groups[one.key] == number]
        columns = {trait: [values[trait] for values in members] for trait in members[0]}
        medians = {trait: None if protection and reason(values, protection) else median(values) for trait, values in columns.items()}
        found.groups.append({"medoid": int(medoid), "size": sizes[number], "medians": medians, "figures": {}})
    return True


def _place(found: Worked, group: dict[str, Any], members: list[int], figures: dict[int, dict[str, float]], protection: Protection | None) -> None:
    """Quartiles of each indicator in a group, and the percentile of each member among the others; nothing of what is withheld."""
    for code in sorted({code for key in members for code in figures[key]}):
        values = sorted(figures[key][code] for key in members if code in figures[key])
        hidden = reason(values, protection) if protection else ""
        if hidden:
            group["figures"][code] = {"count": len(values), "withheld": hidden}
            continue
        low, middle, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else (values[0],) * 3
        group["figures"][code] = {"count": len(values), "low": low, "median": middle, "high": high}
        for key in members:
            if code in figures[key] and len(values) > 1:
                below, upto = bisect_left(values, figures[key][code]), bisect_right(values, figures[key][code])
                percentile = (below + (upto - below - 1) / 2) / (len(values) - 1) * 100
                found.places.setdefault(key, {})[code] = round(percentile, 2)
