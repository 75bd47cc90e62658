"""The second reading of the sizes, by another library, held against the first: where the two differ, it is said rather than chosen."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict

import pypdfium2
import pypdfium2.raw as pdfium

from .frames import Frame, Matrix, moved, times
from .grounds import FORMS
from .shown import Shown

DIFFER = 0.1
"""Points by which two sizes may differ."""
HERE = 0.5
"""Points within which a text begins in the same place."""
MOST = 20_000
"""Text objects looked at on one page."""


def disagreement(page: pypdfium2.PdfPage, frame: Frame, shown: list[Shown]) -> tuple[float, float] | None:
    """The first size of ours and of the other reading that differ by more than 0.1 pt where a text begins in the same place; None where all agree.

    Where the other reading has no text in that place nothing is said: it leaves out what it cannot show.
    """
    theirs: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for x, y, size in _sizes(page, frame):
        theirs[round(x), round(y)].append((x, y, size))
    for one in shown:
        x, y = one.at
        near = [size for place in _around(x, y) for a, b, size in theirs.get(place, ()) if math.hypot(a - x, b - y) <= HERE]
        if near and all(abs(size - one.size) > DIFFER for size in near):
            return one.size, min(near, key=lambda size: abs(size - one.size))
    return None


def _around(x: float, y: float) -> list[tuple[int, int]]:
    return [(round(x) + i, round(y) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def _sizes(page: pypdfium2.PdfPage, frame: Frame) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    count = pdfium.FPDFPage_CountObjects(page)
    _walk([pdfium.FPDFPage_GetObject(page, place) for place in range(count)], frame.matrix, 0, found)
    return found


def _walk(objects: list[ctypes.c_void_p], outer: Matrix, depth: int, found: list[tuple[float, float, float]]) -> None:
    got, size = pdfium.FS_MATRIX(), ctypes.c_float()
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM) or len(found) >= MOST:
            continue
        if not pdfium.FPDFPageObj_GetMatrix(one, got):
            continue
        matrix = times((got.a, got.b, got.c, got.d, got.e, got.f), outer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < FORMS:
                inner = [pdfium.FPDFFormObj_GetObject(one, place) for place in range(pdfium.FPDFFormObj_CountObjects(one))]
                _walk(inner, matrix, depth + 1, found)
        elif pdfium.FPDFTextObj_GetFontSize(one, size):
            a, b, c, d, _, _ = matrix
            across = math.hypot(a, b)
            if across > 1e-9:
                x, y = moved(matrix, 0, 0)
                found.append((x, y, abs(a * d - b * c) / across * abs(size.value)))
