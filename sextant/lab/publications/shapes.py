"""A judgement and a reading as JSON, in the shapes of `schemas/`: keys in English and stable, sentences in the language asked for."""

from __future__ import annotations

from typing import Any

from .pages import Reading
from .verdicts import Finding, Judgement


def judgement_shape(one: Judgement, language: str = "en") -> dict[str, Any]:
    """`{file, verdict, why, findings, text, pages}`, and `epub` for an EPUB; see `schemas/check.json`."""
    shape: dict[str, Any] = {
        "file": one.reading.file,
        "verdict": one.verdict,
        "why": [said.sentence(language) for said in (*one.reasons, *one.by_eye)],
        "findings": [finding_shape(found, language) for found in one.findings],
        **_measured(one.reading),
    }
    if one.epub is not None:
        shape["epub"] = one.epub.as_dict()
    return shape


def finding_shape(one: Finding, language: str = "en") -> dict[str, Any]:
    """One finding; `box` in points from the lower left of the visible page."""
    return {
        "rule": one.rule,
        "verdict": one.verdict,
        "page": one.page,
        "box": None if one.box is None else [round(value, 2) for value in one.box],
        "value": one.value,
        "required": one.required,
        "unit": one.unit,
        "source": one.source.sentence(language),
        "verified": one.verified,
    }


def reading_shape(one: Reading) -> dict[str, Any]:
    """`{file, text, pages}`; see `schemas/read.json`."""
    return {"file": one.file, **_measured(one)}


def _measured(one: Reading) -> dict[str, Any]:
    text = [
        {
            "page": run.page,
            "box": [round(value, 2) for value in run.box],
            "string": run.string,
            "size_pt": round(run.size_pt, 3),
            "x_height_mm": _round(run.x_height_mm),
            "leading_pt": _round(run.leading_pt),
            "measure_mm": _round(run.measure_mm),
            "word_space_pt": _round(run.word_space_pt),
            "characters": run.characters,
        }
        for run in one.text
    ]
    return {"text": text, "pages": [{"page": page.page, "checkable": page.checkable, "why": page.why} for page in one.pages]}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
