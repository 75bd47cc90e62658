"""`sextant redlines`: two texts compared word by word. Starts without Django."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sextant.lab.readability.files import read_given
from sextant.lab.readability.findings import ReadabilityError
from sextant.lab.shell import Refused, language

from .findings import RedlinesError, refuse, say

FILE = click.Path(path_type=Path, allow_dash=True)
MOST = 2_000_000
"""Characters of one text."""


@click.group()
def redlines() -> None:
    """Redlines: texts compared word by word."""


@redlines.command("compare")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to show it.")
def show_comparison(before: Path, after: Path, form: str) -> None:
    """Compare two texts (TXT, EPUB; `-` reads standard input) paragraph by paragraph and word by word.

    Exit code 0: they are the same; 1: something was changed; 2: refused.
    """
    from .drawings import as_page, as_text, as_values
    from .passages import counted, paired, paragraphs

    said = language()
    try:
        texts = [_read(path) for path in (before, after)]
    except (RedlinesError, ReadabilityError) as refusal:
        raise Refused(refusal.sentence(said)) from None
    pairs = paired(*(paragraphs(text) for text in texts))
    found = counted(pairs)
    summary = say("counted", same=found.same, added=found.added, removed=found.removed).sentence(said)
    if form == "json":
        click.echo(json.dumps(as_values(pairs, found), ensure_ascii=False, indent=1))
    elif form == "html":
        title = say("title", before=before.name, after=after.name).sentence(said)
        click.echo(as_page(pairs, title=title, summary=summary, language=said), nl=False)
    else:
        click.echo(as_text(pairs))
        click.echo(say("same_texts").sentence(said) if found.is_same else f"{summary} {say('passages', **found.passages).sentence(said)}", err=True)
    if not found.is_same:
        sys.exit(1)


def _read(path: Path) -> str:
    text = read_given(path).text
    if len(text) > MOST:
        raise refuse("text_too_long", path.name, most=MOST)
    return text
