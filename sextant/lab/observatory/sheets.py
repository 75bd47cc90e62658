"""What drawings are made of: colours, words, text and sheets of SVG that stand alone.

Colours are those of the look of the site, told apart also by their lightness.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from .answers import Answer

INK, FAINT, LINE, PAPER = "#1a2332", "#5d6474", "#d8cdb8", "#fcf9f2"
COLOURS = ("#0d4f74", "#a97d24", "#23623f", "#9a2d26", "#6b4c9a", "#2f8f8b", "#4b5362", "#c2683c", "#7c8f2a", "#b0507e")
FACE = "Golos Text, Arial, sans-serif"


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    with Path(__file__).with_name("words.toml").open("rb") as handle:
        return tomllib.load(handle)


def word(name: str, language: str) -> str:
    """A word on a drawing."""
    return _words()["words"][name][language == "ru"]


def title(answer: Answer, language: str) -> str:
    """What an answer is called, by its analysis and variant."""
    titles = _words()["titles"]
    return titles.get(f"{answer.name}-{answer.kind}", titles.get(answer.name, [answer.name] * 2))[language == "ru"]


def heading(column: str, language: str) -> str:
    """What a column is called on a page; a column without words of its own keeps its name."""
    return _words()["headings"].get(column, [column, column])[language == "ru"]


def short(said: str, most: int) -> str:
    """At most so many letters, cut at a word."""
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def text(x: float, y: float, said: str, size: float = 12, *, anchor: str = "start", colour: str = INK, weight: int = 400) -> str:
    """A line of text at its baseline."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">{escape(said)}</text>'


def sheet(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    """The whole drawing."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{FACE}" role="img">'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", f'<rect width="{width}" height="{height}" fill="{PAPER}"/>', *parts, "</svg>\n"])
