"""Reports on a judged book: HTML and PDF in both languages, with the pages pictured and the findings marked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .findings import refuse
from .marking import kind_of_picture, marked
from .report_content import content
from .report_page import html
from .report_pages import PageShown
from .verdicts import Judgement

TEMPLATE = Path(__file__).with_name("report.typ")
DPI = 100
Picture = Callable[[int], bytes | None]
"""The PNG of a whole visible page by its number; None where there is none."""


def report_html(judgement: Judgement, language: str = "en", picture: Picture | None = None) -> str:
    """One file of HTML in `en` or `ru`: no script, nothing fetched. Without `picture` the places are listed and not pictured."""
    shown = content(judgement, language)
    return html(shown, _pictures(judgement, shown["pages"], picture))


def report_pdf(judgement: Judgement, language: str = "en", picture: Picture | None = None) -> bytes:
    """The same as accessible PDF (PDF/UA-1); no clock, so equal judgements give equal bytes. Raises PublicationError where it cannot be set."""
    import typst

    shown = content(judgement, language)
    pictures = _pictures(judgement, shown["pages"], picture)
    with TemporaryDirectory() as made:
        folder = Path(made)
        for number, picture_of_page in pictures.items():
            (folder / _name(number, picture_of_page)).write_bytes(picture_of_page)
        (folder / "words.json").write_text(json.dumps(_plain(shown, pictures), ensure_ascii=False), encoding="utf-8")
        (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        try:
            return typst.compile(str(folder / "main.typ"), root=str(folder), pdf_standards=["ua-1"])
        except typst.TypstError as trouble:
            raise refuse("not_typeset", judgement.reading.file, reason=str(trouble)) from trouble


def pictures_marked(judgement: Judgement, picture: Picture) -> dict[int, bytes]:
    """The marked pictures of the pages a report shows, PNG or JPEG by page number; numbers on them are those of the report."""
    return _pictures(judgement, content(judgement, "en")["pages"], picture)


def _pictures(judgement: Judgement, pages: list[PageShown], picture: Picture | None) -> dict[int, bytes]:
    if picture is None:
        return {}
    known = {one.page: one for one in judgement.reading.pages}
    found = {}
    for page in pages:
        if page.number in known and (png := picture(page.number)):
            found[page.number] = marked(png, known[page.number], page.marks)
    return found


def _name(number: int, picture: bytes) -> str:
    return f"page-{number}.{kind_of_picture(picture)}"


def _plain(shown: dict[str, Any], pictures: dict[int, bytes]) -> dict[str, Any]:
    """The content as JSON can hold it."""
    pages = [
        {**dataclasses.asdict(one), "picture": _name(one.number, pictures[one.number]) if one.number in pictures else ""} for one in shown["pages"]
    ]
    present = {place["sort"] for page in pages for place in page["places"]}
    return {**shown, "pages": pages, "sorts": [sort for sort in ("fail", "aside", "open") if sort in present]}
