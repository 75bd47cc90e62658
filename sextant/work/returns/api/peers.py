"""Libraries alike for programs: the nearest of one, its place among them, the groups of a year; all of it public."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Schema

from sextant.base.permissions.pages import operation_decided_by
from sextant.work.returns.api.collections import router
from sextant.work.returns.models import Library, YearRelease
from sextant.work.returns.queries import clusters as grouped
from sextant.work.returns.queries import peers as held
from sextant.work.returns.rules import may_read


class PeerOut(Schema):
    """A library alike: its figures over those of the library asked about, and in which of them it is least alike."""

    id: int
    key: str
    name: str
    region: str
    distance: float
    ratios: dict[str, float]
    farthest: str


class StandingOut(Schema):
    """An indicator among the peers; `withheld` says in words why there are no figures."""

    indicator: str
    unit: str
    value: float | None
    percentile: float | None
    q1: float | None
    median: float | None
    q3: float | None
    libraries: int
    withheld: str


class PeersOut(Schema):
    """A library among its peers in one year; `group` is that of the year, from 1."""

    library: int
    year: int
    within: str
    group: int | None
    size: int
    peers: list[PeerOut]
    indicators: list[StandingOut]


class GroupFigureOut(Schema):
    """A figure of a group of libraries alike: a trait (its median) or an indicator."""

    group: int
    medoid: str
    libraries: int
    figure: str
    q1: float | None
    median: float | None
    q3: float | None
    count: int
    withheld: str


@router.get("/libraries/{int:pk}/peers", response=PeersOut, summary="Libraries like one, and its place among them", url_name="library_peers")
@operation_decided_by(may_read)
def peers(request: HttpRequest, pk: int, year: int = 0, number: int = 20, within: str = "nearest") -> dict[str, Any]:
    """`year` is by default the latest; `number` 10, 20 or 50 of the nearest; `within` is `nearest` or `cluster` (its group of the year)."""
    if number not in held.NUMBERS:
        raise ValidationError({"number": _("Ask for 10, 20 or 50 libraries.")})
    if within not in (held.NEAREST, held.CLUSTER):
        raise ValidationError({"within": _("A library is compared with the “nearest” ones or with its “cluster”.")})
    library = get_object_or_404(Library.objects.select_related("collection"), pk=pk)
    years = held.years_compared(library)
    traits = held.own_traits(library, year or (years[0] if years else 0))
    if traits is None:
        raise ValidationError({"year": _("This library cannot be compared in that year; it can in: %(years)s.") % {"years": years or "–"}})
    found = held.compare(library, traits, within=within, number=number)
    names = [one.code for one in found.traits]
    return {
        "library": library.pk,
        **{name: getattr(found, name) for name in ("year", "within", "group", "size")},
        "peers": [
            {**{name: getattr(one, name) for name in ("key", "name", "region", "distance", "farthest")}}
            | {"id": one.pk, "ratios": dict(zip(names, one.ratios, strict=True))}
            for one in found.peers
        ],
        "indicators": [_standing(one) for one in found.indicators],
    }


def _standing(one: held.Compared) -> dict[str, Any]:
    place = one.standing
    told = {"percentile": place.percentile, "q1": place.low, "median": place.median, "q3": place.high, "libraries": place.count}
    return {"indicator": one.code, "unit": one.unit, "value": one.own, **told, "withheld": one.why}


@router.get("/collections/{slug:collection}/{int:year}/clusters", response=list[GroupFigureOut], summary="Groups of libraries alike in a year")
@operation_decided_by(may_read)
def clusters(request: HttpRequest, collection: str, year: int) -> list[dict[str, Any]]:
    """An empty list where the groups are not worked out, or there are too few libraries."""
    release = get_object_or_404(YearRelease.objects.select_related("collection"), collection__code=collection, year=year)
    found = grouped.clusters_of(release)
    return list(grouped.records(found)) if found else []
