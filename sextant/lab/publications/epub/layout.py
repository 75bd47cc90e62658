"""A book of fixed layout on paper of a given trim, as the contract of `publications.pages` wants it.

A page of fixed layout is measured in CSS px, which have no size on paper. Only where the trim of the printed page is given are there points: viewport
width = trim width, and both must have one shape. The measure of a run is the width of its block, its leading the authored `line-height` less the size.
x-height, word spaces and grounds are not known. Letters inside pictures are not seen: a page with pictures alone is not checkable, and on a page with both
the pictures are passed over.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from sextant.lab.publications.pages import Page, Reading, Text

from .container import fingerprint
from .findings import refuse
from .fixed import FixedPage, Run, read_pages

MM_OF_INCH = 25.4
PT_OF_MM = 72 / MM_OF_INCH
PX_OF_INCH = 96
SHAPES_DIFFER = 0.03
"""How far the shapes of viewport and trim may differ: 3 % of the height."""
FACES = {"serif": "serif", "sans-serif": "sans", "cursive": "script", "fantasy": "display"}


def read_fixed_layout(path: Path, trim_mm: tuple[float, float] | None = None) -> Reading:
    """A fixed-layout book as pages and runs of text; `trim_mm` is width and height of the printed page.

    Without the trim no page is checkable (`trim_unknown`): widths and heights are then those of the viewport at 96 px an inch, and there is no text with
    sizes; `fixed.read_pages` still gives sizes as shares of the page. Raises `EpubError` for a file that is no EPUB or has no page of fixed layout.
    """
    path = Path(path)
    if trim_mm is not None and not all(10 <= side <= 2000 for side in trim_mm):
        raise refuse("trim_wrong", path.name, value=f"{trim_mm[0]:g} × {trim_mm[1]:g}")
    reading = Reading(path.name, "epub", fingerprint(path))
    fixed = read_pages(path)
    pages = []
    for page in fixed:
        why = page.why or ("trim_unknown" if trim_mm is None else _shape(page, trim_mm))
        pages.append(_as_page(page, why, trim_mm))
        if not why and trim_mm is not None:
            reading.text.extend(text for run in page.runs if (text := _as_text(run, page, trim_mm)))
    reading.pages.extend(_with_spreads(pages, [page.side for page in fixed]))
    return reading


def _with_spreads(pages: list[Page], sides: list[str]) -> list[Page]:
    """A left page and the right one after it are read together; other pages alone."""
    together: dict[int, int] = {}
    for number, (one, other) in enumerate(pairwise(sides)):
        if (one, other) == ("left", "right"):
            both = pages[number].characters + pages[number + 1].characters
            together |= {number: both, number + 1: both}
    return [replace(page, spread_characters=together.get(number, page.characters)) for number, page in enumerate(pages)]


def _shape(page: FixedPage, trim: tuple[float, float]) -> str:
    assert page.size is not None
    return "trim_shape" if abs(page.size[1] / page.size[0] * trim[0] / trim[1] - 1) > SHAPES_DIFFER else ""


def _as_page(page: FixedPage, why: str, trim: tuple[float, float] | None) -> Page:
    size = page.size or (0.0, 0.0)
    width, height = trim if trim is not None else (size[0] * MM_OF_INCH / PX_OF_INCH, size[1] * MM_OF_INCH / PX_OF_INCH)
    characters = sum(len(run.string) for run in page.runs if run.role not in ("heading", "caption"))
    return Page(page.number, width, height, not why, why, characters, characters)


def _as_text(run: Run, page: FixedPage, trim: tuple[float, float]) -> Text | None:
    assert page.size is not None
    if run.size is None:
        return None
    pt = trim[0] * PT_OF_MM / page.size[0]
    style, box = run.style, run.box or (0.0, 0.0, *page.size)
    return Text(
        page=run.page,
        box=(box[0] * pt, (page.size[1] - box[3]) * pt, box[2] * pt, (page.size[1] - box[1]) * pt),
        string=run.string,
        size_pt=run.size * pt,
        leading_pt=_leading(run, pt),
        measure_mm=None if run.box is None else (box[2] - box[0]) * pt / PT_OF_MM,
        characters=len(run.string),
        font=style.families,
        face=_face(style.families),
        weight=_weight(style.weight),
        upright=style.upright,
        role=run.role,
        block=run.block,
        ink=style.ink if style.ink_known else None,
    )


def _leading(run: Run, pt: float) -> float | None:
    """The authored height of lines less the size; None where the reading system chooses it."""
    style = run.style
    if run.size is None or not style.size:
        return None
    step = style.leading if style.leading is not None else (None if style.leading_times is None else style.leading_times * style.size)
    return None if step is None else (step * run.size / style.size - run.size) * pt


def _face(families: str) -> str:
    """By the generic family at the end of the list, if there is one."""
    names = [one.strip().strip("\"'").lower() for one in families.split(",")]
    return next((FACES[name] for name in names if name in FACES), "unknown")


def _weight(weight: int | None) -> str:
    if weight is None:
        return "unknown"
    return "light" if weight < 400 else "regular" if weight < 600 else "semibold" if weight < 700 else "bold"
