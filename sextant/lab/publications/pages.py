"""What was read from a book's file: its runs of text and its pages, measured. Made by the readers, judged by the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points from the lower left of the visible page, after its rotation."""

ROLES = ("body", "heading", "caption", "folio", "verse", "unknown")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of one font and size within a line. None where it could not be measured; nothing is guessed.

    `page` counts from 1; `size_pt` and `x_height_mm` are effective, after all matrices and UserUnit (the vertical scale decides); `leading_pt` is the
    baseline step within the paragraph minus the size, one number for the paragraph; `measure_mm` the width of the column the line stands in;
    `word_space_pt` the median space between words of the line. `column` and `block` number the columns and paragraphs of the page. `face` is `sans`,
    `serif`, `script`, `display` or `unknown`; `weight` `light`, `regular`, `semibold`, `bold` or `unknown`; `width` `narrow`, `normal`, `wide` or
    `unknown`. `ink` is the colour of the letters as sRGB; `ground` the estimated colour of the paper behind them, `ground_density` its optical density
    (an indication only: paper decides), `inverse` whether the letters are lighter than the ground.
    """

    page: int
    box: Box
    string: str
    size_pt: float
    x_height_mm: float | None = None
    leading_pt: float | None = None
    measure_mm: float | None = None
    word_space_pt: float | None = None
    characters: int = 0
    font: str = ""
    face: str = "unknown"
    weight: str = "unknown"
    width: str = "unknown"
    upright: bool | None = None
    role: str = "unknown"
    column: int = 0
    block: int = 0
    ink: tuple[int, int, int] | None = None
    ground: tuple[int, int, int] | None = None
    ground_density: float | None = None
    inverse: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as trimmed. `why` is a key of `sentences.toml` where `checkable` is false (a scan, letters as curves, an OCR layer, no text).

    `characters` is the volume of text read at once: without folios, captions and headings; `spread_characters` that of the page and the one it faces.
    `margins_mm` are left, bottom, right, top, from the TrimBox to the nearest text; None where the page has none. `column_gap_mm` is the least gap
    between two columns of text. `notes` are what a reader wants said of the page, as keys with values, such as `hidden_letters|letters=12`.
    """

    page: int
    width_mm: float
    height_mm: float
    checkable: bool
    why: str = ""
    characters: int = 0
    spread_characters: int = 0
    margins_mm: tuple[float, float, float, float] | None = None
    column_gap_mm: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: `kind` is `pdf` or `epub`, `fingerprint` the SHA-256 of its bytes."""

    file: str
    kind: str
    fingerprint: str
    pages: list[Page] = field(default_factory=list)
    text: list[Text] = field(default_factory=list)
