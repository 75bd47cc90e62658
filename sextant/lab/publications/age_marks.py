"""The age mark of federal law 436-FZ: where the imprint stands, and which mark it carries."""

from __future__ import annotations

import re

from .pages import Reading

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


def marks_on(reading: Reading, pages: tuple[int, ...]) -> dict[str, int]:
    """Every mark found on those pages, with the first page that carries it."""
    found: dict[str, int] = {}
    for page, text in sorted(_texts(reading, set(pages)).items()):
        marks = [f"{one[1]}+" for one in MARK.finditer(text)]
        marks += [IN_WORDS[one[1].lower()] for one in OLDER_THAN.finditer(text)]
        marks += ["18+"] if FORBIDDEN.search(text) else []
        for mark in marks:
            found.setdefault(mark, page)
    return found


def _texts(reading: Reading, pages: set[int]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for run in reading.text:
        if run.page in pages:
            texts.setdefault(run.page, []).append(run.string)
    return {page: " ".join(runs) for page, runs in texts.items()}
