"""A weighting told as plain data."""

from __future__ import annotations

from typing import Any

from .weighting import Weighting


def report(found: Weighting) -> dict[str, Any]:
    """What is told of a weighting, without the weights."""
    return {
        "rows": len(found.weights),
        "converged": found.converged,
        "turns": found.turns,
        "largest_gap": found.largest_gap,
        "trimmed": found.trimmed,
        "design_effect": found.design_effect,
        "effective_n": found.effective_n,
        "without_answer": found.without,
        "margins": [
            {"variable": one.variable, "category": one.category, "count": one.count, "target": one.target, "before": one.before, "after": one.after}
            for one in found.met
        ],
    }
