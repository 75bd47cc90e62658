"""Pages of fixed layout in CSS px: how large they are, and their runs of text with size and place.

Lines are not broken here (that needs fonts and a browser), so a run is an element's own text. Its size is the computed `font-size` times the vertical scale
of all `transform`s above it; its box the nearest block placed with known sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sextant.lab.publications.pages import Box

from .container import Container
from .documents import BREAKS, Document, each_document
from .findings import Finding, finding, met, refuse
from .markup import SILENT, Element, elements, kinds, line_of, local
from .matching import Sheets
from .package import Package, locked, read_package
from .placing import Frame, inside, scale_of, whole_page
from .styles import Style, sheets_of, style_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = HEADINGS | {"p", "div", "li", "td", "figcaption", "blockquote"}
_SIDE = re.compile(r"(width|height)\s*=\s*([\d.]+)(?=\s*(?:px)?\s*(?:[,;\s]|$))")


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
    """A page with its viewport in CSS px (None: not said) and its runs. `why`: a key of sentences where it cannot be measured; `side` of a spread."""

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
            pairs = dict(_SIDE.findall((meta.get("content") or "").lower()))
            sides = [_number(pairs.get(name, "")) for name in ("width", "height")]
            return (sides[0], sides[1]) if sides[0] and sides[1] else None
    return None


def _view_box(root: Element) -> tuple[float, float] | None:
    numbers = [_number(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    if len(numbers) == 4 and numbers[2] and numbers[3]:
        return numbers[2], numbers[3]
    sides = [_number((root.get(name) or "").strip().removesuffix("px")) for name in ("width", "height")]
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
        pages: list[FixedPage] = []
        for document in each_document(container, package, locked(container)):
            if package.is_fixed(document.place):
                pages.append(_page(container, len(pages) + 1, document))
    if not pages:
        raise refuse("not_fixed", path.name)
    return pages


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
    page.runs = list(_runs(document.root, page, page.size, sheets))
    if not page.runs:
        page.why = "no_text" if next(elements(document.body, "img", "image"), None) is None else "no_text_but_pictures"
    elif lost:
        page.why = "sheet_absent_page"
    elif any(run.size is None for run in page.runs):
        page.why = "size_unknown"
    elif any(not run.style.size_given for run in page.runs):
        page.why = "size_of_reader"
    return page


def _runs(root: Element, page: FixedPage, size: tuple[float, float], sheets: Sheets) -> Iterator[Run]:
    """Runs in the order of the document. Walks without recursion."""
    waiting: list[tuple[Element, Style, Frame, str, int]] = [(root, Style(), whole_page(size), "unknown", 0)]
    blocks = 0
    while waiting:
        element, above, frame, role, block = waiting.pop()
        if local(element) in SILENT or kinds(element) & BREAKS:
            continue
        style = style_of(element, above, sheets)
        if not style.shown:
            continue
        role = _role(element, role)
        if local(element) in PARAGRAPHS:
            blocks += 1
            block = blocks
        frame = inside(style, frame, size)
        string = " ".join(" ".join([element.text or "", *((child.tail or "") for child in element)]).split())
        if string:
            own = _size(style, frame, element)
            yield Run(page.number, string, own, own / size[1] if own else None, line_of(element), style, role, block, frame.box)
        waiting += [(one, style, frame, role, block) for one in reversed(element) if isinstance(one.tag, str)]


def _role(element: Element, above: str) -> str:
    if element.get("role") == "heading" or local(element) in HEADINGS:
        return "heading"
    return "caption" if local(element) in ("figcaption", "caption") else above


def _size(style: Style, frame: Frame, element: Element) -> float | None:
    """The size in CSS px of the page. A drawing inside a page has units of its own, and so has what an attribute `transform` moves: not told."""
    for one in (element, *element.iterancestors()):
        if (local(one) == "svg" and one.getparent() is not None) or one.get("transform") is not None:
            return None
    return None if frame.scale is None or style.size is None else style.size * scale_of(frame.scale)
