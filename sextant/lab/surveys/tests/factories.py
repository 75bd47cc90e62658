"""Little questionnaires for tests."""

from __future__ import annotations

from typing import Any

from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.reading import from_table

STEPS = [{"code": str(step)} for step in range(1, 6)]


def question(code: str, kind: str, **more: Any) -> dict[str, Any]:
    options = {"single": ["a", "b", "c"], "multiple": ["a", "b", "c"], "ranking": ["a", "b", "c"]}.get(kind)
    made: dict[str, Any] = {"code": code, "kind": kind, "text": {"ru": f"{code}?", "en": f"{code}?"}}
    if options:
        made["options"] = [{"code": one, "ru": one, "en": one} for one in options]
    if kind in ("scale", "matrix"):
        made["options"] = STEPS
    if kind == "matrix":
        made["rows"] = [{"code": "r1", "en": "Row 1"}, {"code": "r2", "en": "Row 2"}]
    return {**made, **more}


def made(*pages: list[dict[str, Any]]) -> Questionnaire:
    return from_table({"title": {"en": "A survey"}, "pages": [{"questions": page} for page in pages]})
