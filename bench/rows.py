"""The rows that benchmarks print: what every one holds, and the usual one of seconds and memory beside a peer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]


def figure(subject: str, measure: str, ours: object, peer: object = None, ratio: float | None = None, **more: object) -> Row:
    """One figure: ours, that of the peer, the ratio between them, and what else was measured (`memory_mb`)."""
    return {"subject": subject, "measure": measure, "ours": ours, "peer": peer, "ratio": ratio, **more}


def beside(
    subject: str, measure: str, ours: Mapping[str, float], peer: Mapping[str, float] | None, *, digits: int = 2, ratio: int = 1, memory: bool = False
) -> Row:
    """Seconds of ours and of a peer, where there is one, with the peer's over ours, rounded so; memory in MB, with `memory` the peer's too."""
    more: dict[str, object] = {"memory_mb": round(ours["memory_mb"])}
    if memory:
        more["peer_memory_mb"] = round(peer["memory_mb"]) if peer else None
    if peer is None:
        return figure(subject, measure, round(ours["seconds"], digits), **more)
    return figure(
        subject, measure, round(ours["seconds"], digits), round(peer["seconds"], digits), round(peer["seconds"] / ours["seconds"], ratio), **more
    )
