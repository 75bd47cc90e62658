"""Demands on a list: what the gap map asks for, and the targets as a file."""

from collections import defaultdict
from typing import Any

from sextant.lab.payments.amounts import format_amount
from sextant.work.acquisitions.models import Collection, Plan
from sextant.work.acquisitions.sorting import UNKNOWN

MOST_GAPS = 12


def gaps_as_needs(collection: Collection) -> list[dict[str, Any]]:
    """The largest gaps of the map as needs: copies that there would have to be for the mean, by age and language, all places together."""
    if collection.profile is None:
        return []
    wanted: dict[tuple[str, str], float] = defaultdict(float)
    lacking: dict[tuple[str, str], float] = defaultdict(float)
    for cell in collection.profile.cells("gap_map"):
        key = (cell["age"], cell["language"])
        wanted[key] += cell["numerator"] + float(cell["lacking"])
        lacking[key] += float(cell["lacking"])
    order = sorted((key for key in lacking if lacking[key] >= 1 and key[1] != UNKNOWN), key=lambda key: -lacking[key])
    needs = []
    for age, language in order[:MOST_GAPS]:
        row: dict[str, Any] = {"field": "age", "value": age, "copies": round(wanted[age, language])}
        needs.append(row | ({"and_field": "language", "and_value": language} if language else {}))
    return needs


def as_toml(plan: Plan) -> str:
    """The targets of a plan as a file, with its budget and currency."""
    lines = [f"[budget]\namount = {_value(format_amount(plan.budget, plan.currency))}\ncurrency = {_value(plan.currency)}\n"]
    for name in ("limits", "weights"):
        if plan.targets.get(name):
            lines.append(f"[{name}]\n{_pairs(plan.targets[name])}")
    for name in ("share", "number", "need"):
        lines += [f"[[{name}]]\n{_pairs(row)}" for row in plan.targets.get(name, [])]
    return "\n".join(lines)


def _pairs(table: dict[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in table.items())


def _value(value: Any) -> str:
    """A number, a truth or a basic string of TOML 1.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text) + '"'
