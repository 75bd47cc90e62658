"""Pages that stand alone: one file, no script, both languages, fit for print. The language of the reader stands first, the other beneath it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from sextant.lab.sentences import Said, Sentences

label = Sentences(Path(__file__).with_name("labels.toml")).say
STYLE = """
:root{--ink:#1a2332;--soft:#5d6474;--line:#d8cdb8;--paper:#fbf8f1;--card:#fff;--bar:#8fa8b8;--warn:#9a5b2a}
*{box-sizing:border-box}
body{font:16px/1.5 'Golos Text',Arial,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:2rem auto;padding:0 1.25rem}
h1{font:500 2rem/1.2 Literata,Georgia,serif;margin:0 0 .25rem}
h2{font:500 1.35rem/1.3 Literata,Georgia,serif;margin:2.2rem 0 .4rem;break-after:avoid}
h3{font-size:1rem;margin:1.4rem 0 .3rem;break-after:avoid}
.other{display:block;color:var(--soft);font-size:.85em;font-weight:400}
p{margin:.3rem 0}
.file{color:var(--soft);overflow-wrap:anywhere}
.numbers{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.2rem 0;padding:0;list-style:none}
.numbers li{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .9rem;min-width:8rem}
.numbers b{display:block;font:500 1.5rem/1.2 Literata,Georgia,serif;font-variant-numeric:tabular-nums}
.wrap{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;background:var(--card)}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:500;font-size:.85rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.word{overflow-wrap:anywhere}
summary{cursor:pointer}
summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
details{margin:.4rem 0}td details{margin:0}
.bar{display:block;height:.5rem;background:#ece5d6;border-radius:.25rem;min-width:6rem}
.bar i{display:block;height:100%;background:var(--bar);border-radius:.25rem}
.warn{color:var(--warn)}
@media print{body{background:#fff;max-width:none;margin:0;font-size:11pt}.wrap{overflow:visible}tr{break-inside:avoid}thead{display:table-header-group}}
"""


def both(said: Said, language: str) -> str:
    """A sentence in the reader's language with the other beneath it."""
    other = "en" if language == "ru" else "ru"
    return f'{escape(said.sentence(language))} <span class="other" lang="{other}">{escape(said.sentence(other))}</span>'


def page(code: str, language: str, body: str) -> str:
    """The whole page; `code` names its title among the labels."""
    name = label(code)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(name.sentence(language))}</title><style>{STYLE}</style></head>\n<body><main><h1>{both(name, language)}</h1>\n{body}</main></body></html>\n"
    )


def heading(code: str, language: str) -> str:
    """A heading of the second level."""
    return f"<h2>{both(label(code), language)}</h2>"


def beyond(left: int, language: str) -> str:
    """How many more there are than are shown; nothing where all are."""
    said = both(label("more", count=left), language)
    return f"<p>{said}</p>" if left > 0 else ""


def numbers(shown: Iterable[tuple[str, str]], language: str) -> str:
    """A row of figures, each with its label."""
    items = "".join(f"<li><b>{escape(value)}</b>{both(label(code), language)}</li>" for code, value in shown)
    return f'<ul class="numbers">{items}</ul>\n'


def table(heads: Iterable[tuple[str, bool]], rows: Iterable[str], language: str) -> str:
    """A table: headings as codes of labels, with whether the column holds numbers; rows as ready cells (`cells`)."""
    head = "".join(f'<th scope="col"{CLASS[number]}>{both(label(code), language)}</th>' for code, number in heads)
    return f'<div class="wrap"><table><thead><tr>{head}</tr></thead><tbody>\n{"".join(rows)}</tbody></table></div>\n'


CLASS = {True: ' class="n"', False: ""}


def cells(*shown: tuple[str, bool]) -> str:
    """A row of the table: ready HTML of each cell, and whether it is a number."""
    return "<tr>" + "".join(f"<td{CLASS[number]}>{html}</td>" for html, number in shown) + "</tr>\n"


def figure(value: float | None, language: str, digits: int = 2) -> str:
    """A number as the language writes it, thousands apart by narrow spaces; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{digits}f}"
    return text.replace(",", "\u202f").replace(".", ",") if language == "ru" else text.replace(",", "\u202f")


def bar(share: float, language: str) -> str:
    """A share from 0 to 1 as a bar with its per cent."""
    percent = round(share * 100)
    return f'<span class="bar" role="img" aria-label="{percent} %"><i style="width:{percent}%"></i></span>'
