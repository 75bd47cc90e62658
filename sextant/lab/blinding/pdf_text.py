"""The text of a PDF page by page, of its comments, fields, outline and links. Text drawn as a picture is not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Stream, String

from .findings import refuse, say
from .limits import LIMITS, Limits
from .pdf import opened
from .people import Part

SAID = ("/Contents", "/T", "/TU", "/V", "/Title", "/Alt", "/ActualText", "/RC", "/URI", "/DV")


def pdf_parts(content: bytes, limits: Limits = LIMITS) -> Iterator[Part]:
    """The pages with their numbers, then what is said outside of them."""
    outside = _outside(content, limits)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise refuse("broken") from None
    try:
        room = limits.letters
        for number in range(len(document)):
            text = _page(document, number, room)
            room -= len(text)
            if text.strip():
                yield Part(say("place_page", number=number + 1), text)
            if room <= 0:
                return
    finally:
        document.close()
    if outside:
        yield Part(say("place_outside"), outside)


def _page(document: Any, number: int, room: int) -> str:
    try:
        page = document[number]
        reader = page.get_textpage()
        text = reader.get_text_range(0, min(reader.count_chars(), room)) if reader.count_chars() else ""
        reader.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return str(text)


def _outside(content: bytes, limits: Limits) -> str:
    """Comments, fields, titles of the outline, alternative texts and addresses of links, each once, in the order of objects."""
    said: dict[str, None] = {}
    with opened(content, limits) as document:
        waiting: list[Any] = list(document.objects)[::-1]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Array):
                waiting += [inner for inner in one if isinstance(inner, Array | Dictionary) and not inner.is_indirect]
            elif isinstance(one, Dictionary | Stream):
                for key, value in one.items():
                    if key in SAID and isinstance(value, String):
                        said.setdefault(str(value))
                    elif isinstance(value, Array | Dictionary) and not value.is_indirect:
                        waiting.append(value)
    return "\n".join(text for text in said if text.strip())[: limits.letters]
