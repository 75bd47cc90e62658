"""The main path of a field: the chain of citations that most ways from its beginnings to its latest works go through.

Hummon & Doreian, “Connectivity in a citation network” (Social Networks 11, 1989), with the search path count of Batagelj,
“Efficient algorithms for citation network analysis” (2003): a citation weighs as many paths from sources (works that cite
nothing here) to sinks (works that nobody cites here) as go over it. Plain Python; numbers of paths are exact integers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sextant.lab.sentences import Said

from .findings import say


@dataclass(frozen=True, slots=True)
class MainPath:
    """Citations on the path as (cited, citing, paths over it), the earliest first; the weight of every citation; notes."""

    path: tuple[tuple[str, str, int], ...]
    weights: dict[tuple[str, str], int]
    notes: tuple[Said, ...]

    @property
    def works(self) -> tuple[str, ...]:
        """The works on the path in order."""
        return (self.path[0][0], *(citing for _cited, citing, _weight in self.path)) if self.path else ()


def main_path(citations: Iterable[tuple[str, str]], years: Mapping[str, int] | None = None) -> MainPath:
    """The global main path: the one whose citations weigh most in sum. `citations` are (citing, cited).

    Works that cite each other in a circle are put in the order of `years` (then of names), citations against it are left out and
    named in a note; a work that cites itself is left out in silence.
    """
    ties = {(cited, citing) for citing, cited in citations if citing != cited}
    ties, notes = _without_circles(ties, years or {})
    order = _in_order(ties)
    weights = _path_counts(ties, order)
    return MainPath(_heaviest(weights, order), weights, notes)


def _without_circles(ties: set[tuple[str, str]], years: Mapping[str, int]) -> tuple[set[tuple[str, str]], tuple[Said, ...]]:
    import networkx

    graph = networkx.DiGraph(sorted(ties))
    rounds = [part for part in networkx.strongly_connected_components(graph) if len(part) > 1]
    if not rounds:
        return ties, ()

    def when(work: str) -> tuple[int, str]:
        return years.get(work, 0), work

    circular = {work: place for place, part in enumerate(rounds) for work in part}
    against = {(a, b) for a, b in ties if a in circular and circular.get(b) == circular[a] and when(a) > when(b)}
    return ties - against, tuple(say("cycle_cut", works=", ".join(sorted(part, key=when)[:5])) for part in sorted(rounds, key=min))


def _in_order(ties: set[tuple[str, str]]) -> list[str]:
    """Works so that each stands behind those it cites; ties by name."""
    import networkx

    return list(networkx.lexicographical_topological_sort(networkx.DiGraph(sorted(ties))))


def _path_counts(ties: set[tuple[str, str]], order: list[str]) -> dict[tuple[str, str], int]:
    after, before = defaultdict(list), defaultdict(list)
    for cited, citing in ties:
        after[cited].append(citing)
        before[citing].append(cited)
    into: dict[str, int] = {}
    for work in order:
        into[work] = sum(into[one] for one in before[work]) if before[work] else 1
    out: dict[str, int] = {}
    for work in reversed(order):
        out[work] = sum(out[one] for one in after[work]) if after[work] else 1
    return {(cited, citing): into[cited] * out[citing] for cited, citing in sorted(ties)}


def _heaviest(weights: dict[tuple[str, str], int], order: list[str]) -> tuple[tuple[str, str, int], ...]:
    """The path of the largest sum, by dynamic programming; of equal ones the first by name."""
    into = defaultdict(list)
    for cited, citing in weights:
        into[citing].append(cited)
    best: dict[str, tuple[int, str]] = {}
    for work in order:
        ways = [(best[one][0] + weights[one, work], one) for one in sorted(into[work])]
        best[work] = max(ways, key=lambda way: way[0]) if ways else (0, "")
    if not weights:
        return ()
    last = min(best, key=lambda work: (-best[work][0], work))
    found: list[tuple[str, str, int]] = []
    while best[last][1]:
        cited = best[last][1]
        found.append((cited, last, weights[cited, last]))
        last = cited
    return tuple(reversed(found))
