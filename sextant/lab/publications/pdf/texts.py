"""The second look, over the whole book: roles of the strips, paragraphs, measures, volumes; then the runs as rules are given them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..pages import Page, Text
from .fontbook import FontBook
from .frames import MM
from .roles import Sheet, body_size, role_of, running_heads
from .rows import BROAD, Row, Run
from .sheets import FILLED, Judged
from .strips import Strip

COUNTED = ("body", "verse", "unknown")
"""Roles that make up the text read at once."""
INDENT = 0.6
"""Of the size: a line so far in from the edge begins a paragraph."""
LONE = 0.6
"""The part of the page's width that a single line must take for its own width to be the measure."""


def finished(sheets: Sequence[Judged], fonts: FontBook) -> tuple[list[Text], list[Page]]:
    """The runs of the book and its pages with their volumes."""
    known = [one.sheet for one in sheets if one.sheet is not None]
    body, heads = body_size(known), running_heads(known)
    text: list[Text] = []
    pages: list[Page] = []
    for one in sheets:
        page = one.page
        if one.sheet is not None:
            runs = _runs(one.sheet, body, heads, fonts)
            page = (
                _numbered(page)
                if _only_numbered(one.sheet, runs)
                else replace(page, characters=_volume(runs), notes=(*page.notes, *_absent(one.sheet, fonts)))
            )
            text += runs if page.checkable else []
        pages.append(page)
    return text, _spreads(pages)


def _volume(runs: list[Text]) -> int:
    """The text read at once: letters, marks, and the spaces between words of a line."""
    return sum(run.characters for run in runs if run.role in COUNTED)


def _only_numbered(sheet: Sheet, runs: list[Text]) -> bool:
    """Whether a picture fills the page and only its number is type: a scan with a folio cannot be told from an illustration with one."""
    return sheet.filled >= FILLED and all(run.role == "folio" for run in runs)


def _numbered(page: Page) -> Page:
    return replace(page, checkable=False, why="scan", margins_mm=None, column_gap_mm=None)


def _absent(sheet: Sheet, fonts: FontBook) -> list[str]:
    """A note for every font of the page that is not in the file."""
    used = {id(run.font): run.font for strip in sheet.strips for row in strip.lines for run in row.runs}
    facts = [fonts.facts(font) for font in used.values()]
    return sorted({f"not_embedded|font={one.name.replace('|', ' ')}" for one in facts if not one.embedded})


def _spreads(pages: list[Page]) -> list[Page]:
    """Every page with the volume of its spread: page 1 stands alone, then an even page faces the odd one after it."""
    volume = {page.page: page.characters for page in pages}
    return [replace(page, spread_characters=page.characters + volume.get(page.page ^ 1 if page.page > 1 else 0, 0)) for page in pages]


def _runs(sheet: Sheet, body: float, heads: set[tuple[str, int]], fonts: FontBook) -> list[Text]:
    roles = _roles(sheet, body, heads)
    found: list[Text] = []
    block = 0
    for strip, role in zip(sheet.strips, roles, strict=True):
        measure, leading = _measure(strip, sheet), strip.leading
        for row, begins in zip(strip.lines, _beginnings(strip), strict=True):
            block += begins
            found += [_text(run, row, strip, sheet.page, fonts, role, block, measure, leading) for run in row.runs]
    return found


def _roles(sheet: Sheet, body: float, heads: set[tuple[str, int]]) -> list[str]:
    """Roles in the order of the strips; a page on which nothing is text has its large lines as text: they are what is read."""
    roles = [role_of(strip, sheet, body, heads, True) for strip in sheet.strips]
    if not any(role in ("body", "verse") for role in roles):
        roles = [role_of(strip, sheet, body, heads, False) for strip in sheet.strips]
    return roles


def _beginnings(strip: Strip) -> list[bool]:
    """Which lines begin a paragraph: the first, and those set in where most lines are not."""
    edge = strip.left + INDENT * strip.size
    indented = [row.start > edge for row in strip.lines]
    if 2 * sum(indented) > len(indented):
        indented = [False] * len(indented)
    return [True, *indented[1:]]


def _measure(strip: Strip, sheet: Sheet) -> float | None:
    """The width of the column in millimetres. A single line in a column of single lines tells it only if it nearly fills the page."""
    column = sheet.columns[strip.column]
    width = column.right - column.left
    if column.known or (strip.angle == 0 and width >= LONE * sheet.width):
        return max(width, 0.0) * MM
    return None


def _text(run: Run, row: Row, strip: Strip, page: int, fonts: FontBook, role: str, block: int, measure: float | None, leading: float | None) -> Text:
    facts, height = fonts.facts(run.font), fonts.x_height(run.font)
    width = facts.width if BROAD[0] <= run.scaling <= BROAD[1] else "narrow" if run.scaling < 1 else "wide"
    return Text(
        page=page,
        box=run.box,
        string=run.string,
        size_pt=run.size,
        x_height_mm=None if height is None else height * run.size * MM,
        leading_pt=leading,
        measure_mm=measure,
        word_space_pt=row.space,
        characters=len(run.string),
        font=facts.name,
        face=facts.face,
        weight="unknown" if run.stroked and facts.weight != "bold" else facts.weight,
        width=width,
        upright=False if run.slanted else facts.upright,
        role=role,
        column=strip.column,
        block=block,
        ink=run.ink,
        ground=run.ground,
        ground_density=run.ground_density,
        inverse=run.inverse,
    )
