"""Chosen groups under protection: no figure that, beside one of another group, would tell what a few libraries between them have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sextant.lab.returns.peer_groups.protection import Protection, too_alike
from sextant.work.returns.models import Aggregate, ChosenGroup, LibraryClusters, LibraryReturn, LibraryTraits, YearRelease

Values = Mapping[int, Mapping[str, float]]
"""Indicators by library."""


@dataclass(frozen=True)
class Published:
    """A group of the year that everybody sees: its members among those of the chosen one, and by indicator how many values it has in all."""

    shared: frozenset[int]
    counts: Mapping[str, int]


def hidden_codes(group: ChosenGroup, release: YearRelease, returns: Mapping[int, LibraryReturn], protection: Protection) -> set[str]:
    """The indicators of a fixed group that are withheld beside groups that were fixed before, and beside those of the year; six queries."""
    mine = {key: row.indicators for key, row in returns.items()}
    codes = {code for held in mine.values() for code in held}
    found = beside_fixed(mine, _earlier(group, release), codes, protection)
    return found | beside_published(mine, _published(release, returns), codes - found, protection)


def beside_fixed(mine: Values, others: Iterable[Values], codes: set[str], protection: Protection) -> set[str]:
    """Where the values that only one of two groups has are a small cell."""
    found = set()
    for other in others:
        here = [held for key, held in mine.items() if key not in other]
        there = [held for key, held in other.items() if key not in mine]
        found |= {code for code in codes if too_alike(_of(here, code), _of(there, code), protection)}
    return found


def _of(held: Sequence[Mapping[str, float]], code: str) -> list[float]:
    return [row[code] for row in held if code in row]


def beside_published(mine: Values, others: Iterable[Published], codes: set[str], protection: Protection) -> set[str]:
    """The same beside groups of which only the number of values is known here."""
    found = set()
    for other in others:
        for code in codes & other.counts.keys():
            having = {key for key, held in mine.items() if code in held}
            between = len(having) + other.counts[code] - 2 * len(having & other.shared)
            if 0 < between < protection.least:
                found.add(code)
    return found


def _earlier(group: ChosenGroup, release: YearRelease) -> list[Values]:
    """The values of the groups that were fixed before this one, in the year."""
    own = group.fixings.order_by("-pk").values_list("pk", flat=True).first()
    fixed = [one.libraries for one in group.collection.fixed_groups.filter(pk__lt=own or 0)]
    keys = {key for libraries in fixed for key in libraries}
    rows = LibraryReturn.objects.filter(release=release, is_current=True, library__in=keys).values_list("library_id", "indicators")
    held = dict(rows) if keys else {}
    return [{key: held.get(key, {}) for key in libraries} for libraries in fixed]


def _published(release: YearRelease, returns: Mapping[int, LibraryReturn]) -> list[Published]:
    """All libraries, and the regions, classes of size and groups of libraries alike in which members of the chosen group lie."""
    places: dict[tuple[str, str], set[int]] = {("all", "all"): set(returns)}
    for key, row in returns.items():
        places.setdefault(("region", row.region), set()).add(key)
        places.setdefault(("size", row.size_class), set()).add(key)
    counts: dict[tuple[str, str], Counter[str]] = {}
    rows = Aggregate.objects.filter(release=release, is_variable=False, status="ok", group__in={group for _kind, group in places})
    for kind, name, code, count in rows.values_list("group_kind", "group", "indicator", "n"):
        counts.setdefault((kind, name), Counter())[code] = count
    found = [Published(frozenset(members), counts[place]) for place, members in places.items() if place in counts]
    return [*found, *_clusters(release, set(returns))]


def _clusters(release: YearRelease, members: set[int]) -> list[Published]:
    kept = LibraryClusters.objects.filter(release=release).first()
    if kept is None:
        return []
    rows = LibraryTraits.objects.filter(release=release, library__in=members).exclude(cluster=None).values_list("library_id", "cluster")
    places: dict[int, set[int]] = {}
    for key, number in rows:
        places.setdefault(number or 0, set()).add(key)
    told = {number: kept.groups[number]["figures"] for number in places if number < len(kept.groups)}
    return [
        Published(frozenset(places[number]), {code: one["count"] for code, one in figures.items() if not one.get("withheld")})
        for number, figures in told.items()
    ]
