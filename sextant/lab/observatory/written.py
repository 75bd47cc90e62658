"""Answers written down: JSON, CSV, SVG, and an HTML page that stands alone."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import Any

from .answers import Answer, Row
from .corpus import Corpus
from .drawings import drawing
from .findings import ObservatoryError
from .sheets import heading, title, word

NO_DATA = ("cited_by", "h_index", "first", "last")
"""Columns of which an empty cell is said to be without data."""
FORMATS = ("json", "csv", "svg", "html")
STYLE = (
    "body{font:16px/1.5 'Golos Text',Arial,sans-serif;color:#1a2332;background:#f6f1e6;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "h1{font:500 2rem/1.2 Literata,Georgia,serif}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;"
    "border-bottom:1px solid #d8cdb8;vertical-align:top}.wrap{overflow-x:auto}svg{max-width:100%;height:auto}p.small{color:#5d6474;font-size:.85rem}"
)


def written(corpus: Corpus, answer: Answer, form: str, language: str) -> str:
    """The answer in one of `FORMATS`; CSV and SVG refuse nothing but a drawing that does not exist."""
    if form == "json":
        return json.dumps(answer.rows, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return _csv(answer.rows)
    return drawing(corpus, answer, language) if form == "svg" else _page(corpus, answer, language)


def flat(row: Row) -> dict[str, Any]:
    """A row with dictionaries opened into columns `name.key`, and lists as one text; a text that a spreadsheet would reckon is quoted."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found.update({f"{name}.{key}": inner for key, inner in value.items()})
        else:
            found[name] = "; ".join(map(str, value)) if isinstance(value, list) else value
    return {name: f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value for name, value in found.items()}


def _csv(rows: list[Row]) -> str:
    flats = [flat(row) for row in rows]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in flats for name in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(flats)
    return stream.getvalue()


def _page(corpus: Corpus, answer: Answer, language: str) -> str:
    called = title(answer, language)
    try:
        picture = f"<figure>{drawing(corpus, answer, language)}</figure>"
    except ObservatoryError:
        picture = ""
    flats = [flat(row) for row in answer.rows]
    other = "_en" if language == "ru" else "_ru"
    names = list(dict.fromkeys(name for row in flats for name in row if name != "key" and not name.endswith(other)))
    head = "".join(f'<th scope="col">{escape(heading(name, language))}</th>' for name in names)
    body = "".join("<tr>" + "".join(f"<td>{_cell(name, row.get(name), language)}</td>" for name in names) + "</tr>\n" for row in flats)
    notes = "".join(f"<p>{escape(note.sentence(language))}</p>" for note in answer.notes)
    said = f"{len(corpus.landed)} · {corpus.fingerprint}"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(called)}</title><style>{STYLE}</style></head><body><h1>{escape(called)}</h1>{notes}{picture}"
        f'<div class="wrap"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div><p class="small">{escape(said)}</p></body></html>\n'
    )


def _cell(name: str, value: Any, language: str) -> str:
    if value is None:
        return escape(word("no_data", language)) if name in NO_DATA else ""
    return escape(f"{value:g}" if isinstance(value, float) else str(value))
