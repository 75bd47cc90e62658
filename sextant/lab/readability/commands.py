"""`sextant readability`: how hard a text is, by all formulas of its language. Starts without Django."""

from __future__ import annotations

import json
import sys
from math import inf
from pathlib import Path
from typing import Any

import click

from sextant.lab.shell import Refused, language

from .files import Given, read_easy_words, read_given
from .findings import ReadabilityError, refuse, say
from .levels import Level, read_level


@click.group()
def readability() -> None:
    """Readability: how hard a text is, by what can be counted."""


@readability.command("level")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--language", "asked", default=None, help="Language of the text, such as ru or en; else the book's, else that of most letters.")
@click.option("--easy-words", type=click.Path(path_type=Path), default=None, help="Familiar words, one a line, for Dale–Chall in English.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to show it.")
def show_level(files: tuple[Path, ...], asked: str | None, easy_words: Path | None, form: str) -> None:
    """Level of texts (TXT, EPUB; `-` reads standard input, such as the text of a PDF): every formula beside the others."""
    said = language()
    try:
        easy = read_easy_words(easy_words) if easy_words else None
    except ReadabilityError as refusal:
        raise Refused(refusal.sentence(said)) from None
    told: list[dict[str, Any]] = []
    refused = 0
    for path in files:
        try:
            given = read_given(path)
            level = _measured(given, asked, easy)
        except ReadabilityError as refusal:
            refused += 1
            click.echo(refusal.sentence(said), err=True)
            told.append({"file": str(path), "refused": refusal.code, "sentence": refusal.sentence(said)})
            continue
        told.append({"file": str(path), **level.as_dict(), "lost": list(given.lost)})
        if form == "text":
            click.echo("\n".join(_lines(given, level, said, several=len(files) > 1)))
    if form == "json":
        click.echo(json.dumps(told if len(told) > 1 else told[0], ensure_ascii=False, indent=1))
    if refused:
        sys.exit(Refused.exit_code)


def _measured(given: Given, asked: str | None, easy: frozenset[str] | None) -> Level:
    try:
        return read_level(given.text, asked or given.language or None, easy=easy)
    except ReadabilityError as refusal:
        raise ReadabilityError(refusal.said, given.name) from None
    except ModuleNotFoundError as lacking:
        raise refuse("extra_missing", given.name, name=str(lacking.name)) from None


def _lines(given: Given, level: Level, said: str, *, several: bool) -> list[str]:
    """The level for a person."""
    counts = level.counts
    means = {"per_sentence": counts.words_per_sentence, "syllables": counts.syllables_per_word, "letters": counts.letters_per_word}
    shown = {name: f"{value:.2f}" for name, value in means.items()}
    lines = [f"{given.name}:"] if several else []
    lines.append(say("counted", words=counts.words, sentences=counts.sentences, **shown).sentence(said))
    width = max(len(one.name.sentence(said)) for one in level.values)
    for one in level.values:
        number = f"{one.value:8.2f}".replace(".", "," if said == "ru" else ".")
        grade = "" if one.grade is None or one.age is None else say("grade_of", grade=_range(one.grade), age=_range(one.age)).sentence(said)
        lines.append(f"  {one.name.sentence(said):<{width}} {number}  {grade}".rstrip())
    if level.spread is not None:
        ends = {"spread": level.spread, "lowest": level.lowest, "highest": level.highest}
        lines.append(say("disagreement", **{name: f"{value:.1f}" for name, value in ends.items()}).sentence(said))
    for norm in level.norms:
        lines.append(say(f"norm_{norm.place}", first=norm.first, last=norm.last, low=str(norm.low), high=str(norm.high)).sentence(said))
    notes = [*level.notes, *([say("parts_lost", number=len(given.lost))] if given.lost else [])]
    return lines + [one.sentence(said) for one in notes]


def _range(band: tuple[float, float]) -> str:
    low, high = band
    if high == inf:
        return f"{low:g}+"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
