"""Pages of fixed layout: how large they are, and how large their type would be on paper of a given trim.

A page of fixed layout is measured in CSS px, which have no size on paper. Only where the trim of the printed page is given are there points:
viewport width = trim width, and both must have one shape. The size of a run is its computed `font-size` times the vertical scale of all `transform`s
above it. Lines are not broken here (that needs fonts and a browser), so a run is an element's own text, its box is the nearest block placed with known
left, top, width and height (else the page), its measure the width of that block, and its leading the authored `line-height` less the size.
x-height, word spaces and grounds are not known. Letters inside pictures are not seen: a page with pictures alone is not checkable, and on a page with
both the pictures are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from sextant.lab.publications.pages import Box, Page, Reading, Text

from .container import Container, fingerprint
from .documents import Document, read_documents
from .findings import Finding, finding, met, refuse
from .markup import SILENT, Element, elements, kinds, line_of, local
from .matching import Sheets
from .package import Package, locked, read_package
from .placing import SAME, Matrix, placed, scale_of
from .styles import MEDIUM, Style, length, sheets_of, style_of

PT_OF_MM = 72 / 25.4
SHAPES_DIFFER = 0.03
"""How far the shapes of viewport and trim may differ: 3 % of the height."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FACES = {"serif": "serif", "sans-serif": "sans", "cursive": "script", "fantasy": "display"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style, in CSS px of its page. `size` None: not to be told. `share` is the size over the height of the page, true at every trim."""

    page: int
    string: str
    size: float | None
    share: float | None
    line: int
    style: Style
    role: str
    block: int
    box: Box | None


@dataclass(slots=True)
class FixedPage:
    """A page with its viewport in CSS px (None: not said) and its runs. `why` as in `Page`."""

    number: int
    file: str
    size: tuple[float, float] | None
    runs: list[Run] = field(default_factory=list)
    why: str = ""
    side: str = ""


def viewport(root: Element, is_drawing: bool) -> tuple[float, float] | None:
    """Width and height in CSS px that a page gives itself; None where it does not or they are no numbers."""
    if is_drawing:
        return _view_box(root)
    for meta in elements(root, "meta"):
        if (meta.get("name") or "").lower() == "viewport":
            pairs = dict(re.findall(r"(width|height)\s*=\s*([\d.]+)(?=\s*(?:px)?\s*(?:[,;\s]|$))", (meta.get("content") or "").lower()))
            sides = [_number(pairs.get(name, "")) for name in ("width", "height")]
            return (sides[0], sides[1]) if sides[0] and sides[1] else None
    return None


def _view_box(root: Element) -> tuple[float, float] | None:
    numbers = [_number(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    if len(numbers) == 4 and numbers[2] and numbers[3]:
        return numbers[2], numbers[3]
    sides = [length((root.get(name) or "") + ("px" if (root.get(name) or "x")[-1].isdigit() else ""), None) for name in ("width", "height")]
    return (sides[0], sides[1]) if sides[0] and sides[1] else None


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0


def check_viewport(document: Document, package: Package) -> Iterator[Finding]:
    """Whether a page of fixed layout says how large it is."""
    if document.root is None or not package.is_fixed(document.place):
        return
    size = viewport(document.root, document.is_drawing)
    if size:
        yield met("viewport", document.path, f"{size[0]:g} × {size[1]:g}")
    else:
        yield finding("viewport", "fail", "viewport_absent", file=document.path, line=line_of(document.root), element="meta")


def read_pages(path: Path) -> list[FixedPage]:
    """Every page of fixed layout with its runs in CSS px; raises `EpubError` for a file that is no EPUB or has no such page."""
    path = Path(path)
    with Container(path) as container:
        package = read_package(container)
        documents = read_documents(container, package, locked(container))
        pages = [one for one in documents.values() if package.is_fixed(one.place)]
        if not pages:
            raise refuse("not_fixed", path.name)
        return [_page(container, number, one) for number, one in enumerate(pages, 1)]


def _page(container: Container, number: int, document: Document) -> FixedPage:
    side = next((kind for kind in ("left", "right") if {f"page-spread-{kind}", f"rendition:page-spread-{kind}"} & document.place.properties), "")
    page = FixedPage(number, document.path, None, side=side)
    if document.root is None or document.body is None:
        page.why = document.trouble
        return page
    page.size = viewport(document.root, document.is_drawing)
    if page.size is None:
        page.why = "viewport_absent"
        return page
    sheets, lost = sheets_of(container, document.path, document.root)
    page.runs = list(_runs(document.root, page, sheets))
    if not page.runs:
        page.why = "no_text" if next(elements(document.body, "img", "image"), None) is None else "no_text_but_pictures"
    elif lost:
        page.why = "sheet_absent_page"
    elif any(run.size is None for run in page.runs):
        page.why = "size_unknown"
    elif any(not run.style.size_given for run in page.runs):
        page.why = "size_of_reader"
    return page


def _runs(root: Element, page: FixedPage, sheets: Sheets) -> Iterator[Run]:
    assert page.size is not None
    whole = (0.0, 0.0, *page.size)
    waiting: list[tuple[Element, Style, Matrix | None, Box | None, bool, str, int]] = [(root, Style(), SAME, whole, False, "unknown", 0)]
    blocks = 0
    while waiting:
        element, above, matrix, box, known, role, block = waiting.pop()
        if local(element) in SILENT or kinds(element) & {"pagebreak", "doc-pagebreak"}:
            continue
        style = style_of(element, above, sheets)
        if not style.shown:
            continue
        if element.get("role") == "heading" or local(element) in HEADINGS:
            role = "heading"
        elif local(element) in ("figcaption", "caption"):
            role = "caption"
        if local(element) in ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "figcaption", "blockquote"):
            blocks += 1
            block = blocks
        matrix, box, known = placed(element, style, matrix, box, known)
        string = _own(element)
        if string:
            size = _size(style, matrix, element)
            yield Run(page.number, string, size, size / page.size[1] if size else None, line_of(element), style, role, block, box if known else None)
        waiting += [(one, style, matrix, box, known, role, block) for one in reversed(element) if isinstance(one.tag, str)]


def _own(element: Element) -> str:
    parts = [element.text or "", *((child.tail or "") for child in element)]
    return " ".join(" ".join(parts).split())


def _size(style: Style, matrix: Matrix | None, element: Element) -> float | None:
    """The size in CSS px of the page. A drawing inside a page has units of its own: not told."""
    if (
        matrix is None
        or style.size is None
        or any(local(one) == "svg" and one.getparent() is not None for one in (element, *element.iterancestors()))
    ):
        return None
    return style.size * scale_of(matrix)


def read_fixed_layout(path: Path, trim_mm: tuple[float, float] | None = None) -> Reading:
    """A fixed-layout book as pages and runs of text; `trim_mm` is width and height of the printed page.

    Without the trim no page is checkable (`trim_unknown`): widths and heights are then those of the viewport at 96 px an inch, and there is no text with
    sizes; `read_pages` still gives sizes as shares of the page. Raises `EpubError` for a file that is no EPUB or has no page of fixed layout.
    """
    path = Path(path)
    if trim_mm is not None and not all(10 <= side <= 2000 for side in trim_mm):
        raise refuse("trim_wrong", path.name, value=f"{trim_mm[0]:g} × {trim_mm[1]:g}")
    reading = Reading(path.name, "epub", fingerprint(path))
    for page in read_pages(path):
        why = page.why or ("trim_unknown" if trim_mm is None else _shape(page, trim_mm))
        reading.pages.append(_as_page(page, why, trim_mm))
        if not why and trim_mm is not None:
            reading.text.extend(text for run in page.runs if (text := _as_text(run, page, trim_mm)))
    reading.pages[:] = _with_spreads(reading.pages, read_sides(reading.pages, path))
    return reading


def read_sides(pages: list[Page], path: Path) -> list[str]:
    """On which side of a spread each page stands; empty where the book does not say."""
    return [one.side for one in read_pages(path)] if pages else []


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
    width, height = trim if trim is not None else (size[0] * 25.4 / 96, size[1] * 25.4 / 96)
    characters = sum(len(run.string) for run in page.runs if run.role not in ("heading", "caption"))
    return Page(page.number, width, height, not why, why, characters, characters)


def _as_text(run: Run, page: FixedPage, trim: tuple[float, float]) -> Text | None:
    assert page.size is not None
    if run.size is None:
        return None
    pt = trim[0] * PT_OF_MM / page.size[0]
    style, box = run.style, run.box
    step = style.leading if style.leading is not None else (style.leading_times * style.size if style.leading_times and style.size else None)
    scale = run.size / style.size if style.size else 1.0
    whole = box or (0.0, 0.0, *page.size)
    return Text(
        page=run.page,
        box=(whole[0] * pt, (page.size[1] - whole[3]) * pt, whole[2] * pt, (page.size[1] - whole[1]) * pt),
        string=run.string,
        size_pt=run.size * pt,
        leading_pt=None if step is None else (step * scale - run.size) * pt,
        measure_mm=None if box is None else (box[2] - box[0]) * pt / PT_OF_MM,
        characters=len(run.string),
        font=style.families,
        face=_face(style.families),
        weight=_weight(style.weight),
        upright=style.upright,
        role=run.role,
        block=run.block,
        ink=style.ink if style.ink_known else None,
    )


def _face(families: str) -> str:
    """By the generic family at the end of the list, if there is one."""
    names = [one.strip().strip("\"'").lower() for one in families.split(",")]
    return next((FACES[name] for name in names if name in FACES), "unknown")


def _weight(weight: int | None) -> str:
    if weight is None:
        return "unknown"
    return "light" if weight < 400 else "regular" if weight < 600 else "semibold" if weight < 700 else "bold"


__all__ = ["MEDIUM", "FixedPage", "Run", "check_viewport", "read_fixed_layout", "read_pages", "viewport"]
