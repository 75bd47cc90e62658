"""Writing an agenda back into a file: what is written is read again as the same agenda."""

import json
from datetime import date
from typing import Any

from sextant.society.agenda import agenda_file
from sextant.society.agenda.agenda_file import Field
from sextant.society.agenda.models import Agenda, Guideline, Indicator


def as_toml(agenda: Agenda) -> str:
    """The agenda with its active indicators and their targets, in the form that `agenda_file.read` takes."""
    lines = [f"format = {agenda_file.FORMAT}", *_lines(agenda, agenda_file.AGENDA)]
    for direction in agenda.directions.prefetch_related("guidelines__indicators__targets"):
        lines += ["", "[[direction]]", *_lines(direction, agenda_file.DIRECTION)]
        for guideline in direction.guidelines.all():
            guideline.direction = direction
            lines += ["", "[[direction.guideline]]", *_lines(guideline, agenda_file.GUIDELINE)]
            lines += _indicators(guideline)
    return "\n".join(lines) + "\n"


def _indicators(guideline: Guideline) -> list[str]:
    lines: list[str] = []
    for indicator in guideline.indicators.all():
        if indicator.is_active:
            lines += ["", "[[direction.guideline.indicator]]", *_lines(indicator, agenda_file.INDICATOR)]
            lines += _targets(indicator)
    return lines


def _targets(indicator: Indicator) -> list[str]:
    targets = {str(target.year): target.value for target in indicator.targets.all()}
    return [f"targets = {_value(targets)}"] if targets else []


def _lines(row: Any, fields: tuple[Field, ...]) -> list[str]:
    lines = []
    for field in fields:
        for key in [f"{field.name}_ru", f"{field.name}_en"] if field.bilingual else [field.name]:
            value = getattr(row, key, None)
            if key == "parameters":
                value = {name: given for name, given in (value or {}).items() if name != "guideline"}
            if isinstance(value, str | int | float | date | list | dict) and value not in ("", [], {}):
                lines.append(f"{key} = {_value(value)}")
    return lines


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(str(key))} = {_value(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
