"""Priority domains ranked by any weights, at once: plain Python over the shares that the edition keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sextant.lab.priorities.scoring import WEIGHTS, Priority, Shares, ranked
from sextant.lab.sentences import Said
from sextant.work.observatory.models import Analysis

Table = Sequence[Sequence[float | None]]


def packed(shares: Shares) -> dict[str, Any]:
    """Shares as JSON, without loss: a share is a number of half ranks over the number of concepts known, and whole numbers are short."""
    return {
        "concepts": list(shares.concepts),
        "works": list(shares.works),
        "parts": list(shares.parts),
        "values": _halves(shares.values, len(shares.parts)),
        "raw": [list(row) for row in shares.raw],
        "resampled": [_halves(table, len(shares.parts)) for table in shares.resampled],
    }


def _halves(table: Table, parts: int) -> dict[str, Any]:
    known = [sum(1 for row in table if row[part] is not None) for part in range(parts)]
    rows = [[None if share is None else round(share * 2 * number) for share, number in zip(row, known, strict=True)] for row in table]
    return {"known": known, "rows": rows}


def _shares(kept: Mapping[str, Any]) -> tuple[tuple[float | None, ...], ...]:
    known = kept["known"]
    return tuple(tuple(None if half is None else (half / 2) / number for half, number in zip(row, known, strict=True)) for row in kept["rows"])


def unpacked(kept: Mapping[str, Any]) -> Shares:
    """The shares as `packed` was given them."""
    return Shares(
        tuple(kept["concepts"]),
        tuple(kept["works"]),
        tuple(kept["parts"]),
        _shares(kept["values"]),
        tuple(_shares(table) for table in kept["resampled"]),
        tuple(tuple(row) for row in kept["raw"]),
    )


def ranking(analysis: Analysis, weights: Mapping[str, float] | None = None) -> tuple[list[Priority], list[Said]]:
    """The ranking by these weights (none: the usual ones), and notes on parts without data. Raises `SaidError` where no part has weight."""
    return ranked(unpacked(analysis.extra["shares"]), weights or WEIGHTS)


def as_kept(analysis: Analysis) -> list[Priority]:
    """The ranking by the usual weights, as the edition keeps it."""
    names = [field.name for field in fields(Priority)]
    return [Priority(**{name: row[name] for name in names}) for row in analysis.rows]


def parts_with_data(analysis: Analysis) -> set[str]:
    return set(analysis.extra.get("shares", {}).get("parts", ()))
