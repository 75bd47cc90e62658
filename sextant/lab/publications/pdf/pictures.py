"""Pictures of the visible page, with the places of findings marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import playa
import pypdfium2
from PIL import Image, ImageDraw

from ..pages import Box
from .findings import PublicationError, refuse
from .frames import Frame
from .grounds import drawn
from .limits import LIMITS, Limits
from .reading import PDFIUM, frame_on, opened
from .sheets import painted

MARK = (200, 30, 30)
"""The colour of the mark: dark red, told from black by its light too."""
ROOM, LINE = 2.0, 1.5
"""Points between the box and its mark, and the mark's width."""
MOST = 20_000_000
"""Pixels of one picture; a larger page is drawn at less than the asked dpi."""


def picture_of(path: str | Path, page: int, dpi: float = 100, boxes: Sequence[Box] = (), limits: Limits = LIMITS) -> bytes:
    """The visible page (trimmed and turned; counted from 1) as PNG, `boxes` in points from its lower left corner marked.

    Raises `PublicationError` where there is no such page or it cannot be drawn. For files of strangers use `apart.picture_safely`.
    """
    path = Path(path)
    if not path.is_file():
        raise refuse("missing", path.name)
    with PDFIUM, opened(path) as (raw, drawing):
        try:
            if not 1 <= page <= len(raw.pages):
                raise refuse("no_such_page", path.name, page=page, pages=len(raw.pages))
            frame = frame_on(raw.pages[page - 1])
            if drawing is None or not painted(raw.pages[page - 1], frame, limits):
                raise refuse("not_drawn", path.name, page=page)
            return _png(drawing[page - 1], frame, dpi, boxes)
        except PublicationError:
            raise
        except (pypdfium2.PdfiumError, playa.PDFException, ValueError, KeyError, TypeError, IndexError):
            raise refuse("not_drawn", path.name, page=page) from None


def _png(page: pypdfium2.PdfPage, frame: Frame, dpi: float, boxes: Sequence[Box]) -> bytes:
    try:
        scale = min(dpi / 72, math.sqrt(MOST / (frame.width * frame.height)))
        picture = Image.fromarray(drawn(page, frame, scale)[0])
    finally:
        page.close()
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        left, top, right, foot = place_of(box, frame.height, scale * 72)
        room, width = ROOM * scale, max(round(LINE * scale), 2)
        pen.rectangle((left - room - width, top - room - width, right + room + width, foot + room + width), outline=MARK, width=width)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(scale * 72, scale * 72))
    return out.getvalue()


def place_of(box: Box, height: float, dpi: float) -> tuple[float, float, float, float]:
    """Left, top, right and foot of a box in pixels from the upper left corner of a picture of that dpi; `height` is that of the visible page in points."""
    scale = dpi / 72
    x0, y0, x1, y1 = box
    return (x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale)
