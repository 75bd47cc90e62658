"""Priority domains ranked by any weights, at once: plain Python over the shares that the edition keeps."""

from collections.abc import Mapping
from typing import Any

from sextant.lab.priorities.scoring import WEIGHTS, Priority, Shares, ranked
from sextant.lab.sentences import Said
from sextant.work.observatory.models import Analysis


def packed(shares: Shares) -> dict[str, Any]:
    """Shares as JSON, to three decimals."""

    def rounded(table: Any) -> list[list[float | None]]:
        return [[None if value is None else round(value, 3) for value in row] for row in table]

    return {
        "concepts": list(shares.concepts),
        "works": list(shares.works),
        "parts": list(shares.parts),
        "values": rounded(shares.values),
        "raw": [list(row) for row in shares.raw],
        "resampled": [rounded(table) for table in shares.resampled],
    }


def unpacked(kept: Mapping[str, Any]) -> Shares:
    """The shares as `packed` wrote them."""

    def rows(table: list[list[float | None]]) -> tuple[tuple[float | None, ...], ...]:
        return tuple(tuple(row) for row in table)

    return Shares(
        tuple(kept["concepts"]),
        tuple(kept["works"]),
        tuple(kept["parts"]),
        rows(kept["values"]),
        tuple(rows(table) for table in kept["resampled"]),
        rows(kept["raw"]),
    )


def ranking(analysis: Analysis, weights: Mapping[str, float] | None = None) -> tuple[list[Priority], list[Said]]:
    """The ranking by these weights (none: the usual ones), and notes on parts without data. Raises `SaidError` where no part has weight."""
    return ranked(unpacked(analysis.extra["shares"]), weights or WEIGHTS)


def parts_with_data(analysis: Analysis) -> set[str]:
    return set(analysis.extra.get("shares", {}).get("parts", ()))
