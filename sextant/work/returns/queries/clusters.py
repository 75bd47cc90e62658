"""Groups of libraries alike in one year, as a page shows them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sextant.lab.returns import indicators
from sextant.work.returns.models import Library, LibraryClusters, YearRelease
from sextant.work.returns.queries import words
from sextant.work.returns.queries.protection import rule_of, why_withheld


@dataclass(frozen=True)
class Group:
    """One group: its number from 1, the library that stands for it, how many libraries, and medians in the order of the traits."""

    number: int
    medoid: Library | None
    size: int
    medians: list[float | None]
    figures: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Figure:
    """The medians of one indicator by group, in their order; None with the reason in words where one is not told."""

    code: str
    name: str
    unit: str
    decimals: int
    medians: list[tuple[float | None, str]]


@dataclass(frozen=True)
class Found:
    """The groups of a year: names and units of the traits, groups, indicators."""

    kept: LibraryClusters
    traits: list[tuple[str, str, str]]
    groups: list[Group]
    figures: list[Figure]
    tried: list[tuple[int, float]]


def clusters_of(release: YearRelease) -> Found | None:
    """What was worked out for a year; None where nothing was yet. Where the rule of protection has changed since, no figure is told."""
    kept = LibraryClusters.objects.filter(release=release).first()
    if kept is None:
        return None
    collection, protection = release.collection, rule_of(release.collection)
    stale = kept.protection != (asdict(protection) if protection else None)
    medoids = {one.pk: one for one in Library.objects.filter(pk__in=[group["medoid"] for group in kept.groups])}
    traits = [(name, words.variable_name(name), words.variable_unit(name, collection)) for name in kept.middles]
    groups = []
    for number, raw in enumerate(kept.groups, 1):
        figures = {code: {"count": one["count"], "withheld": "renewed"} if stale else one for code, one in raw["figures"].items()}
        groups.append(
            Group(number, medoids.get(raw["medoid"]), raw["size"], [None if stale else raw["medians"][name] for name in kept.middles], figures)
        )
    shown = [_figure(code, release, groups) for code in indicators.definitions() if any(code in group.figures for group in groups)]
    return Found(kept, traits, groups, shown, [(int(number), value) for number, value in kept.tried])


def _figure(code: str, release: YearRelease, groups: list[Group]) -> Figure:
    medians = []
    for group in groups:
        figure = group.figures.get(code, {"withheld": "empty"})
        medians.append((figure.get("median"), why_withheld(figure.get("withheld", ""))))
    return Figure(code, words.indicator_name(code), words.indicator_unit(code, release.collection), indicators.definitions()[code].decimals, medians)


def records(found: Found) -> Iterator[dict[str, Any]]:
    """One record a group and figure: the traits first (medians only), then the indicators."""
    for group in found.groups:
        base = {"group": group.number, "medoid": group.medoid.key if group.medoid else "", "libraries": group.size}
        for (name, _title, _unit), value in zip(found.traits, group.medians, strict=True):
            yield base | {"figure": name, "q1": None, "median": value, "q3": None, "count": group.size, "withheld": ""}
        for code, figure in group.figures.items():
            told = {"q1": figure.get("low"), "median": figure.get("median"), "q3": figure.get("high"), "count": figure["count"]}
            yield base | {"figure": code, **told, "withheld": why_withheld(figure.get("withheld", ""))}
