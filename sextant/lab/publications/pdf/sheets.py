"""One page: what is painted, what of it is seen, how it is set, and whether it can be checked at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import playa
import pypdfium2

from ..pages import Page
from .agreement import disagreement
from .curves import letters_in
from .fontbook import FontBook
from .frames import MM, Frame
from .grounds import Pixels, Seen, boxes_of, changed_in, pixels_of, seen_on
from .ink import Ink, TooMuch, ink_on
from .layers import Layers
from .limits import Limits
from .lines import lines_of
from .roles import Sheet
from .rows import Row, rows_of, with_marks
from .shown import CLIP, Shown
from .strips import columns_of, gap_of, strips_of

LINES = 3_000
"""Lines of one page; beyond, it is no page of a book."""
APART = {"type3": "type3", "recognised": "ocr", "hidden": "hidden", "vertical": "vertical"}
"""Letters that are never measured, and why a page with nothing else cannot be checked."""
NOTES = {"type3": "type3_letters", "recognised": "recognised_letters", "hidden": "hidden_letters"}
SHARE = 0.2
"""The part of a page's letters that may go unmeasured before the page counts as one that cannot be checked."""
FILLED = 0.6
"""The part of a page that a picture must cover for the page to be a scan, or for unseen text to be its recognition."""
READ = 0.7
"""The part of the letters that must be known as letters."""


@dataclass(frozen=True, slots=True)
class Book:
    """What all pages of a file share."""

    layers: Layers
    fonts: FontBook
    limits: Limits


@dataclass(frozen=True, slots=True)
class Judged:
    """A page, and its sheet where it can be checked."""

    page: Page
    sheet: Sheet | None = None


def judged(raw: playa.Page, drawing: pypdfium2.PdfDocument | None, place: int, frame: Frame, book: Book) -> Judged:
    """The page of that place, counted from 0."""
    try:
        ink = ink_on(raw, frame.matrix, book.layers, book.limits)
    except TooMuch:
        return _not(place, frame, "too_complex")
    if ink.large_picture or drawing is None:
        return _not(place, frame, "too_complex" if ink.large_picture else "unseen")
    for one in ink.shown:
        book.fonts.heard(one)
    try:
        boxes = boxes_of(ink.shown) if ink.shown else None
        seen, differ = _looked(drawing, place, frame, ink.shown, boxes)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return _not(place, frame, "unseen")
    notes = [f"sizes_disagree|ours={differ[0]:.2f}|theirs={differ[1]:.2f}"] if differ else []
    if boxes is not None:
        _leave_unseen(ink, seen, boxes)
    lines = lines_of(ink.shown)
    if len(lines) > LINES:
        return _not(place, frame, "too_complex")
    rows, unseen = rows_of(lines, seen)
    _more(ink, unseen)
    curves, letters = letters_in(ink.outlines), sum(row.letters for row in rows)
    notes += [f"{NOTES[kind]}|letters={number}" for kind, number in ink.apart.items() if kind in NOTES]
    notes += ["curve_letters"] if curves and letters else []
    why = _why(ink, seen, frame, rows, curves)
    return _not(place, frame, why, notes) if why else _set(place, frame, ink, rows, notes)


def painted(raw: playa.Page, frame: Frame, limits: Limits) -> bool:
    """Whether the page keeps within the limits and so may be drawn."""
    try:
        return not ink_on(raw, frame.matrix, Layers({}), limits).large_picture
    except TooMuch:
        return False


def _looked(
    drawing: pypdfium2.PdfDocument, place: int, frame: Frame, shown: list[Shown], boxes: Pixels | None
) -> tuple[Seen, tuple[float, float] | None]:
    page = drawing[place]
    try:
        return seen_on(page, frame, boxes), disagreement(page, frame, shown)
    finally:
        page.close()


def _leave_unseen(ink: Ink, seen: Seen, boxes: Pixels) -> None:
    """Takes out the texts of which less than half the letters change what is seen, and counts them."""
    changed = changed_in(pixels_of(boxes, seen), seen) > 0
    kept, place = [], 0
    for one in ink.shown:
        letters = [not string.isspace() for string in one.strings]
        seen_here = int(np.count_nonzero(changed[place : place + len(letters)] & np.array(letters)))
        place += len(letters)
        if one.mode != CLIP and (2 * seen_here >= sum(letters)):
            kept.append(one)
        else:
            _more(ink, sum(letters))
    ink.shown = kept


def _more(ink: Ink, hidden: int) -> None:
    if hidden:
        ink.apart["hidden"] = ink.apart.get("hidden", 0) + hidden


def _why(ink: Ink, seen: Seen, frame: Frame, rows: list[Row], curves: int) -> str:
    """Why the page cannot be checked; empty where it can."""
    letters, filled = sum(row.letters for row in rows), _filled(ink, frame)
    if ink.damaged:
        return "damaged"
    for kind, key in APART.items():
        number = ink.apart.get(kind, 0)
        beside = kind in ("type3", "vertical") or (kind == "recognised" and filled >= FILLED)
        if number and (not letters or (beside and number > SHARE * (letters + number))):
            return key if kind != "recognised" or filled >= FILLED else "hidden"
    if curves > SHARE * (letters + curves):
        return "curves"
    if not letters:
        return _empty(seen, filled)
    known = sum(_readable(row.string) for row in rows)
    return "" if known >= READ * letters else "undecipherable"


def _readable(string: str) -> int:
    """Signs that are known as letters, digits or marks: not those of private use, of control, or the sign for an unknown one."""
    return sum(not (unicodedata.category(one) in ("Cc", "Co", "Cn", "Cs") or one in " \ufffd") for one in string)


def _empty(seen: Seen, filled: float) -> str:
    if filled >= FILLED:
        return "scan"
    return "blank" if (seen.without == seen.without[0, 0]).all() else "no_text"


def _filled(ink: Ink, frame: Frame) -> float:
    """The part of the page that its pictures cover, on a grid of 40 by 40."""
    grid = np.zeros((40, 40), dtype=bool)
    for x0, y0, x1, y1 in ink.pictures:
        left, right = (min(max(x / frame.width * 40, 0), 40) for x in (x0, x1))
        foot, top = (min(max(y / frame.height * 40, 0), 40) for y in (y0, y1))
        grid[round(foot) : round(top), round(left) : round(right)] = True
    return float(grid.mean())


def _not(place: int, frame: Frame, why: str, notes: Sequence[str] = ()) -> Judged:
    return Judged(Page(place + 1, frame.width * MM, frame.height * MM, False, why, notes=tuple(notes)))


def _set(place: int, frame: Frame, ink: Ink, rows: list[Row], notes: list[str]) -> Judged:
    """The page with its columns; lines of other directions have columns of their own."""
    strips = strips_of(with_marks(rows))
    columns = [column for angle in sorted({strip.angle for strip in strips}) for column in columns_of([one for one in strips if one.angle == angle])]
    for number, column in enumerate(columns):
        for strip in column.strips:
            strip.column = number
    boxes = [run.box for row in rows for run in row.runs]
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margins = (x0 * MM, y0 * MM, (frame.width - x1) * MM, (frame.height - y1) * MM)
    gap = gap_of([column for column in columns if column.strips[0].angle == 0])
    page = Page(place + 1, frame.width * MM, frame.height * MM, True, margins_mm=margins, column_gap_mm=gap, notes=tuple(notes))
    return Judged(page, Sheet(place + 1, frame.width, frame.height, columns, strips, ink.pictures, _filled(ink, frame)))
