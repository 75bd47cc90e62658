"""Documents as accessible PDF (PDF/UA-1), set by Typst from words that come ready."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def typeset(template: Path, words: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of a template that reads its words from `words.json`; `files` are pictures beside it. Raises ValidationError with a sentence."""
    return _compiled(template, words, files or {}, pdf_standards=["ua-1"])


def drawn(template: Path, words: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The one page of a template as PNG, a pixel a point: a page of 1200 × 630 pt is a picture of 1200 × 630 pixels. Raises ValidationError."""
    return _compiled(template, words, files or {}, format="png", ppi=72.0)


def _compiled(template: Path, words: Mapping[str, Any], files: Mapping[str, bytes], **options: Any) -> bytes:
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / "main.typ").write_bytes(template.read_bytes())
        try:
            compiled: bytes = typst.compile(str(folder / "main.typ"), root=str(folder), **options)
        except typst.TypstError as trouble:
            raise ValidationError(_("The PDF could not be set: %(trouble)s") % {"trouble": trouble}) from trouble
        return compiled
