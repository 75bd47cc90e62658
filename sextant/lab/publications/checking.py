"""A file read and judged: what the command and jobs call. Which reader takes it is told by its first bytes, not by its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sextant.lab.sentences import SaidError

from .findings import refuse
from .judging import judge
from .marking import drawn
from .norms import Pack
from .pages import Reading
from .reports import Picture
from .verdicts import Judgement

PDF_WITHIN = 1024
"""A PDF's mark stands within so many bytes of its beginning."""
SECONDS, MEGABYTES = 120.0, 1_024


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


def read_file(path: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Reading:
    """What is on the pages of a PDF or an EPUB, read in a process apart within these bounds. Raises SaidError with a sentence (the readers' classes of it tell whose it is)."""
    return _pdf(path, seconds, megabytes) if kind_of(path) == "pdf" else _epub(path)


def _pdf(path: Path, seconds: float, megabytes: int) -> Reading:
    from .pdf.reading import read_pdf

    return read_pdf(path)


def _epub(path: Path) -> Reading:
    """The pages of a fixed-layout EPUB; of one that flows no page, since its reader sets the type."""
    from .epub.container import fingerprint

    return Reading(path.name, "epub", fingerprint(path))


def check_file(
    path: Path,
    packs: Pack | Sequence[Pack],
    age: str | Sequence[str],
    kind: str,
    day: date | None = None,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    **more: str,
) -> Judgement:
    """Reads and judges a file; `more` are the further words of `judging.judge`. An EPUB is put to EPUB Accessibility as well. Raises SaidError."""
    judged = judge(read_file(path, seconds=seconds, megabytes=megabytes), packs, age, kind, day, **more)
    if judged.reading.kind != "epub":
        return judged
    from .epub.checking import check_epub

    return dataclasses.replace(judged, epub=check_epub(path))


def picture_for(path: Path, reading: Reading, dpi: float) -> Picture:
    """How to picture the pages of that file: rendered from a PDF, drawn from the measurements of an EPUB."""
    if reading.kind != "pdf":
        return lambda page: drawn(reading, page, dpi)
    from .renderings import picture_of

    def rendered(page: int) -> bytes | None:
        try:
            return picture_of(path, page, dpi)
        except SaidError:
            return None

    return rendered
