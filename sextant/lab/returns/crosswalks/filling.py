"""Another form filled from a return: value, status and loss of every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sextant.lab.returns.formulas import Result, evaluate

from .declared import Crosswalk, FormCell, Loss, Way

Status = Literal["ok", "missing", "not_applicable", "suppressed", "not_collected", "no_source"]


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell. `status`: `ok`; `no_source` where we hold nothing like it (loss `none`); else why there is no value.

    `formula` is the way taken, `absent` the inputs that stood in the way, `why` what is lost, in English and in Russian.
    """

    code: str
    value: float | None
    status: Status
    loss: Loss
    formula: str = ""
    absent: tuple[str, ...] = ()
    why_en: str = ""
    why_ru: str = ""


def fill(crosswalk: Crosswalk, values: Mapping[str, float | int], statuses: Mapping[str, str] | None = None) -> list[FilledCell]:
    """All cells of the form, in its order, from the values of one return or from national totals.

    The first way whose inputs were all asked for is taken, so that a library that did not answer is missing and not
    replaced by something less exact; where no way was asked for whole, the cell is not collected.
    """
    held, told = dict(values), dict(statuses or {})
    return [_filled(cell, held, told) for cell in crosswalk.cells]


def _filled(cell: FormCell, values: dict[str, float | int], statuses: dict[str, str]) -> FilledCell:
    if not cell.ways:
        return FilledCell(cell.code, None, "no_source", "none", why_en=cell.why_en, why_ru=cell.why_ru)
    asked = values.keys() | statuses.keys()
    way = next((way for way in cell.ways if asked >= set(way.inputs)), cell.ways[0])
    result = evaluate(way.tree, values, statuses, way.inputs)
    return FilledCell(cell.code, result.value, _status(way, result, statuses), way.loss, way.formula, result.missing, way.why_en, way.why_ru)


def _status(way: Way, result: Result, statuses: dict[str, str]) -> Status:
    """The status of the result; not applicable where that is so of every input that has no value."""
    if result.status == "missing" and result.missing and all(statuses.get(code) == "not_applicable" for code in result.missing):
        return "not_applicable"
    return result.status


def losses(cells: Iterable[FilledCell]) -> dict[str, int]:
    """How many cells have which loss; those that could be filled and were not count as `empty`."""
    counts: Counter[str] = Counter(cell.loss if cell.status in ("ok", "no_source") else "empty" for cell in cells)
    return dict(counts)
