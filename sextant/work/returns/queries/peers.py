"""Libraries like one: the nearest, or its group of the year, and where it stands among them in every indicator."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from sextant.base.ui.charts import Chart
from sextant.lab.returns import indicators
from sextant.lab.returns.peer_groups import alike, traits
from sextant.lab.returns.peer_groups.protection import Protection
from sextant.lab.returns.peer_groups.standing import Standing, standing
from sextant.work.returns.models import ChosenGroup, Collection, Library, LibraryClusters, LibraryReturn, LibraryTraits
from sextant.work.returns.queries import dots, words
from sextant.work.returns.queries.differencing import hidden_codes
from sextant.work.returns.queries.protection import rule_of, why_withheld

NUMBERS = (10, 20, 50)
NEAREST, CLUSTER, CHOSEN = "nearest", "cluster", "chosen"


@dataclass(frozen=True)
class Alike:
    """A library like mine: its value over mine by trait (in the order of the traits compared), and the trait in which it is least like mine."""

    pk: int
    key: str
    name: str
    region: str
    region_name: str
    distance: float
    ratios: list[float]
    farthest: str


@dataclass(frozen=True)
class Compared:
    """One indicator of mine among its peers; `why` says in words what is not told."""

    code: str
    name: str
    unit: str
    decimals: int
    own: float | None
    standing: Standing
    why: str
    strip: Chart | None


@dataclass(frozen=True)
class Trait:
    """What libraries are compared by: name, unit, and the value of mine."""

    code: str
    name: str
    unit: str
    value: float


@dataclass(frozen=True)
class Comparison:
    """A library among its peers in one year. `own` is its return; `group` the number of its group of the year from 1, none without one."""

    year: int
    within: str
    traits: list[Trait]
    peers: list[Alike]
    indicators: list[Compared]
    size: int
    group: int | None
    protected: bool


def years_compared(library: Library) -> list[int]:
    """The years in which it can be compared, latest first."""
    return list(LibraryTraits.objects.filter(library=library).order_by("-release__year").values_list("release__year", flat=True))


def own_traits(library: Library, year: int) -> LibraryTraits | None:
    rows = LibraryTraits.objects.select_related("release__clusters").filter(library=library, release__year=year)
    return rows.first()


def all_groups_seen(user: Any) -> QuerySet[ChosenGroup]:
    """Groups of libraries that the user may compare with: public ones, and the user's own."""
    own = Q(by=user) if user.is_authenticated else Q(pk=None)
    return ChosenGroup.objects.filter(Q(is_public=True) | own)


def groups_seen(user: Any, collection: Collection) -> QuerySet[ChosenGroup]:
    """The same of one collection."""
    return all_groups_seen(user).filter(collection=collection)


def compare(
    library: Library, held: LibraryTraits, *, within: str = NEAREST, number: int = NUMBERS[1], group: ChosenGroup | None = None
) -> Comparison:
    """The library among the nearest ones, among its group of the year, or among a chosen group; nine queries."""
    clusters = held.release.clusters
    protection = rule_of(library.collection)
    near = nearest(held, clusters, number)
    returns = returns_of([library.pk, *(int(peer.key) for peer in near)], held.release_id)
    own = returns.get(library.pk)
    if group is not None:
        within = CHOSEN
        compared, size = _in_chosen(library, held, own, group, protection)
    elif within == CLUSTER and held.cluster is not None:
        compared = _in_cluster(library, held, clusters, own, protection)
        size = clusters.groups[held.cluster]["size"]
    else:
        within, size = NEAREST, len(near)
        others = [returns[int(peer.key)].indicators for peer in near if int(peer.key) in returns]
        compared = among(library, own, others, protection)
    regions = words.region_names(library.collection)
    return Comparison(
        held.release.year,
        within,
        _traits(library, held, clusters),
        [_alike(peer, returns[int(peer.key)], clusters, regions) for peer in near if int(peer.key) in returns],
        compared,
        size,
        None if held.cluster is None else held.cluster + 1,
        protection is not None,
    )


def nearest(held: LibraryTraits, clusters: LibraryClusters, number: int) -> list[alike.Peer]:
    """The nearest libraries by the traits compared that year; keys are primary keys as text."""
    names = list(clusters.middles)
    rows = LibraryTraits.objects.filter(release=held.release_id).order_by().values_list("library_id", *names)
    others = [traits.Library(str(pk), {name: value for name, value in zip(names, values, strict=True) if value is not None}) for pk, *values in rows]
    mine = traits.Library(str(held.library_id), {name: value for name in names if (value := getattr(held, name)) is not None})
    return alike.peers(mine, others, number, on=traits.Scale(clusters.middles, clusters.ranges))


def returns_of(keys: Sequence[int], release: int) -> dict[int, LibraryReturn]:
    """The returns in force of these libraries, by library."""
    rows: QuerySet[LibraryReturn] = LibraryReturn.objects.filter(library__in=keys, release=release, is_current=True).select_related("library")
    return {row.library_id: row for row in rows.defer("values", "statuses", "origins", "gaps")}


def among(library: Library, own: LibraryReturn | None, others: list[dict[str, float]], protection: Protection | None) -> list[Compared]:
    """Every indicator that mine or a peer has, with the place of mine among them."""
    found = []
    for code, indicator in indicators.definitions().items():
        value = own.indicators.get(code) if own else None
        values = [other[code] for other in others if code in other]
        if value is None and not values:
            continue
        place = standing(value if value is not None else 0.0, values, protection)
        if value is None:
            place = Standing(place.count, None, place.low, place.median, place.high, place.withheld)
        told = values if protection is None else []
        strip = dots.dot_strip(value, place, told, title=words.indicator_name(code), decimals=indicator.decimals)
        found.append(_compared(library, code, value, place, strip))
    return found


def _in_chosen(
    library: Library, held: LibraryTraits, own: LibraryReturn | None, group: ChosenGroup, protection: Protection | None
) -> tuple[list[Compared], int]:
    """The same in a chosen group, and its size. Under protection always in the whole of it, mine included, so that no two readings differ by
    one library; nothing before it is fixed, and nothing that would tell of a few libraries beside another group."""
    members = returns_of(list(group.libraries.values_list("pk", flat=True)), held.release_id)
    if protection is None:
        others = [row.indicators for key, row in members.items() if key != library.pk]
        return among(library, own, others, None), len(others)
    compared = among(library, own, [row.indicators for row in members.values()], protection)
    if group.fixed_at is None:
        return [one if one.why else _silenced(one, "unfixed") for one in compared], len(members)
    hidden = hidden_codes(group, held.release, members, protection)
    return [_silenced(one, "near") if one.code in hidden and not one.why else one for one in compared], len(members)


def _silenced(one: Compared, reason: str) -> Compared:
    """The same with nothing told but my own value."""
    return replace(one, standing=Standing(one.standing.count, withheld=reason), why=why_withheld(reason), strip=None)


def _in_cluster(
    library: Library, held: LibraryTraits, clusters: LibraryClusters, own: LibraryReturn | None, protection: Protection | None
) -> list[Compared]:
    """The same in its group of the year, from what the job kept; nothing is told where it was kept under another rule of protection."""
    assert held.cluster is not None
    figures = clusters.groups[held.cluster]["figures"]
    stale = clusters.protection != (asdict(protection) if protection else None)
    found = []
    for code, indicator in indicators.definitions().items():
        kept = figures.get(code)
        if kept is None:
            continue
        value = own.indicators.get(code) if own else None
        hidden = "renewed" if stale else kept.get("withheld", "")
        count = kept["count"] - (value is not None)
        place = Standing(count, withheld=hidden)
        if not hidden:
            place = Standing(count, held.places.get(code), kept["low"], kept["median"], kept["high"])
        strip = dots.dot_strip(value, place, [], title=words.indicator_name(code), decimals=indicator.decimals)
        found.append(_compared(library, code, value, place, strip))
    return found


def _compared(library: Library, code: str, value: float | None, place: Standing, strip: Chart | None) -> Compared:
    why = why_withheld(place.withheld)
    unit = words.indicator_unit(code, library.collection)
    return Compared(code, words.indicator_name(code), unit, indicators.definitions()[code].decimals, value, place, why, strip)


def _traits(library: Library, held: LibraryTraits, clusters: LibraryClusters) -> list[Trait]:
    values = [(name, getattr(held, name)) for name in clusters.middles]
    return [
        Trait(name, words.variable_name(name), words.variable_unit(name, library.collection), value) for name, value in values if value is not None
    ]


def _alike(peer: alike.Peer, row: LibraryReturn, clusters: LibraryClusters, regions: dict[str, str]) -> Alike:
    ratios = [peer.ratios[name] for name in clusters.middles if name in peer.ratios]
    region = regions.get(row.region, row.region)
    farthest = words.variable_name(peer.farthest)
    return Alike(row.library_id, row.library.key, row.library.name, row.region, region, peer.distance, ratios, farthest)
