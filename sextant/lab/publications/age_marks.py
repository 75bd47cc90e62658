"""The age mark of federal law 436-FZ: where the imprint stands, and which mark it carries."""

from __future__ import annotations

import re

from .pages import Box, Reading

MARKS = ("0+", "6+", "12+", "16+", "18+")
MARK = re.compile(r"(?<![\d+,.])(0|6|12|16|18)\s?\+(?![\d+])")
IN_WORDS = {"шести": "6+", "двенадцати": "12+", "шестнадцати": "16+"}
OLDER_THAN = re.compile(r"для\s+детей\s+старше\s+(шести|двенадцати|шестнадцати)\s+лет", re.I)
FORBIDDEN = re.compile(r"запрещено\s+для\s+детей", re.I)

SIGNS = tuple(
    re.compile(sign, re.I)
    for sign in (
        r"\bISBN\b",
        r"\bУДК\b",
        r"\bББК\b",
        r"©|\(c\)|copyright",
        r"подписано\s+(?:в|к)\s+печат",
        r"\bтираж\b",
        r"формат\s+\d+\s*[xх×]\s*\d+",
        r"\bзаказ\s*№",
        r"издательств|publish(?:er|ed|ing)",
        r"отпечатано|типографи|printed (?:in|by)",
        r"все права (?:защищены|сохранены)|all rights reserved|creative commons|licen[cs]e",
    )
)
"""What an imprint holds; two different signs on one page make an imprint. From memory of GOST R 7.0.4, clause not seen."""


def imprint_pages(reading: Reading) -> tuple[int, ...]:
    """The pages that look like the imprint, among the first six and the last four."""
    numbers = sorted({one.page for one in reading.pages} | {one.page for one in reading.text})
    near = set(numbers[:6]) | set(numbers[-4:])
    return tuple(page for page, text in sorted(_texts(reading, near).items()) if sum(bool(sign.search(text)) for sign in SIGNS) >= 2)


def marks_on(reading: Reading, pages: tuple[int, ...]) -> dict[str, tuple[int, Box | None]]:
    """Every mark found on those pages, with the first page and the place of the run that carry it; a mark that runs over several has no place."""
    found: dict[str, tuple[int, Box | None]] = {}
    for run in reading.text:
        if run.page in pages:
            for one in MARK.finditer(run.string):
                found.setdefault(f"{one[1]}+", (run.page, run.box))
    for page, text in sorted(_texts(reading, set(pages)).items()):
        for one in MARK.finditer(text):
            found.setdefault(f"{one[1]}+", (page, None))
        for one in OLDER_THAN.finditer(text):
            found.setdefault(IN_WORDS[one[1].lower()], (page, None))
        if FORBIDDEN.search(text):
            found.setdefault("18+", (page, None))
    return found


def _texts(reading: Reading, pages: set[int]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for run in reading.text:
        if run.page in pages:
            texts.setdefault(run.page, []).append(run.string)
    return {page: " ".join(runs) for page, runs in texts.items()}
