"""Readings made by hand: pages with paragraphs of known sizes."""

from __future__ import annotations

from sextant.lab.publications.pages import Page, Reading, Text

WORDS = "Ёжик шёл по лесу и считал звёзды"


def line(page: int = 1, at: int = 0, block: int = 0, **more: object) -> Text:
    """A line of 10/+2 on 110 mm, sans, regular, upright, black on white; `at` counts lines from the top."""
    top = 560.0 - 20 * at - 100 * block
    known = {
        "box": (50.0, top - 10, 360.0, top),
        "string": WORDS,
        "size_pt": 10.0,
        "leading_pt": 2.0,
        "measure_mm": 110.0,
        "word_space_pt": 2.5,
        "characters": len(WORDS),
        "face": "sans",
        "weight": "regular",
        "width": "normal",
        "upright": True,
        "role": "body",
        "ink": (0, 0, 0),
        "ground": (255, 255, 255),
        "ground_density": 0.0,
        "inverse": False,
    }
    return Text(page=page, block=block, **{**known, **more})


def paragraph(page: int = 1, block: int = 0, lines: int = 3, **more: object) -> list[Text]:
    """A paragraph of that many lines."""
    return [line(page, at, block, **more) for at in range(lines)]


def book(*runs: list[Text], characters: int = 1_600, shut: dict[int, str] | None = None, gap: float | None = None) -> Reading:
    """A reading of those runs, every page with that volume of text; `shut` are pages that cannot be checked, with their reason."""
    text = [one for run in runs for one in run]
    pages = sorted({one.page for one in text} | set(shut or {}))
    made = [Page(n, 148.0, 210.0, n not in (shut or {}), (shut or {}).get(n, ""), characters, characters, None, gap) for n in pages]
    return Reading("book.pdf", "pdf", "0" * 64, made, text)
