"""A PDF read for what its pages measure. First file to open; then `ink.py` (what is painted), `lines.py` and `strips.py` (how it is set)."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playa
import pypdfium2
from playa.exceptions import PDFEncryptionError, PDFPasswordIncorrect

from ..pages import Page, Reading
from .findings import refuse
from .fontbook import FontBook
from .frames import Frame, frame_of, media_of
from .layers import Layers
from .limits import LIMITS, Limits
from .sheets import Book, Judged, judged
from .texts import finished

PDFIUM = threading.RLock()
"""PDFium is not safe for threads: one at a time in a process."""
LOGGED = ("playa", "fontTools", "pypdfium2")
START = 1024
BLOCK = 1 << 20


def read_pdf(path: str | Path, limits: Limits = LIMITS) -> Reading:
    """The runs and pages of a PDF, measured.

    Raises `PublicationError` for a file that is missing, no PDF, encrypted, damaged beyond its pages, too large or of too many pages. A page that cannot be
    checked stays, with `checkable` false and `why`. Bounded in what it does but not in time: for files of strangers use `apart.read_safely`.
    """
    path = Path(path)
    fingerprint = _fingerprint(path, limits)
    with PDFIUM, opened(path) as (raw, drawing):
        pages = _count(path, raw, limits)
        book = Book(_layers(path, raw), FontBook(), limits)
        sheets = [_page(raw, drawing, place, book) for place in range(pages)]
        text, done = finished(sheets, book.fonts)
    return Reading(path.name, "pdf", fingerprint, done, text)


@contextmanager
def opened(path: Path) -> Iterator[tuple[playa.Document, pypdfium2.PdfDocument | None]]:
    """Both views of the file; the drawing one is None where only it fails. Raises `PublicationError`. The caller holds `PDFIUM`."""
    for name in LOGGED:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        raw = playa.open(path, space="default")
    except (PDFEncryptionError, PDFPasswordIncorrect):
        raise refuse("encrypted", path.name) from None
    except MemoryError:
        raise
    except Exception:
        raise refuse("broken", path.name) from None
    drawing = None
    try:
        try:
            drawing = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            drawing = None
        yield raw, drawing
    finally:
        if drawing is not None:
            drawing.close()
        raw.close()


def _fingerprint(path: Path, limits: Limits) -> str:
    if not path.is_file():
        raise refuse("missing", path.name)
    if path.stat().st_size > limits.file:
        raise refuse("too_large", path.name, limit=limits.file >> 20)
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        head = handle.read(BLOCK)
        if b"%PDF-" not in head[:START]:
            raise refuse("not_pdf", path.name)
        while head:
            digest.update(head)
            head = handle.read(BLOCK)
    return digest.hexdigest()


def _count(path: Path, raw: playa.Document, limits: Limits) -> int:
    try:
        pages = len(raw.pages)
    except MemoryError:
        raise
    except (PDFEncryptionError, PDFPasswordIncorrect):
        raise refuse("encrypted", path.name) from None
    except Exception:
        raise refuse("broken", path.name) from None
    if not pages:
        raise refuse("no_pages", path.name)
    if pages > limits.pages:
        raise refuse("too_many_pages", path.name, pages=pages, limit=limits.pages)
    return pages


def _layers(path: Path, raw: playa.Document) -> Layers:
    try:
        return Layers(raw.catalog)
    except MemoryError:
        raise
    except Exception:
        raise refuse("broken", path.name) from None


def frame_on(page: playa.Page) -> Frame:
    """The frame of a raw page."""
    attributes = {key: playa.resolve_all(value) if key.endswith("Box") else playa.resolve(value) for key, value in page.attrs.items()}
    return frame_of(attributes, media_of(attributes))


def _page(raw: playa.Document, drawing: pypdfium2.PdfDocument | None, place: int, book: Book) -> Judged:
    """One page by itself. A page whose very dictionary fails keeps its place among the others."""
    try:
        page = raw.pages[place]
        frame = frame_on(page)
    except MemoryError:
        raise
    except Exception:
        return Judged(Page(place + 1, 0.0, 0.0, False, "damaged"))
    return judged(page, drawing, place, frame, book)
