"""A register over many years: every library with the key it had in each, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .events import Event, events
from .links import Matching, Proposal, match
from .records import Record


@dataclass(slots=True)
class History:
    """One library. `identity` is the key under which it was first met (with `@year` where that key meant another before).

    `keys`: its key by year; a year in which it has no row is absent. `events`: by the year in which they were seen.
    """

    identity: str
    keys: dict[int, str] = field(default_factory=dict)
    events: list[tuple[int, Event]] = field(default_factory=list)


@dataclass(slots=True)
class Register:
    """All libraries of the years, in the order they were met, and what a person has to decide, by year."""

    histories: list[History]
    proposals: list[tuple[int, Proposal]]

    def by_key(self, year: int) -> dict[str, str]:
        """The identity of every key of a year."""
        return {history.keys[year]: history.identity for history in self.histories if year in history.keys}


def register(years: Mapping[int, Sequence[Record]]) -> Register:
    """Follow libraries through the years, oldest first.

    A library that has no row for some years is found again by the same rules as from one year to the next.
    """
    found: dict[str, History] = {}
    latest: dict[str, tuple[str, Record]] = {}
    made = Register([], [])
    for year in sorted(years):
        met = _one_year(made, found, latest, year, years[year])
        latest = {key: held for key, held in latest.items() if held[0] not in met} | {
            key: (identity, record) for identity, (key, record) in met.items()
        }
    made.histories = list(found.values())
    return made


def _one_year(
    made: Register, found: dict[str, History], latest: dict[str, tuple[str, Record]], year: int, records: Sequence[Record]
) -> dict[str, tuple[str, Record]]:
    """Links, new libraries, events and proposals of a year; the identities met with key and record."""
    earlier = [record for _, record in latest.values()]
    matching = match(earlier, records)
    whose = {link.later: latest[link.earlier][0] for link in matching.links}
    for key in matching.fresh:
        whose[key] = f"{key}@{year}" if key in found else key
    met = {whose[record.key]: (record.key, record) for record in records}
    for identity, (key, _) in met.items():
        found.setdefault(identity, History(identity)).keys[year] = key
    before = max((one for history in found.values() for one in history.keys if one < year), default=None)
    if before is not None:
        made.proposals += [(year, proposal) for proposal in matching.proposals]
        for event in events(_between(matching, found, latest, before), earlier, records):
            owner = whose[event.library] if event.kind in ("opened", "closed") else latest[event.library][0]
            found[owner].events.append((year, event))
    return met


def _between(matching: Matching, found: dict[str, History], latest: dict[str, tuple[str, Record]], before: int) -> Matching:
    """The matching without libraries that were gone before already: their end was told then."""
    gone = [key for key in matching.gone if before in found[latest[key][0]].keys]
    return replace(matching, gone=gone)
