"""Whether something is met more often than before: mentions in a recent span of time against those in the span before it."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.lab.observatory.turning import SURE, standard_errors


@dataclass(frozen=True)
class Met:
    """How many of all that was counted in a span mention it."""

    mentions: int
    whole: int

    @property
    def share(self) -> float:
        return self.mentions / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Rise:
    """What was met before and is met now. `times` is how many times the earlier share the recent one is; None where it is new."""

    before: Met
    recent: Met
    times: float | None

    @property
    def is_new(self) -> bool:
        return self.times is None


def rise_of(before: Met, recent: Met, *, least: int, times: float) -> Rise | None:
    """The rise; None where there is none: fewer than `least` mentions, less than `times` the earlier share, a difference within chance
    (`SURE` standard errors), or nothing counted before, so that there is nothing to compare with."""
    if not before.whole or not recent.whole or recent.mentions < max(least, 1):
        return None
    if standard_errors(before.mentions, before.whole, recent.mentions, recent.whole) < SURE:
        return None
    if not before.mentions:
        return Rise(before, recent, None)
    found = recent.share / before.share
    return Rise(before, recent, found) if found >= times else None
