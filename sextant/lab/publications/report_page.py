"""The report as one HTML file: no script, nothing fetched, light and dark, fit for printing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from .marking import kind_of_picture
from .report_pages import PageShown, PlaceShown

STYLE = Path(__file__).with_name("report.css")
SIGNS = {"pass": "✓", "fail": "✕", "not_checkable": "?"}


def html(shown: Mapping[str, Any], pictures: Mapping[int, bytes]) -> str:
    """The page of what `report_content.content` gives; `pictures` are PNG or JPEG by page number, already marked."""
    words = shown["words"]
    because = f"<small>{escape(shown['because'])}</small>" if shown["because"] else ""
    parts = [
        f'<p class="lead">{escape(shown["lead"])}</p><h1>{escape(shown["file"])}</h1>',
        f'<p class="verdict {shown["verdict"]}">{_sign(shown["verdict"])}<span>{escape(shown["verdict_word"])}{because}</span></p>',
        "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in shown["facts"]) + "</dl>",
        _section(words["head_why"], _list(shown["reasons"])),
        _section(words["head_rules"], _rules(shown["rules"], words, "")),
        _section(words["head_aside"], _aside(shown, words)),
        _section(words["head_pages"], _pages(shown, pictures)),
        _section(words["head_shut"], _list([f"{one['pages']}: {one['why']}" for one in shown["shut"]])),
        _section(words["head_notes"], _list([f"{one['pages']}: {one['why']}" for one in shown["notes"]])),
        _section(words["head_epub"], _epub(shown["epub"], words) if shown["epub"] else ""),
        _section(words["head_missing"], "".join(f"<h3>{escape(one['pack'])}</h3>{_list(one['items'])}" for one in shown["missing"])),
        _section(words["head_how"], _list(shown["how"]) + f'<p class="soft"><code>{escape(shown["fingerprint"])}</code></p>'),
    ]
    style = STYLE.read_text(encoding="utf-8")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(shown["title"])}</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="{shown["language"]}"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>\n'


def _sign(verdict: str) -> str:
    return f'<span class="sign" aria-hidden="true"><i>{SIGNS[verdict]}</i></span>'


def _section(heading: str, body: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{body}</section>" if body else ""


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in items) + "</ul>" if items else ""


def _chip(verdict: str, word: str, tone: str = "") -> str:
    return f'<span class="chip {tone or verdict}">{SIGNS[verdict]} {escape(word)}</span>'


def _rules(rules: list[dict[str, Any]], words: Mapping[str, str], tone: str) -> str:
    if not rules:
        return ""
    names = ("column_rule", "column_verdict", "column_counts", "column_where")
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in names)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(_rule(one, tone, escape(words["column_where"])) for one in rules)}</tbody></table></div>'


def _rule(one: dict[str, Any], tone: str, label: str) -> str:
    details = f'<ul class="bare">{"".join(f"<li>{escape(text)}</li>" for text in one["details"])}</ul>' if one["details"] else ""
    sources = "".join(f"<small>{escape(source)}</small>" for source in one["sources"])
    counts = "<br>".join(escape(text) for text in one["counts"])
    title = f"<td><strong>{escape(one['title'])}</strong>{details}{sources}</td>"
    chip = _chip(one["verdict"], one["word"], tone)
    return f'<tr>{title}<td>{chip}</td><td class="few">{counts}</td><td data-label="{label}">{escape(one["where"])}</td></tr>'


def _aside(shown: Mapping[str, Any], words: Mapping[str, str]) -> str:
    return f'<p class="soft">{escape(words["about_aside"])}</p>{_rules(shown["aside"], words, "aside")}' if shown["aside"] else ""


def _pages(shown: Mapping[str, Any], pictures: Mapping[int, bytes]) -> str:
    whole = "".join(f'<p class="said">{escape(one["text"])}<small>{escape(one["source"])}</small></p>' for one in shown["whole"])
    if not shown["pages"]:
        return whole
    sorts = {place.sort for page in shown["pages"] for place in page.places}
    legend = "".join(
        f'<li><span class="{sort}"></span>{escape(shown["words"][f"legend_{sort}"])}</li>' for sort in ("fail", "aside", "open") if sort in sorts
    )
    sheets = "".join(_sheet(one, pictures.get(one.number)) for one in shown["pages"])
    left = f'<p class="soft">{escape(shown["left"])}</p>' if shown["left"] else ""
    return f'{whole}<ul class="legend">{legend}</ul>{sheets}{left}'


def _sheet(page: PageShown, picture: bytes | None) -> str:
    seen = (
        f'<img alt="{escape(page.alt)}" src="data:image/{kind_of_picture(picture)};base64,{base64.b64encode(picture).decode()}">'
        if picture
        else "<div></div>"
    )
    places = "".join(_place(one) for one in page.places)
    more = f'<p class="soft">{escape(page.more)}</p>' if page.more else ""
    return f'<article class="sheet"><h3>{escape(page.heading)}</h3>{seen}<div><ol class="places">{places}</ol>{more}</div></article>'


def _place(one: PlaceShown) -> str:
    said = "".join(f'<p class="said">{escape(text)}{f"<small>{escape(source)}</small>" if source else ""}</p>' for text, source in one.said)
    quote = f'<p class="quote">{escape(one.excerpt)}</p>' if one.excerpt else ""
    numbers = "".join(f'<span class="no {one.sort}">{number}</span>' for number in one.numbers)
    return f'<li><div class="nos">{numbers}</div><div>{quote}{said}</div></li>'


def _epub(epub: Mapping[str, Any], words: Mapping[str, str]) -> str:
    lead = f'<p class="soft">{escape(words["about_epub"])}</p><p>{_chip(epub["verdict"], epub["word"])}</p>'
    if not epub["rows"]:
        return f"{lead}<p>{escape(words['no_epub_findings'])}</p>"
    rows = "".join(
        f"<tr><td>{_chip(one['verdict'], one['word'], one['tone'])}<small>{escape(one['level'])}</small></td><td>{escape(one['text'])}<small>{escape(one['source'])}</small></td></tr>"
        for one in epub["rows"]
    )
    return f'{lead}<div class="wide"><table><tbody>{rows}</tbody></table></div>'
