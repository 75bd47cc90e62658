"""Withholding figures of groups where the owner of a collection's data asks: done before they are stored, so that nothing reads them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sextant.lab.returns import indicators
from sextant.lab.returns.peer_groups.protection import Protection, reason, withheld
from sextant.lab.returns.spread import group_values
from sextant.lab.returns.sql import By

EMPTIED = {"value": None, "median": None, "q1": None, "q3": None, "status": "suppressed"}
GROUPS: tuple[By, ...] = ("all", "region", "size")


def protect(figures: list[dict[str, Any]], folder: Path, year: int, protection: Protection | None) -> None:
    """Empties those figures of a year that the rule withholds, and writes the reason in the place of what is missing."""
    if protection is None:
        return
    for kind in GROUPS:
        held = [figure for figure in figures if figure["group_kind"] == kind and figure["status"] == "ok"]
        if held:
            hidden = hidden_groups(folder, year, kind, held, protection)
            for figure in held:
                why = hidden.get((figure["indicator"], figure["group"]))
                if why:
                    figure.update(EMPTIED, missing=[why])


def hidden_groups(folder: Path, year: int, kind: By, held: Sequence[Mapping[str, Any]], protection: Protection) -> dict[tuple[str, str], str]:
    """The reason by figure and group. An indicator is withheld where one of its inputs is, or where too few libraries have it."""
    asked = {str(figure["indicator"]) for figure in held}
    computed = sorted(asked & indicators.definitions().keys())
    inputs = {code for name in computed for code in indicators.definitions()[name].inputs}
    values = group_values(folder, year, kind, asked | inputs)
    found: dict[tuple[str, str], str] = {}
    for code in values.keys() - indicators.definitions().keys():
        found |= {(code, group): why for group, why in _hidden(values[code], kind, protection).items()}
    for name in computed:
        few = _hidden(values[name], kind, Protection(protection.least))
        for code in indicators.definitions()[name].inputs:
            few |= {group: why for (one, group), why in found.items() if one == code}
        found |= {(name, group): why for group, why in few.items()}
    return found


def _hidden(groups: Mapping[str, Sequence[float]], kind: By, protection: Protection) -> dict[str, str]:
    """One total stands alone; groups of a published total are withheld two at least, so that none follows by subtraction."""
    if kind == "all":
        return {group: why for group, values in groups.items() if (why := reason(values, protection))}
    return withheld(groups, protection)
