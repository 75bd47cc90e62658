"""Pictures of a PDF's pages."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2

from .findings import refuse


def picture_of(path: Path, page: int, dpi: float) -> bytes:
    """The visible page as PNG; `page` counts from 1."""
    try:
        drawing = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        raise refuse("file_absent", path.name) from None
    try:
        out = io.BytesIO()
        drawing[page - 1].render(scale=dpi / 72).to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        drawing.close()
