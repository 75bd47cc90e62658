"""A file read and judged: what the command and jobs call. Which reader takes it is told by its first bytes, not by its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from sextant.lab.sentences import SaidError

from .findings import refuse
from .judging import judge
from .marking import drawn
from .norms import Pack
from .pages import Reading
from .reports import DPI, Picture
from .verdicts import Judgement

PDF_WITHIN = 1024
"""A PDF's mark stands within so many bytes of its beginning."""
SECONDS, MEGABYTES = 120, 1536
"""What reading one file may take; the address space of the process that reads, not what a book needs."""

Trim = tuple[float, float]
"""Width and height of the printed page in mm, which the pages of an EPUB do not tell."""


def kind_of(path: Path) -> str:
    """`pdf` or `epub`. Raises PublicationError for anything else."""
    try:
        with path.open("rb") as handle:
            head = handle.read(PDF_WITHIN)
    except OSError:
        raise refuse("file_absent", path.name) from None
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return "epub"
    raise refuse("file_kind", path.name)


def read_file(path: Path, *, trim_mm: Trim | None = None, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Reading:
    """What is on the pages of a PDF or an EPUB; a PDF is read in a process of its own within these bounds. `trim_mm` gives the pages of a fixed-layout EPUB
    a size. Raises SaidError with a sentence (of the reader's class)."""
    if kind_of(path) == "epub":
        return _epub(path, trim_mm)
    from .pdf.apart import read_safely

    return read_safely(path, seconds, megabytes)


def _epub(path: Path, trim_mm: Trim | None) -> Reading:
    """The pages of a fixed-layout EPUB; of one that flows no page, since its reader sets the type."""
    from .epub.container import fingerprint
    from .epub.layout import read_fixed_layout

    try:
        return read_fixed_layout(path, trim_mm)
    except SaidError as refusal:
        if refusal.code != "not_fixed":
            raise
        return Reading(path.name, "epub", fingerprint(path))


def check_file(
    path: Path,
    packs: Pack | Sequence[Pack],
    age: str | Sequence[str],
    kind: str,
    day: date | None = None,
    *,
    trim_mm: Trim | None = None,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    subject: str = "",
    catalogue_mark: str = "",
    exempt: str = "",
) -> Judgement:
    """Reads and judges a file (see `read_file` and `judging.judge`). An EPUB is put to EPUB Accessibility as well. Raises SaidError with a sentence."""
    reading = read_file(path, trim_mm=trim_mm, seconds=seconds, megabytes=megabytes)
    judged = judge(reading, packs, age, kind, day, subject=subject, catalogue_mark=catalogue_mark, exempt=exempt)
    if reading.kind != "epub":
        return judged
    from .epub.checking import check_epub

    return dataclasses.replace(judged, epub=check_epub(path))


def picture_for(path: Path, reading: Reading, dpi: float = DPI, *, apart: bool = False) -> Picture:
    """How to picture the pages of that file: rendered from a PDF, each page once (with `apart` in a process of its own), drawn from the measurements of an
    EPUB. A page that cannot be rendered has no picture."""
    if reading.kind != "pdf":
        return lambda page: drawn(reading, page, dpi)
    from .pdf.apart import picture_safely
    from .pdf.pictures import picture_of

    render = picture_safely if apart else picture_of

    @cache
    def rendered(page: int) -> bytes | None:
        try:
            return render(path, page, dpi)
        except SaidError:
            return None

    return rendered
