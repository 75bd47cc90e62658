"""Totals that are the sum of all their parts, as data (`totals.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("totals.toml")


@cache
def totals() -> dict[str, tuple[str, ...]]:
    """Totals with their parts, innermost first."""
    with FILE.open("rb") as handle:
        return {code: tuple(parts) for code, parts in tomllib.load(handle).items()}
