"""Clusters of a network by the Leiden algorithm (Traag, Waltman & van Eck 2019), named after their strongest members (needs numpy, graspologic-native)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .findings import refuse
from .networks import Network, association_strength

SEED = 2019
TRIALS = 10


@dataclass(frozen=True, slots=True)
class Cluster:
    """Members, the most connected inside the cluster first; `names` are the first of them."""

    members: tuple[str, ...]
    size: float

    @property
    def names(self) -> tuple[str, ...]:
        """The members by which it is called."""
        return self.members[:3]


def leiden(network: Network, *, resolution: float = 1.0, seed: int = SEED, normalised: bool = True) -> list[Cluster]:
    """Clusters, the largest (by the documents of their members) first. The same network and seed give the same clusters.

    Modularity with `resolution` on association strengths (or on the ties as they are). A node without ties is a cluster of its own.
    """
    if resolution <= 0:
        raise refuse("resolution", value=resolution)
    weighed = association_strength(network) if normalised else network
    edges = weighed.edges()
    community: dict[str, int] = {}
    if edges:
        from graspologic_native import leiden as found_by

        largest = edges[0][2]
        _quality, community = found_by([(a, b, w / largest) for a, b, w in edges], resolution=resolution, seed=seed, trials=TRIALS)
    return _clusters(weighed, community)


def _clusters(network: Network, community: dict[str, int]) -> list[Cluster]:
    groups: dict[int | str, list[int]] = {}
    for place, name in enumerate(network.names):
        groups.setdefault(community.get(name, name), []).append(place)
    found = [_cluster(network, places) for places in groups.values()]
    return sorted(found, key=lambda one: (-one.size, one.members))


def _cluster(network: Network, places: Sequence[int]) -> Cluster:
    inside = np.asarray(network.ties[list(places)][:, list(places)].sum(axis=1)).ravel() * network.sizes[list(places)]
    order = sorted(range(len(places)), key=lambda i: (-round(float(inside[i]), 12), -network.sizes[places[i]], network.names[places[i]]))
    return Cluster(tuple(network.names[places[i]] for i in order), float(network.sizes[list(places)].sum()))
